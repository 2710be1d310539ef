"""The gate of nlp/: what was found in a tree becomes an Extraction of plain frozen values. No node leaves from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graphkit.model import Entity, Event, Extraction, Key, Role, Span, TimeValue
from graphkit.nlp.circumstances import Places, Times
from graphkit.nlp.drafts import Drafts
from graphkit.nlp.events import Found
from graphkit.nlp.fillers import Fillers
from graphkit.nlp.groups import noun_of
from graphkit.nlp.keys import Keys
from graphkit.nlp.lasting import Lasting
from graphkit.nlp.merging import Merger, direct_relations
from graphkit.nlp.positions import Holding, OfficePhrase
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.relations import LastingRelations
from graphkit.nlp.renaming import referenced_keys, rename_event, rename_position, rename_relation, unique_relations
from graphkit.nlp.reports import Reports
from graphkit.nlp.timeline import Timeline
from graphkit.nlp.times import TimeExpression


class Collector:
    """Builds one Extraction; used once."""

    def __init__(self, reading: Reading, holdings: Iterable[Holding]) -> None:
        self._reading = reading
        self._keys = Keys()
        fillers = Fillers(reading, holdings)
        self._drafts = Drafts(reading, self._keys, fillers)
        self._places = Places(reading, self._keys)
        self._reports = Reports(reading, self._keys, fillers)
        self._lasting = LastingRelations(reading, self._keys, fillers)
        self._times: list[TimeExpression] = []
        self._time_keys: dict[int, Key] = {}

    def add_events(self, found: list[Found], times: list[TimeExpression]) -> None:
        """Turn findings into drafts with keys, then fill their roles."""
        drafts = [self._drafts.begin(f) for f in found if not f.frame.lasting]
        times_of = Times(self._reading, times, self._drafts)
        for draft in drafts:
            self._drafts.fill(draft)
            self._places.add(draft)
            draft.time = times_of.of(draft.found)
            self._reports.tie(draft)
        self._drafts.share_agents()
        timeline = Timeline(self._reading, times_of, drafts)
        timeline.spread()
        self._times = [*times, *timeline.counted]
        self._time_keys = _time_keys(self._times)
        for draft in drafts:
            if draft.time is not None:
                span = self._reading.span(draft.time.first, draft.time.last)
                draft.roles.append(Role("time", self._time_keys[id(draft.time)], None, span))

    def add_lasting(self, relations: Iterable[Lasting], found: list[Found]) -> None:
        """Add the lasting relations of the noun-phrase layer and of frames."""
        self._lasting.add(relations, found)

    def holdings_from(self, found: list[Found], phrases: dict[int, OfficePhrase]) -> list[Holding]:
        """Find the positions that frames give."""
        return self._lasting.holdings_from(found, phrases)

    def extraction(self, holdings: list[Holding]) -> Extraction:
        """Give everything as frozen values, with keys numbered by order of the text."""
        by_trigger = self._drafts.by_trigger
        positions = self._lasting.positions(holdings)
        events = [
            *Merger(self._reading, self._keys).merged([by_trigger[i] for i in sorted(by_trigger)]),
            *self._reports.statements,
        ]
        for referent in self._reading.referents.all:
            if referent.is_named:
                self._keys.of(referent)
        referenced = referenced_keys(events, self._lasting.relations, positions)
        kept = [r for r in self._keys.order if r.is_named or self._keys.of(r) in referenced]
        for referent in list(kept):
            for other in (referent.origin, referent.subset_of):
                if other is not None and other not in kept:
                    self._keys.of(other)
                    kept.append(other)
        for referent in kept:
            if not referent.spans:
                referent.spans.append((referent.order, referent.order))
        kept.sort(key=lambda r: (min(s[0] for s in r.spans), r.name))
        renamed = {self._keys.of(r): f"{'group' if r.kind == 'Group' else 'entity'}-{n}" for n, r in enumerate(kept, 1)}
        for number, event in enumerate(sorted(events, key=lambda e: (e.trigger.begin, e.kind, e.key)), 1):
            renamed[event.key] = f"event-{number}"
        officials = {h.holder for h in holdings}
        return Extraction(
            article=self._reading.article,
            entities=tuple(self._entity(r, renamed, r in officials) for r in kept),
            positions=tuple(rename_position(p, renamed) for p in positions),
            times=self._time_values(events),
            events=tuple(sorted((rename_event(e, renamed) for e in events), key=lambda e: (e.trigger.begin, e.kind))),
            relations=tuple(
                unique_relations(
                    [
                        rename_relation(r, renamed)
                        for r in [*self._lasting.relations, *direct_relations(events, self._reading.lexicon)]
                    ]
                )
            ),
        )

    def _entity(self, referent: Referent, renamed: dict[Key, Key], is_official: bool) -> Entity:
        spans = sorted({self._reading.span(a, b) for a, b in referent.spans})
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
            for w in self._reading.lexicon.words(name)
        }
        alternatives = sorted({f for f in forms if f != referent.name and f.lower() not in pronouns})
        name = self._reading.lexicon.names.get(referent.iri) if referent.iri else None
        kind = (
            "Official"
            if is_official and referent.is_person
            else "Person"
            if referent.kind == "Official" and not is_official
            else referent.kind
        )
        noun = noun_of(referent.noun, self._reading.lexicon) if referent.noun is not None else None
        value, minimum, maximum = referent.number
        return Entity(
            key=renamed[self._keys.of(referent)],
            kind=kind,
            label=referent.name,
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
            member_origin=renamed.get(self._keys.known(referent.origin) or "")
            if referent.origin and referent.kind == "Group"
            else None,
            subset_of=renamed.get(self._keys.known(referent.subset_of) or "") if referent.subset_of else None,
        )

    def _time_values(self, events: list[Event]) -> tuple[TimeValue, ...]:
        used = {r.filler for e in events for r in e.roles if r.name == "time"}
        spans: dict[Key, list[Span]] = defaultdict(list)
        values: dict[Key, TimeExpression] = {}
        for time in self._times:
            key = self._time_keys[id(time)]
            if key in used:
                spans[key].append(self._reading.span(time.first, time.last))
                values[key] = time
        return tuple(
            TimeValue(k, tuple(sorted(set(spans[k]))), values[k].begin, values[k].end, values[k].precision)
            for k in sorted(values, key=lambda k: int(k.split("-")[1]))
        )


def _time_keys(times: list[TimeExpression]) -> dict[int, Key]:
    """One key for each value, so that equal times are one node."""
    keys: dict[tuple[str | None, str | None, str], Key] = {}
    return {id(t): keys.setdefault((t.begin, t.end, t.precision), f"time-{len(keys) + 1}") for t in times}
