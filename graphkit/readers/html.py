"""Web pages to text: the article's body without menus and advertisements, by trafilatura."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphkit.errors import InputError, MissingExtra
from graphkit.limits import time_limit

if TYPE_CHECKING:
    from graphkit.readers.files import Record

_LANGUAGE = re.compile(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z-]+)", re.IGNORECASE)
_BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 blockquote ul ol table section article pre hr dd dt".split())
_MAX_TAGS = 100_000
"""Pages with more tags are no articles, and take minutes."""
_SECONDS = 30.0
_LINES_THAT_ARE_LINKS = (
    "//p[count(.//a)=1]"
    "[string-length(normalize-space(.)) - string-length(normalize-space(.//a)) < 20]"
    "[not(contains('.?!”\"', substring(normalize-space(.), string-length(normalize-space(.)))))]"
)
"""Paragraphs that are a link and hardly anything more, and no sentence: "Read also: Ten questions about …"."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page says: the body's text, and the metadata of its head."""

    text: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    language: str | None

    def record(self) -> Record:
        """Give the fields that have a value; a page that names no language counts as English."""
        values = {
            "title": self.title,
            "date": self.date,
            "publisher": self.publisher,
            "url": self.url,
            "language": self.language or "en",
            "text": self.text,
        }
        return {key: value for key, value in values.items() if value}


def extract(data: bytes, *, source: str, seconds: float | None = None) -> Page:
    """Take the article out of a page of HTML; nothing that the page links to is fetched.

    Raises:
        MissingExtra: If trafilatura is not installed.
        InputError: If no article is found in the page, it has too many tags, or it takes longer than `seconds` (30 if None).
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtra("Reading .html needs trafilatura.", command="pip install 'graphkit[html]'") from error
    if data.count(b"<") > _MAX_TAGS:
        message = f"The page has more than the limit of {_MAX_TAGS:,} tags. Save the article's text as .txt."
        raise InputError(message, source=source, kind="size")
    with time_limit(seconds or _SECONDS, source=source):
        page = bare_extraction(
            data,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            prune_xpath=[_LINES_THAT_ARE_LINKS],
            config=_configuration(),
        )
    if page is None or isinstance(page, dict) or not page.text:
        message = "No article was found in this page. Save the article's text as .txt."
        raise InputError(message, source=source, kind="no article")
    language = _LANGUAGE.search(data[:4096])
    return Page(
        text=page.text,
        title=page.title,
        date=page.date,
        publisher=page.sitename,
        url=page.url,
        language=language.group(1).decode() if language else None,
    )


@functools.cache
def _configuration() -> Any:
    """Take short reports for articles too: below a size trafilatura would give the text of the whole page."""
    from trafilatura.settings import use_config

    configuration = use_config()
    configuration.set("DEFAULT", "MIN_EXTRACTED_SIZE", "60")
    return configuration


def to_text(fragment: str) -> str:
    r"""Turn a piece of HTML that is all article, as feeds and letters carry it, into lines of text.

    >>> to_text("<p>The <b>two</b> sides\n met.</p><script>x()</script><p>They left &amp; said so.</p>")
    'The two sides met.\nThey left & said so.'

    Raises:
        MissingExtra: If lxml is not installed.
    """
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    try:
        from lxml import etree, html
    except ImportError as error:
        raise MissingExtra("Reading HTML needs lxml.", command="pip install 'graphkit[html]'") from error
    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, "script", "style", "figcaption", etree.Comment, etree.PI, with_tail=False)
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        found = element.text if event == "start" else element.tail if element is not root else None
        parts += ["\n" if element.tag in _BLOCKS else "", re.sub(r"\s+", " ", found or "")]
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
