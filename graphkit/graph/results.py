"""What a query answers: rows with names, a truth value, or triples; each in the formats of the SPARQL standards."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.graph.terms import order
from graphkit.graph.turtle import to_turtle
from graphkit.iri import IRI
from graphkit.vocab import PREFIXES, XSD

Value = IRI | str | int | float | bool | datetime.date | None
Solution = tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]
Kind = Literal["rows", "boolean", "triples"]
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle")

_ROW_FORMATS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_TRIPLE_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "table": ox.RdfFormat.TURTLE,
    "json": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
_CASTS: dict[str, Callable[[str], Value]] = {
    **dict.fromkeys(
        (XSD + n for n in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")), int
    ),
    **dict.fromkeys((XSD + n for n in ("decimal", "double", "float")), float),
    XSD + "boolean": lambda text: text in ("true", "1"),
    XSD + "date": datetime.date.fromisoformat,
}


def to_value(term: object) -> Value:
    """Turn a term into a Python value: an IRI, number, truth value or date where it is one, else its text.

    >>> to_value(ox.Literal(35)), to_value(ox.NamedNode("urn:a")), to_value(None)
    (35, 'urn:a', None)
    """
    if isinstance(term, ox.NamedNode):
        return IRI(term.value)
    if isinstance(term, ox.Literal):
        cast = _CASTS.get(term.datatype.value)
        if cast is None:
            return term.value
        try:
            return cast(term.value)
        except ValueError:
            return term.value
    return None if term is None else str(term)


def shorten(iri: str) -> str:
    """Write an IRI with the longest known prefix, for people to read.

    >>> shorten("https://w3id.org/graphkit/ontology#launched")
    'gk:launched'
    """
    fitting = [(len(name), prefix, name) for prefix, name in PREFIXES.items() if iri.startswith(name)]
    if not fitting:
        return iri
    _, prefix, namespace = max(fitting)
    return f"{prefix}:{iri[len(namespace) :]}"


class Row:
    """One solution: `row.who`, `row["who"]` and `row[0]` are the value of the variable, None where it is unbound."""

    __slots__ = ("_names", "_terms")

    def __init__(self, names: tuple[str, ...], terms: Solution) -> None:
        """Take the terms of the variables `names`; they become values when they are asked for."""
        self._names = names
        self._terms = terms

    def __getattr__(self, name: str) -> Value:
        if name in self.__slots__:  # a copy that has no values yet
            raise AttributeError(name)
        try:
            return to_value(self._terms[self._names.index(name)])
        except ValueError:
            known = ", ".join("?" + known for known in self._names)
            raise AttributeError(f"the query has no variable ?{name}; it has {known}") from None

    def __getitem__(self, key: int | str) -> Value:
        if isinstance(key, int):
            return to_value(self._terms[key])
        if key not in self._names:
            raise KeyError(key)
        return to_value(self._terms[self._names.index(key)])

    def __iter__(self) -> Iterator[Value]:
        return map(to_value, self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and (self._names, tuple(self)) == (other._names, tuple(other))

    def __hash__(self) -> int:
        return hash((self._names, tuple(self)))

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{n}={v!r}' for n, v in zip(self._names, self, strict=True))})"

    def _asdict(self) -> dict[str, Value]:
        return dict(zip(self._names, self, strict=True))


class Results:
    """A query's answer, to be walked through, looked at or written.

    For SELECT iterate over `Row`s; for ASK take `bool(results)`; for CONSTRUCT and DESCRIBE iterate over triples.
    """

    def __init__(
        self,
        kind: Kind,
        *,
        variables: tuple[str, ...] = (),
        solutions: Sequence[Solution] = (),
        triples: tuple[ox.Triple, ...] = (),
        truth: bool = False,
    ) -> None:
        self.kind: Kind = kind
        self.variables = variables
        self.triples = triples
        self._found = solutions
        self._truth = truth

    @classmethod
    def from_oxigraph(cls, found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Results:
        """Take all of an answer out of the store."""
        if isinstance(found, ox.QueryBoolean):
            return cls("boolean", truth=bool(found))
        if isinstance(found, ox.QueryTriples):
            return cls("triples", triples=tuple(sorted(set(found), key=order)))
        names = tuple(variable.value for variable in found.variables)
        return cls("rows", variables=names, solutions=[tuple(solution) for solution in found])

    @classmethod
    def read(cls, kind: Kind, body: bytes) -> Results:
        """Read an answer as it is sent: SPARQL results JSON, or N-Triples.

        Raises:
            SyntaxError, ValueError, KeyError, TypeError: If it is neither.
        """
        if kind == "boolean":
            return cls("boolean", truth=json.loads(body)["boolean"] is True)
        if kind == "triples":
            triples = {quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)}
            return cls("triples", triples=tuple(sorted(triples, key=order)))
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("a truth value in place of rows")
        return cls.from_oxigraph(found)

    def _solutions(self) -> ox.QuerySolutions:
        """Give the rows to Oxigraph, which writes them in every format, by way of SPARQL results JSON."""
        bindings = [
            {name: _binding(term) for name, term in zip(self.variables, solution, strict=True) if term is not None}
            for solution in self._found
        ]
        content = {"head": {"vars": self.variables}, "results": {"bindings": bindings}}
        parsed = ox.parse_query_results(json.dumps(content), format=ox.QueryResultsFormat.JSON)
        assert isinstance(parsed, ox.QuerySolutions)
        return parsed

    def terms(self) -> Iterator[Solution]:
        """Yield each solution as RDF terms, None where a variable is unbound."""
        yield from self._found

    @property
    def rows(self) -> list[Row]:
        """All solutions."""
        return [Row(self.variables, solution) for solution in self._found]

    def __iter__(self) -> Iterator[Row | ox.Triple]:
        return iter(self.triples) if self.kind == "triples" else iter(self.rows)

    def __len__(self) -> int:
        if self.kind == "rows":
            return len(self._found)
        return len(self.triples) if self.kind == "triples" else 1

    def __bool__(self) -> bool:
        return self._truth if self.kind == "boolean" else len(self) > 0

    def __repr__(self) -> str:
        return f"Results({self._truth})" if self.kind == "boolean" else f"Results({len(self)} {self.kind})"

    def to_text(self, format: str = "table", *, width: int | None = None) -> str:
        """Write the answer as `format`: table, csv, tsv, json, xml or turtle; a table is cut to `width` columns.

        Source: W3C SPARQL 1.1 Query Results JSON, XML, CSV and TSV formats.

        Raises:
            QueryError: If answers of this kind cannot be written so.
        """
        if format not in FORMATS:
            raise QueryError(f"The format {format!r} is unknown. Choose one of {', '.join(FORMATS)}.")
        if self.kind == "triples":
            if format not in _TRIPLE_FORMATS:
                raise QueryError(f"Triples cannot be written as {format}. Choose turtle, json or xml.")
            if format in ("turtle", "table"):
                return to_turtle(map(str, self.triples))
            rdf_format = _TRIPLE_FORMATS[format]
            return (ox.serialize(self.triples, format=rdf_format) or b"").decode()
        if format == "turtle":
            raise QueryError("Turtle holds triples only. Ask a CONSTRUCT query, or choose another format.")
        if self.kind == "boolean":
            if format in ("json", "xml"):
                return (_boolean(self._truth).serialize(format=_ROW_FORMATS[format]) or b"").decode()
            return f"{'true' if self._truth else 'false'}\n"
        if format == "table":
            return _table(self.variables, [[_cell(value) for value in row] for row in self.rows], width)
        return (self._solutions().serialize(format=_ROW_FORMATS[format]) or b"").decode()

    def _repr_html_(self) -> str:
        if self.kind != "rows":
            return f"<pre>{_escape(self.to_text())}</pre>"
        head = "".join(f"<th>{_escape(name)}</th>" for name in self.variables)
        body = "".join(f"<tr>{''.join(f'<td>{_escape(_cell(v))}</td>' for v in row)}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _boolean(truth: bool) -> ox.QueryBoolean:
    data = b'{"head":{},"boolean":true}' if truth else b'{"head":{},"boolean":false}'
    parsed = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QueryBoolean)
    return parsed


def _binding(term: object) -> dict[str, object]:
    """Write a term as SPARQL results JSON does. Source: W3C SPARQL 1.1 Query Results JSON Format, section 3.2.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {part: _binding(getattr(term, part)) for part in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    assert isinstance(term, ox.Literal)
    binding: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        return {**binding, "xml:lang": term.language}
    return binding if term.datatype.value == XSD + "string" else {**binding, "datatype": term.datatype.value}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = shorten(value) if isinstance(value, str) and "://" in value else str(value)
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in text)).strip()


def _columns(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cut(text: str, room: int) -> str:
    if _columns(text) <= room:
        return text
    while text and _columns(text) > room - 1:
        text = text[:-1]
    return text + "…"


def _table(names: Sequence[str], rows: list[list[str]], width: int | None) -> str:
    widths = [max([_columns(name), *(_columns(row[i]) for row in rows)]) for i, name in enumerate(names)]
    if width is not None:
        while sum(widths) + 2 * (len(widths) - 1) > width and max(widths) > 8:
            widths[widths.index(max(widths))] -= 1

    def line(cells: Sequence[str]) -> str:
        cut = [_cut(cell, room) for cell, room in zip(cells, widths, strict=True)]
        return "  ".join(cell + " " * (room - _columns(cell)) for cell, room in zip(cut, widths, strict=True)).rstrip()

    return "\n".join([line(names), line(["-" * room for room in widths]), *map(line, rows)]) + "\n"
