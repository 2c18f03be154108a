"""What a specification says of the contract as a whole: buyer, title, nature, law, procedure, language."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from supplier_guide.matching.drafting.headings import TENDERING
from supplier_guide.matching.drafting.outline import Passage
from supplier_guide.model.need import BuyerKind, Nature, Regime
from supplier_guide.notices.lines import CELL

_BUYER = re.compile(
    r"(?:aanbestedende (?:overheid|dienst|instantie)|aanbestedend bestuur|opdrachtgever|opdrachtgevend bestuur|"
    r"bouwheer|"
    r"pouvoir adjudicateur|adjudicateur|maître d['’]ouvrage)\s*(?:[:|–-]|is|est)\s*(?:de |het |la |"
    r"le )?(?P<name>[^;|(]{3,120}?)"
    r"(?:[,;|(]|\.\s|\.?$)",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"(?:Gemeente|Stad|OCMW|Gemeente en OCMW|Stad en OCMW|AGB|Provincie|Commune de|Ville de|CPAS de)(?:-|"
    r" )[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3}"
)
_FIRST = 40
_LOCAL = (
    r"\b(?:gemeente(?!nschap)|stad\b|ocmw|agb\b|autonoom gemeentebedrijf|provincie|provinciebestuur|intercommunale|"
    r"politiezone|hulpverleningszone|commune\b|ville\b|cpas|kerkfabriek|stadsbestuur)"
)
_KINDS: tuple[tuple[BuyerKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            BuyerKind.SCHOOL,
            r"\b(?:school|scholengroep|scholengemeenschap|basisschool|hogeschool|universiteit|école|université)",
        ),
        (BuyerKind.CARE, r"\b(?:ziekenhuis|woonzorg|rusthuis|zorgbedrijf|zorgband|hôpital|maison de repos)"),
        (BuyerKind.LOCAL_AUTHORITY, _LOCAL),
        (BuyerKind.COMMUNITY, r"\b(?:(?:vlaamse|franse|duitstalige) gemeenschap|communauté (?:française|flamande))"),
        (
            BuyerKind.REGION,
            r"\b(?:vlaamse overheid|(?:vlaams|waals|hoofdstedelijk) gewest|région (?:wallonne|de bruxelles))",
        ),
        (
            BuyerKind.STATE,
            r"\b(?:fod\b|spf\b|federale overheid|belgische staat|état belge|defensie|regie der gebouwen)",
        ),
        (BuyerKind.ASSOCIATION, r"\b(?:vzw|asbl)\b"),
    )
)
_CONTRACT = r"(?:opdracht|overeenkomst|raamovereenkomst|overheidsopdracht) (?:voor|van) (?:aanneming van )?"
_NATURES = tuple(
    (nature, re.compile(pattern, re.IGNORECASE))
    for nature, pattern in (
        (Nature.SERVICES, rf"{_CONTRACT}diensten|marché (?:public )?de services"),
        (Nature.SUPPLIES, rf"{_CONTRACT}leveringen|marché (?:public )?de fournitures"),
        (Nature.WORKS, rf"{_CONTRACT}werken|aanneming van werken|marché (?:public )?de travaux"),
    )
)
_REGIMES = tuple(
    (regime, re.compile(pattern, re.IGNORECASE))
    for regime, pattern in (
        (
            Regime.CONCESSION,
            r"concessie(?:overeenkomst)? (?:voor|van) (?:diensten|werken)|concession de (?:services|travaux)",
        ),
        (Regime.UTILITIES, r"speciale sectoren|secteurs spéciaux"),
        (Regime.CLASSIC, r"klassieke sectoren|secteurs classiques"),
    )
)
_WITHOUT_NOTICE = re.compile(
    r"zonder (?:voorafgaand\w* )?bekendmaking|beperkte waarde|aanvaarde factuur|sans publication", re.IGNORECASE
)
_WITH_NOTICE = re.compile(
    r"(?<!vereenvoudigde )(?:niet-)?openbare procedure|met voorafgaand\w* bekendmaking|avec publication|"
    r"procédure (?:ouverte|restreinte)|"
    r"mededingingsprocedure",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:voorwerp|onderwerp|benaming|titel|naam|omschrijving)(?: van)?(?: de| deze)? (?:overheids)?opdracht"
    r"\s*[:|–-]\s*(?P<a>[^|]+)|"
    r"(?:^wat|\bbetreft|\bonderwerp|\bvoorwerp|\bopdracht|\bbestek|"
    r"\bobjet(?: du marché)?)\s*[:|]\s*(?P<b>[^|]*[a-z]{4}[^|]*)",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:deze|de|onderhavige) (?:overheids)?opdracht (?:voor \w+ )?(?:betreft|heeft (?:als|tot) voorwerp|omvat):?"
    r"\s*(?P<a>[^.;]{5,250})|"
    r"le (?:présent )?marché (?:porte sur|a pour objet|concerne)\s*(?P<b>[^.;]{5,250})",
    re.IGNORECASE,
)
_FORMAL = frozenset(
    {
        "bijzonder", "nr", "nummer", "bestek", "lastenboek", "cahier", "des", "charges", "spécial", "referentie", "ref",
        "dossier", "inhoud", "inhoudstafel", "inhoudsopgave", "opdrachtdocument", "opdrachtdocumenten",
        "concessiedocument", "overheidsopdracht", "technische", "administratieve", "bepalingen", "deel", "hoofdstuk",
        "n°", "no", "i", "ii", "iii", "iv",
    }
)  # fmt: skip
"""Words of a line that says only which document this is."""
_SECTION = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|art(?:ikel|\.)? ?\d+)\s", re.IGNORECASE)
_DUTCH = re.compile(r"\b(?:de|het|een|van|voor|en|wordt|worden|opdracht|met)\b", re.IGNORECASE)
_FRENCH = re.compile(r"\b(?:le|la|les|des|du|pour|et|est|sont|marché|avec)\b", re.IGNORECASE)
_LONGEST_TITLE = 250
_LONGEST_TITLE_LINE = 150
_READ = 20_000


@dataclass(frozen=True, slots=True)
class Trait:
    """A value with the line and the place in it where it was found."""

    field: str
    value: str
    line: str
    start: int
    end: int


def traits(passages: Sequence[Passage]) -> Iterator[Trait]:
    """Yield what the text says of the contract as a whole, each field once."""
    for found in (_buyer(passages), _title(passages)):
        yield from found
    lines = [p.text for p in passages]
    yield from _first(lines, "nature", ((n.value, pattern) for n, pattern in _NATURES))
    yield from _first(lines, "regime", ((r.value, pattern) for r, pattern in _REGIMES))
    yield from _procedure(lines)


def language(text: str) -> str | None:
    """Return whether a text is Dutch or French; nothing when that is not clear."""
    dutch, french = len(_DUTCH.findall(text[:_READ])), len(_FRENCH.findall(text[:_READ]))
    if dutch == french:
        return None
    return "nl" if dutch > french else "fr"


def _first(lines: Sequence[str], field: str, choices: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[Trait]:
    hits = [
        (n, found, value)
        for value, pattern in choices
        for n, line in enumerate(lines)
        if (found := pattern.search(line)) is not None
    ]
    for n, found, value in sorted(hits, key=lambda hit: hit[0])[:1]:
        yield Trait(field, value, lines[n], *found.span())


def _procedure(lines: Sequence[str]) -> Iterator[Trait]:
    """Yield whether there is a notice; nothing when the text names procedures of both sorts."""
    found = [*_first(lines, "procedure_has_notice", (("nee", _WITHOUT_NOTICE), ("ja", _WITH_NOTICE)))]
    both = all(any(p.search(line) for line in lines) for p in (_WITHOUT_NOTICE, _WITH_NOTICE))
    yield from () if both else found


def _buyer(passages: Sequence[Passage]) -> Iterator[Trait]:
    for passage in passages:
        found = _BUYER.search(passage.text)
        if found:
            yield from _named(passage.text, *found.span("name"))
            return
    for passage in passages[:_FIRST]:
        authority = _AUTHORITY.match(passage.text)
        if authority:
            yield from _named(passage.text, *authority.span())
            return


def _named(line: str, start: int, end: int) -> Iterator[Trait]:
    name = line[start:end].strip()
    yield Trait("buyer.name", name, line, start, end)
    kind = next((k for k, pattern in _KINDS if pattern.search(name)), None)
    if kind:
        yield Trait("buyer.kind", kind.value, line, start, end)


def _title(passages: Sequence[Passage]) -> Iterator[Trait]:
    """Yield the title: as labelled, else the first line that can be one, else what the text says the contract is."""
    labelled = _said(passages, _LABELLED)
    first = next((p.text for p in passages[:_FIRST] if _may_be_title(p)), None)
    if labelled is None and first is not None:
        yield Trait("title", first.strip(" .:"), first, 0, len(first))
        return
    said = labelled or _said(passages, _WORDED)
    if said is not None:
        yield said


def _said(passages: Sequence[Passage], pattern: re.Pattern[str]) -> Trait | None:
    for passage in passages:
        found = None if passage.formal else pattern.search(passage.text)
        if found:
            group = next(name for name in "ab" if found[name])
            start = found.start(group)
            end = min(found.end(group), start + _LONGEST_TITLE)
            return Trait("title", passage.text[start:end].strip(" .|"), passage.text, start, end)
    return None


def _is_formal(text: str) -> bool:
    words = [word.strip(".:,;()-–").lower() for word in text.split()]
    return all(not word or word in _FORMAL or any(c.isdigit() for c in word) for word in words)


def _may_be_title(passage: Passage) -> bool:
    text = passage.text
    return (
        passage.lot is None
        and CELL not in text
        and len(text) <= _LONGEST_TITLE_LINE
        and text[-1] not in ":;,."
        and not any(pattern.match(text) for pattern in (_AUTHORITY, _BUYER, TENDERING, _SECTION))
        and not _is_formal(text)
        and not any(pattern.match(text) for _, pattern in _KINDS)
    )
