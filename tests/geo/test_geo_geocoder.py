"""The geocoder, against a server that speaks as Nominatim does."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.geocoder import Address, Geocoder, Located, open_geocoder
from supplier_guide.settings import Settings

RYHOVE = Address("Koningsdal", "24", "9000", "Gent")
Answer = Callable[[str], tuple[int, object]]


class Server:
    """A geocoding server on this machine that keeps what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[str] = []
        self.agents: list[str] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(parse_qs(urlsplit(self.path).query)["q"][0])
                server.agents.append(self.headers["User-Agent"])
                status, body = answer(server.asked[-1])
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@contextmanager
def serving(answer: Answer) -> Iterator[Server]:
    server = Server(answer)
    thread = Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        thread.join()
        server.http.server_close()


def found(lat: float, lon: float) -> Answer:
    """Answer every question with one position."""
    return lambda question: (200, [{"lat": str(lat), "lon": str(lon), "display_name": question}])


def opened(url: str, data_dir: Path, gazetteer: Gazetteer, timeout: float = 5.0) -> Geocoder:
    settings = Settings(geocoder="nominatim", geocoder_url=url, geocoder_timeout=timeout, data_dir=data_dir)
    geocoder = open_geocoder(settings, gazetteer)
    assert geocoder is not None
    return geocoder


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing stand between the test and its own server."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_is_off_unless_it_is_set(gazetteer: Gazetteer, tmp_path: Path) -> None:
    assert open_geocoder(Settings(data_dir=tmp_path, geocoder=""), gazetteer) is None


def test_address_gets_its_own_position(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(found(51.043, 3.711)) as server:
        located = opened(server.url, tmp_path, gazetteer).locate(RYHOVE)

    assert located == Located(51.043, 3.711, exact=True)
    assert server.asked == ["Koningsdal 24, 9000 Gent, België"]
    assert server.agents == ["supplier-guide"]


def test_answer_is_kept_for_the_next_import(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(found(51.043, 3.711)) as server:
        opened(server.url, tmp_path, gazetteer).locate(RYHOVE)
        located = opened(server.url, tmp_path, gazetteer).locate(RYHOVE)

    assert located == Located(51.043, 3.711, exact=True)
    assert len(server.asked) == 1


def test_address_not_found_falls_back_on_its_postal_code_and_is_not_asked_again(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    with serving(lambda _: (200, [])) as server:
        geocoder = opened(server.url, tmp_path, gazetteer)
        located = [geocoder.locate(RYHOVE), geocoder.locate(RYHOVE)]

    gent = gazetteer.resolve("9000")
    assert located == [Located(gent.lat, gent.lon, exact=False)] * 2
    assert len(server.asked) == 1


def test_street_of_the_same_name_elsewhere_is_not_believed(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(found(50.63, 5.57)) as server:
        located = opened(server.url, tmp_path, gazetteer).locate(RYHOVE)

    assert located is not None
    assert not located.exact


def test_failing_server_is_left_alone_after_three_times(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(lambda _: (500, {"error": "broken"})) as server:
        geocoder = opened(server.url, tmp_path, gazetteer)
        located = [geocoder.locate(Address("Kerkstraat", str(n), "9000", "Gent")) for n in range(6)]

    assert [place.exact for place in located if place] == [False] * 6
    assert len(server.asked) == 3


def test_failure_is_not_kept(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(lambda _: (500, {"error": "broken"})) as server:
        opened(server.url, tmp_path, gazetteer).locate(RYHOVE)
    with serving(found(51.043, 3.711)) as server:
        located = opened(server.url, tmp_path, gazetteer).locate(RYHOVE)

    assert located == Located(51.043, 3.711, exact=True)


def test_slow_server_is_not_waited_for(gazetteer: Gazetteer, tmp_path: Path) -> None:
    asked_enough = Event()

    def slow(_: str) -> tuple[int, object]:
        asked_enough.wait(5)
        return 200, []

    with serving(slow) as server:
        located = opened(server.url, tmp_path, gazetteer, timeout=0.2).locate(RYHOVE)
        asked_enough.set()

    assert located is not None
    assert not located.exact


def test_address_without_a_street_is_not_asked(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(found(51.043, 3.711)) as server:
        located = opened(server.url, tmp_path, gazetteer).locate(Address(postal_code="9100"))

    assert located is not None
    assert not located.exact
    assert server.asked == []


def test_address_of_which_nothing_is_known_has_no_position(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with serving(lambda _: (200, [])) as server:
        assert opened(server.url, tmp_path, gazetteer).locate(Address("Rue X", "1", None, "Nergenshuizen")) is None


def test_half_written_line_of_the_cache_is_asked_anew(gazetteer: Gazetteer, tmp_path: Path) -> None:
    (tmp_path / "geocoded.jsonl").write_text('{"address": "Koningsdal 24, 9000 Gent, België", "posit')

    with serving(found(51.043, 3.711)) as server:
        assert opened(server.url, tmp_path, gazetteer).locate(RYHOVE) == Located(51.043, 3.711, exact=True)


@pytest.mark.parametrize("name", ["nergens", "googlev3"])
def test_geocoder_that_cannot_be_opened_is_refused_in_words(name: str, gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(Unprocessable) as refused:
        open_geocoder(Settings(geocoder=name, data_dir=tmp_path), gazetteer)

    assert refused.value.code == "unknown_geocoder"
    assert name in refused.value.message
