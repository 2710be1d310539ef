"""Figures of quality.py as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report import percent, table

_SYNTAX = ("tokens", "sentences", "upos", "xpos", "lemma", "uas", "las")
_NAMES = ("PER", "ORG", "LOC", "all", "spans")


def markdown(figures: dict[str, Any], left_out: dict[str, str]) -> str:
    """Write every part that was measured, and a line for each that was not."""
    blocks = [f"Pipeline: {figures['pipeline']}. All figures in percent."]
    if "articles" in figures:
        blocks += list(_articles(figures["articles"]))
    if "plover" in figures:
        blocks += ["### Coded event sentences (PLOVER GSR)", _plover(figures["plover"])]
    if "entities" in figures:
        blocks += ["### Entities on re3d (development half)", _entities(figures["entities"])]
    if "syntax" in figures:
        blocks += ["### Tagger and parser, F1 from raw text", _f1(figures["syntax"], _SYNTAX)]
    if "names" in figures:
        blocks += ["### Name recogniser, F1", _f1(figures["names"], _NAMES)]
    blocks += [f"Left out: {name} ({reason})." for name, reason in sorted(left_out.items())]
    return "\n\n".join(blocks) + "\n"


def _articles(sets: dict[str, Any]) -> Iterator[str]:
    yield "### Annotated articles"
    header = ["", *(f"{name}: {who}" for name in sets for who in ("graphkit", "peer"))]
    columns = [sets[name][who] for name in sets for who in ("graphkit", "peer")]
    rows = [["articles", *(str(c["articles"]) for c in columns)]]
    for title, key in (("entities", "entities"), ("direct triples", "facts")):
        for measure, short in (("precision", "p"), ("recall", "r"), ("F1", "f1")):
            rows.append([f"{title}, {measure}", *(percent(c[key][short]) for c in columns)])
    rows.append(["classes of the entities found", *(percent(c["classes"]["r"]) for c in columns)])
    rows.append(["non-facts asserted", *(f"{c['nonfacts']['asserted']}/{c['nonfacts']['all']}" for c in columns)])
    rows.append(["non-facts held as events", *(f"{c['nonfacts']['held']}/{c['nonfacts']['all']}" for c in columns)])
    rows.append(["… with the right mark", *(f"{c['nonfacts']['marked']}/{c['nonfacts']['all']}" for c in columns)])
    rows.append(["evidence exact", *(percent(c["evidence"]["r"]) for c in columns)])
    yield table(header, rows)
    yield "On the direct triples that were found (precision / recall / F1; – where nothing is annotated):"
    rows = [
        [title, *(_prf(c[key]) for c in columns)]
        for title, key in (
            ("quantities", "quantities"),
            ("organisation of a position", "positions"),
            ("who says it", "attribution"),
        )
    ]
    roles = sorted({role for c in columns for role, t in c["roles"].items() if t["gold"] or t["wrong"]})
    rows += [[f"role: {role}", *(_prf(c["roles"].get(role)) for c in columns)] for role in roles]
    yield table(header, rows)


def _prf(tally: dict[str, float] | None) -> str:
    if not tally or not (tally["gold"] or tally["wrong"]):
        return "–"
    return " / ".join(percent(tally[key]) for key in ("p", "r", "f1"))


def _plover(both: dict[str, Any]) -> str:
    names = [name for name in both["graphkit"] if name != "by type"]
    rows = []
    for name in names:
        values = [both[who][name] for who in ("graphkit", "peer")]
        rows.append([name, *(str(v) if isinstance(v, int) else percent(v) for v in values)])
    types = both["graphkit"]["by type"]
    rows += [[f"found: {name}", types[name], both["peer"]["by type"].get(name, "–")] for name in types]
    return table(["", "graphkit", "peer"], rows)


def _entities(classes: dict[str, Any]) -> str:
    rows = [[name, *(percent(t[key]) for key in ("p", "r", "f1")), str(t["gold"])] for name, t in classes.items()]
    return table(["", "precision", "recall", "F1", "annotated"], rows)


def _f1(sets: dict[str, Any], columns: tuple[str, ...]) -> str:
    rows = [[name, *(f"{figures[c]:.1f}" for c in columns)] for name, figures in sets.items()]
    return table(["", *columns], rows)
