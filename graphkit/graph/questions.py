"""The questions that the graph was made to answer: `ontologies/queries/*.rq`, by name and title."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from graphkit.errors import QueryError
from graphkit.settings import ontology_folder


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its name, which is that of its file, and its title, which is the file's first comment."""

    name: str
    title: str
    text: str


def questions() -> tuple[Question, ...]:
    """Read the questions, by name.

    >>> [question.title for question in questions() if question.name == "launches"]
    ['Who launched what at whom, how many, when, and who says so']
    """
    found = []
    for path in sorted((ontology_folder() / "queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found.append(Question(path.stem, text.partition("\n")[0].removeprefix("#").strip(), text))
    return tuple(found)


def question(name: str) -> Question:
    """Find the question called `name`.

    Raises:
        QueryError: If there is none; the message has the nearest.
    """
    named = {question.name: question for question in questions()}
    if name in named:
        return named[name]
    near = difflib.get_close_matches(name, named, n=1, cutoff=0.5)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(named)}."
    raise QueryError(f"There is no question named {name!r}. {hint}")
