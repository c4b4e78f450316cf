"""Times told from now: in 3 days, yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.formats import plural
from glocal.formats.names import babel_locale, data
from glocal.formats.number import compile_number, mode, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.number import Number
    from glocal.formats.symbols import Symbols

__all__ = ["STYLES", "UNITS", "compile_relative"]

STYLES = {"long": "", "short": "-short", "narrow": "-narrow"}
UNITS = ("year", "quarter", "month", "week", "day", "hour", "minute", "second")


def compile_relative(
    chain: tuple[str, ...], symbols: Symbols, texts: Facts, style: str = "long", words: bool = False
) -> Callable[[Number, str], str]:
    """Return a function from a count (negative is past) and a unit; `words` says yesterday for one day ago."""
    if style not in STYLES:
        raise UnknownError("relative style", style, STYLES)
    number, rule = compile_number(symbols), babel_locale(chain).plural_form
    fields, how = data(chain, "date_fields"), mode("half-even")

    def write(count: Number, unit: str) -> str:
        if unit not in UNITS:
            raise UnknownError("unit of time", unit, UNITS)
        value = to_decimal(count)
        named = texts.get(f"{unit}.{value}") if words else ""
        if named:
            return named
        patterns = fields[unit + STYLES[style]]["past" if value.is_signed() else "future"]
        pattern = patterns.get(rule(plural.shown(abs(value), 0, 3, how))) or patterns["other"]
        return str(pattern).replace("{0}", number(abs(value)))

    return write
