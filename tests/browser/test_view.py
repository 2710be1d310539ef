from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect
from support.hostile import NAMES
from support.kuleba import extraction

from graphkit.writers.html import notebook_html

from .conftest import Opened, store_of


def test_it_draws_the_graph_without_any_request(view: Opened) -> None:
    expect(view.page.locator("h1")).to_have_text("Night of missiles")
    expect(view.page.locator("#counts")).to_contain_text("statement")
    assert view.page.title() == "Night of missiles"


def test_a_click_on_a_node_shows_its_facts_with_marked_sentences(view: Opened) -> None:
    view.click_node("Russia")
    assert "Russia" in view.panel
    assert "RUS" in view.panel
    assert "Moscow" in view.panel
    card = view.page.locator("#panel article", has_text="launched 35 missiles").first
    expect(card).to_contain_text("2024-08-26 (“early on Monday”)")
    expect(card).to_contain_text("Dmytro Kuleba")
    expect(card).to_contain_text("0.93")
    expect(card.locator("blockquote")).to_contain_text("Russia launched a barrage of 35 missiles at Ukraine")
    expect(card.locator("mark.trigger")).to_have_text("launched")
    assert card.locator("mark").all_inner_texts() == ["Russia", "launched", "35 missiles", "Ukraine"]
    link = card.locator("a")
    href = link.get_attribute("href") or ""
    assert href.startswith("https://example.org/kuleba#:~:text=Russia%20launched%20a%20barrage%20of%2035,")
    assert href.endswith("Foreign%20Minister%20Dmytro%20Kuleba%20said.")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_click_on_an_edge_shows_the_reports_behind_it(view: Opened) -> None:
    view.click_edge("KN-23", "North Korea")
    assert "KN-23 → North Korea" in view.panel
    assert view.page.locator("#panel article").count() == 2
    assert "The same in another paper" in view.panel
    assert "Some of them were KN-23s made by North Korea." in view.panel


def test_what_is_not_stated_as_fact_is_in_the_panel_and_dashed_when_asked_for(view: Opened) -> None:
    view.click_node("Russia")
    denied = view.page.locator("#panel article.unstated")
    expect(denied.first).to_contain_text("denied")
    expect(denied.first).to_contain_text("Poland")
    assert not view.page.evaluate("() => window.graphkitView.isShown('Poland')")
    view.page.check("#show-unstated")
    assert view.page.evaluate("() => window.graphkitView.isShown('Poland')")
    edge = view.page.evaluate("() => window.graphkitView.edge('Russia', 'Poland')")
    assert edge["dashes"]
    assert edge["label"] == "denied: attack"
    assert not view.page.evaluate("() => window.graphkitView.edge('Russia', 'Ukraine')")["dashes"]


def test_more_reports_make_a_wider_line(view: Opened) -> None:
    page = view.page
    both = page.evaluate("() => window.graphkitView.edge('Russia', 'Ukraine').width")
    page.locator("#documents label", has_text="another paper").locator("input").uncheck()
    assert page.evaluate("() => window.graphkitView.edge('Russia', 'Ukraine').width") < both


def test_search_suggests_and_leads_to_the_name(view: Opened) -> None:
    view.page.fill("#search", "mosc")
    option = view.page.locator("#suggestions li").first
    expect(option).to_contain_text("Moscow")
    expect(option).to_contain_text("Russia")
    view.page.press("#search", "Enter")
    assert view.page.inner_text("#panel h2") == "Russia"
    view.page.fill("#search", "zzz")
    expect(view.page.locator("#suggestions")).to_contain_text("Nothing found")
    view.page.press("#search", "Escape")
    expect(view.page.locator("#suggestions")).to_be_hidden()


def test_search_shows_what_the_filters_hide(view: Opened) -> None:
    view.page.locator("#kinds label", has_text="State").locator("input").uncheck()
    assert not view.page.evaluate("() => window.graphkitView.isShown('Poland')")
    view.page.fill("#search", "poland")
    view.page.press("#search", "Enter")
    assert view.page.evaluate("() => window.graphkitView.isShown('Poland')")


def test_filters_by_class_and_relation_and_date(view: Opened) -> None:
    page = view.page
    shown = "(name) => window.graphkitView.isShown(name)"
    assert page.evaluate(shown, "KN-23")
    page.locator("#kinds label", has_text="Weapon").locator("input").uncheck()
    assert not page.evaluate(shown, "KN-23")
    page.click("#reset-button")
    assert page.evaluate(shown, "KN-23")
    page.locator("#relations label", has_text="manufactured by").locator("input").uncheck()
    assert not page.evaluate(shown, "KN-23")
    page.click("#reset-button")
    page.fill("#since", "2024-08-27")
    assert not page.evaluate(shown, "35 missiles")
    page.fill("#since", "2024-08-26")
    assert page.evaluate(shown, "35 missiles")


def test_filter_by_confidence(view: Opened) -> None:
    page = view.page
    page.evaluate(
        "() => { const c = document.querySelector('#confidence'); c.value = 0.95; c.dispatchEvent(new Event('input')) }"
    )
    assert page.evaluate("() => window.graphkitView.isShown('KN-23')")
    assert not page.evaluate("() => window.graphkitView.isShown('35 missiles')")


def test_the_table_shows_the_same_facts_and_sorts(view: Opened) -> None:
    page = view.page
    page.click("#table-button")
    rows = page.locator("#table tbody tr")
    assert f"{rows.count()} statements" in page.inner_text("#counts")
    page.click("#table th button:has-text('Confidence')")
    page.click("#table th button:has-text('Confidence')")
    expect(page.locator("#table th[aria-sort=descending]")).to_have_text("Confidence")
    expect(rows.first).to_contain_text("Foreign Minister")
    rows.first.locator("button").click()
    assert page.inner_text("#panel h2") == "Dmytro Kuleba"


def test_it_can_be_used_with_the_keyboard_alone(view: Opened) -> None:
    page = view.page
    page.keyboard.press("/")
    page.keyboard.type("kuleba")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Dmytro Kuleba"
    assert page.evaluate("() => document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.id") == "network"
    assert not page.is_visible("#panel")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#panel h2")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    assert page.is_visible("#panel")
    assert first


def test_dark_mode_changes_the_colours(view: Opened) -> None:
    before = view.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    view.page.click("#theme-button")
    assert view.page.evaluate("() => getComputedStyle(document.body).backgroundColor") != before


def test_an_event_without_an_actor_is_a_node_of_its_own(view: Opened) -> None:
    view.click_node("killed")
    assert "Two civilians were killed in Odesa." in view.panel
    assert "actor not named" in view.panel


def test_hostile_text_is_shown_and_never_run(hostile: Opened) -> None:
    page = hostile.page
    assert page.title() == "</title><script>alert('title')</script>"
    assert page.evaluate("() => document.querySelectorAll('img, script:not([type]), iframe').length") == 2
    page.fill("#search", "alert('name')")
    expect(page.locator("#suggestions li").first).to_contain_text("<script>alert('name')</script>")
    page.press("#search", "Enter")
    assert page.inner_text("#panel h2") == "<script>alert('name')</script>"
    assert "<i>theme</i>" in hostile.panel
    assert "<b>other</b>" in hostile.panel
    assert page.locator("#panel a").count() == 0
    page.click("#table-button")
    assert page.locator("#table tbody tr").count() == len(NAMES)
    assert page.evaluate("() => document.querySelectorAll('img, script:not([type]), iframe').length") == 2
    assert page.evaluate("() => document.querySelectorAll('a[href^=\"javascript\"]').length") == 0


def test_hostile_names_stay_text_wherever_they_are_shown(hostile: Opened) -> None:
    page = hostile.page
    for name in NAMES:
        page.fill("#search", name)
        page.press("#search", "Enter")
        assert page.inner_text("#panel h2").split() == name.split()
        page.click("#panel >> text=Pin")
        page.click("#panel >> text=Focus")
        expect(page.locator("#state")).to_contain_text(name[:20].strip())
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert "<script>alert('name')</script>" in (page.text_content("#sheet") or "")
    assert page.evaluate("() => document.querySelectorAll('img, script:not([type]), iframe').length") == 2
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><title>n</title>{notebook_html(store_of(extraction()))}", encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    expect(frame.locator("#counts")).to_contain_text("statement")
    assert page.evaluate("() => document.querySelector('iframe').contentDocument") is None
    context.close()


def test_the_page_is_one_file_and_names_no_other(kuleba_page: Path) -> None:
    text = kuleba_page.read_text(encoding="utf-8")
    assert "<link" not in text
    assert "<script src" not in text
    assert "cdn." not in text.lower()
