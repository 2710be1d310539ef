"""What resources are called, and of which class they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphkit.iri import ONTOLOGY
from graphkit.web.explorer.ask import Ask, values
from graphkit.writers.html.styles import style


@dataclass(frozen=True, slots=True)
class Named:
    """A resource with the name that pages show, and the local name of its class ("" if it has none of graphkit's)."""

    iri: str
    label: str
    kind: str = ""

    @property
    def style(self) -> dict[str, Any]:
        """Colour, icon and name of its class."""
        return style(self.kind)


async def name(ask: Ask, iris: Iterable[str]) -> dict[str, Named]:
    """Look up what resources are called: the fullest label; without one, the end of the IRI."""
    wanted = sorted(set(iris))
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    if wanted:
        query = (
            f"SELECT ?x ?label ?type WHERE {{ {values('x', wanted)} ?x rdfs:label ?label OPTIONAL {{ ?x a ?type }} }}"
        )
        for row in await ask.rows(query):
            iri, label, kind = str(row[0]), str(row[1]), str(row[2] or "")
            labels[iri] = max(labels.get(iri, ""), label, key=lambda text: (len(text), text))
            if kind.startswith(ONTOLOGY):
                kinds[iri] = narrower(kinds.get(iri, ""), kind.removeprefix(ONTOLOGY))
    return {iri: Named(iri, labels.get(iri) or _end(iri), kinds.get(iri, "")) for iri in wanted}


def narrower(one: str, other: str) -> str:
    """Choose between two classes of one thing: an official is a person, a facility a place.

    >>> narrower("Person", "Official"), narrower("", "State")
    ('Official', 'State')
    """
    return max(one, other, key=lambda kind: (kind != "", kind != "Person", kind != "Place", kind))


def _end(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
