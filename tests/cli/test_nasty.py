"""All that is nasty at once, through the command: each file read or reported, nothing lost, no traceback."""

from __future__ import annotations

import json
from pathlib import Path

from support.inputs import MORE, write
from support.nasty import NASTY

import graphkit
from graphkit.settings import Settings

from .conftest import Run


def test_a_folder_of_nasty_files_costs_no_good_document(run: Run, tmp_path: Path, tiny: Settings) -> None:
    for name, data in NASTY.items():
        write(tmp_path, f"in/{name}", data)
    for number in range(3):
        write(tmp_path, f"in/{number * 4}-good.txt", f"{MORE} This is number {number}.")
    report = tmp_path / "report.json"
    options = ("--model", str(tiny.model), "--report", report, "--seconds", "20")
    done = run("build", tmp_path / "in", "--to", tmp_path / "store", *options)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    with graphkit.open(tmp_path / "store") as graph:
        held = {iri.rpartition("/")[2] for iri in graph.documents()}
    assert {"0-good.txt", "4-good.txt", "8-good.txt"} <= held
    told = json.loads(report.read_text())
    assert told["skipped"].get("fault", 0) == 0, told["skips"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "report.json", "store"]


def test_alone_each_is_read_or_an_error_of_the_input(run: Run, tmp_path: Path, tiny: Settings) -> None:
    for name in ("nul.txt", "broken.jsonl", "locked.pdf", "cut.txt.gz", "quotes.csv", "length.warc", "entity.xml"):
        path = write(tmp_path, name, NASTY[name])
        done = run("build", path, "--to", tmp_path / f"{name}.nq", "--model", str(tiny.model))
        assert done.code in (0, 2), (name, done.err)
        assert "Traceback" not in done.err
        assert done.code == 0 or done.err.strip(), name
