"""The kind of the buyer, only when a code of the notice tells it.

A body governed by public law, a subsidised organisation or a group of authorities may be anything: no kind.
``REGIONAL_AUTHORITY`` of TED_EXPORT means "regional or local authority" and so tells neither.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from supplier_guide.model.need import BuyerKind
from supplier_guide.notices.remarks import Remarks

_KINDS: Mapping[str, BuyerKind] = MappingProxyType(
    {
        "la": BuyerKind.LOCAL_AUTHORITY,
        "body-pl-la": BuyerKind.LOCAL_AUTHORITY,
        "ra": BuyerKind.REGION,
        "cga": BuyerKind.STATE,
        "pub-undert": BuyerKind.UTILITY,
        "pub-undert-cga": BuyerKind.UTILITY,
        "pub-undert-la": BuyerKind.UTILITY,
        "pub-undert-ra": BuyerKind.UTILITY,
        "spec-rights-entity": BuyerKind.UTILITY,
        "MINISTRY": BuyerKind.STATE,
    }
)
_FEDERAL = re.compile(
    r"\b(fod|spf|pod|spp|federa(?:al|le)|fédéra(?:l|le|ux)|ministerie|ministère|ministry|belgische staat|état belge|"
    r"defensie|défense|regie der gebouwen|régie des bâtiments|kanselarij|chancellerie|rijks\w+)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 400


def kind_of(code: str | None, *, name: str | None, country: str | None, remarks: Remarks) -> BuyerKind | None:
    """Return the kind that a code of eForms (BT-11) or TED (``CA_TYPE``) tells.

    In Belgian notices the code of the central government tells nothing by itself: of the first eight that we read
    with it, seven were a town, a university, an intercommunal or another body. There the name must say the same,
    because art. 91 hangs on it.
    """
    kind = _KINDS.get((code or "").strip())
    if kind is not BuyerKind.STATE or country != "BEL" or _FEDERAL.search((name or "")[:_LONGEST_NAME]):
        return kind
    remarks.add(
        "De aankondiging noemt de koper een centrale overheid. In Belgische aankondigingen staat dat vaak ook bij "
        "andere kopers: kies zelf welk soort koper het is."
    )
    return None
