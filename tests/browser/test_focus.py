from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Opened

SHOWN = "(name) => window.graphkitView.isShown(name)"


def find(view: Opened, name: str) -> None:
    view.page.fill("#search", name)
    view.page.press("#search", "Enter")


def test_focus_leaves_what_lies_around_a_name(view: Opened) -> None:
    page = view.page
    find(view, "North Korea")
    page.click("#panel >> text=Focus")
    assert sorted(page.evaluate("() => window.graphkitView.drawn()")) == ["KN-23", "North Korea"]
    expect(page.locator("#counts")).to_contain_text("2 names, 2 statements")
    expect(page.locator("#state")).to_contain_text("Around North Korea")
    find(view, "Russia")
    page.click("#panel >> text=Focus")
    assert page.evaluate(SHOWN, "Ukraine")
    assert not page.evaluate(SHOWN, "Dmytro Kuleba")
    page.click("#state [aria-label='2 steps around']")
    assert page.evaluate(SHOWN, "Dmytro Kuleba")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "2 steps around"
    page.click("#state [aria-label='End focus']")
    assert page.evaluate(SHOWN, "KN-23")
    expect(page.locator("#state")).to_be_hidden()


def test_names_in_focus_do_not_lie_on_each_other(overview: Opened) -> None:
    page = overview.page
    find(overview, "Harbour 1")
    page.click("#panel >> text=Focus")
    spots = page.evaluate("() => window.graphkitView.drawn().map((name) => window.graphkitView.where(name))")
    assert len(spots) == 52
    assert len({(round(x / 8), round(y / 8)) for x, y in spots}) == len(spots)


def test_a_hidden_name_is_gone_until_it_is_shown_again(view: Opened) -> None:
    page = view.page
    find(view, "Ukraine")
    page.click("#panel >> text=Hide")
    assert not page.evaluate(SHOWN, "Ukraine")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#state")).to_contain_text("1 name hidden")
    page.click("#state [aria-label='Show hidden names']")
    assert page.evaluate(SHOWN, "Ukraine")


def test_a_pinned_name_stays_whatever_is_filtered(view: Opened) -> None:
    page = view.page
    find(view, "KN-23")
    page.click("#panel >> text=Pin")
    page.locator("#kinds label", has_text="Weapon").locator("input").uncheck()
    assert page.evaluate(SHOWN, "KN-23")
    find(view, "Dmytro Kuleba")
    page.click("#panel >> text=Focus")
    assert page.evaluate(SHOWN, "KN-23")
    page.click("#state [aria-label='Unpin KN-23']")
    assert not page.evaluate(SHOWN, "KN-23")


def test_keys_do_the_same(view: Opened) -> None:
    page = view.page
    find(view, "Russia")
    page.focus("#network")
    page.keyboard.press("f")
    assert not page.evaluate(SHOWN, "KN-23")
    page.keyboard.press("f")
    assert page.evaluate(SHOWN, "KN-23")
    page.keyboard.press("p")
    expect(page.locator("#state")).to_contain_text("Russia")
    page.keyboard.press("h")
    assert not page.evaluate(SHOWN, "Russia")


def test_reset_takes_everything_back(view: Opened) -> None:
    page = view.page
    before = page.evaluate("() => window.graphkitView.drawn()")
    find(view, "Ukraine")
    page.click("#panel >> text=Hide")
    find(view, "KN-23")
    page.click("#panel >> text=Pin")
    page.click("#panel >> text=Focus")
    page.click("#reset-button")
    assert page.evaluate("() => window.graphkitView.drawn()") == before


def test_the_legend_names_what_is_drawn(view: Opened) -> None:
    legend = view.page.locator("#legend")
    for word in ("State", "Weapon", "many reports", "denied, planned"):
        expect(legend).to_contain_text(word)
