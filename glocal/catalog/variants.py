"""Variants at the door: prices, options, sizes, stock, measures."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.catalog.faults import Place
from glocal.catalog.prices import hand_price, money
from glocal.catalog.quantities import quantity
from glocal.catalog.report import Refusal
from glocal.catalog.texts import line, required
from glocal.model.shop import TERRITORIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glocal.catalog.prices import Prices
    from glocal.catalog.raw import Raw
    from glocal.catalog.report import Report
    from glocal.catalog.seen import Owners
    from glocal.model.money import Money
    from glocal.model.product import HandPrice, Image, Quantity
    from glocal.model.shop import Shop

__all__ = ["KEYS", "Made", "Variants", "is_gtin", "measures"]

KEYS = (
    *("sku", "price", "compare_at", "lowest_30d", "options", "stock", "size", "size_system", "measures", "images"),
    *("gtin", "prices"),
)
_KEYS = frozenset(KEYS)
_PRICE_KEYS = ("amount", "currency", "compare_at", "lowest_30d")
_PRICE = re.compile(
    r"(?P<amount>[^\sA-Za-z]+)\s*(?P<currency>[A-Za-z]{3})|(?P<before>[A-Za-z]{3})\s*(?P<rest>[^\sA-Za-z]+)"
)
_COUNT = re.compile(r"\d{1,12}(\.0+)?", re.ASCII)
MAX_MEMO = 50_000


class Made(NamedTuple):
    """A checked variant whose options are still by name."""

    options: dict[str, str]
    fields: dict[str, Any]


class Variants:
    """Reads variants for one shop and one reading of its catalogue."""

    def __init__(self, shop: Shop, owners: Owners, report: Report, prices: Prices) -> None:
        self.currency = shop.currency
        self.owners = owners
        self.report = report
        self.prices = prices
        self._money: dict[str, Money] = {}

    def read(
        self, raw: Raw, entries: Sequence[Any], pictures: Sequence[Image | None]
    ) -> tuple[list[Made], list[Refusal]]:
        """Return the sound variants, and a refusal for each of the others."""
        own_rows = bool(raw.variant_lines)
        shown = {image.src: i for i, image in enumerate(pictures) if image}
        skus: set[str] = set()
        made: list[Made] = []
        refused: list[Refusal] = []
        for i, entry in enumerate(entries):
            number = raw.variant_lines[i] if own_rows else raw.lines[0]
            place = Place(self.report.file, number, raw.columns)
            place.prefix = raw.where + ("" if own_rows or len(entries) == 1 else f"variants[{i}].")
            found = self._variant(place, entry, raw.offset, skus, shown, len(pictures))
            if place.faults:
                rows = 1 if own_rows and number != raw.lines[0] else 0
                refused.append(Refusal("variant", _name(entry), number, rows, tuple(place.faults)))
            else:
                made.append(found)
        return made, refused

    def _variant(
        self, place: Place, entry: Any, offset: int, skus: set[str], shown: Mapping[str, int], pictures: int
    ) -> Made:
        if not isinstance(entry, dict):
            place.fault("", "a table", entry)
            return Made({}, {})
        if not entry.keys() <= _KEYS:
            place.refuse_keys("", entry, KEYS)
        get = entry.get
        sku = self._sku(place, get("sku"), offset, skus)
        price = self.price(place, "price", get("price"))
        fields: dict[str, Any] = {
            "sku": sku,
            "price": price,
            "compare_at": self._former(place, get("compare_at"), price),
            "stock": _stock(place, get("stock")),
            "size": line(place, "size", entry["size"]) if get("size") else "",
        }
        if get("lowest_30d"):
            fields["lowest_30d"] = self.price(place, "lowest_30d", entry["lowest_30d"])
        if get("size_system"):
            fields["size_system"] = line(place, "size_system", entry["size_system"])
        if get("gtin"):
            fields["gtin"] = self._gtin(place, entry["gtin"])
        if self.prices.by_sku or get("prices"):
            fields["hand_prices"] = self._hand_prices(place, sku, get("prices"))
        if get("measures"):
            fields["measures"] = measures(place, entry["measures"], self.report)[0]
        if get("images"):
            fields["images"] = _shown(place, entry["images"], shown, pictures)
        return Made(_options(place, get("options")), fields)

    def _sku(self, place: Place, value: object, offset: int, skus: set[str]) -> str:
        sku = required(place, "sku", value)
        if sku and (sku in skus or self.owners.sku_taken(sku, offset)):
            place.fault("sku", "a SKU that no other variant has", sku)
        skus.add(sku)
        return sku

    def price(self, place: Place, field: str, value: object) -> Money | None:
        """Read '19.99', 19.99, '19.99 USD' or {"amount": ..., "currency": ...}, in the shop's currency."""
        if isinstance(value, str):
            known = self._money.get(value)
            if known:
                return known
        found = self._price(place, field, value)
        if found and found.currency != self.currency:
            place.fault(f"{field}.currency", self.currency, found.currency, "the currency of shop.toml")
        elif found and isinstance(value, str) and len(self._money) < MAX_MEMO:
            self._money[value] = found
        return found

    def _price(self, place: Place, field: str, value: object) -> Money | None:
        if isinstance(value, dict):
            place.refuse_keys(f"{field}.", value, _PRICE_KEYS[:2])
            currency = line(place, f"{field}.currency", value.get("currency"))
            if not currency:
                place.fault(f"{field}.currency", "an ISO 4217 currency", None)
                return None
            return money(place, field, value.get("amount"), currency)
        found = _PRICE.fullmatch(value.strip()) if isinstance(value, str) else None
        if not found:
            return money(place, field, value, self.currency)
        code = (found["currency"] or found["before"]).upper()
        return money(place, field, found["amount"] or found["rest"], code)

    def _former(self, place: Place, value: object, price: Money | None) -> Money | None:
        if value is None or value == "":
            return None
        former = self.price(place, "compare_at", value)
        if not former or not price or former.currency != price.currency or not former.minor:
            return None
        if former.minor > price.minor:
            return former
        doubt = place.note("compare_at", "more than the price", value, "it is left out, here and wherever else")
        self.report.warn("former", doubt)
        return None

    def _gtin(self, place: Place, value: object) -> str:
        digits = line(place, "gtin", value).replace("-", "").replace(" ", "").lstrip("'")
        if not digits or is_gtin(digits):
            return digits
        self.report.warn(
            "gtin", place.note("gtin", "8, 12, 13 or 14 digits with a right check digit", value, "left out")
        )
        return ""

    def _hand_prices(self, place: Place, sku: str, value: object) -> dict[str, HandPrice]:
        found = dict(_hand_prices(place, value)) if value else {}
        if self.prices.by_sku:
            found |= self.prices.by_sku.get(sku, {})
        return found


def _name(entry: Any) -> str:
    return str(entry.get("sku") or "")[:100] if isinstance(entry, dict) else ""


def _hand_prices(place: Place, value: object) -> list[tuple[str, HandPrice]]:
    if not isinstance(value, dict):
        place.fault("prices", "a table of prices by territory", value)
        return []
    found = []
    for market, entry in value.items():
        if market not in TERRITORIES:
            place.unknown(f"prices.{market}", "an ISO 3166 territory", market, TERRITORIES)
        price = hand_price(place, f"prices.{market}.", _spelled_out(place, f"prices.{market}", entry))
        if price:
            found.append((market, price))
    return found


def _spelled_out(place: Place, field: str, entry: object) -> dict[str, Any]:
    if isinstance(entry, dict):
        place.refuse_keys(f"{field}.", entry, _PRICE_KEYS)
        return entry
    found = _PRICE.fullmatch(entry.strip()) if isinstance(entry, str) else None
    if not found:
        return {"amount": entry}
    return {"amount": found["amount"] or found["rest"], "currency": (found["currency"] or found["before"]).upper()}


def _stock(place: Place, value: object) -> int | None:
    if value is None or value == "":
        return None
    if type(value) is int and 0 <= value < 10**12:
        return value
    if isinstance(value, str | Decimal) and _COUNT.fullmatch(str(value).strip()):
        return int(str(value).partition(".")[0])
    place.fault("stock", "a count from 0", value)
    return None


def _options(place: Place, value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        place.fault("options", "a table of values by option", value)
        return {}
    return {line(place, "options", name): line(place, f"options.{name}", chosen) for name, chosen in value.items()}


def _shown(place: Place, value: object, shown: Mapping[str, int], count: int) -> tuple[int, ...]:
    entries = value if isinstance(value, list) else [value]
    found = [_index(place, f"images[{i}]", entry, shown, count) for i, entry in enumerate(entries)]
    return tuple(index for index in found if index is not None)


def _index(place: Place, field: str, entry: object, shown: Mapping[str, int], count: int) -> int | None:
    if isinstance(entry, str):
        index = shown.get(entry.strip())
        if index is None:
            place.fault(field, "the address of one of the product's pictures", entry)
        return index
    if type(entry) is int and 0 <= entry < count:
        return entry
    place.fault(field, "the address or the place of one of the product's pictures", entry)
    return None


def measures(
    place: Place, value: object, report: Report
) -> tuple[tuple[tuple[str, Quantity], ...], tuple[tuple[str, str], ...]]:
    """Read named measures: those with a unit, and, as attributes, those that state none."""
    if not isinstance(value, dict):
        place.fault("measures", "a table of measures by name", value)
        return (), ()
    found, bare = [], []
    for name, entry in value.items():
        count = len(place.faults)
        label = line(place, "measures", name)
        amount = quantity(place, f"measures.{name}", entry)
        if amount:
            found.append((label, amount))
        elif len(place.faults) == count:
            bare.append((label, line(place, f"measures.{name}", entry)))
            report.warn(name, place.note(f"measures.{name}", "a unit: '30 cm'", entry, "kept as an attribute"))
    return tuple(found), tuple(bare)


def is_gtin(digits: str) -> bool:
    """Tell whether digits are a GTIN: 8, 12, 13 or 14 of them, the last one GS1's check digit.

    >>> is_gtin("4006381333931"), is_gtin("4006381333932")
    (True, False)
    """
    if not (digits.isascii() and digits.isdecimal() and len(digits) in {8, 12, 13, 14}):
        return False
    weighted = (int(d) * (1 if i % 2 else 3) for i, d in enumerate(reversed(digits[:-1])))
    return (sum(weighted) + int(digits[-1])) % 10 == 0
