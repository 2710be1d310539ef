"""Limits on time: work in this process that takes too long is broken off with an error that says so."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from graphkit.errors import InputError


@contextmanager
def time_limit(seconds: float | None, *, source: str) -> Iterator[None]:
    """Break off what runs inside after `seconds` of clock time.

    It needs an alarm of the operating system and the program's main thread; elsewhere nothing is limited, and who needs
    a limit there runs the work in a process that can be ended (`graphkit.engines`).

    Raises:
        InputError: If the time is up, of the kind "time".
    """
    on_main = threading.current_thread() is threading.main_thread()
    if not seconds or not hasattr(signal, "setitimer") or not on_main:
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise too_slow(seconds, source=source)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def too_slow(seconds: float, *, source: str) -> InputError:
    """Make the error of a document that took longer than its limit."""
    return InputError(
        f"It took longer than the limit of {seconds:g} seconds. Leave it out, or raise the limit with --seconds "
        "(Settings.seconds).",
        source=source,
        kind="time",
    )
