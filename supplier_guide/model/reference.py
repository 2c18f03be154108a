"""Reference data: rubrics, recognition kinds, regional desks."""

from datetime import date
from typing import Literal

from supplier_guide.model.base import HttpUrl, Noun, Text
from supplier_guide.model.enterprise import RubricId
from supplier_guide.model.vocabulary import RecognitionKind


class Labels(Noun):
    """The same words in three languages."""

    nl: Text
    fr: Text
    en: Text


class Rubric(Noun):
    """A product or service; the tree has two levels. CPV prefixes are codes without trailing zeros."""

    id: RubricId
    parent: RubricId | None = None
    labels: Labels
    synonyms: tuple[Text, ...] = ()
    synonyms_fr: tuple[Text, ...] = ()
    cpv_prefixes: tuple[str, ...] = ()
    cpv_doubtful: tuple[str, ...] = ()
    """Those of the prefixes of which we are not sure; in matching they count half."""
    sources: tuple[HttpUrl, ...] = ()


class RecognitionInfo(Noun):
    """What a recognition kind is, since when, and what it means for a reserved contract (art. 15)."""

    kind: RecognitionKind
    labels: Labels
    region: Literal["vlaanderen", "brussel", "wallonie", "dg", "belgie", "eu"]
    legal_basis: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    art15: Literal["presumed", "not_by_itself", "historic", "unknown"]
    meaning: Text
    sources: tuple[HttpUrl, ...] = ()


class Desk(Noun):
    """A regional desk of the local social economy, to call when a buyer is stuck."""

    region: Text
    name: Text
    municipalities: tuple[Text, ...]
    phone: Text | None = None
    email: Text | None = None
    website: HttpUrl | None = None
    sources: tuple[HttpUrl, ...] = ()
