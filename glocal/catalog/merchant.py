"""Google Merchant feeds, as a table (TSV) or as XML: one row a variant, held together by item_group_id.

Attribute names by Google's product data specification, seen 2026-11-21.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glocal.catalog.door import categories
from glocal.catalog.feeds import items
from glocal.catalog.groups import Groups, Rows
from glocal.catalog.raw import Raw
from glocal.catalog.rows import CsvRows, Row
from glocal.catalog.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.shop import Shop

__all__ = ["MerchantTable", "MerchantXml"]

_COLUMNS = {"sku": "id", "gtin": "gtin", "category": "product_type", "images": "image_link", "html": "description"}
_OPTIONS = {"color": "Color", "size": "Size", "material": "Material", "pattern": "Pattern"}
_MEASURES = {
    "product_weight": "weight",
    "product_length": "length",
    "product_width": "width",
    "product_height": "height",
    "shipping_weight": "weight",
    "unit_pricing_measure": "content",
}
_ATTRIBUTES = {"gender": "Gender", "age_group": "Age group", "energy_efficiency_class": "Energy efficiency class"}
_PRICE = re.compile(r"(?P<amount>\S+?)\s*(?P<currency>[A-Za-z]{3})|(?P<before>[A-Za-z]{3})\s*(?P<rest>\S+)")
_GONE = {"out_of_stock", "out of stock"}
_SYSTEMS = {"MEX": "MX"}


class _Merchant:
    def __init__(self, rows: Rows, shop: Shop) -> None:
        self.html = bool(shop.catalog.html)
        self.category = categories(shop)
        self.groups = Groups(rows, _names, _group)

    def __iter__(self) -> Iterator[Raw]:
        return map(self._raw, self.groups)

    def at(self, offset: int) -> Raw:
        """Return the product whose first row begins at `offset`."""
        return self._raw(self.groups.at(offset))

    def _raw(self, group: list[Row]) -> Raw:
        lead = group[0]
        raw = Raw({}, tuple(row.line for row in group), lead.offset, columns=_COLUMNS, faults=list(lead.faults))
        if not lead.data:
            return raw
        cells = [_cells(row) for row in group]
        first = cells[0]
        raw.data = {
            "id": _text(first, "item_group_id") or _text(first, "id"),
            "title": _text(first, "title"),
            "description": _text(first, "description"),
            "html": self.html,
            "brand": _text(first, "brand"),
            "category": self._category(first),
            "attributes": _attributes(first),
            "images": [{"src": src} for src in dict.fromkeys(src for cell in cells for src in _images(cell))],
            "variants": [_variant(cell, alone=len(cells) == 1) for cell in cells],
        }
        raw.variant_lines = raw.lines
        return raw

    def _category(self, cells: dict[str, Any]) -> str:
        found = [path for name in ("product_type", "google_product_category") for path in _texts(cells, name)]
        return next((path for path in found if self.category[path]), found[0] if found else "")


class MerchantTable(_Merchant):
    """Reads a feed of tab-separated values."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        settings = shop.catalog
        super().__init__(CsvRows(file, name=name, encoding=settings.encoding, delimiter=settings.delimiter), shop)


class MerchantXml(_Merchant):
    """Reads an RSS or Atom feed."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        super().__init__(Spool(name, lambda: items(file)), shop)


def _cells(row: Row) -> dict[str, Any]:
    return {_name(column): value for column, value in row.data.items() if value}


def _name(column: str) -> str:
    return column.casefold().removeprefix("g:").replace(" ", "_")


def _text(cells: dict[str, Any], name: str) -> str:
    value = cells.get(name, "")
    value = value[0] if isinstance(value, list) else value
    return value if isinstance(value, str) else ""


def _texts(cells: dict[str, Any], name: str) -> list[str]:
    value = cells.get(name, [])
    return [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)]


def _group(data: dict[str, Any]) -> str:
    return next((str(value) for column, value in data.items() if _name(column) == "item_group_id" and value), "")


def _names(data: dict[str, Any]) -> tuple[str, ...]:
    return (_group(data) or " ",)


def _images(cells: dict[str, Any]) -> list[str]:
    more = [part.strip() for text in _texts(cells, "additional_image_link") for part in text.split(",")]
    return [src for src in (_text(cells, "image_link"), *more) if src]


def _variant(cells: dict[str, Any], *, alone: bool) -> dict[str, Any]:
    price, sale = _price(cells, "price"), _price(cells, "sale_price")
    image = _text(cells, "image_link")
    system = _text(cells, "size_system").upper()
    return {
        "sku": _text(cells, "id"),
        "price": sale or price,
        "compare_at": price if sale else "",
        "options": {label: _text(cells, name) for name, label in _OPTIONS.items() if _text(cells, name)},
        "size_system": _SYSTEMS.get(system, system),
        "stock": 0 if _text(cells, "availability").casefold() in _GONE else None,
        "gtin": _text(cells, "gtin"),
        "measures": {label: _text(cells, name) for name, label in reversed(_MEASURES.items()) if _text(cells, name)},
        "images": [image] if image and not alone else [],
    }


def _price(cells: dict[str, Any], name: str) -> dict[str, str] | str:
    text = _text(cells, name)
    if not text:
        return ""
    found = _PRICE.fullmatch(text.strip())
    if not found:
        return {"amount": text, "currency": ""}
    code = (found["currency"] or found["before"]).upper()
    return {"amount": found["amount"] or found["rest"], "currency": code}


def _attributes(cells: dict[str, Any]) -> list[list[str]]:
    found = [[label, _text(cells, name)] for name, label in _ATTRIBUTES.items() if _text(cells, name)]
    details = cells.get("product_detail", [])
    for detail in details if isinstance(details, list) else [details]:
        if isinstance(detail, dict):
            found.append([str(detail.get("attribute_name", "")), str(detail.get("attribute_value", ""))])
        else:
            found.append([part.strip() for part in str(detail).split(":", 2)[-2:]])
    return [pair for pair in found if pair[0] and len(pair) == 2]
