"""Texts of others before they are printed: what is kept, what is replaced and named, what may be broken."""

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.printing.fonts import code_points, drawable, folders
from supplier_guide.printing.letters import BOX, LONGEST_LINK, address, breakable, clean, printable

INVISIBLE = "\n\u00a0\u202f\u00ad\u2011\u200b"


def test_characters_of_the_fonts_are_those_that_another_reader_finds() -> None:
    paths = [path for folder in folders() for path in folder.glob("*.ttf")]
    assert len(paths) == 4
    for path in paths:
        with TTFont(path, lazy=True) as font:
            assert code_points(path.read_bytes()) == set(font.getBestCmap()), path.name


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("cafe\u0301 Liège", "café Liège"),
        ("a\x00b\x1bc\ufeffd\u202ee", "abcde"),
        ("een\ttab\u2003en een\r\nregel\u2028nog een", "een tab en een\nregel\nnog een"),
        ("a" + "\u0301" * 50, "á\u0301\u0301\u0301"),
        ("10\u00a0km", "10\u00a0km"),
        ("€ 1.000 – ‘ja’", "€ 1.000 – ‘ja’"),
    ],
)
def test_text_is_kept_as_far_as_it_can_be_drawn(given: str, printed: str) -> None:
    assert clean(given) == (printed, ())


def test_characters_that_no_font_draws_become_boxes_and_are_named_with_their_place() -> None:
    data, replaced = printable({"suppliers": [{"name": "Groen"}, {"name": "مم 😀"}]})
    assert data == {"suppliers": [{"name": "Groen"}, {"name": f"{BOX}{BOX} {BOX}"}]}
    assert [(r.name, r.where) for r in replaced] == [
        ("U+0645 ARABIC LETTER MEEM", "suppliers[1].name"),
        ("U+1F600 GRINNING FACE", "suppliers[1].name"),
    ]


def test_private_and_unassigned_characters_are_named_too() -> None:
    _, replaced = printable(["\ue000\u0378"])
    assert [r.name for r in replaced] == ["U+E000", "U+0378"]


@given(st.text())
def test_every_character_that_is_left_can_be_drawn(text: str) -> None:
    printed, _ = clean(text)
    assert all(ord(c) in drawable() or c in INVISIBLE for c in printed)


def test_endless_words_may_be_broken_and_long_dutch_ones_stay_whole() -> None:
    pieces = breakable("x" * 400).split("\u200b")
    assert ("".join(pieces), max(map(len, pieces))) == ("x" * 400, 20)
    assert breakable("meervoudigepersoonlijkheidsstoornis") == "meervoudigepersoonlijkheidsstoornis"


def test_long_addresses_are_broken_at_their_seams_and_mailboxes_are_not() -> None:
    seams = breakable("https://www.voorbeeld.example/een/lang/adres-met-delen.html")
    assert seams.split("\u200b")[3:6] == ["www.", "voorbeeld.", "example/"]
    assert breakable("planning@groenehand.example") == "planning@groenehand.example"


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("https://voorbeeld.example/a?b=1&c=%20", "https://voorbeeld.example/a?b=1&c=%20"),
        ("https://voorbeeld.example/één", "https://voorbeeld.example/%C3%A9%C3%A9n"),
        ("mailto:info@voorbeeld.example", "mailto:info@voorbeeld.example"),
        ("tel:+3292102030", "tel:+3292102030"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://voorbeeld.example/ x", ""),
    ],
)
def test_links_lead_only_where_a_reader_may_go(given: str, leads: str) -> None:
    assert address(given) == leads
    assert printable({"href": given})[0] == {"href": leads}


def test_link_that_the_typesetter_would_refuse_leads_nowhere() -> None:
    longest = "https://voorbeeld.example/" + "a" * (LONGEST_LINK - 26)
    assert (address(longest), address(longest + "a")) == (longest, "")
    assert address("https://voorbeeld.example/" + "é" * 2_000) == ""
