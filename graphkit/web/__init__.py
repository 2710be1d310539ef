"""The endpoint: SPARQL over HTTP for any client, with a page to ask from; it needs `pip install 'graphkit[web]'`."""

from __future__ import annotations

from graphkit.web.limits import Limits
from graphkit.web.server import read_token, serve

__all__ = ["Limits", "read_token", "serve"]
