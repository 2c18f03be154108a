"""Fetching a notice, from a real HTTPS server under the names of the sites that are allowed."""

import ipaddress
from collections.abc import Sequence

import pytest

from supplier_guide.errors import Away, GuideError, Malformed, NotFoundError, TooLarge, Unprocessable
from supplier_guide.notices.addresses import Address, Gate, check, is_public, notice_path
from supplier_guide.notices.fetching import fetch_notice, open_client
from supplier_guide.notices.limits import Limits
from supplier_guide.notices.reading import read_notice
from supplier_guide.settings import NOTICE_HOSTS
from tests.notices.builders import eforms
from tests.notices.serving import Answer, Served, body, endless, moved, served, silent, slow, tls

PAGE = "https://ted.europa.eu/nl/notice/-/detail/12345-2026"
FILE = "/nl/notice/12345-2026/xml"


def anything(_: Address) -> bool:
    return True


def gate(port: int, *, addresses: Sequence[str] = ("127.0.0.1",)) -> Gate:
    return Gate(resolve=lambda _: list(addresses), acceptable=anything, port=port)


def fetched(
    answers: dict[str, Answer], url: str = PAGE, *, seconds: float = 10.0, limits: Limits | None = None
) -> tuple[bytes, Served]:
    with served(answers) as server, open_client(tls=tls(), seconds=0.5) as client:
        found = fetch_notice(url, client=client, gate=gate(server.port), seconds=seconds, limits=limits or Limits())
        return found, server


def failed(
    answers: dict[str, Answer], url: str = PAGE, *, seconds: float = 10.0, limits: Limits | None = None
) -> GuideError:
    with pytest.raises(GuideError) as caught:
        fetched(answers, url, seconds=seconds, limits=limits)
    assert caught.value.field in {"url", None}
    assert caught.value.message.endswith(".")
    return caught.value


def test_of_a_page_of_ted_the_xml_is_fetched_from_the_machine_that_was_checked() -> None:
    found, server = fetched({FILE: body(eforms())})
    assert read_notice(found).buyer.name == "Stad Voorbeeldegem"
    ((path, host, headers),) = server.asked
    assert (path, host) == (FILE, "ted.europa.eu")
    assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/en/notice/-/detail/123456-2024", "", "/en/notice/123456-2024/xml"),
        ("/nl/notice/-/detail/00012345-2026", "", "/nl/notice/12345-2026/xml"),
        ("/fr/notice/12345-2026/pdf", "", "/fr/notice/12345-2026/xml"),
        ("/fr/notice/12345-2026/html/", "", "/fr/notice/12345-2026/xml"),
        ("/en/notice/12345-2026/xml", "", "/en/notice/12345-2026/xml"),
        ("/udl", "uri=TED:NOTICE:034845-2021:TEXT:NL:HTML", "/en/notice/34845-2021/xml"),
        ("/en/news", "a=b", "/en/news?a=b"),
        ("", "", "/"),
    ],
)
def test_the_address_of_a_page_becomes_that_of_its_xml(path: str, query: str, expected: str) -> None:
    assert notice_path(path, query) == expected


def test_an_address_of_the_belgian_site_stays_as_it_is() -> None:
    found, server = fetched(
        {"/a/notice/-/detail/1-2026?b=c": body(b"x")}, "https://www.publicprocurement.be/a/notice/-/detail/1-2026?b=c#d"
    )
    assert found == b"x"
    assert server.asked[0][1] == "www.publicprocurement.be"


@pytest.mark.parametrize("url", ["", "ted.europa.eu/nl", "https://", "geen adres", "https://ted.europa.eu:abc/", "https://[ted.europa.eu/", "https://ted.europa.eu/a b", "https://ted.europa.eu\\@voorbeeld.be/", "https://ted.europa.eu/" + "a" * 3_000])  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Malformed) as refused:
        check(url, gate(443))
    assert refused.value.code == "malformed_address"


@pytest.mark.parametrize(
    "url",
    [
        "http://ted.europa.eu/nl/notice/-/detail/1-2026",
        "ftp://ted.europa.eu/a",
        "file:///etc/passwd",
        "https://voorbeeld.be/aankondiging.xml",
        "https://ted.europa.eu.voorbeeld.be/",
        "https://voorbeeld.be/?ted.europa.eu",
        "https://xted.europa.eu/",
        "https://ted.europa.eu:8080/",
        "https://iemand:geheim@ted.europa.eu/",
        "https://iemand@ted.europa.eu/",
        "https://ted.europa.eu@voorbeeld.be/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://ted。europa。eu.voorbeeld.be/",
    ],
)
def test_only_known_hosts_over_https_are_asked(url: str) -> None:
    with pytest.raises((Unprocessable, Malformed)) as refused:
        check(url, Gate(resolve=lambda _: ["93.184.215.14"]))
    assert refused.value.code in {"address_not_allowed", "malformed_address"}


def test_a_refusal_names_the_hosts_that_are_asked() -> None:
    with pytest.raises(Unprocessable) as refused:
        check("https://voorbeeld.be/", Gate())
    assert refused.value.suggestions == NOTICE_HOSTS
    assert "ted.europa.eu" in refused.value.message


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "2001:db8::1"])  # fmt: skip
def test_an_inner_network_is_never_asked(address: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        check(PAGE, Gate(resolve=lambda _: [address]))
    assert refused.value.code == "address_not_allowed"
    with pytest.raises(Unprocessable):
        check(PAGE, Gate(resolve=lambda _: ["147.67.210.30", address]))


@pytest.mark.parametrize("address", ["147.67.210.30", "2a01:7080:14:100::1", "::ffff:147.67.210.30"])
def test_the_open_internet_is_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))
    assert check(PAGE, Gate(resolve=lambda _: [address])).url.endswith(f":443{FILE}")


def nowhere(_: str) -> list[str]:
    raise OSError


@pytest.mark.parametrize("resolve", [nowhere, lambda _: [], lambda _: ["geen nummer"]])
def test_a_host_without_address_is_away(resolve: object) -> None:
    assert callable(resolve)
    with pytest.raises(Away) as away:
        check(PAGE, Gate(resolve=resolve))
    assert away.value.extra["retry_after"] > 0


def test_the_name_is_looked_up_once_and_the_checked_machine_is_asked() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with served({FILE: body(b"<a/>")}) as server, open_client(tls=tls()) as client:
        rebinding = Gate(resolve=lambda _: next(answers), acceptable=anything, port=server.port)
        assert fetch_notice(PAGE, client=client, gate=rebinding) == b"<a/>"
    assert next(answers) == ["10.0.0.1"]


def test_a_certificate_of_another_is_refused() -> None:
    with served({FILE: body(b"x")}) as server, open_client() as untrusting, pytest.raises(Away) as away:
        fetch_notice(PAGE, client=untrusting, gate=gate(server.port))
    assert "veilige verbinding" in away.value.message
    with served({"/": body(b"x")}) as server, open_client(tls=tls()) as client, pytest.raises(Away):
        fetch_notice("https://enot.publicprocurement.be/", client=client, gate=gate(server.port))


def test_a_server_without_encryption_is_refused() -> None:
    with (
        served({FILE: body(b"x")}, encrypted=False) as server,
        open_client(tls=tls(), seconds=0.5) as client,
        pytest.raises(Away),
    ):
        fetch_notice(PAGE, client=client, gate=gate(server.port))


def test_nobody_at_home_is_away() -> None:
    with served({}) as server:
        port = server.port
    with open_client(tls=tls(), seconds=0.5) as client, pytest.raises(Away) as away:
        fetch_notice(PAGE, client=client, gate=gate(port))
    assert away.value.extra["retry_after"] > 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host_is_followed(status: int) -> None:
    found, server = fetched(
        {
            FILE: moved("/elders?x=1", status),
            "/elders?x=1": moved("https://ted.europa.eu/en/notice/7-2026/xml"),
            "/en/notice/7-2026/xml": body(b"<a/>"),
        }
    )
    assert found == b"<a/>"
    assert len(server.asked) == 3


@pytest.mark.parametrize("location", ["https://voorbeeld.be/", "http://ted.europa.eu/a", "//voorbeeld.be/", "https://www.publicprocurement.be/", "https://127.0.0.1/", "https://[x/", "file:///etc/passwd"])  # fmt: skip
def test_a_redirect_elsewhere_is_not_followed(location: str) -> None:
    assert failed({FILE: moved(location)}).code == "address_not_allowed"


def test_a_redirect_in_a_circle_ends() -> None:
    assert failed({FILE: moved(FILE)}).code == "too_many_redirects"


@pytest.mark.parametrize("status", [404, 410])
def test_a_notice_that_is_not_there_is_not_found(status: int) -> None:
    error = failed({FILE: lambda handler: handler.reply(status)})
    assert (type(error), error.code) == (NotFoundError, "notice_not_found")


@pytest.mark.parametrize("status", [204, 206, 304, 401, 403, 429, 500, 503])
def test_any_other_answer_is_away(status: int) -> None:
    error = failed({FILE: lambda handler: handler.reply(status)})
    assert (type(error), error.code) == (Away, "notice_away")


def test_a_stated_length_that_is_too_large_is_refused_before_reading() -> None:
    error = failed({FILE: lambda handler: handler.reply(200, b"", Content_Length=str(10**9))})
    assert (type(error), error.code) == (TooLarge, "notice_too_large")


def test_a_body_without_end_is_cut_off() -> None:
    error = failed({FILE: endless}, limits=Limits(most_bytes=1_000_000))
    assert (type(error), error.code) == (TooLarge, "notice_too_large")


def test_a_packed_answer_is_refused() -> None:
    assert failed({FILE: body(b"\x1f\x8b", Content_Encoding="gzip")}).code == "notice_away"


def test_a_server_that_drips_is_away_after_the_whole_time() -> None:
    error = failed({FILE: slow}, seconds=0.3)
    assert error.code == "notice_away"
    assert "te lang" in error.message


def test_a_server_that_is_silent_is_away() -> None:
    error = failed({FILE: silent})
    assert error.code == "notice_away"
    assert "op tijd" in error.message
