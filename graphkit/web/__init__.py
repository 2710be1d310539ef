"""The endpoint: SPARQL over HTTP for any client, and pages to explore the graph; it needs `pip install 'graphkit[web]'`."""

from __future__ import annotations

from graphkit.web.limits import Limits
from graphkit.web.server import read_token, serve

__all__ = ["Limits", "read_token", "serve"]
