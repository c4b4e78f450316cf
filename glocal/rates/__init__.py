"""Exchange rates as dated, sourced tables; the one place that may fetch, and only when asked.

Every source gives the same value, a `Rates`: the shipped table (`embedded`, offline), a past day of the European
Central Bank's history (`history`), its XML or CSV file (`ecb`), a shop's own TOML or CSV (`load`), or a live source
(`live`).

>>> table = embedded()
>>> table.rate("USD", "SAR").value
Fraction(15, 4)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glocal.rates.files import dump, ecb, load, save
from glocal.rates.shipped import embedded, history
from glocal.rates.table import Rate, Rates

if TYPE_CHECKING:
    from glocal.rates.fetch import live

__all__ = ["Rate", "Rates", "dump", "ecb", "embedded", "history", "live", "load", "save"]


def __getattr__(name: str) -> Any:
    if name == "live":
        from glocal.rates.fetch import live

        globals()["live"] = live
        return live
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
