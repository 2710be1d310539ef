"""Facts to one self-contained page: pyvis's network with positions given, own template, nothing from outside.

The page runs no script but its own two, whose hashes its Content-Security-Policy names, and puts words into the page as
text only; so nothing from an article can run.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graphkit.writers.html.facts import Facts
from graphkit.writers.html.payload import chunks, is_plain, payload
from graphkit.writers.html.plan import LINE, arrange, short
from graphkit.writers.html.styles import styles, theme

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Served:
    """What a page knows of the server that gives it: the way to its root, and the address of a resource's page.

    `more` is the address of the same drawing that takes one more `iri`; `centres` are those it has.
    """

    root: str
    address: Callable[[str], str]
    more: str
    centres: tuple[str, ...] = ()


def render(facts: Facts, *, title: str = "graphkit", served: Served | None = None) -> str:
    """Make the page's HTML; the same facts give the same bytes.

    In one file with everything, or, where it is `served`, with links to style sheet and scripts, and to other pages.
    """
    from jinja2 import Environment, FileSystemLoader
    from pyvis.network import Network

    looks = styles()
    nodes, edges = _nodes_and_edges(facts)
    plan = arrange(nodes, [(edge["from"], edge["to"]) for edge in edges], _weights(facts, nodes))
    network = Network(directed=True, cdn_resources="in_line")
    if not plan.bubbles:  # an overview begins with its bubbles, which the page's script draws
        # filled by hand: Network.add_edge searches all earlier edges at each call
        network.nodes = [
            {
                "id": number,
                "label": short(node["label"]),
                "shape": looks.get(node["kind"], looks[""])["shape"],
                "x": x,
                "y": y,
            }
            for number, (node, (x, y)) in enumerate(zip(nodes, plan.points, strict=True))
        ]
        network.edges = [{"id": n, "from": edge["from"], "to": edge["to"]} for n, edge in enumerate(edges)]
    network.set_options(json.dumps(_OPTIONS))
    library, script = vis_network(), view_script()
    network.templateEnv = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    network.templateEnv.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    network.templateEnv.globals.update(
        title=title,
        css=theme() + (HERE / "view.css").read_text(encoding="utf-8"),
        library=library,
        script=script,
        policy=" ".join(f"'sha256-{_sha256(code)}'" for code in (library, script)),
        payload=payload(facts, nodes, edges, plan, styles=looks, title=title)
        | ({"links": _links(facts, nodes, served)} if served else {}),
        served=served,
        chunks=chunks(facts, plan),
    )
    network.path = "view.html.j2"
    page: str = network.generate_html()
    return page


def _links(facts: Facts, nodes: list[dict[str, Any]], served: Served) -> dict[str, Any]:
    plainly = {iri for fact in facts.facts if is_plain(fact) for iri in fact.parties}
    return {
        "unstated": not plainly.issuperset(served.centres),  # else what is asked for would not be seen
        "pages": [served.address(node["iri"]) for node in nodes],
        "iris": [node["iri"] for node in nodes],
        "documents": [served.address(document.iri) for document in facts.documents],
        "facts": [served.address(fact.event) if fact.event else "" for fact in facts.facts],
        "more": served.more,
    }


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
                {
                    "label": fact.trigger or fact.label,
                    "kind": "Event",
                    "names": [],
                    "details": [],
                    "iri": fact.event,
                    "fact": number,
                }
            )
            for iri, role in fillers.items():
                key = (
                    (index[iri], me, role, is_plain(fact))
                    if role == "agent"
                    else (me, index[iri], role, is_plain(fact))
                )
                pairs.setdefault(key, []).append(number)
    edges = [
        {"from": a, "to": b, "role": role, "stated": stated, "facts": found}
        for (a, b, role, stated), found in sorted(pairs.items())
    ]
    return nodes, edges


def _weights(facts: Facts, nodes: list[dict[str, Any]]) -> list[int]:
    """Count the facts in which each node takes part; an event that is a node of its own weighs nothing."""
    reports = Counter(iri for fact in facts.facts for iri in fact.parties)
    return [reports[node["iri"]] for node in nodes]


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 250, "hideEdgesOnDrag": False, "multiselect": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 4,
        "font": {"size": 14, "strokeWidth": 4, "multi": False, "vadjust": -2},
        "widthConstraint": {"maximum": LINE},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "font": {"size": 11, "strokeWidth": 4, "align": "horizontal", "multi": False},
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.08},
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}


def _sha256(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


_PARTS = ("data", "filters", "timeline", "scene", "drawing", "panel", "table", "search", "pictures", "keys")


@cache
def view_script() -> str:
    """Code of the page: its parts in their order, with one scope for all and none for the window."""
    parts = "\n".join((HERE / "js" / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
    return f'"use strict";\n(function () {{\n{parts}\n}})();\n'


@cache
def vis_network() -> str:
    """Code of the drawing library, as pyvis brings it."""
    import pyvis

    folder = Path(pyvis.__file__).resolve().parent / "templates" / "lib"
    files = sorted(folder.glob("vis-9*/vis-network.min.js"))
    return files[-1].read_text(encoding="utf-8").replace("</script", "<\\/script")
