"""The page to ask from, in headless Chromium, without a network but the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from graphkit.graph.questions import question

from .conftest import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    page = browser.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(server.address + "sparql")
    yield page
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []
    assert faults == []
    page.close()


def ask(page: Page, query: str) -> None:
    page.fill("#query", query)
    page.click("#ask")


def test_rows_triples_and_truths_are_shown(page: Page) -> None:
    ask(page, "SELECT ?who ?label WHERE { ?who gk:launched ?what . ?what rdfs:label ?label }")
    expect(page.locator("#message")).to_contain_text("1 row in")
    assert page.locator("#answer td").all_text_contents() == ["state:russia", "35 missiles"]
    assert (
        page.get_attribute("#answer td a", "href")
        == "resource?iri=https%3A%2F%2Fw3id.org%2Fgraphkit%2Fresource%2Fstate%2Frussia"
    )
    ask(page, "CONSTRUCT WHERE { ?a gk:launched ?b }")
    expect(page.locator("#answer pre")).to_contain_text("gk:launched")
    ask(page, "ASK { ?x gk:rescued ?y }")
    expect(page.locator("#answer pre")).to_have_text("No")


def test_a_question_is_chosen_and_asked(page: Page) -> None:
    page.select_option("#question", label=question("launches").title)
    expect(page.locator("#answer")).to_contain_text("35 missiles")
    assert page.input_value("#query") == question("launches").text


def test_a_mistake_is_told_and_shown_in_its_place(page: Page) -> None:
    ask(page, "SELECT ?x\nWHERE { ?x gk:lauched ?y }")
    expect(page.locator("#message.bad")).to_contain_text("Did you mean gk:launched?")
    assert page.evaluate("document.getElementById('query').selectionStart") == len("SELECT ?x\nWHERE { ?x ")


def test_text_from_the_graph_stays_text(page: Page) -> None:
    ask(page, "SELECT ('<img src=x onerror=alert(1)>' AS ?x) {}")
    expect(page.locator("#answer td")).to_have_text("<img src=x onerror=alert(1)>")
    assert page.locator("#answer img").count() == 0


def test_a_query_is_stopped(page: Page, server: Server) -> None:
    ask(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.click("#stop")
    expect(page.locator("#message")).to_have_text("Stopped.")
    while server.client.get("health").json()["running"]:
        pass


def test_an_answer_is_downloaded(page: Page) -> None:
    page.fill("#query", "SELECT ?who WHERE { ?who gk:launched ?what }")
    with page.expect_download() as waiting:
        page.click("#download")
    assert waiting.value.suggested_filename == "answer.csv"
    assert "state/russia" in waiting.value.path().read_text()


def test_an_answer_is_drawn(page: Page) -> None:
    page.fill("#query", "SELECT ?who ?what WHERE { ?a gk:launched ?b . ?a rdfs:label ?who . ?b rdfs:label ?what }")
    page.click("#draw")
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate("window.graphkitView.lines()") == [["Russia", "35 missiles"]]
    assert "query=SELECT" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_accessibility_violation(browser: Browser, server: Server, scheme: str) -> None:
    page = browser.new_page(bypass_csp=True, color_scheme=scheme)
    page.goto(server.address + "sparql")
    page.select_option("#question", label=question("positions").title)
    expect(page.locator("#answer table")).to_be_visible()
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    page.close()
