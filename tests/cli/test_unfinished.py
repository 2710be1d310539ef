"""A build that is cut off by kill -9 leaves whole documents, and ends as if nothing had been when it is started again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphkit.errors import StoreError
from graphkit.graph import Store

pytestmark = pytest.mark.model
TEXT = "Russia launched {} missiles at Ukraine. The army of Ukraine shot down ten of them, Kyiv said."


def documents(folder: Path) -> int:
    try:
        with Store.open(folder, read_only=True) as store:
            return len(store.documents())
    except StoreError:  # it is not there yet
        return 0


def test_a_command_that_was_killed_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl"
    records = ({"id": f"k{n}", "text": TEXT.format(n + 20) * 6, "date": "2024-08-26"} for n in range(30))
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    command = [sys.executable, "-m", "graphkit", "build", str(source), "--quiet", "--to"]
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = subprocess.Popen([*command, str(killed)])
    while documents(killed) < 4:
        with pytest.raises(subprocess.TimeoutExpired):  # it still works
            process.wait(timeout=0.01)
    process.kill()
    process.wait()
    assert 4 <= documents(killed) < 30
    for folder in (killed, whole):
        subprocess.run([*command, str(folder)], check=True)
    stores = [Store.open(folder, read_only=True) for folder in (killed, whole)]
    assert stores[0].quads() == stores[1].quads()
