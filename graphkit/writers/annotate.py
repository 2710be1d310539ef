"""A page with the text itself: mentions, triggers, roles and speakers marked, and beside each paragraph what it tells."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path

from graphkit.model import Extraction
from graphkit.writers.html.styles import theme
from graphkit.writers.markup import Markup, colour_rules, legend

HERE = Path(__file__).resolve().parent


def annotate(extractions: Iterable[Extraction]) -> str:
    """Make one page of HTML with the texts of `extractions`, each with what was found in it marked.

    The page's script only lights up who takes part in the event that is pointed at; every word of an article is escaped,
    and the Content-Security-Policy lets nothing else run.
    """
    articles = list(extractions)
    title = articles[0].article.title or articles[0].article.id if len(articles) == 1 else f"{len(articles)} articles"
    body = "".join(_article(extraction, number) for number, extraction in enumerate(articles))
    sheets = (theme(), *((HERE / name).read_text(encoding="utf-8") for name in ("annotate.css", "marks.css")))
    css = "".join((*sheets, colour_rules(articles)))
    script = (HERE / "annotate.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{css}</style>\n</head>\n<body>\n"
        f"<header>{legend(articles)}</header>\n"
        f"<main>\n{_contents(articles)}{body}</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _article(extraction: Extraction, number: int) -> str:
    article = extraction.article
    about = ", ".join(str(part) for part in (article.publisher, article.date, article.id) if part)
    return (
        f'<article id="a{number}">\n<h1 dir="auto">{escape(article.title or article.id)}</h1>\n'
        f'<p class="about" dir="auto">{escape(about)}</p>\n{"".join(Markup(extraction, number).blocks())}</article>\n'
    )


def _contents(articles: list[Extraction]) -> str:
    if len(articles) < 2:
        return ""
    items = "".join(
        f'<li><a href="#a{n}" dir="auto">{escape(e.article.title or e.article.id)}</a></li>'
        for n, e in enumerate(articles)
    )
    return f'<nav aria-label="Articles"><ol>{items}</ol></nav>\n'
