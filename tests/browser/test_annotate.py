from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.hostile import hostile_extraction
from support.kuleba import article, extraction

from graphkit.model import Extraction
from graphkit.writers.annotate import annotate


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    yield from _shown(browser, tmp_path, extraction())


def _shown(browser: Browser, folder: Path, *found: Extraction) -> Iterator[Page]:
    path = folder / "page.html"
    path.write_text(annotate(found), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: troubles.append(request.url))
    page.goto(path.as_uri())
    yield page
    assert troubles == [path.as_uri()]
    context.close()


def test_pointing_at_an_event_lights_up_who_takes_part(shown: Page) -> None:
    shown.hover("a.m:has-text('urged')")
    lit = shown.locator(".text .lit[data-role]")
    assert [(e.inner_text(), e.get_attribute("data-role")) for e in lit.all()] == [
        ("Kuleba", "agent"),
        ("Asian partners", "patient"),
    ]
    expect(shown.locator(".notes .lit")).to_contain_text("request")
    shown.hover("h1")
    expect(shown.locator(".lit")).to_have_count(0)


def test_a_note_lights_up_its_words_and_who_says_it(shown: Page) -> None:
    shown.hover(".notes li:has-text('launch')")
    expect(shown.locator(".text .lit[data-role=says]")).to_have_text("Dmytro Kuleba")
    assert shown.locator(".text a.lit").all_inner_texts() == ["launched", "said"]


def test_words_that_evoke_two_events_light_up_both(shown: Page) -> None:
    shown.hover("a.m:has-text('launched')")
    assert shown.locator(".notes .lit b").all_inner_texts() == ["launch", "attack"]


def test_the_keyboard_does_the_same(shown: Page) -> None:
    shown.keyboard.press("Tab")
    expect(shown.locator(".notes .lit").first).to_contain_text("launch")
    shown.keyboard.press("Enter")
    assert shown.evaluate("() => location.hash").startswith("#a0-")
    expect(shown.locator(".notes li:target")).to_have_count(1)


def test_what_is_denied_looks_different(shown: Page) -> None:
    style = "(e) => getComputedStyle(e).borderBottomStyle"
    assert shown.locator("a.m:has-text('attacked')").evaluate(style) == "dashed"
    assert shown.locator("a.m:has-text('urged')").evaluate(style) == "solid"


def test_hostile_text_is_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    for page in _shown(browser, tmp_path, hostile_extraction()):
        expect(page.locator(".text").first).to_contain_text("<script>alert('name')</script>")
        assert page.locator("img, iframe, .text script").count() == 0
        page.hover("a.m >> nth=0")
        expect(page.locator(".notes .lit")).to_have_count(1)


def test_what_is_out_of_sight_of_a_large_document_is_not_laid_out(browser: Browser, tmp_path: Path) -> None:
    text = "The rebels left the town. " * 20000
    for page in _shown(browser, tmp_path, Extraction(article(text=text))):
        assert page.locator(".block").count() > 300
        assert (
            page.locator(".block")
            .nth(200)
            .evaluate("(e) => !e.firstChild.checkVisibility({ contentVisibilityAuto: true })")
        )
