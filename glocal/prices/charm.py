"""Charm grids: the endings that prices have in a market, and how a computed price moves to one.

A grid is a function on minor units. It is monotone (a dearer product never gets a cheaper price), idempotent, and
never moves a price by more than the market's share. Where no ending lies within that share the price stays.

What to prefer comes in levels: endings with a liked digit (where the shop wants favours), endings without a number
that people mind, any ending. A level speaks only for prices that no earlier level could move; its points inside the
reach of an earlier level are none. That is what keeps the whole function monotone and idempotent.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import DataError
from glocal.memo import Memo
from glocal.model.market import Charm
from glocal.model.money import minor_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glocal.model.market import PriceHabits

__all__ = ["ROUND", "STAY", "Grid", "Stretches"]

ROUND = tuple(
    Charm(below=Decimal(10) ** (k + 1), step=Decimal(10) ** (k - 1), endings=(Decimal(0),)) for k in range(1, 13)
)
"""Bands of round prices, for luxury: two digits that count, then zeros."""
REACH = 20_000
"""Steps of the last band beyond which prices have no endings: they are no shelf prices."""
STAY = -1
"""The ending of prices that have none near enough."""
Stretches = tuple[list[int], list[int]]
"""Where each stretch of prices starts, and what its prices become."""
Levels = tuple[tuple[int, ...], ...]


class Band(NamedTuple):
    """A stretch of prices in minor units, and the endings there."""

    low: int
    high: int
    step: int
    endings: tuple[int, ...]

    def points(self, low: int, high: int) -> Iterator[int]:
        """Yield the band's prices from `low` to `high`, in order."""
        low, high = max(low, self.low), min(high, self.high - 1)
        for start in range(low - low % self.step, high + 1, self.step):
            yield from (start + e for e in self.endings if low <= start + e <= high)


class Grid:
    """The endings of one market in one currency.

    >>> from glocal.model.market import Charm, PriceHabits
    >>> band = Charm(step=Decimal(10), endings=(Decimal("9.90"),))
    >>> Grid(PriceHabits(charm=(band,)), "BRL").snap(21734)
    21990
    """

    def __init__(self, habits: PriceHabits, currency: str, *, unit: int = 1, favours: bool = False) -> None:
        self.unit = unit
        self.bands = tuple(_bands(habits.charm, currency, unit))
        self._avoid, self._like = habits.avoid_digits, habits.like_digits if favours else ()
        self._scale = int(10 ** minor_digits(currency))
        share = Fraction(habits.max_move_percent) / 100
        if not 0 <= share < Fraction(1, 2):
            raise DataError("a price moves by 0 to 50 %", expected="0 to 50", got=habits.max_move_percent)
        self._up, self._down = 1 + share, 1 - share
        self.tables: Memo[int, Stretches] = Memo(self._table, cap=64)
        """Bits of a price -> the stretches of prices with so many bits."""

    def snap(self, minor: int) -> int:
        """Return the price with the market's ending nearest to `minor`, or `minor` where none is near enough."""
        starts, ends = self.tables[minor.bit_length()]
        end = ends[bisect_right(starts, minor) - 1]
        return minor if end == STAY else end

    def _table(self, bits: int) -> Stretches:
        """Compile every price of so many bits into stretches: where each starts, and what it becomes."""
        low, high = 1 << bits - 1 if bits else 0, (1 << bits) - 1
        margin = self._up**3 / self._down**3
        stretches = _stretches(
            int(low / margin), int(high * margin) + 1, self._levels(low, high, margin), self._up, self._down
        )
        inside = [(max(start, low), end) for start, stop, end in stretches if stop >= low and start <= high]
        return [start for start, _ in inside] or [0], [end for _, end in inside] or [STAY]

    def _levels(self, low: int, high: int, margin: Fraction) -> Levels:
        first, last = max(1, int(low / margin)), int(high * margin) + 1
        points = [p for band in self.bands for p in band.points(first, last)]
        sound = [p for p in points if not self._has(p, self._avoid)]
        liked = [p for p in sound if self._ends(p)]
        levels = [liked] if self._like else []
        return tuple(tuple(level) for level in [*levels, sound, points])

    def _shown(self, minor: int) -> str:
        whole, rest = divmod(minor, self._scale)
        return f"{whole}.{rest}".rstrip("0").rstrip(".") if rest else str(whole)

    def _has(self, minor: int, numbers: tuple[str, ...]) -> bool:
        return bool(numbers) and any(n in self._shown(minor) for n in numbers)

    def _ends(self, minor: int) -> bool:
        return self._shown(minor).rstrip("0").endswith(self._like)


def _bands(charm: Sequence[Charm], currency: str, unit: int) -> Iterator[Band]:
    scale = Decimal(10) ** minor_digits(currency)
    low = 0
    for band in charm:
        step = _whole(band.step * scale, "step")
        high = low + REACH * step if band.below is None else _whole(band.below * scale, "below")
        if high <= low:
            raise DataError("bands of endings rise", expected=f"below above {low / scale}", got=band.below)
        yield Band(low, high, step, tuple(_endings(band, scale, step, unit)))
        low = high


def _endings(band: Charm, scale: Decimal, step: int, unit: int) -> Iterator[int]:
    for ending in sorted(set(band.endings)):
        minor = ending * scale
        if not 0 <= minor < step:
            raise DataError("an ending lies from 0 up to the step", expected=f"below {band.step}", got=ending)
        if minor == int(minor) and int(minor) % unit == 0 == step % unit:
            yield int(minor)


def _whole(minor: Decimal, name: str) -> int:
    if minor != int(minor) or minor <= 0:
        raise DataError(f"{name} is a positive amount of the currency", expected="whole minor units", got=minor)
    return int(minor)


def _stretches(low: int, high: int, levels: Levels, up: Fraction, down: Fraction) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, ending) that cover `low` to `high` without gaps; the ending is STAY for prices that stay."""
    if not levels:
        yield low, high, STAY
        return
    points = [p for p in levels[0] if low <= p <= high]
    at = low
    for point, after in zip(points, [*points[1:], 0], strict=False):
        start, stop = max(at, _ceil(point / up)), min(high, int(point / down))
        if after:
            stop = min(stop, (point + after) // 2)
        if at < start:
            yield from _stretches(at, start - 1, levels[1:], up, down)
        yield start, stop, point
        at = stop + 1
    if at <= high:
        yield from _stretches(at, high, levels[1:], up, down)


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
