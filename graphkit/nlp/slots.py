"""Grammatical slots: what stands as subject, object, or behind which preposition of a verb or noun, however the clause is built.

Passives, participles, relative clauses, coordination, control and raising are undone here, so that frames need to know
active clauses only.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.lexicon import Lexicon
from graphkit.nlp.antecedents import RelativeClauses
from graphkit.nlp.groups import real_head
from graphkit.nlp.subjects import Subjects, objects_of
from graphkit.nlp.syntax import Filler, antecedent_of, elliptic_subject, expand, is_passive, preposition, said_of
from graphkit.nlp.tree import Node

NOMINAL_DEPENDENTS = ("oblique", "nominal_modifier", "agent")


class Syntax:
    """Reads slots; needs the lexicon's word lists (verbs of subject control and the like)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.subjects = Subjects(lexicon)
        self._relative = RelativeClauses(lexicon, self.subjects)
        self._ditransitive = lexicon.words("ditransitive-verbs")
        self._stranded = lexicon.words("stranded-prepositions")
        self._means = lexicon.words("means")
        self._resultative = lexicon.words("resultative-verbs")
        self._done_in = lexicon.words("done-in-events")
        self._done_as = lexicon.words("done-as-events")
        self._reaching = lexicon.words("reaching-verbs")
        self._lexicon = lexicon

    def verb_slots(self, verb: Node) -> list[Filler]:
        """List all fillers around a verb, coordination expanded, in order of the text within each slot."""
        passive = is_passive(verb)
        raw = list(self._dependents(verb, passive))
        if (left := self._left_so(verb)) is not None:
            passive = True
            before = [n for n in verb.children if n.is_nominal and n.i == verb.i - 1]
            raw += [Filler("object", n) for n in before or objects_of(left)] + [
                Filler("subject", n, d) for n, d in self.subjects.of(left)
            ]
        if (shared := elliptic_subject(verb)) is not None:
            raw.append(Filler("object", shared))
            passive = True
        raw += self._relative.fillers(verb, passive, raw)
        slots = {f.slot for f in raw}
        missing = "object" if passive else "subject"
        if missing not in slots:
            raw += [Filler(missing, n, d) for n, d in self.subjects.outer(verb, passive)]
        if not passive and "object" not in slots:
            raw += _shared_object(verb)
        if passive and "subject" not in slots:
            raw += self._result(verb)
        raw += _shared_obliques(verb)
        raw += _shared_setting(verb, {f.slot for f in raw})
        raw += _object_modifiers(raw)
        if passive and "subject" not in {f.slot for f in raw}:
            raw += [Filler("subject", f.node, 1) for f in raw if f.slot == "by"]
        return [e for f in raw for e in expand(f)]

    def noun_slots(self, noun: Node) -> list[Filler]:
        """List all fillers around a noun: possessors, adjectives, compounds, prepositional phrases, and what it is said of."""
        raw: list[Filler] = []
        for child in noun.children:
            match child.rel:
                case "possessor":
                    raw.append(Filler("possessive", antecedent_of(child) or child))
                case "adjective":
                    raw.append(Filler("adjective", child))
                case "compound" | "description" | "flat":
                    if child.i > noun.i and child.entity == "PERSON":  # "fighter Ahmed Diriye"
                        raw.append(Filler("self", child))
                        continue
                    if child.entity == "ORG":
                        raw.append(Filler("named-compound", child))
                    raw.append(Filler("compound", child))
                    raw.append(Filler("adjective", child))
                case "nominal_modifier" | "oblique" | "agent":
                    raw.append(Filler(preposition(child) or "compound", child))
                case "adnominal_clause":
                    if child.tag == "VBN" and (by := child.first("agent")) is not None:
                        raw.append(Filler("by", by, 2))
                case _:
                    continue
        outer = self.outermost(noun)
        if outer is not noun:  # "a series of strikes on the port"
            raw += [
                Filler(case, c, 1)
                for c in outer.having("nominal_modifier")
                if c.i > noun.i and (case := preposition(c)) not in {"", "of"}
            ]
            raw += [Filler("possessive", antecedent_of(c) or c, 1) for c in outer.having("possessor")]
        taken = {f.slot for f in raw}
        for filler in list(raw):  # "delivery of tanks by Poland": the parser hangs "by" on the tanks
            if filler.slot == "of":
                raw += [
                    Filler(case, c, 2)
                    for c in filler.node.having("nominal_modifier")
                    if (case := preposition(c)) and case != "of" and case not in taken
                ]
        if preposition(noun) in {"on", "during"} and noun.first("determiner", "possessor") is not None:
            raw += [Filler("traveller", n, 1 + d) for n, d in self._travellers(noun)]
        if noun.rel == "description" and noun.head is not None and noun.head.entity == "PERSON":
            raw.append(Filler("self", noun.head))
        raw += [Filler("doer", n, 1 + d) for n, d in self._doers(outer)]
        raw += [Filler("figure", n, 1) for n in self._figures(noun)]
        raw += [Filler("sufferer", n, 1) for n in _sufferers(noun)]
        raw += [Filler("self", n, 0) for n in said_of(noun)]
        if noun.having("number"):
            raw.append(Filler("self", noun, 1))
        return [e for f in raw for e in expand(f)]

    def _travellers(self, noun: Node) -> list[tuple[Node, int]]:
        """ "The minister, on a visit to Oslo, said …": whoever does what is told meanwhile."""
        head = noun if noun.first("copula") is not None or noun.head is None else noun.head
        if head is noun:
            return [(n, 0) for n in noun.having("subject")]
        if head.is_verbal:
            return self.subjects.of(head) or [(n, 0) for n in head.having("passive_subject")]
        return [(head, 0)] if head.is_nominal else []

    def outermost(self, noun: Node) -> Node:
        """The measuring noun that a noun stands below: "a series of strikes" → series; else the noun itself."""
        while (
            noun.rel == "nominal_modifier"
            and noun.head is not None
            and preposition(noun) == "of"
            and real_head(noun.head, self._lexicon) is not noun.head
        ):
            noun = noun.head
        return noun

    def is_deadly(self, verb: Node) -> bool:
        """Whether a verb says what an attack did ("killed", "destroyed"): where that was, the attack was."""
        return verb.lemma in self._done_in

    def is_manner(self, noun: Node) -> bool:
        """Whether something is done as what a noun tells: "resigned in protest", "marched in support of"."""
        return noun.lemma in self._done_as and preposition(noun) == "in" and not noun.first("determiner", "possessor")

    def _figures(self, noun: Node) -> list[Node]:
        """The number that a count has reached: "the toll rose to 44", "the toll of nine", "the toll stands at 12"."""
        found = [n for n in noun.having("nominal_modifier") if preposition(n) == "of"]
        head = noun.head
        if head is not None and noun.rel in {"subject", "passive_subject"}:
            if head.first("copula") is not None:
                found.append(head)
            elif head.lemma in self._reaching:
                found += [
                    n
                    for n in head.children
                    if n.rel == "object" or (n.rel == "oblique" and preposition(n) in {"to", "at"})
                ]
        return [n for n in found if n.pos == "NUM" or n.having("number")][:1]

    def _doers(self, noun: Node) -> list[tuple[Node, int]]:
        """ "Troops killed nine gunmen in a raid on a farm": whoever did that did so in an event of their own."""
        if preposition(noun) not in {"in", "during"} or noun.head is None:
            return []
        if self.is_manner(noun) and noun.head.is_verbal:
            return [] if is_passive(noun.head) else self.subjects.of(noun.head)
        verb = noun.head if noun.head.is_verbal else noun.head.head if noun.head.rel == "object" else None
        if verb is None or verb.lemma not in self._done_in or is_passive(verb) or not verb.first("object"):
            return []
        return self.subjects.of(verb)

    def _dependents(self, verb: Node, passive: bool) -> Iterator[Filler]:
        objects = verb.having("object")
        stranded = (
            next(
                (
                    c.lower
                    for c in verb.having("particle", "adverb", "case")
                    if c.i == verb.i + 1 and c.lower in self._stranded
                ),
                "",
            )
            if passive
            else ""
        )
        elliptic = passive and verb.rel == "conjunct" and not verb.first("passive_subject", "passive_auxiliary")
        second = objects[-1] if len(objects) > 1 and not verb.first("indirect_object") else None
        if second is not None and any(c.text == "," and c.i < second.i for c in second.having("punctuation")):
            second = None  # "the port, the airport and the hospital": a list
        for child in verb.children:
            match child.rel:
                case "object" if second is not None and verb.lemma in self._ditransitive:  # "gave Kyiv tanks"
                    yield Filler("object" if child is second else "indirect", child)
                case "object" if child is second:  # "called the launch a provocation"
                    yield Filler("complement", child)
                case "number" | "unmarked" | "object" if (
                    elliptic and child.pos == "NUM"
                ):  # "four were killed and 15 wounded"
                    yield Filler("object", child)
                case "passive_subject" if stranded and not objects:
                    yield Filler(stranded, child)
                case "subject" | "clausal_subject":
                    yield Filler("object" if passive and not objects else "subject", child)
                case "passive_subject" if not passive:
                    yield Filler("subject", child)
                case "passive_subject":
                    if objects:
                        yield Filler("indirect", child)
                    else:
                        yield Filler("object", child)
                case "object":
                    yield Filler("object", child)
                case "indirect_object":
                    yield Filler("indirect", child)
                case "agent" | "oblique" if (
                    preposition(child) == "by"
                    and child.lower in self._means
                    and not child.having("determiner", "possessor")
                ):
                    yield Filler("adverbial", child)  # "told by radio to leave"
                case "agent":
                    yield Filler("subject", child)
                    yield Filler("by", child)
                case "oblique" | "nominal_modifier":
                    case = preposition(child)
                    if case == "by" and passive:
                        yield Filler("subject", child, 1)  # no sure agent: "by radio", "by the ministry's count"
                    yield Filler(case or "adverbial", child)
                case "unmarked":
                    yield Filler("adverbial", child)
                case "clause":
                    yield Filler("clause", child)
                    yield from (Filler("clause-subject", c) for c in child.having("subject"))
                case "open_clause":
                    if verb.lemma in self._resultative and not objects:
                        yield from (Filler("object", n) for n in child.children if n.i < child.i and n.is_nominal)
                    yield Filler("infinitive" if child.is_verbal else "complement", child)
                    if not child.is_verbal and (case := preposition(child)):
                        yield Filler(case, child)
                case "adverbial_clause":
                    marker = child.first("marker", "case") or next(
                        (a for a in child.having("adverb") if a.tag == "WRB"), None
                    )
                    if marker is not None:
                        yield Filler("infinitive" if marker.lower == "to" else marker.lower, child, 1)
                    if marker is not None and marker.lower in {"when", "after", "as"} and passive:
                        yield from (
                            Filler("when-subject", n, 1) for n in child.having("subject") if not is_passive(child)
                        )
                case _:
                    continue

    def _left_so(self, verb: Node) -> Node | None:
        """ "left a vehicle destroyed", where the participle hangs on "left"."""
        head = verb.head
        if (
            verb.tag == "VBN"
            and verb.rel == "conjunct"
            and head is not None
            and head.pos == "ADJ"
            and head.rel == "open_clause"
        ):
            return head.head if head.head is not None and head.head.lemma in self._resultative else None
        if (
            verb.tag != "VBN"
            or verb.rel not in {"adverbial_clause", "open_clause"}
            or head is None
            or head.lemma not in self._resultative
        ):
            return None
        return (
            head
            if head.first("object") and not verb.first("object", "passive_subject", "subject") and not is_passive(head)
            else None
        )

    def _result(self, verb: Node) -> list[Filler]:
        """ "left a vehicle destroyed", "leaving three dead": whoever left it so did it."""
        noun = verb.head if verb.rel in {"adnominal_clause", "open_clause", "adjective"} else None
        governor = (
            noun
            if noun is not None and noun.is_verbal
            else noun.head
            if noun is not None and noun.rel == "object"
            else None
        )
        if governor is None or not governor.is_verbal or governor.lemma not in self._resultative:
            return []
        subjects = self.subjects.of(governor) if not is_passive(governor) else []
        return [Filler("subject", n, d + 1) for n, d in subjects]


def _sufferers(noun: Node) -> list[Node]:
    """ "Kim, under US sanctions since 2018", "subject to an embargo, Eritrea …": whom a measure lies on."""
    case, head = preposition(noun), noun.head
    if head is None:
        return []
    if case == "under" and head.is_nominal:
        return [head]
    if case == "under":
        return noun.having("subject") if noun.first("copula") else head.having("subject")
    if case == "to" and head.lower == "subject":
        own = head.having("subject")
        return own or (
            [] if head.head is None else [head.head] if head.head.is_nominal else head.head.having("subject")
        )
    return []


def _shared_object(verb: Node) -> list[Filler]:
    """ "shelled and captured the town": the object of the last conjunct, where no other could be meant."""
    for later in verb.having("conjunct"):
        if later.is_verbal and not later.first("subject", "passive_subject") and later.i - verb.i <= 3:
            return [Filler("object", n, 1) for n in later.having("object")]
    return []


def _shared_obliques(verb: Node) -> list[Filler]:
    """By-phrases behind a coordinated participle hold for the first too ("was beaten and robbed by")."""
    if is_passive(verb) and not verb.first("agent"):
        for later in verb.having("conjunct"):
            if later.is_verbal and is_passive(later):
                return [Filler("subject", n, 1) for n in later.having("agent")]
    return []


def _shared_setting(verb: Node, taken: set[str]) -> list[Filler]:
    """What stands before the first of several coordinated verbs ("In the raid, A was hit and B was burnt") holds for all."""
    first = verb
    while first.rel == "conjunct" and first.head is not None and first.head.is_verbal:
        first = first.head
    if first is verb:
        return []
    start = min((c.i for c in first.having("subject", "passive_subject")), default=first.i)
    return [
        Filler(case, c, 1)
        for c in first.having("oblique")
        if c.i < start and (case := preposition(c)) and case not in taken
    ]


def _object_modifiers(fillers: list[Filler]) -> list[Filler]:
    """Prepositional phrases that the parser hung on the object may belong to the verb: offered at a distance."""
    taken = {f.slot for f in fillers}
    found = []
    for filler in fillers:
        if filler.slot not in {"object", "adverbial"} and filler.node.rel not in NOMINAL_DEPENDENTS:
            continue
        stack = [filler.node]
        while stack:
            noun = stack.pop()
            stack += noun.having("conjunct")
            for child in noun.having("nominal_modifier"):
                case = preposition(child)
                if case == "of":
                    stack.append(child)
                elif case and case not in taken:
                    found.append(Filler(case, child, 2))
    return found
