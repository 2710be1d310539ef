"""RDF files by suffix: what can be read as a store, and how its statements are laid into documents' graphs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import StoreError
from graphkit.graph.terms import node
from graphkit.iri import occurrence_day, occurrences_iri
from graphkit.vocab import DENOTED_BY, NEWS_ARTICLE, PROV, RDF, SAME_OCCURRENCE, TYPE

FORMATS: dict[str, ox.RdfFormat] = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""RDF format of each suffix that can be a store."""


def is_graph_file(path: Path) -> bool:
    """Tell whether the suffix of `path` is one of an RDF file.

    >>> is_graph_file(Path("a.trig")), is_graph_file(Path("folder"))
    (True, False)
    """
    return path.suffix.lower() in FORMATS


def read_quads(path: Path) -> list[ox.Quad]:
    """Read an RDF file; statements outside named graphs go to the graphs of the documents that they come from.

    Raises:
        StoreError: If the file is missing, has an unknown suffix or is not legal; the message names the line.
    """
    return list(read_store(path))


def read_store(path: Path) -> ox.Store:
    """Read an RDF file into memory, as `read_quads` does.

    Raises:
        StoreError: If the file is missing, has an unknown suffix or is not legal; the message names the line.
    """
    rdf_format = FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise StoreError(f"{path} has no suffix of a graph file. Known are {', '.join(FORMATS)}.")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=rdf_format, base_iri=path.absolute().as_uri())
    except FileNotFoundError as error:
        raise StoreError(f"There is no file {path}. Make it with graphkit build or export.") from error
    except SyntaxError as error:
        raise StoreError(f"{path}: not legal {rdf_format.name}: {error}. Mend the file or make it again.") from error
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {error}. Check the file and its rights.") from error
    if next(store.quads_for_pattern(None, None, None, ox.DefaultGraph()), None) is None:
        return store
    laid = ox.Store()
    laid.bulk_extend(lay_into_documents(store))
    return laid


def lay_into_documents(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Move statements of the default graph into their documents' named graphs, as far as evidence tells.

    A node below a document's IRI belongs to that document; a direct triple to those that assert it; what is said of an
    entity to all documents that mention it. Formats without named graphs so lose nothing that a view or removal needs.
    """
    quads = list(quads)
    loose = [quad for quad in quads if quad.graph_name == ox.DefaultGraph()]
    if not loose:
        return quads
    articles = (q.subject for q in loose if q.predicate.value == TYPE and q.object == node(NEWS_ARTICLE))
    documents = {subject for subject in articles if isinstance(subject, ox.NamedNode)}
    mentioned: dict[object, set[ox.NamedNode]] = {}
    parts: dict[object, dict[str, object]] = {}
    for quad in loose:
        home = _home(quad.subject, documents)
        if quad.predicate.value == DENOTED_BY and (place := _home(quad.object, documents)):
            mentioned.setdefault(quad.subject, set()).add(place)
        if home and quad.predicate.value == _GENERATED:
            mentioned.setdefault(quad.object, set()).add(home)
        if home and quad.predicate.value in _PARTS:
            parts.setdefault(quad.subject, {})[quad.predicate.value] = quad.object
    asserted: dict[tuple[object, ...], set[ox.NamedNode]] = {}
    for statement, triple in parts.items():
        if len(triple) == len(_PARTS) and (place := _home(statement, documents)):
            asserted.setdefault(tuple(triple[part] for part in _PARTS), set()).add(place)
    laid = [quad for quad in quads if quad.graph_name != ox.DefaultGraph()]
    for quad in loose:
        places: set[ox.NamedNode]
        if tied := _tie(quad):
            places = {tied}
        elif home := _home(quad.subject, documents):
            places = {home}
        elif quad.predicate.value == DENOTED_BY and (place := _home(quad.object, documents)):
            places = {place}
        else:
            fact = (quad.subject, quad.predicate, quad.object)
            places = asserted.get(fact) or _about(quad.subject, documents, mentioned)
        laid.extend(ox.Quad(quad.subject, quad.predicate, quad.object, place) for place in places)
        if not places:
            laid.append(quad)
    return laid


def _tie(quad: ox.Quad) -> ox.NamedNode | None:
    """Name the graph of what ties documents' events, which the occurrence's name tells."""
    occurrence = quad.object if quad.predicate.value == SAME_OCCURRENCE else quad.subject
    day = occurrence_day(occurrence.value) if isinstance(occurrence, ox.NamedNode) else None
    return node(occurrences_iri(day)) if day else None


_GENERATED = PROV + "wasGeneratedBy"
_PARTS = (RDF + "subject", RDF + "predicate", RDF + "object")


def _home(term: object, documents: set[ox.NamedNode]) -> ox.NamedNode | None:
    if isinstance(term, ox.NamedNode):
        home = node(term.value.partition("#")[0])
        if home in documents:
            return home
    return None


def _about(
    subject: object, documents: set[ox.NamedNode], mentioned: dict[object, set[ox.NamedNode]]
) -> set[ox.NamedNode]:
    return mentioned.get(subject) or (documents if len(documents) == 1 else set())


def read_triples(data: bytes, media: str, graph: str) -> list[ox.Quad]:
    """Read triples of a media type as statements of `graph`.

    Raises:
        LookupError: If the media type is not one of triples.
        ValueError: If `graph` is no IRI, or the data are not legal; the message names the line.
    """
    rdf_format = ox.RdfFormat.from_media_type(media)
    if rdf_format is None or (rdf_format.supports_datasets and rdf_format != ox.RdfFormat.JSON_LD):
        raise LookupError(media)
    home = node(graph)
    try:
        quads = ox.parse(data, format=rdf_format, base_iri=graph, without_named_graphs=True)
        return [ox.Quad(quad.subject, quad.predicate, quad.object, home) for quad in quads]
    except SyntaxError as error:
        raise ValueError(str(error)) from error
