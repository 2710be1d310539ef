"""What is wrong in a user's lexicon, with the place of each problem, without reading any text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import LexiconError
from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.lexicon.frames import read_example, read_frames, read_short_forms
from graphkit.lexicon.load import evocable_names, turtle_files
from graphkit.lexicon.names import read_names
from graphkit.lexicon.turtle import RDF_TYPE, Record, TurtleReader, gkl, local
from graphkit.lexicon.values import ROLES, Example, Frame
from graphkit.lexicon.words import read_nouns, read_operators

GRAMMATICAL = frozenset(
    "subject object indirect clause infinitive complement clause-subject phrase adverbial possessive adjective compound "
    "traveller doer sufferer figure named-compound when-subject self noun base".split()
)
"""Slots that docs/lexicon.md names; any other slot is a preposition."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file; `line` is 1-based, 0 where it is not known, `advice` whether the lexicon works all the same."""

    file: str
    line: int
    rule: str
    message: str
    advice: bool = False

    def __str__(self) -> str:
        """Write it as compilers do."""
        kind = "advice" if self.advice else "error"
        return (
            ":".join(filter(None, (self.file, str(self.line or ""), f" {kind}", f" {self.rule}"))) + f": {self.message}"
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: problems in order of their places, the number of frames, and each example with its place."""

    problems: tuple[Problem, ...]
    frames: int
    examples: tuple[tuple[str, int, Example], ...]

    @property
    def is_usable(self) -> bool:
        """Whether no problem is more than advice."""
        return all(problem.advice for problem in self.problems)


def check_files(own: tuple[Path, ...], user: tuple[Path, ...]) -> Checked:
    """Check a user's folders or files of Turtle, read after graphkit's own folders.

    Raises:
        LexiconError: If a folder or file of the user's is not there, or none of them is Turtle.
    """
    files = list(turtle_files(user))
    if not files:
        raise LexiconError("there is no Turtle file (.ttl) in it.", file=", ".join(map(str, user)))
    theirs = {path.resolve() for path in files}
    owned = list(turtle_files(own))
    reader = _reader(path for path in owned if path.resolve() not in theirs)
    known = _Known(reader, _reader(path for path in owned if path.resolve() in theirs))
    problems = [problem for path in files if (problem := _read(reader, path)) is not None]
    short_forms = tuple(read_short_forms(reader))
    frames = tuple(read_frames(reader, *evocable_names(reader, short_forms)))
    tuple(read_operators(reader)), read_nouns(reader), read_names(reader)
    texts = {str(path): path.read_text("utf-8", errors="replace") for path in files}
    for file, messages in reader.problems.items():
        for message in messages if file in texts else ():
            rule, _, words = message.partition(": ")
            problems.append(Problem(file, _line(texts[file], rule), rule, words))
    stated = frozenset(form.event_class for form in short_forms)
    files_of = {local(subject): file for subject, file in reader.files.items()}
    mine = [(frame, file) for frame in frames if (file := files_of[frame.id]) in texts]
    for frame, file in mine:
        problems += _frame_problems(frame, stated, file, texts[file])
    examples = []
    for subject, file in reader.files.items():
        if file in texts:
            problems += known.problems(subject, file, texts[file])
            example = read_example(reader, subject)
            if example.text:
                examples.append((file, _line(texts[file], example.text), example))
    return Checked(tuple(sorted(set(problems))), len(mine), tuple(examples))


def _reader(paths: Iterable[Path]) -> TurtleReader:
    reader = TurtleReader()
    for path in paths:
        reader.read(path)
    return reader


def _read(reader: TurtleReader, path: Path) -> Problem | None:
    try:
        reader.read(path)
    except LexiconError as error:
        cause = str(error).removeprefix(f"{path}: ")
        found = re.search(r"line (\d+)", cause)
        return Problem(str(path), int(found.group(1)) if found else 0, "", cause)
    return None


def _line(text: str, words: str) -> int:
    """Find the line where a name, or a text in quotation marks, first stands by itself."""
    found = re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) if words else None
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _frame_problems(frame: Frame, stated: frozenset[str], file: str, text: str) -> Iterator[Problem]:
    line = _line(text, frame.id)
    for role, slots in frame.roles:
        for slot in slots:
            near = difflib.get_close_matches(slot.name, GRAMMATICAL, 1, 0.78)
            if slot.name not in GRAMMATICAL and near:
                where = _line(text, slot.name) or line
                yield Problem(file, where, frame.id, f"{role} has the slot {slot.name!r}; is {near[0]!r} meant?")
    for word in frame.words:
        if frame.type == "verb" and word != word.lower():
            yield Problem(file, _line(text, word), frame.id, f"{word!r}: write the base form in lower case")
    if frame.lasting and not {"from", "to"} <= {role for role, _ in frame.roles}:
        yield Problem(file, line, frame.id, f"{frame.evokes} is a lasting relation: it needs gkl:from and gkl:to")
    if not frame.lasting and frame.evokes not in stated:
        message = (
            f"{frame.evokes} has no short form (gkl:shortForm at a property): its events will be no direct triples"
        )
        yield Problem(file, line, frame.id, message, advice=True)
    if not frame.examples:
        yield Problem(
            file, line, frame.id, "has no gkl:example; write one that it must read, one that it must not", True
        )


class _Known:
    """The names of graphkit's own lexicon and ontology, to tell misspelt ones by."""

    def __init__(self, reader: TurtleReader, checked: TurtleReader) -> None:
        records = [*reader.records.values(), *checked.records.values()]
        self.properties = {p for record in records for p in record if p.startswith((LEXICON, ONTOLOGY))}
        self.types = {t for record in records for t in record.get(RDF_TYPE, ())}
        self.roles = {ONTOLOGY + role for role in ROLES}
        self.reader = reader

    def problems(self, subject: str, file: str, text: str) -> Iterator[Problem]:
        """Find misspelt properties and types of a subject, and faults in it if it is an example."""
        record = self.reader.records[subject]
        name = local(subject) if "://" in subject else ""
        is_frame = any(t.startswith(LEXICON) and t.endswith("Frame") for t in record.get(RDF_TYPE, ()))
        for predicate in record:
            mine = predicate.startswith(LEXICON) or (predicate.startswith(ONTOLOGY) and is_frame)
            known = self.properties if predicate.startswith(LEXICON) else self.roles
            if mine and predicate not in known:
                yield Problem(file, _line(text, local(predicate)), name, _unknown(predicate, known))
        for kind in record.get(RDF_TYPE, ()):
            if kind.startswith(LEXICON) and kind not in self.types:
                yield Problem(file, _line(text, local(kind)), name, _unknown(kind, self.types))
        for words in gkl(record, "text"):
            yield from self._example(record, file, _line(text, words), words)

    def _example(self, record: Record, file: str, line: int, words: str) -> Iterator[Problem]:
        rule = f"example “{words}”"
        statements = [*gkl(record, "states"), *gkl(record, "statesNot")]
        if not statements:
            yield Problem(file, line, rule, "needs gkl:states or gkl:statesNot")
        for statement in statements:
            parts = [part.strip() for part in statement.split("|")]
            if len(parts) != 3 or not all(parts):
                yield Problem(file, line, rule, f"{statement!r} is not of the form “subject | property | object”")
            elif ONTOLOGY + parts[1] not in self.reader.records:
                known = {s for s in self.reader.records if s.startswith(ONTOLOGY)}
                yield Problem(file, line, rule, _unknown(ONTOLOGY + parts[1], known))


def _unknown(iri: str, known: set[str]) -> str:
    prefix = "gkl:" if iri.startswith(LEXICON) else "gk:"
    near = difflib.get_close_matches(local(iri), sorted(local(k) for k in known), 1, 0.7)
    return f"{prefix}{local(iri)} is unknown" + (f"; is {prefix}{near[0]} meant?" if near else "")
