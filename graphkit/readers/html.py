"""Web pages to text: the article's body without menus and advertisements, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphkit.errors import InputError, MissingExtra

_LANGUAGE = re.compile(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says: the body's text, and the metadata of its head."""

    text: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    language: str | None


def extract(data: bytes, *, source: str) -> Page:
    """Take the article out of a page of HTML.

    Raises:
        MissingExtra: If trafilatura is not installed.
        InputError: If no article is found in the page.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtra("Reading .html needs trafilatura.", command="pip install 'graphkit[html]'") from error
    page = bare_extraction(data, with_metadata=True, include_comments=False, include_tables=False)
    if page is None or isinstance(page, dict) or not page.text:
        raise InputError("No article was found in this page. Save the article's text as .txt.", source=source)
    language = _LANGUAGE.search(data[:4096])
    return Page(
        text=page.text,
        title=page.title,
        date=page.date,
        publisher=page.sitename,
        url=page.url,
        language=language.group(1).decode() if language else None,
    )
