"""What to write instead: near names for names that are wrong, and prefixes for names that lack them."""

from __future__ import annotations

import difflib
import functools
import json
import re

from graphkit.graph.ontology import graphkit_ontology
from graphkit.settings import ontology_folder

KEYWORDS = frozenset(
    """
    A ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY COUNT CREATE
    DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP
    GROUP_CONCAT HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISURI LANG LANGMATCHES LCASE LIMIT
    LOAD MAX MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OFFSET OPTIONAL ORDER PREFIX RAND REDUCED REGEX REPLACE ROUND
    SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS
    STRLANG STRLEN STRSTARTS STRUUID SUBSTR SUM TIMEZONE TO TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES WHERE WITH YEAR
    """.split()
)
"""Words of SPARQL 1.1, which are no names. Source: W3C SPARQL 1.1 Query Language, section 19.8."""
_BARE = re.compile(r"(?<![\w?$:@<#-])([^\W\d_][\w-]*)\s*\Z")


@functools.lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Give the prefixed name of each local name: the ontology's terms, and what the JSON-LD context borrows."""
    text = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for definition in json.loads(text)["@context"].values():
        name = definition["@id"] if isinstance(definition, dict) else definition
        if isinstance(name, str) and ":" in name and "//" not in name:
            names.setdefault(name.partition(":")[2], name)
    return {**names, **{term: f"gk:{term}" for term in graphkit_ontology().terms}}


def near_term(name: str) -> str | None:
    """Find the ontology's term that is spelt most like `name`.

    >>> near_term("lauched")
    'gk:launched'
    """
    near = difflib.get_close_matches(name, sorted(graphkit_ontology().terms), n=1, cutoff=0.5)
    return f"gk:{near[0]}" if near else None


def prefixed(name: str) -> str | None:
    """Find the prefixed name that is meant by a local name, or by one that is spelt like it.

    >>> prefixed("supplied"), prefixed("anchorOf"), prefixed("suplied"), prefixed("xyzzy")
    ('gk:supplied', 'nif:anchorOf', 'gk:supplied', None)
    """
    if name in _known():
        return _known()[name]
    near = difflib.get_close_matches(name, sorted(_known()), n=1, cutoff=0.75)
    return _known()[near[0]] if near else None


def bare_name(before: str) -> re.Match[str] | None:
    """Find a name without a prefix at the end of the part of a query that the parser understood.

    >>> bare_name("SELECT * WHERE { ?who supplied ")[1], bare_name("SELECT * WHERE { ?who gk:supplied ")
    ('supplied', None)
    """
    match = _BARE.search(before)
    return None if match is None or match[1].upper() in KEYWORDS else match
