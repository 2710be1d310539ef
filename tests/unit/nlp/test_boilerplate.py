"""Lines that serve the page, and lines that are the article."""

from __future__ import annotations

import pytest
from support.parses import extraction, lexicon, plain_tree, tree

from graphkit.nlp.boilerplate import boilerplate, lines_of


def kept(text: str) -> list[str]:
    """Lines of which nothing is skipped; a line is never skipped in part."""
    read = plain_tree(text)
    skipped = boilerplate(read, lexicon())
    lines = []
    for first, last in lines_of(read):
        members = set(range(first, last + 1))
        assert members <= skipped or not members & skipped
        if not members & skipped:
            lines.append(read.slice(first, last))
    return lines


@pytest.mark.parametrize(
    "line",
    [
        "Facebook Twitter LinkedIn",
        "Share this article on WhatsApp",
        "Read also: Ten charts on the grain corridor",
        "Subscribe to our newsletter",
        "We use cookies. Privacy policy. Terms of use. Sign up for the newsletter .",
        "Copyright 2023 The Savannah Post. All rights reserved.",
        "ADVERTISEMENT",
    ],
)
def test_a_line_of_the_page_is_skipped(line: str) -> None:
    assert kept(f"The minister went to Lusaka .\n{line}\nShe came back on Friday .\n") == [
        "The minister went to Lusaka .",
        "She came back on Friday .",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Regulators in Nairobi fined Facebook over the videos .",
        "The guerrillas advertised the truce in a newsletter and printed 500 copies of it .",
        "Flood on the Zambezi",
        "Ouagadougou",
    ],
)
def test_a_line_of_the_article_stays(line: str) -> None:
    assert line in kept(f"The minister went to Lusaka .\n{line}\n")


def test_lines_are_told_apart() -> None:
    read = plain_tree("one two\nthree\n\n\nfour five")
    assert [read.slice(a, b) for a, b in lines_of(read)] == ["one two", "three", "four five"]
    assert lines_of(plain_tree("")) == []


def test_parsed_lines_are_kept_as_they_are() -> None:
    first, second = "The town is calm.", "Norway gave tanks to Kyiv."
    read = tree(first, second, between="\n")
    assert [read.slice(a, b) for a, b in lines_of(read)] == [first, second]
    assert boilerplate(read, lexicon()) == frozenset()
    assert {e.label for e in extraction(first, second, between="\n").entities} == {"Norway", "tanks", "Ukraine"}
