"""Code that the documentation shows is run as it stands, page by page; what cannot be run here has legal arguments."""

from __future__ import annotations

import gc
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer.main

import graphkit
from graphkit import cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
RUN = ("sh", "python", "sparql")


@dataclass(frozen=True)
class Block:
    language: str
    title: str | None
    text: str


def blocks(page: Path) -> list[Block]:
    found = BLOCK.findall(page.read_text("utf-8"))
    return [Block(language, title or None, text) for language, title, text in found]


def commands(text: str) -> Iterator[list[str]]:
    """The calls of graphkit in shell lines, without redirections and comments."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("graphkit "):
            yield shlex.split(line, comments=True)[1:]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def call(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["graphkit", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


RUNNABLE = [page for page in PAGES if any(b.language in RUN for b in blocks(page))]


@pytest.mark.model
@pytest.mark.parametrize("page", RUNNABLE, ids=name_of)
def test_what_is_shown_runs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "samples" / "texts", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks(page):
        if block.title:
            target = tmp_path / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, "utf-8")
        elif block.language == "python":
            exec(compile(block.text, str(page), "exec"), names)
        elif block.language == "sparql":
            with graphkit.open("store") as graph:
                assert len(list(graph.query(block.text))) > 0, block.text
        elif block.language == "sh":
            asked = list(commands(block.text))
            assert len(asked) == len(block.text.strip().splitlines()), f"not all lines are graphkit's: {block.text}"
            for arguments in asked:
                assert call(arguments, monkeypatch) == 0, (arguments, capsys.readouterr().err)
    for value in names.values():
        if isinstance(value, graphkit.Graph):
            value.close()
    names.clear()
    gc.collect()  # rdflib's views of a store refer to it in circles, and hold its lock


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_arguments_that_are_shown_are_legal(page: Path) -> None:
    group = typer.main.get_command(cli.app)
    for block in blocks(page):
        for name, *arguments in commands(block.text) if block.language in {"sh", "shell"} else ():
            command = group.commands[name]  # type: ignore[attr-defined]
            command.make_context(name, [a for a in arguments if a not in {"…", "..."}])


def test_the_pages_have_blocks_that_run() -> None:
    assert len(RUNNABLE) >= 5
    assert sum(b.language in RUN for page in RUNNABLE for b in blocks(page)) >= 15
