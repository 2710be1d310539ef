"""The command as a whole: help, usage errors, faults, speed of start, documentation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from graphkit import cli

from .conftest import Run

COMMANDS = sorted(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(run: Run, command: str) -> None:
    assert run(command, "--help").code == 0
    assert f"graphkit {command}" in README


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fly",), "No such command 'fly'"),
        (("build",), "Missing argument"),
        (("build", "x.txt"), "Missing option '--to'"),
        (("build", "x.txt", "--to", "y", "--nonsense"), "No such option"),
        (("build", "x.txt", "--to", "y", "--field", "text"), "FIELD=NAME"),
        (("build", __file__, "--to", "y", "--format", "text", "--date", "26.8.2024"), "YYYY-MM-DD"),
        (("build", "x.txt", "--to", "y"), "no such file"),
        (("query", "y", __file__), f"--file {__file__}"),
        (("query", "y", "attacked-places"), "--named attacked-places"),
    ],
)
def test_usage_errors_are_one_message_and_exit_with_2(
    run: Run, arguments: tuple[str, ...], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.code == 2
    assert words in done.err
    assert done.err.startswith("graphkit: ")
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_our_own_faults_exit_with_1(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def break_down(path: Path) -> None:
        raise RuntimeError("broken")

    (tmp_path / "store").mkdir()
    monkeypatch.setattr(cli, "_open", break_down)
    done = run("explain", tmp_path / "store", "x")
    assert done.code == 1
    assert "fault of graphkit" in done.err
    assert "RuntimeError" in done.err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['graphkit', '--help']\n"
        "from graphkit.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'rdflib', 'pyoxigraph', 'networkx', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "graphkit", "info"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("graphkit")
