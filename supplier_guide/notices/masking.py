"""Takes the persons out of the lines of a document: mailboxes, telephone numbers, and names where they are announced.

A name is known by what stands beside it: a title (“mevrouw”), a label (“contactpersoon:”) or a function
(“burgemeester”). Found once, it is masked everywhere.
"""

import re
from collections.abc import Iterator, Sequence

from supplier_guide.notices import plain
from supplier_guide.notices.lines import Line

_NAME = r"[A-ZÀ-ÖØ-Þ](?:[a-zà-öø-ÿ'’.-][\w'’.-]*|\.|(?=\s|$))"
_PARTICLE = r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Hh]et|[Tt]en|[Tt]er|[Vv]er|[Dd]u|[Dd]es|[Ll]a|[Ll]e|[Ee]l|[Aa]l|['’]t)"
_FULL = rf"{_NAME}(?: (?:{_PARTICLE} ){{0,2}}{_NAME}){{0,3}}"
_TITLED = re.compile(
    r"\b((?:[Dd]e heer|[Mm]evrouw|[Mm]ijnheer|[Dd]hr\.?|[Mm]evr\.?|[Mm]w\.?|[Mm]onsieur|[Mm]adame|Mme\.?|Mlle\.?|M\.|"
    rf"[Ii]ng\.|[Ii]r\.|[Dd]r\.|[Pp]rof\.) )((?:{_PARTICLE} ){{0,2}}{_FULL})"
)
_LABEL = re.compile(
    r"\b(?:contactpersoon|contactpersonen|contact|leidende? ambtenaar|fonctionnaire dirigeant|personne de contact|"
    r"dossierbeheerder|dossierverantwoordelijke|projectleider|projectverantwoordelijke|opgemaakt door|opgesteld door|"
    r"ondertekend door|verantwoordelijke|ontwerper|naam|nom|auteur|t\.a\.v\.|ter attentie van|inlichtingen bij|"
    r"vertegenwoordigd door|namens)\b[^\n]{0,3}?(?: is| zijn| est)?[ :|–-]{1,4}",
    re.IGNORECASE,
)
_FUNCTION = (
    r"(?:burgemeester|schepen|algemeen directeur|financieel directeur|adjunct-directeur|directeur|voorzitter|"
    r"secretaris|"
    r"gemeentesecretaris|afdelingshoofd|diensthoofd|projectleider|bourgmestre|échevin|directeur général|directrice)"
)
_BEFORE_FUNCTION = re.compile(rf"({_FULL})(?:, | \(| – | - )(?i:{_FUNCTION})\b")
_AFTER_FUNCTION = re.compile(rf"\b(?i:{_FUNCTION}) ({_FULL})")
_ONLY_FUNCTION = re.compile(rf"(?:de |het |le |la )?{_FUNCTION}[ ,:.]*", re.IGNORECASE)
_ONLY_NAME = re.compile(_FULL)
_FOLLOWS = re.compile(rf"(?:{_TITLED.pattern}|({_FULL}))")
_TELEPHONE = re.compile(
    r"(?<![\d/.,-])(?:04\d\d[ ./-]?\d\d(?:[ .]?\d\d){2}|04\d\d[ ./-]?\d{3}[ .]?\d{3}|"
    r"0[2-9][ ./-]?\d{3}[ .]?\d\d[ .]?\d\d|"
    r"0[1-8]\d[ ./-]?\d\d[ .]?\d\d[ .]?\d\d|0800[ ./-]?\d{2,3}[ .]?\d{2,3})(?![\d/])"
)
_REGISTER = re.compile(r"(?<!\d)\d\d\.\d\d\.\d\d[-–]\d{3}[.-]\d\d(?!\d)")
_SINGLE = 2
_MOST_NAMES = 200


def masked(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with masks in the place of persons."""
    people = tuple(dict.fromkeys(_people(lines)))[:_MOST_NAMES]
    found = [(line, _masked(line.text, people)) for line in lines]
    return tuple(Line(text, line.level) for line, text in found if text)


def _masked(text: str, people: Sequence[str]) -> str:
    text = _TITLED.sub(rf"\1{plain.PERSON}", text)
    text = _REGISTER.sub("[rijksregisternummer]", _TELEPHONE.sub(plain.TELEPHONE, text))
    low = text.lower()
    return plain.prose(text, [name for name in people if name.lower() in low]) or ""


def _people(lines: Sequence[Line]) -> Iterator[str]:
    """Yield the names that titles, labels and functions announce; those of services and towns are none."""
    for at, line in enumerate(lines):
        announced = [m[2] for m in _TITLED.finditer(line.text)]
        announced += [m[1] for pattern in (_BEFORE_FUNCTION, _AFTER_FUNCTION) for m in pattern.finditer(line.text)]
        announced += [found[0] for m in _LABEL.finditer(line.text) if (found := _FOLLOWS.match(line.text, m.end()))]
        if _ONLY_FUNCTION.fullmatch(line.text):
            beside = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
            announced += [text for text in beside if _ONLY_NAME.fullmatch(text)]
        for name in announced:
            yield from plain.people_in([name])
