"""The store's speed beside that of bare pyoxigraph, rdflib in memory, and rdflib over oxrdflib, on one graph.

The graph is built by graphkit from real text, once; WORK keeps it. Every engine then runs in a process of its own, one
after the other: it loads the graph's N-Quads into memory, answers the same twelve competency questions, and writes Turtle
and JSON-LD. Questions are asked three times, and the quickest counts, save those that take longer than ten seconds; each
is walked to its last row. A question that takes longer than --limit seconds is broken off and counts as that long; loading and writing
have ten times as long.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from report import table

import graphkit
from graphkit.model import Article
from graphkit.readers import read_all

QUESTIONS = (
    *("accusations", "arms-transfers", "attacked-places", "casualties", "contacts", "custody"),
    *("evidence", "launches", "meetings", "positions", "timeline", "speakers"),
)
ENGINES = ("graphkit", "pyoxigraph", "rdflib", "oxrdflib")
TEXT = Path("../shared/data/text/current_events.jsonl.gz")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be given."""
    parser.add_argument("--work", type=Path, required=True, help="folder that keeps the graph")
    parser.add_argument("--text", type=Path, default=TEXT, help="articles: what graphkit build can read")
    parser.add_argument("--statements", type=int, default=1_000_000, help="so many at least, if the text has them")
    parser.add_argument("--limit", type=int, default=60, help="seconds for a question")


def main(given: argparse.Namespace) -> None:
    """Build the graph if it is not there, run the engines, and print the table."""
    store = given.work / "store"
    if not store.exists():
        build(given.text, store, given.statements)
    quads = given.work / "graph.nq"
    if not quads.exists():
        with graphkit.open(store) as graph:
            graph.export(quads)
    found = {engine: run(engine, given) for engine in ENGINES}
    (given.work / "speed.json").write_text(json.dumps(found, indent=1))
    print(markdown(found))


def build(text: Path, store: Path, statements: int) -> None:
    """Build the graph from articles that are spread evenly over the text, more of them until there are enough."""
    articles = [article for article in read_all([text]) if isinstance(article, Article)]
    taken, missing = 0, statements
    while missing > 0 and taken < len(articles):
        share = 9000 if not taken else max(500, taken * missing // (statements - missing) + 1)
        taken = min(len(articles), taken + share)
        chosen = [articles[i * len(articles) // taken] for i in range(taken)]
        with graphkit.build(chosen, to=store, on_skip=lambda skip: None) as graph:
            missing = statements - len(graph)


def run(engine: str, given: argparse.Namespace) -> dict[str, Any]:
    """Measure one engine in a process of its own."""
    program = Path(__file__).with_name("store_engines.py")
    command = [sys.executable, str(program), engine, str(given.work), str(given.limit), *QUESTIONS]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


def markdown(found: dict[str, dict[str, Any]]) -> str:
    """Write the figures with their ratios to graphkit's."""
    ours, bare = found["graphkit"], found["pyoxigraph"]
    rows = [_row("load", [found[e]["load"] for e in ENGINES])]
    rows += [_row(f"question: {name}", [found[e]["questions"][name] for e in ENGINES]) for name in QUESTIONS]
    medians = [statistics.median(found[e]["questions"].values()) for e in ENGINES]
    rows.append(_row("median question", medians))
    rows += [_row(f"write {kind}", [found[e][kind] for e in ENGINES]) for kind in ("Turtle", "JSON-LD")]
    rows.append(_row("open the folder", [found[e].get("open") for e in ENGINES]))
    rows.append(["memory", *(f"{found[e]['memory'] / 1e6:,.0f} MB" for e in ENGINES), "", "", ""])
    ratios = [
        statistics.median(found[e]["questions"][name] / ours["questions"][name] for name in QUESTIONS) for e in ENGINES
    ]
    same = [e for e in ENGINES if found[e]["answers"] == ours["answers"]]
    lines = [
        f"{ours['statements']:,} statements of {ours['documents']:,} documents, "
        f"{os.cpu_count()} processor cores, Python {sys.version.split()[0]}.",
        table(["", *ENGINES, *(f"{e} ÷ graphkit" for e in ENGINES[1:])], rows),
        "Median of the questions' ratios: "
        + ", ".join(f"{e} {ratio:,.2f}" for e, ratio in islice(zip(ENGINES, ratios, strict=True), 1, None))
        + f". Same answers as graphkit: {', '.join(same[1:]) or 'none'}"
        + f" ({sum(map(len, bare['answers'].values())) and sum(a[0] for a in bare['answers'].values()):,} rows).",
    ]
    return "\n\n".join(lines)


def _row(name: str, seconds: list[float | None]) -> list[str]:
    ours = seconds[0] or 0.0
    ratios = ["–" if s is None else f"{s / ours:,.2f}" if s / ours < 10 else f"{s / ours:,.0f}" for s in seconds[1:]]
    return [name, *map(_time, seconds), *ratios]


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return f"{seconds:,.1f} s" if seconds >= 1 else f"{seconds * 1000:,.1f} ms"
