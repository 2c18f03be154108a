"""The compact lemma list: made once, opened everywhere, never half-written."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.lemmas import open_lemmas


def test_base_form_is_found_with_and_without_accents(lemma_folder: Path) -> None:
    lemmas = open_lemmas(lemma_folder)
    assert lemmas.get("geïsoleerd") == "isoleren"
    assert lemmas.get("geisoleerd") == "isoleren"


def test_unknown_word_has_no_base_form(lemma_folder: Path) -> None:
    lemmas = open_lemmas(lemma_folder)
    assert lemmas.get("xyzzy") is None
    assert not lemmas.known("xyzzy")


def test_list_is_made_once_and_leaves_nothing_behind(lemma_folder: Path) -> None:
    open_lemmas(lemma_folder)
    (made,) = lemma_folder.iterdir()
    before = made.stat().st_mtime_ns
    open_lemmas(lemma_folder)
    assert [entry.stat().st_mtime_ns for entry in lemma_folder.iterdir()] == [before]


def test_folder_that_cannot_be_written_still_gives_a_list(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert open_lemmas(in_the_way / "cache").get("gemaaid") == "maaien"


def test_damaged_list_is_made_anew(lemma_folder: Path, tmp_path: Path) -> None:
    open_lemmas(lemma_folder)
    (whole,) = lemma_folder.iterdir()
    damaged = tmp_path / whole.name
    damaged.write_bytes(whole.read_bytes()[:1000])
    assert open_lemmas(tmp_path).get("gemaaid") == "maaien"
    assert damaged.read_bytes() == whole.read_bytes()


@pytest.mark.usefixtures("analyser")
def test_start_does_not_load_the_dictionary_of_simplemma(lemma_folder: Path) -> None:
    code = (
        "import sys, pathlib; from supplier_guide.search.analysis.chain import load_analyser;"
        "load_analyser(pathlib.Path(sys.argv[1])).terms('gemaaide bermen', language='nl');"
        "print('simplemma' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lemma_folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_analyser_stays_small(analyser: Analyser) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    analyser.terms("gemaaide bermen " * 100, language="nl")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000
