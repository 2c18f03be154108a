"""A read XML document: elements by their local names, because prefixes and name spaces differ per release."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Element:
    """One element; ``text`` is what stands before the first child, ``tail`` what follows the element itself."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    tail: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, *path: str) -> list["Element"]:
        """Return the elements at a path of child names, in the order of the document."""
        found = [self]
        for name in path:
            found = [child for one in found for child in one.children if child.name == name]
        return found

    def first(self, *path: str) -> "Element | None":
        """Return the first element at a path."""
        return next(iter(self.all(*path)), None)

    def value(self, *path: str) -> str | None:
        """Return the first text at a path that is not empty."""
        return next(filter(None, (one.text.strip() for one in self.all(*path))), None)

    def attribute(self, name: str, *path: str) -> str | None:
        """Return the first value of an attribute of the elements at a path that is not empty."""
        return next(filter(None, (one.attributes.get(name, "").strip() for one in self.all(*path))), None)

    def within(self, *names: str, but_not_in: tuple[str, ...] = ()) -> Iterator["Element"]:
        """Yield all elements of these names below this one; does not enter those of ``but_not_in``."""
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            if one.name in names:
                yield one
            if one.name not in but_not_in:
                waiting.extend(reversed(one.children))

    def content(self) -> str:
        """Return the whole text of mixed content; each child element ``P`` is a line."""
        parts: list[str] = [self.text]
        waiting = list(reversed(self.children))
        while waiting:
            one = waiting.pop()
            parts += ["\n" if one.name == "P" else "", one.text]
            if one.tail:
                waiting.append(Element("", text=one.tail))
            waiting.extend(reversed(one.children))
        return "".join(parts)
