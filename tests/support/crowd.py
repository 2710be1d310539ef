"""Stores with many names, written as N-Quads by hand: as large as a test needs, and the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

GK = "https://w3id.org/graphkit/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
GAF = "http://groundedannotationframework.org/gaf#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
KINDS = ("State", "Organization", "Official", "Person", "Place", "WeaponSystem")
CIRCLE = 50
"""Names that have to do with each other; the first of them with all and with the next circle's first; the second
with the first of the circle on the other side."""


def crowd(path: Path, names: int) -> Path:
    """Write the N-Quads of `names` names in circles, one document for each circle."""
    path.write_text("".join(f"{line} .\n" for line in _lines(names)), encoding="utf-8")
    return path


def name(number: int) -> str:
    return f"Harbour {number // CIRCLE}" if number % CIRCLE == 0 else f"Visitor {number}"


def _lines(names: int) -> Iterator[str]:
    for start in range(0, names, CIRCLE):
        document = f"https://w3id.org/graphkit/document/d{start}"
        graph = f"<{document}>"
        members = range(start, min(start + CIRCLE, names))
        yield f"{graph} <{RDF}type> <https://schema.org/NewsArticle> {graph}"
        yield f'{graph} <{DCT}title> "Ships of harbour {start // CIRCLE}" {graph}'
        yield f'{graph} <{DCT}date> "2021-0{1 + start // CIRCLE % 9}-11"^^<{XSD}date> {graph}'
        text = ""
        for number in members:
            node = _node(number)
            yield f"{node} <{RDF}type> <{GK}{KINDS[number % len(KINDS)]}> {graph}"
            yield f'{node} <{RDFS}label> "{name(number)}" {graph}'
            target = start
            if number == start:
                target = (start + CIRCLE) % names
            elif number == start + 1:
                target = (start + names // 2) // CIRCLE * CIRCLE % names
            yield f"{_node(target)} <{RDF}type> <{GK}{KINDS[target % len(KINDS)]}> {graph}"
            yield f'{_node(target)} <{RDFS}label> "{name(target)}" {graph}'
            yield from _assertion(document, number, target, len(text) + len(name(number)) + 1)
            text += f"{name(number)} visited {name(target)}. "
        yield f'<{document}#text> <{NIF}isString> "{text}" {graph}'


def _assertion(document: str, number: int, target: int, begin: int) -> Iterator[str]:
    graph, me = f"<{document}>", f"<{document}#assertion-{number}>"
    mention = f"<{document}#char={begin},{begin + 7}>"
    yield f"{me} <{RDF}type> <{GK}Assertion> {graph}"
    yield f"{me} <{RDF}subject> {_node(number)} {graph}"
    yield f"{me} <{RDF}predicate> <{GK}visited> {graph}"
    yield f"{me} <{RDF}object> {_node(target)} {graph}"
    yield f'{me} <{GK}confidence> "0.9"^^<{XSD}decimal> {graph}'
    yield f"{me} <{GAF}denotedBy> {mention} {graph}"
    yield f'{mention} <{NIF}beginIndex> "{begin}"^^<{XSD}nonNegativeInteger> {graph}'
    yield f'{mention} <{NIF}endIndex> "{begin + 7}"^^<{XSD}nonNegativeInteger> {graph}'


def _node(number: int) -> str:
    return f"<https://w3id.org/graphkit/resource/x/n{number}>"
