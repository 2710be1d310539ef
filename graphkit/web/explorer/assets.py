"""Style sheets and scripts of the pages, all out of the package."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from graphkit import writers
from graphkit.writers.html.page import HERE, view_script, vis_network
from graphkit.writers.html.styles import colours, styles, theme

if TYPE_CHECKING:
    from starlette.requests import Request

_STATIC = Path(__file__).parents[1] / "static"
_WRITERS = Path(writers.__file__).parent
_MADE: dict[str, Callable[[], str]] = {"theme.css": theme, "view.js": view_script, "vis-network.js": vis_network}
_FILES = {path.name: path for path in (HERE / "view.css", _WRITERS / "marks.css", _WRITERS / "annotate.js")} | {
    name: _STATIC / name for name in ("explorer.css", "explorer.js", "sparql.js")
}


@cache
def _content(name: str) -> tuple[bytes, str] | None:
    """Text of a file and its ETag; None if there is none of that name."""
    if name in _MADE:
        text = _MADE[name]()
    elif name in _FILES:
        text = _FILES[name].read_text(encoding="utf-8")
    else:
        return None
    if name == "marks.css":
        text += colours((*styles(), "Position"))
    return text.encode(), f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


async def asset(request: Request) -> Response:
    """Give a style sheet or a script; browsers ask again each time and mostly hear that nothing has changed."""
    name = request.path_params["name"]
    found = _content(name)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    text, tag = found
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/css" if name.endswith(".css") else "text/javascript", headers=headers)
