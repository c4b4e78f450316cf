"""Dates and ranges of dates, with the locale's digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glocal.errors import DataError, UnknownError
from glocal.formats import calendars
from glocal.formats.digits import LATIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from glocal.formats.calendars import Day
    from glocal.formats.cldr import Facts
    from glocal.formats.symbols import Symbols

__all__ = ["STYLES", "compile_date", "compile_range"]

STYLES = ("short", "medium", "long", "full")
TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+")
SAME = {"L": "M", "c": "E"}


def compile_date(
    chain: tuple[str, ...], symbols: Symbols, style: str, calendar: str = "gregory"
) -> Callable[[dt.date], str]:
    """Return a function that writes a date."""
    facts = calendars.facts_of(chain, calendar)
    write = compile_pattern(facts, symbols, pattern_of(facts, style))
    tell = calendars.CALENDARS.get(calendar)
    return (lambda day: write(tell(day))) if tell else write


def pattern_of(facts: Facts, style: str) -> str:
    """Return CLDR's pattern of one of the four styles."""
    if style not in STYLES:
        raise UnknownError("date style", style, STYLES)
    return facts.get(f"date.{style}")


def tokens(pattern: str) -> list[tuple[str, str]]:
    """Split a date pattern into (field, '') and ('', literal) pairs.

    >>> tokens("d 'de' MMM")
    [('d', ''), ('', ' '), ('', 'de'), ('', ' '), ('MMM', '')]
    """
    found: list[tuple[str, str]] = []
    for match in TOKEN.finditer(pattern):
        text = match[0]
        if text.startswith("'"):
            found.append(("", match[1].replace("''", "'") or "'"))
        else:
            found.append((text, "") if match[2] else ("", text))
    return found


def compile_pattern(facts: Facts, symbols: Symbols, pattern: str) -> Callable[[dt.date | Day], str]:
    """Return a function that writes a date by a CLDR pattern."""
    parts = [_field(facts, symbols, field) if field else literal for field, literal in tokens(pattern)]

    def write(day: dt.date | Day) -> str:
        return "".join(part if isinstance(part, str) else part(day) for part in parts)

    return write


def _field(facts: Facts, symbols: Symbols, field: str) -> Callable[[dt.date | Day], str]:
    letter, width = field[0], len(field)
    if letter in "ML" and width >= 3:
        months = [facts.get(f"{letter}{width}.{month}") for month in range(1, 13)]
        return lambda day: months[day.month - 1]
    if letter in "Ec":
        days = [facts.get(f"{letter}{max(width, 3)}.{day}") for day in range(7)]
        return lambda day: days[day.weekday()]
    if letter == "G":
        era = facts.get(f"G{max(width, 3)}")
        return lambda _: era
    return _number_field(symbols, letter, width)


def _number_field(symbols: Symbols, letter: str, width: int) -> Callable[[dt.date | Day], str]:
    table = str.maketrans(LATIN, symbols.digits)
    picks: dict[str, Callable[[dt.date | Day], int]] = {
        "y": (lambda day: day.year % 100) if width == 2 else (lambda day: day.year),
        "M": lambda day: day.month,
        "L": lambda day: day.month,
        "d": lambda day: day.day,
    }
    if letter not in picks:
        raise DataError(f"unknown date field {letter * width!r}", expected="y, M, L, d, E, c or G", got=letter)
    pick = picks[letter]
    return lambda day: f"{pick(day):0{width}}".translate(table)


def compile_range(
    chain: tuple[str, ...], symbols: Symbols, style: str, calendar: str = "gregory"
) -> Callable[[dt.date, dt.date], str]:
    """Return a function that writes a range, leaving out what both ends share."""
    facts = calendars.facts_of(chain, calendar)
    single = compile_date(chain, symbols, style, calendar)
    halves = {key: _halves(facts, symbols, pattern) for key, pattern in _intervals(facts, style).items()}
    fallback = facts.get("interval")
    tell = calendars.CALENDARS.get(calendar)

    def write(first: dt.date, last: dt.date) -> str:
        if last < first:
            raise DataError("a range ends before it starts", expected=f"{first} or later", got=last)
        start, end = (tell(first), tell(last)) if tell else (first, last)
        key = _widest_change(start, end)
        if not key:
            return single(first)
        if key not in halves:
            return fallback.replace("{0}", single(first)).replace("{1}", single(last))
        left, right = halves[key]
        return left(start) + right(end)

    return write


def _widest_change(first: dt.date | Day, last: dt.date | Day) -> str:
    """Return the largest field in which two days differ: y, M, d, or '' for the same day."""
    if first.year != last.year:
        return "y"
    if first.month != last.month:
        return "M"
    return "d" if first.day != last.day else ""


def _halves(
    facts: Facts, symbols: Symbols, pattern: str
) -> tuple[Callable[[dt.date | Day], str], Callable[[dt.date | Day], str]]:
    """Split an interval pattern before the first field that comes a second time."""
    seen: set[str] = set()
    for match in TOKEN.finditer(pattern):
        letter = SAME.get(match[2], match[2])
        if letter and letter in seen:
            cut = match.start()
            return compile_pattern(facts, symbols, pattern[:cut]), compile_pattern(facts, symbols, pattern[cut:])
        seen.add(letter)
    return compile_pattern(facts, symbols, pattern), compile_pattern(facts, symbols, "")


def skeleton(pattern: str) -> dict[str, int]:
    """Return the fields of a pattern with their widths.

    >>> skeleton("EEEE, d. MMMM y")
    {'E': 4, 'd': 1, 'M': 4, 'y': 1}
    """
    return {SAME.get(field[0], field[0]): len(field) for field, _ in tokens(pattern) if field}


def _intervals(facts: Facts, style: str) -> dict[str, str]:
    wanted = _plain(skeleton(pattern_of(facts, style)))
    names = sorted({name.split(".")[1] for layer in facts.layers for name in layer if name.startswith("interval.")})
    fitting = [name for name in names if skeleton(name).keys() == wanted.keys()]
    if not fitting:
        return {}
    nearest = min(fitting, key=lambda name: _distance(skeleton(name), wanted))
    found = {key: facts.get(f"interval.{nearest}.{key}") for key in "yMd"}
    return {key: _widen(pattern, skeleton(nearest), wanted) for key, pattern in found.items() if pattern}


def _plain(fields: dict[str, int]) -> dict[str, int]:
    """Return a skeleton as ICU looks it up: the width of a number does not count, short weekdays are one."""
    least = {"M": 3, "d": 3, "E": 4}
    return {key: width if width >= least.get(key, 1) else 1 for key, width in fields.items()}


def _distance(have: dict[str, int], wanted: dict[str, int]) -> int:
    """Return how far apart two skeletons are; words against numbers count most, as in ICU."""
    return sum(
        256 if key == "M" and (have[key] > 2) != (width > 2) else abs(have[key] - width)
        for key, width in wanted.items()
    )


def _widen(pattern: str, have: dict[str, int], wanted: dict[str, int]) -> str:
    """Widen the fields that are as wide as the skeleton found to the width asked for."""

    def fit(match: re.Match[str]) -> str:
        text, letter = match[0], SAME.get(match[2] or "", match[2] or "")
        if letter in wanted and len(text) == have[letter] < wanted[letter]:
            return text[0] * wanted[letter]
        return text

    return TOKEN.sub(fit, pattern)
