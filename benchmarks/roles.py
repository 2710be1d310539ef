"""Score what hangs on events: roles, times, who said it, and whether what is no fact is kept from being one."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from score import Matcher, Scores


def score_roles(matcher: Matcher, scores: Scores) -> None:
    """Score roles and attribution of the events behind matched facts."""
    rules, view = matcher.rules, matcher.view
    for found, fact in matcher.matches.items():
        if found.predicate not in rules.event_of:
            continue
        events = view.events_of(found, rules.event_of[found.predicate], symmetric=found.predicate in rules.symmetric)
        for role in rules.roles:
            fillers = [filler for event in events for filler in view.roles[event][role]]
            wanted = fact.attributes.get(role)
            if role == "time":
                agree = wanted is not None and any(_is_within(view.interval(f), wanted) for f in fillers)
            else:
                agree = wanted is not None and any(matcher.is_meant(wanted, filler) for filler in fillers)
            scores.roles[role].compare(expected=wanted is not None, predicted=bool(fillers), agree=agree)
        if found.subject is None:
            continue
        speakers = [speaker for event in events for speaker in view.roles[event]["attributedTo"]]
        source = fact.attributed_to
        agree = source is not None and any(matcher.is_meant(source, speaker) for speaker in speakers)
        scores.attribution.compare(expected=source is not None, predicted=bool(speakers), agree=agree)
        scores.attribution_agrees.compare(expected=True, predicted=True, agree=agree if source else not speakers)


def score_nonfacts(matcher: Matcher, scores: Scores) -> None:
    """Count what is denied, planned, asked for …: asserted by mistake, or held as an event that is not asserted."""
    rules, view = matcher.rules, matcher.view
    for fact in matcher.article.nonfacts:
        scores.nonfacts += 1
        if any(matcher.fits(fact, found) for found in matcher.found if found not in matcher.matches):
            scores.nonfacts_asserted += 1
            matcher.say(f"ASSERTED NON-FACT {fact} ({fact.why})")
        marks: set[str] = set()
        for kind in {rules.event_of[p] for p in fact.predicates if p in rules.event_of}:
            for event in view.of_class(kind):
                if view.is_asserted(event) or not _is_about(matcher, fact.subjects, fact.objects, event):
                    continue
                marks |= {m.rsplit("#", 1)[-1] for m in view.roles[event]["polarity"] + view.roles[event]["modality"]}
        scores.nonfacts_held += bool(marks)
        scores.nonfacts_marked += rules.marks[fact.why] in marks


def _is_about(matcher: Matcher, subjects: tuple[str | None, ...], objects: tuple[str, ...], event: str) -> bool:
    agents, patients = matcher.view.roles[event]["agent"], matcher.view.patients(event)
    if not any(matcher.is_meant(wanted, node) for wanted in objects for node in patients):
        return False
    if not agents:
        return None in subjects
    return any(wanted is not None and matcher.is_meant(wanted, node) for wanted in subjects for node in agents)


def _is_within(interval: tuple[str, str] | None, wanted: str) -> bool:
    """Tell whether a time lies within an annotated day, month, year or range ("2023-05", "2021/2022").

    What the text leaves open ("since 7 October") agrees with a range that begins, or ends, where it says.

    >>> _is_within(("2023-05-03", "2023-05-03"), "2023-05"), _is_within(("2023-01-01", "2023-12-31"), "2023-05")
    (True, False)
    >>> _is_within(("2023-10-07", ""), "2023-10-07/2023-11-25"), _is_within(("2023-10-07", ""), "2023-10-07")
    (True, False)
    """
    if interval is None:
        return False
    begin, _, end = wanted.partition("/")
    if not interval[0] or not interval[1]:
        told, part = (interval[0], begin) if interval[0] else (interval[1], end)
        return bool(end) and _first_day(part) <= told <= _last_day(part)
    return _first_day(begin) <= interval[0] and interval[1] <= _last_day(end or begin)


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def _last_day(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]:02d}"
    return date
