"""Grammatical slots: what stands as subject, object, or behind which preposition of a verb or noun, however the clause is built.

Passives, participles, relative clauses, coordination, control and raising are undone here, so that frames need to know
active clauses only. Source of the relations: Universal Dependencies v2 guidelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.tree import Node

NOMINAL_DEPENDENTS = ("oblique", "nominal_modifier", "agent")


@dataclass(frozen=True, slots=True)
class Filler:
    """A node in a slot; `distance` counts the steps of inference that put it there (0: a plain dependent)."""

    slot: str
    node: Node
    distance: int = 0


def preposition(node: Node) -> str:
    """Words that mark `node`'s relation to its head: "in", "because of"; empty without any."""
    cases = [c for c in node.children if c.rel == "case" and c.i < node.i and c.lower not in {"'s", "’s", "'", "’"}]
    words: list[str] = []
    for case in cases:
        words.append(case.lower)
        words.extend(f.lower for f in case.having("fixed"))
    return " ".join(words)


def conjuncts(node: Node) -> list[Node]:
    """The node and all that is coordinated with it, in order of the text."""
    found = [node]
    for child in node.children:
        if child.rel == "conjunct" or _is_list_member(node, child):
            found.extend(conjuncts(child))
    return found


def _is_list_member(node: Node, child: Node) -> bool:
    """ "a headquarters, a guard post and a bunker", where the parser puts the second in apposition to the first."""
    if child.rel != "apposition" or node.pos != "NOUN" or child.pos != "NOUN":
        return False
    counted = all(any(c.rel == "number" or c.lower in {"a", "an"} for c in n.children) for n in (node, child))
    definite = all(any(c.rel == "determiner" and c.lower == "the" for c in n.children) for n in (node, child))
    return (counted or definite) and any(c.rel == "conjunct" and c.first("coordinator") for c in child.children)


def _elliptic_subject(verb: Node) -> Node | None:
    """ "four were killed and 15 wounded", where the parser coordinates "15" with "killed"."""
    head = verb.head
    if (
        verb.tag != "VBN"
        or verb.rel not in {"open_clause", "conjunct"}
        or head is None
        or not head.is_verbal
        or not is_passive(head)
    ):
        return None
    if verb.first("passive_subject", "subject", "object", "passive_auxiliary"):
        return None
    siblings = [c for c in head.having("conjunct") if c.is_nominal and head.i < c.i < verb.i]
    return siblings[-1] if siblings else None


def expand(filler: Filler) -> Iterator[Filler]:
    """One filler for each coordinated member; a conjunct with a preposition of its own gets that slot."""
    for member in conjuncts(filler.node):
        if member is filler.node:
            yield filler
            continue
        if member.tag == "JJ" and filler.node.is_nominal and member.i + 1 < conjuncts(filler.node)[-1].i:
            continue  # "Yoon and Japanese Prime Minister Kishida": the adjective belongs to the next name
        if (
            member.is_verbal
            and not filler.node.is_verbal
            and member.first("subject", "passive_subject", "passive_auxiliary", "auxiliary")
        ):
            continue
        own = preposition(member)
        yield Filler(own if own and filler.slot not in {"subject", "object"} else filler.slot, member, filler.distance)


def is_passive(verb: Node) -> bool:
    """Whether the verb's clause is passive; coordinated participles inherit it ("was seized and burnt")."""
    if verb.first("passive_subject") and not verb.first("passive_auxiliary") and verb.first("object"):
        return False  # "Fighters killed 48 civilians" with a past tense read as a participle
    if verb.first("passive_auxiliary", "passive_subject"):
        return True
    elliptic = (
        verb.rel == "conjunct"
        and verb.tag == "VBN"
        and not verb.first("auxiliary", "copula")
        and verb.head is not None
        and verb.head.is_verbal
    )
    if elliptic and verb.head is not None and verb.first("subject"):  # "two were killed and six injured"
        return is_passive(verb.head)
    if verb.first("auxiliary", "subject", "copula"):
        return False
    if verb.tag == "VBN" or (verb.features.get("VerbForm") == "Part" and verb.features.get("Tense") == "Past"):
        if verb.rel == "adnominal_clause":
            return True
        if verb.rel == "conjunct" and verb.head is not None and verb.head.is_verbal:
            return is_passive(verb.head)
        if verb.rel in {"adverbial_clause", "root", "parataxis", "adjective", "open_clause"}:
            return verb.first("object") is None
    return False


def relative_pronoun(clause: Node) -> Node | None:
    """The "who", "which" or "that" of a relative clause, wherever it stands in it."""
    for node in clause.subtree():
        if node.features.get("PronType") == "Rel" or node.tag in {"WP", "WDT", "WP$", "WRB"}:
            return node
        if node.i > clause.i:
            break
    return None


def antecedent_of(pronoun: Node) -> Node | None:
    """What a "whose" (or another relative pronoun) stands for: the noun that its clause hangs on."""
    if pronoun.tag not in {"WP$", "WP", "WDT"} and pronoun.features.get("PronType") != "Rel":
        return None
    for node in pronoun.ancestors():
        if node.rel == "relative_clause":
            return node.head
    return None


class Syntax:
    """Reads slots; needs the lexicon's word lists (verbs of subject control and the like)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._subject_control = lexicon.words("subject-control-verbs")
        self._place_words = lexicon.words("relative-place-adverbs")
        self._frames = lexicon.frames_by_word
        self._object_control = lexicon.words("object-control-prepositions")
        self._ditransitive = lexicon.words("ditransitive-verbs")
        self._stranded = lexicon.words("stranded-prepositions")
        self._resultative = lexicon.words("resultative-verbs")

    def verb_slots(self, verb: Node) -> list[Filler]:
        """All fillers around a verb, coordination expanded, in order of the text within each slot."""
        passive = is_passive(verb)
        raw = list(self._dependents(verb, passive))
        if (left := self._left_so(verb)) is not None:
            passive = True
            before = [n for n in verb.children if n.is_nominal and n.i == verb.i - 1]
            raw += [Filler("object", n) for n in before or [n for n, _ in self.objects(left)]] + [
                Filler("subject", n, d) for n, d in self.subjects(left)
            ]
        if (shared := _elliptic_subject(verb)) is not None:
            raw.append(Filler("object", shared))
            passive = True
        raw += self._from_relative(verb, passive, raw)
        slots = {f.slot for f in raw}
        missing = "object" if passive else "subject"
        if missing not in slots:
            raw += [Filler(missing, n, d) for n, d in self._outer_subject(verb, passive)]
        if not passive and "object" not in slots:
            raw += self._shared_object(verb)
        if passive and "subject" not in slots:
            raw += self._result(verb)
        raw += self._shared_obliques(verb)
        raw += self._shared_setting(verb, {f.slot for f in raw})
        raw += self._object_modifiers(raw)
        if passive and "subject" not in {f.slot for f in raw}:
            raw += [Filler("subject", f.node, 1) for f in raw if f.slot == "by"]
        return [e for f in raw for e in expand(f)]

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
                case "agent":
                    yield Filler("subject", child)
                    yield Filler("by", child)
                case "oblique" | "nominal_modifier":
                    case = preposition(child)
                    if case == "by" and passive:
                        yield Filler("subject", child)
                    yield Filler(case or "adverbial", child)
                case "unmarked":
                    yield Filler("adverbial", child)
                case "clause":
                    yield Filler("clause", child)
                    yield from (Filler("clause-subject", c) for c in child.having("subject", "passive_subject"))
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
                case _:
                    continue

    def _from_relative(self, verb: Node, passive: bool, known: list[Filler]) -> list[Filler]:
        """Antecedents in place of relative pronouns; participles' nouns; reduced object relatives."""
        clause = verb
        while clause.rel == "conjunct" and clause.head is not None and clause.head.is_verbal:
            clause = clause.head
        if clause.rel not in {"relative_clause", "adnominal_clause"} or clause.head is None:
            for outer in clause.ancestors():  # "which it said were fired": the pronoun's clause lies higher
                if outer.rel == "relative_clause" and outer.head is not None:
                    return self._replace_pronoun(known, outer.head)
                if outer.is_verbal is False:
                    break
            loose = self._loose_antecedent(clause, known)
            return self._replace_pronoun(known, loose) if loose is not None else []
        antecedent = clause.head
        found = self._replace_pronoun(known, antecedent)
        if found:
            return found
        slots = {f.slot for f in known}
        if clause.rel == "adnominal_clause":
            if clause is not verb:
                return []
            if passive:
                return [] if "object" in slots else [Filler("object", antecedent)]
            if verb.tag == "VBG" or verb.features.get("VerbForm") == "Part":
                if "subject" in slots or verb.first("marker"):
                    return []
                return self._trailing_participle(verb, antecedent) or [Filler("subject", antecedent)]
            return []
        pronoun = relative_pronoun(clause)
        if pronoun is None and "subject" in slots and "object" not in slots and not passive:
            return [Filler("object", antecedent, 1)]
        if pronoun is not None and pronoun.lower in self._place_words:
            return [Filler("in", antecedent, 1)]
        if pronoun is not None and clause is verb and pronoun.head is verb and pronoun.rel in {"marker", "adverb"}:
            # "that" parsed as a marker
            free = "subject" if "subject" not in slots and not passive else "object" if "object" not in slots else ""
            return [Filler(free, antecedent, 1)] if free else []
        return []

    def _trailing_participle(self, verb: Node, noun: Node) -> list[Filler]:
        """ "fired missiles at the town, killing one": behind a comma the participle goes with the main clause, not with the last noun."""
        if not any(c.text == "," and c.i < verb.i for c in verb.having("punctuation")):
            return []
        governor = next((n for n in noun.ancestors() if n.is_verbal), None)
        if governor is None or noun.i < governor.i:
            return []
        subjects = [(n, 1) for n in governor.having("agent")] if is_passive(governor) else self.subjects(governor)
        return [Filler("subject", n, d + 1) for n, d in subjects]

    def _loose_antecedent(self, clause: Node, known: list[Filler]) -> Node | None:
        """ "…, in which two people were killed" hung on the main verb: the event noun before the comma, else the noun there."""
        pronoun = next((f.node for f in known if f.node.tag in {"WDT", "WP"} and f.node.i < clause.i), None)
        if (
            pronoun is None
            or clause.head is None
            or clause.rel not in {"adverbial_clause", "parataxis", "conjunct", "list"}
        ):
            return None
        top = clause
        while top.head is not None:
            top = top.head
        before = [n for n in top.subtree() if n.i < pronoun.i]
        comma = next((n for n in reversed(before) if n.text == ","), None)
        if comma is None or pronoun.i - comma.i > 3:
            return None
        nouns = [n for n in before if n.i < comma.i and n.pos in {"NOUN", "PROPN"} and comma.i - n.i <= 12]
        if preposition(pronoun):
            events = [n for n in nouns if ("noun", n.lemma.lower()) in self._frames]
            return events[-1] if events else None
        return nouns[-1] if nouns else None

    @staticmethod
    def _replace_pronoun(known: list[Filler], antecedent: Node) -> list[Filler]:
        found = []
        for filler in list(known):
            node = filler.node
            if node.features.get("PronType") == "Rel" or (node.tag in {"WP", "WDT"} and node.pos == "PRON"):
                known.remove(filler)
                found.append(Filler(filler.slot, antecedent))
        return found

    def _outer_subject(self, verb: Node, passive: bool) -> list[tuple[Node, int]]:
        """Subject of a verb that has none of its own: shared by coordination, controlled, or of the main clause."""
        head = verb.head
        if head is None:
            return []
        if verb.rel == "conjunct" and head.is_verbal:
            return self.subjects(head)
        if verb.rel == "conjunct" and head.first("copula"):
            return self.subjects(head)
        if verb.rel == "open_clause":
            subject_controls = head.lemma in self._subject_control
            objects = [n for n, _ in self.objects(head)]
            if objects and not subject_controls:
                return [(n, 1) for n in objects]
            return [(n, d + 1) for n, d in self.subjects(head)]
        markers = {m.lower for m in verb.having("marker", "case")}
        if verb.rel in {"adverbial_clause", "oblique", "open_clause"} and markers & self._object_control:
            objects = [n for n, _ in self.objects(head)] if head.is_verbal else []
            if objects:  # "accused Israel of violating the deal"
                return [(n, 1) for n in objects]
        if (
            verb.rel == "adnominal_clause"
            and markers & self._object_control
            and head.rel in {"object", "passive_subject"}
        ):
            return [(head, 1)]
        if verb.rel in {"adverbial_clause", "parataxis"} and (
            verb.tag in {"VBG", "VBN", "VB"} or verb.features.get("VerbForm") in {"Part", "Ger", "Inf"}
        ):
            if head.is_verbal and verb.rel == "adverbial_clause":
                if (
                    not passive and verb.tag == "VBG" and is_passive(head)
                ):  # "was bombed, killing three": whoever bombed it
                    return [(n, 1) for n in head.having("agent")]
                return [(n, d + 1) for n, d in self.subjects(head)]
            return []
        if verb.rel == "adnominal_clause" and head.is_nominal and verb.first("marker"):
            # "a plan to attack", "accused of attacking": whoever has the plan
            outer = head.first("possessor")
            if outer is not None:
                return [(outer, 2)]
            governor = head.head
            if governor is not None and governor.is_verbal:
                return [(n, d + 2) for n, d in self.subjects(governor)]
        if verb.rel == "oblique" or (
            verb.rel == "clause" and not verb.first("subject", "passive_subject") and verb.tag == "VBG"
        ):
            return [(n, d + 1) for n, d in self.subjects(head)] if head.is_verbal else []
        return []

    def subjects(self, verb: Node) -> list[tuple[Node, int]]:
        """Surface subjects of a clause with the steps it took to find them; relative pronouns are replaced."""
        own = verb.having("subject", "passive_subject")
        if own:
            result: list[tuple[Node, int]] = []
            for node in own:
                if node.features.get("PronType") == "Rel" or node.tag in {"WP", "WDT"}:
                    clause = verb
                    while clause.rel not in {"relative_clause", "root"} and clause.head is not None:
                        clause = clause.head
                    if clause.rel == "relative_clause" and clause.head is not None:
                        result.append((clause.head, 1))
                        continue
                result.append((node, 0))
            return result
        if verb.rel == "adnominal_clause" and verb.head is not None and not verb.first("marker"):
            return [(verb.head, 1)]
        if verb.rel == "relative_clause" and verb.head is not None and relative_pronoun(verb) is not None:
            return [(verb.head, 1)]
        return self._outer_subject(verb, is_passive(verb))

    def objects(self, verb: Node) -> list[tuple[Node, int]]:
        """Direct or indirect objects; of a passive, none (its subject controls)."""
        indirect = verb.having("indirect_object")
        return [(n, 0) for n in (indirect or verb.having("object"))]

    def _shared_object(self, verb: Node) -> list[Filler]:
        """ "shelled and captured the town": the object of the last conjunct, where no other could be meant."""
        for later in verb.having("conjunct"):
            if later.is_verbal and not later.first("subject", "passive_subject") and later.i - verb.i <= 3:
                return [Filler("object", n, 1) for n in later.having("object")]
        return []

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
        subjects = self.subjects(governor) if not is_passive(governor) else []
        return [Filler("subject", n, d + 1) for n, d in subjects]

    def _shared_obliques(self, verb: Node) -> list[Filler]:
        """By-phrases behind a coordinated participle hold for the first too ("was beaten and robbed by")."""
        if is_passive(verb) and not verb.first("agent"):
            for later in verb.having("conjunct"):
                if later.is_verbal and is_passive(later):
                    return [Filler("subject", n, 1) for n in later.having("agent")]
        return []

    @staticmethod
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

    def _object_modifiers(self, fillers: list[Filler]) -> list[Filler]:
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

    def noun_slots(self, noun: Node) -> list[Filler]:
        """All fillers around a noun: possessors, adjectives, compounds, prepositional phrases, and what it is said of."""
        raw: list[Filler] = []
        for child in noun.children:
            match child.rel:
                case "possessor":
                    raw.append(Filler("possessive", antecedent_of(child) or child))
                case "adjective":
                    raw.append(Filler("adjective", child))
                case "compound" | "description" | "flat":
                    raw.append(Filler("compound", child))
                    raw.append(Filler("adjective", child))
                case "nominal_modifier" | "oblique" | "agent":
                    raw.append(Filler(preposition(child) or "compound", child))
                case "adnominal_clause":
                    if child.tag == "VBN" and (by := child.first("agent")) is not None:
                        raw.append(Filler("by", by, 2))
                case _:
                    continue
        taken = {f.slot for f in raw}
        for filler in list(raw):  # "delivery of tanks by Poland": the parser hangs "by" on the tanks
            if filler.slot == "of":
                raw += [
                    Filler(case, c, 2)
                    for c in filler.node.having("nominal_modifier")
                    if (case := preposition(c)) and case != "of" and case not in taken
                ]
        raw += [Filler("self", n, 0) for n in said_of(noun)]
        if noun.having("number"):
            raw.append(Filler("self", noun, 1))
        return [e for f in raw for e in expand(f)]


def said_of(noun: Node) -> list[Node]:
    """What a noun is predicated of: subject of "is", the noun it stands in apposition to, or is an apposition of."""
    found: list[Node] = []
    if noun.first("copula"):
        found += noun.having("subject")
    if noun.rel == "apposition" and noun.head is not None and not _is_list_member(noun.head, noun):
        found.append(noun.head)
    found += [a for a in noun.having("apposition") if not _is_list_member(noun, a)]
    if (
        noun.rel == "conjunct"
        and noun.head is not None
        and (noun.head.first("copula") or noun.head.rel == "apposition")
    ):
        found += said_of(noun.head)
    if noun.rel == "open_clause" and noun.head is not None:
        found += noun.head.having("object") or noun.head.having("passive_subject", "subject")
    result = []
    for node in found:
        if (
            (node.features.get("PronType") == "Rel" or node.tag in {"WP", "WDT"})
            and noun.rel == "relative_clause"
            and noun.head is not None
        ):
            result.append(noun.head)
        else:
            result.append(node)
    return result
