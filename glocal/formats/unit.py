"""Measures with their unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glocal.errors import UnknownError
from glocal.formats import plural
from glocal.formats.names import babel_locale, data
from glocal.formats.number import compile_number, mode, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.number import Number
    from glocal.formats.symbols import Symbols

__all__ = ["WIDTHS", "compile_unit"]

WIDTHS = ("long", "short", "narrow")


def patterns(chain: tuple[str, ...], unit: str, width: str) -> dict[str, str]:
    """Return the patterns of a unit by plural category; `unit` with or without its kind (`length-centimeter`)."""
    table = data(chain, "unit_patterns")
    names = [name for name in table if name == unit or name.partition("-")[2] == unit]
    if not names:
        raise UnknownError("unit", unit, [name.partition("-")[2] for name in table])
    found: dict[str, Any] = table[names[0]]
    by_width = found.get(width) or found.get("short") or found.get("long") or {}
    return {key: str(value) for key, value in by_width.items()}


def compile_unit(
    chain: tuple[str, ...],
    symbols: Symbols,
    unit: str,
    width: str = "short",
    *,
    min_fraction: int = 0,
    max_fraction: int = 3,
    rounding: str = "half-even",
) -> Callable[[Number], str]:
    """Return a function that writes a measure with its unit, in the right plural."""
    if width not in WIDTHS:
        raise UnknownError("width", width, WIDTHS)
    number = compile_number(symbols, min_fraction=min_fraction, max_fraction=max_fraction, rounding=rounding)
    rule, how = babel_locale(chain).plural_form, mode(rounding)
    texts = patterns(chain, unit, width)

    def write(value: Number) -> str:
        seen = plural.shown(abs(to_decimal(value)), min_fraction, max_fraction, how)
        pattern = texts.get(rule(seen)) or texts["other"]
        return pattern.replace("{0}", number(value))

    return write
