from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.crowd import crowd
from support.hostile import hostile_extraction
from support.kuleba import article, extraction

from graphkit.graph.assertions import to_quads
from graphkit.graph.store import Store
from graphkit.iri import document_iri
from graphkit.model import Extraction
from graphkit.writers.html import write_view


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def store_of(*extractions: Extraction) -> Store:
    store = Store.open(None)
    for found in extractions:
        store.add(document_iri(found.article.id), to_quads(found))
    return store


class Opened:
    """A page opened from its file without a network, with everything that went wrong on it."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.context.set_offline(True)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: (self.errors.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready=true]")

    def position(self, name: str) -> tuple[float, float]:
        """Middle of a node, in pixels of the window."""
        return self.page.evaluate("(name) => window.graphkitView.where(name)", name)

    def click_node(self, name: str) -> None:
        self.page.mouse.click(*self.position(name))

    def click_edge(self, subject: str, object: str) -> None:
        (x1, y1), (x2, y2) = self.position(subject), self.position(object)
        self.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)

    @property
    def panel(self) -> str:
        return self.page.inner_text("#panel") if self.page.is_visible("#panel") else ""


def _open(browser: Browser, path: Path) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    opened = Opened(context.new_page(), path)
    yield opened
    assert opened.errors == []
    # what a page makes itself, to save it or to paint it, is no request to anybody
    assert [url for url in opened.requests if not url.startswith(("blob:", "data:"))] == [path.as_uri()]
    context.close()


@pytest.fixture(scope="session")
def kuleba_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    second = replace(extraction(), article=article(id="other.txt", title="The same in another paper", url=None))
    path = tmp_path_factory.mktemp("view") / "graph.html"
    return write_view(store_of(extraction(), second), path, title="Night of missiles")


@pytest.fixture
def view(browser: Browser, kuleba_page: Path) -> Iterator[Opened]:
    yield from _open(browser, kuleba_page)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "hostile.html"
    found = hostile_extraction()
    return write_view(store_of(found), path, title=found.article.title or "")


@pytest.fixture
def hostile(browser: Browser, hostile_page: Path) -> Iterator[Opened]:
    yield from _open(browser, hostile_page)


@pytest.fixture(scope="session")
def overview_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("view")
    return write_view(Store.open(crowd(folder / "crowd.nq", 2500)), folder / "overview.html", title="Harbours")


@pytest.fixture
def overview(browser: Browser, overview_page: Path) -> Iterator[Opened]:
    yield from _open(browser, overview_page)
