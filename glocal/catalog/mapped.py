"""Any other CSV or JSON, read by the [fields] of shop.toml."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from glocal.catalog.documents import elements, listed
from glocal.catalog.groups import Groups, Rows
from glocal.catalog.raw import Raw
from glocal.catalog.rows import CsvRows, JsonRows, Row
from glocal.catalog.spool import Spool
from glocal.errors import Fault, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.shop import CatalogFile, FieldSpec, Shop

__all__ = ["Mapped"]

OF_VARIANT = ("sku", "price", "compare_at", "lowest_30d", "stock", "size", "size_system", "gtin")
_PLAIN = ("id", "slug", "brand", "category", "origin", "hs_code", "manufacturer", "responsible_person")
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,12})?", re.ASCII)


class Mapped:
    """Reads a file by a mapping."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        self.fields: dict[str, Any] = shop.fields
        self.settings = shop.catalog
        self.language = shop.language
        self.name = name
        rows = _rows(file, name, shop.catalog)
        _check_columns(rows, shop)
        key = shop.catalog.group_by
        if shop.catalog.carry_down:
            rows = _Carried(rows, shop.catalog.carry_down, key)
        self.groups = Groups(
            rows, lambda data: (str(_at(data, key) or " "),), lambda data: str(_at(data, key) or ""), alone=not key
        )
        self.columns = {name: specs[0].path for name, specs in self.fields.items() if isinstance(specs, tuple)}

    def __iter__(self) -> Iterator[Raw]:
        return map(self._raw, self.groups)

    def at(self, offset: int) -> Raw:
        """Return the product whose first row begins at `offset`."""
        return self._raw(self.groups.at(offset))

    def _raw(self, group: list[Row]) -> Raw:
        lead = group[0]
        raw = Raw({}, tuple(row.line for row in group), lead.offset, columns=self.columns, faults=list(lead.faults))
        raw.where = lead.where
        if not lead.data:
            return raw
        data = lead.data
        raw.data = {name: value for name in _PLAIN if (value := self._one(name, data)) not in (None, "")}
        raw.data["html"] = bool(self.settings.html)
        raw.data["attributes"] = [[n, v] for n, specs in self._table("attributes") if (v := _first(specs, data))]
        raw.data["measures"] = self._measures("measures", data)
        raw.data["tags"] = self._all("tags", data)
        raw.data["reviews"] = self._reviews(data)
        self._texts(raw, data)
        self._images(raw, group)
        raw.data["variants"] = [self._variant(row.data) for row in group]
        raw.variant_lines = raw.lines
        return raw

    def _table(self, name: str) -> list[tuple[str, tuple[FieldSpec, ...]]]:
        return list(self.fields.get(name, {}).items())

    def _one(self, name: str, data: Any) -> Any:
        return _first(self.fields.get(name, ()), data)

    def _all(self, name: str, data: Any) -> list[Any]:
        return [value for spec in self.fields.get(name, ()) for value in _values(spec, data)]

    def _texts(self, raw: Raw, data: Any) -> None:
        texts: dict[str, dict[str, Any]] = {}
        for name in ("title", "description"):
            specs = self.fields.get(name, ())
            own = tuple(spec for spec in specs if spec.language in ("", self.language))
            raw.data[name] = _first(own, data)
            for spec in specs:
                value = _first((spec,), data)
                if spec not in own and value:
                    texts.setdefault(spec.language, {})[name] = value
        raw.data["texts"] = texts

    def _measures(self, name: str, data: Any) -> dict[str, str]:
        found = {}
        for label, specs in self._table(name):
            value = _first(specs, data)
            if value not in (None, ""):
                unit = next((spec.unit for spec in specs if spec.unit), "")
                found[label] = f"{value} {unit}" if unit and _NUMBER.fullmatch(str(value)) else value
        return found

    def _reviews(self, data: Any) -> list[Any]:
        specs = self.fields.get("reviews", ())
        return [
            {name: _at(entry, path) for name, path in spec.fields.items()} if isinstance(entry, dict) else entry
            for spec in specs
            for entry in _values(spec, data)
        ]

    def _images(self, raw: Raw, group: list[Row]) -> None:
        product = self._all("images", group[0].data)
        of_variants = [src for row in group for src in self._all("variant_images", row.data)]
        alt = self._one("image_alt", group[0].data)
        raw.data["images"] = [
            src if isinstance(src, dict) else {"src": src, "alt": alt}
            for src in (*product, *dict.fromkeys(src for src in of_variants if src not in product))
        ]

    def _variant(self, data: Any) -> dict[str, Any]:
        found: dict[str, Any] = {name: self._one(name, data) for name in OF_VARIANT}
        currency = next((spec.currency for spec in self.fields.get("price", ()) if spec.currency), "")
        if currency and found["price"] not in (None, ""):
            found["price"] = f"{found['price']} {currency}"
        found["options"] = self._options(data)
        found["measures"] = self._measures("variant_measures", data)
        found["images"] = self._all("variant_images", data)
        found["prices"] = {
            market: {"amount": value, "currency": next((spec.currency for spec in specs if spec.currency), "")}
            for market, specs in self._table("prices")
            if (value := _first(specs, data)) not in (None, "")
        }
        return found

    def _options(self, data: Any) -> dict[str, Any]:
        stated = self.fields.get("options", ())
        if isinstance(stated, dict):
            return {name: value for name, specs in stated.items() if (value := _first(specs, data)) not in (None, "")}
        chosen: dict[str, Any] = {}
        for spec in stated:
            names = _split(_at(data, spec.names), spec.split) if spec.names else [spec.path.rpartition(".")[2]]
            chosen.update(zip(map(str, names), _values(spec, data), strict=False))
        return chosen


class _Carried:
    """Rows whose empty cells repeat the cell above, as long as the group does not change."""

    def __init__(self, rows: Rows, names: tuple[str, ...], key: str) -> None:
        self.rows = rows
        self.names = names
        self.key = key

    def __iter__(self) -> Iterator[Row]:
        return self._carry(iter(self.rows))

    def since(self, offset: int, line: int = 0) -> Iterator[Row]:
        """Yield the rows from `offset` on."""
        return self._carry(self.rows.since(offset, line))

    def _carry(self, rows: Iterator[Row]) -> Iterator[Row]:
        above: dict[str, Any] = {}
        for row in rows:
            group = row.data.get(self.key) if self.key else ""
            if row.data and (not self.key or not group or group == above.get(self.key)):
                names = row.data if "*" in self.names else (*self.names, *((self.key,) if self.key else ()))
                for name in names:
                    if row.data.get(name) in (None, "") and above.get(name):
                        row.data[name] = above[name]
            above = row.data or above
            yield row


def _rows(file: Path, name: str, settings: CatalogFile) -> Rows:
    with file.open("rb") as stream:
        mark = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if mark == b"{" and not settings.rows:
        return JsonRows(file, name=name)
    if mark in b"[{" and mark:
        path = settings.rows
        return Spool(name, lambda: listed(file, name, path) if path else elements(file), path)
    return CsvRows(file, name=name, encoding=settings.encoding, delimiter=settings.delimiter)


def _check_columns(rows: Rows, shop: Shop) -> None:
    """Raise FileError where a mapping names columns that a CSV file has not."""
    if not isinstance(rows, CsvRows):
        return
    settings = shop.catalog
    named = [("catalog.group_by", settings.group_by)]
    named += [("catalog.carry_down", name) for name in settings.carry_down if name != "*"]
    named += [(f"fields.{name}", path) for name, value in shop.fields.items() for path in _paths(value)]
    hint = f"it has {', '.join(rows.columns)[:500]}"
    faults = [
        Fault("shop.toml", field, f"a column of {rows.name}", repr(path), hint=hint)
        for field, path in named
        if path and path not in rows.columns
    ]
    if faults:
        raise FileError(faults)


def _paths(value: Any) -> Iterator[str]:
    for entry in value.values() if isinstance(value, dict) else [value]:
        for spec in entry:
            yield from (spec.path, spec.names)


def _at(data: Any, path: str) -> Any:
    """Return what stands at a column, or at a dotted path, or None."""
    if isinstance(data, dict) and path in data:
        return data[path]
    for part in path.split("."):
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and part.isdecimal() and int(part) < len(data):
            data = data[int(part)]
        else:
            return None
    return data


def _split(value: Any, mark: str) -> list[Any]:
    if isinstance(value, list):
        return [entry for entry in value if entry not in (None, "")]
    if value in (None, ""):
        return []
    if not mark or not isinstance(value, str):
        return [value]
    return [part for piece in value.split(mark) if (part := piece.strip())]


def _values(spec: FieldSpec, data: Any) -> list[Any]:
    found = _split(_at(data, spec.path) if spec.path else None, spec.split)
    if spec.starts_with:
        mark = spec.starts_with
        found = [part[len(mark) :].strip() for part in map(str, found) if part.startswith(mark)]
    if not found and spec.default:
        found = [spec.default]
    return [_meant(spec, value) for value in found]


def _meant(spec: FieldSpec, value: Any) -> Any:
    value = spec.value_map.get(str(value), value) if spec.value_map else value
    if spec.scale and _NUMBER.fullmatch(str(value)):
        value = format(Decimal(str(value)) * Decimal(spec.scale), "f")
    return f"{spec.prepend}{value}" if spec.prepend else value


def _first(specs: tuple[FieldSpec, ...], data: Any) -> Any:
    """Return the value of the first path that has one, several of them as `take` says."""
    for spec in specs:
        found = _values(spec, data)
        if len(found) == 1:
            return found[0]
        if found:
            texts = [str(value) for value in found]
            return {"first": texts[0], "last": texts[-1]}.get(spec.take, " > ".join(texts))
    return None
