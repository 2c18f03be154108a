"""TED_EXPORT: the XML of TED before eForms, releases R2.0.8 and R2.0.9, in one or more languages."""

import datetime as dt
import re

from supplier_guide.errors import Unprocessable
from supplier_guide.model.notice import NoticeBuyer
from supplier_guide.notices import ted_current, ted_older
from supplier_guide.notices.buyers import kind_of
from supplier_guide.notices.codes import country, language
from supplier_guide.notices.facts import Facts, Part, codes, territories
from supplier_guide.notices.plain import people_in
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.ted_parts import Form, Moment
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import day, moment

ROOT = "TED_EXPORT"

_NOTICE_DATA = ("CODED_DATA_SECTION", "NOTICE_DATA")
_CODED = ("CODED_DATA_SECTION", "CODIF_DATA")
_PREFERRED = ("nl", "fr")
_KNOWN = re.compile(r"R2\.0\.[89](\.|$)")
_RESULTS = frozenset({"3", "6", "13", "15", "18", "20", "25"})
_RESULT_TYPES = frozenset({"AWARD_CONTRACT", "CONCESSION_AWARD_CONTRACT"})
_DEFENCE = frozenset({"16", "17", "18", "19"})
_DEFENCE_DIRECTIVES = frozenset({"32009L0081", "2009/81/EC"})
_UTILITIES_ENTITY = "4"
_PERSONS = ("CONTACT_POINT", "ATTENTION")


def read(root: Element, remarks: Remarks) -> Facts:
    """Return what a TED_EXPORT document says, in the language of the original, Dutch or French if it has those."""
    element = _form(root)
    version = root.attributes.get("VERSION") or element.attributes.get("VERSION")
    form = Form(element, remarks)
    reader = ted_current if form.is_current else ted_older
    number = (element.attributes.get("FORM") or "").upper().removeprefix("F").lstrip("0")
    where = country(reader.buyer_country(form)) or country(root.attribute("VALUE", *_NOTICE_DATA, "ISO_COUNTRY"))
    name = reader.buyer_name(form)
    return Facts(
        format="ted_export",
        version=version,
        version_known=bool(_KNOWN.match(version or "")),
        subtype=element.attributes.get("FORM"),
        id=root.attributes.get("DOC_ID") or root.value(*_NOTICE_DATA, "NO_DOC_OJS"),
        language=language(element.attributes.get("LG")),
        country=where,
        buyer=NoticeBuyer(name=name, kind=kind_of(_buyer_code(root, form), name=name, country=where, remarks=remarks)),
        published_on=_published(root, remarks),
        deadline=_deadline(root, reader.deadline(form), remarks),
        url=_address(root, element.attributes.get("LG")),
        whole=_completed(reader.whole(form), root),
        lots=reader.lots(form),
        is_result=number in _RESULTS or element.attribute("TYPE", "NOTICE") in _RESULT_TYPES,
        is_defence=_is_defence(root, element, number),
        people=people_in(
            (one.content() for one in root.within(*_PERSONS)),
            organisations=(one.text for one in root.within("OFFICIALNAME")),
        ),
    )


def _form(root: Element) -> Element:
    forms = [one for section in root.all("FORM_SECTION") for one in section.children if one.name != "NOTICE_UUID"]
    if not any(one.children for one in forms):
        message = "In deze TED_EXPORT staat geen formulier (FORM_SECTION). Download de aankondiging opnieuw."
        raise Unprocessable("not_a_contract", message)
    originals = [one for one in forms if one.attributes.get("CATEGORY", "ORIGINAL") == "ORIGINAL"] or forms
    for wanted in _PREFERRED:
        for one in originals:
            if language(one.attributes.get("LG")) == wanted:
                return one
    return originals[0]


def _buyer_code(root: Element, form: Form) -> str | None:
    """Return the kind of authority; TED's own code 4 is a utilities entity, as is who states an activity of those."""
    stated = form.attribute("VALUE", "CA_TYPE", "TYPE_OF_CONTRACTING_AUTHORITY")
    is_utility = root.attribute("CODE", *_CODED, "AA_AUTHORITY_TYPE") == _UTILITIES_ENTITY or form.has("CE_ACTIVITY")
    return stated or ("pub-undert" if is_utility else None)


def _published(root: Element, remarks: Remarks) -> dt.date | None:
    published = day(root.value("CODED_DATA_SECTION", "REF_OJS", "DATE_PUB"), remarks)
    if published:
        return published
    sent = day(root.value(*_CODED, "DS_DATE_DISPATCH"), remarks)
    if sent:
        remarks.add("De dag van publicatie staat niet in de aankondiging; we nemen de dag waarop ze verzonden is.")
    return sent


def _deadline(root: Element, stated: Moment, remarks: Remarks) -> dt.datetime | None:
    coded = (root.value(*_CODED, "DT_DATE_FOR_SUBMISSION") or "").split(" ")
    return moment(*stated, remarks) or moment(coded[0], coded[1] if len(coded) > 1 else None, remarks)


def _address(root: Element, used: str | None) -> str | None:
    addresses = root.all(*_NOTICE_DATA, "URI_LIST", "URI_DOC")
    same = [one for one in addresses if one.attributes.get("LG") == used]
    return next((one.text.strip() for one in same or addresses), None)


def _completed(whole: Part, root: Element) -> Part:
    """Fill codes and places that only stand in the coded section, where TED repeats those of the form."""
    if not whole.main:
        found = codes(one.attributes.get("CODE") for one in root.all(*_NOTICE_DATA, "ORIGINAL_CPV"))
        whole.main, whole.additional = next(iter(found), None), found[1:]
    if not whole.nuts:
        whole.nuts = territories(one.attributes.get("CODE") for one in root.all(*_NOTICE_DATA, "PERFORMANCE_NUTS"))
    return whole


def _is_defence(root: Element, form: Element, number: str) -> bool:
    stated = {form.attribute("VALUE", "LEGAL_BASIS"), root.attribute("VALUE", *_CODED, "DIRECTIVE")}
    return number in _DEFENCE or bool(stated & _DEFENCE_DIRECTIVES)
