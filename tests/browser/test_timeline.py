from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Opened

SHOWN = "(name) => window.graphkitView.isShown(name)"


def test_bars_tell_when_things_happened(view: Opened) -> None:
    expect(view.page.locator("#timeline")).to_be_visible()
    expect(view.page.locator("#bars")).to_have_attribute(
        "aria-label", "Statements over time: 2 dated statements, most in one span: 2"
    )
    assert view.page.inner_text("#first-day") == "2024-08-26"


def test_the_handles_choose_a_span_and_give_it_back(overview: Opened) -> None:
    page = overview.page
    page.select_option("#clock", "reported")
    all_of_it = page.inner_text("#counts")
    page.focus("#time-from")
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#since")).not_to_have_value("")
    assert page.get_attribute("#time-from", "aria-valuetext") == page.input_value("#since")
    expect(page.locator("#chosen-days")).to_contain_text(page.input_value("#since"))
    assert page.inner_text("#counts") != all_of_it
    front = page.locator("#bars .on").first
    assert float(front.get_attribute("height") or 1) == 0
    assert float(page.locator("#bars .all").first.get_attribute("height") or 0) > 0
    page.click("#all-times")
    expect(page.locator("#since")).to_have_value("")
    assert page.inner_text("#counts") == all_of_it


def test_a_date_moves_the_handles(view: Opened) -> None:
    page = view.page
    page.fill("#since", "2024-08-27")
    assert not page.evaluate(SHOWN, "35 missiles")
    expect(page.locator("#chosen-days")).to_contain_text("2024-08-27")
    page.select_option("#clock", "reported")
    assert page.evaluate(SHOWN, "35 missiles")
    page.fill("#until", "2024-08-25")
    assert not page.evaluate(SHOWN, "35 missiles")
