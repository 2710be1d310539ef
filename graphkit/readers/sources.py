"""Sources: find the files that a path, folder or pattern means, and read each by its format."""

from __future__ import annotations

import datetime
import glob
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import html, markdown, tables
from graphkit.readers.text import MAX_CHARACTERS, check, decode, normalise

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
"""Format of each file suffix that is read."""

_NAMES = frozenset(FORMATS.values())
_DATED_NAME = re.compile(r"^(\d{4}-\d\d-\d\d)(?=[-_. ]|$)|(?<=[-_. ])(\d{4}-\d\d-\d\d)$")
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skip:
    """One document of many that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the date of documents without one, the format, where a record's fields are, the length limit."""

    date: datetime.date | None = None
    format: str | None = None
    fields: Mapping[str, str] | None = None
    max_characters: int = MAX_CHARACTERS


def read(
    source: str | Path,
    *,
    date: datetime.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Article | Skip]:
    """Read the articles of a file, a folder, a glob pattern, or standard input ("-"), lazily and in order of names.

    A document's id is the record's `id`, else the file's name within the folder that was given: it does not depend on
    where that folder lies. Texts from standard input and records without an id are named by their content.

    A document's date is that of its record or page, else `date`, else the one that its file's name begins or ends with
    ("2024-08-26-odesa.txt").

    Args:
        source: What to read; a folder is searched with its subfolders for files of known suffixes, READMEs aside.
        date: Date of documents that carry none.
        format: One of "text", "markdown", "html", "jsonl", "csv", "parquet"; told by the suffix if None.
        fields: Names of a record's fields where they differ, e.g. {"text": "body"}.
        max_characters: Longest text that is read, in code points.

    Yields:
        Articles, and a `Skip` for each bad document among several.

    Raises:
        InputError: If nothing is there, or the only document is bad.
        MissingExtra: If the format needs a package that is not installed.
    """
    if format is not None and format not in _NAMES:
        raise InputError(f"There is no format {format!r}. Known: {', '.join(sorted(_NAMES))}.", source=str(source))
    for name in fields or {}:
        if name not in tables.FIELDS:
            raise InputError(f"There is no field {name!r} to map. Known: {', '.join(tables.FIELDS)}.")
    options = Options(parse_date(date) if isinstance(date, str) else date, format, fields, max_characters)
    found = list(_find(source, options))
    for path, name in found:
        if len(found) == 1:
            yield from _read_file(path, name, options)
        else:
            yield from _skip_errors(str(path), _read_file(path, name, options))


def read_all(
    sources: Iterable[str | Path],
    *,
    date: datetime.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Iterator[Article | Skip]:
    """Read several sources one after the other, as `read` does; a bad source among several is skipped.

    Two documents with the same id and different text are not both taken: the second is skipped.
    """
    wanted = list(sources)
    seen: dict[str, str] = {}
    for source in wanted:
        articles = read(source, date=date, format=format, fields=fields, max_characters=max_characters)
        for item in _skip_errors(str(source), articles) if len(wanted) > 1 else articles:
            if isinstance(item, Article):
                digest = _digest(item.text)
                if seen.setdefault(item.id, digest) != digest:
                    reason = f"Another document has the id {item.id!r} too. Give the folder above both as source."
                    yield Skip(f"{source}", reason)
                    continue
            yield item


def parse_date(value: str) -> datetime.date:
    """Read an ISO 8601 date, or the date of an ISO 8601 date-time.

    >>> parse_date("2024-08-26T09:30:00Z")
    datetime.date(2024, 8, 26)

    Raises:
        InputError: If it is something else.
    """
    text = value.strip()
    try:
        if len(text) > 10 and text[10] in "T ":
            return datetime.datetime.fromisoformat(text).date()
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"The date {value!r} is not of the form YYYY-MM-DD. Write it so.") from error


def read_text(path: Path) -> str:
    """Read a text file that is no article, such as a query, in the same way.

    Raises:
        InputError: If it cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror}). Check the path.", source=str(path)) from error
    return normalise(decode(data, source=str(path)))


def _find(source: str | Path, options: Options) -> Iterator[tuple[Path | None, str]]:
    text = str(source)
    if text == "-":
        yield None, "stdin"
        return
    if _URL.match(text):
        raise InputError("Pages are not fetched from the network. Save the page and give its file.", source=text)
    path = Path(text)
    if path.is_dir():
        files = [p for p in sorted(path.rglob("*")) if p.is_file() and _is_wanted(p.relative_to(path), options)]
        if not files:
            suffixes = ", ".join(FORMATS)
            raise InputError(f"The folder has no file to read. Known suffixes: {suffixes}.", source=text)
        yield from ((p, p.relative_to(path).as_posix()) for p in files)
    elif path.is_file():
        yield path, path.name
    elif glob.has_magic(text):
        matches = [Path(m) for m in sorted(glob.glob(text, recursive=True)) if Path(m).is_file()]  # noqa: PTH207
        if not matches:
            raise InputError("The pattern matches no file. Check its spelling.", source=text)
        root = _fixed_part(text)
        yield from ((p, p.relative_to(root).as_posix()) for p in matches)
    else:
        raise InputError("There is no such file or folder. Check the path.", source=text)


def _is_wanted(path: Path, options: Options) -> bool:
    about = path.stem.upper() == "README" or any(part.startswith(".") for part in path.parts)
    return not about and (options.format is not None or path.suffix.lower() in FORMATS)


def _fixed_part(pattern: str) -> Path:
    """Folder of a pattern up to its first wildcard."""
    parts: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def _read_file(path: Path | None, name: str, options: Options) -> Iterator[Article | Skip]:
    source = str(path) if path is not None else "standard input"
    form = options.format or (_format_of(path) if path is not None else "text")
    try:
        data = b"" if form == "parquet" else path.read_bytes() if path is not None else sys.stdin.buffer.read()
    except OSError as error:
        raise InputError(
            f"The file cannot be read ({error.strerror}). Check its permissions.", source=source
        ) from error
    if form in ("jsonl", "csv", "parquet"):
        yield from _read_table(data, path, name, form, options, source)
        return
    record: tables.Record
    if form == "html":
        page = html.extract(data, source=source)
        values = {"title": page.title, "date": page.date, "publisher": page.publisher, "url": page.url}
        record = {key: value for key, value in values.items() if value}
        record["text"] = page.text
        record["language"] = page.language or "en"
    else:
        text = normalise(decode(data, source=source))
        record = {"text": text}
        if form == "markdown":
            fields, body = markdown.split_front_matter(text)
            record = {key: value for key, value in fields.items() if key in tables.FIELDS and value}
            record["text"] = markdown.to_text(body)
    record.setdefault("id", name if path is not None else f"stdin-{_digest(record['text'])}")
    if options.date is None and path is not None and (date := _date_of_name(path.stem)):
        record.setdefault("date", date)
    yield _article(record, options, source=source)


def _date_of_name(stem: str) -> str | None:
    found = _DATED_NAME.search(stem)
    try:
        return datetime.date.fromisoformat(found.group()).isoformat() if found else None
    except ValueError:
        return None


def _read_table(
    data: bytes, path: Path | None, name: str, form: str, options: Options, source: str
) -> Iterator[Article | Skip]:
    fields = options.fields or {}
    if form == "parquet":
        if path is None:
            raise InputError("Parquet cannot be read from standard input. Give the file.", source=source)
        records = tables.read_parquet(path, source=source, fields=fields)
    else:
        reader = tables.read_jsonl if form == "jsonl" else tables.read_csv
        text = decode(data, source=source).replace("\r\n", "\n").removeprefix("\ufeff")
        if not text.strip():
            raise InputError("There is no record. Give a file with articles in it.", source=source)
        records = reader(text, source=source, fields=fields)
    for line, record in records:
        try:
            if isinstance(record, InputError):
                raise record
            record.setdefault("id", f"{name}/{_digest(normalise(record['text']))}")
            yield _article(record, options, source=source, line=line)
        except InputError as error:
            place = f"{source}, line {line}"
            yield Skip(place, str(error).removeprefix(f"{place}: "))


def _article(record: tables.Record, options: Options, *, source: str, line: int | None = None) -> Article:
    text = normalise(record["text"])
    language = record.get("language", "en")
    check(text, source=source, line=line, max_characters=options.max_characters, language=language)
    try:
        date = parse_date(record["date"]) if "date" in record else options.date
    except InputError as error:
        raise InputError(str(error), source=source, line=line) from error
    return Article(
        id=record["id"],
        text=text,
        title=_one_line(record.get("title")),
        date=date,
        publisher=_one_line(record.get("publisher")),
        url=record.get("url"),
        language="en",
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(normalise(value).split()) or None if value else None


def _format_of(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        raise InputError(
            f"Files of the suffix {suffix or '(none)'!r} are not read. Known: {known}. If it is one of these formats "
            "under another name, say so with --format.",
            source=str(path),
        )
    return FORMATS[suffix]


def _skip_errors(source: str, articles: Iterator[Article | Skip]) -> Iterator[Article | Skip]:
    try:
        yield from articles
    except InputError as error:
        yield Skip(error.source or source, str(error).removeprefix(f"{error.source}: "))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
