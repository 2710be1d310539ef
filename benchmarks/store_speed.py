"""The store's speed beside that of bare pyoxigraph, rdflib in memory, and rdflib over oxrdflib, on one graph.

The graph is built by graphkit from real text, once; WORK keeps it. Every engine then runs in a process of its own, one
after the other: it loads the graph's N-Quads into memory, answers the same twelve competency questions, and writes Turtle
and JSON-LD. Quick questions are asked again until half a second is over, and the mean counts; each is walked to its last
row. What takes longer than --limit or --limit-writing is broken off and counts as that long,
so that its ratio is a lower bound. Seconds are the processor's, not the wall clock's.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from importlib.metadata import version
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
KINDS = ("Turtle", "JSON-LD")
ENGINES = ("graphkit", "pyoxigraph", "rdflib", "oxrdflib")
TEXT = Path("../shared/data/text/current_events.jsonl.gz")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be given."""
    parser.add_argument("--work", type=Path, required=True, help="folder that keeps the graph")
    parser.add_argument("--text", type=Path, default=TEXT, help="articles: what graphkit build can read")
    parser.add_argument("--statements", type=int, default=1_000_000, help="so many at least, if the text has them")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="measure these anew, if not all")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for a question")
    parser.add_argument("--limit-writing", type=float, default=600.0, help="seconds for writing a file")


def main(given: argparse.Namespace) -> None:
    """Build the graph if it is not there, run the engines, and print the table."""
    store = given.work / "store"
    if not store.exists():
        build(given.text, store, given.statements)
    quads = given.work / "graph.nq"
    if not quads.exists():
        with graphkit.open(store) as graph:
            graph.export(quads)
    for engine in ENGINES:
        if engine in given.engines or not result(engine, given).exists():
            run(engine, given)
    found = {engine: json.loads(result(engine, given).read_text()) for engine in ENGINES}
    print(markdown(found, given))


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


def result(engine: str, given: argparse.Namespace) -> Path:
    """Name the file that keeps an engine's figures."""
    kept: Path = given.work / f"{engine}.json"
    return kept


def run(engine: str, given: argparse.Namespace) -> None:
    """Measure one engine in a process of its own."""
    program = Path(__file__).with_name("store_engines.py")
    command = [
        sys.executable,
        str(program),
        engine,
        str(given.work),
        str(given.limit),
        str(given.limit_writing),
        *QUESTIONS,
    ]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    result(engine, given).write_text(json.dumps(json.loads(answer.stdout.splitlines()[-1]), indent=1))


def markdown(found: dict[str, dict[str, Any]], given: argparse.Namespace) -> str:
    """Write the figures with their ratios to graphkit's; ">" marks what was broken off."""
    ours, engines = found["graphkit"], list(found)
    rows = [_row("load", [found[e]["load"] for e in engines], 1e9)]
    rows += [_row(f"question: {q}", [found[e]["questions"][q] for e in engines], given.limit) for q in QUESTIONS]
    medians = [statistics.median(found[e]["questions"].values()) for e in engines]
    rows.append(_row("median question", medians, given.limit))
    rows += [_row(f"write {kind}", [found[e][kind] for e in engines], given.limit_writing) for kind in KINDS]
    rows.append(_row("open the folder", [found[e].get("open") for e in engines], 1e9))
    rows.append(["memory", *(f"{found[e]['memory'] / 1e6:,.0f} MB" for e in engines), *[""] * (len(engines) - 1)])
    ratios = {
        e: statistics.median(found[e]["questions"][q] / ours["questions"][q] for q in QUESTIONS) for e in engines[1:]
    }
    answers = {e: [q for q in QUESTIONS if found[e]["questions"][q] < given.limit] for e in engines[1:]}
    same = {e: sum(found[e]["answers"][q] == ours["answers"][q] for q in asked) for e, asked in answers.items()}
    return "\n\n".join(
        (
            f"{ours['statements']:,} statements of {ours['documents']:,} documents. Python {sys.version.split()[0]}, "
            + ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "oxrdflib"))
            + f", {os.cpu_count()} processor cores.",
            table(["", *engines, *(f"{e} ÷ graphkit" for e in engines[1:])], rows),
            "Median of the questions' ratios: " + ", ".join(f"{e} {ratio:,.2f}" for e, ratio in ratios.items()) + ".",
            "Same rows as graphkit's: " + ", ".join(f"{e} {same[e]} of {len(answers[e])} answered" for e in same) + ".",
        )
    )


def _row(name: str, seconds: list[float | None], limit: float) -> list[str]:
    ours = seconds[0] or 0.0
    times = ["–" if s is None else f"{'> ' if s >= limit else ''}{_time(s)}" for s in seconds]
    ratios = ["–" if s is None else f"{'> ' if s >= limit else ''}{_ratio(s / ours)}" for s in seconds[1:]]
    return [name, *times, *ratios]


def _ratio(value: float) -> str:
    return f"{value:,.2f}" if value < 10 else f"{value:,.0f}"


def _time(seconds: float) -> str:
    return f"{seconds:,.1f} s" if seconds >= 1 else f"{seconds * 1000:,.1f} ms"
