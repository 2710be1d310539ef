"""Words for the names of terms."""

from __future__ import annotations

import re


def words(name: str) -> str:
    """Write a term's local name as words.

    >>> words("manufacturedBy"), words("https://w3id.org/graphkit/ontology#metWith")
    ('manufactured by', 'met with')
    """
    local = re.split(r"[#/]", name)[-1]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local).lower()
