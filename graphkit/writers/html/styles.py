"""The one look of all pages: a colour, an icon and a name for each class; the colours of page and text in `theme.css`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.writers.html.words import words

HERE = Path(__file__).resolve().parent


@cache
def styles() -> dict[str, dict[str, Any]]:
    """Read name, shape, outline (an SVG path in a square of 14), colour and size of each class; "" is for all others."""
    found: dict[str, dict[str, Any]] = json.loads((HERE / "styles.json").read_text(encoding="utf-8"))
    return found


def style(kind: str) -> dict[str, Any]:
    """Give the style of the class with the local name `kind`.

    >>> style("WeaponSystem")["name"], style("TradeRoute")["name"]
    ('Weapon', 'Trade route')
    """
    return styles().get(kind) or {**styles()[""], "name": words(kind).capitalize() or styles()[""]["name"]}


def css_class(kind: str) -> str:
    """Name the CSS class of a class's marks.

    >>> css_class("State"), css_class('"><b>')
    ('k-State', 'k-b')
    """
    return "k-" + "".join(c for c in kind if c.isalnum() or c in "-_")


def colours(kinds: tuple[str, ...]) -> str:
    """Write the rules that give each class its colour."""
    return "".join(f".{css_class(kind)}{{--c:{style(kind)['color']}}}" for kind in kinds)


def theme() -> str:
    """Read the style sheet that all pages share."""
    return (HERE / "theme.css").read_text(encoding="utf-8")
