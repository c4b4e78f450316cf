"""Times told from now: in 3 days, yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.formats import cldr, plural
from glocal.formats.number import compile_number, mode, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.number import Number
    from glocal.formats.symbols import Symbols

__all__ = ["STYLES", "UNITS", "compile_relative"]

STYLES = ("long", "short", "narrow")
UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


def compile_relative(
    tag: str, chain: tuple[str, ...], symbols: Symbols, style: str = "long", words: bool = False
) -> Callable[[Number, str], str]:
    """Return a function from a count (negative is past) and a unit; `words` says yesterday for one day ago."""
    if style not in STYLES:
        raise UnknownError("relative style", style, STYLES)
    facts, texts = cldr.Facts("relative", chain), cldr.Facts("text", chain)
    number, rule = compile_number(symbols), plural.cardinal(tag)
    how = mode("half-even")

    def pattern(unit: str, direction: str, category: str) -> str:
        for width in (style, "short"):
            for count in (category, "other"):
                found = facts.get(f"{unit}.{width}.{direction}.{count}")
                if found:
                    return found
        return "{0}"

    def write(count: Number, unit: str) -> str:
        if unit not in UNITS:
            raise UnknownError("unit of time", unit, UNITS)
        value = to_decimal(count)
        named = texts.get(f"{unit}.{value}") if words else ""
        direction = "past" if value.is_signed() else "future"
        category = rule(plural.shown(value, 0, 3, how))
        return named or pattern(unit, direction, category).replace("{0}", number(abs(value)))

    return write
