"""Facts to one self-contained page: pyvis's network with positions given, own template, nothing from outside.

The page runs no script but its own two, whose hashes its Content-Security-Policy names, and puts words into the page as
text only; so nothing from an article can run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.writers.html.facts import Fact, Facts
from graphkit.writers.html.layout import place

HERE = Path(__file__).resolve().parent
_LINE = 150.0
_LETTER = 7.4


def render(facts: Facts, *, title: str = "graphkit") -> str:
    """Make the page's HTML; the same facts give the same bytes."""
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    styles = _styles()
    nodes, edges = _nodes_and_edges(facts)
    points = place([_box(node["label"]) for node in nodes], [(e["from"], e["to"]) for e in edges])
    network = Network(directed=True, cdn_resources="in_line")
    for number, (node, (x, y)) in enumerate(zip(nodes, points, strict=True)):
        style = styles.get(node["kind"], styles[""])
        network.nodes.append(
            {
                "id": number,
                "label": _short(node["label"]),
                "shape": style["shape"],
                "color": style["color"],
                "size": style["size"],
                "x": x,
                "y": y,
            }
        )
    # filled by hand: Network.add_edge searches all earlier edges at each call
    network.edges = [
        {"id": number, "from": edge["from"], "to": edge["to"], "label": edge["label"]}
        for number, edge in enumerate(edges)
    ]
    network.set_options(json.dumps(_OPTIONS))
    library, script = _vis_network(), (HERE / "view.js").read_text(encoding="utf-8")
    network.templateEnv = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    network.templateEnv.globals.update(
        title=title,
        css=(HERE / "view.css").read_text(encoding="utf-8"),
        library=library,
        script=script,
        policy=" ".join(f"'sha256-{_sha256(code)}'" for code in (library, script)),
        payload=_payload(facts, nodes, edges, styles, title),
    )
    network.path = "view.html.j2"
    page: str = network.generate_html()
    return page


def _nodes_and_edges(facts: Facts) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Entities as nodes, with an edge for each ordered pair that a statement ties; many-sided events as small nodes."""
    nodes: list[dict[str, Any]] = [
        {
            "label": n.label,
            "kind": n.kind,
            "names": list(n.names),
            "details": [list(d) for d in n.details],
            "iri": n.iri,
        }
        for n in facts.nodes
    ]
    index = {node.iri: number for number, node in enumerate(facts.nodes)}
    pairs: dict[tuple[int, int, str, bool], list[int]] = {}
    for number, fact in enumerate(facts.facts):
        if fact.subject in index and fact.object in index:
            key = (index[fact.subject], index[fact.object], "", fact.is_stated)
            pairs.setdefault(key, []).append(number)
            continue
        fillers = {f.node: f.role for f in reversed(fact.roles) if f.node in index}
        if fact.event and len(fillers) > 1:
            me = len(nodes)
            nodes.append(
                {"label": fact.trigger or fact.label, "kind": "Event", "names": [], "details": [], "fact": number}
            )
            for iri, role in fillers.items():
                key = (
                    (index[iri], me, role, _is_plain(fact))
                    if role == "agent"
                    else (me, index[iri], role, _is_plain(fact))
                )
                pairs.setdefault(key, []).append(number)
    edges = [
        {"from": a, "to": b, "role": role, "stated": stated, "facts": found, "label": _edge_label(facts, role, found)}
        for (a, b, role, stated), found in sorted(pairs.items())
    ]
    return nodes, edges


def _is_plain(fact: Fact) -> bool:
    return fact.is_stated or (fact.polarity != "Negative" and fact.modality in ("", "Actual"))


def _edge_label(facts: Facts, role: str, found: list[int]) -> str:
    if role:
        return role
    labels = sorted({facts.facts[number].label for number in found})
    return ", ".join(labels[:2]) + (f" +{len(labels) - 2}" if len(labels) > 2 else "")


def _payload(
    facts: Facts, nodes: list[dict[str, Any]], edges: list[dict[str, Any]], styles: dict[str, Any], title: str
) -> dict[str, Any]:
    index = {node.iri: number for number, node in enumerate(facts.nodes)}
    documents = {document.iri: number for number, document in enumerate(facts.documents)}
    return {
        "title": title,
        "styles": styles,
        "leftOut": facts.left_out,
        "documents": [
            {"title": d.title, "date": d.date, "publisher": d.publisher, "url": d.url} for d in facts.documents
        ],
        "nodes": nodes,
        "edges": edges,
        "facts": [_fact(fact, index, documents) for fact in facts.facts],
    }


def _fact(fact: Fact, index: dict[str, int], documents: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "label": fact.label,
        "document": documents[fact.document],
        "subject": index.get(fact.subject, -1),
        "object": index.get(fact.object, -1),
        "stated": fact.is_stated,
        "plain": _is_plain(fact),
        "trigger": fact.trigger,
        "polarity": fact.polarity,
        "modality": fact.modality,
        "tense": fact.tense,
        "confidence": fact.confidence,
        "time": fact.time,
        "begin": fact.begin,
        "end": fact.end,
        "speaker": [fact.speaker.label, index.get(fact.speaker.node, -1)] if fact.speaker else None,
        "roles": [[f.role, f.label, index.get(f.node, -1)] for f in fact.roles],
        "quotes": [{"text": q.text, "begin": q.begin, "marks": [list(mark) for mark in q.marks]} for q in fact.quotes],
        "rule": fact.rule,
    }


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "hideEdgesOnDrag": False, "multiselect": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "font": {"size": 14, "strokeWidth": 4, "multi": False, "vadjust": -2},
        "widthConstraint": {"maximum": _LINE},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 11, "strokeWidth": 4, "align": "horizontal", "multi": False},
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.08},
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}


def _short(label: str) -> str:
    return label if len(label) <= 60 else label[:57].rstrip() + "…"


def _box(label: str) -> tuple[float, float]:
    length = len(_short(label)) * _LETTER
    return min(length, _LINE) + 24, 44 + 17 * math.ceil(length / _LINE)


def _sha256(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


@cache
def _styles() -> dict[str, Any]:
    styles: dict[str, Any] = json.loads((HERE / "styles.json").read_text(encoding="utf-8"))
    return styles


@cache
def _vis_network() -> str:
    """Code of the drawing library, as pyvis brings it."""
    import pyvis

    folder = Path(pyvis.__file__).resolve().parent / "templates" / "lib"
    files = sorted(folder.glob("vis-9*/vis-network.min.js"))
    return files[-1].read_text(encoding="utf-8").replace("</script", "<\\/script")
