"""Read a notice: detect the format by its content, and return what it says, or an error that says what is wrong."""

import re

from supplier_guide.errors import UnsupportedFormat
from supplier_guide.model.notice import Notice
from supplier_guide.notices import eforms, markup, objects, ocds, ted
from supplier_guide.notices.composing import compose
from supplier_guide.notices.decoding import decode
from supplier_guide.notices.facts import Facts
from supplier_guide.notices.limits import LIMITS, Limits, Watch, check_lots
from supplier_guide.notices.remarks import Remarks

_LONGEST_NAME = 40
_LOT = re.compile(r"<(?:[\w.-]+:)?ProcurementProjectLot[\s>]")
_SURPLUS = 2
"""Groups of lots look the same, so that only from twice as many it is certain before parsing that they are too many."""


def read_notice(body: bytes, *, limits: Limits = LIMITS) -> Notice:
    """Return the notice in a body of bytes: eForms, TED_EXPORT or OCDS.

    Raises `Malformed` (empty, broken, wrong encoding, document type), `TooLarge` (bytes, depth, parts, lots, time),
    `UnsupportedFormat` (another kind of file) or `Unprocessable` (readable, but not one contract); never another.
    """
    watch = Watch(limits.most_seconds)
    kind, text = decode(body, limits)
    remarks = Remarks()
    found = (
        _xml(text, remarks, limits=limits, watch=watch)
        if kind == "xml"
        else _json(text, remarks, limits=limits, watch=watch)
    )
    watch.check()
    return compose(found, remarks, limits=limits, watch=watch)


def _xml(text: str, remarks: Remarks, *, limits: Limits, watch: Watch) -> Facts:
    announced = sum(1 for _ in _LOT.finditer(text))
    if announced > _SURPLUS * limits.most_lots:
        check_lots(announced, limits)
    root = markup.parse(text, limits=limits, watch=watch)
    if root.name in eforms.ROOTS or root.name == eforms.REGISTRATION:
        return eforms.read(root, remarks)
    if root.name == ted.ROOT:
        return ted.read(root, remarks)
    named = root.name if len(root.name) <= _LONGEST_NAME else "een ander document"
    message = (
        f"Dit is XML, maar geen aankondiging die we kennen: ze begint met “{named}”. "
        "We lezen eForms (ContractNotice, PriorInformationNotice, ContractAwardNotice) en TED_EXPORT."
    )
    raise UnsupportedFormat("unknown_xml", message)


def _json(text: str, remarks: Remarks, *, limits: Limits, watch: Watch) -> Facts:
    return ocds.read(objects.parse(text, limits=limits, watch=watch), remarks)
