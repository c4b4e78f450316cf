"""Working days: weekends and holidays of a territory."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal.atlas import Atlas
from glocal.workdays import FURTHEST, Workdays

FRIDAY = dt.date(2026, 11, 20)
CALENDARS = {code: Workdays.of(Atlas().market(code)) for code in ("SA", "DE", "CN")}


@pytest.mark.parametrize(
    ("weekend", "count", "expected"),
    [
        (("sat", "sun"), 0, "2026-11-20"),
        (("sat", "sun"), 1, "2026-11-23"),
        (("fri", "sat"), 0, "2026-11-22"),
        (("fri", "sat"), 1, "2026-11-23"),
        (("sun",), 1, "2026-11-21"),
    ],
)
def test_the_weekend_is_the_territorys(weekend: tuple[str, ...], count: int, expected: str) -> None:
    """Friday is no working day in Riyadh, Saturday is one in Delhi."""
    assert expected == Workdays(weekend=weekend).ahead(FRIDAY, count).isoformat()


def test_holidays_come_each_year_or_once() -> None:
    """'12-25' each year, '2026-12-28' once."""
    calendar = Workdays(holidays=("12-25", "2026-12-28"))
    assert [calendar.works(dt.date(*day)) for day in ((2026, 12, 25), (2026, 12, 28), (2027, 12, 28))] == [
        False,
        False,
        True,
    ]


@settings(deadline=None)
@given(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31)), st.integers(0, 40), st.sampled_from(["SA", "DE", "CN"]))
def test_the_day_found_is_a_working_day_and_so_many_ahead(day: dt.date, count: int, code: str) -> None:
    """Between two days lie as many working days as were asked for."""
    calendar = CALENDARS[code]
    found = calendar.ahead(day, count)
    assert calendar.works(found)
    between = [day + dt.timedelta(days=i) for i in range((found - day).days)]
    assert count == sum(map(calendar.works, between))


def test_a_calendar_without_working_days_still_ends() -> None:
    """Seven days of weekend are none, and a year of holidays is not searched for ever."""
    assert Workdays(weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun")).ahead(FRIDAY, 0) == FRIDAY
    every = tuple(f"{m:02}-{d:02}" for m in range(1, 13) for d in range(1, 32))
    assert FRIDAY + dt.timedelta(days=FURTHEST) == Workdays(holidays=every).ahead(FRIDAY, 0)
