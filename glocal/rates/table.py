"""The table: what one unit of a base currency is worth in others, exactly, with the date and source of each figure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import RatesError, near
from glocal.model.money import check_currency

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Rate", "Rates", "Row", "assemble", "read_value"]

_PLAIN = re.compile(r"\d{1,12}(\.\d{1,18})?", re.ASCII)


class Rate(msgspec.Struct, frozen=True):
    """What one unit of a currency is worth in another."""

    value: Fraction
    """Above zero, exact."""
    date: dt.date
    """The day it was fixed; of a cross rate, the older of its two days. A peg has the day of what it is pegged to."""
    source: str
    """Who published it."""

    @property
    def text(self) -> str:
        """The value in six significant digits."""
        return _digits(self.value)

    def __str__(self) -> str:
        return f"{self.text} ({self.source}, {self.date.isoformat()})"


class Row(msgspec.Struct, frozen=True):
    """One figure as a file states it: `value` units of `currency` for one unit of `base`."""

    currency: str
    value: Fraction
    base: str
    date: dt.date | None
    """None for a peg: it holds until it is changed."""
    source: str


class Rates(msgspec.Struct, frozen=True):
    """Dated, sourced exchange rates against one base."""

    base: str
    """ISO 4217 code."""
    date: dt.date
    """The day of the table as a whole; single entries may be older."""
    source: str
    """Who published the table as a whole."""
    entries: Mapping[str, Rate]
    """ISO 4217 code -> what one unit of the base is worth in it; the base itself is not in it."""
    notes: tuple[str, ...] = ()
    """What the merchant must know about where this table came from; usually nothing."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency that the table can convert, in order of code."""
        return tuple(sorted({self.base, *self.entries}))

    def rate(self, source: str, target: str) -> Rate:
        """Return what one unit of `source` is worth in `target`, crossed through the base without rounding.

        Raises UnknownError where a code is not ISO 4217's, RatesError where the table lacks it.

        >>> import datetime as dt
        >>> day = dt.date(2026, 10, 30)
        >>> table = Rates("EUR", day, "ECB", {"USD": Rate(Fraction("1.1"), day, "ECB")})
        >>> table.rate("USD", "EUR").value
        Fraction(10, 11)
        """
        if source == target:
            return Rate(Fraction(1), self._entry(source).date, "the same currency")
        one, other = self._entry(source), self._entry(target)
        publishers = dict.fromkeys(e.source for e, c in ((one, source), (other, target)) if c != self.base)
        return Rate(other.value / one.value, min(one.date, other.date), "; ".join(publishers))

    def age(self, source: str, target: str, today: dt.date) -> int:
        """Return how many days before `today` the rate was fixed; 0 between equal currencies."""
        return 0 if source == target else (today - self.rate(source, target).date).days

    def filled_from(self, other: Rates) -> Rates:
        """Return this table with what it lacks taken from `other`, crossed through a currency that both have."""
        hinge = other.base if other.base == self.base or other.base in self.entries else self.base
        anchor, step = self._entry(hinge), other.rate(other.base, hinge)
        more = {
            c: Rate(anchor.value / step.value * e.value, min(anchor.date, e.date), e.source)
            for c, e in other.entries.items()
            if c not in self.entries and c != self.base
        }
        return Rates(self.base, self.date, self.source, {**self.entries, **more}, self.notes)

    def refuse_jumps(self, previous: Rates, *, max_jump_percent: Decimal | int = 20) -> Rates:
        """Return this table when no rate is further than that share from the one before; it catches inverted rates.

        Raises RatesError that lists every rate that jumped.
        """
        shared = [c for c in previous.currencies if c in self.currencies and c != previous.base]
        share = 1 + Fraction(max_jump_percent) / 100
        jumps = [text for c in shared if (text := _jump(c, previous, self, share))]
        if jumps:
            raise RatesError(f"rates moved by more than {max_jump_percent} %: " + "; ".join(jumps))
        return self

    def _entry(self, currency: str) -> Rate:
        if currency == self.base:
            return Rate(Fraction(1), self._newest(), self.source)
        try:
            return self.entries[currency]
        except KeyError:
            check_currency(currency)
            hint = near(currency, self.currencies)
            also = f"; the nearest code it has is {hint}" if hint else ""
            raise RatesError(f"{self.source} of {self.date}: no rate for {currency}{also}") from None

    def _newest(self) -> dt.date:
        return max([self.date, *(e.date for e in self.entries.values())])


def read_value(currency: str, value: object) -> Fraction:
    """Return a rate as written, exactly: a plain decimal number above zero.

    Raises RatesError for anything else: zero, negative, NaN, an exponent, text.
    """
    text = format(value, "f") if isinstance(value, Decimal) else str(value).strip()
    if isinstance(value, bool | float) or not _PLAIN.fullmatch(text) or not (exact := Fraction(text)):
        raise RatesError(f"{currency}: expected a plain number above zero like 1.0842, got {str(value)[:40]!r}")
    return exact


def assemble(base: str, day: dt.date, source: str, rows: Iterable[Row]) -> Rates:
    """Make a table of rows that may be stated against different bases, as long as each leads to `base`.

    Raises RatesError for a currency that is stated twice or hangs in the air.
    """
    entries: dict[str, Rate] = {}
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.base == base or row.base in entries]
        if not ready:
            raise RatesError(f"no way from {base} to " + ", ".join(row.currency for row in waiting))
        for row in ready:
            _add(entries, row, base, day)
        waiting = [row for row in waiting if row not in ready]
    return Rates(base, day, source, dict(sorted(entries.items())))


def _add(entries: dict[str, Rate], row: Row, base: str, day: dt.date) -> None:
    if row.currency in entries or row.currency == base:
        raise RatesError(f"{row.currency}: stated twice, or the base itself")
    anchor = entries.get(row.base)
    stamp = min(row.date or day, anchor.date if anchor else day)
    if row.base == base:
        stamp = row.date or day
    entries[row.currency] = Rate(row.value * (anchor.value if anchor else 1), stamp, row.source)


def _jump(currency: str, before: Rates, after: Rates, share: Fraction) -> str:
    old, new = before.rate(before.base, currency).value, after.rate(before.base, currency).value
    ratio = max(old, new) / min(old, new)
    return f"{currency} from {_digits(old)} to {_digits(new)}" if ratio > share else ""


def _digits(value: Fraction) -> str:
    """Six significant digits, plainly written."""
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    places = max(0, 5 - scaled.adjusted())
    text = f"{scaled:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
