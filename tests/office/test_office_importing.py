"""What an import does with a good file: rows become enterprises, an update leaves what it does not mention."""

from pathlib import Path

import pytest

from supplier_guide.errors import Conflict
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.geo.geocoder import Geocoder
from supplier_guide.model.enterprise import Activity, Contact, Enterprise, ServiceArea, Site
from supplier_guide.model.vocabulary import Evidence, Mode, RecognitionKind
from supplier_guide.office.importing import import_file
from supplier_guide.office.report import Report
from supplier_guide.store import changes, history
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import count, iterate, save
from tests.office.files import NOW, RUBRICS, Importing, held


def keep(store: Store, *enterprises: Enterprise) -> None:
    with store.write() as conn:
        save(conn, enterprises, by="test", why="test", at=NOW)


def figures(report: Report) -> tuple[int, int, int]:
    assert report.refused == ()
    return report.created, report.updated, report.unchanged


def test_rows_of_one_name_and_postal_code_are_activities_of_one_enterprise(
    sqlite_store: Store, importing_text: Importing
) -> None:
    report = importing_text(
        "nieuw.csv",
        "naam;postcode;gemeente;rubriek;manieren van werken;telefoon\r\n"
        "De Wroeter;9000;Gent;R03.01;on_location|enclave;09 210 20 30\r\n"
        "De Wroeter;9000;;R01.01;;\r\n",
    )
    assert figures(report) == (1, 0, 0)
    assert held(sqlite_store, "de-wroeter") == Enterprise(
        id="de-wroeter",
        name="De Wroeter",
        sites=(Site(id="zetel", postal_code="9000", municipality="Gent"),),
        activities=(
            Activity(id="a1", rubric="R03.01", modes=(Mode.ON_LOCATION, Mode.ENCLAVE)),
            Activity(id="a2", rubric="R01.01"),
        ),
        contact=Contact(phone="+3292102030"),
    )


def test_what_a_table_says_of_the_file_is_not_read(sqlite_store: Store, importing_text: Importing) -> None:
    report = importing_text(
        "a.csv",
        "naam,postcode,rubriek,licence,data_version\n"
        "Atelier,9000,R03.01,CC BY 4.0,12\n"
        "Atelier,9000,R01.01,een andere,13\n"
        ",,,CC BY 4.0,12\n",
    )
    assert (figures(report), report.warnings) == ((1, 0, 0), ())
    assert [a.rubric for a in held(sqlite_store, "atelier").activities] == ["R03.01", "R01.01"]
    assert importing_text("b.csv", "naam,licence,licentie\nB,x,x\n").refused[0].field == "licentie"


def test_same_file_twice_changes_nothing_the_second_time(sqlite_store: Store, importing_text: Importing) -> None:
    text = "naam,postcode,rubriek,tekst\nA,9000,R03.01,maaien\nA,9000,R03.01,snoeien\nB,9000,R01.01,\n漢字,,R01.01,\n"
    assert figures(importing_text("a.csv", text)) == (3, 0, 0)
    assert figures(importing_text("a.csv", text)) == (0, 0, 3)
    with sqlite_store.read() as conn:
        assert changes.last(conn) == 3


def test_same_json_without_ids_twice_changes_nothing(importing_text: Importing) -> None:
    sites = '[{"postal_code": "9000"}, {"municipality": "Gent"}]'
    text = f'[{{"name": "A", "sites": {sites}, "activities": [{{"rubric": "R03.01"}}]}}]'
    assert figures(importing_text("a.json", text)) == (1, 0, 0)
    assert figures(importing_text("a.json", text)) == (0, 0, 1)


def test_empty_cell_leaves_and_dash_clears(sqlite_store: Store, importing_text: Importing) -> None:
    keep(
        sqlite_store,
        Enterprise.model_validate(
            {
                "id": "aa",
                "name": "A",
                "summary": "Blijft",
                "legal_form": "VZW",
                "trade_names": ["AA"],
                "contact": {"phone": "+3292102030", "email": "info@a.be"},
                "service_area": {"kind": "radius", "radius_km": 25},
                "activities": [{"id": "a1", "rubric": "R03.01", "text": "Blijft", "capacity": {"lead_time_days": 5}}],
            }
        ),
    )
    importing_text(
        "a.csv",
        "id;summary;legal_form;trade_names;contact.phone;contact.email;service_area.kind;activity.id;activity.text;"
        "activity.capacity.lead_time_days\naa;;-;-;;-;country;a1;;-\n",
    )
    after = held(sqlite_store, "aa")
    assert (after.summary, after.legal_form, after.trade_names) == ("Blijft", None, ())
    assert after.contact == Contact(phone="+3292102030")
    assert after.service_area == ServiceArea(kind="country")
    assert after.activities == (Activity(id="a1", rubric="R03.01", text="Blijft"),)


def test_row_of_an_unnamed_activity_takes_the_first_free_one_of_its_rubric(
    sqlite_store: Store, importing_text: Importing
) -> None:
    keep(
        sqlite_store,
        Enterprise(
            id="aa", name="A", activities=(Activity(id="x", rubric="R03.01"), Activity(id="y", rubric="R01.01"))
        ),
    )
    importing_text("a.csv", "id,rubriek,tekst\naa,R01.01,inpakken\naa,R03.02,vegen\naa,R03.01,maaien\n")
    assert [(a.id, a.rubric, a.text) for a in held(sqlite_store, "aa").activities] == [
        ("x", "R03.01", "maaien"),
        ("y", "R01.01", "inpakken"),
        ("a3", "R03.02", "vegen"),
    ]


def test_dash_as_rubric_removes_an_activity(sqlite_store: Store, importing_text: Importing) -> None:
    keep(
        sqlite_store,
        Enterprise(
            id="aa", name="A", activities=(Activity(id="x", rubric="R03.01"), Activity(id="y", rubric="R01.01"))
        ),
    )
    assert figures(importing_text("a.csv", "id,activity.id,activity.rubric\naa,x,-\n")) == (0, 1, 0)
    assert [a.id for a in held(sqlite_store, "aa").activities] == ["y"]


def test_row_without_id_is_found_by_its_number_however_written(sqlite_store: Store, importing_text: Importing) -> None:
    keep(sqlite_store, Enterprise(id="aa", name="A", enterprise_number="0123456749"))
    assert figures(importing_text("a.csv", "ondernemingsnummer,samenvatting\nBE 0123.456.749,Nieuw\n")) == (0, 1, 0)
    assert held(sqlite_store, "aa").summary == "Nieuw"


def test_row_with_only_a_name_joins_the_row_with_its_number(sqlite_store: Store, importing_text: Importing) -> None:
    text = "naam,ondernemingsnummer,rubriek\nA,0123456749,R03.01\nA,,R01.01\n"
    assert figures(importing_text("a.csv", text)) == (1, 0, 0)
    with sqlite_store.read() as conn:
        assert [len(s.enterprise.activities) for s in iterate(conn)] == [2]


def test_name_that_several_enterprises_have_is_ambiguous(sqlite_store: Store, importing_text: Importing) -> None:
    keep(sqlite_store, Enterprise(id="aa", name="A b"), Enterprise(id="bb", name="a B"))
    report = importing_text("a.csv", "naam,rubriek\nA B,R03.01\n")
    assert [(r.line, r.field) for r in report.refused] == [(2, "naam")]
    assert "aa, bb" in report.refused[0].reason


def test_ids_are_made_from_the_name_and_are_unique(sqlite_store: Store, importing_text: Importing) -> None:
    importing_text("a.csv", "naam,postcode\nDé Wroeter,9000\nDe Wroeter,9100\nX,\n漢字,\n")
    with sqlite_store.read() as conn:
        assert [s.enterprise.id for s in iterate(conn)] == [
            "de-wroeter",
            "de-wroeter-2",
            "onderneming",
            "onderneming-x",
        ]


def test_address_that_changes_loses_its_old_position_and_the_editor_is_told(
    sqlite_store: Store, importing_text: Importing
) -> None:
    site = Site(id="z", street="Kerkstraat", postal_code="9000", municipality_code="44021", lat=51.0, lon=3.7)
    keep(sqlite_store, Enterprise(id="aa", name="A", sites=(site,)))
    report = importing_text("a.csv", "id,straat,postcode\naa,Dorp,9100\n")
    assert held(sqlite_store, "aa").sites == (Site(id="z", street="Dorp", postal_code="9100"),)
    assert "coördinaten" in report.warnings[0]


def test_further_sites_and_recognitions_read_as_a_person_types_them(
    sqlite_store: Store, importing_text: Importing
) -> None:
    report = importing_text(
        "a.csv",
        "naam;erkenningen;further_sites;certificaten\n"
        'A;"maatwerkbedrijf:register; checked_on=14/03/2026 | vso";municipality=Gent;ISO 9001\n',
    )
    assert figures(report) == (1, 0, 0)
    after = held(sqlite_store, "onderneming-a")
    assert [(r.kind, r.evidence, str(r.checked_on)) for r in after.recognitions] == [
        (RecognitionKind.MAATWERKBEDRIJF, Evidence.REGISTER, "2026-03-14"),
        (RecognitionKind.VSO, Evidence.SELF, "None"),
    ]
    assert [(s.id, s.municipality) for s in after.sites] == [("zetel", "Gent")]
    assert after.certificates[0].name == "ISO 9001"


def test_dry_run_tells_the_same_figures_and_changes_nothing(sqlite_store: Store, tmp_path: Path) -> None:
    keep(sqlite_store, Enterprise(id="aa", name="A"), Enterprise(id="bb", name="B"))
    path = tmp_path / "a.json"
    path.write_text('[{"id": "aa", "name": "A"}, {"id": "bb", "name": "BB"}, {"name": "Nieuw"}]')
    tried = import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW, dry_run=True)
    with sqlite_store.read() as conn:
        assert (count(conn), changes.last(conn)) == (2, 2)
    done = import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW)
    assert figures(tried) == figures(done) == (1, 1, 1)
    assert tried.dry_run
    assert not done.dry_run


def test_history_names_the_file_and_the_editor(sqlite_store: Store, importing_text: Importing) -> None:
    importing_text("lijst van mei.csv", "naam\nRyhove\n")
    with sqlite_store.read() as conn:
        version = history.versions(conn, "ryhove")[0]
    assert (version.by, version.why) == ("karin", "import van lijst van mei.csv")


def test_five_hundred_rows_with_three_bad_ones_report_exactly_those(
    sqlite_store: Store, importing_text: Importing
) -> None:
    rows = [f"Onderneming {n},9000,R03.01," for n in range(500)]
    rows[17] = "Onderneming 17,9000,R99.01,"
    rows[250] = "Onderneming 250,90000,R03.01,"
    rows[499] = "Onderneming 499,9000,R03.01,0123456789"
    report = importing_text("veel.csv", "naam,postcode,rubriek,ondernemingsnummer\n" + "\n".join(rows))
    assert [(r.line, r.field) for r in report.refused] == [
        (19, "rubriek"),
        (252, "postcode"),
        (501, "ondernemingsnummer"),
    ]
    assert all(r.reason and r.expected for r in report.refused)
    assert (report.created, report.updated) == (0, 0)
    with sqlite_store.read() as conn:
        assert count(conn) == 0


def test_enterprise_changed_during_the_import_is_a_conflict_and_nothing_is_saved(
    sqlite_store: Store, tmp_path: Path
) -> None:
    keep(sqlite_store, Enterprise(id="aa", name="A"))
    path = tmp_path / "a.json"
    path.write_text('[{"id": "aa", "name": "Uit het bestand"}, {"name": "Nieuw"}]')

    def edit_meanwhile(done: int, total: int) -> None:
        if done == total:
            keep(sqlite_store, Enterprise(id="aa", name="Van een redacteur"))

    with pytest.raises(Conflict):
        import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW, progress=edit_meanwhile)
    assert held(sqlite_store, "aa").name == "Van een redacteur"
    with sqlite_store.read() as conn:
        assert count(conn) == 1


def test_geocoder_fills_positions_and_what_the_store_knows_is_not_asked_again(
    sqlite_store: Store, tmp_path: Path
) -> None:
    asked: list[str] = []

    class Position:
        latitude, longitude = 51.0543, 3.7174

    def ask(line: str) -> Position:
        asked.append(line)
        return Position()

    geocoder = Geocoder(ask, gazetteer=load_gazetteer(), cache=tmp_path / "cache.jsonl")
    path = tmp_path / "a.json"
    site = '{"street": "Kerkstraat", "house_number": "1", "postal_code": "9000", "municipality": "Gent"}'
    path.write_text(f'[{{"name": "Ryhove", "sites": [{site}, {{"municipality": "Gent"}}]}}]')
    first = import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW, geocoder=geocoder)
    again = import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW, geocoder=geocoder)
    assert (figures(first), figures(again)) == ((1, 0, 0), (0, 0, 1))
    known, vague = held(sqlite_store, "ryhove").sites
    assert (known.lat, known.lon) == (51.0543, 3.7174)
    assert vague.lat is None  # the middle of Gent is not where this site is
    assert asked == ["Kerkstraat 1, 9000 Gent, België"]
