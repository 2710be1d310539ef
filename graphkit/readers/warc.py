"""Web archives (WARC, ISO 28500): the pages of a crawl. What is no page of HTML is counted and passed over."""

from __future__ import annotations

import io
from collections.abc import Iterator

from graphkit.errors import InputError, MissingExtra
from graphkit.readers import html
from graphkit.readers.files import MAX_BYTES, File, Numbered, Options, too_long

_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield number and record of each response that is a page of HTML; a page is named by its address.

    Raises:
        MissingExtra: If warcio is not installed.
        InputError: If there is no record, or the archive is damaged.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise MissingExtra("Reading .warc needs warcio.", command="pip install 'graphkit[crawl]'") from error
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            headers = record.http_headers
            kind = (headers.get_header("Content-Type") or "").lower() if headers is not None else ""
            status = headers.get_statuscode() if headers is not None else ""
            if record.rec_type != "response" or not kind.startswith(_PAGES) or status != "200":
                yield number, InputError("no page of HTML", source=file.source, line=number, kind=OTHER)
                continue
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            data = record.content_stream().read(MAX_BYTES + 1)
            try:
                if len(data) > MAX_BYTES:
                    raise too_long(f"{MAX_BYTES:,} bytes", source=file.source, line=number)
                page = html.extract(data, source=file.source, seconds=options.seconds)
            except InputError as error:
                message = str(error).removeprefix(f"{file.source}: ")
                yield number, InputError(f"{address}: {message}", source=file.source, line=number, kind=error.kind)
                continue
            found = page.record()
            found.setdefault("url", address)
            if address:
                found["id"] = address
            yield number, found
    except InputError:
        raise
    except Exception as error:  # warcio lets through whatever damaged records make happen
        message = f"The archive is damaged after record {number} ({error}). What stands before it was read."
        raise InputError(message, source=file.source, kind="damaged") from error
    if not number:
        raise InputError("There is no WARC record. Give a web archive.", source=file.source)


OTHER = "other record"
"""Kind of the records that are no articles by their nature; they are counted, and not told one by one."""
