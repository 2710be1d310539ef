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

from graphkit.errors import StoreError
from graphkit.intake.likeness import BANDS, Likeness, is_within
from graphkit.model import Article

FILE = "intake.sqlite"
_FORMAT = 1
_DAYS = 7
"""Texts that are further apart are no copies: bulletins say the same of different days."""
_MOST_ALIKE = 500
"""So many texts of one band are compared; those beyond are templates."""

_SCHEMA = f"""
PRAGMA user_version = {_FORMAT};
CREATE TABLE documents (
  id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, words INTEGER NOT NULL, day INTEGER, sentences BLOB NOT NULL,
  bands TEXT NOT NULL, article BLOB, seen INTEGER NOT NULL, original TEXT, unsettled INTEGER NOT NULL DEFAULT 1,
  done_fingerprint TEXT, done_original TEXT, done_run TEXT, failed INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX copies ON documents (original) WHERE original IS NOT NULL;
CREATE INDEX unsettled ON documents (unsettled) WHERE unsettled;
CREATE TABLE bands (band INTEGER, hash INTEGER, id TEXT, PRIMARY KEY (band, hash, id)) WITHOUT ROWID;
CREATE TABLE runs (number INTEGER PRIMARY KEY);
"""
_TO_DO = """
  NOT failed AND (fingerprint IS NOT done_fingerprint OR ifnull(original, '') IS NOT done_original
    OR (done_run IS NOT :run AND seen = :seen))
"""


@dataclass(frozen=True, slots=True)
class Task:
    """A document that the target lacks, or holds in another state.

    Attributes:
        id: The document's.
        article: What was read; None if only the target has it.
        original: Id of the document that it is a copy of; None if it has to be worked on itself.
        is_new: Whether the target has held no state of it.
    """

    id: str
    article: Article | None
    original: str | None
    is_new: bool


class Register:
    """Documents by id, for one run over the sources.

    >>> with Register(None, copies=True) as register:
    ...     register.add(Article("a", "The two sides met in Geneva on Tuesday."))
    ...     register.add(Article("b", "GENEVA (Wire) - The two sides met in Geneva on Tuesday."))
    ...     register.settle()
    ...     [(task.id, task.original) for task in register.tasks("run 1")]
    [('a', None), ('b', 'a')]
    """

    def __init__(self, folder: Path | None, *, copies: bool) -> None:
        self._copies = copies
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
            self._rows.execute("UPDATE documents SET failed = 0 WHERE failed")
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

    def match(self, held: Iterable[str]) -> None:
        """Forget what the target no longer holds; `held` are the ids of its documents."""
        self._rows.execute("CREATE TEMP TABLE held (id TEXT PRIMARY KEY) WITHOUT ROWID")
        self._rows.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((document,) for document in held))
        gone = "done_fingerprint IS NOT NULL AND id NOT IN held"
        for (document,) in self._rows.execute(f"SELECT id FROM documents WHERE {gone}").fetchall():
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
            "INSERT INTO documents (id, fingerprint, words, day, sentences, bands, article, seen) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET fingerprint = excluded.fingerprint, "
            "words = excluded.words, day = excluded.day, sentences = excluded.sentences, bands = excluded.bands, "
            "article = excluded.article, seen = excluded.seen, unsettled = 1",
            (
                *(article.id, fingerprint, len(article.text.split()), article.date and article.date.toordinal()),
                *(like.sentences, json.dumps(like.bands), _pack(article), self._run),
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

    def tasks(self, run: str) -> Iterator[Task]:
        """Yield the documents that the target lacks or holds in another state, in order of their ids."""
        last = ""
        values = {"run": run, "seen": self._run}
        while found := self._rows.execute(
            f"SELECT id, article, original, done_run IS NULL FROM documents WHERE {_TO_DO} AND id > :last ORDER BY id "
            "LIMIT 200",
            {**values, "last": last},
        ).fetchall():
            for document, article, original, is_new in found:
                yield Task(document, _unpack(article) if article else None, original, bool(is_new))
            last = found[-1][0]

    def count(self, run: str) -> tuple[int, int, int]:
        """Count documents to work on, their words, and the documents read in this run that need nothing."""
        values = {"run": run, "seen": self._run}
        whole = f"SELECT count(*), ifnull(sum(words), 0) FROM documents WHERE {_TO_DO} AND original IS NULL"
        documents, words = self._rows.execute(whole, values).fetchone()
        quiet = f"SELECT count(*) FROM documents WHERE NOT ({_TO_DO}) AND seen = :seen"
        return documents, words, self._rows.execute(quiet, values).fetchone()[0]

    def done(self, task: Task, run: str) -> None:
        """Note that the target holds the document as the task wanted it; its text is kept there, and no longer here."""
        self._rows.execute(
            "UPDATE documents SET done_fingerprint = fingerprint, done_original = ?, done_run = ?, article = NULL WHERE id = ?",
            (task.original or "", run, task.id),
        )

    def failed(self, document: str) -> None:
        """Note that a document could not be worked on; a later run tries again."""
        self._rows.execute("UPDATE documents SET failed = 1 WHERE id = ?", (document,))

    def vanished(self, held: Iterable[str]) -> Iterator[str]:
        """Yield which of the documents that the target holds were not read in this run."""
        for document in held:
            found = self._rows.execute("SELECT seen FROM documents WHERE id = ?", (document,)).fetchone()
            if found is None or found[0] != self._run:
                yield document

    def drop(self, document: str) -> None:
        """Forget a document that was withdrawn; `settle` then finds another original for its copies."""
        self._drop(document)

    def _drop(self, document: str) -> None:
        self._unsettle(document)
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
