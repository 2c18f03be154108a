"""What is read from the free text of a question."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Correction, FromText, Question
from supplier_guide.directory.reading import read, without_places
from supplier_guide.errors import GuideError
from supplier_guide.web.params import read_question
from tests.directory.installing import ask, enterprise, ids, site

LibraryOf = Callable[..., Library]

_PIECES = st.sampled_from(
    [
        *'"*()[]{}~^:?\\/-+&|!<>=\'.,;',
        "AND", "OR", "NOT", "gras", "Gent", "in", "te", "9100", "provincie", "Antwerpen", "0123.456.749", "BE",
        "77310000-6", "CPV", "koekjes", "drukwek", "l'hôtel", "\u202eabc", "\u200b",
        "🌱", "ﬁ", "İ", "ß", "漢字", "\x01", "\t", "٣٤",
    ]
)  # fmt: skip
_texts = st.lists(_PIECES | st.text(max_size=8), max_size=12).map(" ".join) | st.text(max_size=310)


@given(text=_texts)
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer_or_a_clear_refusal(seed_library: Library, text: str) -> None:
    try:
        answer = ask(seed_library, text)
    except GuideError as refused:
        assert refused.code == "q_too_long"  # noqa: PT017 - most texts are not refused at all
        assert len(text) > 300
    else:
        assert answer.total >= 0
        assert all(
            ("<" not in h.replace("<mark>", "").replace("</mark>", "")) for f in answer.hits for h in f.highlights
        )


@given(raw=st.binary(max_size=120) | _texts.map(lambda t: f"q={t}".encode()), strict=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_query_string_is_read_or_refused(raw: bytes, *, strict: bool) -> None:
    try:
        assert isinstance(read_question(raw, strict=strict), Question)
    except GuideError as refused:
        assert refused.code  # noqa: PT017 - most query strings are not refused at all


_NAMES = st.sampled_from(["q", "rubric", "place", "lat", "lon", "radius_km", "page", "size", "sort", "explain", "mode"])
_VALUES = st.sampled_from(
    [
        "",
        " ",
        "1",
        "-1",
        "0",
        "1e9",
        "1e999",
        "1_0",
        "nan",
        "inf",
        "٣",
        "51,05",
        "true",
        "R03",
        "Gent",
        "name",
        "+5",
        "0x1",
    ]
) | st.text(max_size=10)


@given(pairs=st.lists(st.tuples(_NAMES, _VALUES), max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_values_of_the_parameters_are_answered_or_refused_by_name(
    seed_library: Library, pairs: list[tuple[str, str]]
) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415 - beside its only use

    try:
        question = read_question(urlencode(pairs, errors="surrogatepass").encode(), strict=True)
        answer = ask(seed_library, **{n: getattr(question, n) for n in Question.__slots__})
    except GuideError as refused:
        assert refused.code == "broken_encoding" or refused.field in Question.__slots__  # noqa: PT017 - same
    else:
        assert len(answer.hits) <= question.size


def test_place_in_the_text_becomes_a_filter_and_is_told(seed_library: Library) -> None:
    answer = ask(seed_library, "gras maaien in Turnhout")
    assert answer.from_text == (FromText("in Turnhout", "place", "13040", "Turnhout"),)
    assert [p.code for p in answer.places] == ["13040"]
    assert ids(answer) == ids(ask(seed_library, "gras maaien", place=("Turnhout",)))


def test_postal_code_in_the_text_becomes_a_filter(seed_library: Library) -> None:
    answer = ask(seed_library, "groen 9100")
    assert [(f.kind, f.value) for f in answer.from_text] == [("place", "46021")]


def test_several_places_in_the_text_are_all_used(seed_library: Library) -> None:
    answer = ask(seed_library, "strijken in Lommel en Menen")
    assert [(f.text, f.label) for f in answer.from_text] == [("in Lommel", "Lommel"), ("Menen", "Menen")]
    assert ids(answer) == ids(ask(seed_library, "strijken", place=("Lommel", "Menen")))
    assert without_places(answer.question.q, answer.from_text).split() == ["strijken"]


@pytest.mark.parametrize("typed", ["gras maaien turnhout 2300", "gras maaien 2300 Turnhout"])
def test_name_and_its_postal_code_are_one_place(seed_library: Library, typed: str) -> None:
    answer = ask(seed_library, typed)
    assert [f.text for f in answer.from_text] == [typed.removeprefix("gras maaien ")]
    assert [p.code for p in answer.places] == ["13040"]
    assert ids(answer) == ids(ask(seed_library, "gras maaien", place=("2300",)))


def test_mistyped_place_is_a_place_all_the_same(seed_library: Library) -> None:
    answer = ask(seed_library, "Gras Maaien Turnhoud")
    assert answer.corrections == (Correction("Turnhoud", "Turnhout"),)
    assert answer.from_text == (FromText("Turnhoud", "place", "13040", "Turnhout"),)
    assert ids(answer) == ids(ask(seed_library, "Gras Maaien", place=("Turnhout",)))
    assert ask(seed_library, "Gras Maaien Turnhoud", literal=True).places == ()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Lierse koekjes Lier", "Lierse koekjes"),
        ("land  in  landen", "land"),
        ("soep   Gent   bezorgen", "soep bezorgen"),
        ("bakker Aalst, Gent of Brugge", "bakker"),
    ],
)
def test_only_the_place_itself_is_cut_out_of_the_text(seed_library: Library, typed: str, left: str) -> None:
    answer = ask(seed_library, typed)
    rest = without_places(typed, answer.from_text)
    assert " ".join(rest.split()) == left
    assert len(rest) == len(typed)


@pytest.mark.parametrize("typed", ["BE 0410.392.015", "0410 392 015", "BE0410392015", " 0410.392.015 "])
def test_what_is_written_as_an_enterprise_number_is_one_though_nobody_has_it(seed_library: Library, typed: str) -> None:
    answer = ask(seed_library, typed)
    assert [(f.kind, f.value) for f in answer.from_text] == [("enterprise_number", "0410392015")]
    assert answer.hits == ()


@pytest.mark.parametrize("typed", ["0410 392 015 gras", "77310000", "9100", "0123456"])
def test_other_digits_are_no_enterprise_number(seed_library: Library, typed: str) -> None:
    assert all(f.kind != "enterprise_number" for f in ask(seed_library, typed).from_text)


def test_place_in_the_text_is_a_word_when_a_place_is_given_apart(seed_library: Library) -> None:
    answer = ask(seed_library, "gras Gent", place=("Turnhout",))
    assert answer.from_text == ()
    assert [p.label for p in answer.places] == ["Turnhout"]


def test_place_that_is_part_of_a_name_stays_a_word(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("kringwinkel-a", name="De Kringwinkel Antwerpen", sites=[site("Antwerpen")]),
        enterprise("kringwinkel-g", name="De Kringwinkel Gent", sites=[site("Gent")]),
    )
    answer = ask(library, "kringwinkel antwerpen")
    assert (answer.from_text, ids(answer)[0]) == ((), "kringwinkel-a")
    assert ask(library, "kringwinkel Turnhout").from_text[0].label == "Turnhout"


@pytest.mark.parametrize(("typed", "meant"), [("drukwek", "drukwerk"), ("grass", "gras"), ("verpaking", "verpakking")])
def test_typing_error_is_corrected_and_told(seed_library: Library, typed: str, meant: str) -> None:
    answer = ask(seed_library, typed)
    assert answer.corrections == (Correction(typed, meant),)
    assert answer.total == ask(seed_library, meant).total > 0


def test_literal_question_is_not_corrected(seed_library: Library) -> None:
    answer = ask(seed_library, "drukwek", literal=True)
    assert (answer.corrections, answer.total) == ((), 0)


def test_stop_words_alone_are_no_words(seed_library: Library) -> None:
    reading = read(seed_library, "de van het", place_given=False, literal=False)
    assert reading.words == ()


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("written", ["77310000-6", "CPV 77310000", "0123.456.749", "BE 0123 456 749"])
def test_digits_of_another_script_are_no_code_and_no_number(seed_library: Library, written: str) -> None:
    assert read(seed_library, written, place_given=False, literal=False).from_text
    other = read(seed_library, written.translate(ARABIC), place_given=False, literal=False)
    assert (other.cpv, other.number) == ((), None)
    assert ask(seed_library, written.translate(ARABIC)).total >= 0
