"""An article whose every field tries to break out of the page that shows it."""

from __future__ import annotations

from graphkit.iri import resource_iri
from graphkit.model import Article, Entity, Event, Extraction, Relation, Role, Span

NAMES = (
    "<script>alert('name')</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert('closed')</script>",
    "<!--<script>",
    "{{7*7}}{% raw %}",
    "محمد رضا",
    "🚀 rocket",
    "W" * 400,
    "W" + "🚀" * 70,
    "line one\u2028line two",
    "${alert(1)}`\\u003cb\\u003e",
)


def hostile_extraction() -> Extraction:
    """Each name attacks the next one, and the last the first."""
    text = "".join(f"{name} attacked.\n" for name in NAMES)
    entities: list[Entity] = []
    events: list[Event] = []
    relations: list[Relation] = []
    begin = 0
    for number, name in enumerate(NAMES):
        here = Span(begin, begin + len(name), name)
        trigger = Span(here.end + 1, here.end + 9, "attacked")
        begin = trigger.end + 2
        entities.append(
            Entity(f"e{number}", "State", name, (here,), ("<b>other</b>",), iri=resource_iri("State", f"n{number}"))
        )
        other = f"e{(number + 1) % len(NAMES)}"
        roles = (
            Role("agent", f"e{number}"),
            Role("patient", other),
            Role("theme", None, literal="<i>theme</i>", mention=here),
        )
        events.append(Event(f"event-{number}", "Attack", trigger, (trigger,), roles, attributed_to=other))
        relations.append(Relation(f"e{number}", "attacked", other, (), event=f"event-{number}"))
    article = Article(
        "hostile </script>.txt",
        text,
        title="</title><script>alert('title')</script>",
        publisher="<img src=x onerror=alert(2)>",
        url="javascript:alert('url')",
    )
    return Extraction(article, tuple(entities), (), (), tuple(events), tuple(relations))
