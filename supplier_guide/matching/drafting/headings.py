"""Which lines are headings, how high, and of what: a lot, a section about tendering, the work itself."""

import re
from typing import NamedTuple

from supplier_guide.matching.drafting.sentences import lot_id
from supplier_guide.notices.lines import BOLD, CELL, Line

_LONGEST = 160
_ABBREVIATION = 5
_NAME_OF_SECTION = 5
"""Words that the name of a section has at most."""
_CONTENTS = re.compile(r"(?:(?<!\.)\.{4,}|(?<!…)…{2,}|(?<!\. )(?:\. ){4,})\s*\d{1,3}$")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\)?\s+(?=[A-ZÀ-Þ])")
_DIVISION = re.compile(
    r"(?:hoofdstuk|deel|titel|afdeling|bijlage|chapitre|partie|annexe|titre)\s+(?:\d{1,2}|[IVX]{1,5}|[A-F])\b",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"[IVX]{1,4}\.\s+[A-ZÀ-Þ][^.]+$")
_ARTICLE = re.compile(r"(?:art\.?|artikel|article)\s*\d{1,3}\b", re.IGNORECASE)
_LEAD = r"(?:[-•*–▪]\s*|(?:\d{1,2}(?:\.\d{1,2}){0,4}|[A-Za-z]|[IVX]{1,4})[.)]?\s+)?"
_LOT = re.compile(
    rf"{_LEAD}(?:perceel|lot)\s*(?:nr\.?|nummer|n°|no\.?)?\s*(?P<id>\d{{1,3}}|[IVX]{{1,5}}|[A-H])(?![\w'’])"
    r"\s*(?P<mark>[:.)–—|-]|$|(?=\s))\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:is|zijn|wordt|worden|omvat|bevat|betreft|heeft|kan|moet|loopt|geldt|bestaat|en|of|tot|van|voor|bedraagt|"
    r"est|sont|"
    r"comprend|concerne|et|ou)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"(?:€|EUR\b|\d[\d. ]*(?:,\d+)?\s*(?:€|EUR|euro)|\d{8}|cpv|raming|geraamd|looptijd)", re.IGNORECASE)
_TITLE_END = re.compile(
    r"\s*[(\[|–—:;,-]*\s*(?:\(|\[)?(?:raming|geraamd|geschat|waarde|cpv|looptijd|estim|valeur|montant|€|EUR\b|"
    r"\d[\d. ]*(?:,\d\d)?\s?(?:€|EUR|euro))",
    re.IGNORECASE,
)
TENDERING = re.compile(
    r"gunning|selectie|uitsluiting|borgtocht|waarborg|betaling|factur|verzeker|aansprakelijk|inschrijv|indien|offerte|"
    r"opening|prijsvaststelling|prijsherziening|geschil|rechtbank|onderaan|variant|ondertekening|boete|straf|sanctie|"
    r"opzeg|beroep|attribution|sélection|exclusion|cautionnement|paiement|assurance|soumission|offre",
    re.IGNORECASE,
)
"""Sections about tendering: their amounts, terms and places are others than those of the work."""
FORMAL = re.compile(
    r"privacy|gdpr|avg\b|gegevensbescherming|wetgeving|reglementering|wettelijk|algemene bepaling|administratieve|"
    r"procedure|contact|leidend|inlichtingen|communicatie|oplevering|keuring|bijlage|inventaris|afwijking|"
    r"vertrouwelijk|"
    r"prijzen|dispositions (?:générales|administratives)|inhoud|table des",
    re.IGNORECASE,
)
"""Further sections that do not describe the work."""
_WORK = re.compile(
    r"technisch|beschrijving|omschrijving|voorwerp|onderwerp|prestatie|taken|uit te voeren|opdracht\b|object|objet|"
    r"description|technique|situering|context",
    re.IGNORECASE,
)
STYLED, NUMBERED, OTHER = 0, 1, 2


class Rank(NamedTuple):
    """How high a heading stands among those of its family: by style, by number, by nothing."""

    family: int
    depth: int


class LotHeading(NamedTuple):
    """A line that begins a lot: its id, and what stands behind it."""

    id: str
    rest: str


def is_contents(line: Line) -> bool:
    """Return whether a line is one of a table of contents: points, and the number of a page."""
    return _CONTENTS.search(line.text) is not None


def rank(line: Line) -> Rank | None:
    """Return how high a heading stands; nothing for a line that is none."""
    text = line.text
    if CELL in text:
        return None
    if line.level and line.level < BOLD:
        return Rank(STYLED, line.level)
    if len(text) > _LONGEST or text[-1] in ";,?":
        return None
    found = _by_number(text) or (Rank(NUMBERED, 0) if _is_loud(text) and lot_heading(line) is None else None)
    return found or (Rank(OTHER, 0) if line.level or _is_loud(text) or _is_bare(text) else None)


def _by_number(text: str) -> Rank | None:
    if _DIVISION.match(text) or _ROMAN.match(text):
        return Rank(NUMBERED, 0)
    if text.endswith("."):
        return None
    numbered = _NUMBERED.match(text)
    if numbered:
        return Rank(NUMBERED, numbered[1].count(".") + 1)
    return Rank(NUMBERED, 1) if _ARTICLE.match(text) else None


def _is_loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > _ABBREVIATION and all(c.isupper() for c in letters)


def _is_bare(text: str) -> bool:
    """Return whether a short line is the name of a section and nothing else."""
    few = len(text.rstrip(":").split()) <= _NAME_OF_SECTION
    named = any(pattern.match(text) for pattern in (TENDERING, FORMAL, _WORK))
    return few and named and text[:1].isupper() and text[-1] not in ".:"


def lot_heading(line: Line) -> LotHeading | None:
    """Return the lot that a line begins; nothing for a sentence that only speaks of one."""
    found = _LOT.fullmatch(line.text)
    if found is None:
        return None
    rest = found["rest"].strip()
    marked = bool(found["mark"])
    if not marked and rest and not (line.level or _looks_like_title(rest)):
        return None
    if not marked and _VERB.match(rest):
        return None
    return LotHeading(lot_id(found["id"]), rest)


def _looks_like_title(rest: str) -> bool:
    return len(rest) <= _LONGEST and rest[0].isupper() and rest[-1] not in ".;" and not _VERB.match(rest)


def title_of(rest: str) -> str | None:
    """Return the title in what stands behind the number of a lot, without amounts and codes; nothing without one."""
    if _FACT.match(rest):
        return None
    cut = _TITLE_END.search(rest)
    title = rest[: cut.start()] if cut else rest
    title = title.split(CELL.strip(), 1)[0] if not title.startswith(CELL.strip()) else title.strip("| ")
    title = re.split(r"(?<=[a-zà-ÿ)])\.\s+(?=[A-Z])", title, maxsplit=1)[0].strip(" -–—:;,.|\t")
    return title[:300] if sum(c.isalpha() for c in title) > 1 else None


def ends_lot(heading: Rank, lot: Rank, text: str) -> bool:
    """Return whether a heading ends the part of a lot: one as high in the same family, or one about tendering."""
    if heading.family == lot.family != OTHER and heading.depth <= lot.depth:
        return True
    above = heading.family == STYLED != lot.family
    return above or any(pattern.search(text) for pattern in (TENDERING, FORMAL))
