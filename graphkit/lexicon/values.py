"""The frozen values of the lexicon. Their schema in Turtle is described in docs/lexicon.md."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.iri import IRI

KINDS = frozenset(
    "actor people state organization place facility weapon vehicle object goods money agreement law talks position event "
    "abstract measure time unknown named person".split()
)


ROLES = ("agent", "patient", "recipient", "instrument", "theme", "target", "origin", "seller", "place")


ENTITY_CLASSES = frozenset("Person Official State Organization Place Facility WeaponSystem Agreement".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """A grammatical slot with the kinds of fillers it admits; empty sets do not restrict."""

    name: str
    allow: frozenset[str] = frozenset()
    forbid: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the direct triples it states and those it does not ("subject | property | object")."""

    text: str
    states: tuple[str, ...] = ()
    states_not: tuple[str, ...] = ()
    known_failure: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What words evoke, and which slots fill which roles. For a lasting relation the roles are "from" and "to"."""

    id: str
    type: str
    words: tuple[str, ...]
    evokes: str
    lasting: bool
    roles: tuple[tuple[str, tuple[Slot, ...]], ...]
    needs: frozenset[str]
    never: frozenset[str] = frozenset()
    position_label: str | None = None
    examples: tuple[Example, ...] = ()
    slot_names: frozenset[str] = field(init=False, compare=False)
    """Names of the slots of all roles."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "slot_names", frozenset(s.name for _, slots in self.roles for s in slots))


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to an event noun: "carried out a strike", "came under attack"."""

    words: tuple[str, ...]
    subject_fills: str
    only_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Implication:
    """An event of class `given` with roles `needs` filled is also one of class `evokes`, with roles renamed."""

    given: str
    needs: frozenset[str]
    evokes: str
    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that decides on what it governs: `effect` is "Negative", a modality, or "Actual".

    `speakers` are the slots of a reporting cue that hold the speaker, `spares` event classes that the effect does not reach;
    `verbs_only` keeps it off event nouns; `perfect_only` asks for "have" beside it, `tense` for a present or past one,
    `subjunctive` for a bare verb form in the clause.
    """

    word: str
    pos: str
    effect: str
    scope: frozenset[str]
    reporting: bool = False
    speakers: frozenset[str] = frozenset({"subject"})
    spares: frozenset[str] = frozenset()
    verbs_only: bool = False
    perfect_only: bool = False
    tense: str | None = None
    subjunctive: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun's concept and kind."""

    noun: str
    concept: IRI
    kind: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held in a state or organisation from one year to another (None: open)."""

    title: str
    position_in: IRI | None
    from_year: int | None
    to_year: int | None


@dataclass(frozen=True, slots=True)
class Name:
    """An entry of a gazetteer: one named entity."""

    iri: IRI
    kind: str
    label: str
    labels: tuple[str, ...]
    ambiguous: frozenset[str] = frozenset()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    iso3166alpha3: str | None = None
    same_as: tuple[IRI, ...] = ()
    weapon_type: IRI | None = None
    organization_type: str | None = None
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Grammar:
    """Dependency labels of one model family, by abstract grammatical relation."""

    family: str
    recognised_by: frozenset[str]
    relations: dict[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """The direct triple that stands for an event: `property` from the filler of one role to that of another."""

    property: str
    event_class: str
    from_role: str
    to_role: str
