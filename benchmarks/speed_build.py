"""How fast `graphkit build` is, end to end, and what it needs: beside the bare language pipeline and beside a peer.

    python benchmarks/speed.py build [--articles 300] [--small 0] [--workers 2] [--repeat 1]

Articles of about 350 words are put together from items of Wikipedia's Current Events portal (`text/current_events.jsonl.gz` in
the folder GRAPHKIT_DATA, or ../shared/data beside the repository), in the order of their dates. Each part runs in a
process of its own, with one thread:

- bare: `nlp.pipe` of graphkit's language pipeline over the texts, nothing else;
- peer: the same, and textacy's subject–verb–object triples, where textacy is installed;
- build: `graphkit.build` into a store on disk, in one process; again with a smaller number of articles, and with workers.

Counts words per second of clock time, and per second of processor time of all processes, which says more on a machine that
does other things too; memory after a fifth of the articles and at the end, of the process or of each worker; and what
share of the time the pass over all documents takes. 300 articles take some minutes; `--articles 20000` is the full run.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from graphkit.model import Article

WORDS = 350
Figures = dict[str, Any]


def data_file() -> Path:
    """Find the items."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("GRAPHKIT_DATA") or beside) / "text" / "current_events.jsonl.gz"


def items() -> Iterator[tuple[str, str]]:
    """Yield date and text of each item."""
    with gzip.open(data_file(), "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["date"], record["text"]


def articles(count: int, words: int = WORDS) -> Iterator[Article]:
    """Put articles of at least `words` words together, from the beginning of the items, and again if they do not suffice."""
    import datetime

    made, texts, size, first = 0, list[str](), 0, ""
    while made < count:
        for day, text in items():
            first = first or day
            texts.append(text)
            size += len(text.split())
            if size >= words:
                yield Article(f"{made:06}", "\n".join(texts), date=datetime.date.fromisoformat(first))
                made, texts, size, first = made + 1, [], 0, ""
                if made == count:
                    return


def bare(count: int, peer: bool) -> Figures:
    """Run the language pipeline alone, or with the peer's triples; the pipeline has been loaded before the clock starts."""
    from graphkit.nlp.extract import load_pipeline

    nlp = load_pipeline(None)
    texts = [article.text for article in articles(count)]
    list(nlp.pipe(texts[:2]))
    clock = Clock()
    triples = 0
    for doc in nlp.pipe(texts, batch_size=16):
        if peer:
            from textacy.extract import subject_verb_object_triples

            triples += len(list(subject_verb_object_triples(doc)))
    return {**clock.stop(), "words": sum(len(text.split()) for text in texts), "triples": triples}


def build(count: int, workers: int) -> Figures:
    """Build into a new store."""
    import graphkit
    from graphkit.report import Report

    report = Report()
    marks: list[list[int]] = []

    def watch(report: Report) -> None:
        if report.added in (max(count // 5, 1), count) and len(marks) < 1 + (report.added == count):
            marks.append(memory())

    with tempfile.TemporaryDirectory() as folder:
        graphkit.build(
            articles(count),
            to=Path(folder) / "store",
            workers=workers,
            report=report,
            on_progress=watch,
            on_skip=lambda skip: print(skip, file=sys.stderr),
        ).close()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    own = resource.getrusage(resource.RUSAGE_SELF)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "words": report.words,
        "seconds": report.seconds,
        "cpu": own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime,
        "reading": report.seconds_reading,
        "tying": report.seconds_tying,
        "statements": report.statements,
        "occurrences": report.occurrences,
        "bytes": size,
        "memory": marks,
    }


def memory() -> list[int]:
    """Resident bytes of this process and of its children."""
    me = os.getpid()
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if int(stat.parent.name) == me or parent == me:
                pages = int((stat.parent / "statm").read_text().split()[1])
                found.append((int(stat.parent.name) != me, pages * resource.getpagesize()))
        except (OSError, IndexError):  # it has ended
            continue
    return [size for _, size in sorted(found)]


def tying(documents: int) -> tuple[float, float, int]:
    """Note and tie three made-up events of each of so many documents: microseconds a document for both, and occurrences.

    Days are spread over a year; names are as unevenly frequent as in news, so that some days and names are crowded.
    """
    from graphkit.intake import Register
    from graphkit.iri import document_iri, fragment_iri
    from graphkit.linking import tie
    from graphkit.model import Telling

    chance, register = random.Random(1), Register(None, copies=False)
    noted = Clock()
    for number in range(documents):
        tellings = []
        for event in range(3):
            anchors = sorted((slot, f"{slot}-{int(chance.paretovariate(1))}") for slot in ("agent", "where", "whom"))
            name = fragment_iri(document_iri(f"d{number}"), f"event-{event}")
            kind = chance.choice(("Attack", "Killing", "Capture"))
            day = f"2024-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            tellings.append(Telling(name, kind, day, tuple(anchors)))
        register.know(f"d{number}", tellings)
    noting = noted.stop()["cpu"]
    tied = Clock()
    count = sum(1 for day in register.days() for _ in tie(register.tellings(day)))
    return noting / documents * 1e6, tied.stop()["cpu"] / documents * 1e6, count


class Clock:
    """Clock time and processor time."""

    def __init__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def stop(self) -> Figures:
        """Give the seconds since."""
        return {"seconds": time.perf_counter() - self._began[0], "cpu": time.process_time() - self._began[1]}


def run(part: str, count: int, workers: int = 1) -> Figures:
    """Run a part in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--articles", str(count), "--workers", str(workers)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def line(name: str, figures: Figures, base: Figures) -> str:
    """Write a row of the table; the cost of loading does not count in clock time, but does in a build's processor time."""
    rate, cpu = figures["words"] / figures["seconds"], figures["words"] / figures["cpu"]
    share = rate / (base["words"] / base["seconds"])
    return f"| {name} | {figures['words']:,} | {figures['seconds']:,.1f} | {rate:,.0f} | {cpu:,.0f} | {share:.2f} |"


def main(argv: list[str] | None = None) -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--small", type=int, default=0, help="articles of the smaller build; a quarter if 0")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--part", choices=["bare", "peer", "build"], help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if not data_file().is_file():
        print(f"{data_file()} is not there: nothing measured. Set GRAPHKIT_DATA to the folder of data sets.")
        return 0
    count = options.articles
    if options.part:
        done = build(count, options.workers) if options.part == "build" else bare(count, options.part == "peer")
        print(json.dumps(done))
        return 0
    base = run("bare", count)
    print(f"{count:,} articles of about {WORDS} words; load of the machine {os.getloadavg()[0]:.1f}\n")
    print("| part | words | seconds | words/s | words per second of processor time | to bare |")
    print("|---|---:|---:|---:|---:|---:|")
    print(line("bare nlp.pipe", base, base), flush=True)
    if find_spec("textacy") is not None:
        print(line("nlp.pipe + textacy's triples", run("peer", count), base), flush=True)
    one = run("build", count)
    print(line("build, one process", one, base), flush=True)
    small_count = options.small or max(count // 4, 1)
    small = run("build", small_count)
    print(line(f"build of {small_count:,} articles", small, base), flush=True)
    many = run("build", count, options.workers)
    print(line(f"build, {options.workers} workers", many, base), flush=True)
    print(
        f"\n{options.workers} workers are {one['seconds'] / many['seconds']:.2f} times as fast as one process. "
        f"An article takes {one['seconds'] / count * 1000:.0f} ms, of {small_count:,} articles {small['seconds'] / small_count * 1000:.0f} ms. "
        f"Reading takes {one['reading'] / one['seconds']:.1%} of the time, tying documents {one['tying'] / one['seconds']:.1%} "
        f"({one['occurrences']:,} shared occurrences). {one['statements'] / count:,.0f} statements and {one['bytes'] / count / 1000:,.0f} kB "
        "in the store for each article."
    )
    for name, figures in (
        ("one process", one),
        (f"{options.workers} workers (the first is the collecting process)", many),
    ):
        sizes = [", ".join(f"{size / 1e6:,.0f}" for size in mark) for mark in figures["memory"]]
        print(f"Memory of {name}, MB: {' → '.join(sizes)} (after a fifth, at the end).")
    print(
        "\nThe pass over all documents, with three made-up events in each, microseconds of processor time a document:"
    )
    for documents in (1_000, 10_000, 40_000):
        noting, pass_, occurrences = tying(documents)
        print(f"{documents:,} documents: noting {noting:.0f}, tying {pass_:.0f} ({occurrences:,} shared occurrences).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
