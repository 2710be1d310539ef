"""Write figures as text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def show(figures: dict[str, Any]) -> str:
    """Write one set's scores as plain text."""
    lines = [f"{'relation':18} expected  hit  right  wrong"]
    by_property = sorted(figures["by_property"].items(), key=lambda item: -item[1]["gold"])
    lines += [f"{name:18} {t['gold']:8} {t['hit']:4} {t['right']:6} {t['wrong']:6}" for name, t in by_property]
    lines.append(f"articles {figures['articles']}, without a graph {figures['without_graph']}")
    for name in ("entities", "classes", "facts", "quantities", "positions", "attribution", "evidence"):
        lines.append(f"{name:12} {_prf(figures[name])}")
    lines += [f"role {name:11} {_prf(t)}" for name, t in figures["roles"].items() if t["gold"] or t["wrong"]]
    n = figures["nonfacts"]
    lines.append(
        f"non-facts {n['all']}: asserted {n['asserted']}, held as events {n['held']}, rightly marked {n['marked']}"
    )
    return "\n".join(lines)


def _prf(tally: dict[str, float]) -> str:
    counts = f"(expected {tally['gold']}, hit {tally['hit']}, right {tally['right']}, wrong {tally['wrong']})"
    return f"P {tally['p']:.3f}  R {tally['r']:.3f}  F1 {tally['f1']:.3f}  {counts}"


def percent(value: float | None) -> str:
    """Write a share in percent with one decimal, a dash for None.

    >>> percent(0.8364), percent(None)
    ('83.6', '–')
    """
    return "–" if value is None else f"{100 * value:.1f}"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a Markdown table, its first column left-aligned and the others right-aligned."""
    names = list(header)
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
