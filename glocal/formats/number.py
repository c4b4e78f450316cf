"""Decimal numbers, percents and compact numbers as functions compiled for one locale."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from glocal.errors import DataError, LimitError, UnknownError
from glocal.formats import digits as writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.pattern import Pattern
    from glocal.formats.symbols import Affixes, Symbols

__all__ = ["MODES", "Number", "compile_digits", "compile_number", "mode", "to_decimal"]

Number = int | Decimal | float

MODES = {"half-even": ROUND_HALF_EVEN, "half-up": ROUND_HALF_UP}
LARGEST = 60
CONTEXT = Context(prec=LARGEST + 40)
QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(21))


def mode(rounding: str) -> str:
    """Return decimal's name of a rounding policy."""
    if rounding not in MODES:
        raise UnknownError("rounding", rounding, MODES)
    return MODES[rounding]


def to_decimal(value: Number, *, floats: bool = True) -> Decimal:
    """Return a finite decimal of at most 60 digits before the point, a float by its shortest spelling.

    >>> to_decimal(0.1)
    Decimal('0.1')
    """
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, float) if floats else (int, Decimal)):
        expected = "an int, a Decimal or a float" if floats else "an int or a Decimal"
        raise DataError(f"expected {expected}, got {value!r}", expected=expected, got=value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise DataError(f"expected a finite number, got {value!r}", expected="a finite number", got=value)
    if number.adjusted() > LARGEST:
        raise LimitError(f"a number has at most {LARGEST} digits before its point", got=number.adjusted())
    return number


def compile_digits(
    symbols: Symbols,
    pattern: Pattern,
    *,
    rounding: str,
    decimal: str = "",
    group: str = "",
    minimum: int = 0,
    step: int = 0,
) -> Callable[[Decimal], str]:
    """Return a function that writes the magnitude of a number with the pattern's digits.

    `step` rounds to a multiple of that many of the last digit's units (cash rounding).
    """
    whole = writing.writer(
        group or symbols.group, pattern.primary, pattern.secondary, minimum or symbols.minimum, symbols.digits
    )
    fraction = _fraction(symbols.digits, decimal or symbols.decimal, pattern.min_fraction, pattern.max_fraction)
    places, unit = pattern.max_fraction, 10**pattern.max_fraction
    how = mode(rounding)

    def write(value: Decimal) -> str:
        above, below = divmod(scale(value, places, how, step), unit)
        return whole(above) + fraction(below)

    return write


def scale(value: Decimal, places: int, how: str, step: int = 0) -> int:
    """Return the magnitude of `value` in units of its last place, rounded once.

    >>> scale(Decimal("-1.005"), 2, ROUND_HALF_EVEN)
    100
    """
    if step > 1:
        return step * scale(CONTEXT.divide(value, Decimal(step)), places, how)
    return int(value.quantize(QUANTA[places], how, CONTEXT).copy_abs().scaleb(places, CONTEXT))


def _fraction(digits: str, decimal: str, least: int, most: int) -> Callable[[int], str]:
    if not most:
        return lambda _: ""
    table = str.maketrans(writing.LATIN, digits)

    def write(below: int) -> str:
        text = f"{below:0{most}}"
        kept = text[:least] + text[least:].rstrip("0")
        return decimal + kept.translate(table) if kept else ""

    return write


def signed(affixes: Affixes, digits: Callable[[Decimal], str], *, floats: bool = True) -> Callable[[Number], str]:
    """Return a function that writes a number with its sign; a negative number that rounds to zero keeps its sign."""

    def write(value: Number) -> str:
        number = to_decimal(value, floats=floats)
        text = digits(number)
        if number.is_signed():
            return affixes.negative_prefix + text + affixes.negative_suffix
        return affixes.prefix + text + affixes.suffix

    return write


def narrow(pattern: Pattern, least: int | None, most: int | None, grouping: bool) -> Pattern:
    """Return a pattern with other fraction digits, and ungrouped when asked."""
    low = pattern.min_fraction if least is None else least
    high = max(pattern.max_fraction, low) if most is None else most
    if least is None:
        low = min(low, high)
    if not 0 <= low <= high <= 20:
        expected = "0 <= min_fraction <= max_fraction <= 20"
        raise DataError(f"expected {expected}, got {least} and {most}", expected=expected, got=(least, most))
    groups = (pattern.primary, pattern.secondary) if grouping else (0, 0)
    return replace(pattern, min_fraction=low, max_fraction=high, primary=groups[0], secondary=groups[1])


def compile_number(
    symbols: Symbols,
    *,
    min_fraction: int | None = None,
    max_fraction: int | None = None,
    grouping: bool = True,
    rounding: str = "half-even",
) -> Callable[[Number], str]:
    """Return a function that writes a decimal number."""
    pattern = narrow(symbols.pattern("decimal_pattern"), min_fraction, max_fraction, grouping)
    return signed(symbols.affixes(pattern), compile_digits(symbols, pattern, rounding=rounding))


def compile_scaled_number(symbols: Symbols, places: int) -> Callable[[int], str]:
    """Return a function that writes digits >= 0, of which the last `places` stand behind the point."""
    pattern = narrow(symbols.pattern("decimal_pattern"), places, places, True)
    affixes = symbols.affixes(pattern)
    whole = writing.writer(symbols.group, pattern.primary, pattern.secondary, symbols.minimum, symbols.digits)
    fraction = _fraction(symbols.digits, symbols.decimal, places, places)
    unit = 10**places

    def write(digits: int) -> str:
        above, below = divmod(digits, unit)
        return f"{affixes.prefix}{whole(above)}{fraction(below)}{affixes.suffix}"

    return write


def compile_percent(
    symbols: Symbols, *, min_fraction: int = 0, max_fraction: int | None = None, rounding: str = "half-even"
) -> Callable[[Number], str]:
    """Return a function that writes a ratio as a percentage: 0.25 is 25 %."""
    pattern = narrow(symbols.pattern("percent_pattern"), min_fraction, max_fraction, True)
    digits = compile_digits(symbols, pattern, rounding=rounding)
    return signed(symbols.affixes(pattern), lambda value: digits(value.scaleb(2, CONTEXT)))
