"""Places in an order, in digits: 1st, 2nd, 3rd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from glocal.errors import UnknownError
from glocal.formats import plural
from glocal.formats.number import compile_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.symbols import Symbols

__all__ = ["GENDERS", "compile_ordinal"]

GENDERS = ("", "masculine", "feminine")


def compile_ordinal(tag: str, symbols: Symbols, texts: Facts, gender: str = "") -> Callable[[int], str]:
    """Return a function that writes a place; `gender` is that of the noun, where the language asks for one."""
    if gender not in GENDERS:
        raise UnknownError("gender", gender, GENDERS)
    key = f"ordinal.{gender}" if gender and texts.has(f"ordinal.{gender}.other") else "ordinal"
    patterns = {category: texts.get(f"{key}.{category}") for category in plural.CATEGORIES}
    number, rule = compile_number(replace(symbols, minimum=1), max_fraction=0), plural.ordinal(tag)
    return lambda place: (patterns[rule(place)] or patterns["other"]).replace("{0}", number(place))
