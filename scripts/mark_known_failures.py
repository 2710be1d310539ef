"""Mark the lexicon's examples that the shipped pipeline does not read as they say, and unmark those that it does.

Runs every example below a folder of ontologies and edits `gkl:knownFailure` in the Turtle files; nothing else in them
changes, and a second run changes nothing. A reason that somebody wrote stays as long as its example fails.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.examples import ExampleReader, Problems, example_of, examples_in, files_with_examples

from graphkit.iri import LEXICON
from graphkit.lexicon import Example
from graphkit.settings import ontology_folder

MISSING = "not found with the shipped pipeline's parse"
MISTAKEN = "stated by mistake: "

TOKEN = re.compile(
    r'''(?P<comment>\#[^\n]*)
    | (?P<iri><[^<>\s]*>)
    | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<sign>[\[\];,()])
    | (?P<word>(?:\\.|[^\s\[\];,()"'<\#])+)''',
    re.VERBOSE | re.DOTALL,
)


@dataclass
class Statement:
    """A predicate with its strings; `begin` and `end` are places in the text."""

    predicate: str
    begin: int
    end: int
    after: int
    """Where the token before it ends that is not the semicolon."""
    strings: list[str] = field(default_factory=list)


@dataclass
class Block:
    """What stands between two brackets, but for what is in brackets within."""

    statements: list[Statement] = field(default_factory=list)
    last: str = ";"
    end: int = 0
    """Where the last token before the closing bracket ends, semicolons left out."""

    def add(self, token: re.Match[str]) -> None:
        """Take the next token."""
        words = token.group()
        if words == ";":
            self.last = words
            return
        if self.last == ";":
            self.statements.append(Statement(words, token.start(), token.end(), self.end))
        else:
            self.statements[-1].end = token.end()
            if token.lastgroup == "string":
                self.statements[-1].strings.append(value_of(words))
        self.last, self.end = words, token.end()

    def example(self) -> Example | None:
        """The example that it is, if it is one."""
        values = {s.predicate.removeprefix("gkl:"): s.strings for s in self.statements}
        return example_of(values) if "text" in values else None


def value_of(string: str) -> str:
    """The value of a string of Turtle."""
    (triple,) = ox.parse(f"<x:s> <x:p> {string} .", format=ox.RdfFormat.TURTLE)
    return str(triple.object.value)


def string_of(value: str) -> str:
    """A value as a string of Turtle."""
    return str(ox.Literal(value))


def blocks(turtle: str) -> Iterator[Block]:
    """Everything in brackets, in the order of the closing ones."""
    stack = [Block()]
    for token in TOKEN.finditer(turtle):
        if token.lastgroup == "comment":
            continue
        if token.group() == "[":
            stack[-1].add(token)
            stack.append(Block(end=token.end()))
        elif token.group() == "]":
            yield stack.pop()
            stack[-1].end = token.end()
        else:
            stack[-1].add(token)


def reason_of(problems: Problems, example: Example) -> str:
    """Say in one line how the reading differs; statements are named where not all of their kind are meant."""
    parts = []
    if problems.missing:
        some = len(example.states) > len(problems.missing)
        parts.append(MISSING + (": " + ", ".join(problems.missing) if some else ""))
    if problems.mistaken:
        parts.append(MISTAKEN + ", ".join(problems.mistaken))
    return "; ".join(parts)


def edit(turtle: str, block: Block, reason: str | None) -> tuple[int, int, str]:
    """Find the place to change, and what to write there, so that `reason` is the block's only mark."""
    marks = [s for s in block.statements if s.predicate == "gkl:knownFailure"]
    if not marks:
        first = block.statements[0].begin
        column = first - (turtle.rfind("\n", 0, first) + 1)
        newline = "\r\n" if "\r\n" in turtle else "\n"
        return block.end, block.end, f" ;{newline}{' ' * column}gkl:knownFailure {string_of(reason or '')}"
    (mark,) = marks
    if reason is not None:
        return mark.begin, mark.end, f"gkl:knownFailure {string_of(reason)}"
    if mark is block.statements[0]:
        return mark.begin, block.statements[1].begin, ""
    between = turtle[mark.after : mark.begin]
    return (mark.begin if "#" in between else mark.after), mark.end, ""


def facts(turtle: str) -> list[tuple[str, ...]]:
    """All triples but the marks; blank nodes are told apart by their order."""
    numbers: dict[object, str] = {}
    return sorted(
        tuple(
            numbers.setdefault(n, f"_:{len(numbers)}") if isinstance(n, ox.BlankNode) else str(n)
            for n in (t.subject, t.predicate, t.object)
        )
        for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/")
        if t.predicate.value != LEXICON + "knownFailure"
    )


def marked(turtle: str, problems_of: Callable[[Example], Problems]) -> tuple[str, list[str]]:
    """Edit one file's text, and list what was changed.

    Raises:
        ValueError: If the brackets that were found are not the examples that a Turtle parser finds.
    """
    found = [(block, example) for block in blocks(turtle) if (example := block.example())]
    if sorted(map(repr, (e for _, e in found))) != sorted(map(repr, (e for _, e in examples_in(turtle)))):
        raise ValueError("the examples are not all written in brackets, with the prefix gkl:")
    edits: list[tuple[int, int, str]] = []
    changes: list[str] = []
    for block, example in found:
        problems, old = problems_of(replace(example, known_failure=None)), example.known_failure
        reason = reason_of(problems, example) if problems else None
        if reason and old and not old.startswith((MISSING, MISTAKEN)):
            reason = old
        if reason != old:
            edits.append(edit(turtle, block, reason))
            changes.append(f"{'+' if reason else '-'} {example.text} {f'({reason})' if reason else ''}".rstrip())
    new = turtle
    for begin, end, words in sorted(edits, reverse=True):
        new = new[:begin] + words + new[end:]
    if facts(new) != facts(turtle):
        raise ValueError("an edit would have changed more than the marks")
    return new, changes


def main() -> int:
    """Read the command line; return 1 where --check finds something to change."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ontology_folder(), help="graphkit's own if left out")
    parser.add_argument("--check", action="store_true", help="say what would change, and change nothing")
    arguments = parser.parse_args()
    texts = {p: p.read_bytes().decode("utf-8") for p in files_with_examples(arguments.folder)}
    reader = ExampleReader(example for text in texts.values() for _, example in examples_in(text))
    total = 0
    for path, text in texts.items():
        try:
            new, changes = marked(text, reader.problems)
        except ValueError as error:
            sys.exit(f"{path}: {error}. Nothing was changed in it.")
        total += len(changes)
        sys.stdout.writelines(f"{path.relative_to(arguments.folder)}: {line}\n" for line in changes)
        if changes and not arguments.check:
            path.write_bytes(new.encode("utf-8"))
    sys.stdout.write(f"{total} marks {'to change' if arguments.check else 'changed'}\n")
    return int(arguments.check and total > 0)


if __name__ == "__main__":
    sys.exit(main())
