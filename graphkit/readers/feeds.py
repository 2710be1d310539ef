"""RSS and Atom: each item of a feed that carries text is an article. Nothing that it links to is fetched."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

from graphkit.errors import InputError, MissingExtra
from graphkit.readers import html
from graphkit.readers.files import File, Numbered, Options, Record, read_whole


def read_feed(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield number and record of each item, in the feed's order.

    Raises:
        MissingExtra: If feedparser is not installed.
        InputError: If it is no feed.
    """
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("Reading feeds needs feedparser.", command="pip install 'graphkit[feeds]'") from error
    data = read_whole(stream, source=file.source)
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise InputError("This is no RSS or Atom feed. Give a feed, or name the format.", source=file.source)
    if not feed.entries:
        raise InputError("The feed has no item. Give one with articles in it.", source=file.source, kind="no text")
    for number, entry in enumerate(feed.entries, start=1):
        record = _record(entry, feed.feed)
        if "text" in record:
            yield number, record
        else:
            message = "The item has no text, only a title and a link. Save the page that it leads to."
            yield number, InputError(message, source=file.source, line=number, kind="no text")


def _record(entry: Any, feed: Any) -> Record:
    bodies = [part.get("value", "") for part in entry.get("content", ())] or [entry.get("summary", "")]
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    values = {
        "id": entry.get("id") or entry.get("link"),
        "text": html.to_text(max(bodies, key=len)),
        "title": html.to_text(entry.get("title", "")),
        "date": datetime.date(*day[:3]).isoformat() if day else None,
        "publisher": (entry.get("source") or {}).get("title") or feed.get("title"),
        "url": entry.get("link"),
        "language": feed.get("language"),
    }
    return {key: value for key, value in values.items() if value}
