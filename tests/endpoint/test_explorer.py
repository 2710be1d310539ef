"""The explorer's pages in headless Chromium: what each shows, where it leads, and that nothing of an article runs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from support.hostile import NAMES, hostile_extraction

from graphkit.iri import document_iri

from .conftest import Server

pytestmark = pytest.mark.browser
HOSTILE = document_iri(hostile_extraction().article.id)


@pytest.fixture
def page(browser: Browser, library: Server) -> Iterator[Page]:
    context = browser.new_context(base_url=library.address, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    yield page
    assert [url for url in asked if not url.startswith((library.address, "data:", "blob:"))] == []
    assert faults == []
    context.close()


def of(iri: str) -> str:
    return "resource?iri=" + quote(iri, safe="")


def test_the_start_page_counts_and_leads_to_those_reported_most(page: Page) -> None:
    page.goto("")
    expect(page.locator(".counts div").first).to_contain_text("3")
    page.click("section[aria-labelledby=actors] a:has-text('Dmytro Kuleba')")
    expect(page.locator("h1")).to_have_text("Dmytro Kuleba")
    assert page.url.endswith("/entity/person/dmytro-kuleba")


def test_suggestions_are_chosen_by_the_keyboard(page: Page) -> None:
    page.goto("documents")
    page.keyboard.press("/")
    page.keyboard.type("ukra")
    expect(page.locator("#suggestions li")).to_have_text(["UkraineState"])
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "suggestion-0"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Ukraine")


def test_search_finds_names_by_any_spelling_and_passages_of_texts(page: Page) -> None:
    page.goto("")
    page.fill("#search", "MOSCOW")
    page.click(".search button")
    assert page.url.endswith("search?q=MOSCOW")
    assert page.locator(".found a").all_inner_texts() == ["Russia"]
    assert page.locator("blockquote mark").all_inner_texts() == ["Moscow", "Moscow"]
    expect(page.locator("blockquote").first).to_have_text("Moscow denied that it had attacked Poland.")
    page.goto("search?q=nothing%20of%20the%20kind")
    expect(page.locator("main")).to_contain_text("No text has these words.")
    page.goto("search?kind=WeaponSystem")
    assert page.locator(".found a").all_inner_texts() == ["KN-23"]


def test_a_name_has_positions_relations_events_coactors_and_documents(page: Page) -> None:
    page.goto("entity/person/dmytro-kuleba")
    expect(page.locator(".offices li")).to_contain_text("Foreign Minister, Ukraine")
    expect(page.locator(".offices small")).to_have_text("reported 2024-08-26 to 2024-09-02 · 2 documents")
    page.goto("entity/state/russia")
    expect(page.locator(".kind").first).to_have_text("State · also Moscow")
    expect(page.locator(".head dl")).to_contain_text("RUS")
    assert page.locator(".relations th").all_inner_texts() == ["attacked →", "launched →"]
    expect(page.locator(".relations tr").first).to_contain_text("Ukraine")
    assert page.locator(".timeline a").count() == 1
    expect(page.locator(".happened li")).to_have_count(2)
    expect(page.locator(".happened li").first).to_contain_text("2024-08-26")
    assert page.locator("aside .ranked .name").all_inner_texts() == ["Dmytro Kuleba", "Ukraine", "Poland"]
    assert page.locator(".papers a").all_inner_texts() == ["The same a week later", "Kuleba asks partners for help"]
    expect(page.locator("#statements")).to_have_text("Statements 6")
    denied = page.locator(".card.unstated")
    expect(denied.first).to_contain_text("denied")
    expect(denied.first.locator("mark.trigger")).to_have_text("attacked")


def test_a_relation_leads_to_its_sentences_in_one_click(page: Page) -> None:
    page.goto("entity/state/russia")
    page.click(".relations tr:has-text('attacked') .reports")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".filter")).to_contain_text("Only attacked with Ukraine")
    expect(page.locator("blockquote mark.subject").first).to_have_text("Russia")
    page.click(".filter a")
    expect(page.locator(".card")).to_have_count(6)


def test_a_bar_of_the_timeline_keeps_the_statements_of_its_days(page: Page) -> None:
    page.goto("entity/state/russia")
    page.locator(".timeline a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".filter")).to_contain_text("from 2024-08-26 to 2024-08-26")
    expect(page.locator(".card .claim b")).to_have_text(["launched", "launched"])


def test_an_event_has_its_roles_its_speaker_and_who_reports_it(page: Page) -> None:
    page.goto("node/kuleba.txt/launch")
    roles = dict(
        zip(page.locator("th").all_inner_texts(), page.locator(".relations td").all_inner_texts(), strict=True)
    )
    assert {name: words.strip() for name, words in roles.items()} == {
        "agent": "Russia",
        "patient": "35 missiles",
        "target": "Ukraine",
        "when": "2024-08-26 “early on Monday”",
        "who says so": "Dmytro Kuleba",
        "polarity": "positive",
        "modality": "actual",
        "tense": "past",
        "recognised by": "launch-verb",
    }
    page.click("aside a:has-text('said')")
    expect(page.locator(".kind").first).to_have_text("Event · statement")


def test_a_document_shows_its_text_with_marks_and_hovering_shows_the_triple(page: Page) -> None:
    page.goto("document/kuleba.txt")
    trigger = page.locator("a.m:has-text('urged')")
    assert (trigger.get_attribute("title") or "").startswith("Dmytro Kuleba — urged → Asian partners")
    trigger.hover()
    lit = page.locator(".text .lit[data-role]")
    assert [(e.inner_text(), e.get_attribute("data-role")) for e in lit.all()] == [
        ("Kuleba", "agent"),
        ("Asian partners", "patient"),
    ]
    page.hover(".notes li:has-text('launch')")
    expect(page.locator(".text .lit[data-role=says]")).to_have_text("Dmytro Kuleba")
    page.click(".text span.m:has-text('Poland')")
    expect(page.locator("h1")).to_have_text("Poland")
    page.click(".card .source a")
    expect(page.locator(".notes li:target")).to_contain_text("attacked")


def test_the_graph_loads_what_lies_around_a_name_and_then_more(page: Page) -> None:
    page.goto("entity/weapon/kn-23")
    page.click("text=Draw what lies around it")
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate("window.graphkitView.drawn().sort()") == ["KN-23", "North Korea"]
    page.mouse.click(*page.evaluate("window.graphkitView.where('North Korea')"))
    expect(page.locator("#panel blockquote").first).to_contain_text("made by North Korea")
    page.click("#panel >> text=Open page")
    expect(page.locator("h1")).to_have_text("North Korea")
    page.goto("graph?iri=" + quote("https://w3id.org/graphkit/resource/state/poland"))
    page.wait_for_selector("html[data-ready=true]")
    expect(page.locator("#show-unstated")).to_be_checked()  # only a denial tells of Poland
    page.mouse.click(*page.evaluate("window.graphkitView.where('Russia')"))
    page.click("#panel >> text=Load neighbours")
    page.wait_for_selector("html[data-ready=true]")
    assert {"Poland", "Russia", "Ukraine"} <= set(page.evaluate("window.graphkitView.drawn()"))
    assert page.url.count("iri=") == 2


def test_the_map_shows_places_with_coordinates(page: Page) -> None:
    page.goto("")
    page.click("nav >> text=Map")
    page.click(".map a:has-text('Odesa')")
    expect(page.locator("h1")).to_have_text("Odesa")


def test_without_coordinates_there_is_no_map(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    page.goto(server.address)
    assert page.locator("nav >> text=Map").count() == 0
    answer = page.goto(server.address + "map")
    assert answer is not None and answer.status == 404
    page.close()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "search?q=" + quote("<script>"),
        of(HOSTILE),
        "documents",
        "graph",
        of("https://w3id.org/graphkit/resource/state/n0"),
    ],
    ids=["start", "search", "document", "documents", "graph", "entity"],
)
def test_hostile_texts_are_shown_as_text(page: Page, path: str) -> None:
    page.goto(path)
    assert page.locator("img, main script, b b").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_and_addresses_come_through_whole(page: Page) -> None:
    page.goto(of(HOSTILE))
    expect(page.locator("h1")).to_have_text("</title><script>alert('title')</script>")
    expect(page.locator(".kind").first).to_contain_text("javascript:alert('url')")
    shown = page.evaluate("[...document.querySelectorAll('.text')].map((e) => e.textContent).join('')")
    assert shown == hostile_extraction().article.text
    page.goto("search?kind=State")
    names = page.locator(".found a span").all_text_contents()
    assert {name.replace("\u2028", " ") for name in NAMES} <= {name.replace("\u2028", " ") for name in names}


def test_the_choice_of_light_or_dark_stays(page: Page) -> None:
    page.goto("")
    page.click("#theme-button")
    page.goto("entity/state/russia")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto("graph")
    page.wait_for_selector("html[data-ready=true]")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


PAGES = {
    "start": "",
    "name": "entity/state/russia",
    "event": "node/kuleba.txt/launch",
    "document": "document/kuleba.txt",
    "hostile": of(HOSTILE),
    "documents": "documents",
    "search": "search?q=missiles",
    "graph": "graph",
    "map": "map",
    "term": of("https://w3id.org/graphkit/ontology#launched"),
    "nothing": "entity/no/such",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_an_accessibility_violation(browser: Browser, library: Server, scheme: str) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, base_url=library.address)
    page = context.new_page()
    found = {}
    for name, path in PAGES.items():
        page.goto(path)
        found[name] = [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]]
    assert found == {name: [] for name in PAGES}
    context.close()


def test_every_page_can_be_walked_by_the_keyboard(page: Page) -> None:
    page.goto("entity/state/russia")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Draw what lies around it")
