from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from support.kuleba import extraction

from graphkit.writers.annotate import annotate


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, as lines to read."""
    return [f"{found['id']}: {found['help']}" for found in Axe().run(page).response["violations"]]


def open_page(browser: Browser, path: Path, *, dark: bool) -> Page:
    # the checker is a script from outside, which the page's own policy would rightly refuse
    context = browser.new_context(bypass_csp=True, offline=True, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("dark", [False, True])
def test_the_view_has_no_violation(browser: Browser, kuleba_page: Path, dark: bool) -> None:
    page = open_page(browser, kuleba_page, dark=dark)
    page.wait_for_selector("html[data-ready=true]")
    assert violations(page) == []
    page.fill("#search", "russia")
    assert violations(page) == []
    page.press("#search", "Enter")
    page.check("#show-unstated")
    assert violations(page) == []
    page.click("#table-button")
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("dark", [False, True])
def test_the_annotated_text_has_no_violation(browser: Browser, tmp_path: Path, dark: bool) -> None:
    path = tmp_path / "page.html"
    path.write_text(annotate([extraction()]), encoding="utf-8")
    page = open_page(browser, path, dark=dark)
    assert violations(page) == []
    page.context.close()
