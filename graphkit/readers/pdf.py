"""PDF to text: the text layer, page by page, with lines put together to paragraphs; pictures of text are not read."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator

from graphkit.errors import InputError, MissingExtra
from graphkit.limits import time_limit
from graphkit.readers.files import File, Numbered, Options, Record, read_whole

MAX_PAGES = 2_000
_SECONDS = 60.0
_CLOSED = re.compile(r"[.!?:][”\"’')\]]*$")
_DIGITS = re.compile(r"\d+")


def read_pdf(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield the record of one document: its text, and its title if it has one.

    Raises:
        MissingExtra: If pypdf is not installed.
        InputError: If it is encrypted, damaged, has no text layer, or too many pages.
    """
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtra("Reading .pdf needs pypdf.", command="pip install 'graphkit[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said below
    data = read_whole(stream, source=file.source)
    try:
        with time_limit(options.seconds or _SECONDS, source=file.source):
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                message = "The PDF is encrypted. Save it without a password."
                raise InputError(message, source=file.source, kind="encrypted")
            if len(reader.pages) > MAX_PAGES:
                message = f"The PDF has {len(reader.pages):,} pages, more than the limit of {MAX_PAGES:,}. Cut it."
                raise InputError(message, source=file.source, kind="size")
            pages = [page.extract_text() for page in reader.pages]
            title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes happen
        message = f"The PDF is damaged ({type(error).__name__}: {error}). Save it again, or save its text as .txt."
        raise InputError(message, source=file.source, kind="damaged") from error
    record: Record = {"text": to_paragraphs(pages)}
    if not record["text"].strip():
        message = "The PDF has no text layer, only pictures. Run it through a program that recognises text."
        raise InputError(message, source=file.source, kind="no text")
    if title and title.strip():
        record["title"] = title.strip()
    yield None, record


def to_paragraphs(pages: list[str]) -> str:
    r"""Put the lines of pages together to paragraphs, without the lines that head and foot every page.

    A paragraph ends at a blank line, or where a line closes a sentence and is clearly shorter than the others.

    >>> to_paragraphs(["The two sides met in Gene-\nva and signed.\nA new truce holds since Monday."])
    'The two sides met in Geneva and signed.\n\nA new truce holds since Monday.\n'
    """
    edges = Counter(_shape(line) for page in pages for line in set(_edges(page)))
    running = {shape for shape, count in edges.items() if count >= 3 and count * 2 > len(pages)}
    lines: list[str] = []
    for page in pages:
        edge = set(_edges(page))
        lines += [line.strip() for line in page.split("\n") if not (line in edge and _shape(line) in running)]
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[3 * (len(lengths) - 1) // 4] if lengths else 0
    paragraphs: list[str] = [""]
    for line in lines:
        before = paragraphs[-1]
        if not line:
            paragraphs.append("")
        elif before.endswith("-") and before[-2:-1].isalpha() and line[0].islower():
            paragraphs[-1] = before[:-1] + line
        else:
            paragraphs[-1] = f"{before} {line}" if before else line
        if line and len(line) < 0.8 * width and _CLOSED.search(line):
            paragraphs.append("")
    return "\n\n".join(p for p in paragraphs if p) + "\n" if any(paragraphs) else ""


def _edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return [*lines[:2], *lines[-2:]]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line.strip())
