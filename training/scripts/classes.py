"""Decide the class of a name whose source has coarser or noisier classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from names import NATURE, ORGS, PEOPLES, PEOPLES_OF_WORDS, REGIONS, TITLES, load_names

FACILITY = frozenset(
    """Airport Airbase Base Prison Bridge Stadium Hospital Mosque Square Street Avenue Palace Camp Church Cathedral
    Hotel Temple Shrine Highway Tower Plant Station Port Harbor Harbour Terminal Barracks Dam Tunnel Crossing
    Checkpoint Airfield Jail Penitentiary Reactor Refinery Pipeline Shipyard Museum Zoo Park Monument Memorial
    Building Center Centre Road Cosmodrome Synagogue Basilica Castle Fort Arena Market Cemetery""".split()
)
LAW = frozenset(
    """Treaty Act Convention Protocol Accord Accords Constitution Agreement Pact Resolution Conventions Charter
    Amendment Declaration Law Code Memorandum Communique""".split()
)
EVENT = frozenset(
    """War Wars Games Cup Olympics Olympic Championship Championships Open Summit Forum Hurricane Typhoon Cyclone
    Storm Ramadan Christmas Easter Revolution Uprising Intifada Holocaust Festival Marathon Masters Prix Election
    Elections Referendum Massacre Earthquake Crusade Crusades Operation""".split()
)
NORP_END = re.compile(r"(ese|ish|ians?|[a-z]ans?|i|is|ites?)$")
WEAPON = re.compile(r"^[A-Z][A-Za-z]{0,9}-?\d{1,4}[A-Z]{0,2}s?$")


def class_of_place(words: Sequence[str]) -> str:
    """Return GPE, LOC or FAC for a place."""
    name = " ".join(words)
    if words[-1] in FACILITY and len(words) > 1:
        return "FAC"
    if name in REGIONS or words[-1] in NATURE or words[0] in {"Mount", "Lake", "Gulf", "Cape", "Strait", "Sea", "Bay"}:
        return "LOC"
    if words[0].lower() in {"northern", "southern", "eastern", "western", "central", "southeastern"}:
        return "LOC"
    return "GPE"


def is_state(name: str) -> bool:
    """Tell whether a name is that of a state, capital or well-known city."""
    return name in _places()


def is_people(name: str) -> bool:
    """Tell whether a word is a nationality, people, religion or political leaning."""
    return name in _peoples()


def known_class(name: str) -> str | None:
    """Return the class of a name that the gazetteers know for sure."""
    if name in _places():
        return "GPE"
    if name in REGIONS and " " in name:
        return "LOC"
    if name in PEOPLES_OF_WORDS:
        return "NORP"
    return "ORG" if name in _organizations() else None


def strip_titles(words: Sequence[str]) -> int:
    """Return how many words at the start are titles."""
    count = 0
    for word in words:
        if word not in TITLES and (not word.islower() or word in _PARTICLES):
            break
        count += 1
    return count


_PARTICLES = frozenset("al el bin ibn de da di van von der den la le abu bint du dos".split())


def _places() -> set[str]:
    names = load_names()
    return _cached("places", lambda: set(names.states) | set(names.capitals) - {"The Valley", "The Bottom"})


def _peoples() -> set[str]:
    return _cached("peoples", lambda: set(load_names().peoples) | set(PEOPLES) | set(PEOPLES_OF_WORDS))


def _organizations() -> set[str]:
    return _cached("organizations", lambda: set(ORGS))


_CACHE: dict[str, set[str]] = {}


def _cached(key: str, build) -> set[str]:
    if key not in _CACHE:
        _CACHE[key] = build()
    return _CACHE[key]
