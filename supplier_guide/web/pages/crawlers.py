"""For crawlers: the sitemap in parts of at most 50,000 addresses, and robots.txt."""

from collections.abc import Iterable, Iterator
from typing import Annotated
from xml.sax.saxutils import escape

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory.browsing import published
from supplier_guide.errors import NotFoundError
from supplier_guide.rules import pages
from supplier_guide.web.access import parts_of
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.visit import Visit, packed, visit
from supplier_guide.web.replies import tagged

router = APIRouter(include_in_schema=False)
LARGEST = 50_000
XML = "application/xml"
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
FIXED = (
    "/",
    "/zoeken",
    "/opdracht",
    "/voorbehouden",
    "/voorbehouden/teksten",
    "/matching",
    "/regels",
    "/a-z",
    "/sociale-economie",
    "/contact",
    "/over",
    "/toegankelijkheid",
    "/privacy",
)


@router.get("/sitemap.xml")
def sitemap_index(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """List the parts of the sitemap."""
    parts = _parts(visit)
    names = ["/sitemap-paginas.xml", *(f"/sitemap-ondernemingen-{n}.xml" for n in range(1, parts + 1))]
    body = "".join(f"<sitemap><loc>{escape(visit.public_url + name)}</loc></sitemap>" for name in names)
    return _xml(visit, f"<sitemapindex {_SPACE}>{body}</sitemapindex>")


@router.get("/sitemap-paginas.xml")
def sitemap_pages(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """List the fixed pages, the rubrics and the places."""
    return _xml(visit, _urlset(visit, ((path, "") for path in _pages(visit))))


@router.get("/sitemap-ondernemingen-{part}.xml")
def sitemap_enterprises(part: int, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """List one part of the enterprises, with the day on which each last changed."""
    rows = published(visit.library, offset=(part - 1) * LARGEST, limit=LARGEST) if 0 < part <= _parts(visit) else []
    if not rows:
        raise NotFoundError("unknown_part", "Dit deel van de sitemap bestaat niet.")
    return _xml(visit, _urlset(visit, ((addresses.enterprise(i), at.date().isoformat()) for i, at in rows)))


@router.get("/robots.txt")
def robots(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Let crawlers in, except into endless combinations of filters."""
    text = f"User-agent: *\nDisallow: /zoeken?\nDisallow: /api/\nSitemap: {visit.public_url}/sitemap.xml\n"
    return tagged(visit.request, text.encode(), "text/plain; charset=utf-8")


def _parts(visit: Visit) -> int:
    return -(-visit.overview.total // LARGEST)


def _pages(visit: Visit) -> Iterator[str]:
    library = visit.library
    yield from FIXED
    yield from (f"/regels/{rule.id}" for rule in pages(parts_of(visit.request).rules))
    yield from (library.catalogue.rubric_address(r) for r in library.catalogue.rubrics)
    yield from (addresses.place(p) for p in library.gazetteer.provinces())
    yield from (addresses.place(p) for p in library.gazetteer.municipalities())


def _urlset(visit: Visit, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(
        f"<url><loc>{escape(visit.public_url + path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in rows
    )
    return f"<urlset {_SPACE}>{body}</urlset>"


def _xml(visit: Visit, content: str) -> Response:
    body = f'<?xml version="1.0" encoding="UTF-8"?>{content}'.encode()
    return packed(visit.request, tagged(visit.request, body, XML))
