"""Score graphs against annotated articles: entities, facts, roles, times, attribution, quantities, non-facts, evidence.

What counts:

- Entities: nodes of a named class with evidence, matched on any form of the name; the class is scored on the hits.
- Facts: direct triples, and asserted events without an agent. Annotations and predictions are matched one to one, those
  annotations first that are required. Neutral are: a second prediction of a matched fact, the properties that
  counting.toml calls neutral, and an agentless event whose fact is annotated with an agent.
- Roles, times and attribution on matched events; quantities and positions' organisations on matched facts.
- Non-facts: how many are asserted, how many are there as events that are not asserted, and of these how many carry
  the right mark.
- Evidence: mentions whose offsets give their words.

usage: python benchmarks/score.py GRAPHS --gold FOLDER [--only PREFIX] [--verbose] [--json FILE]
GRAPHS holds one RDF file per article, named like the annotation (<stem>.trig, .nq, .ttl or .jsonld).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations import AnnotatedArticle, Fact, NamedEntity, counting, read_annotated
from graphs import DirectFact, GraphView, read_graph
from report import show
from roles import score_nonfacts, score_roles
from tally import Tally
from wording import means

Say = Callable[[str], None]


@dataclass
class Rules:
    """counting.toml in the form that scoring uses."""

    event_of: dict[str, str]
    lasting: set[str]
    symmetric: set[str]
    neutral: set[str]
    agentless: dict[str, str]
    siblings: dict[str, list[str]]
    named: set[str]
    interchangeable: set[str]
    marks: dict[str, str]
    roles: list[str]

    @classmethod
    def read(cls) -> Rules:
        """Read them from the file."""
        raw = counting()
        facts = raw["facts"]
        return cls(
            event_of=raw["events"],
            lasting=set(facts["lasting"]),
            symmetric=set(facts["symmetric"]),
            neutral=set(facts["neutral"]),
            agentless={c: p for p, c in raw["events"].items() if p not in facts["never_agentless"]},
            siblings=facts["siblings"],
            named=set(raw["entities"]["named"]),
            interchangeable=set(raw["entities"]["interchangeable"]),
            marks=raw["nonfacts"],
            roles=raw["roles"]["scored"],
        )


@dataclass
class Scores:
    """All counts over a set of articles."""

    articles: int = 0
    without_graph: int = 0
    entities: Tally = field(default_factory=Tally)
    classes: Tally = field(default_factory=Tally)
    facts: Tally = field(default_factory=Tally)
    by_property: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    quantities: Tally = field(default_factory=Tally)
    positions: Tally = field(default_factory=Tally)
    attribution: Tally = field(default_factory=Tally)
    attribution_agrees: Tally = field(default_factory=Tally)
    roles: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    nonfacts: int = 0
    nonfacts_asserted: int = 0
    nonfacts_held: int = 0
    nonfacts_marked: int = 0
    evidence: Tally = field(default_factory=Tally)

    def figures(self) -> dict[str, Any]:
        """Give everything as plain numbers for a JSON file."""
        tallies = {
            name: getattr(self, name).figures()
            for name in ("entities", "classes", "facts", "quantities", "positions", "evidence")
        }
        return {
            "articles": self.articles,
            "without_graph": self.without_graph,
            **tallies,
            "attribution": self.attribution.figures() | {"agrees": round(self.attribution_agrees.recall, 4)},
            "roles": {name: tally.figures() for name, tally in sorted(self.roles.items())},
            "nonfacts": {
                "all": self.nonfacts,
                "asserted": self.nonfacts_asserted,
                "held": self.nonfacts_held,
                "marked": self.nonfacts_marked,
            },
            "by_property": {name: tally.figures() for name, tally in sorted(self.by_property.items())},
        }


class Matcher:
    """Matches one article's annotations with its graph."""

    def __init__(self, article: AnnotatedArticle, view: GraphView, rules: Rules, say: Say) -> None:
        self.article = article
        self.view = view
        self.rules = rules
        self.say = say
        self.names: dict[str, NamedEntity] = {entity.label: entity for entity in article.entities}
        self.found = view.facts(rules.event_of, rules.lasting, rules.agentless)
        self.matches: dict[DirectFact, Fact] = {}

    def is_meant(self, wanted: str, node: str) -> bool:
        """Tell whether an annotation's argument means a node of the graph."""
        return means(wanted, frozenset(self.view.labels.get(node, ())), self.names)

    def fits(self, fact: Fact, found: DirectFact, *, whatever_agent: bool = False) -> bool:
        """Tell whether a direct fact is what an annotation says."""
        also = self.rules.siblings.get(fact.predicate, [])
        if found.predicate not in fact.predicates and found.predicate not in also:
            return False
        sides: list[tuple[str | None, str | None]] = [(found.subject, found.object)]
        if found.predicate in self.rules.symmetric:
            sides.append((found.object, found.subject))
        return any(
            obj is not None
            and any(self.is_meant(wanted, obj) for wanted in fact.objects)
            and (whatever_agent or self.is_agent(fact, subject))
            for subject, obj in sides
        )

    def is_agent(self, fact: Fact, subject: str | None) -> bool:
        """Tell whether a node, or no node, is who the annotation says did it."""
        if subject is None:
            return None in fact.subjects
        return any(wanted is not None and self.is_meant(wanted, subject) for wanted in fact.subjects)

    def entities(self, scores: Scores) -> None:
        """Match the named entities and score their classes."""
        view, rules = self.view, self.rules
        free = [n for n in sorted(view.evidenced) if view.classes[n] & rules.named and view.labels.get(n)]
        total = len(free)
        hits = 0
        for entity in self.article.entities:
            node = next((n for n in free if self.is_meant(entity.label, n)), None)
            if node is None:
                self.say(f"MISSED ENTITY {entity.kind} {entity.label}")
                continue
            free.remove(node)
            hits += 1
            kinds = view.classes[node]
            is_right = entity.kind in kinds or {entity.kind, *kinds} >= rules.interchangeable
            scores.classes.compare(expected=True, predicted=True, agree=is_right)
            if not is_right:
                self.say(f"CLASS {entity.label}: annotated {entity.kind}, graph {'/'.join(sorted(kinds))}")
        scores.entities.add(gold=len(self.article.entities), hit=hits, right=hits, wrong=total - hits)

    def facts(self, scores: Scores) -> None:
        """Match the facts one to one and judge the predictions that are left."""
        neutral: set[DirectFact] = set()
        for fact in sorted(self.article.facts, key=lambda f: f.optional):
            tally = scores.by_property[fact.predicate]
            fitting = [found for found in self.found if self.fits(fact, found)]
            match = next((found for found in fitting if found not in self.matches), None)
            neutral.update(fitting)
            if match is not None:
                self.matches[match] = fact
            elif not fact.optional:
                self.say(f"MISSED {fact}   | {fact.evidence[:90]}")
            if not fact.optional:
                tally.add(gold=1, hit=match is not None)
                scores.facts.add(gold=1, hit=match is not None)
        for found in self.found:
            is_right = found in self.matches
            is_wrong = not (
                is_right or found in neutral or found.predicate in self.rules.neutral or self.is_told(found)
            )
            scores.by_property[found.predicate].add(right=is_right, wrong=is_wrong)
            scores.facts.add(right=is_right, wrong=is_wrong)
            if is_wrong:
                self.say(f"EXTRA {self.show(found)}")

    def is_told(self, found: DirectFact) -> bool:
        """Tell whether an agentless event is annotated with an agent."""
        if found.subject is not None:
            return False
        return any(self.fits(fact, found, whatever_agent=True) for fact in self.article.facts)

    def details(self, scores: Scores) -> None:
        """Score quantities and positions' organisations on matched facts."""
        for found, fact in self.matches.items():
            values = self.view.roles[found.object]
            if fact.quantity is not None:
                agree = str(fact.quantity) in values["quantity"]
                scores.quantities.compare(expected=True, predicted=bool(values["quantity"]), agree=agree)
            if fact.position_in:
                agree = any(self.is_meant(fact.position_in, node) for node in values["positionIn"])
                scores.positions.compare(expected=True, predicted=bool(values["positionIn"]), agree=agree)

    def show(self, found: DirectFact) -> str:
        """Write a fact with its nodes' labels."""
        ends = [
            "∅" if node is None else "/".join(sorted(self.view.labels.get(node, {node}))[:2])
            for node in (found.subject, found.object)
        ]
        return f"{ends[0]} --{found.predicate}--> {ends[1]}"


def score(
    articles: Iterable[AnnotatedArticle],
    graph_of: Callable[[AnnotatedArticle], GraphView | None],
    *,
    say: Say | None = None,
) -> Scores:
    """Score the graphs of annotated articles; `graph_of` gives an article's graph, None if there is none."""
    rules, scores = Rules.read(), Scores()
    for article in articles:
        graph = graph_of(article)
        scores.articles += 1
        scores.without_graph += graph is None
        view = graph or GraphView(set())

        def tell(line: str, stem: str = article.stem) -> None:
            if say:
                say(f"{stem} {line}")

        matcher = Matcher(article, view, rules, tell)
        matcher.entities(scores)
        matcher.facts(scores)
        matcher.details(scores)
        score_roles(matcher, scores)
        score_nonfacts(matcher, scores)
        for mention in view.mentions.values():
            if {"beginIndex", "endIndex", "anchorOf"} <= set(mention):
                words = article.text[int(mention["beginIndex"]) : int(mention["endIndex"])]
                scores.evidence.compare(expected=True, predicted=True, agree=words == mention["anchorOf"])
    return scores


def main() -> None:
    """Score a folder of graphs and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated articles")
    parser.add_argument("--only", default="", help="only articles whose name begins so")
    parser.add_argument("--verbose", action="store_true", help="print every error")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    arguments = parser.parse_args()
    articles = read_annotated(arguments.gold, prefix=arguments.only)
    if not articles:
        parser.error(f"There is no annotated article in {arguments.gold}.")
    scores = score(
        articles, lambda article: read_graph(arguments.graphs, article.stem), say=print if arguments.verbose else None
    )
    print(show(scores.figures()))
    if arguments.json:
        arguments.json.write_text(json.dumps(scores.figures(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
