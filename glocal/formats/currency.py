"""Prices: the one format that is written millions of times."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.formats import cldr, plural
from glocal.formats import digits as writing
from glocal.formats.names import currency_name
from glocal.formats.number import compile_digits, mode, narrow, scale, signed, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.pattern import Pattern
    from glocal.formats.symbols import Affixes, Symbols

__all__ = ["Options", "compile_currency", "compile_money", "symbol_of"]

STYLES = ("standard", "accounting")
DISPLAYS = ("symbol", "narrow", "code", "name")


@dataclass(frozen=True, slots=True)
class Options:
    """How a price is to be written; the same for amounts as decimals and as minor units."""

    style: str = "standard"
    display: str = "symbol"
    digits: int | None = None
    cash: bool = False
    rounding: str = "half-even"

    def __post_init__(self) -> None:
        if self.style not in STYLES:
            raise UnknownError("currency style", self.style, STYLES)
        if self.display not in DISPLAYS:
            raise UnknownError("currency display", self.display, DISPLAYS)
        mode(self.rounding)


def symbol_of(currency: str, symbols: Facts, display: str) -> str:
    """Return how the locale writes a currency: its symbol, its narrow symbol or its code."""
    if display == "code":
        return currency
    plain = symbols.get(currency, currency)
    return symbols.get(f"{currency}.narrow", plain) if display == "narrow" else plain


def _fraction(currency: str, options: Options) -> tuple[int, int]:
    digits, step, cash_digits, cash_step = cldr.fraction(currency)
    if options.cash:
        digits, step = cash_digits, cash_step
    return (digits, step) if options.digits is None else (options.digits, 0)


def _pattern(symbols: Symbols, options: Options, digits: int) -> Pattern:
    key = "accounting_pattern" if options.style == "accounting" else "currency_pattern"
    return narrow(symbols.pattern(key), digits, digits, True)


def _digits(symbols: Symbols, pattern: Pattern, options: Options, step: int) -> Callable[[Decimal], str]:
    return compile_digits(
        symbols,
        pattern,
        rounding=options.rounding,
        decimal=symbols.get("currency_decimal"),
        group=symbols.get("currency_group"),
        step=step,
    )


def compile_currency(symbols: Symbols, names: Facts, currency: str, options: Options) -> Callable[[int | Decimal], str]:
    """Return a function that writes an amount in major units."""
    digits, step = _fraction(cldr.currency_code(currency), options)
    if options.display == "name":
        return _named(symbols, currency, options, digits, step)
    pattern = _pattern(symbols, options, digits)
    affixes = symbols.affixes(pattern, symbol_of(currency, names, options.display))
    return signed(affixes, _digits(symbols, pattern, options, step), floats=False)


def _named(symbols: Symbols, currency: str, options: Options, digits: int, step: int) -> Callable[[int | Decimal], str]:
    """Return a function that writes `1.00 US dollars`."""
    pattern = narrow(symbols.pattern("decimal_pattern"), digits, digits, True)
    number = signed(symbols.affixes(pattern), _digits(symbols, pattern, options, step), floats=False)
    rule, how = plural.cardinal(symbols.tag), mode(options.rounding)

    def write(value: int | Decimal) -> str:
        category = rule(plural.shown(to_decimal(value, floats=False), digits, digits, how))
        name = currency_name(symbols.chain, currency, category)
        pattern = symbols.get(f"named_{category}") or symbols.get("named_other")
        return pattern.replace("{0}", number(value)).replace("{1}", name)

    return write


def compile_money(symbols: Symbols, names: Facts, currency: str, options: Options) -> Callable[[int], str]:
    """Return a function that writes an amount in ISO 4217 minor units: the hot path."""
    digits, step = _fraction(cldr.currency_code(currency), options)
    stored = cldr.minor_digits(currency)
    slow = compile_currency(symbols, names, currency, options)

    def through_decimal(minor: int) -> str:
        return slow(Decimal(minor).scaleb(-stored))

    if digits > 3 or stored < digits or options.display == "name":
        return through_decimal
    fast = _fast(symbols, names, currency, options, digits)
    if stored == digits and step <= 1:
        return fast
    how = mode(options.rounding)

    def rounded(minor: int) -> str:
        if minor < 0:
            return through_decimal(minor)
        return fast(scale(Decimal(minor).scaleb(-stored), digits, how, step))

    return rounded


def _fast(symbols: Symbols, names: Facts, currency: str, options: Options, digits: int) -> Callable[[int], str]:
    """Return a function made of table look-ups, for amounts already in the digits shown."""
    pattern = _pattern(symbols, options, digits)
    affixes = symbols.affixes(pattern, symbol_of(currency, names, options.display))
    group = symbols.get("currency_group") or symbols.group
    decimal = symbols.get("currency_decimal") or symbols.decimal
    whole = writing.writer(group, pattern.primary, pattern.secondary, symbols.minimum, symbols.digits)
    cents = tuple(decimal + text for text in writing.padded(symbols.digits, digits)) if digits else ("",)
    return _by_tables(whole, affixes, cents, _thousands(pattern, symbols, group))


def _thousands(pattern: Pattern, symbols: Symbols, group: str) -> tuple[tuple[str, ...], int, int]:
    """Return the last three digits with their separator, and the whole numbers that this is right for."""
    first = 10 ** (2 + symbols.minimum)
    last = 10 ** (3 + pattern.secondary) if pattern.primary == 3 else 0
    return tuple(group + text for text in writing.padded(symbols.digits, 3)), first, last


def _by_tables(
    whole: Callable[[int], str],
    affixes: Affixes,
    cents: tuple[str, ...],
    thousands: tuple[tuple[str, ...], int, int],
) -> Callable[[int], str]:
    unit = len(cents)
    low, first, last = thousands
    prefix = affixes.prefix
    heads = tuple(prefix + whole(n) for n in range(1000))
    tails = tuple(text + affixes.suffix for text in cents)

    def write(minor: int) -> str:
        if minor >= 0:
            major, below = divmod(minor, unit)
            if major < 1000:
                return heads[major] + tails[below]
            if first <= major < last:
                return heads[major // 1000] + low[major % 1000] + tails[below]
            return prefix + whole(major) + tails[below]
        major, below = divmod(-minor, unit)
        return affixes.negative_prefix + whole(major) + cents[below] + affixes.negative_suffix

    return write
