"""What the server says when it does not answer: problems as JSON, with a status that tells whose they are.

Source: RFC 9457 (Problem Details for HTTP APIs).
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from graphkit.errors import GraphkitError, QueryError, QueryLimit, StoreError
from graphkit.web.pool import Busy


class Refusal(GraphkitError):
    """A request that is not carried out, with the HTTP status that says why."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **more: object) -> Response:
    """Describe a problem."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def on_error(_: Request, error: Exception) -> Response:
    """Turn an exception into the answer that tells of it."""
    if isinstance(error, Refusal):
        return problem(error.status, str(error), error.headers)
    if isinstance(error, Busy | QueryLimit | StoreError):
        return problem(503, str(error), {"Retry-After": "5"})
    if isinstance(error, QueryError):
        line, column = error.position or (None, None)
        return problem(400, str(error), line=line, column=column)
    if isinstance(error, HTTPException):
        headers = dict(error.headers) if error.headers else None
        return problem(error.status_code, error.detail, headers)
    return problem(500, "The server failed, and its log says where. Please report it.")
