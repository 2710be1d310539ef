"""A graph of more names than a drawing has room for opens as communities."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from .conftest import Opened

DRAWN = "() => window.graphkitView.drawn()"


def open_community(view: Opened, number: int) -> None:
    name = view.page.evaluate("(n) => window.graphkitView.communities()[n]", number)
    view.page.mouse.click(*view.position(name))


def test_it_opens_with_communities_and_counts_all_names(overview: Opened) -> None:
    drawn = overview.page.evaluate(DRAWN)
    assert 5 < len(drawn) < 200
    assert set(drawn) <= set(overview.page.evaluate("() => window.graphkitView.communities()"))
    expect(overview.page.locator("#counts")).to_have_text("2,500 names, 2,500 statements")


def test_a_click_opens_a_community_and_tells_who_is_in_it(overview: Opened) -> None:
    page = overview.page
    before = page.evaluate(DRAWN)
    open_community(overview, 0)
    expect(page.locator("#panel")).to_contain_text("Most reported")
    after = page.evaluate(DRAWN)
    assert len(after) > len(before) + 20
    name = page.locator("#panel .names button").first.inner_text()
    assert name in after
    page.locator("#panel .names button").first.click()
    expect(page.locator("#panel blockquote").first).to_contain_text("visited")
    expect(page.locator("#panel mark").first).to_be_visible()
    page.locator("#state [aria-label='Close this community']").click()
    assert page.evaluate(DRAWN) == before


def test_search_opens_the_community_of_a_name(overview: Opened) -> None:
    page = overview.page
    page.fill("#search", "visitor 1234")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "Visitor 1234"
    assert page.evaluate("() => window.graphkitView.isShown('Visitor 1234')")
    expect(page.locator("#panel blockquote")).to_have_text("Visitor 1234 visited Harbour 24.")


def test_the_keyboard_opens_a_community(overview: Opened) -> None:
    page = overview.page
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel")).to_contain_text("Community of")
    page.keyboard.press("Enter")
    assert "Harbour" in " ".join(page.evaluate(DRAWN))
    expect(page.locator("#state .chip")).to_have_count(1)


def test_a_line_between_communities_leads_to_its_reports(overview: Opened) -> None:
    page = overview.page
    line = page.evaluate("() => window.graphkitView.lines()[0]")
    overview.click_edge(*line)
    expect(page.locator("#panel blockquote").first).to_contain_text("visited")


def test_the_table_reads_what_it_shows(overview: Opened) -> None:
    page = overview.page
    page.click("#table-button")
    expect(page.locator("#table tbody tr")).to_have_count(200)
    page.click("#table th button:has-text('Sentence')")
    expect(page.locator("#table tbody tr").first).to_contain_text("Harbour 0 visited Harbour 1.")


def test_whole_graph_closes_what_was_opened(overview: Opened) -> None:
    before = overview.page.evaluate(DRAWN)
    open_community(overview, 1)
    overview.page.click("#fit-button")
    assert overview.page.evaluate(DRAWN) == before


def test_it_has_no_accessibility_violation(browser: Browser, overview_page: Path) -> None:
    context = browser.new_context(bypass_csp=True, offline=True)
    page = context.new_page()
    page.goto(overview_page.as_uri())
    page.wait_for_selector("html[data-ready=true]")
    page.fill("#search", "visitor 1234")
    page.press("#search", "Enter")
    page.click("#panel >> text=Pin")
    page.click("#save-menu summary")
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['help']}" for v in found] == []
    context.close()
