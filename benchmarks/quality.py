"""Measure everything there is to measure and write one table, as Markdown and as JSON.

- tagger, parser and sentences on the test parts of the EWT and GUM treebanks; names on wikigold and re3d
- graphkit's entities on re3d
- PLOVER's coded sentences: event types and directions
- annotated articles: benchmarks/articles/dev, unseen and gold, and any folder named with --gold
- beside it the peer: subject–verb–object triples through the same verbs (peer_svo.py)

usage: python benchmarks/quality.py [--to FOLDER] [--articles NAME…] [--gold FOLDER] [--without PART…]
Public data sets are read from the folder in GRAPHKIT_DATA, or ../shared/data beside the repository; what is not there
is left out and said to be. The table goes to FOLDER/quality.md, the figures to FOLDER/quality.json.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import components
import plover
import tables
from annotations import AnnotatedArticle, counting, read_annotated
from graphs import GraphView, view
from peer_svo import Peer
from score import score

from graphkit.graph.assertions import to_quads
from graphkit.linking import link
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Extractor

HERE = Path(__file__).resolve().parent
PARTS = ("components", "entities", "plover", "articles")


class Bench:
    """Holds the extractor and the peer, which share pipeline and lexicon, and the figures."""

    def __init__(self, data: Path | None) -> None:
        self.extractor = Extractor()
        self.peer = Peer(self.extractor.nlp, self.extractor.lexicon)
        self.data = data
        self.figures: dict[str, Any] = {"pipeline": self.extractor.model_name}
        self.left_out: dict[str, str] = {}

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extract and link, one after the other."""
        return (link(self.extractor.extract(article), self.extractor.lexicon) for article in articles)

    def graph(self, article: Article) -> GraphView:
        """Build the graph of one article."""
        (extraction,) = self.extract([article])
        return view(to_quads(extraction))

    def part(self, name: str, file: Path | None, measure: Callable[[Path], Any]) -> None:
        """Measure one part if its data is there, and note if it is not."""
        if self.data is None:
            self.left_out[name] = "no folder of data sets (GRAPHKIT_DATA)"
        elif file is not None and not (self.data / file).exists():
            self.left_out[name] = f"{file.name} is not in the folder of data sets"
        else:
            print(f"{name} …", file=sys.stderr, flush=True)
            self.figures[name] = measure(self.data)

    def components(self) -> None:
        """Measure tagger, parser and names."""
        nlp = self.extractor.nlp
        self.part("syntax", Path("treebank"), lambda data: components.measure_syntax(nlp, data))
        self.part("names", components.WIKIGOLD, lambda data: components.measure_names(nlp, data))

    def entities(self) -> None:
        """Measure graphkit's entities on re3d."""
        self.part("entities", components.RE3D, lambda data: components.measure_entities(data, self.extract))

    def plover(self) -> None:
        """Measure event types and directions, of graphkit and of the peer."""
        rules = counting()
        events: dict[str, str] = rules["events"]
        symmetric = {events[name] for name in rules["facts"]["symmetric"] if name in events}

        def ours(coded: plover.Coded) -> list[plover.Occurrence]:
            return plover.occurrences(self.graph(Article(id=coded.id, text=coded.text, date=coded.date)), symmetric)

        def theirs(coded: plover.Coded) -> list[plover.Occurrence]:
            quads = self.peer.extract_text(coded.id, coded.text)
            return plover.facts_as_occurrences(view(quads), events, symmetric)

        def measure(data: Path) -> dict[str, Any]:
            coded = plover.read_coded(data / plover.FILE)
            return {
                "graphkit": plover.measure(coded, ours).figures(),
                "peer": plover.measure(coded, theirs).figures(),
            }

        self.part("plover", plover.FILE, measure)

    def articles(self, folders: dict[str, Path]) -> None:
        """Score the annotated articles of each folder, of graphkit and of the peer."""
        for name, folder in folders.items():
            articles = read_annotated(folder)
            if not articles:
                self.left_out[f"articles {name}"] = f"no annotated article in {folder.name}"
                continue
            print(f"articles {name} …", file=sys.stderr, flush=True)
            sets = self.figures.setdefault("articles", {})
            sets[name] = {
                "graphkit": score(articles, lambda article: self.graph(_plain(article))).figures(),
                "peer": score(articles, lambda article: view(self.peer.extract(article))).figures(),
            }


def _plain(article: AnnotatedArticle) -> Article:
    return Article(article.stem, article.text, article.title or None, article.date, article.publisher, article.url)


def find_data() -> Path | None:
    """Find the folder of public data sets."""
    named = os.environ.get("GRAPHKIT_DATA")
    folder = Path(named) if named else HERE.parents[1] / "shared" / "data"
    return folder if folder.is_dir() else None


def main() -> None:
    """Measure, write both files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=HERE / "results", help="folder for quality.md and quality.json")
    parser.add_argument(
        "--articles", nargs="*", default=["dev", "unseen", "kinds", "gold"], help="folders of benchmarks/articles"
    )
    parser.add_argument("--gold", type=Path, help="one more folder of annotated articles")
    parser.add_argument("--without", nargs="*", default=[], choices=PARTS, help="leave these parts out")
    arguments = parser.parse_args()
    folders = {name: HERE / "articles" / name for name in arguments.articles}
    if arguments.gold:
        folders[arguments.gold.name if arguments.gold.name not in folders else str(arguments.gold)] = arguments.gold
    bench = Bench(find_data())
    for part in PARTS:
        if part in arguments.without:
            bench.left_out[part] = "by --without"
        elif part == "articles":
            bench.articles(folders)
        else:
            getattr(bench, part)()
    text = tables.markdown(bench.figures, bench.left_out)
    arguments.to.mkdir(parents=True, exist_ok=True)
    (arguments.to / "quality.md").write_text(text, "utf-8")
    record = {**bench.figures, "left out": bench.left_out}
    (arguments.to / "quality.json").write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
    print(text)


if __name__ == "__main__":
    main()
