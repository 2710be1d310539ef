"""The exceptions of graphkit.

GraphkitError
├── InputError       the article's file cannot be read         .source .line .kind
├── LexiconError     a rule or gazetteer entry is not legal    .file .rule .problems
├── SettingsError    a setting, model or path does not fit
├── MissingExtra     an optional package is not installed      .command
├── StoreError       the store cannot be opened or written
└── QueryError       a SPARQL query is not legal or fails      .query .position
    └── QueryLimit   it took more time, space or memory than it may
"""

from __future__ import annotations


class GraphkitError(Exception):
    """Base of all errors that graphkit raises on purpose: one sentence of cause, one of remedy."""

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as they are: message and attributes, without being made anew."""
        return _restore, (type(self), self.args), self.__dict__


class InputError(GraphkitError):
    """A source cannot be read as an article; `kind` is a word under which reports count such cases."""

    def __init__(self, message: str, *, source: str = "", line: int | None = None, kind: str = "unreadable") -> None:
        where = f"{source}, line {line}: " if source and line else f"{source}: " if source else ""
        super().__init__(where + message)
        self.source = source
        self.line = line
        self.kind = kind


class LexiconError(GraphkitError):
    """Turtle of the lexicon is not legal; `problems` holds every problem of the file, not the first only."""

    def __init__(self, message: str, *, file: str = "", rule: str = "", problems: tuple[str, ...] = ()) -> None:
        where = f"{file}: " if file else ""
        lines = "".join(f"\n  - {p}" for p in problems)
        super().__init__(where + message + lines)
        self.file = file
        self.rule = rule
        self.problems = problems


class SettingsError(GraphkitError):
    """A setting, a model's name or a folder does not fit."""


class MissingExtra(GraphkitError):
    """An optional package is needed; `command` installs it."""

    def __init__(self, message: str, *, command: str) -> None:
        super().__init__(f"{message} Install it with: {command}")
        self.command = command


class StoreError(GraphkitError):
    """The store cannot be opened, read or written."""


class QueryError(GraphkitError):
    """A SPARQL query is not legal, or failed; `position` is (line, column), 1-based."""

    def __init__(self, message: str, *, query: str = "", position: tuple[int, int] | None = None) -> None:
        where = f"line {position[0]}, column {position[1]}: " if position else ""
        super().__init__(where + message)
        self.query = query
        self.position = position


class QueryLimit(QueryError):
    """A SPARQL query was stopped because it took more time, space or memory than it may."""


def _restore(kind: type[GraphkitError], args: tuple[object, ...]) -> GraphkitError:
    return kind.__new__(kind, *args)
