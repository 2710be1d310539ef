"""Keys of one document's referents and events."""

from __future__ import annotations

from graphkit.model import Key
from graphkit.nlp.referents import Referent


class Keys:
    """Gives keys in order of demand; they are renumbered at the end by order of the text."""

    def __init__(self) -> None:
        self.order: list[Referent] = []
        self._keys: dict[int, Key] = {}
        self._events = 0

    def of(self, referent: Referent) -> Key:
        """Give the key of a referent, a new one at its first demand."""
        if id(referent) not in self._keys:
            self._keys[id(referent)] = f"?{len(self.order)}"
            self.order.append(referent)
        return self._keys[id(referent)]

    def known(self, referent: Referent | None) -> Key | None:
        """Look up the key of a referent; None if nothing asked for it yet."""
        return self._keys.get(id(referent))

    def new_event(self) -> Key:
        """Make a key for one more event."""
        self._events += 1
        return f"event-{self._events}"
