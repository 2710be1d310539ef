"""Time values as OWL-Time nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.evidence import Evidence
from graphkit.graph.terms import node, typed
from graphkit.model import TimeValue

_STAMP = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DATE = re.compile(r"-?\d{4,}-\d\d-\d\d")


def _moment(value: str) -> tuple[str, ox.Literal]:
    """Give property and literal of a date or date-time; a clock time without zone counts as its date."""
    if _STAMP.fullmatch(value):
        return vocab.TIME + "inXSDDateTimeStamp", typed(value, "dateTimeStamp")
    date = value.split("T")[0]
    if not _DATE.fullmatch(date):
        raise ValueError(f"{value!r} is neither an ISO 8601 date nor a date-time")
    return vocab.TIME + "inXSDDate", typed(date, "date")


def time_quads(value: TimeValue, subject: ox.NamedNode, graph: ox.NamedNode, evidence: Evidence) -> Iterator[ox.Quad]:
    """Write a time: an instant, or an interval whose ends are nodes of their own; open ends are left out.

    Source: W3C OWL-Time, sections 4.1.8 (Instant) and 4.1.9 (Interval).
    """

    def quad(s: ox.NamedNode, p: str, o: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(s, node(p), o, graph)

    for span in value.mentions:
        yield quad(subject, vocab.EXPRESSION, ox.Literal(span.text))
    yield quad(subject, vocab.TIME_PRECISION, ox.Literal(value.precision))
    yield from evidence.of(subject, value.mentions)
    if value.begin is None and value.end is None:
        yield quad(subject, vocab.TYPE, node(vocab.TIME + "TemporalEntity"))
        return
    if value.begin is not None and value.begin == value.end:
        yield quad(subject, vocab.TYPE, node(vocab.TIME + "Instant"))
        yield quad(subject, *_moment(value.begin))
        return
    yield quad(subject, vocab.TYPE, node(vocab.TIME + "Interval"))
    for name, property_name, moment in (("begin", "hasBeginning", value.begin), ("end", "hasEnd", value.end)):
        if moment is not None:
            instant = node(f"{subject.value}-{name}")
            yield quad(subject, vocab.TIME + property_name, instant)
            yield quad(instant, vocab.TYPE, node(vocab.TIME + "Instant"))
            yield quad(instant, *_moment(moment))
            yield from evidence.of(instant, value.mentions)
