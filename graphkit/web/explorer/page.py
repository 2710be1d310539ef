"""Pages out of templates, in which every word of a store is escaped."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphkit.iri import ONTOLOGY
from graphkit.web.explorer.addresses import path_of, with_fields
from graphkit.writers.html.styles import css_class, style
from graphkit.writers.html.words import words

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


def page(template: str, root: str, **content: Any) -> bytes:
    """Make a page; `root` is the way from its address to the server's root ("./", "../../")."""
    made = (
        environment()
        .get_template(f"{template}.html.j2")
        .render(root=root, href=lambda iri: root + path_of(iri), link=partial(_link, root), **content)
    )
    return made.encode()


@cache
def environment() -> Environment:
    """Make the templates ready: everything is escaped, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(style=style, words=words, css_class=css_class, standing=_standing, when=when)
    made.filters.update(number=lambda value: f"{value:,}", local=lambda iri: iri.removeprefix(ONTOLOGY))
    return made


def when(begin: str, end: str) -> str:
    """Write a stretch of time as short as it can be told.

    >>> when("1998-01-01", "1998-12-31"), when("2024-02-01", "2024-02-29"), when("2024-08-26", "2024-08-26")
    ('1998', '2024-02', '2024-08-26')
    >>> when("2024-08-26", ""), when("", "2024-08-26")
    ('from 2024-08-26', 'until 2024-08-26')
    """
    if not begin or not end:
        return f"from {begin}" if begin else f"until {end}" if end else ""
    if begin[:4] == end[:4] and begin[4:] == "-01-01" and end[4:] == "-12-31":
        return begin[:4]
    if begin[:7] == end[:7] and begin[7:] == "-01" and end[7:] in _LAST.get(begin[5:7], ()):
        return begin[:7]
    return begin if begin == end else f"{begin} – {end}"


_LAST = {
    "02": ("-28", "-29"),
    **dict.fromkeys(("04", "06", "09", "11"), ("-30",)),
    **dict.fromkeys(("01", "03", "05", "07", "08", "10", "12"), ("-31",)),
}


def _link(root: str, path: str, **fields: object) -> str:
    return root + with_fields(path, **fields)


def _standing(fact: Any) -> str:
    """How a fact is told, in a word or two; "" where it is plainly stated."""
    denied = "denied" if fact.polarity == "Negative" else ""
    modality = "" if fact.modality in ("", "Actual") else fact.modality.lower()
    return ", ".join(part for part in (denied, modality) if part)
