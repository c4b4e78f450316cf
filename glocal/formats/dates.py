"""Dates and ranges of dates, in the Gregorian calendar, with the locale's digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glocal.errors import DataError, UnknownError
from glocal.formats.names import babel_locale, data

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from glocal.formats.symbols import Symbols

__all__ = ["STYLES", "compile_date", "compile_range"]

STYLES = ("short", "medium", "long", "full")
TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow", 6: "short"}
DAYS = {"E": "format", "c": "stand-alone", "e": "format"}

Part = "str | Callable[[dt.date], str]"


def compile_date(chain: tuple[str, ...], symbols: Symbols, style: str) -> Callable[[dt.date], str]:
    """Return a function that writes a date."""
    return compile_pattern(chain, symbols, pattern_of(chain, style))


def pattern_of(chain: tuple[str, ...], style: str) -> str:
    """Return CLDR's pattern of one of the four styles."""
    if style not in STYLES:
        raise UnknownError("date style", style, STYLES)
    return str(babel_locale(chain).date_formats[style].pattern)


def tokens(pattern: str) -> list[tuple[str, str]]:
    """Split a date pattern into (field, '') and ('', literal) pairs."""
    found: list[tuple[str, str]] = []
    for match in TOKEN.finditer(pattern):
        text = match[0]
        if text.startswith("'"):
            found.append(("", match[1].replace("''", "'") or "'"))
        else:
            found.append((text, "") if match[2] else ("", text))
    return found


def compile_pattern(chain: tuple[str, ...], symbols: Symbols, pattern: str) -> Callable[[dt.date], str]:
    """Return a function that writes a date by a CLDR pattern."""
    parts = [_field(chain, symbols, field) if field else literal for field, literal in tokens(pattern)]

    def write(day: dt.date) -> str:
        return "".join(part if isinstance(part, str) else part(day) for part in parts)

    return write


def _field(chain: tuple[str, ...], symbols: Symbols, field: str) -> Callable[[dt.date], str]:
    letter, width = field[0], len(field)
    if letter in "ML" and width >= 3:
        months = data(chain, "months")["format" if letter == "M" else "stand-alone"][WIDTHS[width]]
        return lambda day: str(months[day.month])
    if letter in DAYS:
        days = data(chain, "days")[DAYS[letter]][WIDTHS[max(width, 3)]]
        return lambda day: str(days[day.weekday()])
    if letter == "G":
        eras = data(chain, "eras")[{4: "wide", 5: "narrow"}.get(width, "abbreviated")]
        return lambda _: str(eras[1])
    return _number_field(symbols, letter, width)


def _number_field(symbols: Symbols, letter: str, width: int) -> Callable[[dt.date], str]:
    table = str.maketrans("0123456789", symbols.digits)
    picks: dict[str, Callable[[dt.date], int]] = {
        "y": (lambda day: day.year % 100) if width == 2 else (lambda day: day.year),
        "M": lambda day: day.month,
        "L": lambda day: day.month,
        "d": lambda day: day.day,
    }
    if letter not in picks:
        raise DataError(f"unknown date field {letter * width!r}", expected="y, M, L, d, E, c or G", got=letter)
    pick = picks[letter]
    return lambda day: f"{pick(day):0{width}}".translate(table)


def compile_range(chain: tuple[str, ...], symbols: Symbols, style: str) -> Callable[[dt.date, dt.date], str]:
    """Return a function that writes a range, leaving out what both ends share."""
    single = compile_date(chain, symbols, style)
    halves = {key: _halves(chain, symbols, pattern) for key, pattern in _intervals(chain, style).items()}
    fallback = str(data(chain, "interval_formats")[None])

    def write(first: dt.date, last: dt.date) -> str:
        if last < first:
            raise DataError("a range ends before it starts", expected=f"{first} or later", got=last)
        if first == last:
            return single(first)
        key = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        if key not in halves:
            return fallback.replace("{0}", single(first)).replace("{1}", single(last))
        left, right = halves[key]
        return left(first) + right(last)

    return write


def _halves(
    chain: tuple[str, ...], symbols: Symbols, pattern: tuple[str, str]
) -> tuple[Callable[[dt.date], str], Callable[[dt.date], str]]:
    return compile_pattern(chain, symbols, pattern[0]), compile_pattern(chain, symbols, pattern[1])


def skeleton(pattern: str) -> dict[str, int]:
    """Return the fields of a pattern with their widths."""
    same = {"L": "M", "c": "E"}
    return {same.get(field[0], field[0]): len(field) for field, _ in tokens(pattern) if field}


def _intervals(chain: tuple[str, ...], style: str) -> dict[str, tuple[str, str]]:
    wanted = skeleton(pattern_of(chain, style))
    table: dict[str, Any] = data(chain, "interval_formats")
    names = [name for name in table if name and _matches(skeleton(name), wanted)]
    if not names:
        return {}
    nearest = min(names, key=lambda name: _distance(skeleton(name), wanted))
    return {
        key: (_widen(pair[0], wanted), _widen(pair[1], wanted))
        for key, pair in table[nearest].items()
        if key in "yMd" and len(pair) == 2
    }


def _matches(have: dict[str, int], wanted: dict[str, int]) -> bool:
    return have.keys() == wanted.keys() and (have.get("M", 0) > 2) == (wanted.get("M", 0) > 2)


def _distance(have: dict[str, int], wanted: dict[str, int]) -> int:
    return sum(abs(have[key] - wanted[key]) for key in wanted)


def _widen(pattern: str, wanted: dict[str, int]) -> str:
    def fit(match: re.Match[str]) -> str:
        text = match[0]
        if not match[2]:
            return text
        width = wanted.get({"L": "M", "c": "E"}.get(text[0], text[0]), len(text))
        textual = text[0] in "Ec" or (text[0] in "ML" and len(text) > 2)
        return text[0] * width if textual or text[0] == "y" else text

    return TOKEN.sub(fit, pattern)
