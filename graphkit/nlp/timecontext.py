"""What surrounds a time expression: whether it is one at all, which way its clause looks, which end its preposition opens."""

from __future__ import annotations

import datetime as dt
import re

from graphkit.nlp.calendars import MONTHS, ORDER, Value
from graphkit.nlp.timepatterns import LINK_PREPOSITIONS, NAME_MARKS, UNIT_SYMBOLS
from graphkit.nlp.tree import Node, Tree

BEFORE_YEAR = frozenset(
    "in since until till during from through before after between throughout year of by to and or late early mid around".split()
)
COUNTERS = frozenset(
    "least most than some nearly almost over about up fewer no. no number nos # another further".split()
)
GENERIC = frozenset("a an any every each most".split())
FUTURE_AUXILIARIES = frozenset("will shall 'll ’ll wo would may should must can".split())
AHEAD = frozenset(
    "due schedule scheduled plan planned expect expected set slate slated upcoming deadline until till ahead".split()
)
OPENERS = {"since": "since", "until": "until", "till": "until", "before": "before", "after": "after"}


def head_of(nodes: list[Node]) -> Node:
    """The node whose own head lies outside the span."""
    inside = {n.i for n in nodes}
    return next((n for n in nodes if n.head is None or n.head.i not in inside), nodes[-1])


def word_before(tree: Tree, node: Node) -> str:
    """The word before a node in its sentence, in lower case; empty at its beginning."""
    previous = _neighbour(tree, node, -1)
    return previous.lower if previous is not None else ""


def _neighbour(tree: Tree, node: Node, step: int) -> Node | None:
    i = node.i + step
    other = tree.nodes[i] if 0 <= i < len(tree.nodes) else None
    return other if other is not None and other.sentence == node.sentence else None


def year_of(match: re.Match[str]) -> int | None:
    """The year that an expression states."""
    year = match.groupdict().get("year")
    return int(year) if year else None


def month_of(match: re.Match[str]) -> int:
    """The month that an expression names, 0 where it names none."""
    month = match.groupdict().get("month")
    return MONTHS[month.lower().rstrip(".")] if month else 0


def plausible(tree: Tree, kind: str, match: re.Match[str], nodes: tuple[Node, ...]) -> bool:
    """Whether words with the shape of a time are one here, and not a name, a verb or a count."""
    month = match.groupdict().get("month")
    if month and not month[0].isupper():
        return False
    if _inside_name(tree, nodes, kind):
        return False
    if kind == "weekday":
        return _is_day(tree, match, nodes)
    if kind == "month" and match["month"] == match.group():
        return _is_month(tree, nodes[0])
    if kind == "date" and not match["month"]:
        return False
    if kind == "date" and len(match.group()) <= 2:
        return word_before(tree, nodes[0]) in {"on", "the", "between", "from", ",", "and", "of"}
    if kind == "year" and not match["mark"]:
        return _is_year(tree, nodes[-1])
    if kind == "yearrange":
        return word_before(tree, nodes[0]) not in COUNTERS - {"over", "up"}
    return True


def _inside_name(tree: Tree, nodes: tuple[Node, ...], kind: str) -> bool:
    """Whether the words are part of a longer name that the recogniser found; a year may open one ("2018 World Cup")."""
    first, last = nodes[0].i, nodes[-1].i
    opens = 1 if kind in {"year", "yearrange"} else 0
    return any(
        a + opens <= first and last <= b and b - a > last - first and label not in {"DATE", "TIME"}
        for a, b, label in tree.entities
    )


def _is_day(tree: Tree, match: re.Match[str], nodes: tuple[Node, ...]) -> bool:
    day = next((n for n in nodes if n.text == match["weekday"]), nodes[-1])
    before, after = _neighbour(tree, nodes[0], -1), _neighbour(tree, nodes[-1], 1)
    if before is not None and before.text in NAME_MARKS:
        return False
    if (
        before is not None
        and before.lower in GENERIC
        and not (day.head is not None and day.head.i > day.i and day.rel in {"compound", "unmarked"})
    ):
        return False
    if (
        before is not None
        and before.text[:1].isupper()
        and before.i > tree.sentences[day.sentence][0]
        and before.pos in {"ADJ", "PROPN"}
    ):
        if (before.head is day and before.rel in {"compound", "adjective", "flat"}) or (
            day.head is before and day.rel == "flat"
        ):
            return False
    is_name_part = after is not None and after.text[:1].isupper() and after.pos == "PROPN" and day.head is after
    return not (is_name_part and day.rel in {"compound", "flat"}) and match["weekday"][0].isupper()


def _is_month(tree: Tree, node: Node) -> bool:
    """Whether a month's name without day or year means the month: "in May", "March's vote", "the August offensive"."""
    if node.pos not in {"PROPN", "NOUN"} or node.entity == "PERSON":
        return False
    before, after = _neighbour(tree, node, -1), _neighbour(tree, node, 1)
    if (
        after is not None
        and after.text[:1].isupper()
        and (after.head is node or node.head is after)
        and after.rel in {"compound", "flat", node.rel}
    ):
        return False
    if before is not None and before.lower in LINK_PREPOSITIONS | {"-", "–", ","}:
        return before.lower != "," or node.rel == "conjunct"
    if before is not None and before.text[:1].isupper() and before.pos in {"ADJ", "PROPN"} and before.head is node:
        return False
    if node.lower in {"may", "april", "june", "august", "jan", "jan."}:
        return False
    return node.rel in {"compound", "possessor", "nominal_modifier", "unmarked"} or (
        after is not None and after.lower in {"'s", "’s"}
    )


def _is_year(tree: Tree, node: Node) -> bool:
    """Whether four digits are a year: "in 2014", "(2014)", "the 2014 election", but not "2000 soldiers" or "Resolution 1973"."""
    before, after = _neighbour(tree, node, -1), _neighbour(tree, node, 1)
    word = before.lower if before is not None else ""
    number = int(node.text[-4:]) if node.text[-4:].isdigit() else 0
    if word in COUNTERS or (after is not None and (after.lower in UNIT_SYMBOLS or after.pos == "SYM")):
        return False
    head = node.head
    counted = node.rel == "number" and head is not None and head.i > node.i
    if (
        node.rel == "conjunct"
        and head is not None
        and head.i < node.i
        and after is not None
        and after.features.get("Number") == "Plur"
    ):
        return False
    if counted and head is not None and head.features.get("Number") == "Plur":
        determined = any(c.rel in {"determiner", "possessor"} and c.i < node.i for c in head.children)
        told = word in {"in", "since", "during", "after", "before"} and number % 100 != 0
        return (determined or told) and number >= 1900
    if word in BEFORE_YEAR:
        return not (number % 100 == 0 and number < 1900 and word in {"by", "of", "to", "from", "between"})
    if (
        before is not None
        and (before.pos in {"PROPN", "NOUN"})
        and (before.head is node or head is before)
        and before.text not in {",", "("}
    ):
        return before.lower in {"spring", "summer", "autumn", "fall", "winter", "ramadan", "christmas", "easter"}
    if before is not None and before.text[:1].isupper() and before.pos == "PROPN":
        return False
    if node.rel in {"object", "indirect_object"}:
        return False
    if word == "," and (after is None or after.text in {".", ";", ")"}):
        return number >= 1500
    if word in {"(", "[", "-", "–", ";"} or (after is not None and after.text in {")", "]"}):
        return number >= 1000
    return number >= 1900


def opening(tree: Tree, nodes: list[Node]) -> str:
    """Which preposition of an open period governs the expression: "since", "until", "before", "after" or none."""
    preposition = OPENERS.get(word_before(tree, nodes[0]), "")
    if not preposition:
        return ""
    head = head_of(nodes)
    following = _neighbour(tree, nodes[-1], 1)
    if following is not None and following.lower in {"'s", "’s", "'", "’"}:
        return ""
    is_modifier = (
        head.head is not None
        and head.head.i > nodes[-1].i
        and head.rel in {"compound", "possessor", "number", "adjective", "unmarked"}
    )
    return "" if is_modifier and not (head.head is not None and head.head.is_verbal) else preposition


def looks_ahead(tree: Tree, nodes: list[Node]) -> bool:
    """Whether the clause around an expression looks ahead, so that "Friday" is the next one."""
    head = head_of(nodes)
    before = word_before(tree, nodes[0])
    previous = _neighbour(tree, nodes[0], -2)
    if before in {"until", "till"} or (before == "of" and previous is not None and previous.lower == "ahead"):
        return True
    for node in (head, *head.ancestors()):
        if any(c.rel in {"case", "marker"} and c.lower in AHEAD and c.i < node.i for c in node.children):
            return True
        if node is head:
            continue
        if node.lower in AHEAD or node.lemma in AHEAD:
            return True
        if any(c.lower in AHEAD and c.rel in {"adjective", "description"} for c in node.children):
            return True
        if node.is_verbal or node.first("copula") is not None:
            return _verb_looks_ahead(node)
    return False


def is_present(nodes: list[Node]) -> bool:
    """Whether the clause around an expression is told in the present tense: "which opens on 28 June"."""
    for node in head_of(nodes).ancestors():
        if node.is_verbal or node.first("copula") is not None:
            tenses = {n.features.get("Tense") for n in (node, *node.children) if n.is_verbal or n.pos == "AUX"}
            return "Pres" in tenses and "Past" not in tenses
    return False


def _verb_looks_ahead(verb: Node) -> bool:
    auxiliaries = [c for c in verb.children if c.rel in {"auxiliary", "passive_auxiliary", "copula"} or c.pos == "AUX"]
    words = {a.lower for a in auxiliaries if a.text.islower() or a.i == 0}
    if "have" in words or "had" in words or "has" in words:
        return bool(words & {"will", "shall"}) and "have" in words
    if words & FUTURE_AUXILIARIES:
        return True
    if any(c.lower == "to" and c.pos == "PART" for c in verb.children):
        governor = verb.head
        if (
            governor is None
            or any(a.lemma == "be" for a in auxiliaries)
            or governor.lower in AHEAD
            or governor.lemma in AHEAD
        ):
            return True
        is_past = governor.features.get("Tense") == "Past" or any(
            c.features.get("Tense") == "Past" for c in governor.children if c.pos == "AUX"
        )
        return not is_past
    present = {a.lower for a in auxiliaries if a.features.get("Tense") == "Pres"}
    return bool(present & {"is", "are", "'s", "'re", "’s", "’re", "am"}) and verb.lower.endswith("ing")


def range_value(first: Value, second: Value, weekdays: bool) -> Value | None:
    """Span two periods; None where they do not follow each other. Weekdays that cross a week's end are put in order."""
    begin, end = first[0], second[1]
    if begin is None or end is None:
        return None
    if begin > end:
        if not weekdays:
            return None
        begin = (dt.date.fromisoformat(begin) - dt.timedelta(days=7)).isoformat()
    return begin, end, max(first[2], second[2], key=ORDER.index)
