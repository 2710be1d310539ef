from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Opened

SVG = "{http://www.w3.org/2000/svg}"


def saved(view: Opened, button: str) -> Path:
    view.page.click("#save-menu summary")
    with view.page.expect_download() as download:
        view.page.click(button)
    return Path(download.value.path())


def test_a_picture_in_svg_shows_names_lines_and_legend(view: Opened) -> None:
    root = ElementTree.fromstring(saved(view, "#svg-button").read_text(encoding="utf-8"))
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for word in ("Night of missiles", "Russia", "35 missiles", "manufactured by", "State"):
        assert word in words
    assert len(list(root.iter(f"{SVG}path"))) > 10


def test_a_picture_in_png_is_large_enough_to_print(view: Opened) -> None:
    head = saved(view, "#png-button").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    assert width > 1000
    assert height > 500


def test_hostile_names_make_a_well_formed_picture(hostile: Opened) -> None:
    root = ElementTree.fromstring(saved(hostile, "#svg-button").read_text(encoding="utf-8"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= set(
        "svg defs marker path rect text tspan title g circle".split()
    )
    assert saved(hostile, "#png-button").stat().st_size > 1000


@pytest.mark.parametrize("dark", [False, True])
def test_a_print_has_the_picture_and_the_statements(view: Opened, dark: bool) -> None:
    page = view.page
    if dark:
        page.click("#theme-button")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#sheet svg")
    assert not page.is_visible("#filters")
    assert "Some of them were KN-23s made by North Korea." in page.inner_text("#sheet table")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#sheet > *").count() == 0
    assert (page.evaluate("() => document.documentElement.dataset.theme") == "dark") is dark
