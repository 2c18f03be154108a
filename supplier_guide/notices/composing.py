"""From what was found to the noun: lots take from the whole what holds for each of them, and warnings are added.

A lot without a main code takes the notice's; a lot that names no place, kind of contract or reservation of its own
takes what is said of the whole contract. Title, value and duration of the whole are taken only by the one lot of a
contract that has no other: there they are the same thing.
"""

from collections.abc import Sequence

from supplier_guide.model.need import ReservedCode
from supplier_guide.model.notice import Notice, NoticeBuyer, NoticeLot
from supplier_guide.notices import plain
from supplier_guide.notices.facts import Facts, Part, unique
from supplier_guide.notices.limits import Limits, Watch, check_lots
from supplier_guide.notices.remarks import Remarks

_LONGEST_ID = 64
_MOST_CODES = 200


def compose(facts: Facts, remarks: Remarks, *, limits: Limits, watch: Watch) -> Notice:
    """Return the notice that was found."""
    check_lots(len(facts.lots), limits)
    lots = _lots(facts, watch)
    whole = facts.whole
    _warn(facts, lots, remarks)
    return Notice(
        format=facts.format,
        version=plain.code(facts.version),
        subtype=plain.code(facts.subtype),
        id=plain.code(facts.id),
        title=plain.title(whole.title, facts.people),
        description=plain.prose(whole.description, facts.people),
        language=facts.language,
        country=facts.country,
        buyer=NoticeBuyer(name=plain.title(facts.buyer.name), kind=facts.buyer.kind),
        cpv=tuple(unique([*whole.cpv, *(code for lot in facts.lots for code in lot.cpv)])),
        published_on=facts.published_on,
        deadline=facts.deadline,
        url=_address(facts.url),
        value=whole.money.amount if whole.money else None,
        currency=whole.money.currency if whole.money else None,
        lots=tuple(lots),
        warnings=remarks.all(),
    )


def _address(url: str | None) -> str | None:
    """Return an address of the web; other schemes have no place on a page."""
    tidy = plain.code(url)
    return tidy if tidy and tidy.lower().startswith(("https://", "http://")) else None


def _lots(facts: Facts, watch: Watch) -> list[NoticeLot]:
    parts = facts.lots or [Part()]
    names = _names(parts)
    made = []
    for name, part in zip(names, parts, strict=True):
        watch.check()
        made.append(_lot(name, part, facts, alone=len(parts) == 1))
    return made


def _lot(name: str, part: Part, facts: Facts, *, alone: bool) -> NoticeLot:
    whole = facts.whole
    single = whole if alone else Part()
    money = part.money or single.money
    placed = bool(part.nuts or part.postal_codes)
    return NoticeLot(
        id=name,
        title=plain.title(part.title or single.title, facts.people),
        description=plain.prose(part.description or single.description, facts.people),
        cpv=tuple(_codes(part, whole)[:_MOST_CODES]),
        reserved=part.reserved or whole.reserved,
        reserved_execution=part.reserved_execution or whole.reserved_execution,
        nuts=tuple((part.nuts if placed else whole.nuts)[:_MOST_CODES]),
        postal_codes=tuple((part.postal_codes if placed else whole.postal_codes)[:_MOST_CODES]),
        nature=part.nature or whole.nature,
        value=money.amount if money else None,
        currency=money.currency if money else None,
        duration_months=part.months or single.months,
    )


def _codes(part: Part, whole: Part) -> list[str]:
    if part.main:
        return part.cpv
    return unique([*filter(None, [whole.main]), *part.additional]) if part.additional else whole.cpv


def _names(parts: Sequence[Part]) -> list[str]:
    """Return an id for each lot: its own, else its number; a repeated one gets a number behind it."""
    counted: dict[str, int] = {}
    names: dict[str, None] = {}
    for number, part in enumerate(parts, start=1):
        own = (plain.code(part.id) or str(number))[: _LONGEST_ID - 6]
        name = own
        while name in names:
            counted[own] = counted.get(own, 1) + 1
            name = f"{own}-{counted[own]}"
        names[name] = None
    return list(names)


def _warn(facts: Facts, lots: Sequence[NoticeLot], remarks: Remarks) -> None:
    _warn_of_origin(facts, remarks)
    if not any(lot.cpv for lot in lots):
        remarks.add("De aankondiging noemt geen CPV-code. Kies zelf een rubriek of beschrijf de opdracht.")
    if facts.is_result and all(lot.reserved is None for lot in lots):
        remarks.add(
            "Dit is een aankondiging van een gunning of een wijziging. Zulke aankondigingen zeggen niet of de opdracht "
            "voorbehouden was: kijk dat na in de aankondiging van de opdracht zelf."
        )
    _warn_of_codes(lots, remarks)


def _warn_of_codes(lots: Sequence[NoticeLot], remarks: Remarks) -> None:
    several = [lot.id for lot in lots if lot.reserved and len(lot.reserved) > 1]
    if several:
        named = ", ".join(several[:5]) + (" …" if len(several) > 5 else "")  # noqa: PLR2004 - enough to find them
        remarks.add(
            f"Meer dan één code voor voorbehouden deelname bij perceel {named}: we houden met elk ervan rekening."
        )
    if any(lot.reserved and len(lot.reserved) > 1 and ReservedCode.NONE in lot.reserved for lot in lots):
        remarks.add(
            "De aankondiging noemt een perceel tegelijk voorbehouden en niet voorbehouden. Kijk na wat bedoeld is."
        )


def _warn_of_origin(facts: Facts, remarks: Remarks) -> None:
    if facts.country is None:
        remarks.add(
            "De aankondiging zegt niet in welk land de koper gevestigd is. We kennen alleen de Belgische regels."
        )
    elif facts.country != "BEL":
        remarks.add(
            f"De koper is niet Belgisch (land: {facts.country}). De Belgische regels over voorbehouden opdrachten "
            "gelden dan niet."
        )
    if facts.version is None:
        remarks.add("De aankondiging zegt niet volgens welke versie ze gemaakt is. Kijk na of alles juist gelezen is.")
    elif not facts.version_known:
        remarks.add("Deze versie van het formaat kennen we niet. Kijk na of alles juist gelezen is.")
    if facts.is_defence:
        remarks.add(
            "Dit is een opdracht onder de richtlijn over defensie en veiligheid. De regels over voorbehouden "
            "opdrachten zijn daar anders."
        )
