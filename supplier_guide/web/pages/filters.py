"""The filters beside the results: checkboxes with counts, and what is chosen as chips to take away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from supplier_guide.directory.question import Answer, FacetCount, Question
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import MODE_LABELS
from supplier_guide.search.query import Reach, Sort
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.wording import number

SHOWN = 8
RADII_KM = (10, 20, 30, 50, 100, 200)
TREE_NOTE = "Een hoofdrubriek omvat haar onderdelen. Kiest u er meer, dan telt elk ervan mee."
GROUPS = (
    ("rubric", "Rubriek"),
    ("mode", "Manier van werken"),
    ("recognition", "Erkenning"),
    ("province", "Provincie"),
    ("certificate", "Certificaat"),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A checkbox; ``sub`` are the parts of a rubric, shown when it or one of them is chosen."""

    value: str
    label: str
    amount: str
    chosen: bool
    sub: tuple["Box", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Checkboxes of which one must hold; ``rest`` are behind "Toon meer", ``note`` says what is not plain."""

    name: str
    legend: str
    boxes: tuple[Box, ...]
    rest: tuple[Box, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a list to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter and the address of the results without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """Chips of one filter: between them stands "of", between groups "en"."""

    legend: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Everything with which results are refined."""

    groups: tuple[Group, ...]
    reach: tuple[Choice, ...]
    radius: tuple[Choice, ...]
    sort: tuple[Choice, ...]
    chosen: tuple[ChipGroup, ...] = field(default=())
    clear: str = ""

    @property
    def amount_chosen(self) -> int:
        """How many filters are on."""
        return sum(len(group.chips) for group in self.chosen)


@dataclass(frozen=True, slots=True)
class Labels:
    """Dutch labels of the values of every filter."""

    catalogue: Catalogue
    gazetteer: Gazetteer

    def of(self, name: str, value: str) -> str:
        """Return the label of a value, or the value itself when it has none."""
        if name == "rubric":
            return self.catalogue.label(value)
        if name == "recognition":
            return self.catalogue.recognition_label(value)
        if name == "mode":
            return {m.value: label for m, label in MODE_LABELS.items()}.get(value, value)
        if name == "province":
            place = self.gazetteer.by_code(value)
            return place.label if place else value
        return value


def filters(answer: Answer, labels: Labels) -> Filters:
    """Return the filters that belong to an answer."""
    question = answer.question
    made = (_group(name, legend, answer, labels) for name, legend in GROUPS)
    located = bool(answer.places)
    chosen = tuple(_chips(question, labels))
    bare = {name: () for name, _ in GROUPS}
    return Filters(
        groups=tuple(g for g in made if g.boxes),
        reach=_reach(question) if located else (),
        radius=_radius(question) if located else (),
        sort=_sort(question, located=located),
        chosen=chosen,
        clear=addresses.results(
            question, network=(), qualifies=None, radius_km=None, reach=Reach.SERVES, literal=False, **bare
        ),
    )


def _group(name: str, legend: str, answer: Answer, labels: Labels) -> Group:
    counts = list(answer.facets.get(name, ()))
    listed = {c.value for c in counts}
    # A chosen value that nothing has any more must still be there to take away.
    missing = [v for v in getattr(answer.question, name) if v not in listed and name_key(v) not in listed]
    counts += [FacetCount(v, labels.of(name, v), 0, chosen=True) for v in missing]
    boxes = _tree(counts, labels.catalogue) if name == "rubric" else [_box(c) for c in counts]
    shown = [b for i, b in enumerate(boxes) if i < SHOWN or b.chosen or b.sub]
    # One or two more are not worth a click.
    if len(boxes) - len(shown) <= 2:  # noqa: PLR2004
        shown = boxes
    note = TREE_NOTE if any(b.sub for b in boxes) else ""
    return Group(name, legend, tuple(shown), tuple(b for b in boxes if b not in shown), note)


def _box(count: FacetCount, sub: Sequence[Box] = ()) -> Box:
    return Box(count.value, count.label, number(count.count), count.chosen, tuple(sub))


def _tree(counts: Sequence[FacetCount], catalogue: Catalogue) -> list[Box]:
    """Return the main rubrics, with the parts of those in which something is chosen."""
    above = {c.value: catalogue.rubrics[c.value].parent for c in counts if c.value in catalogue.rubrics}
    parts: dict[str, list[FacetCount]] = {}
    for count in counts:
        parent = above.get(count.value)
        if parent:
            parts.setdefault(parent, []).append(count)
    main = [c for c in counts if above.get(c.value) is None]
    main += [FacetCount(p, catalogue.label(p), 0, chosen=False) for p in parts if p not in {c.value for c in main}]
    return [_box(c, _opened(c, parts.get(c.value, ()))) for c in main]


def _opened(main: FacetCount, parts: Iterable[FacetCount]) -> list[Box]:
    inside = list(parts)
    return [_box(p) for p in inside] if main.chosen or any(p.chosen for p in inside) else []


def _reach(question: Question) -> tuple[Choice, ...]:
    words = ((Reach.SERVES, "Werkt in of rond deze plaats"), (Reach.LOCATED, "Is er gevestigd"))
    return tuple(Choice(r.value, label, question.reach is r) for r, label in words)


def _radius(question: Question) -> tuple[Choice, ...]:
    now = question.radius_km
    usual = "In de plaats zelf" if question.reach is Reach.LOCATED else "Gewoon (30 km)"
    steps = [float(r) for r in RADII_KM]
    if now is not None and now not in steps:
        steps = sorted([*steps, now])
    choices = [Choice(addresses.exact(r), f"Tot {number(r, decimals=1)} km", r == now) for r in steps]
    return (Choice("", usual, now is None), *choices)


def _sort(question: Question, *, located: bool) -> tuple[Choice, ...]:
    words = {Sort.RELEVANCE: "Best passend eerst", Sort.DISTANCE: "Dichtst bij eerst", Sort.NAME: "Naam, A tot Z"}
    return tuple(
        Choice(s.value, label, question.sort is s) for s, label in words.items() if located or s is not Sort.DISTANCE
    )


def _chips(question: Question, labels: Labels) -> Iterable[ChipGroup]:
    for name, legend in (*GROUPS, ("network", "Netwerk")):
        values: tuple[str, ...] = getattr(question, name)
        if values:
            yield ChipGroup(
                legend,
                tuple(
                    Chip(
                        labels.of(name, v),
                        addresses.results(question, **{name: tuple(other for other in values if other != v)}),
                    )
                    for v in values
                ),
            )
    if question.qualifies is not None:
        chip = Chip("komt vermoedelijk of zeker in aanmerking", addresses.results(question, qualifies=None))
        yield ChipGroup("Voorbehouden opdracht", (chip,))
    if question.reach is Reach.LOCATED:
        yield ChipGroup("Afstand", (Chip("gevestigd in deze plaats", addresses.results(question, reach=Reach.SERVES)),))
    if question.radius_km is not None:
        label = f"tot {number(question.radius_km, decimals=1)} km"
        yield ChipGroup("Straal", (Chip(label, addresses.results(question, radius_km=None)),))
    if question.literal:
        yield ChipGroup("Zoekwijze", (Chip("precies zo gezocht", addresses.results(question, literal=False)),))
