"""A shopper's number or price, read strictly in their locale: what is not clear is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.errors import DataError, LimitError
from glocal.formats import cldr
from glocal.formats.currency import symbol_of
from glocal.formats.digits import LATIN

if TYPE_CHECKING:
    from glocal.formats.cldr import Facts
    from glocal.formats.symbols import Symbols

__all__ = ["parse_currency", "parse_number"]

LONGEST = 100
MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))
SPACES = " \u00a0\u202f\u2009"
APOSTROPHES = "'\u2019"
MINUSES = "-\u2212\ufe63\uff0d\u2010\u2011\u2013"


def parse_number(symbols: Symbols, text: str, *, money: bool = False) -> Decimal:
    """Return the number that `text` writes in the locale; DataError where it is none, or its groups are wrong."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise (
            _refusal(symbols, text)
            if not isinstance(text, str)
            else LimitError(f"a number has at most {LONGEST} characters", got=len(text))
        )
    negative, body = _unsigned(_plain(symbols, text))
    match = _shape(symbols, money).fullmatch(body)
    if not match or not (match["whole"] or match["fraction"]):
        raise _refusal(symbols, text)
    whole = re.sub(r"\D", "", match["whole"])
    number = Decimal(f"{whole or 0}.{match['fraction'] or 0}" if match["fraction"] else whole)
    return -number if negative else number


def _unsigned(text: str) -> tuple[bool, str]:
    """Return whether one minus sign stands before or after a number, and the number."""
    if text[:1] in MINUSES:
        return bool(text), text[1:].lstrip(SPACES)
    if text[-1:] in MINUSES:
        return True, text[:-1].rstrip(SPACES)
    return False, text


def _plain(symbols: Symbols, text: str) -> str:
    table = str.maketrans(symbols.digits, LATIN)
    return text.translate(MARKS).translate(table).strip(SPACES)


def _refusal(symbols: Symbols, got: object) -> DataError:
    example = f"1{symbols.group}234{symbols.decimal}5"
    return DataError(f"expected a number written like {example}, got {got!r}", expected=example, got=got)


def _shape(symbols: Symbols, money: bool) -> re.Pattern[str]:
    groups, points = {symbols.group}, {symbols.decimal}
    if money:
        groups |= {symbols.get("currency_group") or symbols.group}
        points |= {symbols.get("currency_decimal") or symbols.decimal}
    between = "|".join(sorted(_alike(group) for group in groups - points))
    point = "|".join(sorted(map(re.escape, points)))
    grouped = "|".join(_grouped(first, last, between) for first, last in sorted(_groupings(symbols, money)))
    return re.compile(rf"(?P<whole>{grouped}|\d*)(?:(?:{point})(?P<fraction>\d+))?", re.ASCII)


def _groupings(symbols: Symbols, money: bool) -> set[tuple[int, int]]:
    """Return the sizes of the groups in use; prices may be grouped in threes where numbers are not (mr, en-IN)."""
    keys = ("decimal_pattern", "currency_pattern", "accounting_pattern") if money else ("decimal_pattern",)
    patterns = [symbols.pattern(key) for key in keys]
    return {(pattern.secondary or 3, pattern.primary or 3) for pattern in patterns}


def _grouped(first: int, last: int, between: str) -> str:
    """Return a pattern in which one and the same separator stands between all groups."""
    name = f"g{first}{last}"
    return rf"\d{{1,{first}}}(?P<{name}>{between})(?:\d{{{first}}}(?P={name}))*\d{{{last}}}"


def _alike(group: str) -> str:
    """Return a pattern for a separator and the characters that shoppers type for it."""
    for family in (SPACES, APOSTROPHES):
        if group in family:
            return f"[{family}]"
    return re.escape(group)


def parse_currency(symbols: Symbols, names: Facts, text: str, currency: str) -> Decimal:
    """Return the amount of a price; DataError where its symbol is another currency's or it has too many decimals."""
    if not isinstance(text, str) or len(text) > LONGEST:
        raise _refusal(symbols, text)
    body = text.translate(MARKS).strip(SPACES)
    negative = body.startswith("(") and body.endswith(")")
    body = _without_symbol(body[1:-1] if negative else body, symbols, names, cldr.currency_code(currency))
    number = parse_number(symbols, body, money=True)
    most = max(cldr.minor_digits(currency), cldr.display_digits(currency))
    if -int(number.as_tuple().exponent) > most:
        raise DataError(f"{currency} has {most} decimals, got {text!r}", expected=f"{most} decimals", got=text)
    if negative and number.is_signed():
        raise _refusal(symbols, text)
    return -number if negative else number


def _without_symbol(text: str, symbols: Symbols, names: Facts, currency: str) -> str:
    known = {symbol_of(currency, names, display) for display in ("symbol", "narrow", "code")}
    for symbol in sorted({name.translate(MARKS) for name in known}, key=lambda name: (-len(name), name)):
        sign = f"[{re.escape(MINUSES)}]?[{SPACES}]*"
        match = re.fullmatch(rf"({sign}){re.escape(symbol)}(.*)|(.*){re.escape(symbol)}({sign})", text)
        if match:
            return "".join(part or "" for part in match.groups()).strip(SPACES)
    return text
