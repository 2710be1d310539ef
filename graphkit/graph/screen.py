"""A sieve before SHACL: which documents' graphs surely fit their shapes, told from their text alone.

It knows the constraints that ontologies/shapes.ttl uses, and errs on one side only: what it is not sure of, it does not
let pass, and pySHACL decides. Shapes with any other constraint let nothing pass.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.blocks import Subjects, by_subject, literal_parts, text
from graphkit.vocab import RDF, RDFS, SH, TYPE, XSD

_TYPE, _SUBCLASS = f"<{TYPE}>", f"<{RDFS}subClassOf>"
_SILENT = frozenset(SH + name for name in ("message", "name", "description", "order", "group", "severity"))
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?")

Ancestors = Callable[[str], frozenset[str]]
Check = Callable[["Document", str, list[str]], bool]
"""Tells whether the values of a path at a focus node are surely right."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document states, by subject and predicate, and the classes above each class."""

    subjects: Subjects
    ancestors: Ancestors

    def values(self, subject: str, path: str) -> list[str]:
        """List the values of a property."""
        return self.subjects.get(subject, {}).get(path, [])

    def sources(self, value: str, path: str) -> list[str]:
        """List the subjects that have `value` as value of a property."""
        return [subject for subject, about in self.subjects.items() if value in about.get(path, ())]

    def is_a(self, node: str, kind: str) -> bool:
        """Tell whether the document says that `node` is of a class."""
        return any(kind in self.ancestors(own) for own in self.values(node, _TYPE))


class Unknown(Exception):
    """The shapes say something that the sieve does not know."""


class Screen:
    """The shapes of a file, made ready, with the classes of an ontology."""

    def __init__(self, shapes: Path, ontology: Path) -> None:
        self._defined = by_subject(str(quad.triple) for quad in ox.parse(path=str(ontology)))
        self._checks: list[tuple[str, list[Check]]] = []
        try:
            self._checks = list(_node_shapes(shapes))
        except Unknown:
            self._knows = False
        else:
            self._knows = True

    def passes(self, statements: list[str]) -> bool:
        """Tell whether the graph of a document surely fits all shapes; if not, it may or may not."""
        if not self._knows:
            return False
        document = Document(by_subject(statements), self._ancestors)
        for subject, about in document.subjects.items():
            if not subject.startswith("<") or _SUBCLASS in about or subject in self._defined:
                return False
            for check in self._of_kinds(tuple(about.get(_TYPE, ()))):
                if not check(document, subject, [subject]):
                    return False
        return True

    @functools.cached_property
    def _of_kinds(self) -> Callable[[tuple[str, ...]], list[Check]]:
        @functools.lru_cache(maxsize=1024)
        def of_kinds(kinds: tuple[str, ...]) -> list[Check]:
            above = frozenset[str]().union(*(self._ancestors(kind) for kind in kinds))
            return [check for target, checks in self._checks if target in above for check in checks]

        return of_kinds

    @functools.cached_property
    def _ancestors(self) -> Ancestors:
        @functools.lru_cache(maxsize=4096)
        def ancestors(kind: str) -> frozenset[str]:
            found, waiting = {kind}, [kind]
            while waiting:
                above = set(self._defined.get(waiting.pop(), {}).get(_SUBCLASS, ())) - found
                found |= above
                waiting += above
            return frozenset(found)

        return ancestors


def _node_shapes(path: Path) -> Iterator[tuple[str, list[Check]]]:
    """Yield each target class with the checks of its shape.

    Raises:
        Unknown: If a shape says what is not known here.
    """
    shapes = by_subject(str(quad.triple) for quad in ox.parse(path=str(path)))
    for about in shapes.values():
        is_target = [name[1:-1] for name in about if name.startswith(f"<{SH}target")]
        if any(name != SH + "targetClass" for name in is_target):
            raise Unknown
        for target in about.get(f"<{SH}targetClass>", ()):
            yield target, _checks(about, shapes)


def _checks(about: dict[str, list[str]], shapes: Subjects) -> list[Check]:
    """Make the checks of a shape.

    Raises:
        Unknown: If it says what is not known here.
    """
    checks: list[Check] = []
    for name, values in about.items():
        if not name.startswith(f"<{SH}") or name[1:-1] in _SILENT or name in (f"<{SH}targetClass>", f"<{SH}path>"):
            continue
        make = _MAKERS.get(name[len(SH) + 1 : -1])
        if make is None:
            raise Unknown
        checks += [make(value, shapes) for value in values]
    return checks


def _property(shape: str, shapes: Subjects) -> Check:
    about = shapes.get(shape, {})
    paths = about.get(f"<{SH}path>", ())
    if len(paths) != 1:
        raise Unknown
    follow: Callable[[Document, str, str], list[str]]
    inverse = shapes.get(paths[0], {}).get(f"<{SH}inversePath>", ())
    if inverse and len(shapes[paths[0]]) == 1 and inverse[0].startswith("<"):
        path, follow = inverse[0], Document.sources
    elif paths[0].startswith("<"):
        path, follow = paths[0], Document.values
    else:
        raise Unknown
    checks = _checks(about, shapes)

    def check(document: Document, _: str, nodes: list[str]) -> bool:
        for node in nodes:
            values = follow(document, node, path)
            for each in checks:
                if not each(document, node, values):
                    return False
        return True

    return check


def _min_count(value: str, _: Subjects) -> Check:
    least = _number(value)
    if least is None:
        raise Unknown
    return lambda document, node, values: len(values) >= least


def _max_count(value: str, _: Subjects) -> Check:
    most = _number(value)
    if most is None:
        raise Unknown
    return lambda document, node, values: len(values) <= most


def _node_kind(value: str, _: Subjects) -> Check:
    if value != f"<{SH}IRI>":
        raise Unknown
    return lambda document, node, values: all(map(_is_iri, values))


def _class(kind: str, _: Subjects) -> Check:
    return lambda document, node, values: all(document.is_a(value, kind) for value in values)


def _datatype(kind: str, _: Subjects) -> Check:
    name = kind[1:-1].removeprefix(XSD)
    if name not in _LEGAL:
        raise Unknown
    return lambda document, node, values: all(_is_of(value, name) for value in values)


def _pattern(value: str, _: Subjects) -> Check:
    pattern = re.compile(text(literal_parts(value)[0]))
    return lambda document, node, values: all(
        (said := _said(value)) is not None and pattern.search(said) is not None for value in values
    )


def _min_length(value: str, _: Subjects) -> Check:
    least = _number(value)
    if least is None:
        raise Unknown
    return lambda document, node, values: all(
        (said := _said(value)) is not None and len(said) >= least for value in values
    )


def _in(head: str, shapes: Subjects) -> Check:
    allowed = set()
    while head != f"<{RDF}nil>":
        allowed.add(shapes[head][f"<{RDF}first>"][0])
        head = shapes[head][f"<{RDF}rest>"][0]
    return lambda document, node, values: allowed.issuperset(values)


def _min_inclusive(value: str, _: Subjects) -> Check:
    least = _number(value)
    if least is None:
        raise Unknown
    return lambda document, node, values: all((n := _number(value)) is not None and n >= least for value in values)


def _max_inclusive(value: str, _: Subjects) -> Check:
    most = _number(value)
    if most is None:
        raise Unknown
    return lambda document, node, values: all((n := _number(value)) is not None and n <= most for value in values)


def _less_than(path: str, _: Subjects) -> Check:
    return lambda document, node, values: all(
        (a := _number(value)) is not None and (b := _number(other)) is not None and a < b
        for value in values
        for other in document.values(node, path)
    )


def _less_than_or_equals(path: str, _: Subjects) -> Check:
    return lambda document, node, values: all(
        (a := _number(value)) is not None and (b := _number(other)) is not None and a <= b
        for value in values
        for other in document.values(node, path)
    )


def _disjoint(path: str, _: Subjects) -> Check:
    def check(document: Document, node: str, values: list[str]) -> bool:
        others = document.values(node, path)
        return not values or not any(value in others or "^^" in value for value in values)

    return check


_MAKERS: dict[str, Callable[[str, Subjects], Check]] = {
    "property": _property,
    "minCount": _min_count,
    "maxCount": _max_count,
    "nodeKind": _node_kind,
    "class": _class,
    "datatype": _datatype,
    "pattern": _pattern,
    "minLength": _min_length,
    "in": _in,
    "minInclusive": _min_inclusive,
    "maxInclusive": _max_inclusive,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
    "disjoint": _disjoint,
}
"""How each constraint of SHACL Core that is known here is made ready. Source: W3C SHACL, section 4."""


def _is_iri(term: str) -> bool:
    return term.startswith("<") and not term.startswith("<<")


def _said(term: str) -> str | None:
    """The text of an IRI or of a plain text, None for other terms."""
    if _is_iri(term):
        return term[1:-1]
    return text(term) if term.startswith('"') and term.endswith('"') else None


@functools.lru_cache(maxsize=100_000)
def _number(term: str) -> float | None:
    """The value of an integer or decimal number of moderate length, None for other terms."""
    if not term.startswith('"'):
        return None
    quoted, _, kind = literal_parts(term)
    is_number = kind in (XSD + "integer", XSD + "decimal") and _NUMBER.fullmatch(quoted[1:-1])
    return float(quoted[1:-1]) if is_number else None


def _is_date(said: str) -> bool:
    try:
        return len(said) == len("2024-08-26") and datetime.date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _is_moment(said: str) -> bool:
    try:
        return _MOMENT.fullmatch(said) is not None and datetime.datetime.fromisoformat(said) is not None
    except ValueError:
        return False


_LEGAL: dict[str, Callable[[str], bool]] = {
    "string": lambda said: True,
    "integer": lambda said: "." not in said and _NUMBER.fullmatch(said) is not None,
    "decimal": lambda said: _NUMBER.fullmatch(said) is not None,
    "boolean": lambda said: said in ("true", "false"),
    "date": _is_date,
    "dateTime": _is_moment,
}
"""Whether a text surely is one of a datatype of XML Schema, in the spelling that a store keeps."""


def _is_of(term: str, name: str) -> bool:
    if name == "string":
        return term.startswith('"') and term.endswith('"')
    if not term.startswith('"'):
        return False
    quoted, _, kind = literal_parts(term)
    return kind == XSD + name and _LEGAL[name](quoted[1:-1])
