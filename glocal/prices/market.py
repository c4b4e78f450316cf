"""One market's prices: tables from source minor units to shown prices, one for each way of converting."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

from glocal import formats
from glocal.errors import DataError
from glocal.memo import Memo
from glocal.model.listing import Price
from glocal.model.money import minor_digits
from glocal.prices.charm import ROUND, STAY, Grid
from glocal.prices.conversion import Conversion, conversion
from glocal.prices.exchange import exchange

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from glocal.model.draft import Context

__all__ = ["MarketPrices", "PriceTable"]

PRICES = 4_096
"""Prices that a table remembers: a shop has far fewer price points, and a larger table would only fall out of cache."""


class PriceTable:
    """Shown prices of one kind of goods in one market: `table.shown[minor]`, remembered."""

    def __init__(
        self, rule: Conversion, grid: Grid | None, write: Callable[[int], str], endings: str = "market"
    ) -> None:
        self.conversion = rule
        self.endings = endings
        self.grid = None if rule.same else grid
        finished: Memo[int, Price] = Memo(lambda minor: Price(write(minor), minor, rule.target), PRICES)
        self.shown: dict[int, Price] = finished if rule.same else _Shown(rule, self.grid, write, finished)


class _Shown(dict[int, Price]):
    """Source minor units -> shown price, computed when first asked for: the hot path, so all of it in one place."""

    __slots__ = ("_above", "_below", "_currency", "_finished", "_half", "_tables", "_unit", "_write")

    def __init__(
        self, rule: Conversion, grid: Grid | None, write: Callable[[int], str], finished: dict[int, Price]
    ) -> None:
        above, below = rule.ratio.as_integer_ratio()
        self._above, self._half, self._below = 2 * above, below, 2 * below
        self._unit = rule.unit
        self._tables = grid.tables if grid else None
        self._write, self._currency = write, rule.target
        self._finished = finished

    def __missing__(self, minor: int) -> Price:
        exact = (minor * self._above + self._half) // self._below * self._unit
        if not exact and minor:
            exact = self._unit
        if self._tables is None:
            price = Price(self._write(exact), exact, self._currency)
        else:
            starts, ends = self._tables[exact.bit_length()]
            end = ends[bisect_right(starts, exact) - 1]
            price = self._finished[exact if end == STAY else end]
        if len(self) >= PRICES:
            self.clear()
        self[minor] = price
        return price


class MarketPrices:
    """All that turns catalogue prices into a market's, compiled once from its context."""

    def __init__(self, context: Context) -> None:
        self._context = context
        habits = context.market.price
        self.exchange = exchange(
            context.rates, context.source_currency, context.market.currency, context.today, context.policies
        )
        self.currency = self.exchange.target
        self.unit = _unit(self.currency, habits.step if self.currency == context.market.currency else None)
        self._formats = formats.locale(context.language, digits=context.policies.digits)
        self.write = Memo(self._writer)
        self.grid: Memo[str, Grid | None] = Memo(self._grid)
        self._tables: Memo[tuple[Conversion, str], PriceTable] = Memo(self._compile)
        self.table = Memo(self._table)

    def _table(self, category: str) -> PriceTable:
        """Return the table of a category; those that convert alike share one."""
        known = self._context.categories.get(category)
        rule = conversion(
            self.exchange,
            self._context.market,
            self._context.policies,
            tax_class=known.tax_class if known else "standard",
            category=category,
            today=self._context.today,
            unit=self.unit,
        )
        return self._tables[rule, known.endings if known else "market"]

    def _compile(self, key: tuple[Conversion, str]) -> PriceTable:
        rule, endings = key
        return PriceTable(rule, self.grid[endings], self.write[self.currency], endings)

    def _grid(self, endings: str) -> Grid | None:
        policies, habits = self._context.policies, self._context.market.price
        if endings == "none" or not policies.charm or self.currency != self._context.market.currency:
            return None
        if endings == "round":
            habits = msgspec.structs.replace(habits, charm=ROUND)
        return Grid(habits, self.currency, unit=self.unit, favours=policies.favours)

    def hand(self, minor: int, currency: str) -> Price:
        """Return an amount as the merchant set it, formatted."""
        return Price(self.write[currency](minor), minor, currency)

    def _writer(self, currency: str) -> Callable[[int], str]:
        money = self._formats.money(currency)
        if not (self._context.market.price.whole and formats.display_digits(currency)):
            return money
        bare = self._formats.currency(currency, digits=0)
        scale = 10 ** minor_digits(currency)
        return lambda minor: money(minor) if minor % scale else bare(minor // scale)


def _unit(currency: str, step: Decimal | None) -> int:
    """Return the minor units that every computed price is a multiple of: never finer than what is displayed."""
    stored, shown = minor_digits(currency), formats.display_digits(currency)
    least = int(10 ** (stored - shown)) if shown < stored else 1
    if step is None:
        return least
    minor = step.scaleb(stored)
    if minor <= 0 or minor != int(minor):
        raise DataError("price.step is a positive amount of the currency", expected="whole minor units", got=step)
    return max(least, int(minor) - int(minor) % least)
