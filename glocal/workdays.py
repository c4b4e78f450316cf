"""Counting working days: a territory's weekend and holidays, and dates a number of working days ahead."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glocal.model.market import Market

__all__ = ["Workdays"]

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE = dt.timedelta(days=1)
FURTHEST = 400
"""Working days ahead that can be asked for."""


class Workdays:
    """The days on which parcels are handed over and arrive.

    >>> calendar = Workdays(weekend=("sat", "sun"), holidays=("12-25", "2026-12-28"))
    >>> calendar.ahead(dt.date(2026, 12, 24), 1)
    datetime.date(2026, 12, 29)
    """

    def __init__(self, *, weekend: Iterable[str] = ("sat", "sun"), holidays: Iterable[str] = ()) -> None:
        self._off = frozenset(WEEK.index(day) for day in weekend)
        self._holidays = frozenset(holidays)
        if len(self._off) == len(WEEK):
            self._off = frozenset()

    @classmethod
    def of(cls, market: Market) -> Workdays:
        """Return the calendar of a market."""
        return cls(weekend=market.weekend, holidays=market.holidays)

    def works(self, day: dt.date) -> bool:
        """Tell whether a day is a working day."""
        text = day.isoformat()
        return day.weekday() not in self._off and text not in self._holidays and text[5:] not in self._holidays

    def ahead(self, day: dt.date, count: int) -> dt.date:
        """Return the day that is so many working days after `day`; 0 is `day` or the next working day."""
        day = self._next(day)
        for _ in range(min(count, FURTHEST)):
            day = self._next(day + ONE)
        return day

    def _next(self, day: dt.date) -> dt.date:
        for _ in range(FURTHEST):
            if self.works(day):
                return day
            day += ONE
        return day
