"""The arithmetic of shown prices: exchange, adjustment, tax, endings; exact, for layers and totals alike."""

from __future__ import annotations

from glocal.prices.charm import Grid
from glocal.prices.conversion import Conversion
from glocal.prices.exchange import Exchange, exchange
from glocal.prices.market import MarketPrices, PriceTable
from glocal.prices.tax import percent_of, split

__all__ = ["Conversion", "Exchange", "Grid", "MarketPrices", "PriceTable", "exchange", "percent_of", "split"]
