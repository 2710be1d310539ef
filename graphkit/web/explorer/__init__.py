"""The explorer: pages about names, events and documents of a store, each with an address to share."""

from __future__ import annotations

from graphkit.web.explorer.routes import problem_page, routes

__all__ = ["problem_page", "routes"]
