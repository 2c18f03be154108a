"""What is asked, in the words of the specification: the part of a lot, or the sections about the work itself."""

from collections.abc import Iterable, Iterator

from supplier_guide.matching.drafting.outline import LotPart, Outline

LONGEST_DESCRIPTION = 8_000
"""Characters of a description: the words that tell what is bought stand early, and an address must hold the need."""


def description_of(laid_out: Outline, part: LotPart | None) -> str | None:
    """Return the description of a lot; without lots, all that does not stand in a section about tendering."""
    lines: Iterable[str] = part.lines if part else (p.text for p in laid_out.passages if not (p.formal or p.is_heading))
    text = "\n".join(_until(lines, LONGEST_DESCRIPTION)).strip()
    return text or None


def _until(lines: Iterable[str], longest: int) -> Iterator[str]:
    """Yield lines until they are too many characters together; the last is cut at a word."""
    left = longest
    for line in lines:
        if len(line) >= left:
            yield line[:left].rpartition(" ")[0]
            return
        yield line
        left -= len(line) + 1
