"""What a visitor types in the field for a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer
from supplier_guide.geo.place import PlaceKind

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("9100", "46021", PlaceKind.POSTAL_CODE),
        ("B-9000", "44021", PlaceKind.POSTAL_CODE),
        ("46021", "46021", PlaceKind.MUNICIPALITY),
        ("BE236", "BE236", PlaceKind.TERRITORY),
        ("be23", "BE23", PlaceKind.PROVINCE),
        ("Antwerpen", "11002", PlaceKind.MUNICIPALITY),
        ("provincie Antwerpen", "BE21", PlaceKind.PROVINCE),
        ("Antwerpen (provincie)", "BE21", PlaceKind.PROVINCE),
        ("prov. Luik", "BE33", PlaceKind.PROVINCE),
        ("Province de Liège", "BE33", PlaceKind.PROVINCE),
        ("province d’Anvers", "BE21", PlaceKind.PROVINCE),
        ("Oost-Vlaanderen", "BE23", PlaceKind.PROVINCE),
        ("Limburg", "BE22", PlaceKind.PROVINCE),
        ("Vlaanderen", "BE2", PlaceKind.TERRITORY),
        ("Wallonië", "BE3", PlaceKind.TERRITORY),
        ("België", "BE", PlaceKind.TERRITORY),
        ("Brussel", "21004", PlaceKind.MUNICIPALITY),
        ("Brussels Hoofdstedelijk Gewest", "BE10", PlaceKind.PROVINCE),
        ("Brussel (gewest)", "BE10", PlaceKind.PROVINCE),
        ("Région de Bruxelles-Capitale", "BE10", PlaceKind.PROVINCE),
        ("arrondissement Gent", "BE234", PlaceKind.TERRITORY),
        ("Belsele", "46021", PlaceKind.LOCALITY),
        ("Gentbrugge", "44021", PlaceKind.LOCALITY),
        ("Hoboken", "11002", PlaceKind.LOCALITY),
    ],
)
def test_code_then_municipality_then_province_then_locality(text: str, code: str, kind: PlaceKind) -> None:
    place = GAZETTEER.resolve(text)

    assert (place.code, place.kind) == (code, kind)


@pytest.mark.parametrize(
    "text", ["Sint-Niklaas", "St-Niklaas", "St. Niklaas", "Sint Niklaas", "SINT-NIKLAAS", " sint  niklaas "]
)
def test_all_spellings_of_a_saint_are_one_town(text: str) -> None:
    assert GAZETTEER.resolve(text).code == "46021"


@pytest.mark.parametrize(
    ("dutch", "french"),
    [
        ("Luik", "Liège"),
        ("Namen", "Namur"),
        ("Bergen", "Mons"),
        ("Doornik", "Tournai"),
        ("Terhulpen", "La Hulpe"),
        ("Gent", "Gand"),
        ("Elsene", "Ixelles"),
        ("Laken", "Laeken"),
        ("Sankt Vith", "Saint-Vith"),
    ],
)
def test_dutch_and_french_names_mean_the_same_town(dutch: str, french: str) -> None:
    assert GAZETTEER.resolve(dutch).code == GAZETTEER.resolve(french).code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Melle", "44088"),
        ("Puurs", "12041"),
        ("Overpelt", "72043"),
        ("Beveren", "46030"),
        ("Kruibeke", "46030"),
        ("Zwijndrecht", "46030"),
        ("Moerbeke", "46029"),
        ("Meeuwen-Gruitrode", "72042"),
        ("Hoeselt", "73110"),
        ("46003", "46030"),
    ],
)
def test_merged_municipality_leads_to_the_new_one(text: str, code: str) -> None:
    assert GAZETTEER.resolve(text).code == code


@pytest.mark.parametrize(
    ("old", "now"), [("BE221", "BE224"), ("BE325", "BE32C"), ("BE324", "BE328"), ("BE333", "BE33")]
)
def test_code_of_an_earlier_nuts_edition_leads_to_what_it_is_now(old: str, now: str) -> None:
    place = GAZETTEER.by_code(old)

    assert place is not None
    assert place.code == now


def test_locality_of_several_municipalities_asks_which() -> None:
    with pytest.raises(Unprocessable) as refused:
        GAZETTEER.resolve("Berg")

    assert refused.value.code == "ambiguous_place"
    assert refused.value.field == "place"
    assert refused.value.suggestions == ("Berg (Kampenhout)", "Berg (Tongeren-Borgloon)")
    assert [GAZETTEER.resolve(choice).code for choice in refused.value.suggestions] == ["23038", "73111"]


def test_locality_may_be_told_apart_by_its_province() -> None:
    assert GAZETTEER.resolve("Haren (Limburg)").code == "73111"
    assert GAZETTEER.resolve("Haren, Brussel").code == "21004"


@pytest.mark.parametrize(
    ("text", "label"), [("Gemt", "Gent"), ("Sint-Niklas", "Sint-Niklaas"), ("Kortrik", "Kortrijk")]
)
def test_unknown_place_offers_names_that_resemble_it(text: str, label: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        GAZETTEER.resolve(text)

    assert refused.value.code == "unknown_place"
    assert label in refused.value.suggestions


def test_postal_code_with_its_place_is_that_place() -> None:
    assert GAZETTEER.resolve("9100 Sint-Niklaas") == GAZETTEER.resolve("9100")
    assert GAZETTEER.resolve("9111 Belsele").label == "Belsele (Sint-Niklaas)"


def test_postal_code_with_another_place_is_refused_with_both_as_choices() -> None:
    with pytest.raises(Unprocessable) as refused:
        GAZETTEER.resolve("9100 Gent")

    assert refused.value.suggestions == ("9100", "Gent")


def test_postal_code_of_two_municipalities_is_that_of_its_name_unless_the_other_is_named() -> None:
    assert GAZETTEER.resolve("1040").code == "21005"
    assert GAZETTEER.resolve("1040 Brussel").code == "21004"


def test_postal_code_names_its_locality_and_municipality() -> None:
    assert GAZETTEER.resolve("9100").label == "Sint-Niklaas"
    assert GAZETTEER.resolve("9111").label == "Belsele (Sint-Niklaas)"
    assert GAZETTEER.resolve("9111").postal_codes == ("9111",)


def test_ancestors_run_from_the_code_to_the_country() -> None:
    assert GAZETTEER.resolve("Gent").ancestors == ("44021", "BE234", "BE23", "BE2", "BE")
    assert GAZETTEER.resolve("Eupen").ancestors == ("63023", "BE336", "BE33", "BE3", "BE")
    assert GAZETTEER.resolve("Elsene").ancestors == ("21009", "BE100", "BE10", "BE1", "BE")


def test_every_municipality_and_province_resolves_from_what_is_offered_for_it(gazetteer: Gazetteer) -> None:
    places = [*gazetteer.municipalities(), *gazetteer.provinces()]

    assert [gazetteer.resolve(gazetteer.choice(p)).code for p in places] == [p.code for p in places]


def test_every_suggestion_can_be_typed_back(gazetteer: Gazetteer) -> None:
    offered = {p for letter in "abcdefghijklmnopqrstuvwxyz" for p in gazetteer.suggest(letter, limit=10_000)}

    wrong = [p.label for p in offered if gazetteer.resolve(gazetteer.choice(p)).code != p.code]

    assert len(offered) > 2500
    assert wrong == []


def test_every_postal_code_lies_in_its_municipality(gazetteer: Gazetteer) -> None:
    for town in gazetteer.municipalities():
        for code in town.postal_codes:
            postal = gazetteer.by_postal_code(code)
            assert postal is not None
            assert gazetteer.resolve(code) == postal


@given(text=st.text(max_size=200))
def test_any_text_is_a_place_or_a_clear_refusal(text: str) -> None:
    try:
        outcome = GAZETTEER.resolve(text).ancestors[-1]
    except Unprocessable as refused:
        outcome = refused.code

    assert outcome in {"BE", "unknown_place", "ambiguous_place"}


@pytest.mark.parametrize("text", ["x" + " " * 10_000 + "y", "(" * 10_000, "ab, " * 3_000, "\x00", "🙂", "مدينة"])
def test_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(Unprocessable):
        GAZETTEER.resolve(text)


@pytest.mark.parametrize(
    ("postal_code", "municipality", "code", "kind"),
    [
        ("9000", "Gent", "44021", PlaceKind.POSTAL_CODE),
        ("9000", None, "44021", PlaceKind.POSTAL_CODE),
        ("9050", "Ledeberg", "44021", PlaceKind.LOCALITY),
        (None, "Kortrijk", "34022", PlaceKind.MUNICIPALITY),
        (None, "Melle", "44088", PlaceKind.LOCALITY),
        ("9090", "Melle", "44088", PlaceKind.LOCALITY),
        ("1050", "Brussel", "21004", PlaceKind.MUNICIPALITY),
        ("4000", "Liège", "62063", PlaceKind.POSTAL_CODE),
        ("9100", "Saint-Nicolas-Waes", "46021", PlaceKind.POSTAL_CODE),
        ("1047", "Brussel", "21004", PlaceKind.MUNICIPALITY),
    ],
)
def test_address_is_located(postal_code: str | None, municipality: str | None, code: str, kind: PlaceKind) -> None:
    place = GAZETTEER.locate(postal_code, municipality)

    assert place is not None
    assert (place.code, place.kind) == (code, kind)


@pytest.mark.parametrize(
    ("postal_code", "municipality"),
    [(None, None), ("", ""), ("59000", "Lille"), ("2275 AB", "Lille"), (None, "Berg"), (None, "Vlaanderen")],
)
def test_address_that_is_not_plain_is_not_guessed(postal_code: str | None, municipality: str | None) -> None:
    assert GAZETTEER.locate(postal_code, municipality) is None


def test_province_of_a_code() -> None:
    codes = {code: GAZETTEER.province_of(code) for code in ("44021", "BE234", "BE23", "BE2", "21004", "BE1", "99999")}

    assert codes == {
        "44021": "BE23", "BE234": "BE23", "BE23": "BE23", "BE2": None, "21004": "BE10", "BE1": "BE10", "99999": None,
    }  # fmt: skip


def test_municipalities_of_a_territory() -> None:
    assert len(GAZETTEER.in_territory("BE10")) == 19
    assert [p.label for p in GAZETTEER.in_territory("44021")] == ["Gent"]
    assert GAZETTEER.in_territory("BE99") == ()
    assert len(GAZETTEER.in_territory("BE")) == 565


def test_provinces_are_ten_and_brussels_with_bare_names() -> None:
    assert {p.code: p.label for p in GAZETTEER.provinces()} == {
        "BE10": "Brussels Hoofdstedelijk Gewest",
        "BE21": "Antwerpen",
        "BE22": "Limburg",
        "BE23": "Oost-Vlaanderen",
        "BE24": "Vlaams-Brabant",
        "BE25": "West-Vlaanderen",
        "BE31": "Waals-Brabant",
        "BE32": "Henegouwen",
        "BE33": "Luik",
        "BE34": "Luxemburg",
        "BE35": "Namen",
    }
