"""The run that made a document's graph: versions of software, model and ontology, and an IRI made of them."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from graphkit import __version__, vocab
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.terms import node
from graphkit.iri import IRI, slug


@dataclass(frozen=True, slots=True)
class Run:
    """Versions that decide what is extracted; equal versions are the same run, whenever and wherever it happens."""

    software: str
    ontology: str
    model: str = ""

    @property
    def iri(self) -> IRI:
        """IRI of the prov:Activity.

        >>> Run(software="0.1.0", ontology="0.1.0", model="en_graphkit_news 1.0").iri
        'https://w3id.org/graphkit/run/0-1-0/0-1-0/en-graphkit-news-1-0'
        """
        parts = (self.software, self.ontology, self.model)
        return IRI(vocab.RUN + "/".join(slug(part) if part else "none" for part in parts))

    def quads(self, graph: ox.NamedNode) -> list[ox.Quad]:
        """Describe the run in `graph`."""
        run = node(self.iri)
        facts: list[tuple[str, ox.NamedNode | ox.Literal]] = [
            (vocab.TYPE, node(vocab.PROV + "Activity")),
            (vocab.SOFTWARE_VERSION, ox.Literal(self.software)),
            (vocab.ONTOLOGY_VERSION, ox.Literal(self.ontology)),
        ]
        if self.model:
            facts.append((vocab.MODEL_VERSION, ox.Literal(self.model)))
        return [ox.Quad(run, node(p), o, graph) for p, o in facts]


def default_run() -> Run:
    """Name the run of this installation, with no model: for extractions made by hand."""
    return Run(software=__version__, ontology=graphkit_ontology().version)
