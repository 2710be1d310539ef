"""The gate of nlp/: what was found in a tree becomes an Extraction of plain frozen values. No node leaves from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graphkit.lexicon import Lexicon
from graphkit.model import Article, Entity, Event, Extraction, Key, Position, Relation, Role, Span, TimeValue
from graphkit.nlp.events import EventFinder, Found
from graphkit.nlp.factuality import Factuality, Quotes, Standing
from graphkit.nlp.groups import group_at, noun_of, phrase_span, real_head
from graphkit.nlp.nounphrases import Lasting, takes_members
from graphkit.nlp.positions import Holding, OfficePhrase
from graphkit.nlp.quantities import number_of, quantity_of
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import Filler, conjuncts, preposition
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node, Tree

SAID_AGAIN = frozenset(
    {
        "Attack",
        "Killing",
        "Injury",
        "Damage",
        "Launch",
        "Invasion",
        "Meeting",
        "Detention",
        "AgreementMaking",
        "Clash",
        "Rescue",
        "Capture",
    }
)


@dataclass(slots=True)
class Draft:
    """An event while roles are being filled with keys."""

    key: Key
    found: Found
    standing: Standing
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    attributed_to: Key | None = None
    reported_by: Key | None = None
    kind: str = ""
    confidence: float = 0.95


class Collector:
    """Builds one Extraction; used once."""

    def __init__(
        self,
        article: Article,
        tree: Tree,
        referents: Referents,
        lexicon: Lexicon,
        factuality: Factuality,
        finder: EventFinder,
        quotes: Quotes,
    ) -> None:
        self.article = article
        self.tree = tree
        self.referents = referents
        self.lexicon = lexicon
        self.factuality = factuality
        self.finder = finder
        self.quotes = quotes
        self._keys: dict[int, Key] = {}
        self._order: list[Referent] = []
        self._drafts: dict[int, Draft] = {}
        self._statements: dict[int, Event] = {}
        self._events_made = 0
        self._offices: dict[int, Referent] = {}
        self._relations: list[Relation] = []
        self._headships: list[tuple[Referent, str, Referent, Node]] = []

    # -- keys --------------------------------------------------------------------------------------------------------

    def span(self, first: int, last: int) -> Span:
        """The text span of nodes `first` to `last`."""
        nodes = self.tree.nodes
        return Span(nodes[first].begin, nodes[last].end, self.tree.slice(first, last))

    def key_of(self, referent: Referent) -> Key:
        """Key of a referent; given in order of demand, renumbered at the end by order of the text."""
        if id(referent) not in self._keys:
            self._keys[id(referent)] = f"?{len(self._order)}"
            self._order.append(referent)
        return self._keys[id(referent)]

    def _event_key(self) -> Key:
        self._events_made += 1
        return f"event-{self._events_made}"

    # -- fillers -----------------------------------------------------------------------------------------------------

    def referent_of(self, node: Node, allow: frozenset[str] = frozenset()) -> Referent | None:
        """Who or what a filler refers to: named, described or pronominal; a group is made on demand."""
        node = real_head(node, self.lexicon)
        place = self.referents.place_at(node)
        if place is not None:
            current = self.referents.at(node)
            if "place" in allow and "actor" not in allow:
                return self.referents.read_as(node, place)
            if allow & {"actor", "state", "organization"} and not allow & {"place", "object", "facility"}:
                state = next(
                    (r for m in [self.referents.mention_at(node)] if m for r in self.referents.all if r.iri == m.iri),
                    None,
                )
                return self.referents.read_as(node, state) if state is not None else current
            return current
        if (
            node.lemma.lower() in self.lexicon.words("place-nouns") and self.referents.mention_at(node) is None
        ):  # "the town of X"
            for inner in node.having("nominal_modifier", "apposition", "flat", "compound"):
                named = self.referents.place_at(inner) or self.referents.at(inner)
                beside = inner.i > node.i and (preposition(inner) == "of" or inner.rel != "nominal_modifier")
                if beside and named is not None and named.kind in {"Place", "Facility"}:
                    return named
        if node.lower in self.lexicon.words("first-person-plural") | self.lexicon.words("first-person-singular"):
            return self._first_person(node)
        known = self.referents.at(node)
        if known is not None:
            return known
        mention = self.referents.mention_at(node)
        if mention is not None:
            return self.referents.at(mention.head)
        if node.pos == "PRON" or node.lower in self.lexicon.words("relative-pronouns"):
            return None
        plural = node.features.get("Number") == "Plur" or bool(node.having("number"))
        for apposed in node.having("apposition", "flat", "description", "compound") if not plural else ():
            named = self.referents.at(apposed)
            if (
                named is not None
                and named.is_named
                and apposed.i > node.i
                and (apposed.rel == "apposition" or named.kind in {"Person", "Official", "WeaponSystem"})
            ):
                return named
        return group_at(self.tree, self.referents, node)

    def _speaker_at(self, node: Node) -> Referent | None:
        """Who speaks the words at `node`."""
        report = self.quotes.speaker_of(node)
        if report is None:
            standing = self.factuality.standing(self.tree, node, "", self.quotes)
            report = standing.reports[0] if standing.reports else None
        if report is None or report.speaker is None or report.speaker is node:
            return None
        return self.referents.at(real_head(report.speaker, self.lexicon))

    def _first_person(self, node: Node) -> Referent | None:
        """ "I" in a quotation is the speaker; "we" the state or body that the speaker holds office in."""
        speaker = self._speaker_at(node)
        if speaker is None or node.lower in self.lexicon.words("first-person-singular"):
            return speaker
        return self._offices.get(id(speaker), speaker if not speaker.is_person else None)

    def _fill(self, draft: Draft, role: str, filler: Filler, allow: frozenset[str]) -> None:
        node = filler.node
        if node.is_verbal or (filler.slot in {"clause", "infinitive"}):
            inner = self._drafts.get(node.i)
            span = self._clause_span(node)
            draft.roles.append(Role(role, inner.key if inner else None, None if inner else span.text, span))
            return
        if role == "agent":
            node = self._actor_behind(node)
        if (named := self._named_members(node)) or (named := self._part_of_group(node)):
            draft.roles.extend(Role(role, self.key_of(member), None, self.span(node.i, node.i)) for member in named)
            return
        nodes = [real_head(node, self.lexicon)]
        if nodes[0] is not node:
            nodes = [n for n in conjuncts(nodes[0]) if n.is_nominal]
        for head in nodes:
            inner = self._drafts.get(head.i)
            if inner is not None and inner is not draft:
                draft.roles.append(Role(role, inner.key, None, self.span(head.i, head.i)))
                continue
            several = self.referents.several.get(head.i, [])
            for member in several:
                draft.roles.append(Role(role, self.key_of(member), None, self.span(head.i, head.i)))
            if several:
                continue
            referent = self.referent_of(head, allow)
            if (
                role == "agent"
                and head.lower in self.lexicon.words("first-person-plural")
                and draft.kind in self.lexicon.words("classes-of-speech")
            ):
                referent = self._speaker_at(head) or referent  # "We urge": who says so does so
            if referent is None:
                continue
            if nodes[0] is not node and referent.kind == "Group" and referent.number == (None, None, None):
                self._count_from_measure(referent, node)
                first = phrase_span(node)[0]
                if 0 <= head.i - first <= 8 and head is nodes[0]:
                    referent.spans.append((first, head.i))
            key = self.key_of(referent)
            if not any(r.name == role and r.filler == key for r in draft.roles):
                draft.roles.append(Role(role, key, None, self.span(head.i, head.i)))

    def _named_members(self, node: Node) -> list[Referent]:
        """ "the rival leaders, Salva Kiir and Riek Machar": those whom a plural in apposition names."""
        if node.features.get("Number") != "Plur" or self.referents.mention_at(node) is not None:
            return []
        first = next((c for c in node.having("apposition") if self.referents.at(c) is not None and c.i > node.i), None)
        if first is None:
            return []
        members = [r for n in conjuncts(first) if (r := self.referents.at(n)) is not None]
        return (
            members
            if len(members) > 1 and all(m.is_person or m.kind in {"State", "Organization"} for m in members)
            else []
        )

    def _part_of_group(self, node: Node) -> list[Referent]:
        """ "21 of 35 drones": a group of its own, a subset of the larger one."""
        whole_node = real_head(node, self.lexicon)
        if node.pos != "NUM" or whole_node is node or not whole_node.having("number"):
            return []
        whole = group_at(self.tree, self.referents, whole_node)
        if whole is None:
            return []
        part = self.referents.at(node)
        if part is None:
            part = self.referents.new("Group", self.tree.slice(node.i, whole_node.i), node, node.i, whole_node.i)
            part.noun, part.plural, part.subset_of = whole_node, True, whole
            part.number = (number_of([node.text]), None, None)
        return [part]

    def _actor_behind(self, node: Node) -> Node:
        """ "Russia's use of X violates": whose doing it is, where the agent is an abstract noun."""
        if node.i in self._drafts or not (node.pos == "NOUN" and self.referents.at(node) is None):
            return node
        noun = noun_of(node, self.lexicon)
        if noun is not None and (noun.kind not in {"abstract", "event"} or noun.noun in self.lexicon.words("wars")):
            return node
        for owner in node.having("possessor"):
            referent = self.referents.at(owner)
            if referent is not None and referent.kind in {"State", "Organization", "Person", "Official"}:
                return owner
        return node

    def _count_from_measure(self, group: Referent, measure: Node) -> None:
        if measure.pos == "NUM":
            group.number = (number_of([measure.text]), None, None)
        elif measure.lemma.lower() in self.lexicon.words("total-nouns"):
            quantity = quantity_of(measure, self.lexicon.words("at-least"), self.lexicon.words("at-most"))
            group.number = (
                (quantity.value, quantity.minimum, quantity.maximum) if measure.having("number") else group.number
            )

    def _clause_span(self, node: Node) -> Span:
        nodes = [n for n in node.subtree() if n.rel != "punctuation"]
        markers = {m.i for m in node.having("marker")}
        nodes = [n for n in nodes if n.i not in markers] or [node]
        return self.span(nodes[0].i, nodes[-1].i)

    # -- events ------------------------------------------------------------------------------------------------------

    def add_events(self, found: list[Found], times: list[TimeExpression], time_keys: dict[int, Key]) -> None:
        """Turn findings into drafts with keys, then fill their roles."""
        events = [f for f in found if not f.frame.lasting]
        for item in events:
            standing = self.factuality.standing(self.tree, item.clause, item.frame.evokes, self.quotes)
            if item.light_verb is not None:
                own = Standing()
                self.factuality._inside(item.trigger, own, item.frame.evokes)
                if own.polarity == "Negative":
                    standing.polarity = "Negative"
                if own.modality != "Actual" and standing.modality == "Actual":
                    standing.modality = own.modality
            draft = Draft(self._event_key(), item, standing, kind=item.frame.evokes)
            draft.mentions.append(
                self.span(min(item.words), max(item.words))
                if self._is_tight(item.words)
                else self.span(item.trigger.i, item.trigger.i)
            )
            self._drafts[item.trigger.i] = draft
        times_at = _times_by_node(times, set(self._drafts))
        for item in events:
            draft = self._drafts[item.trigger.i]
            for role, slots in item.frame.roles:
                allow = frozenset().union(*(s.allow for s in slots))
                for filler in item.roles.get(role, ()):
                    self._fill(draft, role, filler, allow)
            self._cause(draft)
            self._place(draft)
            time = self._time(item, times_at)
            if time is not None:
                draft.roles.append(Role("time", time_keys[id(time)], None, self.span(time.first, time.last)))
            self._report(draft)
            draft.confidence = self._confidence(item)
        self._share_agents()

    @staticmethod
    def _is_tight(words: tuple[int, ...]) -> bool:
        return max(words) - min(words) < len(words) + 1

    @staticmethod
    def _confidence(item: Found) -> float:
        distance = sum(f.distance for fillers in item.roles.values() for f in fillers)
        return round(max(0.4, 0.95 - 0.05 * distance - (0.05 if item.light_verb is not None else 0.0)), 2)

    def _cause(self, draft: Draft) -> None:
        """ "In a single strike, three positions were destroyed": the strike did it, where no other agent is named."""
        verb = draft.found.trigger
        classes = self.lexicon.words("classes-of-effects")
        if draft.kind not in classes or not verb.is_verbal or any(r.name == "agent" for r in draft.roles):
            return
        causes = self.lexicon.words("classes-of-causes")
        for filler in self.finder.syntax.verb_slots(verb):
            noun = filler.node
            if filler.slot not in self.lexicon.words("causal-prepositions") or noun.pos != "NOUN":
                continue
            cause = self._drafts.get(noun.i)
            evoked = {f.evokes for _, f in self.lexicon.frames_by_word.get(("noun", noun.lemma.lower()), ())}
            if not ({cause.kind} if cause is not None else evoked) & causes:
                continue
            group = group_at(self.tree, self.referents, noun) if cause is None else None
            key = cause.key if cause is not None else self.key_of(group) if group is not None else None
            if key is None:
                continue
            draft.roles.append(Role("agent", key, None, self.span(noun.i, noun.i)))
            return

    def _share_agents(self) -> None:
        """ "ten died when the army bombed the village": who did the bombing killed them."""
        by_key = {d.key: d for d in self._drafts.values()}
        for draft in self._drafts.values():
            if draft.kind not in self.lexicon.words("classes-of-effects") or any(
                r.name == "agent" for r in draft.roles
            ):
                continue
            causes = [by_key[r.filler] for r in draft.roles if r.name == "theme" and r.filler in by_key]
            for cause in causes:
                if (
                    cause.kind in self.lexicon.words("classes-of-causes")
                    and cause.standing.modality == "Actual"
                    and cause.standing.polarity == "Positive"
                ):
                    draft.roles += [r for r in cause.roles if r.name == "agent"]

    def _place(self, draft: Draft) -> None:
        """Where it happened: a place behind a locative preposition at the trigger or its light verb."""
        if any(r.name == "place" for r in draft.roles):
            return
        used = {r.filler for r in draft.roles}
        item = draft.found
        slots = self.finder.syntax.noun_slots(item.trigger) if not item.trigger.is_verbal else []
        verb = item.light_verb or (item.trigger if item.trigger.is_verbal else None)
        if (
            verb is None
            and item.trigger.rel in {"subject", "passive_subject", "object"}
            and item.trigger.head is not None
            and item.trigger.head.is_verbal
        ):
            verb = item.trigger.head
        if verb is not None:
            slots = slots + self.finder.syntax.verb_slots(verb)
        for filler in slots:
            if filler.slot not in self.lexicon.words("static-place-prepositions"):
                continue
            node = real_head(filler.node, self.lexicon)
            city = self.referents.place_at(node)
            state = self.referents.at(node)
            if city is not None and state is not None and self._keys.get(id(state)) in used:
                continue
            referent = self.referents.read_as(node, city) if city is not None else self.referents.at(node)
            if (
                referent is None
                and (noun := noun_of(node, self.lexicon)) is not None
                and noun.kind in {"place", "facility"}
                and node.pos == "NOUN"
            ):
                referent = group_at(self.tree, self.referents, node)
            is_place = referent is not None and (
                referent.kind in {"Place", "Facility", "State"}
                or (
                    referent.kind == "Group"
                    and referent.noun is not None
                    and (n := noun_of(referent.noun, self.lexicon)) is not None
                    and n.kind in {"place", "facility"}
                )
            )
            if referent is None or not is_place:
                continue
            key = self.key_of(referent)
            if key not in used:
                draft.roles.append(Role("place", key, None, self.span(node.i, node.i)))
                return

    def _time(self, item: Found, times_at: dict[int, list[TimeExpression]]) -> TimeExpression | None:
        """The time expression nearest to the event: at its trigger, its clause, or the clause it shares a predicate with."""
        node: Node | None = item.trigger
        for _ in range(6):
            if node is None:
                return None
            if times_at.get(node.i):
                return times_at[node.i][0]
            if node is item.trigger and item.light_verb is not None and times_at.get(item.light_verb.i):
                return times_at[item.light_verb.i][0]
            if node.rel in {"clause", "relative_clause", "root", "parataxis", "clausal_subject"}:
                return None
            if node.rel == "adverbial_clause" and node.first("marker") is not None:
                return None
            if node.rel == "adnominal_clause" or (not node.is_verbal and node.rel == "nominal_modifier"):
                if node.head is not None and node.head.i not in self._drafts:
                    return None
            if node.rel == "conjunct" and node.is_verbal and node.head is not None and times_at.get(node.head.i):
                time = times_at[node.head.i][0]
                return time if time.first < node.head.i or time.first > node.i else None
            node = node.head
        return None

    # -- reports -----------------------------------------------------------------------------------------------------

    def _report(self, draft: Draft) -> None:
        """Tie the event to its innermost report, and that to the next."""
        if draft.kind == "Statement":
            return
        outer_key: Key | None = None
        outer_speaker: Key | None = None
        for report in reversed([r for r in draft.standing.reports if r.cue.i != draft.found.trigger.i]):
            speaker = self.referent_of(report.speaker, frozenset({"actor"})) if report.speaker is not None else None
            speaker_key = self.key_of(speaker) if speaker is not None else None
            statement = self._statements.get(report.cue.i)
            if statement is None and speaker_key is not None:
                statement = Event(
                    key=self._event_key(),
                    kind="Statement",
                    trigger=self.span(report.cue.i, report.cue.i),
                    mentions=(self.span(report.cue.i, report.cue.i),),
                    roles=(Role("agent", speaker_key, None, self.span(report.cue.i, report.cue.i)),),
                    modality="Actual",
                    attributed_to=outer_speaker,
                    reported_by=outer_key,
                    rule="report",
                )
                self._statements[report.cue.i] = statement
            if speaker_key is not None and statement is not None:
                outer_key, outer_speaker = statement.key, speaker_key
        agents = {r.filler for r in draft.roles if r.name == "agent"}
        if outer_speaker is not None and not (outer_speaker in agents and self._is_own_saying(draft)):
            draft.attributed_to, draft.reported_by = outer_speaker, outer_key

    def _is_own_saying(self, draft: Draft) -> bool:
        """The event is the saying itself ("warned that"): the speaker is its agent, not its source."""
        return any(r.cue.i == draft.found.trigger.i for r in draft.standing.reports)

    # -- lasting relations -------------------------------------------------------------------------------------------

    def add_lasting(self, relations: Iterable[Lasting], found: list[Found]) -> None:
        """Lasting relations of the noun-phrase layer and of frames, where the text asserts them."""
        for relation in relations:
            if self._is_asserted(relation.node, relation.predicate):
                self._relate(
                    relation.subject,
                    relation.predicate,
                    relation.object,
                    (self.span(relation.first, relation.last),),
                    relation.confidence,
                    relation.rule,
                )
        for item in found:
            if not item.frame.lasting or not self._is_asserted(item.clause, item.frame.evokes):
                continue
            slots = dict(item.frame.roles)
            for source in item.roles["from"]:
                for target in item.roles["to"]:
                    a = self.referent_of(source.node, frozenset().union(*(s.allow for s in slots["from"])))
                    b = self.referent_of(target.node, frozenset().union(*(s.allow for s in slots["to"])))
                    if {source.node.lemma.lower(), target.node.lemma.lower()} & self.lexicon.words("part-nouns"):
                        continue  # "the Serb-held part of Croatia" is not Croatia
                    if a is None or b is None or a is b or not (a.is_named or b.is_named):
                        continue
                    if item.frame.evokes == "holdsPosition":
                        if a.is_person and takes_members(b, self.lexicon):
                            self._relate(
                                a,
                                "memberOf",
                                b,
                                (self.span(item.trigger.i, item.trigger.i),),
                                self._confidence(item),
                                item.frame.id,
                            )
                        if a.is_person and b.kind in {"Organization", "State", "Place"}:
                            self._headships.append(
                                (a, item.frame.position_label or item.trigger.lemma, b, item.trigger)
                            )
                        continue
                    self._relate(
                        a,
                        item.frame.evokes,
                        b,
                        (
                            self.span(min(item.words), max(item.words))
                            if self._is_tight(item.words)
                            else self.span(item.trigger.i, item.trigger.i),
                        ),
                        self._confidence(item),
                        item.frame.id,
                    )

    def _is_asserted(self, node: Node, predicate: str) -> bool:
        if not node.is_verbal and node.first("copula") is None:
            if (
                node.rel in {"adjective", "compound", "apposition", "nominal_modifier", "flat", "description", "root"}
                or node.pos == "PROPN"
            ):
                return True
        standing = self.factuality.standing(self.tree, node, predicate, self.quotes)
        return standing.polarity == "Positive" and standing.modality == "Actual"

    def _relate(
        self,
        subject: Referent,
        predicate: str,
        target: Referent,
        mentions: tuple[Span, ...],
        confidence: float,
        rule: str,
    ) -> None:
        self._relations.append(
            Relation(self.key_of(subject), predicate, self.key_of(target), mentions, None, confidence, rule)
        )

    # -- the end -----------------------------------------------------------------------------------------------------

    def holdings_from(self, found: list[Found], phrases: dict[int, OfficePhrase]) -> list[Holding]:
        """Positions that frames give: "served as ambassador", "was elected president"."""
        result = []
        for item in found:
            is_office = item.frame.evokes == "holdsPosition" or item.frame.evokes in self.lexicon.words(
                "classes-of-office"
            )
            if not is_office or not self._is_asserted(item.clause, item.frame.evokes):
                continue
            holders = item.roles.get("from") or item.roles.get("patient") or []
            for office in (*item.roles.get("to", ()), *item.roles.get("theme", ())):
                phrase = phrases.get(office.node.i)
                for holder in holders:
                    person = self.referent_of(holder.node)
                    if phrase is not None and person is not None and person.is_person:
                        result.append(Holding(person, phrase, item.frame.id))
        return result

    def remember_offices(self, holdings: list[Holding]) -> None:
        """Where each person holds office: whom "we" stands for."""
        for holding in holdings:
            if holding.phrase.position_in is not None:
                self._offices.setdefault(id(holding.holder), holding.phrase.position_in)

    def extraction(self, holdings: list[Holding], times: list[TimeExpression], time_keys: dict[int, Key]) -> Extraction:
        """Everything as frozen values, with keys numbered by order of the text."""
        positions = self._positions(holdings)
        events = [*self._merged_events(), *self._statements.values()]
        for referent in self.referents.all:
            if referent.is_named:
                self.key_of(referent)
        referenced = _referenced_keys(events, self._relations, positions)
        kept = [r for r in self._order if r.is_named or self._keys[id(r)] in referenced]
        for referent in list(kept):
            for other in (referent.origin, referent.subset_of):
                if other is not None and other not in kept:
                    self.key_of(other)
                    kept.append(other)
        for referent in kept:
            if not referent.spans:
                referent.spans.append((referent.order, referent.order))
        kept.sort(key=lambda r: (min(s[0] for s in r.spans), r.name))
        renamed = {
            self._keys[id(r)]: f"{'group' if r.kind == 'Group' else 'entity'}-{n}" for n, r in enumerate(kept, 1)
        }
        for number, event in enumerate(sorted(events, key=lambda e: (e.trigger.begin, e.kind, e.key)), 1):
            renamed[event.key] = f"event-{number}"
        officials = {h.holder for h in holdings}
        return Extraction(
            article=self.article,
            entities=tuple(self._entity(r, renamed, r in officials) for r in kept),
            positions=tuple(_rename_position(p, renamed) for p in positions),
            times=_time_values(times, time_keys, events, self),
            events=tuple(sorted((_rename_event(e, renamed) for e in events), key=lambda e: (e.trigger.begin, e.kind))),
            relations=tuple(
                _unique_relations([_rename_relation(r, renamed) for r in [*self._relations, *self._direct(events)]])
            ),
        )

    def _entity(self, referent: Referent, renamed: dict[Key, Key], is_official: bool) -> Entity:
        spans = sorted({self.span(a, b) for a, b in referent.spans})
        forms = [m.text for m in referent.mentions] + [s.text for s in spans]
        if referent.kind == "WeaponSystem":  # "Ghauri" of "Ghauri missile"
            forms += [f.rsplit(" ", 1)[0] for f in list(forms) if " " in f and f.rsplit(" ", 1)[1].islower()]
            forms += [f[: -len("-class")] for f in list(forms) if f.endswith("-class")]
        pronouns = {
            w
            for name in (
                "third-person-singular-animate",
                "third-person-neuter",
                "third-person-plural",
                "first-person-plural",
            )
            for w in self.lexicon.words(name)
        }
        alternatives = sorted({f for f in forms if f != referent.name and f.lower() not in pronouns})
        name = self.lexicon.names.get(referent.iri) if referent.iri else None
        kind = (
            "Official"
            if is_official and referent.is_person
            else "Person"
            if referent.kind == "Official" and not is_official
            else referent.kind
        )
        noun = noun_of(referent.noun, self.lexicon) if referent.noun is not None else None
        value, minimum, maximum = referent.number
        label = referent.name
        return Entity(
            key=renamed[self._keys[id(referent)]],
            kind=kind,
            label=label,
            mentions=tuple(spans),
            alt_labels=tuple(alternatives),
            iri=referent.iri,
            same_as=name.same_as if name else (),
            iso3166alpha3=name.iso3166alpha3 if name else None,
            weapon_type=name.weapon_type if name else None,
            member_type=noun.concept if noun and referent.kind == "Group" else None,
            quantity=value,
            min_quantity=minimum,
            max_quantity=maximum,
            member_origin=renamed.get(self._keys.get(id(referent.origin), ""))
            if referent.origin and referent.kind == "Group"
            else None,
            subset_of=renamed.get(self._keys.get(id(referent.subset_of), "")) if referent.subset_of else None,
        )

    def _positions(self, holdings: list[Holding]) -> list[Position]:
        found: dict[tuple[Key, str, Key | None], Position] = {}
        for holding in holdings:
            phrase = holding.phrase
            is_predicate = phrase.head.first("copula") is not None
            if is_predicate and not self._is_asserted(phrase.head, "holdsPosition"):
                continue
            holder = self.key_of(holding.holder)
            where = phrase.position_in or self._possessed_by(phrase.possessor)
            where_key = self.key_of(where) if where is not None else None
            label = self.tree.slice(phrase.label_first, phrase.label_last)
            span = self.span(phrase.label_first, phrase.label_last)
            same = (holder, label.lower(), where_key)
            known = found.get(same)
            if known is not None:
                found[same] = Position(known.key, known.label, (*known.mentions, span), where_key, known.formerly)
                continue
            key = f"position-{len(found) + 1}"
            found[same] = Position(key, label, (span,), where_key, phrase.formerly)
            self._relations.append(
                Relation(
                    holder,
                    "holdsPosition",
                    key,
                    (self.span(phrase.first, max(phrase.last, phrase.head.i)),),
                    None,
                    0.9,
                    holding.rule,
                )
            )
        for person, label, body, trigger in self._headships:
            same = (self.key_of(person), label.lower(), self.key_of(body))
            if same not in found:
                key = f"position-{len(found) + 1}"
                found[same] = Position(key, label, (self.span(trigger.i, trigger.i),), same[2], False)
                self._relations.append(
                    Relation(same[0], "holdsPosition", key, (self.span(trigger.i, trigger.i),), None, 0.85, "heads")
                )
        return list(found.values())

    def _possessed_by(self, node: Node | None) -> Referent | None:
        if node is None:
            return None
        referent = self.referents.at(node)
        return referent if referent is not None and referent.kind in {"State", "Organization", "Place"} else None

    def _merged_events(self) -> list[Event]:
        """Drafts as events; a definite noun without participants of its own joins the event it takes up; empty ones go."""
        drafts = [self._drafts[i] for i in sorted(self._drafts)]
        used = {r.filler for d in drafts for r in d.roles}
        merged: dict[Key, Key] = {}
        kept: list[Draft] = []
        for draft in drafts:
            noun = draft.found.trigger
            own = [r for r in draft.roles if r.name not in {"time", "place"}]
            earlier = self._taken_up(draft, noun, own, kept)
            if earlier is not None:
                merged[draft.key] = earlier.key
                earlier.mentions.extend(draft.mentions)
                names = {r.name for r in earlier.roles}
                earlier.roles.extend(r for r in draft.roles if r.name not in names)
                continue
            if not draft.roles and draft.key not in used:
                continue
            kept.append(draft)
        events = []
        for draft in kept:
            roles = tuple(
                Role(r.name, merged.get(r.filler, r.filler) if r.filler else None, r.literal, r.mention)
                for r in draft.roles
            )
            event = Event(
                key=draft.key,
                kind=draft.kind,
                trigger=draft.mentions[0],
                mentions=tuple(sorted(set(draft.mentions))),
                roles=roles,
                polarity="Negative" if draft.standing.polarity == "Negative" else "Positive",
                modality=draft.standing.modality,  # type: ignore[arg-type]
                tense=draft.found.clause.features.get("Tense"),
                attributed_to=draft.attributed_to,
                reported_by=draft.reported_by,
                confidence=draft.confidence,
                rule=draft.found.frame.id,
                label=self._event_label(draft),
            )
            events.append(event)
            events.extend(self._implied(event))
        return events

    def _event_label(self, draft: Draft) -> str:
        """The noun phrase that names the event, its own or that of a later mention; else the trigger."""
        noun = draft.found.trigger
        if noun.is_verbal:
            return next((m.text for m in draft.mentions[1:]), draft.mentions[0].text)
        first, last = phrase_span(noun)
        return self.tree.slice(first, last)

    def _taken_up(self, draft: Draft, noun: Node, own: list[Role], kept: list[Draft]) -> Draft | None:
        if (
            noun.is_verbal
            or draft.kind not in SAID_AGAIN
            or draft.standing.polarity == "Negative"
            or draft.standing.modality != "Actual"
        ):
            return None
        if (
            not any(c.lower in self.lexicon.words("definite-determiners") for c in noun.having("determiner"))
            or draft.found.light_verb is not None
        ):
            return None
        if noun.having("number"):
            return None
        for earlier in reversed(kept):
            if (
                earlier.kind != draft.kind
                or earlier.standing.polarity == "Negative"
                or earlier.standing.modality != "Actual"
            ):
                continue
            theirs: dict[str, set[Key | None]] = defaultdict(set)
            for role in earlier.roles:
                theirs[role.name].add(role.filler)
            if all(r.name not in theirs or r.filler in theirs[r.name] for r in own):
                return earlier
        return None

    def _implied(self, event: Event) -> list[Event]:
        found = []
        for rule in self.lexicon.implications:
            if rule.given != event.kind or not all(event.fillers(n) for n in rule.needs):
                continue
            renamed: list[Role] = []
            for new, old in rule.roles:
                renamed.extend(Role(new, r.filler, r.literal, r.mention) for r in event.roles if r.name == old)
            renamed.extend(r for r in event.roles if r.name in {"time", "place"})
            found.append(
                Event(
                    self._event_key(),
                    rule.evokes,
                    event.trigger,
                    event.mentions,
                    tuple(renamed),
                    event.polarity,
                    event.modality,
                    event.tense,
                    event.attributed_to,
                    event.reported_by,
                    round(event.confidence * 0.97, 2),
                    f"{event.rule}+implied",
                    event.label,
                )
            )
        return found

    def _direct(self, events: list[Event]) -> list[Relation]:
        """Short forms of the asserted events; symmetric ones once, and pairs among joint agents."""
        found = []
        for event in events:
            if event.polarity != "Positive" or event.modality != "Actual":
                continue
            for form in self.lexicon.short_forms_by_class.get(event.kind, ()):
                sources, targets = event.fillers(form.from_role), event.fillers(form.to_role)
                pairs = [(a, b) for a in sources for b in targets]
                if (
                    set(sources) == set(targets) and form.property not in self.lexicon.symmetric
                ):  # "X and Y resigned": each himself
                    pairs = [(a, a) for a in sources]
                if form.property in self.lexicon.symmetric and not targets:
                    pairs = [(a, b) for n, a in enumerate(sources) for b in sources[n + 1 :]]
                for a, b in pairs:
                    if (a != b or event.kind == "Dismissal") and not (a.startswith("time") or b.startswith("time")):
                        found.append(
                            Relation(a, form.property, b, event.mentions, event.key, event.confidence, event.rule)
                        )
        return found


def _times_by_node(times: list[TimeExpression], triggers: set[int]) -> dict[int, list[TimeExpression]]:
    """Time expressions by the node they modify; a chain of modifiers ("Tuesday in June") leads to its top."""
    found: dict[int, list[TimeExpression]] = defaultdict(list)
    heads = {t.head.i for t in times}
    for time in times:
        governor = time.head.head
        while governor is not None and (
            governor.i in heads
            or (
                governor.head is not None
                and not governor.is_verbal
                and governor.i not in triggers
                and not governor.first("copula")
            )
        ):
            governor = governor.head
        if governor is not None:
            found[governor.i].append(time)
        else:
            found[time.head.i].append(time)
    order = {"minute": 0, "hour": 0, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5, "decade": 6}
    return {i: sorted(ts, key=lambda t: (order.get(t.precision, 9), t.first)) for i, ts in found.items()}


def _referenced_keys(events: list[Event], relations: list[Relation], positions: list[Position]) -> set[Key]:
    keys = {r.filler for e in events for r in e.roles if r.filler} | {
        e.attributed_to for e in events if e.attributed_to
    }
    return (
        keys
        | {k for r in relations for k in (r.subject, r.object)}
        | {p.position_in for p in positions if p.position_in}
    )


def _time_values(
    times: list[TimeExpression], time_keys: dict[int, Key], events: list[Event], collector: Collector
) -> tuple[TimeValue, ...]:
    used = {r.filler for e in events for r in e.roles if r.name == "time"}
    spans: dict[Key, list[Span]] = defaultdict(list)
    values: dict[Key, TimeExpression] = {}
    for time in times:
        key = time_keys[id(time)]
        if key in used:
            spans[key].append(collector.span(time.first, time.last))
            values[key] = time
    return tuple(
        TimeValue(k, tuple(sorted(set(spans[k]))), values[k].begin, values[k].end, values[k].precision)
        for k in sorted(values, key=lambda k: int(k.split("-")[1]))
    )


def _rename_event(event: Event, renamed: dict[Key, Key]) -> Event:
    from dataclasses import replace

    def name(key: Key | None) -> Key | None:
        return renamed.get(key, key) if key is not None else None

    return replace(
        event,
        key=renamed[event.key],
        roles=tuple(Role(r.name, name(r.filler), r.literal, r.mention) for r in event.roles),
        attributed_to=name(event.attributed_to),
        reported_by=name(event.reported_by),
    )


def _rename_relation(relation: Relation, renamed: dict[Key, Key]) -> Relation:
    return Relation(
        renamed.get(relation.subject, relation.subject),
        relation.predicate,
        renamed.get(relation.object, relation.object),
        relation.mentions,
        renamed.get(relation.event) if relation.event else None,
        relation.confidence,
        relation.rule,
    )


def _rename_position(position: Position, renamed: dict[Key, Key]) -> Position:
    return Position(
        position.key,
        position.label,
        position.mentions,
        renamed.get(position.position_in) if position.position_in else None,
        position.formerly,
    )


def _unique_relations(relations: list[Relation]) -> list[Relation]:
    """One relation per triple and event, evidence joined; in order of the text."""
    joined: dict[tuple[Key, str, Key, Key | None], Relation] = {}
    for r in relations:
        same = (r.subject, r.predicate, r.object, r.event)
        old = joined.get(same)
        joined[same] = (
            r
            if old is None
            else Relation(
                *same[:3],
                tuple(sorted({*old.mentions, *r.mentions})),
                r.event,
                max(old.confidence, r.confidence),
                old.rule,
            )
        )
    return sorted(
        joined.values(), key=lambda r: (r.mentions[0].begin if r.mentions else 0, r.predicate, r.subject, r.object)
    )
