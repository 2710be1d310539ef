"""Tables of articles: JSON Lines, CSV and Parquet as records of named fields, read record by record."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.errors import InputError, MissingExtra
from graphkit.readers.files import MAX_BYTES, File, Numbered, Options, Record, read_lines
from graphkit.readers.text import decode, encoding_of, refuse_binary

FIELDS = ("id", "text", "title", "date", "publisher", "url", "language")
"""Fields of a record; only `text` has to be there."""


def read_jsonl(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield line number and record of each line of JSON Lines; a bad line yields its error."""
    empty = True
    for number, line in _lines(stream, file.source):
        try:
            if isinstance(line, InputError):
                raise line
            if not line.strip():
                continue
            empty = False
            row = json.loads(line)
            if not isinstance(row, dict):
                raise InputError('A JSON object is needed: {"text": …}.', source=file.source, line=number)
            yield number, _record(row, source=file.source, line=number, fields=options.fields)
        except InputError as error:
            empty = False
            yield number, error
        except (json.JSONDecodeError, RecursionError) as error:
            message = f"Not legal JSON ({getattr(error, 'msg', 'too deep')}). Mend this line."
            yield number, InputError(message, source=file.source, line=number)
    if empty:
        raise _no_record(file.source)


def read_csv(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield line number and record of each row of CSV with a heading; the delimiter is comma, semicolon or tab.

    A row with broken quotes yields its error; reading goes on behind it.

    Raises:
        InputError: If the heading has no column for the text.
    """
    lines = (_csv_line(line) for _, line in _lines(stream, file.source, errors="surrogateescape"))
    heading = next(lines, "")
    if not heading.strip():
        raise _no_record(file.source)
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(itertools.chain([heading], lines), delimiter=delimiter, strict=True)
    columns = next(reader)
    _check_columns(columns, source=file.source, fields=options.fields)
    first = reader.line_num + 1
    while True:
        try:
            row = next(reader, None)
            if row is None:
                return
            if row:
                values = dict(zip(columns, row, strict=False))
                yield first, _record(values, source=file.source, line=first, fields=options.fields)
        except csv.Error as error:
            message = f"The row is not legal CSV ({error}). Check its quotation marks."
            yield first, InputError(message, source=file.source, line=first)
        first = reader.line_num + 1


def read_parquet(stream: io.BufferedReader, file: File, options: Options) -> Iterator[Numbered]:
    """Yield row number and record of each row of a Parquet table, batch by batch.

    Raises:
        InputError: If it is no Parquet table, or has no column for the text.
        MissingExtra: If pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Reading .parquet needs pyarrow.", command="pip install 'graphkit[tables]'") from error
    if not stream.seekable():
        message = "Parquet is read from its end, which a stream or a packed file has not. Give the file itself."
        raise InputError(message, source=file.source)
    try:
        table = parquet.ParquetFile(stream)
    except (arrow.ArrowException, OSError) as error:
        raise InputError("This is not a legal Parquet table. Write it again.", source=file.source) from error
    with table:
        columns = list(table.schema_arrow.names)
        _check_columns(columns, source=file.source, fields=options.fields)
        wanted = [column for column in columns if column in {options.fields.get(field, field) for field in FIELDS}]
        number = 0
        try:
            for batch in table.iter_batches(batch_size=256, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield number, _record(row, source=file.source, line=number, fields=options.fields)
        except (arrow.ArrowException, OSError, ValueError) as error:
            message = f"The table is damaged after row {number:,}. What stands before it was read; write it again."
            raise InputError(message, source=file.source, kind="damaged") from error


def _lines(stream: io.BufferedReader, source: str, errors: str = "strict") -> Iterator[tuple[int, str | InputError]]:
    """Yield number and text of each line; of one that cannot be decoded its error, or what `errors` makes of its bytes."""
    head = stream.peek(64)
    refuse_binary(head, source=source)
    encoding = encoding_of(head)
    if encoding != "utf-8-sig":
        wide = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        yield from enumerate(iter(lambda: wide.readline(MAX_BYTES), ""), start=1)
        return
    for number, line in read_lines(stream, source=source):
        try:
            if isinstance(line, InputError):
                yield number, line
            elif errors == "strict":
                yield number, decode(line, source=source, line=number)
            else:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8", errors)
        except InputError as error:
            yield number, error


def _csv_line(line: str | InputError) -> str:
    if isinstance(line, InputError):
        raise line
    return line


def _no_record(source: str) -> InputError:
    return InputError("There is no record. Give a file with articles in it.", source=source, kind="no text")


def _check_columns(columns: list[str], *, source: str, fields: Mapping[str, str]) -> None:
    for field in ("text", *fields):
        column = fields.get(field, field)
        if column not in columns:
            raise InputError(
                f"There is no column {column!r} (columns: {', '.join(columns) or 'none'}). "
                f"Say which column it is with --field {field}=COLUMN.",
                source=source,
                line=1,
            )


def _record(row: Mapping[str, Any], *, source: str, line: int, fields: Mapping[str, str]) -> Record | InputError:
    record: Record = {}
    for field in FIELDS:
        value = row.get(fields.get(field, field))
        if value is None or value == "":
            continue
        if isinstance(value, (list, dict)):
            return InputError(f"Field {field!r} is not a string. Give one value.", source=source, line=line)
        record[field] = str(value)
    if "text" not in record:
        column = fields.get("text", "text")
        return InputError(
            f"The record has no field {column!r}. Add it, or say which field holds the text with --field text=NAME.",
            source=source,
            line=line,
        )
    return record
