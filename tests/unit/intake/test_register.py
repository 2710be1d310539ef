"""The register: what is new, what has changed, what is a copy; whatever the order, and after interruptions."""

from __future__ import annotations

import datetime
import itertools
from pathlib import Path

import pytest

from graphkit.errors import StoreError
from graphkit.intake import Register
from graphkit.intake.likeness import Likeness, is_within
from graphkit.intake.register import FILE
from graphkit.model import Article

SENTENCES = [
    "The rebels fired six rockets at the port of Mokha on Monday, the army said.",
    "Two dockers were killed and a grain silo was damaged.",
    "The United Arab Emirates condemned the attack and promised to send a battery.",
    "Iran denied that it had supplied the rockets.",
    "The governor of the province told reporters that the port would open again within a week.",
]
WIRE = "\n".join(SENTENCES)
CUT = "MOKHA (Wire) — " + " ".join(SENTENCES[:4]) + "\nReporting by A. Smith; editing by B. Jones"
REFLOWED = WIRE.replace("\n", " ").replace("'", "’")
CHANGED = WIRE.replace("Two dockers", "Three dockers")
OTHER = "Kenya and Uganda signed a border treaty in Nairobi. The two presidents will meet again in May."


def originals(register: Register) -> dict[str, str | None]:
    return {task.id: task.original for task in register.tasks("run")}


def settled(*articles: Article) -> dict[str, str | None]:
    with Register(None, copies=True) as register:
        for article in articles:
            register.add(article)
        register.settle()
        return originals(register)


def test_the_text_that_has_all_sentences_is_the_original() -> None:
    articles = (Article("z-wire", WIRE), Article("a-cut", CUT), Article("b-reflowed", REFLOWED), Article("c", OTHER))
    expected = {"a-cut": "b-reflowed", "b-reflowed": None, "c": None, "z-wire": "b-reflowed"}
    for order in itertools.permutations(articles):
        assert settled(*order) == expected


def test_a_changed_figure_is_no_copy() -> None:
    assert settled(Article("a", WIRE), Article("b", CHANGED)) == {"a": None, "b": None}


def test_of_equal_texts_the_earliest_is_the_original() -> None:
    day = datetime.date(2024, 8, 26)
    found = settled(
        Article("a", WIRE, date=day + datetime.timedelta(1)), Article("b", WIRE, date=day), Article("c", WIRE)
    )
    assert found == {"a": "b", "b": None, "c": "b"}


def test_the_same_words_of_other_weeks_are_no_copies() -> None:
    day = datetime.date(2024, 8, 26)
    found = settled(Article("a", WIRE, date=day), Article("b", WIRE, date=day + datetime.timedelta(8)))
    assert found == {"a": None, "b": None}


def test_copies_may_be_kept_apart() -> None:
    with Register(None, copies=False) as register:
        for name in "ab":
            register.add(Article(name, WIRE))
        register.settle()
        assert originals(register) == {"a": None, "b": None}


@pytest.mark.parametrize("text", ["", "Wire", "…", "1 2 3", "\ud800", "x" * 100_000, "a. b. c. " * 5000])
def test_any_text_has_a_likeness(text: str) -> None:
    like = Likeness.of(text)
    assert is_within(like.sentences, like.sentences)


def do_all(register: Register, run: str = "run") -> list[str]:
    register.settle()
    done = []
    for task in register.tasks(run):
        register.done(task, run)
        done.append(task.id)
    return done


def test_the_next_day_only_what_is_new_or_changed_is_done(tmp_path: Path) -> None:
    with Register(tmp_path, copies=True) as register:
        for name, text in (("a", WIRE), ("b", CUT), ("c", OTHER)):
            register.add(Article(name, text))
        assert do_all(register) == ["a", "b", "c"]
    with Register(tmp_path, copies=True) as register:
        register.match(["a", "b", "c"])
        for name, text in (("a", WIRE), ("b", CUT), ("c", OTHER + " It rained all day."), ("d", OTHER)):
            register.add(Article(name, text))
        register.settle()
        assert originals(register) == {"c": None, "d": "c"}
        assert register.count("run") == (1, len((OTHER + " It rained all day.").split()), 2)
    with Register(tmp_path, copies=True) as register:
        register.match(["a", "b", "c"])
        for name, text in (("a", WIRE), ("b", CUT)):
            register.add(Article(name, text))
        register.settle()
        assert set(originals(register)) >= {"c", "d"}, "what a run that was broken off left over is done"
        assert [task.id for task in register.tasks("a later model")][:2] == ["a", "b"]


def test_when_the_original_goes_or_changes_its_copies_are_worked_on(tmp_path: Path) -> None:
    with Register(tmp_path, copies=True) as register:
        register.add(Article("a", WIRE))
        register.add(Article("b", CUT))
        do_all(register)
        register.drop("a")
        register.settle()
        (task,) = register.tasks("run")
        assert (task.id, task.article, task.original, task.is_new) == ("b", None, None, False)
        register.add(Article("a", WIRE))
        register.settle()
        assert originals(register) == {"a": None}, "b is the copy again that the target holds"
        do_all(register)
        register.add(Article("a", CHANGED))
        register.settle()
        assert originals(register) == {"a": None, "b": None}


def test_what_the_target_has_lost_is_done_again(tmp_path: Path) -> None:
    with Register(tmp_path, copies=True) as register:
        register.add(Article("a", WIRE))
        do_all(register)
    with Register(tmp_path, copies=True) as register:
        register.match([])
        register.add(Article("a", WIRE))
        assert do_all(register) == ["a"]


def test_what_was_not_read_has_vanished(tmp_path: Path) -> None:
    with Register(tmp_path, copies=True) as register:
        for name in "ab":
            register.add(Article(name, WIRE))
        do_all(register)
    with Register(tmp_path, copies=True) as register:
        register.know("older", ())
        register.add(Article("a", WIRE))
        assert list(register.vanished()) == ["b", "older"]


def test_what_failed_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    for _ in range(2):
        with Register(tmp_path, copies=True) as register:
            register.add(Article("a", WIRE))
            register.settle()
            assert list(originals(register)) == ["a"]
            register.failed("a")
            assert list(originals(register)) == []


def test_a_damaged_register_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database, and never was one" * 100)
    with pytest.raises(StoreError, match="made anew"):
        Register(tmp_path, copies=True)
