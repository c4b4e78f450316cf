"""Prices: the one format that is written millions of times."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import UnknownError
from glocal.formats import cldr, plural, tags
from glocal.formats.names import currency_name
from glocal.formats.number import compile_digits, mode, narrow, scale, signed, to_decimal
from glocal.formats.pattern import parse
from glocal.formats.tables import Writers, compile_writers

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.pattern import Pattern
    from glocal.formats.symbols import Affixes, Symbols

__all__ = ["Options", "compile_currency", "compile_money", "symbol_of"]

TABLES = 3
STYLES = ("standard", "accounting")
DISPLAYS = ("symbol", "narrow", "code", "name")


class Options(msgspec.Struct, frozen=True):
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


def _own(symbols: Symbols, names: Facts, currency: str, part: str) -> str:
    """Return the pattern or separator that CLDR gives a currency of its own, or else the one of the local currency.

    The second is what ICU does: `en-DE` writes every currency as it writes the euro.
    """
    return names.get(f"{currency}.{part}") or names.get(f"{tags.currency_of(symbols.tag)}.{part}")


def _separators(symbols: Symbols, names: Facts, currency: str) -> dict[str, str]:
    return {
        "decimal": _own(symbols, names, currency, "decimal") or symbols.get("currency_decimal") or symbols.decimal,
        "group": _own(symbols, names, currency, "group") or symbols.get("currency_group") or symbols.group,
    }


def _pattern(symbols: Symbols, names: Facts, currency: str, options: Options, digits: int) -> Pattern:
    own = _own(symbols, names, currency, "pattern")
    if own:
        return narrow(parse(own), digits, digits, True)
    key = "accounting_pattern" if options.style == "accounting" else "currency_pattern"
    return narrow(symbols.pattern(key), digits, digits, True)


def _affixes(symbols: Symbols, names: Facts, currency: str, options: Options, pattern: Pattern) -> Affixes:
    return symbols.affixes(pattern, symbol_of(currency, names, options.display))


def _writers(symbols: Symbols, names: Facts, currency: str, options: Options, digits: int) -> Writers:
    pattern = _pattern(symbols, names, currency, options, digits)
    affixes = _affixes(symbols, names, currency, options, pattern)
    separators = _separators(symbols, names, currency)
    return compile_writers(pattern, affixes, symbols.digits, minimum=symbols.minimum, **separators)


def compile_currency(symbols: Symbols, names: Facts, currency: str, options: Options) -> Callable[[int | Decimal], str]:
    """Return a function that writes an amount in major units."""
    digits, step = _fraction(cldr.currency_code(currency), options)
    if options.display == "name":
        return _named(symbols, currency, options, digits, step)
    if digits > TABLES:
        return _long(symbols, names, currency, options, digits)
    any_amount, negative = _writers(symbols, names, currency, options, digits)
    how = mode(options.rounding)

    def write(value: int | Decimal) -> str:
        number = to_decimal(value, floats=False)
        amount = scale(number, digits, how, step)
        return negative(amount) if number.is_signed() else any_amount(amount)

    return write


def _long(
    symbols: Symbols, names: Facts, currency: str, options: Options, digits: int
) -> Callable[[int | Decimal], str]:
    """Return a function that writes more fraction digits than the tables hold."""
    pattern = _pattern(symbols, names, currency, options, digits)
    separators = _separators(symbols, names, currency)
    write = compile_digits(
        symbols, pattern, rounding=options.rounding, decimal=separators["decimal"], group=separators["group"]
    )
    return signed(_affixes(symbols, names, currency, options, pattern), write, floats=False)


def _named(symbols: Symbols, currency: str, options: Options, digits: int, step: int) -> Callable[[int | Decimal], str]:
    """Return a function that writes `1.00 US dollars`."""
    pattern = narrow(symbols.pattern("decimal_pattern"), digits, digits, True)
    write_digits = compile_digits(
        symbols,
        pattern,
        rounding=options.rounding,
        decimal=symbols.get("currency_decimal"),
        group=symbols.get("currency_group"),
        step=step,
    )
    number = signed(symbols.affixes(pattern), write_digits, floats=False)
    rule, how = plural.cardinal(symbols.tag), mode(options.rounding)

    def write(value: int | Decimal) -> str:
        seen = scale(to_decimal(value, floats=False), digits, how, step)
        category = rule(Decimal(seen).scaleb(-digits))
        name = currency_name(symbols.chain, currency, category)
        pattern = symbols.get(f"named_{category}") or symbols.get("named_other")
        return pattern.replace("{0}", number(value)).replace("{1}", name)

    return write


def compile_money(symbols: Symbols, names: Facts, currency: str, options: Options) -> Callable[[int], str]:
    """Return a function that writes an amount in ISO 4217 minor units: the hot path."""
    digits, step = _fraction(cldr.currency_code(currency), options)
    stored = cldr.minor_digits(currency)
    if digits > TABLES or stored < digits or options.display == "name":
        write = compile_currency(symbols, names, currency, options)
        return lambda minor: write(Decimal(minor).scaleb(-stored))
    writers = _writers(symbols, names, currency, options, digits)
    if stored == digits and step <= 1:
        return writers.any
    return _rounded(writers, 10 ** (stored - digits) * max(step, 1), max(step, 1), options.rounding == "half-up")


def _rounded(writers: Writers, unit: int, step: int, up: bool) -> Callable[[int], str]:
    """Return a function that first rounds minor units to `unit`, each shown as `step`."""
    any_amount, negative = writers

    def write(minor: int) -> str:
        whole, rest = divmod(abs(minor), unit)
        twice = 2 * rest
        if twice > unit or (twice == unit and (up or whole & 1)):
            whole += 1
        return negative(whole * step) if minor < 0 else any_amount(whole * step)

    return write
