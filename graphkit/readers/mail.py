"""E-mail: a message (.eml) or a mailbox (mbox) of newsletters and press releases; attachments are left out."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from graphkit.errors import InputError
from graphkit.readers import html
from graphkit.readers.files import MAX_BYTES, File, Numbered, Options, Record, read_lines, read_whole, too_long

_SIGNATURE = "-- "


def read_mail(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield the record of one message.

    Raises:
        InputError: If it is no message, or has no text.
    """
    yield None, _record(read_whole(stream, source=file.source), source=file.source)


def read_mbox(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield number and record of each message of a mailbox. Source: RFC 4155, with ">From " as mboxrd quotes it."""
    for number, data in enumerate(_messages(stream, file.source), start=1):
        try:
            if isinstance(data, InputError):
                raise data
            yield number, _record(data, source=file.source, line=number)
        except InputError as error:
            yield number, error


def _messages(stream: io.BufferedReader, source: str) -> Iterator[bytes | InputError]:
    lines: list[bytes] = []
    size = 0
    blank = True
    for number, line in read_lines(stream, source=source):
        if isinstance(line, InputError):
            size = MAX_BYTES + 1
            continue
        if blank and line.startswith(b"From "):
            if number > 1:
                yield b"".join(lines) if size <= MAX_BYTES else too_long(f"{MAX_BYTES:,} bytes", source=source)
            lines, size = [], 0
        else:
            size += len(line)
            if size <= MAX_BYTES:
                lines.append(line.removeprefix(b">") if line.lstrip(b">").startswith(b"From ") else line)
        blank = not line.strip()
    yield b"".join(lines) if size <= MAX_BYTES else too_long(f"{MAX_BYTES:,} bytes", source=source)


def _record(data: bytes, *, source: str, line: int | None = None) -> Record:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        body = message.get_body(("plain", "html"))
        if not message.keys() or body is None or not isinstance(body, EmailMessage):
            raise ValueError("it has no headers, or no text among its parts")
        content = body.get_content()
        values = {
            "id": (_header(message, "Message-ID") or "").strip("<> \t"),
            "text": html.to_text(content) if body.get_content_subtype() == "html" else _without_quotes(content),
            "title": _header(message, "Subject"),
            "date": _day(_header(message, "Date")),
            "publisher": parseaddr(_header(message, "From") or "")[0],
            "language": (_header(message, "Content-Language") or "").split(",")[0].strip(),
        }
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(
            f"The message cannot be read ({error}). Save its text as .txt.", source=source, line=line
        ) from error
    return {key: value for key, value in values.items() if value}


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return str(value) if value is not None else None


def _day(value: str | None) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat() if value else None
    except ValueError:
        return None


def _without_quotes(text: str) -> str:
    """Leave out lines quoted from other messages, and the signature."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if line == _SIGNATURE:
            break
        if not line.startswith(">"):
            kept.append(line)
    return "\n".join(kept)
