"""The register: which documents have been read, which of them the target holds already, and which are copies.

It lies beside the store as one SQLite file, so that memory does not grow with the documents and a run that was broken off
goes on where it stopped. The store is what counts: the register only remembers, and what it has forgotten is done again.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphkit.errors import StoreError
from graphkit.intake.likeness import BANDS, Likeness, is_within
from graphkit.model import Article, Telling

FILE = "intake.sqlite"
_FORMAT = 2
_DAYS = 7
"""Texts that are further apart are no copies: bulletins say the same of different days."""
_MOST_ALIKE = 500
"""So many texts of one band are compared; those beyond are templates."""

_SCHEMA = f"""
PRAGMA user_version = {_FORMAT};
CREATE TABLE documents (
  id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, words INTEGER NOT NULL, day INTEGER, sentences BLOB NOT NULL,
  bands TEXT NOT NULL, article BLOB, seen INTEGER NOT NULL, original TEXT, unsettled INTEGER NOT NULL DEFAULT 1,
  done_fingerprint TEXT, done_original TEXT, done_run TEXT, failed INTEGER NOT NULL DEFAULT 0,
  partition INTEGER NOT NULL DEFAULT 0, written TEXT, statements INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX partitions ON documents (partition, id);
CREATE INDEX written ON documents (written) WHERE written IS NOT NULL;
CREATE INDEX copies ON documents (original) WHERE original IS NOT NULL;
CREATE INDEX unsettled ON documents (unsettled) WHERE unsettled;
CREATE TABLE bands (band INTEGER, hash INTEGER, id TEXT, PRIMARY KEY (band, hash, id)) WITHOUT ROWID;
CREATE TABLE runs (number INTEGER PRIMARY KEY);
CREATE TABLE tellings (
  day TEXT, event TEXT, kind TEXT NOT NULL, anchors TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (day, event)
) WITHOUT ROWID;
CREATE INDEX tellers ON tellings (document);
CREATE TABLE days (day TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_TO_DO = """
  NOT failed AND (fingerprint IS NOT done_fingerprint OR ifnull(original, '') IS NOT done_original
    OR (done_run IS NOT :run AND seen = :seen))
"""
_TASK = "id, article, original, done_run IS NULL, fingerprint, partition, written, statements"


@dataclass(frozen=True, slots=True)
class Task:
    """A document that the target lacks, or holds in another state.

    Attributes:
        id: The document's.
        article: What was read; None if only the target has it.
        original: Id of the document that it is a copy of; None if it has to be worked on itself.
        is_new: Whether the target held no state of it before this run.
        fingerprint: Of what was read.
        partition: Number of the part of the target that it belongs to.
        written: What this run has written of it already, under what the register was told; None if nothing.
        statements: How many statements these were.
    """

    id: str
    article: Article | None
    original: str | None
    is_new: bool
    fingerprint: str = ""
    partition: int = 0
    written: str | None = None
    statements: int = 0


class Register:
    """Documents by id, for one run over the sources.

    >>> with Register(None, copies=True) as register:
    ...     register.add(Article("a", "The two sides met in Geneva on Tuesday."))
    ...     register.add(Article("b", "GENEVA (Wire) - The two sides met in Geneva on Tuesday."))
    ...     register.settle()
    ...     [(task.id, task.original) for task in register.tasks("run 1")]
    [('a', None), ('b', 'a')]
    """

    def __init__(self, folder: Path | None, *, copies: bool, partitions: int = 1) -> None:
        self._copies = copies
        self._partitions = partitions
        try:
            self._rows = sqlite3.connect(
                str(folder / FILE) if folder is not None else "", isolation_level=None, check_same_thread=False
            )
            version = self._rows.execute("PRAGMA user_version").fetchone()[0]
            if version not in (0, _FORMAT):
                raise StoreError(f"{folder}/{FILE} is of another version of graphkit. Remove it: it is made anew.")
            self._rows.execute("PRAGMA journal_mode = WAL")
            self._rows.execute("PRAGMA synchronous = NORMAL")
            self._rows.execute("BEGIN IMMEDIATE")
            if not version:
                for statement in _SCHEMA.split(";"):
                    self._rows.execute(statement)
            self._rows.execute("INSERT INTO runs SELECT ifnull(max(number), 0) + 1 FROM runs")
            self._run = self._rows.execute("SELECT max(number) FROM runs").fetchone()[0]
            self.is_empty = self._rows.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None
            self._rows.execute("UPDATE documents SET failed = 0 WHERE failed")
            self._rows.execute("UPDATE documents SET written = NULL WHERE written IS NOT NULL")
            self.save()
        except sqlite3.DatabaseError as error:
            message = f"{folder}/{FILE} cannot be used ({error}). Wait for other runs, or remove it: it is made anew."
            raise StoreError(message) from error

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Write out what is pending."""
        if self._rows.in_transaction:
            self._rows.execute("COMMIT")
        self._rows.close()

    def save(self) -> None:
        """Make sure that what was noted outlives this process."""
        if self._rows.in_transaction:
            self._rows.execute("COMMIT")
        self._rows.execute("BEGIN")

    def match(self, held: Iterable[str]) -> list[str]:
        """Forget what the target no longer holds; `held` are the ids of its documents. List those that it does not know."""
        self._rows.execute("CREATE TEMP TABLE held (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._rows.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((document,) for document in held))
        self._forget("id NOT IN held")
        known = "SELECT id FROM documents WHERE done_fingerprint IS NOT NULL"
        unknown = self._rows.execute(f"SELECT id FROM held WHERE id NOT IN ({known}) ORDER BY id").fetchall()
        return [document for (document,) in unknown]

    def know(self, document: str, tellings: Iterable[Telling]) -> None:
        """Note that the target holds a document that was not read here, and what it tells."""
        self._rows.execute(
            "INSERT INTO documents (id, fingerprint, words, sentences, bands, seen, unsettled, done_fingerprint, done_run, "
            "done_original, partition) VALUES (?, '', 0, x'', '[]', 0, 0, '', '', '', ?) ON CONFLICT (id) DO UPDATE SET "
            "done_fingerprint = '', done_run = ''",
            (document, self._partition(document)),
        )
        self._tell(document, tellings)

    def forget(self, partition: int) -> None:
        """Forget what the target held of a part that is gone."""
        self._forget("partition = ?", partition)

    def _forget(self, which: str, *values: object) -> None:
        gone = f"SELECT id FROM documents WHERE done_fingerprint IS NOT NULL AND {which}"
        for (document,) in self._rows.execute(gone, values).fetchall():
            self._drop(document)

    def add(self, article: Article) -> None:
        """Note that a document was read."""
        fingerprint = _fingerprint(article)
        found = self._rows.execute("SELECT fingerprint FROM documents WHERE id = ?", (article.id,)).fetchone()
        if found is not None and found[0] == fingerprint:
            stored = "CASE WHEN done_fingerprint IS fingerprint THEN NULL ELSE ? END"
            self._rows.execute(
                f"UPDATE documents SET seen = ?, article = {stored} WHERE id = ?",
                (self._run, _pack(article), article.id),
            )
            return
        if found is not None:
            self._unsettle(article.id)
        like = Likeness.of(article.text) if self._copies else Likeness(b"", ())
        self._rows.execute(
            "INSERT INTO documents (id, fingerprint, words, day, sentences, bands, article, seen, partition) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, "
            "words = excluded.words, day = excluded.day, sentences = excluded.sentences, bands = excluded.bands, "
            "article = excluded.article, seen = excluded.seen, unsettled = 1",
            (
                *(article.id, fingerprint, len(article.text.split()), article.date and article.date.toordinal()),
                *(like.sentences, json.dumps(like.bands), _pack(article), self._run, self._partition(article.id)),
            ),
        )
        rows = ((band, number, article.id) for band, number in enumerate(like.bands))
        self._rows.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", rows)

    def settle(self) -> None:
        """Find out which documents are copies of which, as far as what was added or dropped can have changed it.

        The original is the text that contains the other; of equal ones the earlier, of these the one with the lesser id.
        The result does not depend on the order in which the documents came.
        """
        if not self._copies:
            self._rows.execute("UPDATE documents SET original = NULL, unsettled = 0 WHERE unsettled")
            return
        alike = (
            "SELECT b.id FROM bands a JOIN bands b USING (band, hash) JOIN documents d ON d.id = a.id WHERE d.unsettled"
        )
        self._rows.execute(f"UPDATE documents SET unsettled = 1 WHERE NOT unsettled AND id IN ({alike})")
        last = ""
        while found := self._rows.execute(
            "SELECT id, sentences, day, bands FROM documents WHERE unsettled AND id > ? ORDER BY id LIMIT 500", (last,)
        ).fetchall():
            for document, sentences, day, bands in found:
                original = self._original(document, sentences, day, json.loads(bands))
                self._rows.execute("UPDATE documents SET original = ? WHERE id = ?", (original, document))
            last = found[-1][0]
        self._rows.execute("UPDATE documents SET unsettled = 0 WHERE unsettled")
        chained = (
            "FROM documents a JOIN documents b ON a.original = b.id WHERE b.original IS NOT NULL AND b.original != a.id"
        )
        while chains := self._rows.execute(f"SELECT b.original, a.id {chained}").fetchall():
            self._rows.executemany("UPDATE documents SET original = ? WHERE id = ?", chains)
        self.save()

    def early(self, article: Article, run: str) -> Task | None:
        """Give the task of a document just added, before all have been; None if nothing is to do, or if it is a copy so far.

        It may turn out later to be a copy; `tasks` then gives it again.
        """
        columns = f"{_TASK}, sentences, day, bands"
        values = {"run": run, "seen": self._run, "id": article.id}
        query = f"SELECT {columns} FROM documents WHERE {_TO_DO} AND id = :id"
        found = self._rows.execute(query, values).fetchone()
        if found is None:
            return None
        *task, sentences, day, bands = found
        if self._copies and self._original(article.id, sentences, day, json.loads(bands)) is not None:
            return None
        return dataclasses.replace(_task(tuple(task)), original=None)

    def tasks(self, run: str) -> Iterator[Task]:
        """Yield the documents that the target lacks or holds in another state, by parts of the target and ids."""
        values = {"run": run, "seen": self._run, "partition": -1, "last": ""}
        page = (
            f"SELECT {_TASK} FROM documents WHERE {_TO_DO} AND (partition, id) > (:partition, :last) "
            "ORDER BY partition, id LIMIT 200"
        )
        while found := self._rows.execute(page, values).fetchall():
            tasks = [_task(row) for row in found]
            yield from tasks
            values |= {"partition": tasks[-1].partition, "last": tasks[-1].id}

    def count(self, run: str) -> tuple[int, int, int]:
        """Count documents to work on, their words, and the documents read in this run that need nothing."""
        values = {"run": run, "seen": self._run}
        whole = f"SELECT count(*), ifnull(sum(words), 0) FROM documents WHERE {_TO_DO} AND original IS NULL"
        documents, words = self._rows.execute(whole, values).fetchone()
        quiet = (
            f"SELECT count(*) FROM documents WHERE NOT ({_TO_DO}) AND seen = :seen AND written IS NULL AND NOT failed"
        )
        return documents, words, self._rows.execute(quiet, values).fetchone()[0]

    def done(
        self, task: Task, run: str, *, written: str = "", statements: int = 0, tellings: Iterable[Telling] = ()
    ) -> None:
        """Note that the target holds the document as the task wanted it; its text is kept there, and no longer here.

        Args:
            task: What was done.
            run: IRI of the run.
            written: The word under which it is counted.
            statements: How many statements were written.
            tellings: What it tells that others may tell too.
        """
        self._rows.execute(
            "UPDATE documents SET done_fingerprint = ?1, done_original = ?2, done_run = ?3, written = ?4, statements = ?5, "
            "article = CASE WHEN fingerprint = ?1 THEN NULL ELSE article END WHERE id = ?6",
            (task.fingerprint, task.original or "", run, written, statements, task.id),
        )
        self._tell(task.id, tellings)

    def days(self) -> list[str]:
        """List the days of which something new is told, or no longer told, since they were `tied`."""
        return [day for (day,) in self._rows.execute("SELECT day FROM days ORDER BY day")]

    def tellings(self, day: str) -> Iterator[Telling]:
        """Yield what the documents tell of a day."""
        told = self._rows.execute("SELECT event, kind, anchors FROM tellings WHERE day = ? ORDER BY event", (day,))
        for event, kind, anchors in told:
            yield Telling(event, kind, day, tuple((slot, value) for slot, value in json.loads(anchors)))

    def tied(self, day: str) -> None:
        """Note that the target holds what ties the documents' tellings of a day."""
        self._rows.execute("DELETE FROM days WHERE day = ?", (day,))

    def untie(self) -> None:
        """Have the documents' tellings of all days tied again."""
        self._rows.execute("INSERT OR IGNORE INTO days SELECT DISTINCT day FROM tellings")

    def _tell(self, document: str, tellings: Iterable[Telling]) -> None:
        """Put what a document tells in the place of what it told."""
        told = sorted(tellings)
        self._rows.execute("INSERT OR IGNORE INTO days SELECT day FROM tellings WHERE document = ?", (document,))
        self._rows.execute("DELETE FROM tellings WHERE document = ?", (document,))
        self._rows.executemany("INSERT OR IGNORE INTO days VALUES (?)", {(telling.day,) for telling in told})
        self._rows.executemany(
            "INSERT OR REPLACE INTO tellings VALUES (?, ?, ?, ?, ?)",
            ((t.day, t.event, t.kind, json.dumps(t.anchors), document) for t in told),
        )

    def failed(self, document: str) -> None:
        """Note that a document could not be worked on; a later run tries again."""
        self._rows.execute("UPDATE documents SET failed = 1 WHERE id = ?", (document,))

    def vanished(self) -> Iterator[str]:
        """Yield which of the documents that the target holds were not read in this run, by parts of the target."""
        gone = "done_fingerprint IS NOT NULL AND seen != ?"
        query = f"SELECT id FROM documents WHERE {gone} ORDER BY partition, id"
        for (document,) in self._rows.execute(query, (self._run,)).fetchall():
            yield document

    def drop(self, document: str) -> None:
        """Forget a document that was withdrawn; `settle` then finds another original for its copies."""
        self._drop(document)

    def _drop(self, document: str) -> None:
        self._unsettle(document)
        self._tell(document, ())
        self._rows.execute("DELETE FROM documents WHERE id = ?", (document,))

    def _unsettle(self, document: str) -> None:
        """Take a document out of the bands, and have the originals of its copies sought again."""
        self._rows.execute("UPDATE documents SET unsettled = 1 WHERE original = ?", (document,))
        found = self._rows.execute("SELECT bands FROM documents WHERE id = ?", (document,)).fetchone()
        rows = ((band, number, document) for band, number in enumerate(json.loads(found[0]) if found else ()))
        self._rows.executemany("DELETE FROM bands WHERE band = ? AND hash = ? AND id = ?", rows)

    def _original(self, document: str, sentences: bytes, day: int | None, bands: list[int]) -> str | None:
        candidates: set[str] = set()
        for band, number in zip(range(BANDS), bands, strict=False):
            query = "SELECT id FROM bands WHERE band = ? AND hash = ? ORDER BY id LIMIT ?"
            candidates.update(row[0] for row in self._rows.execute(query, (band, number, _MOST_ALIKE)))
        candidates.discard(document)
        best = _rank(document, sentences, day)
        for candidate in candidates:
            query = "SELECT sentences, day FROM documents WHERE id = ?"
            theirs, their_day = self._rows.execute(query, (candidate,)).fetchone()
            near = day is None or their_day is None or abs(day - their_day) <= _DAYS
            if near and is_within(sentences, theirs):
                best = min(best, _rank(candidate, theirs, their_day))
        return best[2] if best[2] != document else None

    def _partition(self, document: str) -> int:
        return partition_of(document, self._partitions)


def partition_of(document: str, partitions: int) -> int:
    """Number of the part of a target that a document belongs to, by its id alone.

    >>> partition_of("2024-08-26-odesa.txt", 4)
    1
    """
    data = hashlib.sha256(document.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(data[:8], "big") % partitions


def _task(row: tuple[Any, ...]) -> Task:
    document, article, original, is_new, *others = row
    return Task(document, _unpack(article) if article else None, original, bool(is_new), *others)


def _rank(document: str, sentences: bytes, day: int | None) -> tuple[int, int, str]:
    return -len(sentences), day if day is not None else datetime.date.max.toordinal(), document


def _fingerprint(article: Article) -> str:
    return hashlib.sha256(_json(article).encode("utf-8", "surrogatepass")).hexdigest()


def _json(article: Article) -> str:
    values = dataclasses.asdict(article)
    values["date"] = article.date.isoformat() if article.date else None
    return json.dumps(values, sort_keys=True)


def _pack(article: Article) -> bytes:
    return zlib.compress(_json(article).encode("utf-8"), 1)


def _unpack(data: bytes) -> Article:
    values = json.loads(zlib.decompress(data))
    values["date"] = datetime.date.fromisoformat(values["date"]) if values["date"] else None
    return Article(**values)
