"""WooCommerce's product CSV: variations that name their parent, units in the names of columns.

Columns by WooCommerce's "Product CSV Import Schema", seen 2026-11-21.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glocal.catalog.door import categories
from glocal.catalog.groups import Groups
from glocal.catalog.options import role
from glocal.catalog.raw import Raw
from glocal.catalog.rows import CsvRows, Row
from glocal.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.shop import Shop

__all__ = ["WooCommerce"]

_NAMES = {
    "id": "ID",
    "title": "Name",
    "sku": "SKU",
    "price": "Regular price",
    "compare_at": "Regular price",
    "stock": "Stock",
    "category": "Categories",
    "images": "Images",
    "tags": "Tags",
    "description": "Description",
    "gtin": "GTIN, UPC, EAN, or ISBN",
    "brand": "Brands",
}
_MEASURE = re.compile(r"(Weight|Length|Width|Height) \((.+)\)")
_ATTRIBUTE = re.compile(r"Attribute (\d+) name")
_COMMA = re.compile(r"(?<!\\),")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ANY = "0000-00-00"
_UNSOLD = {
    "grouped": "it is a group of other products and has no price of its own",
    "external": "it is sold on another site",
}


class WooCommerce:
    """Reads a WooCommerce product CSV."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        settings = shop.catalog
        rows = CsvRows(file, name=name, encoding=settings.encoding, delimiter=settings.delimiter)
        self.name = name
        self.html = settings.html is not False
        self.today = shop.today
        self.category = categories(shop)
        stated = [found for column in rows.columns if (found := _MEASURE.fullmatch(column))]
        self.measures = {found[0]: (found[1].lower(), found[2]) for found in stated}
        self.attributes = [found[1] for c in rows.columns if (found := _ATTRIBUTE.fullmatch(c))]
        self.groups = Groups(rows, _names, lambda data: str(data.get("Parent", "")) if _is_variation(data) else "")

    def __iter__(self) -> Iterator[Raw]:
        return map(self._raw, self.groups)

    def at(self, offset: int) -> Raw:
        """Return the product whose own row begins at `offset`."""
        return self._raw(self.groups.at(offset))

    def _raw(self, group: list[Row]) -> Raw:
        lead, data = group[0], group[0].data
        raw = Raw({}, tuple(row.line for row in group), lead.offset, columns=_NAMES, faults=list(lead.faults))
        if not data:
            return raw
        if _is_variation(data):
            parent = data.get("Parent", "")
            raw.faults.append(Fault(self.name, "Parent", "SKU or id:NN of a row", parent or "nothing", lead.line))
            raw.data = {"sku": _sku(data)}
            return raw
        raw.data = {
            "id": _sku(data),
            "title": data.get("Name", ""),
            "description": (data.get("Description") or data.get("Short description", "")).replace("\\n", "\n"),
            "html": self.html,
            "category": self._category(data),
            "brand": data.get("Brands", ""),
            "tags": _split(data.get("Tags", "")),
            "measures": self._measures(data),
        }
        raw.skip = _unsold(data)
        self._sold(raw, group)
        return raw

    def _sold(self, raw: Raw, group: list[Row]) -> None:
        lead, *variations = group
        product = raw.data
        product["images"] = [
            {"src": src} for src in dict.fromkeys(s for row in group for s in _split(row.data.get("Images", "")))
        ]
        kinds = _kinds(lead.data)
        if "variable" in kinds:
            self._variable(raw, lead, variations)
        else:
            chosen, product["attributes"] = self._simple(lead.data)
            product["options"] = [{"name": name, "values": [value]} for name, value in chosen.items()]
            product["variants"] = [self._variant(raw, lead, lead.data) | {"options": chosen}]
            raw.variant_lines = (lead.line,)

    def _variable(self, raw: Raw, lead: Row, variations: list[Row]) -> None:
        variations.sort(key=_position)
        named = {name: values for name, values, _ in self._pairs(lead.data)}
        used = {name for row in variations for name, _, _ in self._pairs(row.data, empty=True)}
        raw.data["options"] = [{"name": n, "values": values} for n, values in named.items() if n in used]
        raw.data["attributes"] = [[n, ", ".join(values)] for n, values in named.items() if n not in used]
        raw.data["variants"] = [self._variant(raw, row, lead.data) for row in variations]
        raw.variant_lines = tuple(row.line for row in variations)

    def _variant(self, raw: Raw, row: Row, parent: dict[str, str]) -> dict[str, Any]:
        data = row.data
        price, former = self._prices(raw, row)
        found: dict[str, Any] = {
            "sku": _sku(data),
            "price": price,
            "compare_at": former,
            "stock": self._stock(raw, row, parent),
            "gtin": data.get(_NAMES["gtin"], ""),
        }
        if data is not parent:
            found["options"] = {name: values[0] for name, values, _ in self._pairs(data) if values}
            found["measures"] = {n: v for n, v in self._measures(data).items() if raw.data["measures"].get(n) != v}
            found["images"] = _split(data.get("Images", ""))
        return found

    def _prices(self, raw: Raw, row: Row) -> tuple[str, str]:
        regular, sale = row.data.get("Regular price", ""), row.data.get("Sale price", "")
        if not sale:
            return regular, ""
        return (sale, regular) if self._on_sale(raw, row) else (regular, "")

    def _on_sale(self, raw: Raw, row: Row) -> bool:
        start, end = (row.data.get(f"Date sale price {edge}", "")[:10] for edge in ("starts", "ends"))
        if not start and not end:
            return True
        if self.today is None or not all(_DATE.fullmatch(edge or _ANY) for edge in (start, end)):
            hint = "the regular price is used; pin `today`, and write dates as 2026-11-21"
            raw.doubts.append(Fault(self.name, "Date sale price starts", "no dates", start or end, row.line, hint))
            return False
        return bool(start <= self.today.isoformat() <= (end or "9999"))

    def _stock(self, raw: Raw, row: Row, parent: dict[str, str]) -> str | None:
        data = row.data
        if data.get("In stock?", "1") == "0":
            return "0"
        count = data.get("Stock", "")
        count = parent.get("Stock", "") if count == "parent" else count
        if count.startswith("-"):
            raw.doubts.append(Fault(self.name, "Stock", "a count from 0", count, row.line, "taken as 0"))
            return "0"
        return count or None

    def _category(self, data: dict[str, str]) -> str:
        paths = _split(data.get("Categories", ""))
        return next((path for path in paths if self.category[path]), paths[0] if paths else "")

    def _measures(self, data: dict[str, str]) -> dict[str, str]:
        return {name: f"{data[c]} {unit}" for c, (name, unit) in self.measures.items() if data.get(c)}

    def _pairs(self, data: dict[str, str], *, empty: bool = False) -> Iterator[tuple[str, list[str], str]]:
        for number in self.attributes:
            name = data.get(f"Attribute {number} name", "")
            values = _split(data.get(f"Attribute {number} value(s)", ""))
            if name and (values or empty):
                yield name, values, number

    def _simple(self, data: dict[str, str]) -> tuple[dict[str, str], list[list[str]]]:
        """Return what a simple product is (one colour, one size), and its other attributes."""
        chosen, attributes = {}, []
        for name, values, _ in self._pairs(data):
            if len(values) == 1 and role(name) in {"color", "size"}:
                chosen[name] = values[0]
            else:
                attributes.append([name, ", ".join(values)])
        return chosen, attributes


def _kinds(data: dict[str, str]) -> list[str]:
    return [kind.strip().casefold() for kind in data.get("Type", "").split(",")]


def _is_variation(data: dict[str, str]) -> bool:
    return "variation" in _kinds(data)


def _names(data: dict[str, str]) -> tuple[str, ...]:
    if not data or _is_variation(data):
        return ()
    number = data.get("ID", "")
    return tuple(filter(None, (data.get("SKU", ""), f"id:{number}" if number else ""))) or (" ",)


def _sku(data: dict[str, str]) -> str:
    return data.get("SKU") or (f"id-{data['ID']}" if data.get("ID") else "")


def _split(cell: str) -> list[str]:
    return [part for piece in _COMMA.split(cell) if (part := piece.replace("\\,", ",").strip())] if cell else []


def _position(row: Row) -> int:
    text = row.data.get("Position", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _unsold(data: dict[str, str]) -> str:
    reason = next((_UNSOLD[kind] for kind in _kinds(data) if kind in _UNSOLD), "")
    if not reason and data.get("Published", "1") not in {"1", ""}:
        return "it is not published"
    if not reason and data.get("Visibility in catalog", "") == "hidden":
        return "it is hidden from the catalogue"
    return reason
