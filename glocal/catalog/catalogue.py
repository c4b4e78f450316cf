"""A catalogue opened: products streamed out of whatever dialect the merchant has, every row accounted for."""

from __future__ import annotations

import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from glocal.catalog.door import Door, categories
from glocal.catalog.faults import Place
from glocal.catalog.prices import Prices
from glocal.catalog.report import Refusal, Report
from glocal.catalog.reviews import Reviews
from glocal.catalog.seen import Owners
from glocal.errors import Fault, FileError, UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.catalog.raw import Raw
    from glocal.model.product import Product
    from glocal.model.shop import Shop

__all__ = ["HELD", "Catalog", "Dialect", "open"]

HELD = 5_000
"""A catalogue of at most so many products is kept in memory once it has been read."""

NAMES = ("catalog.jsonl", "products.jsonl", "products.csv", "products.tsv", "products.xml")
"""Files that are looked for, in order, where [catalog] names none."""

_READERS = {
    "jsonl": "jsonl.JsonLines",
    "shopify": "shopify.Shopify",
    "woocommerce": "woocommerce.WooCommerce",
    "merchant-tsv": "merchant.MerchantTable",
    "merchant-xml": "merchant.MerchantXml",
    "mapped": "mapped.Mapped",
}


class Dialect(Protocol):
    """Reads a file as raw products; each iteration begins anew."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None: ...

    def __iter__(self) -> Iterator[Raw]: ...

    def at(self, offset: int) -> Raw:
        """Return the product that begins at an offset that iterating gave."""
        ...


def open(shop: Shop, folder: str | Path) -> Catalog:  # noqa: A001  # catalog.open reads as it should
    """Open the shop's catalogue; the file is not read yet.

    Raises FileError where there is none, or its dialect cannot be told.
    """
    return Catalog(shop, Path(folder))


class Catalog:
    """The products of a shop. Iterate to read them; `report` then accounts for every row.

    Thread-safe: each iteration has a report of its own, and `report` is that of the latest.
    """

    def __init__(self, shop: Shop, folder: Path) -> None:
        self.shop = shop
        self.folder = folder
        self.file = _file(shop, folder)
        self.dialect = shop.catalog.dialect or _dialect(self.file, shop)
        self.category = categories(shop)
        self.report = Report(self.file.name)
        self._reader = _reader(self.dialect)(self.file, self.file.name, shop)
        self._lock = threading.RLock()
        self._beside: tuple[Prices, Reviews] | None = None
        self._held: tuple[Product, ...] | None = None
        self._by_key: dict[str, Product] = {}
        self._owners: Owners | None = None
        self._reading: Iterator[Product] | None = None
        self._passed: dict[str, Product] = {}

    def __iter__(self) -> Iterator[Product]:
        held = self._held
        return self._read() if held is None else iter(held)

    def _read(self) -> Iterator[Product]:
        prices, reviews = self._read_beside()
        report, owners = Report(self.file.name), Owners()
        self.report = report
        door = Door(self.shop, owners, report, prices, reviews)
        kept: list[Product] = []
        for raw in self._reader:
            product = door.product(raw)
            if product is not None:
                if report.products <= HELD:
                    kept.append(product)
                yield product
        self._finish(report, owners, kept, prices, reviews)

    def _finish(self, report: Report, owners: Owners, kept: list[Product], prices: Prices, reviews: Reviews) -> None:
        for refusal in (*prices.refused, *reviews.refused, *_strays(self.folder, owners, prices, reviews)):
            report.refuse(refusal)
        owners.closed = report.complete = True
        with self._lock:
            self._owners = owners
            if report.products <= HELD and self._held is None:
                self._by_key = {p.slug: p for p in kept} | {p.id: p for p in kept}
                self._held = tuple(kept)
            self._reading, self._passed = None, {}

    def _read_beside(self) -> tuple[Prices, Reviews]:
        with self._lock:
            if self._beside is None:
                prices = Prices.read(self.folder / "prices.csv")
                self._beside = prices, Reviews.read(self.folder / "reviews.jsonl")
            return self._beside

    def find(self, key: str) -> Product:
        """Return the product whose id, or else whose slug, is `key`.

        Raises UnknownError, with a near match, where there is none. The catalogue is read once, no further than asked.
        """
        with self._lock:
            if self._owners is None and (sought := self._seek(key)) is not None:
                return sought
        found = self._by_key.get(key) if self._held is not None else self._again(key)
        if found is None:
            raise UnknownError("product", key, self._near(), where=self.file.name)
        return found

    def _seek(self, key: str) -> Product | None:
        """Read on until a product has this id; whose slug it is cannot be told before the end."""
        found = self._passed.get(key)
        if found is not None:
            return found
        self._reading = self._reading or self._read()
        try:
            for product in self._reading:
                if len(self._passed) < HELD:
                    self._passed[product.id] = product
                if product.id == key:
                    return product
        except BaseException:
            self._reading = None
            raise
        return None

    def _again(self, key: str) -> Product | None:
        owners = self._owners
        if owners is None:
            return None
        for table in (owners.ids, owners.slugs):
            offset = table.get(key)
            if offset is not None:
                prices, reviews = self._read_beside()
                door = Door(self.shop, owners, Report(self.file.name), prices, reviews)
                found = door.product(self._reader.at(offset))
                if found is not None and key in {found.id, found.slug}:
                    return found
        return None

    def beside(self) -> Catalog:
        """Return these products with prices.csv and reviews.jsonl read anew, for when only those have changed.

        Where each product stands in the catalogue's own file is known already: one is found without reading the others.
        """
        fresh = Catalog(self.shop, self.folder)
        fresh._owners = self._owners
        return fresh

    def _near(self) -> Iterator[str]:
        for count, product in enumerate(self._held if self._held is not None else self._fresh()):
            if count == HELD:
                return
            yield product.id
            yield product.slug

    def _fresh(self) -> Iterator[Product]:
        prices, reviews = self._read_beside()
        door = Door(self.shop, Owners(), Report(self.file.name), prices, reviews)
        return (product for raw in self._reader if (product := door.product(raw)) is not None)

    def category_of(self, product: Product) -> str:
        """Return the key of the product's [category.*] table, '' where it has none."""
        return product.category if product.category in self.shop.categories else ""


def _file(shop: Shop, folder: Path) -> Path:
    names = (shop.catalog.file,) if shop.catalog.file else NAMES
    for name in names:
        if (folder / name).is_file():
            return folder / name
    hint = (
        "put it, or a link to it, beside shop.toml"
        if shop.catalog.file
        else "name it in shop.toml: [catalog] file = ..."
    )
    raise FileError([Fault(str(folder), "catalog.file", f"a file {' or '.join(names)}", "none", hint=hint)])


def _dialect(file: Path, shop: Shop) -> str:
    from glocal.catalog.sniff import dialect

    found = "mapped" if shop.fields else dialect(file)
    if not found:
        place = Place("shop.toml")
        place.fault("catalog.dialect", f"one of {', '.join(_READERS)}", "nothing", "it cannot be told from the file")
        raise FileError(place.faults)
    return found


def _reader(dialect: str) -> type[Dialect]:
    module, _, name = _READERS[dialect].partition(".")
    found: type[Dialect] = getattr(import_module(f"glocal.catalog.{module}"), name)
    return found


def _strays(folder: Path, owners: Owners, prices: Prices, reviews: Reviews) -> Iterator[Refusal]:
    """Yield hand-set prices and reviews whose product is not in the catalogue."""
    for sku, line in prices.lines.items():
        if sku not in owners.skus:
            yield _stray("price", "prices.csv", "sku", sku, line)
    for owner, line in reviews.lines.items():
        kind, _, key = owner.partition(" ")
        if key not in (owners.ids if kind == "product" else owners.skus):
            yield _stray("review", "reviews.jsonl", kind, key, line)


def _stray(what: str, file: str, field: str, key: str, line: int) -> Refusal:
    place = Place(file, line)
    place.fault(field, "one that the catalogue has", key)
    return Refusal(what, key, line, 0, tuple(place.faults))
