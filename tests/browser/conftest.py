"""The whole service in a real browser: the seed, a real server on a port, a real Chromium."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from supplier_guide.cli.serving import prepare
from supplier_guide.directory.opening import open_library
from supplier_guide.settings import Settings
from supplier_guide.web.app import create_app

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TODAY = date(2026, 11, 25)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a running service with the seed."""
    library = open_library(Settings(data_dir=Path(tmp_path_factory.mktemp("browser"))))
    prepare(library)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(library, today=lambda: TODAY, follow=False)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    library.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser; each test opens a context of its own in it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Someone with a window of some size; remembers what went wrong and what was asked of others."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page and wait until it is loaded."""
        self.page.goto(self.site + path, wait_until="load")
        return self.page

    def faults(self, *, only: str = "") -> list[str]:
        """Return what axe finds on the page as it is now (by one rule or all), and what sticks out of the window."""
        run = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": RULES}
        found = Axe().run(self.page, options={"runOnly": run})
        faults = [
            f"{v['id']}: {v['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for v in found.response["violations"]
            for node in v["nodes"]
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [*faults, *([f"{wide} px wider than the window"] if wide > 0 else [])]


@dataclass
class Windows:
    """Opens windows for visitors."""

    browser: Browser
    site: str
    opened: list[tuple[BrowserContext, Visitor]] = field(default_factory=list)

    def open(
        self, width: int = 1280, *, scheme: str = "light", scripts: bool = True, height: int = 900, forced: bool = False
    ) -> Visitor:
        """Return a visitor with a new window."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            forced_colors="active" if forced else "none",
            locale="nl-BE",
        )
        visitor = Visitor(context.new_page(), self.site)
        visitor.page.on("console", lambda message: _note(visitor, message))
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"error: {error}"))
        visitor.page.on("request", lambda request: _third_party(visitor, request))
        self.opened.append((context, visitor))
        return visitor


def _note(visitor: Visitor, message: ConsoleMessage) -> None:
    # A page with an error status is such a page: the browser says so too.
    if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
        visitor.complaints.append(f"{message.type}: {message.text}")


def _third_party(visitor: Visitor, request: Request) -> None:
    if not request.url.startswith((visitor.site, "data:")):
        visitor.complaints.append(f"asked elsewhere: {request.url}")


@pytest.fixture
def windows(chromium: Browser, site: str) -> Iterator[Windows]:
    """Return what opens windows; at the end nothing may have gone wrong in any of them."""
    made = Windows(chromium, site)
    yield made
    complaints = [c for _, visitor in made.opened for c in visitor.complaints]
    for context, _ in made.opened:
        context.close()
    assert complaints == []
