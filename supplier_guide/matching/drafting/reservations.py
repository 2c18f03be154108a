"""Whether a specification says that a contract is reserved, and under which article."""

import re
from dataclasses import dataclass

from supplier_guide.matching.drafting.sentences import Sentence
from supplier_guide.model.need import ReservedCode

_RESERVED = re.compile(r"voorbehoud(?:en|t)|gereserveerd|réservé", re.IGNORECASE)
_NOT = re.compile(
    r"(?:niet|geen|n['’]est pas|ne sont pas)\b.{0,40}(?:voorbehouden|gereserveerd|réservé)|onvoorbehouden",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"al dan niet|(?:kan|kunnen|mag|mogen|peut|peuvent)\b.{0,60}(?:voorbehouden|réserver)|recht voor|droit de",
    re.IGNORECASE,
)
_SHELTERED = re.compile(
    r"art(?:ikel|icle|\.)? ?15\b|maatwerk|sociale(?:-| )?economie|économie sociale|beschutte|werkplaats|inschakeling|"
    r"insertion|travail adapté|entreprises? adaptées?|artikel 20 van de richtlijn|article 20 de la directive|"
    r"gehandicapte|handicap|kansarme|défavorisé",
    re.IGNORECASE,
)
_ARTICLE_15 = re.compile(
    r"art(?:ikel|icle|\.)? ?15,? (?:van|de|du)?.{0,25}(?:wet|loi)(?: van| du)? 17 (?:juni|juin) 2016|"
    r"art(?:ikel|icle|\.)? ?15 (?:van de )?(?:wet overheidsopdrachten|overheidsopdrachtenwet)",
    re.IGNORECASE,
)
_PUBLIC_SERVICE = re.compile(
    r"art(?:ikel|icle|\.)? ?91\b|artikel 77 van de richtlijn|article 77 de la directive", re.IGNORECASE
)
_EXECUTION = re.compile(
    r"programma['’]?s voor beschermde arbeid|programmes d['’]emplois? protégés?|uitvoering (?:ervan )?(?:is|"
    r"wordt) voorbehouden|"
    r"exécution (?:est )?réservée",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reserved:
    """What a sentence says: who may take part, or how it is carried out."""

    codes: tuple[ReservedCode, ...]
    execution: bool
    lots: tuple[str, ...]
    sentence: Sentence
    start: int
    end: int


def reserved(sentence: Sentence) -> Reserved | None:
    """Return what a sentence says of a reservation; nothing when it leaves that open or means something else."""
    text = sentence.text
    word = _RESERVED.search(text) or _ARTICLE_15.search(text)
    if word is None or _UNDECIDED.search(text):
        return None
    why = [m for m in (_SHELTERED.search(text), _PUBLIC_SERVICE.search(text)) if m]
    if _NOT.search(text):
        speaks_of_it = why or re.search(r"opdracht|perceel|marché|lot\b", text, re.IGNORECASE)
        return Reserved((ReservedCode.NONE,), False, sentence.lots, sentence, *word.span()) if speaks_of_it else None
    if _EXECUTION.search(text):
        return Reserved((), True, sentence.lots, sentence, *word.span())
    codes = [ReservedCode.PUBLIC_SERVICE] if _PUBLIC_SERVICE.search(text) else []
    if _SHELTERED.search(text) and not (codes and not re.search(r"art(?:ikel|icle|\.)? ?15\b", text, re.IGNORECASE)):
        codes.insert(0, ReservedCode.SHELTERED)
    return Reserved(tuple(codes), False, sentence.lots, sentence, *word.span()) if codes else None
