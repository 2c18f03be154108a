"""The embedded index read while others write it, and as older programs wrote it."""

import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from supplier_guide.search.embedded.engine import EmbeddedEngine
from supplier_guide.search.embedded.folder import Folder, State
from supplier_guide.search.engine import Mark
from tests.search.conformance.builders import ask, document, ids


def open_index(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder, analysis_version="1", read_only=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an index with a document."""
    open_index(tmp_path / "index").rebuild([document("a", "tuin")], applied=2, moment="then")
    return tmp_path / "index"


class Interrupted(Folder):
    """A folder in which something happens between the reading of the pointer and what is done with it."""

    def __init__(self, path: Path, happening: Callable[[], None]) -> None:
        super().__init__(path)
        self.happenings = [happening]

    def read(self) -> State | None:
        state = super().read()
        while self.happenings:
            self.happenings.pop()()
        return state


def test_index_replaced_while_it_is_read_is_read_again_by_the_next_search_and_loses_nothing(folder: Path) -> None:
    writer, reader = open_index(folder), open_index(folder)
    writer.put([document("d", "tuin", change=3)], applied=3)
    reader._folder = Interrupted(folder, lambda: writer.put([document("e", "tuin", change=4)], applied=4))
    reader.search(ask("tuin"))
    assert ids(reader.search(ask("tuin"))) == ["a", "d", "e"]
    reader.put([document("f", "tuin", change=5)], applied=5)
    assert ids(writer.search(ask("tuin"))) == ["a", "d", "e", "f"]


def test_index_written_by_an_older_program_has_a_number_without_a_moment(folder: Path) -> None:
    pointer = folder / "current.json"
    content = json.loads(pointer.read_bytes())["index"]
    del content["moment"]
    check = zlib.crc32(json.dumps(content, sort_keys=True).encode())
    pointer.write_text(json.dumps({"check": check, "index": content}), encoding="utf-8")
    assert open_index(folder).mark() == Mark(2, "")
