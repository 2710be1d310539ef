"""Whom a pronoun means: a weighed sum of what speaks for each candidate, and silence where two come out about equal.

The weights are those of a log-linear model fitted by benchmarks/coref_fit.py on GAP development and the free genres of OntoGUM
but news and interviews. "nothing" is a candidate too: it wins where a pronoun means nothing that was named.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from graphkit.lexicon import Lexicon
from graphkit.nlp.coref_antecedents import Antecedents, Candidate
from graphkit.nlp.coref_clauses import SUBJECTS, clause_of, implied_subject
from graphkit.nlp.coref_links import Links
from graphkit.nlp.coref_weights import CERTAINTY, WEIGHTS
from graphkit.nlp.groups import noun_of
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.tree import Node, Tree

WINDOW = 4
"""Sentences back in which an antecedent is looked for."""

SURE = 0.8
"""How likely a learned link must be to stand against the weights."""

Features = dict[str, float]


class Pronouns:
    """Resolves the pronouns of one document, one after the other."""

    def __init__(
        self, tree: Tree, antecedents: Antecedents, lexicon: Lexicon, quotes: Quotes, links: Links | None = None
    ) -> None:
        self.tree = tree
        self.links = links
        self.antecedents = antecedents
        self.lexicon = lexicon
        self.quotes = quotes
        self._kinds = {
            kind: lexicon.words(words)
            for kind, words in (
                ("person", "third-person-singular-animate"),
                ("neuter", "third-person-neuter"),
                ("plural", "third-person-plural"),
            )
        }
        self._feminine = lexicon.words("feminine")

    def kind_of(self, node: Node) -> str | None:
        """ "person", "neuter" or "plural" for a pronoun of the third person."""
        return next((kind for kind, words in self._kinds.items() if node.lower in words), None)

    def resolve(self, node: Node) -> Candidate | None:
        """The candidate that the pronoun means; None where that is nobody, or not clear."""
        kind = self.kind_of(node)
        if kind is None or (kind == "neuter" and is_pleonastic(node)):
            return None
        plain = self._by_grammar(node, kind)
        if plain is not None:
            return plain
        candidate = self._weighed(node, kind) if self.links is None else self._learned(node, kind, self.links)
        if candidate is not None and kind == "person" and not candidate.gender:
            candidate.gender = "f" if node.lower in self._feminine else "m"
        return candidate

    def _learned(self, node: Node, kind: str, links: Links) -> Candidate | None:
        """The nearest name, else the nearest referent, else the nearest noun that the pronoun is linked with, if it fits.

        Where the weights of this file clearly tell of another, the link must be sure.
        """
        taken = links.get(node.i)
        if taken is None:
            return self._cataphor(node, kind)
        linked = [c for n in taken.nodes if (c := self.antecedents.at.get(n.i)) is not None]
        fitting = [c for c in linked if self._fits(c, node, kind)]
        found = min(fitting, key=lambda c: (not c.is_named, c.referent is None), default=None)
        if found is None or taken.certainty >= SURE:
            return found
        other = self._weighed(node, kind)
        return found if other is None or other is found else None

    def _weighed(self, node: Node, kind: str) -> Candidate | None:
        """The candidate that most speaks for, where that is clear."""
        weights = WEIGHTS[kind]
        scored = [
            (sum(weights.get(name, 0.0) * value for name, value in features.items()), candidate)
            for candidate, features in self.choices(node, kind)
        ]
        total = math.log(sum(math.exp(score) for score, _ in scored))
        best, candidate = max(scored, key=lambda x: x[0])
        if candidate is None or math.exp(best - total) < CERTAINTY[kind]:
            return None
        return candidate

    def _by_grammar(self, node: Node, kind: str) -> Candidate | None:
        """What needs no weighing: "Laos said it would …", "the navy … its ships", "she hurt herself"."""
        reporter = self._reporter(node)
        if reporter is not None and self._fits(reporter, node, kind) and self._is_clear(reporter, kind):
            return reporter
        is_reflexive = node.features.get("Reflex") == "Yes"
        if not is_reflexive and (node.rel != "possessor" or kind == "person"):
            return None
        subject = implied_subject(clause_of(node))
        own = self.antecedents.at.get(subject.i) if subject is not None and subject.i < node.i else None
        if own is None or not self._fits(own, node, kind) or not (is_reflexive or self._is_clear(own, kind)):
            return None
        return own

    def _is_clear(self, candidate: Candidate, kind: str) -> bool:
        """Whether a name is of the sort that the pronoun mostly means; a noun phrase is left to be weighed."""
        referent = candidate.referent
        if referent is None:
            return False
        if kind == "neuter":
            return referent.kind in {"State", "Organization", "WeaponSystem"}
        return kind == "plural" or referent.is_person

    def choices(self, node: Node, kind: str) -> Iterator[tuple[Candidate | None, Features]]:
        """Each candidate that may be meant, with what speaks for it; None stands for nothing."""
        admissible = []
        later = self._cataphor(node, kind)
        for candidate in self.antecedents.all:
            last = candidate.occurrences[-1].node
            if node.sentence - last.sentence <= WINDOW and candidate is not later and self._fits(candidate, node, kind):
                admissible.append(candidate)
        admissible.sort(key=lambda c: -c.occurrences[-1].node.i)
        speaker = self._last_speaker(node)
        for rank, candidate in enumerate(admissible):
            yield candidate, self._features(candidate, node, rank, candidate is speaker)
        if later is not None:
            yield later, {"bias": 1.0, "cataphor": 1.0, "named": 1.0}
        yield None, self._nothing(node)

    def _nothing(self, node: Node) -> Features:
        """What speaks for a pronoun that means none of the candidates."""
        features = {"nothing": 1.0, f"nothing-{_role(node)}": 1.0}
        if self.quotes.is_quoted(node):
            features["nothing-quoted"] = 1.0
        if node.head is not None and node.head.first("copula"):
            features["nothing-copula"] = 1.0
        if node.head is not None and any(
            c.rel in {"clause", "open_clause", "clausal_subject", "adverbial_clause"} for c in node.head.children
        ):
            features["nothing-clause"] = 1.0
        return features

    def _fits(self, candidate: Candidate, node: Node, kind: str) -> bool:
        """Whether number, gender, animacy and grammar let the pronoun mean it."""
        if kind == "person":
            wanted = "f" if node.lower in self._feminine else "m"
            if candidate.gender not in {"", wanted} or not self.antecedents.is_person(candidate):
                return False
        elif kind == "neuter":
            if not self.antecedents.is_body(candidate):
                return False
        elif not self.antecedents.may_be_they(candidate):
            return False
        return not self._is_ruled_out(candidate, node)

    def _is_ruled_out(self, candidate: Candidate, node: Node) -> bool:
        around = node
        while around.head is not None and not around.is_verbal and around.rel != "conjunct":
            around = around.head
            if self.antecedents.at.get(around.i) is candidate and not around.is_verbal:
                return True  # "his brother": not the brother
        report = self.quotes.speaker_of(node) if self.quotes.is_quoted(node) else None
        if report is not None and report.speaker is not None and self.antecedents.at.get(report.speaker.i) is candidate:
            return True  # who speaks says "I"
        if node.rel == "possessor" or node.features.get("Reflex") == "Yes":
            return False
        clause = clause_of(node)
        for occurrence in candidate.occurrences[-3:]:
            other = occurrence.node
            if other.sentence != node.sentence:
                continue
            if (
                clause_of(other) is clause
                and _is_argument(other)
                and not (node.rel == "oblique" and other.rel in SUBJECTS)
            ):
                return True  # "X hit him": not X
        subject = implied_subject(clause)
        is_own = subject is not None and self.antecedents.at.get(subject.i) is candidate
        return is_own and node.rel in {"object", "indirect_object"}

    def _features(self, candidate: Candidate, node: Node, rank: int, is_speaker: bool) -> Features:
        occurrences = candidate.occurrences
        last = occurrences[-1]
        distance = node.sentence - last.node.sentence
        role, last_role = _role(node), _role(last.node)
        features: Features = {
            "bias": 1.0,
            f"distance-{distance}": 1.0,
            f"rank-{min(rank, 3)}": 1.0,
            "count": math.log(len(occurrences)),
            f"role-{last_role}": 1.0,
            f"{role}-after-{last_role}": 1.0,
        }
        near = [o for o in occurrences if node.sentence - o.node.sentence <= max(1, distance)]
        subject = implied_subject(clause_of(node))
        upper = _upper_subject(node)
        flags = {
            "named": candidate.is_named,
            "gender": bool(candidate.gender),
            "pronoun": last.is_pronoun,
            "first": candidate.order == 0,
            "subject-here": any(o.is_subject and o.node.sentence == node.sentence for o in near),
            "subject-before": any(o.is_subject and node.sentence - o.node.sentence == 1 for o in near),
            "main-subject-before": any(
                o.is_subject
                and node.sentence - o.node.sentence == 1
                and o.node.head is not None
                and o.node.head.rel == "root"
                for o in near
            ),
            "opens-before": any(
                node.sentence - o.node.sentence == 1 and o.node.i - self.tree.sentences[o.node.sentence][0] < 4
                for o in near
            ),
            "own-subject": subject is not None
            and subject is not node
            and self.antecedents.at.get(subject.i) is candidate,
            "upper-subject": upper is not None and self.antecedents.at.get(upper.i) is candidate,
            "possessor": last.node.rel == "possessor",
            "coordinated": last.node.rel == "conjunct" or bool(last.node.having("conjunct")),
            "reporter": self._reporter(node) is candidate,
            "speaker": is_speaker,
            "indefinite": any(
                c.lower in self.lexicon.words("indefinite-determiners") for c in last.node.having("determiner")
            ),
            "quoted-apart": self.quotes.is_quoted(node) != self.quotes.is_quoted(last.node),
        }
        features |= {name: 1.0 for name, holds in flags.items() if holds}
        if candidate.referent is not None:
            features[f"is-{candidate.referent.kind}"] = 1.0
        elif candidate.noun is not None:
            concept = noun_of(candidate.noun, self.lexicon)
            features["noun-" + (concept.kind if concept is not None else candidate.noun.pos)] = 1.0
        return features

    def _reporter(self, node: Node) -> Candidate | None:
        """ "The SDF announced it had …": who reports the clause that the pronoun is the subject of."""
        subject_node = node.head if node.rel == "possessor" and node.head is not None else node
        clause = subject_node.head
        if subject_node.rel not in SUBJECTS or clause is None or clause.rel != "clause" or clause.head is None:
            return None
        if not self._is_cue(clause.head):
            return None
        subject = implied_subject(clause.head)
        return self.antecedents.at.get(subject.i) if subject is not None else None

    def _is_cue(self, verb: Node) -> bool:
        return any(o.reporting for o in self.lexicon.operators_by_word.get(("verb", verb.lemma), ()))

    def _last_speaker(self, node: Node) -> Candidate | None:
        """ "…," he said: who spoke last before."""
        if node.rel != "subject" or node.head is None or not self._is_cue(node.head):
            return None
        for i in range(node.i - 1, max(-1, node.i - 120), -1):
            other = self.tree.nodes[i]
            if (
                other.rel == "subject"
                and other.head is not None
                and self._is_cue(other.head)
                and i in self.antecedents.at
            ):
                return self.antecedents.at[i]
        return None

    def _cataphor(self, node: Node, kind: str) -> Candidate | None:
        """ "In his speech, X …": the subject that follows what stands before its clause."""
        first = self.tree.sentences[node.sentence][0]
        if node.i - first > 12:
            return None
        fronted = node
        while (
            fronted.head is not None
            and fronted.head.i < node.i + 12
            and fronted.rel not in {"oblique", "adverbial_clause"}
        ):
            fronted = fronted.head
        if fronted.rel not in {"oblique", "adverbial_clause"} or fronted.head is None or fronted.head.i < fronted.i:
            return None
        subject = fronted.head.first("subject", "passive_subject")
        if subject is None or subject.i < node.i or subject.sentence != node.sentence:
            return None
        candidate = self.antecedents.named_later(subject)
        if candidate is None or not self._fits(candidate, node, kind):
            return None
        return candidate


def _upper_subject(node: Node) -> Node | None:
    """The subject of the clause above."""
    clause = clause_of(node)
    return implied_subject(clause_of(clause)) if clause.head is not None else None


def _is_argument(node: Node) -> bool:
    """Whether it is an argument of its clause itself, and not a part of one."""
    head = node.head
    return head is not None and (head.is_verbal or head.first("copula") is not None) and node.rel not in {"possessor"}


def _role(node: Node) -> str:
    current = node
    while current.rel in {"conjunct", "flat"} and current.head is not None:
        current = current.head
    if current.rel in SUBJECTS:
        return "subject"
    if current.rel in {"object", "indirect_object"}:
        return "object"
    if current.rel == "possessor":
        return "possessor"
    return "oblique" if current.rel in {"oblique", "agent"} else "other"


def is_pleonastic(node: Node) -> bool:
    """ "It is expected that …", "it was X who …", "it is important to …", "made it clear that …": no thing is meant."""
    head = node.head
    if node.rel == "expletive":
        return True
    if head is None:
        return False
    clauses = [c for c in head.children if c.rel in {"clause", "clausal_subject"} and c.i > node.i]
    if node.rel in SUBJECTS:
        if clauses and (head.first("copula") or node.rel == "passive_subject" or head.first("passive_auxiliary")):
            return True
        if any(c.rel == "clausal_subject" for c in clauses):
            return True
        if head.first("copula") and head.pos in {"NOUN", "PROPN", "PRON"} and head.having("relative_clause"):
            return True
        infinitives = [
            c
            for c in head.children
            if c.rel in {"open_clause", "adverbial_clause"}
            and c.i > head.i
            and any(m.tag == "TO" for m in c.having("marker"))
        ]
        return bool(head.first("copula")) and head.pos == "ADJ" and bool(infinitives)
    if node.rel == "object":
        return any(
            c.pos == "ADJ" and c.i > node.i and c.having("clause", "open_clause", "clausal_subject", "adverbial_clause")
            for c in head.having("open_clause", "object")
        )
    return False
