"""A directory in which suppliers differ in what is known of them, and the application over it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.web.app import create_app
from tests.directory.installing import activity, prepared, site, stocked
from tests.matching.asking import gardener, held
from tests.web.serving import served

DAY = date(2026, 11, 25)
HOSTILE = '#read("/etc/passwd") $x$ *b* <script>alert(1)</script> \\ @a'
LONG_SOURCE = "https://lang.example/map/onderdeel/nog-een-map/een-heel-lange-naam-van-een-pagina-met-cijfers.md"
CONTACT = {
    "function": "verkoop",
    "phone": "+3292102030",
    "email": "info@accent.example",
    "website": "https://accent.example/",
}


def directory() -> list[Enterprise]:
    """Return four suppliers who mow, whose order by score is not that of the alphabet."""
    return [
        gardener(
            "zonder", activity("R03.01", "on_location", text="Gras maaien en bermen maaien."), name="Zonder Gegevens",
            recognitions=held(checked_on="2026-11-01"), confirmed_on="2026-10-01",
            sources=[LONG_SOURCE, "https://lang.example/kort"],
        ),
        gardener(
            "accent", activity("R03.01", "on_location", text="Gras."), name="Áccent Groen", legal_form="VZW",
            sites=[site("Gent"), site("Lokeren", id="atelier")], enterprise_number="0123456749", contact=CONTACT, recognitions=held(evidence="publication", source_url="https://bron.example/erkenning"),
            sources=["https://bron.example/een", "https://bron.example/twee"], service_area=None,
        ),
        gardener("vijandig", activity("R03.01", "on_location", text=f"Gras {HOSTILE}"), name=f"=Groen; {HOSTILE}"),
        gardener("vreemd", activity("R03.01", "on_location", text="Gras 😀 مرحبا"), name="Ook مرحبا groen"),
        gardener("antwerps", activity("R03.01", "on_location", text="Gras maaien."), name="Elders Groen",
                 service_area={"kind": "territories", "codes": ["BE211"]}),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Library]:
    """Return the directory, open and indexed."""
    folder = prepared(tmp_path_factory.mktemp("survey"), word_lists)
    opened = stocked(folder, directory(), public_url="https://gids.example")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[httpx.Client]:
    """Return a client of the application."""
    with served(create_app(library, today=lambda: DAY, follow=False)) as http:
        yield http
