"""One engine of store_speed.py, measured in this process: python store_engines.py ENGINE WORK LIMIT LIMIT-OF-WRITING QUESTION...

Prints a line of JSON: seconds of each step, bytes of memory, and for each question the number of rows and a digest of them.
Seconds are those that the processor worked for this process, so that others on the machine do not count; the folder is
opened by the clock on the wall, the quickest of three times.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from graphkit.graph.questions import question
from graphkit.vocab import PREFIXES

QUICK = 0.5
"""What takes less than this many seconds is done again until they are over, and the mean counts."""


def clock(step: Callable[[], object], limit: float) -> float:
    """Give the seconds that the processor works on a step; `limit`, where it is broken off."""
    gc.collect()
    try:
        seconds = _seconds(step, limit)
    except TimeoutError:
        return limit
    if seconds >= QUICK:
        return seconds
    began, times = time.process_time(), 0
    while time.process_time() < began + QUICK:
        step()
        times += 1
    return (time.process_time() - began) / times


def _seconds(step: Callable[[], object], limit: float) -> float:
    began = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, limit, 1.0)  # again each second: libraries swallow exceptions
    try:
        step()
        return time.process_time() - began
    finally:
        while signal.getitimer(signal.ITIMER_PROF)[0]:
            with contextlib.suppress(TimeoutError):  # it may strike once more just now
                signal.setitimer(signal.ITIMER_PROF, 0.0)


def stop(*_: object) -> None:
    """End a step that takes too long."""
    raise TimeoutError


def memory() -> int:
    """Bytes of memory that this process holds now."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def digest(rows: Iterable[Iterable[object]]) -> tuple[int, str]:
    """Number of rows, and a digest of them whatever their order; values as text, without what engines spell differently."""
    said = sorted(json.dumps([_plain(value) for value in row]) for row in rows)
    return len(said), hashlib.sha256("\n".join(said).encode()).hexdigest()


def _plain(value: object) -> str:
    text = "" if value is None else str(getattr(value, "value", value))
    text = text.lower() if text in ("True", "False") else text
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


class Graphkit:
    """The product, as its users call it."""

    def __init__(self, work: Path) -> None:
        from graphkit.graph import Graph

        self.work, self.type = work, Graph

    def load(self) -> None:
        """Load the N-Quads."""
        self.graph = self.type.open(self.work / "graph.nq")

    def ask(self, text: str) -> list[Iterable[object]]:
        """Give all rows."""
        return list(self.graph.query(text))  # type: ignore[arg-type]

    def write(self, path: Path) -> None:
        """Write the graph in the format of the suffix."""
        self.graph.export(path)

    def open(self) -> None:
        """Open the folder and ask whether something is there."""
        with self.type.open(self.work / "store") as graph:
            assert graph.query("ASK { ?x a gk:Launch }")


class Pyoxigraph:
    """The engine underneath; the default graph holds the union here too, or the answers would have repetitions."""

    def __init__(self, work: Path) -> None:
        import pyoxigraph

        self.work, self.ox = work, pyoxigraph

    def load(self) -> None:
        """Load the N-Quads, then make the union."""
        self.store = self.ox.Store()
        self.store.bulk_load(path=str(self.work / "graph.nq"), format=self.ox.RdfFormat.N_QUADS)
        self.store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        for triple in ontology():
            self.store.add(self.ox.Quad(*triple))

    def ask(self, text: str) -> list[Iterable[object]]:
        """Give all rows."""
        found = self.store.query(text, prefixes=PREFIXES)
        return [tuple(row) for row in found]

    def write(self, path: Path) -> None:
        """Write the union, in no order and not grouped, as Oxigraph does."""
        formats = {".ttl": self.ox.RdfFormat.TURTLE, ".jsonld": self.ox.RdfFormat.JSON_LD}
        self.store.dump(str(path), formats[path.suffix], from_graph=self.ox.DefaultGraph(), prefixes=PREFIXES)

    def open(self) -> None:
        """Open the folder and ask whether something is there."""
        store = self.ox.Store.read_only(str(self.work / "store" / "quads"))
        assert store.query("ASK { ?x a gk:Launch }", prefixes=PREFIXES)


class Rdflib:
    """rdflib with its own store in memory, read with its own parser."""

    store = "default"

    def __init__(self, work: Path) -> None:
        import rdflib

        self.work, self.rdflib = work, rdflib

    def load(self) -> None:
        """Load the N-Quads."""
        self.dataset = self.rdflib.Dataset(store=self.store, default_union=True)
        for prefix, namespace in PREFIXES.items():
            self.dataset.bind(prefix, namespace, override=True)
        self.parse()
        known = self.dataset.graph("https://w3id.org/graphkit/ontology")
        data = "".join(f"{s} {p} {o} .\n" for s, p, o in ontology())
        known.parse(data=data, format="nt")

    def parse(self) -> None:
        """Read the file."""
        self.dataset.parse(self.work / "graph.nq", format="nquads")

    def ask(self, text: str) -> list[Iterable[object]]:
        """Give all rows."""
        return list(self.dataset.query(text))

    def write(self, path: Path) -> None:
        """Write the union as Turtle, the documents' graphs as JSON-LD."""
        self.dataset.serialize(path, format="turtle" if path.suffix == ".ttl" else "json-ld")

    open: Callable[[], None] | None = None


class Oxrdflib(Rdflib):
    """rdflib over Oxigraph's store, read with Oxigraph's parser."""

    store = "Oxigraph"

    def parse(self) -> None:
        """Read the file."""
        self.dataset.parse(self.work / "graph.nq", format="ox-nq")


def keep(place: list[list[Iterable[object]]], rows: list[Iterable[object]]) -> None:
    """Keep the last answer only."""
    place[:] = [rows]


def ontology() -> list[tuple[Any, Any, Any]]:
    """The statements of the ontology, which graphkit keeps beside the documents, and which the questions ask for."""
    from graphkit.graph.ontology import graphkit_ontology

    return [(q.subject, q.predicate, q.object) for q in graphkit_ontology().quads]


def main() -> None:
    """Measure, and print."""
    name, work, limit, writing = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    signal.signal(signal.SIGPROF, stop)
    engine = {"graphkit": Graphkit, "pyoxigraph": Pyoxigraph, "rdflib": Rdflib, "oxrdflib": Oxrdflib}[name](work)
    ontology()  # read before the clock runs: every engine is given it
    found: dict[str, Any] = {}
    if engine.open is not None:
        opened = []
        for _ in range(3):
            began = time.perf_counter()
            engine.open()
            opened.append(time.perf_counter() - began)
        found["open"] = min(opened)
    before = memory()
    found["load"] = clock(engine.load, 1e9)
    found["memory"] = memory() - before
    found["questions"], found["answers"] = {}, {}
    for asked in sys.argv[5:]:
        text = question(asked).text
        last: list[list[Iterable[object]]] = []
        found["questions"][asked] = clock(lambda text=text, last=last: keep(last, engine.ask(text)), limit)
        found["answers"][asked] = digest(last[-1]) if last else (0, "")
        print(name, asked, found["questions"][asked], found["answers"][asked][0], file=sys.stderr)
    for kind, suffix in (("Turtle", ".ttl"), ("JSON-LD", ".jsonld")):
        found[kind] = clock(lambda suffix=suffix: engine.write(work / f"{name}{suffix}"), writing)
        print(name, kind, found[kind], file=sys.stderr)
    if isinstance(engine, Graphkit):
        found["statements"], found["documents"] = len(engine.graph), len(engine.graph.documents())
    print(json.dumps(found))


if __name__ == "__main__":
    main()
