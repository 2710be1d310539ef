"""Shards: a graph as N-Quads in several files, for what no single store should hold.

The folder holds `part-00000.nq` and so on, `occurrences.nq`, and `manifest.json`, which says of each file how many
documents and statements it has and its SHA-256. A document belongs to a part by its id; within a file graphs are sorted
by name and their lines too, so that the same documents make the same bytes.

What a run has finished waits in `waiting.sqlite` until its part is written. A part is written beside the old one, then
the manifest is, then the new file takes the old one's place: whenever a run ends, the folder is as before or as after,
and the next run goes on from there.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graphkit.errors import StoreError
from graphkit.graph.articles import article_in
from graphkit.graph.occurrences import tellings
from graphkit.graph.terms import from_nquads
from graphkit.iri import IRI, document_iri
from graphkit.model import Article
from graphkit.vocab import DCTERMS

if TYPE_CHECKING:
    from graphkit.intake import Register

MANIFEST = "manifest.json"
WAITING = "waiting.sqlite"
OCCURRENCES = "occurrences.nq"
_FORMAT = 1
_CHUNK = 1 << 20
_IDENTIFIER = DCTERMS + "identifier"


@dataclass(frozen=True, slots=True)
class Shard:
    """What the manifest says of a file: `graphs` are documents, or in `occurrences.nq` days."""

    file: str
    graphs: int
    statements: int
    bytes: int
    sha256: str


class Shards:
    """A folder of shards, to be written; `read_shards` reads it."""

    def __init__(self, folder: Path, partitions: int | None) -> None:
        self.folder: Path | None = folder
        self._folder = folder
        known = read_manifest(folder) if is_shards(folder) else None
        if known is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} holds something else. Name a new folder, or one of shards that graphkit made.")
        held = known[0] if known is not None else partitions
        if held is None or held < 1 or (partitions is not None and partitions != held):
            wanted = f"{partitions:,} shards" if partitions is not None else "no number of shards"
            message = f"{folder} has {held or 'no'} shards, and {wanted} were asked for."
            raise StoreError(f"{message} Say how many for a new folder, at least one, and leave it at that.")
        self.partitions: int = held
        self._files: dict[str, Shard] = known[1] if known is not None else {}
        folder.mkdir(parents=True, exist_ok=True)
        if known is None:
            self._write_manifest()
        self._is_new = not (folder / WAITING).exists()
        try:
            self._rows = sqlite3.connect(folder / WAITING, isolation_level=None, timeout=1)
            self._rows.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._rows.execute("BEGIN EXCLUSIVE")
            self._rows.execute(
                "CREATE TABLE IF NOT EXISTS waiting (file TEXT, graph TEXT, nquads BLOB, PRIMARY KEY (file, graph)) WITHOUT ROWID"
            )
        except sqlite3.DatabaseError as error:
            message = f"{folder / WAITING} cannot be used ({error}). Wait for other runs, or remove it: what is missing is made anew."
            raise StoreError(message) from error

    def close(self) -> None:
        """Keep what waits, and let others write."""
        if self._rows.in_transaction:
            self._rows.execute("COMMIT")
        self._rows.close()

    def prepare(self, register: Register) -> None:
        """Go on with files that were being put in place, and have what is missing forgotten."""
        whole = {file: self._is_whole(file) for file in (*map(_part, range(self.partitions)), OCCURRENCES)}
        for partition in range(self.partitions):
            file = _part(partition)
            if (file in self._files and not whole[file]) or (self._is_new and not register.is_empty):
                self._files.pop(file, None)
                self._rows.execute("DELETE FROM waiting WHERE file = ?", (file,))
                register.forget(partition)
            elif register.is_empty and whole[file]:
                for _, nquads in read_graphs(self._folder / file, self._files[file]):
                    for document in _ids(nquads):
                        register.know(document, tellings(from_nquads(nquads)))
        if register.is_empty or not whole[OCCURRENCES]:
            self._rows.execute("DELETE FROM waiting WHERE ? OR file = ?", (register.is_empty, OCCURRENCES))
            self._files.pop(OCCURRENCES, None)
            register.untie()

    def put(self, graph: IRI, nquads: bytes, *, partition: int | None = None) -> None:
        """Have the statements of a graph wait until their part is written."""
        file = _part(partition) if partition is not None else OCCURRENCES
        self._rows.execute("INSERT OR REPLACE INTO waiting VALUES (?, ?, ?)", (file, graph, zlib.compress(nquads, 1)))

    def articles(self, documents: Collection[str], *, partition: int) -> dict[str, Article]:
        """Read documents' articles out of their part, which is read once for all of them."""
        wanted = {document_iri(document): document for document in documents}
        found: dict[str, Article] = {}
        for graph, nquads in self._graphs(_part(partition)) if wanted else ():
            if graph in wanted:
                found[wanted[IRI(graph)]] = article_in(nquads, wanted[IRI(graph)])
        return found

    def complete(self, partition: int) -> None:
        """Write a part, if anything waits for it."""
        self._write(_part(partition))

    def save(self) -> None:
        """Make sure that what waits outlives this process."""
        self._rows.execute("COMMIT")
        self._rows.execute("BEGIN EXCLUSIVE")

    def finish(self) -> None:
        """Write all parts for which something waits; make those that have nothing, so that each has its file."""
        for file in (*map(_part, range(self.partitions)), OCCURRENCES):
            self._write(file, always=file not in self._files)

    def _write(self, file: str, *, always: bool = False) -> None:
        waits = self._rows.execute("SELECT 1 FROM waiting WHERE file = ? LIMIT 1", (file,)).fetchone() is not None
        if not waits and not always:
            return
        self.save()
        draft = self._folder / (file + ".new")
        checksum, graphs, statements, size = hashlib.sha256(), 0, 0, 0
        with draft.open("wb") as target:
            for _, nquads in self._graphs(file):
                target.write(nquads)
                checksum.update(nquads)
                graphs, statements, size = graphs + 1, statements + nquads.count(b"\n"), size + len(nquads)
            target.flush()
            os.fsync(target.fileno())
        self._files[file] = Shard(file, graphs, statements, size, checksum.hexdigest())
        self._write_manifest()
        draft.replace(self._folder / file)
        self._rows.execute("DELETE FROM waiting WHERE file = ?", (file,))
        self.save()

    def _graphs(self, file: str) -> Iterator[tuple[str, bytes]]:
        """Merge a part as it stands with what waits for it; both are sorted by the graphs' names."""
        old = iter(read_graphs(self._folder / file, self._files[file]) if file in self._files else ())
        rows = self._rows.execute("SELECT graph, nquads FROM waiting WHERE file = ? ORDER BY graph", (file,))
        new = ((graph, zlib.decompress(data)) for graph, data in rows)
        left, right = next(old, None), next(new, None)
        while left is not None or right is not None:
            if right is None or (left is not None and left[0].encode() < right[0].encode()):
                if left is not None:
                    yield left
                left = next(old, None)
                continue
            if left is not None and left[0] == right[0]:
                left = next(old, None)
            if right[1]:
                yield right
            right = next(new, None)

    def _is_whole(self, file: str) -> bool:
        """Tell whether a file is as the manifest says, by its size; a new one that the manifest knows is put in its place."""
        path, draft = self._folder / file, self._folder / (file + ".new")
        shard = self._files.get(file)
        if draft.exists():
            if shard is not None and _checksum(draft) == shard.sha256:
                draft.replace(path)
            else:
                draft.unlink()
        return shard is not None and path.is_file() and path.stat().st_size == shard.bytes

    def _write_manifest(self) -> None:
        files = [asdict(self._files[name]) for name in sorted(self._files)]
        value = {"made_by": "graphkit", "format": _FORMAT, "partitions": self.partitions, "files": files}
        draft = self._folder / (MANIFEST + ".new")
        with draft.open("w", encoding="utf-8") as target:
            json.dump(value, target, indent=1)
            target.write("\n")
            target.flush()
            os.fsync(target.fileno())
        draft.replace(self._folder / MANIFEST)


def is_shards(folder: Path) -> bool:
    """Tell whether a folder is one of shards."""
    return (folder / MANIFEST).is_file()


def read_manifest(folder: Path) -> tuple[int, dict[str, Shard]]:
    """Read the manifest: the number of parts, and the files by name.

    Raises:
        StoreError: If it is damaged, or of another version.
    """
    try:
        value = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if value["format"] != _FORMAT:
            raise ValueError(f"its format is {value['format']}")
        return int(value["partitions"]), {entry["file"]: Shard(**entry) for entry in value["files"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"{folder / MANIFEST} is damaged or of another version ({error}). Build the shards again, in a new folder."
        )
        raise StoreError(message) from error


def read_shards(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each graph's name and lines, file by file, and check the files against the manifest.

    Raises:
        StoreError: If a file is missing or is not what the manifest says.
    """
    for shard in read_manifest(folder)[1].values():
        yield from read_graphs(folder / shard.file, shard)


def read_graphs(path: Path, shard: Shard | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield each graph's name and lines of one file, one graph in memory at a time.

    Raises:
        StoreError: If the file cannot be read, or its checksum is not that of `shard`.
    """
    try:
        if shard is not None and _checksum(path) != shard.sha256:
            raise StoreError(f"{path} is damaged. Remove it: the next build makes it anew.")
        with path.open("rb") as source:
            yield from _grouped(source)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be read ({error.strerror}). Run the build again: it makes what is missing."
        ) from error


def _grouped(source: BinaryIO) -> Iterator[tuple[str, bytes]]:
    name, lines = b"", list[bytes]()
    for line in source:
        graph = line.rsplit(b" ", 2)[1]
        if graph != name and lines:
            yield name[1:-1].decode(), b"".join(lines)
            lines = []
        name = graph
        lines.append(line)
    if lines:
        yield name[1:-1].decode(), b"".join(lines)


def _ids(nquads: bytes) -> Iterator[str]:
    for quad in from_nquads(nquads):
        if quad.predicate.value == _IDENTIFIER and quad.subject == quad.graph_name:
            yield str(getattr(quad.object, "value", ""))


def _checksum(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _part(partition: int) -> str:
    return f"part-{partition:05}.nq"
