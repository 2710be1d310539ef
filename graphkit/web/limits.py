"""What a query, and a client, may take from the server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query, and a client, may take.

    Attributes:
        seconds: Longest time that a query may run.
        answer: Most bytes of an answer.
        memory: Most bytes that the process of a query may take.
        query: Most bytes of a query.
        graph: Most bytes of a graph to be stored.
        places: Queries that run at the same time.
        queue: Queries that may wait for a place.
        wait: Longest time in seconds that a query may wait.
        unread: Most bytes of answers that clients have yet to take, all together.
        patience: Seconds after which a client that takes nothing of its answer is left.
        connections: Clients connected at the same time.
    """

    seconds: float = 30.0
    answer: int = 64_000_000
    memory: int = 2_000_000_000
    query: int = 1_000_000
    graph: int = 16_000_000
    places: int = 8
    queue: int = 200
    wait: float = 30.0
    unread: int = 256_000_000
    patience: float = 30.0
    connections: int = 1000

    @property
    def share(self) -> int:
        """Places that one client may hold."""
        return max(1, self.places // 2)
