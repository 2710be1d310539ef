"""Sources: find the files that a path, folder, pattern or address means, and read each by its format."""

from __future__ import annotations

import datetime
import glob
import io
import itertools
import os
import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from graphkit.errors import GraphkitError, InputError
from graphkit.model import Article
from graphkit.readers import archives, tables
from graphkit.readers.files import File, Numbered, Options, Record, digest
from graphkit.readers.formats import FORMATS, READERS, format_of
from graphkit.readers.remote import find_remote, is_address
from graphkit.readers.text import MAX_CHARACTERS, check, decode, normalise
from graphkit.readers.warc import OTHER

_DATED_NAME = re.compile(r"^(\d{4}-\d\d-\d\d)(?=[-_. ]|$)|(?<=[-_. ])(\d{4}-\d\d-\d\d)$")
_HEAD = 1024
"""So many bytes tell a format."""
STDIN = "standard input"


@dataclass(frozen=True, slots=True)
class Skip:
    """What could not be read among other things, and why.

    `kind` is a word under which reports count such cases; `count` is how many documents or files it stands for.
    """

    source: str
    reason: str
    kind: str = "unreadable"
    count: int = 1


def read(
    source: str | Path,
    *,
    date: datetime.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    max_characters: int = MAX_CHARACTERS,
    seconds: float | None = None,
) -> Iterator[Article | Skip]:
    """Read the articles of a file, folder, pattern, address or standard input ("-"), lazily and in order of names.

    A document's id is the record's `id`, else the file's name within the folder that was given: it does not depend on
    where that folder lies. Texts from standard input and records without an id are named by their content.

    A document's date is that of its record or page, else `date`, else the one that its file's name begins or ends with
    ("2024-08-26-odesa.txt").

    Args:
        source: What to read: a path or an address that fsspec knows. A folder is searched with its subfolders for files
            of known suffixes, READMEs aside; packed files are looked into.
        date: Date of documents that carry none.
        format: One of `READERS`; told by the suffix or the first bytes if None.
        fields: Names of a record's fields where they differ, e.g. {"text": "body"}.
        max_characters: Longest text that is read, in code points.
        seconds: Longest time for a page or a PDF; 30 and 60 if None.

    Yields:
        Articles, and a `Skip` for each bad document among several.

    Raises:
        InputError: If nothing is there, or the only document is bad.
        MissingExtra: If the format needs a package that is not installed.
    """
    if format is not None and format not in READERS:
        raise InputError(f"There is no format {format!r}. Known: {', '.join(sorted(READERS))}.", source=str(source))
    for name in fields or {}:
        if name not in tables.FIELDS:
            raise InputError(f"There is no field {name!r} to map. Known: {', '.join(tables.FIELDS)}.")
    day = parse_date(date) if isinstance(date, str) else date
    options = Options(day, format, fields or {}, max_characters, seconds)
    found = _find(source, options)
    first = next(found, None)
    second = next(found, None)
    if isinstance(first, File) and not isinstance(second, File):
        yield from _read_file(first, options)
        first = None
    for item in itertools.chain((item for item in (first, second) if item is not None), found):
        yield from (item,) if isinstance(item, Skip) else _skip_errors(item.source, _read_file(item, options))


def read_all(
    sources: Iterable[str | Path],
    *,
    date: datetime.date | str | None = None,
    format: str | None = None,
    fields: Mapping[str, str] | None = None,
    max_characters: int = MAX_CHARACTERS,
    seconds: float | None = None,
) -> Iterator[Article | Skip]:
    """Read several sources one after the other, as `read` does; a bad source among several is skipped.

    Two documents with the same id and different text are not both taken: the second is skipped.
    """
    wanted = list(sources)
    seen = _Seen()
    for source in wanted:
        articles = read(source, date=date, format=format, fields=fields, max_characters=max_characters, seconds=seconds)
        for item in _skip_errors(str(source), articles) if len(wanted) > 1 else articles:
            if isinstance(item, Article) and not seen.agrees(item.id, digest(item.text)):
                reason = f"Another document has the id {item.id!r} too. Give the folder above both as source."
                yield Skip(f"{source}", reason, "same id")
            else:
                yield item


class _Seen:
    """Which text each id stood for; beyond some megabytes it lies in a temporary file, which nobody else sees."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._rows.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID")

    def agrees(self, document: str, text: str) -> bool:
        """Note an id with its text's digest; tell whether it had none before, or the same."""
        key = document.encode("utf-8", "surrogatepass")
        found = self._rows.execute("SELECT digest FROM seen WHERE id = ?", (key,)).fetchone()
        if found is None:
            self._rows.execute("INSERT INTO seen VALUES (?, ?)", (key, text))
        return found is None or found[0] == text


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


def _find(source: str | Path, options: Options) -> Iterator[File | Skip]:
    text = str(source)
    if text == "-":
        yield File("stdin", STDIN, lambda: cast(BinaryIO, sys.stdin.buffer))
        return
    if is_address(text):
        yield from find_remote(text, lambda name: _is_wanted(PurePosixPath(name), options))
        return
    path = Path(text)
    if path.is_dir():
        yield from _search(path, options)
    elif path.is_file():
        yield File.at(path, path.name)
    elif glob.has_magic(text):
        matches = [Path(m) for m in sorted(glob.glob(text, recursive=True)) if Path(m).is_file()]  # noqa: PTH207
        if not matches:
            raise InputError("The pattern matches no file. Check its spelling.", source=text)
        root = _fixed_part(text)
        yield from (File.at(p, p.relative_to(root).as_posix()) for p in matches)
    else:
        raise InputError("There is no such file or folder. Check the path.", source=text)


def _search(folder: Path, options: Options) -> Iterator[File | Skip]:
    """Yield the files of a folder in order of their names; links to folders are not followed."""
    others: Counter[str] = Counter()
    found = False
    for path in _walk(folder):
        name = path.relative_to(folder)
        if _is_wanted(name, options):
            found = True
            yield File.at(path, name.as_posix())
        elif not _is_hidden(name):
            others[path.suffix.lower() or "without suffix"] += 1
    if not found:
        suffixes = ", ".join((*FORMATS, *archives.SUFFIXES))
        raise InputError(f"The folder has no file to read. Known suffixes: {suffixes}.", source=str(folder))
    if others:
        yield _left_out(str(folder), others)


def _walk(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _left_out(source: str, others: Counter[str]) -> Skip:
    kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in sorted(others.items()))
    return Skip(source, f"Files of other kinds were left out: {kinds}.", "other file", others.total())


def _is_hidden(name: PurePosixPath | Path) -> bool:
    return name.stem.upper() == "README" or any(part.startswith(".") for part in name.parts)


def _is_wanted(name: PurePosixPath | Path, options: Options) -> bool:
    suffix = name.suffix.lower()
    known = not suffix or options.format is not None or suffix in FORMATS or suffix in archives.SUFFIXES
    return known and not _is_hidden(name)


def _fixed_part(pattern: str) -> Path:
    """Folder of a pattern up to its first wildcard."""
    parts: list[str] = []
    for part in Path(pattern).parts:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def _read_file(file: File, options: Options) -> Iterator[Article | Skip]:
    with _opened(file) as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        packing = archives.packing_of(file.name, head)
        if packing is None:
            form = options.format or format_of(file.name, head) or ("text" if file.source == STDIN else None)
            if form is None:
                raise _unknown(file)
            yield from _articles(stream, file, form, options)
            return
        others: Counter[str] = Counter()
        for inner in archives.unpack(file, packing, stream):
            name = PurePosixPath(inner.name)
            if packing not in ("zip", "tar"):
                yield from _read_file(inner, options)
            elif _is_wanted(name, options):
                yield from _skip_errors(inner.source, _read_file(inner, options))
            elif not _is_hidden(name):
                others[name.suffix.lower()] += 1
        if others:
            yield _left_out(file.source, others)


@contextmanager
def _opened(file: File) -> Iterator[io.BufferedReader]:
    found = file.open()
    stream = found if isinstance(found, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, found))
    try:
        yield stream
    finally:
        if file.source != STDIN:
            stream.close()


def _articles(stream: io.BufferedReader, file: File, form: str, options: Options) -> Iterator[Article | Skip]:
    others = 0
    for number, record in _records(stream, file, form, options):
        try:
            if isinstance(record, InputError):
                raise record
            if "text" not in record:
                message = "There is no text. Give a file with an article in it."
                raise InputError(message, source=file.source, line=number, kind="no text")
            if number is None:
                stdin = f"stdin-{digest(normalise(record['text']))}"
                record.setdefault("id", file.name if file.source != STDIN else stdin)
            else:
                record.setdefault("id", f"{file.name}/{digest(normalise(record['text']))}")
            if options.date is None and (date := _date_of_name(file.stem)):
                record.setdefault("date", date)
            article = _article(record, options, source=file.source, line=number)
        except InputError as error:
            if number is None:
                raise
            if error.kind == OTHER:
                others += 1
                continue
            place = f"{file.source}, line {number}"
            yield Skip(place, str(error).removeprefix(f"{place}: "), error.kind)
        else:
            yield article
    if others:
        yield Skip(file.source, f"{others:,} records are no pages of HTML and were left out.", OTHER, others)


def _records(stream: io.BufferedReader, file: File, form: str, options: Options) -> Iterator[Numbered]:
    """Yield what the format's reader yields; a fault of a library becomes an error of the file."""
    records = READERS[form](stream, file, options)
    while True:
        try:
            record = next(records, None)
        except (GraphkitError, MemoryError):
            raise
        except Exception as error:
            message = f"It cannot be read as {form} ({type(error).__name__}: {error}). Save its text as .txt."
            raise InputError(message, source=file.source, kind="damaged") from error
        if record is None:
            return
        yield record


def _date_of_name(stem: str) -> str | None:
    found = _DATED_NAME.search(stem)
    try:
        return datetime.date.fromisoformat(found.group()).isoformat() if found else None
    except ValueError:
        return None


def _article(record: Record, options: Options, *, source: str, line: int | None = None) -> Article:
    text = normalise(record["text"])
    language = record.get("language", "en")
    check(text, source=source, line=line, max_characters=options.max_characters, language=language)
    try:
        date = parse_date(record["date"]) if "date" in record else options.date
    except InputError as error:
        raise InputError(str(error), source=source, line=line, kind="date") from error
    return Article(
        id=record["id"].encode("utf-8", "backslashreplace").decode(),
        text=text,
        title=_one_line(record.get("title")),
        date=date,
        publisher=_one_line(record.get("publisher")),
        url=record.get("url"),
        language="en",
    )


def _one_line(value: str | None) -> str | None:
    return " ".join(normalise(value).split()) or None if value else None


def _unknown(file: File) -> InputError:
    suffix = PurePosixPath(file.name).suffix.lower() or "(none)"
    known = ", ".join((*FORMATS, *archives.SUFFIXES))
    return InputError(
        f"Files of the suffix {suffix!r} are not read. Known: {known}. If it is one of these formats under another name, "
        "say so with --format.",
        source=file.source,
        kind="other file",
    )


def _skip_errors(source: str, articles: Iterator[Article | Skip]) -> Iterator[Article | Skip]:
    try:
        yield from articles
    except InputError as error:
        yield Skip(error.source or source, str(error).removeprefix(f"{error.source}: "), error.kind)
