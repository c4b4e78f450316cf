"""Pictures at the door."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glocal.catalog.faults import Place
from glocal.catalog.report import Refusal
from glocal.catalog.shop import is_below
from glocal.catalog.texts import line, required
from glocal.model.product import MAX_IMAGES, Image

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["address", "images"]

_KEYS = ("src", "alt", "tags", "variants", "width", "height")
_HTTPS = re.compile(r"https?://[^\s/@\"<>\\]+/[^\s\"<>\\]*")
MAX_SRC = 2_000
MAX_PIXELS = 100_000


def images(place: Place, value: object) -> tuple[list[Image | None], list[Refusal]]:
    """Read pictures, given as addresses or as tables with `src`; a bad one is refused alone and leaves a None.

    A fault of the product where they are no list, or too many.
    """
    entries = [value] if isinstance(value, str | dict) else value
    if not isinstance(entries, list):
        place.fault("images", "a list of pictures", value)
        return [], []
    if len(entries) > MAX_IMAGES:
        place.fault("images", f"at most {MAX_IMAGES} pictures", f"{len(entries)} pictures")
        return [], []
    return _sorted_out(place, entries)


def _sorted_out(place: Place, entries: Iterable[Any]) -> tuple[list[Image | None], list[Refusal]]:
    kept: list[Image | None] = []
    refused: list[Refusal] = []
    for i, entry in enumerate(entries):
        own = Place(place.file, place.line, place.columns)
        own.prefix = place.prefix
        image = _image(own, f"images[{i}]", entry)
        kept.append(image)
        if image is None:
            refused.append(Refusal("image", str(own.faults[0].got), place.line, 0, tuple(own.faults)))
    return kept, refused


def _image(place: Place, field: str, entry: Any) -> Image | None:
    if isinstance(entry, str):
        src = address(place, field, entry)
        return None if place.faults else Image(src=src)
    if not isinstance(entry, dict):
        place.fault(field, "an address or a table", entry)
        return None
    place.refuse_keys(f"{field}.", entry, _KEYS)
    image = Image(
        src=address(place, f"{field}.src", entry.get("src")),
        alt=line(place, f"{field}.alt", entry.get("alt")),
        tags=_words(place, f"{field}.tags", entry.get("tags")),
        variants=_words(place, f"{field}.variants", entry.get("variants")),
        width=_pixels(place, f"{field}.width", entry.get("width")),
        height=_pixels(place, f"{field}.height", entry.get("height")),
    )
    return None if place.faults else image


def address(place: Place, field: str, value: object) -> str:
    """Return a path below the shop's folder, or an address on the web; a fault where it is neither."""
    text = required(place, field, value, MAX_SRC)
    if text.startswith("//"):
        text = f"https:{text}"
    if text and not (_HTTPS.fullmatch(text) or is_below(text)):
        place.fault(field, "a path below the shop's folder, or an https address", value)
    return text


def _words(place: Place, field: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        place.fault(field, "a list of texts", value)
        return ()
    return tuple(required(place, f"{field}[{i}]", entry) for i, entry in enumerate(value))


def _pixels(place: Place, field: str, value: object) -> int:
    if value is None:
        return 0
    if type(value) is int and 0 <= value <= MAX_PIXELS:
        return value
    place.fault(field, f"pixels from 0 to {MAX_PIXELS:,}", value)
    return 0
