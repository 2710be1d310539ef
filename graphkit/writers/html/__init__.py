"""The HTML view: one page that shows a graph and leads from every name and line to its sentences."""

from __future__ import annotations

import datetime
from html import escape
from pathlib import Path

from graphkit.writers.html.collect import Queryable, collect
from graphkit.writers.html.page import render
from graphkit.writers.html.select import select


def write_view(
    store: Queryable,
    path: str | Path,
    *,
    entity: str | None = None,
    hops: int = 1,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    title: str = "graphkit",
) -> Path:
    """Write the page of a store's graph to `path` and return it; see `view_page` for the arguments."""
    path = Path(path)
    page = view_page(store, entity=entity, hops=hops, since=since, until=until, title=title)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def view_page(
    store: Queryable,
    *,
    entity: str | None = None,
    hops: int = 1,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    title: str = "graphkit",
) -> str:
    """Make the page of a store's graph, in one file that needs no network.

    A graph of more than `page.OVERVIEW` names opens as an overview of communities.

    Args:
        store: What answers SPARQL, e.g. a Graph.
        entity: Name of an entity; only what lies around it is shown.
        hops: How many statements away from `entity`.
        since: First day of events that are shown; events without a time fall away. Statements that last stay.
        until: Last day of events that are shown.
        title: The page's heading.

    Raises:
        StoreError: If there is no entity of that name.
    """
    facts = select(collect(store), entity=entity, hops=hops, since=since, until=until)
    return render(facts, title=title)


def notebook_html(store: Queryable, *, height: int = 620, title: str = "graphkit") -> str:
    """Make the frame in which a notebook shows the page; what runs in it cannot reach the notebook."""
    page = escape(view_page(store, title=title), quote=True)
    return (
        f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups allow-downloads allow-modals" title="{escape(title, quote=True)}" '
        f'style="width:100%;height:{height}px;border:1px solid #d5dae1;border-radius:6px"></iframe>'
    )
