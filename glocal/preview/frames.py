"""The shop's own pages, framed: the real page of a product with marks on it, its stylesheet, its pictures."""

from __future__ import annotations

import json
import mimetypes
from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, HTMLResponse, Response

from glocal.errors import RatesError, UnknownError
from glocal.preview.display import message
from glocal.preview.values import targets, values
from glocal.preview.words import SPOKEN, say
from glocal.render import Edition as Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from glocal.model.listing import Finding, Listing
    from glocal.preview.desk import Preview
    from glocal.preview.opened import Edition, Opened

__all__ = ["asset", "frame", "page", "picture", "place"]

PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def place(edition: Edition) -> str:
    """Return an edition's part of the address.

    >>> place(("BR", "pt-BR"))
    'pt-br'
    """
    return Place(edition[1], edition[0]).path


def page(opened: Opened, edition: Edition, name: str, nonce: str) -> tuple[Listing, str]:
    """Return a product's listing and its page as a shopper gets it, with what the frame's script needs."""
    shop = opened.of(*edition)
    listing = shop.localize(name, market=edition[0], language=edition[1])
    text = shop.render(listing)
    head, end, tail = text.rpartition("</body>")
    extra = _equipment(listing, nonce)
    return listing, f"{head}{extra}{end}{tail}" if end else f"{text}{extra}"


def _equipment(listing: Listing, nonce: str) -> str:
    data = json.dumps(_data(listing), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<script type="application/json" id="glocal-preview-data">{data}</script>'
        '<link rel="stylesheet" href="/static/frame.css">'
        f'<script nonce="{nonce}" src="/static/frame.js"></script>'
    )


def _data(listing: Listing) -> dict[str, Any]:
    return {
        "values": [{"field": v.field, "text": v.text, "group": v.group} for v in values(listing)],
        "finding": say("Finding {number}: {text}"),
        "marks": [_mark(listing, number, one) for number, one in enumerate(ordered(listing.findings), 1)],
    }


def _mark(listing: Listing, number: int, one: Finding) -> dict[str, Any]:
    where, text = [t._asdict() for t in targets(listing, one)], message(one)
    return {"number": number, "severity": one.severity, "status": one.status, "text": text, "targets": where}


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings as they are numbered: open ones first, then by severity."""
    ranks = {"open": 0, "remedied": 1, "waived": 2, "block": 0, "avoid": 1, "note": 2}
    return sorted(findings, key=lambda one: (ranks[one.status], ranks[one.severity]))


def frame(request: Request) -> Response:
    """Serve a product's page for a sandboxed frame: no forms, no windows, no other site, no access to the app."""
    preview: Preview = request.app.state.preview
    edition = _edition(preview.opened, request.path_params["edition"])
    nonce = request.scope["glocal.nonce"]
    text = _text(preview, edition, request.path_params["slug"], nonce)
    here = f"http://{request.headers['host']}"
    policy = (
        f"sandbox allow-scripts; default-src 'none'; script-src 'nonce-{nonce}'; img-src {here} data:; "
        f"style-src {here} 'unsafe-inline'; font-src {here}; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {here}"
    )
    return HTMLResponse(text, headers={"content-security-policy": policy})


def _text(preview: Preview, edition: Edition, slug: str, nonce: str) -> str:
    try:
        return page(preview.opened, edition, preview.catalogue.card(slug).id, nonce)[1]
    except RatesError as error:
        return preview.templates.get_template("unshown.html").render(
            market=edition[0], why=str(error), spoken=SPOKEN.get()
        )


def _edition(opened: Opened, path: str) -> Edition:
    for edition in opened.editions:
        if place(edition) == path:
            return edition
    raise UnknownError("edition", path, [place(e) for e in opened.editions])


def asset(request: Request) -> Response:
    """Serve a stylesheet of the theme; none but those that pages name."""
    opened: Opened = request.app.state.preview.opened
    name = f"assets/{request.path_params['name']}"
    for code in opened.shop.markets:
        shop = opened.of(code)
        found = shop.theme.asset(shop.atlas.market(code).theme)
        if found.name == name:
            return Response(found.content, media_type="text/css")
    raise UnknownError("stylesheet", name)


def picture(request: Request) -> Response:
    """Serve a picture of the shop: a file below its folder, with a picture's name, that no link leads out of."""
    opened: Opened = request.app.state.preview.opened
    name = request.path_params["path"]
    root = opened.folder.resolve()
    path = _below(opened, name)
    if path is None or not path.is_relative_to(root) or not path.is_file():
        raise UnknownError("picture", name)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    headers = {"content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
               "cache-control": "max-age=60"}  # fmt: skip
    return FileResponse(path, media_type=kind, headers=headers)


def _below(opened: Opened, name: str) -> Any:
    from pathlib import PurePosixPath

    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") for part in parts)
    if not parts or hidden or "\0" in name or "\\" in name or name.startswith("/"):
        return None
    if PurePosixPath(name).suffix.lower() not in PICTURES:
        return None
    return opened.folder.joinpath(*parts).resolve()
