"""What a page carries: heads of all facts to filter and draw by, and their sentences packed, to be opened on demand.

Both are rows instead of objects with names: a large graph is read twice as fast so.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Any

from graphkit.writers.html.facts import Fact, Facts
from graphkit.writers.html.plan import Plan


def is_plain(fact: Fact) -> bool:
    """Tell whether a fact is stated as one: neither denied, nor planned, alleged and the like."""
    return fact.is_stated or (fact.polarity != "Negative" and fact.modality in ("", "Actual"))


def payload(
    facts: Facts,
    nodes: Sequence[dict[str, Any]],
    edges: Sequence[dict[str, Any]],
    plan: Plan,
    *,
    styles: dict[str, Any],
    title: str,
) -> dict[str, Any]:
    """Gather what the page's script reads at once; `js/data.js` has the order of each row."""
    kinds = _numbers([node["kind"] for node in nodes] + [fact.kind for fact in facts.facts])
    labels = _numbers([fact.label for fact in facts.facts])
    modalities = _numbers([fact.modality for fact in facts.facts])
    index = {node.iri: number for number, node in enumerate(facts.nodes)}
    documents = {document.iri: number for number, document in enumerate(facts.documents)}
    in_chunk = _chunk_of(facts, plan, index)
    return {
        "title": title,
        "styles": styles,
        "kinds": list(kinds),
        "labels": list(labels),
        "modalities": list(modalities),
        "documents": [
            {"title": d.title, "date": d.date, "publisher": d.publisher, "url": d.url} for d in facts.documents
        ],
        "communities": [[list(b.names), b.x, b.y, b.radius, b.size] for b in plan.bubbles],
        "nodes": [
            [
                node["label"],
                kinds[node["kind"]],
                *plan.points[number],
                plan.community[number] if plan.community else -1,
                node["names"],
                node["details"],
                node.get("fact", -1),
            ]
            for number, node in enumerate(nodes)
        ],
        "edges": [[e["from"], e["to"], e["role"], int(e["stated"]), e["facts"]] for e in edges],
        "facts": [
            [
                kinds[fact.kind],
                labels[fact.label],
                documents[fact.document],
                index.get(fact.subject, -1),
                index.get(fact.object, -1),
                int(fact.is_stated) + 2 * int(is_plain(fact)) + 4 * int(fact.polarity == "Negative"),
                modalities[fact.modality],
                fact.confidence,
                fact.begin,
                fact.end if fact.end != fact.begin else "",
                chunk,
                sorted(index[iri] for iri in fact.parties - {fact.subject, fact.object} if iri in index),
            ]
            for fact, chunk in zip(facts.facts, in_chunk, strict=True)
        ],
    }


def chunks(facts: Facts, plan: Plan) -> list[str]:
    """Pack what is shown of a fact only when somebody opens it, one chunk for each community, as base64 of gzip."""
    index = {node.iri: number for number, node in enumerate(facts.nodes)}
    rows: list[list[Any]] = [[] for _ in range(max(1, len(plan.bubbles)))]
    for fact, chunk in zip(facts.facts, _chunk_of(facts, plan, index), strict=True):
        rows[chunk].append(
            [
                fact.trigger,
                fact.tense,
                fact.time,
                [fact.speaker.label, index.get(fact.speaker.node, -1)] if fact.speaker else None,
                [[f.role, f.label, index.get(f.node, -1)] for f in fact.roles],
                [[q.text, [list(mark) for mark in q.marks]] for q in fact.quotes],
                fact.rule,
            ]
        )
    return [_packed(found) for found in rows]


def _packed(rows: list[Any]) -> str:
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _chunk_of(facts: Facts, plan: Plan, index: dict[str, int]) -> list[int]:
    """Number of the chunk of each fact: the community of its subject, else of its object, else of who takes part."""
    if not plan.bubbles:
        return [0] * len(facts.facts)
    result: list[int] = []
    for fact in facts.facts:
        ends = [iri for iri in (fact.subject, fact.object, *sorted(fact.parties)) if iri in index]
        result.append(plan.community[index[ends[0]]] if ends else 0)
    return result


def _numbers(texts: Iterable[str]) -> dict[str, int]:
    """Numbers for texts that come again and again, in the order of the alphabet."""
    return {text: number for number, text in enumerate(sorted(set(texts)))}
