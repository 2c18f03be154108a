"""The four routes of social buying, with example texts to copy: ``seed/law/texts.json``.

The article is filled in by the regime of the contract; what stands in square brackets is for the buyer.
"""

from typing import Literal

from pydantic import Field

from supplier_guide import paths
from supplier_guide.model.base import Noun, Text
from supplier_guide.model.need import Regime
from supplier_guide.rules.rule import RuleId

Place = Literal["notice", "invitation", "specifications", "decision"]
"""Where a text goes."""


class RouteText(Noun):
    """A text for one of the documents of a contract."""

    where: Place
    text: Text


class Route(Noun):
    """A way of buying socially: when to take it, what to heed, the texts; ``fact`` is the rule that it rests on."""

    id: Literal["contract", "lot", "performance", "award"]
    label: Text
    fact: RuleId
    when: Text
    care: tuple[Text, ...]
    texts: tuple[RouteText, ...]


class Articles(Noun):
    """What is filled in, for one regime."""

    regime: Regime
    reserve: Text
    code: Text
    performance: Text
    award: Text


class Texts(Noun):
    """Everything in the file."""

    licence: Text
    attribution: Text
    about: Text
    mark: Text
    articles: tuple[Articles, ...]
    routes: tuple[Route, ...] = Field(min_length=1)

    def of(self, regime: Regime | None) -> tuple[Route, ...]:
        """Return the routes with the articles of a regime filled in; not stated means the classic sectors."""
        by_regime = {a.regime: a for a in self.articles}
        return tuple(_filled(route, by_regime[regime or Regime.CLASSIC]) for route in self.routes)


def load_texts() -> Texts:
    """Read the file."""
    return Texts.model_validate_json(paths.seed_file("law/texts.json").read_bytes())


def _filled(route: Route, articles: Articles) -> Route:
    parts = {
        "{article}": articles.reserve,
        "{code}": articles.code,
        "{article_performance}": articles.performance,
        "{article_award}": articles.award,
    }
    return route.model_copy(update={"texts": tuple(_with(text, parts) for text in route.texts)})


def _with(text: RouteText, parts: dict[str, str]) -> RouteText:
    written = text.text
    for placeholder, words in parts.items():
        written = written.replace(placeholder, words)
    return RouteText(where=text.where, text=written)
