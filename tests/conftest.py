"""What tests of several folders share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from support.tiny import make_pipeline

from graphkit.settings import Settings


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a language pipeline that is quick and reads badly, for tests that do not care what it finds."""
    return Settings(model=str(make_pipeline(tmp_path_factory.mktemp("model") / "tiny")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; while it is open, no other event loop runs in this thread, so it ends with its module."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    assert path is not None, "No Chromium was found. Install it with: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
