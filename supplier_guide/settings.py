"""Settings: one frozen object, read once from the environment and passed as an argument.

Each setting is an environment variable with the prefix ``SUPPLIER_GUIDE_``.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

LogLevel = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(str.lower)]

NOTICE_HOSTS = ("ted.europa.eu", "enot.publicprocurement.be", "www.publicprocurement.be")
"""TED and the Belgian e-procurement."""
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def _names_of_hosts(value: Any) -> Any:
    """Return the names in a list with commas; raises ValueError for what is no name, such as an address or a path."""
    if not isinstance(value, str):
        return value
    names = [name.strip().lower().rstrip(".") for name in value.split(",") if name.strip()]
    wrong = [name for name in names if not _HOST.fullmatch(name)]
    if wrong:
        message = f"“{wrong[0]}” is geen naam van een website; geef namen zoals ted.europa.eu, met een komma ertussen"
        raise ValueError(message)
    return tuple(dict.fromkeys(names))


# Taken as it is written, not as JSON.
Hosts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names_of_hosts)]

# Not only this machine, but no address to go to either.
_ANY_ADDRESS = {"127.0.0.1", "0.0.0.0", "::", "::1"}  # noqa: S104 - compared, not bound


class Settings(BaseSettings):
    """Everything that differs between two installations."""

    model_config = SettingsConfigDict(env_prefix="SUPPLIER_GUIDE_", frozen=True, extra="ignore")

    data_dir: Path = Field(default=Path("data"), description="Folder for the store, the index and caches.")
    database_url: str | None = Field(default=None, description="SQLAlchemy URL; empty = SQLite under DATA_DIR.")
    search_url: str = Field(default="embedded:", description="The engine; so far only `embedded:`.")
    public_url: str = Field(default="", description="Address under which visitors reach us; empty = HOST and PORT.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    rate_limit: int = Field(default=0, ge=0, description="API requests per minute and address; 0 = no limit.")
    costly_limit: int = Field(default=0, ge=0, description="Matches per minute and address; 0 = no limit.")
    trusted_proxies: str = Field(default="127.0.0.1,::1", description="Proxies whose word on the visitor counts.")
    notice_hosts: Hosts = Field(default=NOTICE_HOSTS, description="Sites to fetch notices from; empty = none.")
    geocoder: str = Field(default="", description="geopy geocoder class for imported addresses, such as `nominatim`.")
    geocoder_url: str = Field(default="", description="Base URL of the geocoder, without a path.")
    geocoder_timeout: float = Field(default=5.0, gt=0, description="Seconds to wait for the geocoder.")
    log_level: LogLevel = Field(default="info", description="debug, info, warning or error.")

    @property
    def store_url(self) -> str:
        """Return the SQLAlchemy URL of the store."""
        return self.database_url or f"sqlite:///{self.data_dir / 'store.sqlite'}"

    @property
    def local_url(self) -> str:
        """Return the address at which this machine reaches the service."""
        host = "localhost" if self.host in _ANY_ADDRESS else f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def site_url(self) -> str:
        """Return the address under which visitors reach the service, without a slash at the end."""
        return self.public_url.rstrip("/") or self.local_url

    @property
    def index_dir(self) -> Path:
        """Return the folder of the embedded index."""
        return self.data_dir / "index"
