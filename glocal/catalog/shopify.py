"""Shopify's product CSV: several rows a product, held together by the handle.

Column names of both templates, seen 2026-11-21: the one until 2024 ("Handle", "Body (HTML)", "Variant Price", "Image
Src") and the one since ("URL handle", "Description", "Price", "Product image URL").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glocal.catalog.door import categories
from glocal.catalog.groups import Groups
from glocal.catalog.raw import Raw
from glocal.catalog.rows import CsvRows, Row
from glocal.catalog.slugs import slug
from glocal.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.shop import Shop

__all__ = ["Shopify"]

_COLUMNS = {
    "handle": "handle|url handle",
    "title": "title",
    "description": "body (html)|description",
    "brand": "vendor",
    "category": "product category",
    "type": "type|custom product type",
    "tags": "tags",
    "published": "published|published on online store",
    "status": "status",
    "option1 name": "option1 name",
    "option2 name": "option2 name",
    "option3 name": "option3 name",
    "option1 value": "option1 value",
    "option2 value": "option2 value",
    "option3 value": "option3 value",
    "sku": "variant sku|sku",
    "measures": "variant grams|weight value (grams)",
    "tracker": "variant inventory tracker|inventory tracker",
    "stock": "variant inventory qty|inventory quantity",
    "policy": "variant inventory policy|continue selling when out of stock",
    "price": "variant price|price",
    "compare_at": "variant compare at price|compare-at price",
    "gtin": "variant barcode|barcode|variant barcodes",
    "images": "image src|product image url",
    "position": "image position",
    "alt": "image alt text",
    "variant image": "variant image|variant image url",
    "origin": "country of origin",
    "hs_code": "hs code",
}
_METAFIELD = re.compile(r"(.+) \(product\.metafields\..+\)")
_UNSOLD = {"draft", "archived"}


class Shopify:
    """Reads a Shopify product CSV."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        settings = shop.catalog
        rows = CsvRows(file, name=name, encoding=settings.encoding, delimiter=settings.delimiter)
        self.html = settings.html is not False
        self.name = name
        self.category = categories(shop)
        self.columns = _found(rows.columns)
        self.named = self.columns | {"category": self.columns.get("type", "category")}
        self.metafields = {column: found[1] for column in rows.columns if (found := _METAFIELD.fullmatch(column))}
        handle = self.columns.get("handle", "")
        self.groups = Groups(rows, lambda data: (data.get(handle, ""),), lambda data: str(data.get(handle, "")))

    def __iter__(self) -> Iterator[Raw]:
        return map(self._raw, self.groups)

    def at(self, offset: int) -> Raw:
        """Return the product whose first row begins at `offset`."""
        return self._raw(self.groups.at(offset))

    def _cell(self, row: Row, name: str) -> str:
        return str(row.data.get(self.columns.get(name, ""), ""))

    def _raw(self, group: list[Row]) -> Raw:
        lead = group[0]
        raw = Raw({}, tuple(row.line for row in group), lead.offset, columns=self.named, faults=list(lead.faults))
        if not lead.data:
            return raw
        handle = self._cell(lead, "handle")
        data: dict[str, Any] = {
            "id": handle,
            "slug": handle,
            "title": self._cell(lead, "title"),
            "description": self._cell(lead, "description"),
            "html": self.html,
            "brand": self._cell(lead, "brand"),
            "category": self._category(lead),
            "tags": self._cell(lead, "tags"),
            "attributes": {name: lead.data[c] for c, name in self.metafields.items() if lead.data.get(c)},
        }
        names = [name for i in (1, 2, 3) if (name := self._cell(lead, f"option{i} name"))]
        if names == ["Title"] and self._cell(lead, "option1 value") == "Default Title":
            names = []
        data["images"] = self._images(group)
        sold = [row for row in group if self._is_variant(row)] or [lead]
        data["options"] = names
        data["variants"] = [self._variant(raw, row, handle, names) for row in sold]
        raw.variant_lines = tuple(row.line for row in sold)
        raw.data = data
        raw.skip = self._unsold(lead)
        return raw

    def _category(self, lead: Row) -> str:
        own, standard = self._cell(lead, "type"), self._cell(lead, "category")
        return standard if not own or (not self.category[own] and self.category[standard]) else own

    def _unsold(self, lead: Row) -> str:
        status = self._cell(lead, "status").casefold()
        if status in _UNSOLD:
            return f"its status is {status}"
        return "it is not published" if self._cell(lead, "published").casefold() == "false" else ""

    def _is_variant(self, row: Row) -> bool:
        return any(self._cell(row, name) for name in ("price", "sku", "option1 value"))

    def _images(self, group: list[Row]) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for row in sorted(group, key=self._position):
            if src := self._cell(row, "images"):
                found.setdefault(src, {"src": src, "alt": self._cell(row, "alt")})
        for row in group:
            if src := self._cell(row, "variant image"):
                found.setdefault(src, {"src": src})
        return list(found.values())

    def _position(self, row: Row) -> int:
        text = self._cell(row, "position")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 10**6

    def _variant(self, raw: Raw, row: Row, handle: str, names: list[str]) -> dict[str, Any]:
        chosen = {name: self._cell(row, f"option{i} value") for i, name in enumerate(names, 1)}
        sku = self._cell(row, "sku").lstrip("'")
        if not sku:
            sku = "-".join(filter(None, (handle, *map(slug, chosen.values()))))
            raw.doubts.append(Fault(self.name, self.columns.get("sku", "sku"), "a SKU", "none", row.line, "made one"))
        grams, image = self._cell(row, "measures"), self._cell(row, "variant image")
        return {
            "sku": sku,
            "price": self._cell(row, "price"),
            "compare_at": self._cell(row, "compare_at"),
            "options": chosen,
            "stock": self._stock(raw, row),
            "gtin": self._cell(row, "gtin"),
            "measures": {"weight": f"{grams} g"} if grams.strip("0.") else {},
            "images": [image] if image else [],
        }

    def _stock(self, raw: Raw, row: Row) -> str | None:
        count = self._cell(row, "stock")
        if not count or ("tracker" in self.columns and not self._cell(row, "tracker")):
            return None
        endless = self._cell(row, "policy").casefold() in {"continue", "true"}
        if count.startswith("-"):
            raw.doubts.append(Fault(self.name, self.columns["stock"], "a count from 0", count, row.line, "taken as 0"))
            count = "0"
        return None if endless and not count.strip("0.") else count


def _found(columns: tuple[str, ...]) -> dict[str, str]:
    folded = {column.casefold(): column for column in reversed(columns)}
    known = ((name, alias) for name, aliases in _COLUMNS.items() for alias in reversed(aliases.split("|")))
    return {name: folded[alias] for name, alias in known if alias in folded}
