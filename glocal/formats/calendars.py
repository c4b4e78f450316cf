"""Calendars that people of some markets date with: which locale has which, and how a day is told in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import UnknownError
from glocal.formats import cldr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from glocal.formats.cldr import Facts

__all__ = ["CALENDARS", "Day", "available", "buddhist", "facts_of", "persian"]


class Day(NamedTuple):
    """A day as a calendar other than the Gregorian counts it; Monday is 0."""

    year: int
    month: int
    day: int
    week_day: int

    def weekday(self) -> int:
        """Return the day of the week, as datetime.date does."""
        return self.week_day


def buddhist(day: dt.date) -> Day:
    """Count years from the death of the Buddha, as Thailand does.

    >>> import datetime
    >>> buddhist(datetime.date(2026, 11, 21)).year
    2569
    """
    return Day(day.year + 543, day.month, day.day, day.weekday())


MONTHS = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
EPOCH = 226895  # the ordinal of 1 Farvardin 1


def persian(day: dt.date) -> Day:
    """Tell a day in the solar Hijri calendar of Iran, by its arithmetic rule of 33 years.

    >>> import datetime
    >>> persian(datetime.date(2026, 11, 21))[:3]
    (1405, 8, 30)
    """
    past = day.toordinal() - EPOCH
    year = 1 + (33 * past + 3) // 12053
    of_year = past - 365 * (year - 1) - (8 * year + 21) // 33
    month = of_year // 31 if of_year < 216 else (of_year - 6) // 30
    return Day(year, month + 1, of_year - MONTHS[month] + 1, day.weekday())


CALENDARS: dict[str, Callable[[dt.date], Day]] = {"buddhist": buddhist, "persian": persian}


def available(chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the calendars that a locale has words and patterns for; `gregory` is always one."""
    return ("gregory", *(name for name in CALENDARS if any(tag in cldr.load("calendars")[name] for tag in chain)))


def facts_of(chain: tuple[str, ...], calendar: str) -> Facts:
    """Return the words and patterns of a locale's calendar; UnknownError where it has none."""
    if calendar not in available(chain):
        raise UnknownError("calendar", calendar, available(chain), where=chain[0])
    facts = cldr.Facts("dates", chain)
    if calendar != "gregory":
        own = cldr.load("calendars")[calendar]
        facts.layers = (*(own[tag] for tag in chain if tag in own), *facts.layers)
    return facts
