"""One shop in the merchant's hands: what the app's pages and actions share."""

from __future__ import annotations

from collections import OrderedDict
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse, Response

from glocal.preview import display
from glocal.preview.catalogue import Catalogue
from glocal.preview.edits import Edits
from glocal.preview.journal import Journal
from glocal.preview.opened import Opened
from glocal.preview.translations import Translations
from glocal.preview.watch import Watch
from glocal.preview.words import LANGUAGES, SPOKEN

if TYPE_CHECKING:
    import datetime as dt

    from starlette.requests import Request

    from glocal.preview.guard import Doors

__all__ = ["STATIC", "Preview", "address"]

STATIC = {
    "app.css": "text/css",
    "app.js": "text/javascript",
    "frame.css": "text/css",
    "frame.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
NOTES = 100


class Preview:
    """One shop in the merchant's hands."""

    def __init__(self, folder: Path, today: dt.date | None, doors: Doors) -> None:
        self.folder = folder
        self.doors = doors
        self.opened = Opened(folder, today)
        self.journal = Journal(folder)
        self.catalogue = Catalogue(self.opened)
        self.edits = Edits(self.opened, self.journal)
        self.translations = Translations(self.opened, self.journal)
        self.watch = Watch(folder, self.opened.shop.shop.theme, self._changed)
        self.listeners = 0
        self._notes: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._numbers = count(1)
        self.templates = _templates()
        self.static = {name: _static(name) for name in STATIC}

    def _changed(self, paths: list[Path]) -> None:
        before = self.opened.catalog_number
        touched = self.opened.refresh(paths)
        if touched:
            self.catalogue.renew(touched, products=self.opened.catalog_number != before)

    def note(self, text: str) -> str:
        """Keep a sentence for the next page, with the number of the edit that it tells of; return its name."""
        name = str(next(self._numbers))
        self._notes[name] = text, self.journal.made
        while len(self._notes) > NOTES:
            self._notes.popitem(last=False)
        return name

    def noted(self, name: str) -> tuple[str, int]:
        """Return a sentence that was kept and the number of its edit, '' and 0 where it is long gone."""
        return self._notes.get(name, ("", 0))

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page of the app."""
        said, made = self.noted(request.query_params.get("said", ""))
        text = self.templates.get_template(template).render(
            preview=self,
            shop=self.opened.shop.shop,
            opened=self.opened,
            nonce=request.scope["glocal.nonce"],
            csrf=self.doors.token,
            progress=self.catalogue.progress,
            said=said,
            made=made if made == self.journal.latest() else 0,
            asked={k: v for k, v in request.query_params.items() if k not in ("said", "ui")},
            spoken=SPOKEN.get(),
            path=request.url.path,
            **values,
        )
        return HTMLResponse(text, status)


def _static(name: str) -> bytes:
    return files("glocal.preview").joinpath("static", name).read_bytes()


def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(str(Path(__file__).parent / "templates")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"address": address, "tongues": LANGUAGES, "direction_of": _direction} | display.GLOBALS
    found.filters["thousands"] = lambda n: f"{n:,}"
    return found


def _direction(language: str) -> str:
    from glocal import formats

    return formats.locale(language).direction


def address(path: str, params: dict[str, str] | None = None, **changes: object) -> str:
    """Return an address with its parameters, empty ones left out.

    >>> address("/products", {"q": "dress", "market": "BR"}, market="", page=2)
    '/products?q=dress&page=2'
    """
    merged = {**(params or {}), **{key: str(value) for key, value in changes.items()}}
    found = urlencode({key: value for key, value in merged.items() if value})
    return f"{path}?{found}" if found else path
