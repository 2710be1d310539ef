"""IRIs: the one place where names are made, always from content, never from chance or a clock."""

from __future__ import annotations

import hashlib
import re
from typing import NewType
from urllib.parse import quote

from anyascii import anyascii

IRI = NewType("IRI", str)

ONTOLOGY = "https://w3id.org/graphkit/ontology#"
LEXICON = "https://w3id.org/graphkit/lexicon#"
RESOURCE = "https://w3id.org/graphkit/resource/"
CONCEPT = "https://w3id.org/graphkit/concept/"
DOCUMENT = "https://w3id.org/graphkit/document/"
_EVENT = RESOURCE + "event/"
OCCURRENCES = "https://w3id.org/graphkit/occurrences/"
"""Beginning of the names of the graphs that tie documents' events together, one for each day."""

FOLDERS = {
    "Person": "person",
    "Official": "person",
    "State": "state",
    "Organization": "organization",
    "Place": "place",
    "Facility": "place",
    "WeaponSystem": "weapon",
    "Agreement": "agreement",
}
"""Folder of `gkr:` for each class of named entity."""


def slug(name: str) -> str:
    """Turn a name into the last segment of an IRI: ASCII, lower case, hyphens.

    A name without a letter or digit gets its SHA-256's first 12 digits.

    >>> slug("Kim Jong Un"), slug("São Tomé")
    ('kim-jong-un', 'sao-tome')
    """
    ascii_name = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    return ascii_name or hashlib.sha256(name.encode()).hexdigest()[:12]


def resource_iri(kind: str, name: str) -> IRI:
    """Mint the IRI of a named entity of class `kind`.

    >>> resource_iri("Official", "Dmytro Kuleba")
    'https://w3id.org/graphkit/resource/person/dmytro-kuleba'
    """
    return IRI(f"{RESOURCE}{FOLDERS.get(kind, 'thing')}/{slug(name)}")


def document_iri(document_id: str) -> IRI:
    """IRI of a document, which is also that of its named graph; characters that IRIs forbid are percent-encoded."""
    return IRI(DOCUMENT + quote(document_id, safe="-._~/:@!$&'()*+,;="))


def fragment_iri(document: IRI, name: str) -> IRI:
    """IRI of something that lives in a document, e.g. `…#event-3`."""
    return IRI(f"{document}#{name}")


def mention_iri(document: IRI, begin: int, end: int) -> IRI:
    """IRI of a stretch of text, as a character range. Source: RFC 5147, section 2.2.1."""
    return IRI(f"{document}#char={begin},{end}")


def occurrence_iri(day: str, kind: str, event: str) -> IRI:
    """Mint the IRI of what several documents tell of, from its day, its class and the first of the events by name.

    >>> occurrence_iri("2024-08-26", "Attack", "https://w3id.org/graphkit/document/a#event-1")
    'https://w3id.org/graphkit/resource/event/2024-08-26/attack-8d4339b16e6e0852'
    """
    return IRI(f"{_EVENT}{day}/{slug(kind)}-{hashlib.sha256(event.encode()).hexdigest()[:16]}")


def occurrence_day(iri: str) -> str | None:
    """Day of what several documents tell of; None if the IRI is of something else.

    >>> occurrence_day(occurrence_iri("2024-08-26", "Attack", "https://w3id.org/graphkit/document/a#event-1"))
    '2024-08-26'
    """
    return iri[len(_EVENT) :].partition("/")[0] if iri.startswith(_EVENT) else None


def occurrences_iri(day: str) -> IRI:
    """IRI of the named graph that ties the events of a day together."""
    return IRI(OCCURRENCES + day)
