"""Input that does harm elsewhere: each file is read, skipped with a reason, or an error; the good one beside it is never lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.inputs import BODY, MORE, write
from support.nasty import NASTY

from graphkit.errors import InputError
from graphkit.model import Article
from graphkit.readers import FORMATS, Skip, read


def outcome(path: Path) -> list[Article | Skip | InputError]:
    found: list[Article | Skip | InputError] = []
    try:
        found.extend(read(path))
    except InputError as error:
        found.append(error)
    return found


def test_there_are_kinds_enough() -> None:
    assert len(NASTY) >= 60
    assert len({name.partition(".")[2] for name in NASTY}) >= 20


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [("line.txt", b"", b""), ("line.jsonl", b'{"text": "', b'"}\n'), ("line.csv", b"id,text\na,", b"\n"),
     ("line.md", b"# ", b""), ("line.html", b"<html><body><p>", b"</p>"), ("line.eml", b"Subject: a\n\n", b"")],
)  # fmt: skip
def test_a_line_of_fifty_megabytes_is_refused_with_its_limit(
    tmp_path: Path, name: str, begin: bytes, end: bytes
) -> None:
    path = write(tmp_path, f"in/{name}", begin + b"The army said it. " * 2_900_000 + end)
    write(tmp_path, "in/good.txt", MORE)
    found = outcome(tmp_path / "in")
    assert [item.id for item in found if isinstance(item, Article)] == ["good.txt"]
    [reason] = [item.reason for item in found if isinstance(item, Skip)]
    assert "limit" in reason or name == "line.html", "HTML of that size is not parsed: no article is found"
    path.unlink()


@pytest.mark.parametrize("name", NASTY)
def test_what_is_nasty_gets_a_reason_and_costs_nothing_else(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"in/{name}", NASTY[name])
    alone = outcome(path)
    for item in alone:
        said = item.reason if isinstance(item, Skip) else str(item) if isinstance(item, InputError) else item.text
        assert said.strip()
    write(tmp_path, "in/good.txt", MORE)
    beside = outcome(tmp_path / "in")
    assert [a.id for a in beside if isinstance(a, Article) and a.text == MORE] == ["good.txt"]
    assert not any(isinstance(item, InputError) for item in beside)
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted(["in", name, "good.txt"])


def link_to_itself(folder: Path) -> None:
    (folder / "loop").symlink_to(folder)


def dangling_link(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")


def deep(folder: Path) -> None:
    (folder / "/".join("d" * 200)).mkdir(parents=True)


def odd_names(folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"a\nb.txt", b"%2e%2e.txt", b"<x>.txt"):
        (folder / os.fsdecode(name)).write_text(MORE)


@pytest.mark.parametrize("make", [link_to_itself, dangling_link, pipe, deep, odd_names])
def test_nasty_folders_are_read(tmp_path: Path, make: Callable[[Path], None]) -> None:
    write(tmp_path, "in/good.txt", BODY)
    make(tmp_path / "in")
    found = [a for a in read(tmp_path / "in") if isinstance(a, Article)]
    assert [a.id for a in found if a.text == BODY] == ["good.txt"]
    for article in found:
        article.id.encode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([*FORMATS, ".gz", ".zip", ".tar", ".zst", ""]))
def test_any_bytes_under_any_suffix_have_an_outcome(tmp_path: Path, data: bytes, suffix: str) -> None:
    outcome(write(tmp_path, f"a{suffix}", data))
