"""Static files: style, scripts, fonts and maps, under an address that holds a hash of their contents.

A file that changes gets another address, so browsers may keep each one for ever. References between files
(``url(…)`` in the style, ``import … from`` in scripts) are rewritten to those addresses. Everything is read
and compressed once, when the process starts.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import FastAPI, Request, Response

from supplier_guide import paths
from supplier_guide.errors import NotFoundError
from supplier_guide.web.outlines import land_svg

ROOT = "/static/"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_REFERENCE = re.compile(rb"""(?P<before>url\(|from |import )(?P<quote>["'])(?P<path>\./[\w./-]+)(?P=quote)""")
_A_DAY = {"Cache-Control": "public, max-age=86400"}
# Fonts are compressed already; the rest shrinks to a third.
_PACKED = {".woff2"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file, ready to send; ``packed`` is its gzip form when that is smaller."""

    address: str
    media_type: str
    body: bytes
    packed: bytes | None


class Assets:
    """All static files by name (``site.css``) and by address."""

    def __init__(self, sources: Mapping[str, bytes]) -> None:
        """Prepare every file of ``sources``: names relative to the folder, with their contents."""
        self._sources = sources
        self._by_name: dict[str, Asset] = {}
        for name in sources:
            self._prepare(name)
        self._by_address = {asset.address: asset for asset in self._by_name.values()}

    def address(self, name: str) -> str:
        """Return the address of a file, for templates; an unknown name is a mistake of ours."""
        return self._by_name[name].address

    def body(self, name: str) -> bytes:
        """Return the contents as served."""
        return self._by_name[name].body

    def at(self, address: str) -> Asset:
        """Return the file under an address, or raise `NotFoundError`."""
        found = self._by_address.get(address)
        if found is None:
            raise NotFoundError("unknown_file", "Dit bestand bestaat niet (meer). Laad de pagina opnieuw.")
        return found

    def _prepare(self, name: str) -> Asset:
        if name in self._by_name:
            return self._by_name[name]
        folder = Path(name).parent
        body = _REFERENCE.sub(lambda match: self._rewrite(match, folder), self._sources[name])
        kind = Path(name).suffix
        digest = hashlib.sha256(body).hexdigest()[:10]
        asset = Asset(
            address=f"{ROOT}{Path(name).stem}.{digest}{kind}",
            media_type=MEDIA_TYPES[kind],
            body=body,
            packed=None if kind in _PACKED else gzip.compress(body, 9, mtime=0),
        )
        self._by_name[name] = asset
        return asset

    def _rewrite(self, match: re.Match[bytes], folder: Path) -> bytes:
        target = self._prepare((folder / match["path"].decode()).as_posix())
        return match["before"] + match["quote"] + target.address.encode() + match["quote"]


@cache
def load_assets() -> Assets:
    """Read the folder ``templates/shared`` and draw the outlines; once per process."""
    folder = paths.templates("shared")
    files = {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.suffix in MEDIA_TYPES
    }
    return Assets({**files, "land.svg": land_svg()})


def mount_assets(app: FastAPI) -> None:
    """Let an application serve the static files."""
    load_assets()
    app.add_api_route("/static/{name}", static_file, methods=["GET"], include_in_schema=False)
    app.add_api_route("/favicon.ico", favicon, methods=["GET"], include_in_schema=False)


def favicon() -> Response:
    """Send the icon to those who look for it where it always stood."""
    return Response(load_assets().body("icon.svg"), media_type=MEDIA_TYPES[".svg"], headers=_A_DAY)


def static_file(name: str, request: Request) -> Response:
    """Send a static file; it may be kept for a year, since its address changes with its contents."""
    asset = load_assets().at(ROOT + name)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    body = asset.body
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = asset.packed
    return Response(body, media_type=asset.media_type, headers=headers)
