"""Regional desks as pages show them: whom to call when you are stuck."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from supplier_guide.model.reference import Desk
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.wording import listing, phone, site_of


@dataclass(frozen=True, slots=True)
class DeskView:
    """A desk; fields that nobody stated are empty, and so is a region that its name says already."""

    region: str
    name: str
    municipalities: str
    phone: str
    phone_href: str
    email: str
    website: Link | None
    sources: tuple[Link, ...]

    @property
    def reachable(self) -> bool:
        """Whether there is any way to reach it."""
        return bool(self.phone or self.email or self.website)

    @property
    def lacks(self) -> str:
        """What we do not know that a caller would look for."""
        if self.phone or self.email:
            return ""
        return "Geen telefoon of e-mail bekend." if self.website else "Geen telefoon, e-mail of website bekend."


def desk_view(desk: Desk) -> DeskView:
    """Return a desk ready for a page."""
    return DeskView(
        region="" if desk.region.casefold() in desk.name.casefold() else desk.region,
        name=desk.name,
        municipalities=listing(desk.municipalities),
        phone=phone(desk.phone) if desk.phone else "",
        phone_href=f"tel:{desk.phone}" if desk.phone else "",
        email=desk.email or "",
        website=Link(site_of(desk.website), desk.website) if desk.website else None,
        sources=source_links(desk.sources),
    )


def desk_views(desks: Iterable[Desk]) -> tuple[DeskView, ...]:
    """Return the desks that can be reached first."""
    return tuple(sorted(map(desk_view, desks), key=lambda d: not d.reachable))


def source_links(urls: Iterable[str]) -> tuple[Link, ...]:
    """Return sources as links with the name of the website, numbered from the second of a website on."""
    seen: Counter[str] = Counter()
    links = []
    for url in dict.fromkeys(urls):
        name = site_of(url)
        seen[name] += 1
        links.append(Link(name if seen[name] == 1 else f"{name} ({seen[name]})", url))
    return tuple(links)
