"""prices.csv: prices that the merchant set by hand, a row for each SKU and market."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glocal.catalog.faults import Place
from glocal.catalog.report import Refusal
from glocal.catalog.rows import CsvRows
from glocal.catalog.texts import required
from glocal.errors import MoneyError, UnknownError
from glocal.model.money import CURRENCIES, Money
from glocal.model.product import HandPrice
from glocal.model.shop import TERRITORIES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COLUMNS", "MAX_ROWS", "Prices", "hand_price", "money"]

COLUMNS = ("sku", "market", "amount", "currency", "compare_at", "lowest_30d")
MAX_ROWS = 2_000_000
"""Of prices.csv, which is held in memory."""


def money(place: Place, field: str, amount: object, currency: str) -> Money | None:
    """Read an amount that is not negative; None and a fault where it is not usable."""
    if isinstance(amount, bool) or amount is None:
        place.fault(field, "an amount such as 12.50", amount)
        return None
    try:
        found = Money.parse(amount, currency)  # type: ignore[arg-type]  # what is no number fails there, with a MoneyError
    except UnknownError:
        place.unknown(
            field if field == "currency" else f"{field}.currency", "an ISO 4217 currency", currency, CURRENCIES
        )
        return None
    except (MoneyError, ValueError) as error:
        place.fault(field, getattr(error, "expected", "a plain number"), amount)
        return None
    if found.minor < 0:
        place.fault(field, "an amount from 0", amount)
        return None
    return found


def hand_price(place: Place, prefix: str, row: dict[str, Any]) -> HandPrice | None:
    """Read amount, currency, compare_at and lowest_30d; None and faults where they are not usable."""
    currency = required(place, f"{prefix}currency", row.get("currency"))
    if not currency:
        return None
    if currency not in CURRENCIES:
        place.unknown(f"{prefix}currency", "an ISO 4217 currency", currency, CURRENCIES)
        return None
    count = len(place.faults)
    price = money(place, f"{prefix}amount", row.get("amount"), currency)
    former = _optional(place, f"{prefix}compare_at", row.get("compare_at"), currency)
    lowest = _optional(place, f"{prefix}lowest_30d", row.get("lowest_30d"), currency)
    if price and former and not price < former:
        place.fault(f"{prefix}compare_at", "more than the amount", row.get("compare_at"))
    return (
        HandPrice(price=price, compare_at=former, lowest_30d=lowest) if price and len(place.faults) == count else None
    )


def _optional(place: Place, field: str, amount: object, currency: str) -> Money | None:
    return None if amount is None or amount == "" else money(place, field, amount, currency)


class Prices:
    """prices.csv by SKU; empty where there is no such file."""

    def __init__(self) -> None:
        self.by_sku: dict[str, dict[str, HandPrice]] = {}
        self.lines: dict[str, int] = {}
        """SKU -> first line, for prices that belong to nothing."""
        self.refused: list[Refusal] = []

    @classmethod
    def read(cls, file: Path) -> Prices:
        """Read the file; bad rows are in `refused`."""
        found = cls()
        if not file.is_file():
            return found
        for count, row in enumerate(CsvRows(file, name=file.name), 1):
            place = Place(file.name, row.line)
            place.faults += row.faults
            if count > MAX_ROWS:
                place.fault("(file)", f"at most {MAX_ROWS:,} rows", "more")
            found._add(place, row.data)
            if count > MAX_ROWS:
                break
        return found

    def _add(self, place: Place, row: dict[str, str]) -> None:
        place.refuse_keys("", row, COLUMNS)
        sku = required(place, "sku", row.get("sku"))
        market = required(place, "market", row.get("market"))
        if market and market not in TERRITORIES:
            place.unknown("market", "an ISO 3166 territory", market, TERRITORIES)
        price = hand_price(place, "", row)
        if price and market in self.by_sku.get(sku, {}):
            place.fault("sku", "one price for each SKU and market", f"{sku} {market}")
        if place.faults or price is None:
            self.refused.append(Refusal("price", f"{sku} {market}", place.line, 0, tuple(place.faults)))
            return
        self.by_sku.setdefault(sku, {})[market] = price
        self.lines.setdefault(sku, place.line)
