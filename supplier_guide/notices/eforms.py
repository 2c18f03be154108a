"""eForms: the UBL documents of the eForms SDK 1.3 to 1.15, all subtypes with a contract in them.

Elements are found by their local names; the XPaths of the fields that are read are the same in all these versions,
except for predicates that make no difference here (BT-71 and BT-736 are recognised by the name of their code list).
"""

import datetime as dt
import re

from supplier_guide.errors import Unprocessable
from supplier_guide.notices.codes import language
from supplier_guide.notices.eforms_buyer import buyer_of, people_of
from supplier_guide.notices.eforms_lots import Reader, deadlines, lots_of, project
from supplier_guide.notices.facts import Facts
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import day

ROOTS = frozenset({"ContractNotice", "ContractAwardNotice", "PriorInformationNotice"})
REGISTRATION = "BusinessRegistrationInformationNotice"
EXTENSION = ("UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension")

_VERSION = re.compile(r"eforms-sdk-1\.(\d{1,2})(?:\.\d{1,3})?(?:$|#)")
_OLDEST, _NEWEST = 3, 15
_RESULTS = frozenset({*(str(number) for number in range(25, 41)), "E4", "E5", "E6", "T02"})
_DEFENCE = frozenset({"3", "6", "9", "18", "22", "27", "31"})
_DEFENCE_DIRECTIVE = "32009L0081"
_NUMBER = re.compile(r"0*(\d{1,8}-\d{4})")
_PAGE = "https://ted.europa.eu/nl/notice/-/detail/{}"


def read(root: Element, remarks: Remarks) -> Facts:
    """Return what an eForms document says."""
    if root.name == REGISTRATION:
        message = "Dit gaat over de registratie van een Europese onderneming (X01 of X02). Er staat geen opdracht in."
        raise Unprocessable("not_a_contract", message)
    if not root.all("ProcurementProject") and not root.all("ProcurementProjectLot"):
        message = "In deze aankondiging staat geen opdracht en geen perceel. Is het bestand volledig?"
        raise Unprocessable("not_a_contract", message)
    reader = Reader(language(root.value("NoticeLanguageCode")), remarks)
    version = root.value("CustomizationID")
    subtype = root.value(*EXTENSION, "NoticeSubType", "SubTypeCode")
    country, buyer = buyer_of(root, reader)
    main = root.first("ProcurementProject")
    return Facts(
        format="eforms",
        version=version,
        version_known=_is_known(version),
        subtype=subtype,
        id=root.value("ID"),
        language=reader.language,
        country=country,
        buyer=buyer,
        published_on=_published(root, remarks),
        deadline=deadlines(root, remarks),
        url=_address(root),
        whole=project(main, reader),
        lots=lots_of(root, reader),
        is_result=subtype in _RESULTS or (subtype is None and root.name == "ContractAwardNotice"),
        is_defence=subtype in _DEFENCE or root.value("RegulatoryDomain") == _DEFENCE_DIRECTIVE,
        people=people_of(root),
    )


def _is_known(version: str | None) -> bool:
    found = _VERSION.match(version or "")
    return found is not None and _OLDEST <= int(found[1]) <= _NEWEST


def _published(root: Element, remarks: Remarks) -> dt.date | None:
    """Return the day of publication; a notice that was not published yet has only the day on which it was sent."""
    published = day(root.value(*EXTENSION, "Publication", "PublicationDate"), remarks)
    if published:
        return published
    sent = day(root.value("IssueDate"), remarks)
    if sent:
        remarks.add("De dag van publicatie staat niet in de aankondiging; we nemen de dag waarop ze verzonden is.")
    return sent


def _address(root: Element) -> str | None:
    found = _NUMBER.fullmatch(root.value(*EXTENSION, "Publication", "NoticePublicationID") or "")
    return _PAGE.format(found[1]) if found else None
