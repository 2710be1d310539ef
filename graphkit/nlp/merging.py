"""From drafts to events: a second mention joins the event it takes up, and events imply others."""

from __future__ import annotations

from collections import defaultdict

from graphkit.lexicon import Lexicon
from graphkit.model import Event, Key, Relation, Role
from graphkit.nlp.drafts import Draft
from graphkit.nlp.groups import phrase_span
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading

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
"""Classes of events that a text names a second time by a definite noun."""


class Merger:
    """Makes events of one document's drafts."""

    def __init__(self, reading: Reading, keys: Keys) -> None:
        self._reading = reading
        self._keys = keys

    def merged(self, drafts: list[Draft]) -> list[Event]:
        """Drafts as events; a definite noun without participants of its own joins the event it takes up; empty ones go."""
        used = {r.filler for d in drafts for r in d.roles}
        merged: dict[Key, Key] = {}
        kept: list[Draft] = []
        for draft in drafts:
            earlier = self._taken_up(draft, kept)
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
        return self._reading.tree.slice(first, last)

    def _taken_up(self, draft: Draft, kept: list[Draft]) -> Draft | None:
        """The earlier event that "the attack" takes up: same class, and no participant that the earlier one lacks."""
        noun = draft.found.trigger
        if (
            noun.is_verbal
            or draft.kind not in SAID_AGAIN
            or draft.standing.polarity == "Negative"
            or draft.standing.modality != "Actual"
        ):
            return None
        if (
            not any(c.lower in self._reading.lexicon.words("definite-determiners") for c in noun.having("determiner"))
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
            if all(r.name not in theirs or r.filler in theirs[r.name] for r in draft.participants):
                return earlier
        return None

    def _implied(self, event: Event) -> list[Event]:
        found = []
        for rule in self._reading.lexicon.implications:
            if rule.given != event.kind or not all(event.fillers(n) for n in rule.needs):
                continue
            renamed: list[Role] = []
            for new, old in rule.roles:
                renamed.extend(Role(new, r.filler, r.literal, r.mention) for r in event.roles if r.name == old)
            renamed.extend(r for r in event.roles if r.name in {"time", "place"})
            found.append(
                Event(
                    self._keys.new_event(),
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


def direct_relations(events: list[Event], lexicon: Lexicon) -> list[Relation]:
    """Give the short forms of the asserted events; symmetric ones once, and pairs among joint agents."""
    found = []
    for event in events:
        if event.polarity != "Positive" or event.modality != "Actual":
            continue
        for form in lexicon.short_forms_by_class.get(event.kind, ()):
            sources, targets = event.fillers(form.from_role), event.fillers(form.to_role)
            pairs = [(a, b) for a in sources for b in targets]
            if (
                set(sources) == set(targets) and form.property not in lexicon.symmetric
            ):  # "X and Y resigned": each himself
                pairs = [(a, a) for a in sources]
            if form.property in lexicon.symmetric and not targets:
                pairs = [(a, b) for n, a in enumerate(sources) for b in sources[n + 1 :]]
            for a, b in pairs:
                if (a != b or event.kind == "Dismissal") and not (a.startswith("time") or b.startswith("time")):
                    found.append(Relation(a, form.property, b, event.mentions, event.key, event.confidence, event.rule))
    return found
