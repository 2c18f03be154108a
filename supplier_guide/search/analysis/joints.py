"""Terms that belong together: window cleaning is ramen and wassen in one text, not anywhere in an enterprise.

A phrase of our vocabulary, and a compound by its parts, ask for several terms. A joiner who places windows and
washes cars in another activity holds them all, and does not wash windows. So each set of terms that our
vocabulary knows is itself indexed as one term, its *joint*, for every text that holds the whole set.
"""

from collections import Counter
from collections.abc import Iterable

from supplier_guide.search.analysis.synonyms import Terms

SEAM = "+"
"""Stands between the terms of a joint; no word holds it."""


class Joints:
    """The sets of terms that our vocabulary knows. Never changed, so safe for use by many threads."""

    def __init__(self, known: Iterable[Terms]) -> None:
        """Take the terms of phrases, and the parts of compounds; single terms have no joint."""
        sets = {frozenset(terms) for terms in known}
        self._joints = {terms: SEAM.join(sorted(terms)) for terms in sets if len(terms) > 1}
        often = Counter(term for terms in self._joints for term in terms)
        by_rarest: dict[str, list[tuple[frozenset[str], str]]] = {}
        for terms, joint in sorted(self._joints.items(), key=lambda item: item[1]):
            # Under the member that is in fewest sets, so that a text is compared with few of them.
            rarest = min(terms, key=lambda term: (often[term], term))
            by_rarest.setdefault(rarest, []).append((terms - {rarest}, joint))
        self._by_rarest = {term: tuple(entries) for term, entries in by_rarest.items()}
        self._rarest = frozenset(by_rarest)

    def __len__(self) -> int:
        return len(self._joints)

    def joined(self, terms: Terms) -> Terms:
        """Return the joint of ``terms``, alone, or ``terms`` as they are when they have none."""
        joint = self._joints.get(frozenset(terms))
        return terms if joint is None else (*terms, joint)

    def held(self, terms: Iterable[str]) -> list[str]:
        """Return the joints of which a text with these terms holds the whole set, each once."""
        held = set(terms)
        return [
            joint
            for term in self._rarest.intersection(held)
            for others, joint in self._by_rarest[term]
            if others <= held
        ]


def parts_of(joint: str) -> list[str]:
    """Return the terms of a joint; of another term only itself."""
    return joint.split(SEAM)
