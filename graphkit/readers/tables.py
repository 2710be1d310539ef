"""Tables of articles: JSON Lines, CSV and Parquet as records of named fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphkit.errors import InputError, MissingExtra

FIELDS = ("id", "text", "title", "date", "publisher", "url", "language")
"""Fields of a record; only `text` has to be there."""

Record = dict[str, str]
"""The fields of one article that have a value."""


def read_jsonl(text: str, *, source: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Record | InputError]]:
    """Yield line number and record of each line of JSON Lines; a bad line yields its error."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            yield number, InputError(f"Not legal JSON ({error.msg}). Mend this line.", source=source, line=number)
            continue
        if not isinstance(row, dict):
            yield number, InputError('A JSON object is needed: {"text": …}.', source=source, line=number)
            continue
        yield number, _record(row, source=source, line=number, fields=fields)


def read_csv(text: str, *, source: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Record | InputError]]:
    """Yield line number and record of each row of CSV with a heading; the delimiter is comma, semicolon or tab.

    Raises:
        InputError: If the heading has no column for the text.
    """
    heading = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(2**31 - 1)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _check_columns(list(reader.fieldnames or ()), source=source, fields=fields)
    for row in reader:
        yield reader.line_num, _record(row, source=source, line=reader.line_num, fields=fields)


def read_parquet(path: Path, *, source: str, fields: Mapping[str, str]) -> Iterator[tuple[int, Record | InputError]]:
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
    try:
        table = parquet.ParquetFile(path)
    except (arrow.ArrowInvalid, OSError) as error:
        raise InputError("This is not a legal Parquet table. Write it again.", source=source) from error
    with table:
        columns = list(table.schema_arrow.names)
        _check_columns(columns, source=source, fields=fields)
        wanted = [column for column in columns if column in {fields.get(field, field) for field in FIELDS}]
        number = 0
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield number, _record(row, source=source, line=number, fields=fields)


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
