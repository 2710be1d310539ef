"""The values that flow through graphkit: an Article comes in, an Extraction goes out.

All are frozen; sequences are tuples. Offsets count Unicode code points of the article's text, half-open.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from graphkit.iri import IRI

Polarity = Literal["Positive", "Negative"]
Modality = Literal["Actual", "Possible", "Planned", "Requested", "Conditional", "Alleged"]
Key = str
"""Name of a node within one Extraction ("entity-3", "event-1", "position-2", "time-1")."""


@dataclass(frozen=True, slots=True)
class Article:
    """One input text with its metadata; `text` has LF line ends and is in Unicode NFC."""

    id: str
    text: str
    title: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text: `article.text[begin:end] == text`."""

    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to: a named entity, or a Group (unnamed, described or counted set).

    `kind` is the local name of a gk: class. `iri` is empty until linking has named it. The fields from `member_type` on
    are for groups: a concept's IRI, counts, keys of the state of origin and of the larger group.
    """

    key: Key
    kind: str
    label: str
    mentions: tuple[Span, ...]
    alt_labels: tuple[str, ...] = ()
    iri: IRI | None = None
    same_as: tuple[IRI, ...] = ()
    iso3166alpha3: str | None = None
    weapon_type: IRI | None = None
    member_type: IRI | None = None
    quantity: int | None = None
    min_quantity: int | None = None
    max_quantity: int | None = None
    member_origin: Key | None = None
    subset_of: Key | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """An office or rank that somebody holds: "Foreign Minister" in Ukraine."""

    key: Key
    label: str
    mentions: tuple[Span, ...]
    position_in: Key | None = None
    formerly: bool = False


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A resolved time expression.

    `begin` and `end` are ISO 8601 dates ("2024-08-26") or date-times with zone; equal for one day; None where open.
    `precision` is "minute", "hour", "day", "week", "month", "season", "year" or "decade".
    """

    key: Key
    mentions: tuple[Span, ...]
    begin: str | None
    end: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Role:
    """A filler of an event's role: the key of an entity, event, position or time, or else a literal string of the text."""

    name: str
    filler: Key | None
    literal: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An occurrence, asserted or not, with its roles; `kind` is the local name of an event class ("Launch", "Statement").

    `mentions` are all the triggers in the document (the first is `trigger`); `attributed_to` is the key of the speaking entity,
    `reported_by` that of the Statement event; `confidence` lies in 0…1; `rule` names the frame; `label` is the short noun phrase
    that names the event in the text ("seven-day ceasefire"), where there is one.
    """

    key: Key
    kind: str
    trigger: Span
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    polarity: Polarity = "Positive"
    modality: Modality = "Actual"
    tense: str | None = None
    attributed_to: Key | None = None
    reported_by: Key | None = None
    confidence: float = 1.0
    rule: str = ""
    label: str = ""

    def fillers(self, name: str) -> tuple[Key, ...]:
        """Keys of the nodes that fill role `name`, in order of the text."""
        return tuple(r.filler for r in self.roles if r.name == name and r.filler is not None)


@dataclass(frozen=True, slots=True)
class Relation:
    """A direct triple with its evidence: a lasting relation, or the short form of the event `event`.

    `predicate` is the local name of a gk: property; `object` may be the key of a Position.
    """

    subject: Key
    predicate: str
    object: Key
    mentions: tuple[Span, ...]
    event: Key | None = None
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article. Keys are unique across all the tuples."""

    article: Article
    entities: tuple[Entity, ...] = ()
    positions: tuple[Position, ...] = ()
    times: tuple[TimeValue, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """What of an event is compared across documents: an actual one of one known day, with what takes part in it.

    Attributes:
        event: IRI of the event; what stands before its "#" is the document.
        kind: Local name of its class.
        day: ISO 8601 date.
        anchors: Who acted ("agent"), on whom or what ("whom"), where ("where"), for mutual events who took part
            ("party"), each with an IRI that does not depend on the document; and of what kind the unnamed are who were
            acted on ("group"). Sorted, without repetition.
    """

    event: IRI
    kind: str
    day: str
    anchors: tuple[tuple[str, str], ...]

    @property
    def document(self) -> IRI:
        """IRI of the document."""
        return IRI(self.event.partition("#")[0])


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What several documents tell of: IRI, class and day, the events that tell of it, and how sure it is that they do (0…1)."""

    iri: IRI
    kind: str
    day: str
    events: tuple[IRI, ...]
    confidence: float
