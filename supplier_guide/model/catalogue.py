"""Reference data in memory: rubrics, recognition kinds, regional desks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from supplier_guide.errors import NotFoundError
from supplier_guide.model.reference import Desk, RecognitionInfo, Rubric
from supplier_guide.model.slug import fold, name_key, slug


@dataclass(frozen=True)
class Catalogue:
    """The rubric tree, what each recognition means, and whom to call; read once from the seed."""

    rubrics: Mapping[str, Rubric]
    recognitions: Mapping[str, RecognitionInfo]
    desks: tuple[Desk, ...]

    def rubric(self, rubric_id: str) -> Rubric:
        """Return the rubric with this id, or raise `NotFoundError`."""
        found = self.rubrics.get(rubric_id)
        if found is None:
            raise NotFoundError("unknown_rubric", f"Rubriek {rubric_id} bestaat niet.", field="rubric")
        return found

    def label(self, rubric_id: str) -> str:
        """Return the Dutch label of a rubric, or its id when it is unknown."""
        found = self.rubrics.get(rubric_id)
        return found.labels.nl if found else rubric_id

    def children(self, rubric_id: str) -> list[Rubric]:
        """Return the rubrics directly under this one, in order of id."""
        return [self.rubrics[i] for i in self._children.get(rubric_id, ())]

    def parents(self) -> list[Rubric]:
        """Return the rubrics of the first level, in order of id."""
        return [r for r in self.rubrics.values() if r.parent is None]

    def ancestry(self, rubric_id: str) -> tuple[str, ...]:
        """Return the rubric's id followed by that of its ancestors."""
        line = [rubric_id]
        while (above := self.rubrics[line[-1]].parent) is not None:
            line.append(above)
        return tuple(line)

    def below(self, rubric_ids: Iterable[str]) -> frozenset[str]:
        """Return the ids of these rubrics and of all below them; unknown ids give nothing."""
        asked = set(rubric_ids)
        return frozenset(i for i in self.rubrics if asked and not asked.isdisjoint(self.ancestry(i)))

    def leaves(self) -> frozenset[str]:
        """Return the ids that an activity may carry."""
        return frozenset(i for i in self.rubrics if i not in self._children)

    def siblings(self, rubric_id: str) -> list[Rubric]:
        """Return the other rubrics under the same parent."""
        parent = self.rubrics[rubric_id].parent
        return [r for r in self.children(parent) if r.id != rubric_id] if parent else []

    def rubric_address(self, rubric_id: str) -> str:
        """Return the permanent address of a rubric's page."""
        return f"/rubrieken/{rubric_id}/{slug(self.label(rubric_id))}"

    def recognition_label(self, kind: str) -> str:
        """Return the Dutch label of a recognition kind."""
        found = self.recognitions.get(kind)
        return found.labels.nl if found else kind

    def desks_for(self, municipality: str) -> list[Desk]:
        """Return the desks that serve a municipality, by its Dutch name.

        One that states no municipalities serves at least the one that it is named after: Regio Brugge.
        """
        stated = [self.desks[i] for i in self._desks.get(name_key(municipality), ())]
        wanted = f" {name_key(municipality)} "
        return stated or [desk for words, desk in self._desks_by_name if wanted in words]

    @cached_property
    def rubric_labels(self) -> dict[str, str]:
        """Return the Dutch label of each rubric."""
        return {r.id: r.labels.nl for r in self.rubrics.values()}

    @cached_property
    def recognition_labels(self) -> dict[str, str]:
        """Return the Dutch label of each recognition kind."""
        return {kind: info.labels.nl for kind, info in self.recognitions.items()}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = {}
        for rubric in self.rubrics.values():
            if rubric.parent is not None:
                below.setdefault(rubric.parent, []).append(rubric.id)
        return below

    @cached_property
    def _desks(self) -> dict[str, list[int]]:
        serving: dict[str, list[int]] = {}
        for place, desk in enumerate(self.desks):
            for municipality in desk.municipalities:
                serving.setdefault(name_key(municipality), []).append(place)
        return serving

    @cached_property
    def _desks_by_name(self) -> list[tuple[str, Desk]]:
        """Return the desks that state no municipalities, each with the words of its region and name."""
        return [(f" {name_key(f'{d.region} {d.name}')} ", d) for d in self.desks if not d.municipalities]

    def rubric_words(self) -> Iterator[tuple[str, str]]:
        """Yield each label and synonym of each rubric, folded, with the rubric's id; for typing help."""
        for rubric in self.rubrics.values():
            for text in _texts(rubric):
                yield fold(text), rubric.id

    def labels(self) -> dict[str, str]:
        """Return the Dutch label of each rubric and recognition kind."""
        return self.rubric_labels | self.recognition_labels

    def texts(self) -> Iterator[str]:
        """Yield the labels and synonyms of all rubrics: words that are always known."""
        for rubric in self.rubrics.values():
            yield from _texts(rubric)


def _texts(rubric: Rubric) -> tuple[str, ...]:
    return (rubric.labels.nl, rubric.labels.fr, *rubric.synonyms, *rubric.synonyms_fr)
