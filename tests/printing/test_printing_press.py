"""The press: JSON and a template in, PDF out, in a process with bounds."""

import re
import tempfile
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.errors import Away, TooLarge
from supplier_guide.printing.press import NotPrinted, Press, PrintLimits, print_pdf
from tests.printing.reading import pages_of, text_of

DAY = date(2026, 11, 25)
TEMPLATE = """#let d = json("data.json")
#set document(title: d.title)
#set page(width: 105mm, height: 148mm)
#set text(font: ("Source Sans 3", "Source Serif 4"), lang: "nl", region: "BE", hyphenate: true)
= #d.title
#d.text
#if d.replaced.len() > 0 [Vervangen: #d.replaced.join(", ").]
"""
HOSTILE = '#read("/etc/passwd") $x$ *b* @ref <lab> = h \\ #{} // c <script>alert(1)</script> `raw`'


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Return a small template."""
    path = tmp_path / "proef.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def printed(template: Path, text: str, limits: PrintLimits | None = None, **more: Any) -> bytes:
    return print_pdf(template, {"title": "Proef", "text": text, **more}, on=DAY, limits=limits or PrintLimits()).pdf


def test_same_data_and_day_give_the_same_bytes(template: Path) -> None:
    first = printed(template, "Groenonderhoud")
    assert first == printed(template, "Groenonderhoud")
    assert first != printed(template, "Tuinonderhoud")


def test_document_says_that_it_is_archivable_accessible_dutch_and_of_its_day(template: Path) -> None:
    pdf = printed(template, "Groenonderhoud")
    for mark in (
        b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>", b"<pdfuaid:part>1</pdfuaid:part>",
        b"/Lang(nl-BE)", b"/Marked true", b"2026-11-25T00:00:00",
    ):  # fmt: skip
        assert mark in pdf, mark


def test_what_looks_like_source_prints_literally(template: Path) -> None:
    assert HOSTILE in text_of(printed(template, HOSTILE))


def test_a_word_without_end_stays_on_the_page(template: Path) -> None:
    assert "x" * 400 in text_of(printed(template, "x" * 400))


def test_letters_without_a_glyph_are_replaced_and_the_document_can_say_which(template: Path) -> None:
    made = print_pdf(template, {"title": "ملل", "text": "\x00\x1b😀"}, on=DAY, limits=PrintLimits())
    assert [r.where for r in made.replaced] == ["title", "title", "text"]
    assert "□□□" in text_of(made.pdf)
    assert "U+1F600 GRINNING FACE" in text_of(made.pdf)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_prints(template: Path, text: str) -> None:
    assert printed(template, text, more=[text]).startswith(b"%PDF-1.7")


def test_template_reads_nothing_outside_its_folder(tmp_path: Path) -> None:
    for number, source in enumerate(('#read("/etc/passwd")', '#read("../proef.typ")', '#import "@preview/cetz:0.3.0"')):
        path = tmp_path / f"t{number}.typ"
        path.write_text(source, encoding="utf-8")
        with pytest.raises(NotPrinted):
            print_pdf(path, {}, on=DAY, limits=PrintLimits())


def test_mistake_in_a_template_is_told_in_the_words_of_the_typesetter(template: Path) -> None:
    with pytest.raises(NotPrinted, match=r'proef\.typ: dictionary does not contain key "text"'):
        print_pdf(template, {"title": "Proef"}, on=DAY, limits=PrintLimits())


@pytest.mark.parametrize("limits", [PrintLimits(seconds=1), *(PrintLimits(memory=n * 2**20) for n in (100, 256))])
def test_document_that_asks_too_much_is_stopped(template: Path, limits: PrintLimits) -> None:
    with pytest.raises(TooLarge, match="te veel tijd of geheugen"):
        printed(template, "veel tekst " * 600_000, limits)


def test_nothing_is_left_behind(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    printed(template, "Groenonderhoud")
    with pytest.raises(TooLarge):
        printed(template, "veel tekst " * 600_000, PrintLimits(seconds=1))
    assert list(folder.iterdir()) == []


def test_long_documents_have_pages(template: Path) -> None:
    assert len(pages_of(printed(template, "Een zin die terugkomt. " * 400))) > 3


def test_press_refuses_who_would_wait_too_long(template: Path) -> None:
    press = Press()
    found: list[str] = []

    def ask() -> None:
        try:
            pdf = press.print(template, {"title": "Proef", "text": "veel tekst " * 30_000}, on=DAY).pdf
            found.append("pdf" if pdf.startswith(b"%PDF") else "")
        except Away as away:
            found.append(away.code)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (found.count("pdf"), found.count("press_busy")) == (4, 4)
    assert re.match(rb"%PDF", press.print(template, {"title": "Proef", "text": "na afloop"}, on=DAY).pdf)
