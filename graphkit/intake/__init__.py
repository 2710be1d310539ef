"""Intake: what has been read, today and on the days before; what is new, what has changed, and what is a copy of what."""

from __future__ import annotations

from graphkit.intake.register import Register, Task, partition_of

__all__ = ["Register", "Task", "partition_of"]
