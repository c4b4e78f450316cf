"""Large numbers in few characters: 1.2K, 3 Mio."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.formats import plural
from glocal.formats.number import CONTEXT, compile_digits, mode, narrow, signed, to_decimal
from glocal.formats.pattern import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.number import Number
    from glocal.formats.symbols import Symbols

__all__ = ["WIDTHS", "compile_compact"]

WIDTHS = ("short", "long")
LARGEST = 14


def compile_compact(
    tag: str, symbols: Symbols, texts: Facts, width: str = "short", rounding: str = "half-even"
) -> Callable[[Number], str]:
    """Return a function that rounds to whole numbers, or to two digits below ten, and names the magnitude."""
    if width not in WIDTHS:
        raise UnknownError("width", width, WIDTHS)
    how, rule = mode(rounding), plural.cardinal(tag)

    def pattern_for(magnitude: int, category: str) -> str:
        key = f"{width}.1{'0' * magnitude}"
        for system in (symbols.system, "latn"):
            for count in (category, "other"):
                found = texts.get(f"{system}.{key}.{count}")
                if found:
                    return found
        return "0"

    def shift_of(magnitude: int) -> int:
        pattern = pattern_for(magnitude, "other")
        zeros = parse(pattern).min_integer
        return magnitude - zeros + 1 if magnitude >= 3 and pattern != "0" else 0

    def write(value: Number) -> str:
        number = to_decimal(value)
        magnitude = min(max(number.adjusted(), 0), LARGEST) if number else 0
        small = _rounded(number.scaleb(-shift_of(magnitude), CONTEXT), how)
        if small and small.adjusted() + shift_of(magnitude) > magnitude and magnitude < LARGEST:
            magnitude += 1
            small = _rounded(number.scaleb(-shift_of(magnitude), CONTEXT), how)
        seen = plural.shown(abs(small), 0, 2, how)
        pattern = _fit(symbols, pattern_for(magnitude, rule(seen)))
        return pattern(small)

    def _fit(symbols: Symbols, text: str) -> Callable[[Number], str]:
        affixes = symbols.affixes(parse(text))
        plain = narrow(symbols.pattern("decimal_pattern"), 0, 2, True)
        digits = compile_digits(symbols, plain, rounding=rounding, minimum=max(2, symbols.minimum))
        return signed(affixes, digits)

    return write


def _rounded(number: Decimal, how: str) -> Decimal:
    """Return a whole number, or one of two digits where it has fewer before its point."""
    places = max(0, 1 - number.adjusted()) if number else 0
    rounded = number.quantize(Decimal(1).scaleb(-places), how, CONTEXT)
    return rounded
