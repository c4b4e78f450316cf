"""Texts at the door: of a sane length, and free of what no text holds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.model.product import MAX_TEXT, MAX_TITLE

if TYPE_CHECKING:
    from glocal.catalog.faults import Place

__all__ = ["line", "required", "text"]

# C0 and C1 controls save tab and line ends, lone surrogates (also what undecodable bytes become), noncharacters.
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Not the no-break and other blanks that typography wants.
_BLANKS = re.compile(r"[ \t\r\n]+")


def line(place: Place, field: str, value: object, limit: int = MAX_TITLE) -> str:
    """Return a text of one line: white space around it is cut, inside it becomes single blanks.

    Numbers are taken as they are written. '' and a fault where it is no text, too long, or holds a control
    character, a NUL or half a surrogate pair.
    """
    if type(value) is str and len(value) <= limit and value.isprintable():
        return value.strip() if "  " not in value else _BLANKS.sub(" ", value).strip()
    if value is None:
        return ""
    return _BLANKS.sub(" ", _checked(place, field, value, limit)).strip()


def required(place: Place, field: str, value: object, limit: int = MAX_TITLE) -> str:
    """Return a text of one line that must not be empty."""
    count = len(place.faults)
    found = line(place, field, value, limit)
    if not found and len(place.faults) == count:
        place.fault(field, "a text", value)
    return found


def text(place: Place, field: str, value: object, limit: int = MAX_TEXT) -> str:
    """Return a text of any number of lines, the white space around it cut."""
    if value is None:
        return ""
    return _checked(place, field, value, limit).strip()


def _checked(place: Place, field: str, value: object, limit: int) -> str:
    words = _words(value)
    if words is None:
        place.fault(field, "a text", value)
        return ""
    if len(words) > limit:
        place.fault(field, f"at most {limit:,} characters", f"{len(words):,} characters")
        return ""
    bad = _BAD.search(words)
    if bad:
        place.fault(field, "text without control characters and broken pairs", f"U+{ord(bad[0]):04X} at {bad.start()}")
        return ""
    return words


def _words(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**40 else None
    return str(value) if isinstance(value, Decimal) and value.is_finite() else None
