"""The app: its routes, and what is said when something goes wrong."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from glocal.errors import DataError, GlocalError, RatesError, UnknownError
from glocal.preview import actions, frames, pages, writing
from glocal.preview.desk import STATIC, Preview
from glocal.preview.guard import CRASHED, Doors, Guard
from glocal.preview.journal import ConflictError
from glocal.preview.watch import events
from glocal.preview.words import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["create"]

LISTENERS = 32
"""Tabs that are told of changes at a time."""


def create(folder: Path | str, *, today: dt.date | None = None, **options: Any) -> ASGIApp:
    """Return the app for the shop in a folder; raises FileError for a faulty shop."""
    preview = Preview(Path(folder), today, Doors(**options))
    app = Starlette(routes=_routes(), lifespan=_lifespan, exception_handlers=dict(_HANDLERS))
    app.state.preview = preview
    return Guard(_politely(app, preview), preview.doors)


def _politely(app: ASGIApp, preview: Preview) -> ASGIApp:
    """Let the look at all products wait while somebody waits for a page."""

    async def waited(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == "/events":
            await app(scope, receive, send)
            return
        with preview.catalogue.guest():
            await app(scope, receive, send)

    return waited


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    preview: Preview = app.state.preview
    preview.catalogue.start()
    preview.watch.start()
    yield
    preview.watch.stop()
    preview.catalogue.stop()


def _routes() -> list[Route]:
    reading = {
        "/": pages.products,
        "/products": pages.products,
        "/product/{slug}": pages.product,
        "/wall/{slug}": pages.wall,
        "/dashboard": pages.dashboard,
        "/findings.csv": pages.findings,
        "/market/{code}": pages.market,
        "/decisions": pages.decisions,
        "/progress": pages.progress,
        "/texts/{language}": writing.texts,
        "/frame/assets/{name}": frames.asset,
        "/frame/{edition}/{slug}/index.html": frames.frame,
        "/frame/{path:path}": frames.picture,
        "/static/{name}": static,
        "/events": changes,
    }
    deciding = {
        "/waive": actions.waive,
        "/withdraw": actions.withdraw,
        "/silence": actions.silence,
        "/remedy": actions.remedy,
        "/adjust": actions.adjust,
        "/price": actions.price,
        "/unprice": actions.unprice,
        "/override": actions.override,
        "/reset": actions.reset,
        "/undo": actions.undo,
        "/translate": writing.translate,
        "/translate/check": writing.check,
    }
    return [
        *(Route(path, view, methods=["GET"]) for path, view in reading.items()),
        *(Route(path, view, methods=["POST"]) for path, view in deciding.items()),
    ]


def static(request: Request) -> Response:
    """Serve one of the app's own files."""
    name = request.path_params["name"]
    preview: Preview = request.app.state.preview
    if name not in STATIC:
        raise UnknownError("file", name, STATIC)
    return Response(preview.static[name], media_type=STATIC[name], headers={"cache-control": "max-age=3600"})


async def changes(request: Request) -> Response:
    """Tell a tab when files change."""
    preview: Preview = request.app.state.preview
    if preview.listeners >= LISTENERS:
        return Response(say("Too many tabs are open."), 503, media_type="text/plain")
    return StreamingResponse(_listening(preview), media_type="text/event-stream")


async def _listening(preview: Preview) -> AsyncIterator[str]:
    preview.listeners += 1
    try:
        async for event in events(preview.watch, lambda: False):
            yield event
    finally:
        preview.listeners -= 1


def _problem(request: Request, error: Exception) -> Response:
    preview: Preview = request.app.state.preview
    status, title = _named(error)
    text = str(getattr(error, "detail", error))
    if request.headers.get("hx-request"):
        return preview.render(request, "_problem.html", status, title=title, text=text)
    return preview.render(
        request, "problem.html", status, title=title, text=text, form=request.scope.get("glocal.form")
    )


def _named(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return error.status_code, say("There is no such page")
    if isinstance(error, UnknownError):
        return 404, say("That is not here")
    if isinstance(error, ConflictError):
        return 409, say("Somebody was faster")
    if isinstance(error, RatesError):
        return 422, say("This market cannot be shown")
    if isinstance(error, DataError):
        return 422, say("That cannot be written")
    return 500, say("The shop cannot be shown")


def _crash(request: Request, error: Exception) -> Response:
    """What the log gets in full the merchant gets in a sentence."""
    preview: Preview = request.app.state.preview
    text = say(CRASHED)
    template = "_problem.html" if request.headers.get("hx-request") else "problem.html"
    return preview.render(request, template, 500, title=say("That did not work"), text=text, form=None)


_HANDLERS: list[tuple[Any, Any]] = [(HTTPException, _problem), (GlocalError, _problem), (Exception, _crash)]
