"""What an unfinished build has done, so that it goes on where it stopped when it is started again.

The file lies in the store's folder from the first document until the build has ended. Its first line names the build by
what decides its result; each further line a document that is whole in the store, with a digest of the article.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from graphkit.iri import IRI

NAME = "unfinished-build.jsonl"


class Journal:
    """Notes of one build; without a folder it notes nothing."""

    def __init__(self, folder: Path | None, build: str) -> None:
        """Take up the notes of an earlier run of the same `build`, or begin new ones."""
        self._done: dict[str, str] = {}
        self._file: TextIO | None = None
        if folder is None:
            return
        self._path = folder / NAME
        first = json.dumps({"build": digest(build)})
        lines = self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else []
        if lines[:1] == [first]:
            self._done = dict(_entries(lines[1:]))
        draft = folder / (NAME + ".new")
        entries = (json.dumps(entry) for entry in self._done.items())
        draft.write_text("".join(f"{line}\n" for line in (first, *entries)), encoding="utf-8")
        draft.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8")

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the notes; a build that came to its end needs them no more."""
        if self._file is not None:
            self._file.close()
            if error is None:
                self._path.unlink(missing_ok=True)

    def has(self, document: IRI, article: str) -> bool:
        """Tell whether the document is in the store already, made of this `article`."""
        return self._done.get(document) == digest(article)

    def note(self, document: IRI, article: str) -> None:
        """Note that the document, made of this `article`, is whole in the store."""
        if self._file is not None:
            self._done[document] = digest(article)
            self._file.write(json.dumps((document, digest(article))) + "\n")
            self._file.flush()


def digest(text: str) -> str:
    """Shorten `text` to a name of its own.

    >>> digest("a") == digest("a"), digest("a") == digest("b")
    (True, False)
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _entries(lines: list[str]) -> list[tuple[str, str]]:
    """The documents noted; a last line that was cut off is none."""
    found = []
    for line in lines:
        try:
            document, article = json.loads(line)
        except ValueError:
            continue
        found.append((str(document), str(article)))
    return found
