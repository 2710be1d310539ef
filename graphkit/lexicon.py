"""Turtle → one typed, frozen Lexicon: frames, operators, nouns, titles, gazetteers, grammar.

The schema is described in docs/lexicon.md. A file that does not parse or does not fit raises LexiconError with all of its
problems at once.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import LexiconError
from graphkit.iri import CONCEPT, IRI, LEXICON, ONTOLOGY

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL_SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

KINDS = frozenset(
    "actor people state organization place facility weapon vehicle object goods money agreement law talks position event "
    "abstract measure time unknown named".split()
)
ROLES = ("agent", "patient", "recipient", "instrument", "theme", "target", "origin", "seller", "place")
ENTITY_CLASSES = frozenset("Person Official State Organization Place Facility WeaponSystem Agreement".split())

Record = dict[str, list[str]]


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
    located_in: IRI | None = None
    organization_type: str | None = None
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held in a state or organisation from one year to another (None: open)."""

    title: str
    position_in: IRI | None
    from_year: int | None
    to_year: int | None


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


@dataclass(frozen=True)
class Lexicon:
    """All that graphkit knows about words; read-only."""

    frames: tuple[Frame, ...]
    light_verbs: tuple[LightVerb, ...]
    implications: tuple[Implication, ...]
    operators: tuple[Operator, ...]
    nouns: dict[str, Noun]
    names: dict[IRI, Name]
    titles: dict[str, str]
    title_modifiers: dict[str, bool]
    organization_patterns: dict[str, str]
    state_metonyms: frozenset[str]
    word_lists: dict[str, frozenset[str]]
    grammars: tuple[Grammar, ...]
    short_forms: tuple[ShortForm, ...]
    symmetric: frozenset[str]
    lasting: frozenset[str]
    version: str

    @functools.cached_property
    def frames_by_word(self) -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], Frame], ...]]:
        """Frames by (type, key word), each with the tuple of its words; nouns are keyed by their last word."""
        index: dict[tuple[str, str], list[tuple[tuple[str, ...], Frame]]] = defaultdict(list)
        for frame in self.frames:
            for phrase in frame.words:
                words = tuple(phrase.split())
                index[frame.type, words[-1] if frame.type == "noun" else words[0]].append((words, frame))
        return {k: tuple(sorted(v, key=lambda x: (-len(x[0]), x[1].id))) for k, v in index.items()}

    @functools.cached_property
    def short_forms_by_class(self) -> dict[str, tuple[ShortForm, ...]]:
        """Short forms by event class."""
        index: dict[str, list[ShortForm]] = defaultdict(list)
        for form in self.short_forms:
            index[form.event_class].append(form)
        return {k: tuple(v) for k, v in index.items()}

    @functools.cached_property
    def operators_by_word(self) -> dict[tuple[str, str], tuple[Operator, ...]]:
        """Operators and reporting cues by (pos, first word)."""
        index: dict[tuple[str, str], list[Operator]] = defaultdict(list)
        for operator in self.operators:
            index[operator.pos, operator.word.split()[0]].append(operator)
        return {k: tuple(sorted(v, key=lambda o: -len(o.word))) for k, v in index.items()}

    def words(self, name: str) -> frozenset[str]:
        """Words of the list `name` (ontologies/grammar/words.ttl); an unknown name is a programming error."""
        return self.word_lists[name]


class _Reader:
    """Collects the triples of many Turtle files by subject, remembering the file of each subject."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.files: dict[str, str] = {}
        self.problems: dict[str, list[str]] = defaultdict(list)
        self._by_type: dict[str, list[str]] | None = None

    def read(self, path: Path) -> None:
        try:
            blank: dict[str, str] = {}

            def name(node: object) -> str:
                """Blank nodes are named by file and order, so that two loads agree."""
                if isinstance(node, ox.BlankNode):
                    return blank.setdefault(node.value, f"{path.name} {len(blank):06d}")
                return str(node.value)  # type: ignore[attr-defined]

            with path.open("rb") as stream:
                for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
                    subject = name(triple.subject)
                    record = self.records.setdefault(subject, {})
                    self.files.setdefault(subject, str(path))
                    record.setdefault(triple.predicate.value, []).append(name(triple.object))
        except SyntaxError as error:
            raise LexiconError(f"not legal Turtle: {error}. Mend the line and try again.", file=str(path)) from error
        except OSError as error:
            raise LexiconError(f"cannot be read: {error.strerror}.", file=str(path)) from error

    def problem(self, subject: str, message: str) -> None:
        self.problems[self.files[subject]].append(f"{_local(subject)}: {message}")

    def of_type(self, *types: str) -> Iterator[tuple[str, Record]]:
        if self._by_type is None:
            self._by_type = defaultdict(list)
            for subject in sorted(self.records):
                for kind in dict.fromkeys(self.records[subject].get(RDF_TYPE, ())):
                    self._by_type[kind].append(subject)
        for subject in sorted({s for t in types for s in self._by_type.get(t, ())}):
            yield subject, self.records[subject]


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _gkl(record: Record, name: str) -> list[str]:
    return sorted(record.get(LEXICON + name, ()))


def _gk(record: Record, name: str) -> list[str]:
    return sorted(record.get(ONTOLOGY + name, ()))


def _one(values: Iterable[str]) -> str | None:
    return next(iter(values), None)


def _slot(text: str) -> Slot:
    name, _, kinds = text.partition(":")
    forbidden = kinds.startswith("!")
    members = frozenset(kinds.lstrip("!").split("|")) if kinds else frozenset()
    unknown = members - KINDS
    if unknown:
        raise ValueError(
            f"slot {text!r} names unknown kinds: {', '.join(sorted(unknown))} (known: {', '.join(sorted(KINDS))})"
        )
    return Slot(name.strip(), frozenset() if forbidden else members, members if forbidden else frozenset())


def _example(reader: _Reader, node: str) -> Example:
    record = reader.records.get(node, {})
    return Example(
        _one(_gkl(record, "text")) or "",
        tuple(_gkl(record, "states")),
        tuple(_gkl(record, "statesNot")),
        _one(_gkl(record, "knownFailure")),
    )


def _frames(reader: _Reader, known: frozenset[str], lasting: frozenset[str]) -> Iterator[Frame]:
    types = {LEXICON + "VerbFrame": "verb", LEXICON + "NounFrame": "noun", LEXICON + "SuffixFrame": "suffix"}
    for subject, record in reader.of_type(*types):
        evokes = [_local(x) for x in _gkl(record, "evokes")]
        if len(evokes) != 1:
            reader.problem(subject, "needs exactly one gkl:evokes")
            continue
        if evokes[0] not in known:
            reader.problem(
                subject, f"evokes {evokes[0]}, which no ontology file defines as an event class or lasting relation"
            )
            continue
        words = tuple(_gkl(record, "word"))
        if not words:
            reader.problem(subject, "needs at least one gkl:word")
            continue
        roles: list[tuple[str, tuple[Slot, ...]]] = []
        pairs = [(r, record.get(ONTOLOGY + r, [])) for r in ROLES] + [
            (r, record.get(LEXICON + r, [])) for r in ("from", "to")
        ]
        for role, slots in pairs:
            try:
                if slots:
                    roles.append((role, tuple(_slot(s) for s in slots)))
            except ValueError as error:
                reader.problem(subject, str(error))
        needs = frozenset(_local(x) for x in _gkl(record, "needs"))
        missing = needs - {r for r, _ in roles}
        if missing:
            reader.problem(subject, f"needs {', '.join(sorted(missing))}, but no slot fills it")
        is_lasting = evokes[0] in lasting
        yield Frame(
            id=_local(subject),
            type=next(types[t] for t in record[RDF_TYPE] if t in types),
            words=words,
            evokes=evokes[0],
            lasting=is_lasting,
            roles=tuple(roles),
            needs=needs | (frozenset({"from", "to"}) if is_lasting else frozenset()),
            never=frozenset(_gkl(record, "never")),
            position_label=_one(_gkl(record, "positionLabel")),
            examples=tuple(_example(reader, e) for e in _gkl(record, "example")),
        )


def _operators(reader: _Reader) -> Iterator[Operator]:
    reporting_type = LEXICON + "ReportingCue"
    for subject, record in reader.of_type(LEXICON + "Operator", reporting_type):
        effect = _one(_local(x) for x in _gkl(record, "effect"))
        pos = _gkl(record, "pos")
        if effect is None or not pos:
            reader.problem(subject, "needs gkl:effect and gkl:pos")
            continue
        for word in _gkl(record, "word"):
            for p in pos:
                yield Operator(
                    word=word,
                    pos=p,
                    effect=effect,
                    scope=frozenset(_gkl(record, "scope")),
                    reporting=reporting_type in record[RDF_TYPE],
                    speakers=frozenset(_gkl(record, "speaker")) or frozenset({"subject"}),
                    spares=frozenset(_local(x) for x in _gkl(record, "spares")),
                    verbs_only="verb" in _gkl(record, "reaches"),
                    perfect_only="have" in _gkl(record, "with"),
                    tense=_one(_gkl(record, "tense")),
                    subjunctive="subjunctive" in _gkl(record, "mood"),
                )


def _nouns(reader: _Reader) -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for subject, record in reader.of_type(SKOS + "Concept"):
        kind = _one(_gkl(record, "kind"))
        if kind is None:
            continue
        if kind not in KINDS:
            reader.problem(subject, f"kind {kind!r} is unknown")
            continue
        for noun in _gkl(record, "noun"):
            nouns.setdefault(noun, Noun(noun, IRI(subject), kind))
    return nouns


def _year(values: list[str]) -> int | None:
    return int(values[0]) if values else None


def _names(reader: _Reader) -> dict[IRI, Name]:
    names: dict[IRI, Name] = {}
    for subject, record in reader.of_type(*(ONTOLOGY + k for k in ENTITY_CLASSES)):
        labels = record.get(RDFS_LABEL, [])
        if not labels:
            reader.problem(subject, "needs an rdfs:label")
            continue
        kinds = [_local(t) for t in record[RDF_TYPE] if _local(t) in ENTITY_CLASSES]
        alternatives = tuple(sorted(set(record.get(SKOS + "altLabel", ()))))
        all_labels = (labels[0], *(x for x in alternatives if x != labels[0]))
        ambiguous = frozenset(_gkl(record, "ambiguousLabel"))
        if "true" in _gkl(record, "ambiguous"):
            ambiguous = ambiguous | frozenset(all_labels)
        tenures = []
        for node in _gkl(record, "tenure"):
            t = reader.records.get(node, {})
            holder = _one(_gk(t, "positionIn"))
            tenures.append(
                Tenure(
                    _one(_gkl(t, "title")) or "",
                    IRI(holder) if holder else None,
                    _year(_gkl(t, "fromYear")),
                    _year(_gkl(t, "toYear")),
                )
            )
        weapon_type, located = _one(_gk(record, "weaponType")), _one(_gk(record, "locatedIn"))
        names[IRI(subject)] = Name(
            iri=IRI(subject),
            kind="Official" if "Official" in kinds else "Facility" if "Facility" in kinds else kinds[0],
            label=labels[0],
            labels=all_labels,
            ambiguous=ambiguous,
            adjectives=tuple(_gkl(record, "adjective")),
            demonyms=tuple(_gkl(record, "demonym")),
            seats=tuple(_gkl(record, "seat")),
            iso3166alpha3=_one(_gk(record, "iso3166alpha3")),
            same_as=tuple(IRI(x) for x in sorted(record.get(OWL_SAME_AS, ()))),
            weapon_type=IRI(weapon_type) if weapon_type else None,
            located_in=IRI(located) if located else None,
            organization_type=_one(_gkl(record, "organizationType")),
            tenures=tuple(sorted(tenures, key=lambda t: (t.from_year or 0, t.to_year or 9999, t.title))),
        )
    return names


def _grammars(reader: _Reader) -> Iterator[Grammar]:
    mappings: dict[str, dict[str, str]] = defaultdict(dict)
    for _, record in reader.of_type(LEXICON + "GrammaticalRelation"):
        for family in _gkl(record, "family"):
            for label in _gkl(record, "label"):
                mappings[family][label] = _gkl(record, "relation")[0]
    for _, record in reader.of_type(LEXICON + "LabelFamily"):
        family = _gkl(record, "family")[0]
        yield Grammar(family, frozenset(_gkl(record, "recognisedBy")), mappings[family])


def _short_forms(reader: _Reader) -> Iterator[ShortForm]:
    for subject in sorted(reader.records):
        for node in reader.records[subject].get(LEXICON + "shortForm", ()):
            form = reader.records.get(node, {})
            parts = [_one(_local(x) for x in _gkl(form, name)) for name in ("ofClass", "from", "to")]
            if None in parts:
                reader.problem(subject, "a gkl:shortForm needs gkl:ofClass, gkl:from and gkl:to")
            else:
                yield ShortForm(_local(subject), *(p or "" for p in parts))


def _turtle_files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_file():
            yield folder
            continue
        if not folder.is_dir():
            raise LexiconError("no such file or folder. Name a folder with Turtle files.", file=str(folder))
        yield from (p for p in sorted(folder.rglob("*.ttl")) if p.name not in {"shapes.ttl", "mappings.ttl"})


@functools.lru_cache(maxsize=4)
def load_lexicon(folders: tuple[Path, ...]) -> Lexicon:
    """Read all Turtle files below `folders` into one Lexicon; equal calls return the same object.

    Args:
        folders: graphkit's own `ontologies/` first, then the user's folders or files.

    Raises:
        LexiconError: With every problem of the first file that has any.
    """
    reader = _Reader()
    for path in _turtle_files(folders):
        reader.read(path)
    lasting = frozenset(_local(s) for s, _ in reader.of_type(LEXICON + "LastingRelation"))
    short_forms = tuple(_short_forms(reader))
    event_classes = {f.event_class for f in short_forms} | {
        _local(s)
        for s, r in reader.of_type("http://www.w3.org/2002/07/owl#Class", "http://www.w3.org/2000/01/rdf-schema#Class")
    }
    frames = tuple(_frames(reader, frozenset(event_classes) | lasting, lasting))
    titles: dict[str, str] = {}
    modifiers: dict[str, bool] = {}
    patterns: dict[str, str] = {}
    metonyms: set[str] = set()
    for _, record in reader.of_type(LEXICON + "Title"):
        titles |= {w: (_one(_gkl(record, "titleType")) or "office") for w in _gkl(record, "word")}
    for _, record in reader.of_type(LEXICON + "TitleModifier"):
        modifiers |= {w: "true" in _gkl(record, "formerly") for w in _gkl(record, "word")}
    for _, record in reader.of_type(LEXICON + "OrganizationPattern"):
        patterns |= {w: (_one(_gkl(record, "organizationType")) or "organization") for w in _gkl(record, "word")}
    for _, record in reader.of_type(LEXICON + "StateMetonym"):
        metonyms |= set(_gkl(record, "word"))
    light = tuple(
        LightVerb(
            tuple(_gkl(r, "word")), _local(_gkl(r, "subjectFills")[0]), frozenset(_local(x) for x in _gkl(r, "with"))
        )
        for _, r in reader.of_type(LEXICON + "LightVerb")
    )
    implications = tuple(
        Implication(
            _local(_gkl(r, "given")[0]),
            frozenset(_local(x) for x in _gkl(r, "needs")),
            _local(_gkl(r, "evokes")[0]),
            tuple((role, value) for role in ROLES for value in _gk(r, role)),
        )
        for _, r in reader.of_type(LEXICON + "Implication")
    )
    word_lists: dict[str, frozenset[str]] = {}
    for s, r in reader.of_type(LEXICON + "WordList"):
        word_lists[_local(s)] = frozenset(_gkl(r, "word"))
    operators, nouns, names = tuple(_operators(reader)), _nouns(reader), _names(reader)
    for file, problems in sorted(reader.problems.items()):
        raise LexiconError("the lexicon cannot be used:", file=file, problems=tuple(problems))
    ontology = reader.records.get(ONTOLOGY.rstrip("#"), {})
    return Lexicon(
        frames=frames,
        light_verbs=light,
        implications=implications,
        operators=operators,
        nouns=nouns,
        names=names,
        titles=titles,
        title_modifiers=modifiers,
        organization_patterns=patterns,
        state_metonyms=frozenset(metonyms),
        word_lists=word_lists,
        grammars=tuple(_grammars(reader)),
        short_forms=short_forms,
        symmetric=frozenset(_local(s) for s, _ in reader.of_type("http://www.w3.org/2002/07/owl#SymmetricProperty")),
        lasting=lasting,
        version=_one(ontology.get("http://www.w3.org/2002/07/owl#versionInfo", ())) or "0",
    )


def concept_iri(name: str) -> IRI:
    """IRI of a concept of the noun lexicon."""
    return IRI(CONCEPT + name)
