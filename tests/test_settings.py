"""Settings from the environment: lists as people write them, and what cannot be used."""

import pytest
from pydantic import ValidationError

from supplier_guide.settings import Settings


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("ted.europa.eu", ("ted.europa.eu",)),
        (" TED.Europa.eu. , kopen.voorbeeld.be,ted.europa.eu,", ("ted.europa.eu", "kopen.voorbeeld.be")),
        ("", ()),
        (" , ", ()),
    ],
)
def test_hosts_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch, written: str, hosts: tuple[str, ...]) -> None:
    monkeypatch.setenv("SUPPLIER_GUIDE_NOTICE_HOSTS", written)
    assert Settings().notice_hosts == hosts


def test_notices_come_from_ted_and_the_belgian_site_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPPLIER_GUIDE_NOTICE_HOSTS", raising=False)
    assert Settings().notice_hosts == ("ted.europa.eu", "enot.publicprocurement.be", "www.publicprocurement.be")


@pytest.mark.parametrize(
    "written",
    ["https://ted.europa.eu", "ted.europa.eu/nl", "ted.europa.eu:443", "127.0.0.1", "localhost", "*.europa.eu", "a b.be",
     '["ted.europa.eu"]', "iemand@ted.europa.eu", "::1", "-a.be", "١.be"],
)  # fmt: skip
def test_what_is_no_name_of_a_host_is_refused(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SUPPLIER_GUIDE_NOTICE_HOSTS", written)
    with pytest.raises(ValidationError, match="geen naam van een website"):
        Settings()
