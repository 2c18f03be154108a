"""Ask a library as of a fixed day."""

from datetime import date
from typing import Any

from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Answer, Question

TODAY = date(2026, 11, 25)


def answer(library: Library, **asked: Any) -> Answer:
    """Return the answer to a question with these parameters."""
    return find(library, Question(**asked), today=TODAY)


def found(library: Library, **asked: Any) -> list[str]:
    """Return the ids found, in order."""
    return [hit.enterprise.id for hit in answer(library, **asked).hits]
