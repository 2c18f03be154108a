"""The columns of a purchase programme: which holds what, by its name, and what a cell of it says."""

from datetime import date

import pytest

from supplier_guide.office import programme_columns


@pytest.mark.parametrize(
    ("header", "field", "place"),
    [
        ("Omschrijving;Raming incl. btw;Raming excl. btw", "waarde", 2),
        ("Omschrijving;Raming;Bedrag zonder btw", "waarde", 2),
        ("Omschrijving;Raming (btw inbegrepen);Kostprijs", "waarde", 2),
        ("Type opdracht;Voorwerp van de opdracht;Raming", "omschrijving", 1),
        ("Soort opdracht;Opdracht;Raming", "omschrijving", 1),
        ("Dienst;Naam;Raming", "omschrijving", 1),
        ("Project;Titel;Raming", "omschrijving", 1),
        ("Publicatiedatum;Datum;Omschrijving", "datum", 1),
        ("Naam;Omschrijving;Omschrijving", "omschrijving", 1),
    ],
)
def test_of_two_columns_the_one_that_says_it_best_counts(header: str, field: str, place: int) -> None:
    assert programme_columns.columns_of(header.split(";"))[field] == place


@pytest.mark.parametrize(
    ("header", "with_vat"),
    [
        ("Raming incl. btw", True), ("Raming (inclusief 21% BTW)", True), ("Raming btw incl.", True), ("Montant TTC", True),
        ("Raming (incl.)", True), ("Bedrag incl.btw, excl. opties", True), ("Raming (excl. btw, incl. opties)", False),
        ("Raming excl. btw incl. verlengingen", False), ("Raming incl. opties en verlengingen", False), ("Raming", False),
        ("Montant HTVA, options incluses", False),
    ],
)  # fmt: skip
def test_column_with_vat_is_told_by_its_name(header: str, *, with_vat: bool) -> None:
    assert programme_columns.with_vat(header) is with_vat


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Omschrijving", "omschrijving"),
        ("Voorwerp van de opdracht", "omschrijving"),
        ("Naam aankoop", "omschrijving"),
        ("Geraamd bedrag (excl. btw)", "waarde"),
        ("Budget 2027", "waarde"),
        ("Geplande publicatiedatum", "datum"),
        ("Start plaatsing", "datum"),
        ("Plaats van uitvoering", "plaats"),
        ("GEMEENTE", "plaats"),
        ("CPV code", "cpv"),
        ("Nr.", "referentie"),
        ("Opdracht nr", "referentie"),
        ("Plaatsingsprocedure", None),
        ("Budgetsleutel", None),
        ("Verantwoordelijke", None),
        ("", None),
        ("Gelieve hier te vermelden wat de waarde is van het hele project dat u plant", None),
    ],
)
def test_column_is_guessed_from_its_name(header: str, field: str | None) -> None:
    assert programme_columns.column_of(header) == field


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("85.000", 85_000), ("85 000", 85_000), ("€ 85.000,50", 85_000.5), ("85000.5", 85_000.5), ("85,000.50", 85_000.5),
        ("85k", 85_000), ("1,2 miljoen", 1_200_000), ("85.000,- euro", 85_000), ("85000 EUR excl. btw", 85_000), ("0", 0),
        ("1.250.000", 1_250_000), ("1,250 miljoen", 1_250_000), ("1.250 mio", 1_250_000), ("1,5k", 1_500), ("0,125", 0.125),
        ("0.125", 0.125), ("1,250,000", 1_250_000), ("12345.675", 12_345.675), ("1.234.567,89", 1_234_567.89),
    ],
)  # fmt: skip
def test_amount(cell: str, value: float) -> None:
    assert programme_columns.amount(cell) == pytest.approx(value)


@pytest.mark.parametrize("cell", ["veel", "-5", "1e15", "9999999999999", "10 tot 20", "€", "5%"])
def test_amount_that_cannot_be_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is "):
        programme_columns.amount(cell)


@pytest.mark.parametrize("cell", ["1,250", "€ 85,000", "-1,250"])
def test_amount_that_may_be_two_amounts_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="zijn, of iets meer dan"):
        programme_columns.amount(cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2027-03-14", date(2027, 3, 14)), ("2027-03-14 00:00:00", date(2027, 3, 14)), ("14/03/2027", date(2027, 3, 14)),
        ("14.3.27", date(2027, 3, 14)), ("14 maart 2027", date(2027, 3, 14)), ("maart 2027", date(2027, 3, 1)),
        ("2027 maart", date(2027, 3, 1)), ("03/2027", date(2027, 3, 1)), ("2027-03", date(2027, 3, 1)),
        ("Q3 2027", date(2027, 7, 1)), ("2027 Q3", date(2027, 7, 1)), ("3e kwartaal 2027", date(2027, 7, 1)),
        ("K4 2027", date(2027, 10, 1)), ("2027", date(2027, 1, 1)), ("août 2027", date(2027, 8, 1)),
    ],
)  # fmt: skip
def test_day(cell: str, day: date) -> None:
    assert programme_columns.day(cell) == day


@pytest.mark.parametrize(
    "cell", ["31/02/2027", "binnenkort", "27", "2027-13-01", "ergens in 2027 misschien", "0/0/2027"]
)
def test_day_that_does_not_exist_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="geen bestaande datum"):
        programme_columns.day(cell)


def test_codes_keep_the_nought_that_a_spreadsheet_drops() -> None:
    assert programme_columns.codes("3000000 en 77310000-6") == ("03000000", "77310000")
    with pytest.raises(ValueError, match="CPV"):
        programme_columns.codes("7731")
