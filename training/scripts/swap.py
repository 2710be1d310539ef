"""Replace the names of a text by other names of the same class, so that the class is learnt from context."""

from __future__ import annotations

import random
from collections.abc import Callable

from annotated import Annotated
from classes import is_state
from pools import Pools


def _drop_courtesy(before: str, rng: random.Random) -> str:
    """Leave out the "Mr." that only some newspapers write."""
    for title in ("Mr. ", "Ms. ", "Mrs. "):
        if before.endswith(title) and rng.random() < 0.7:
            return before[: -len(title)]
    return before


def make_swapper(pools: Pools, rng: random.Random, *, chance: float = 0.7) -> Callable[[Annotated], Annotated]:
    """Return a function that copies a text with other names; a name that comes again gets the same new name."""

    def new_name(name: str, label: str) -> str:
        words = name.split()
        if label == "PERSON":
            return pools.person() if len(words) > 1 else pools.surname()
        if label == "GPE":
            return pools.state() if is_state(name) and rng.random() < 0.6 else pools.place()
        if label == "LOC":
            return pools.nature()
        if label == "NORP":
            plural = [p for p in pools.names.peoples if p.endswith("s")] if name.endswith("s") else pools.adjectives
            return rng.choice(plural)
        if label == "ORG":
            return pools.acronym() if name.isupper() and len(name) < 6 and rng.random() < 0.5 else pools.org()
        makers = {"FAC": pools.facility, "PRODUCT": pools.weapon, "LAW": pools.law, "EVENT": pools.event}
        return makers[label]() if label in makers else name

    def swap(source: Annotated) -> Annotated:
        chosen: dict[tuple[str, str], str] = {}
        result, position = Annotated(""), 0
        shifts: list[tuple[int, int]] = []
        for start, end, label in sorted(source.names):
            if start < position:
                continue
            name = source.text[start:end]
            if (name, label) not in chosen:
                chosen[name, label] = new_name(name, label) if rng.random() < chance else name
            result.text += (
                _drop_courtesy(source.text[position:start], rng) if label == "PERSON" else source.text[position:start]
            )
            begin = len(result.text)
            result.text += chosen[name, label]
            result.names.append((begin, len(result.text), label))
            shifts.append((end, len(result.text) - end))
            position = end
        result.text += source.text[position:]
        for start, end in source.unknown:
            shift = max((s for s in shifts if s[0] <= start), default=(0, 0))[1]
            result.unknown.append((start + shift, end + shift))
        return result

    return swap
