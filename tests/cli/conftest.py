from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphkit import cli

ARTICLE = (
    "Russia launched 35 missiles at Ukraine on Monday, Ukrainian Foreign Minister Dmytro Kuleba said. "
    "Kuleba urged Japan to supply air defence systems. Moscow denied that it had attacked Poland.\n"
)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command as the console script does, in this process."""

    def call(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["graphkit", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfd.readouterr()
        return Outcome(int(stop.value.code or 0), out, err)

    return call


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "2024-08-26-kuleba.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    from graphkit import build

    path = tmp_path_factory.mktemp("store") / "store"
    build(article, to=path).close()
    return path
