"""Formats: how one is told by a file's suffix or first bytes, and the reader of each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from graphkit.errors import InputError
from graphkit.readers import feeds, html, mail, markdown, pdf, tables, warc
from graphkit.readers.files import File, Numbered, Options, read_whole
from graphkit.readers.text import decode, normalise

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".eml": "mail",
    ".mbox": "mbox",
    ".pdf": "pdf",
    ".warc": "warc",
}
"""Format of each file suffix that is read."""

_BEGINNINGS = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"WARC/\d"), "warc"),
    (re.compile(rb"PAR1"), "parquet"),
    (re.compile(rb"From [^\n]*\d\d:\d\d[^\n]*\n"), "mbox"),
    (re.compile(rb"\s*<\?xml[^>]*\?>\s*(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL), "feed"),
    (re.compile(rb"\s*<(?:rss|feed)\b"), "feed"),
    (
        re.compile(
            rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.DOTALL | re.I
        ),
        "html",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\""), "jsonl"),
    (re.compile(rb"(?:(?:Return-Path|Received|Message-ID|MIME-Version|Delivered-To): [^\n]*\n)", re.I), "mail"),
)


def format_of(name: str, head: bytes) -> str | None:
    """Tell the format by the suffix of a file's name, or by its first bytes if it has none; None if neither tells.

    >>> format_of("a.html", b""), format_of("page", b"<!DOCTYPE html>..."), format_of("a.xls", b"")
    ('html', 'html', None)
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    return next((form for beginning, form in _BEGINNINGS if beginning.match(head)), None)


def read_plain(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield the record of a text file."""
    yield None, {"text": _text(stream, file, options)}


def read_markdown(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield the record of a Markdown file, with the fields of its front matter."""
    fields, body = markdown.split_front_matter(_text(stream, file, options))
    record = {key: value for key, value in fields.items() if key in tables.FIELDS and value}
    yield None, {**record, "text": markdown.to_text(body)}


def read_html(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield the record of a web page."""
    data = read_whole(stream, source=file.source)
    yield None, html.extract(data, source=file.source, seconds=options.seconds).record()


def _text(stream: io.BufferedReader, file: File, options: Options) -> str:
    limit = 4 * options.max_characters + 4
    try:
        return normalise(decode(read_whole(stream, source=file.source, limit=limit), source=file.source))
    except InputError as error:
        if error.kind != "size":
            raise
        raise InputError(
            f"The text has more than the limit of {options.max_characters:,} characters. Cut it into articles, or raise "
            "the limit with --max-characters (Settings.max_characters).",
            source=file.source,
            kind="size",
        ) from error


Reader = Callable[[io.BufferedReader, File, Options], Iterator[Numbered]]
READERS: dict[str, Reader] = {
    "text": read_plain,
    "markdown": read_markdown,
    "html": read_html,
    "jsonl": tables.read_jsonl,
    "csv": tables.read_csv,
    "parquet": tables.read_parquet,
    "feed": feeds.read_feed,
    "mail": mail.read_mail,
    "mbox": mail.read_mbox,
    "pdf": pdf.read_pdf,
    "warc": warc.read_warc,
}
"""Reader of each format: it yields a file's records one after the other."""
