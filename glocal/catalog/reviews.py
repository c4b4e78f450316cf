"""Reviews at the door: those of reviews.jsonl, and those inside a product's row."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from glocal.catalog.faults import Place
from glocal.catalog.report import Refusal
from glocal.catalog.rows import JsonRows
from glocal.catalog.texts import line, text
from glocal.model.product import Review
from glocal.model.shop import TERRITORIES, is_language_tag, language_tag

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MAX_BYTES", "Reviews", "embedded", "review"]

MAX_BYTES = 256_000_000
"""Of reviews.jsonl, which is held in memory."""

_KEYS = ("rating", "text", "language", "country", "author", "date", "verified", "sku")


def review(place: Place, prefix: str, entry: Any, also: tuple[str, ...] = ()) -> Review | None:
    """Read one review; None and faults where it is not usable."""
    if not isinstance(entry, dict):
        place.fault(prefix or "(row)", "a table", entry)
        return None
    count = len(place.faults)
    place.refuse_keys(prefix, entry, (*_KEYS, *also))
    found = Review(
        rating=_rating(place, f"{prefix}rating", entry.get("rating")),
        text=text(place, f"{prefix}text", entry.get("text")),
        language=_language(place, f"{prefix}language", entry.get("language")),
        country=_country(place, f"{prefix}country", entry.get("country")),
        author=line(place, f"{prefix}author", entry.get("author")),
        date=_date(place, f"{prefix}date", entry.get("date")),
        verified=_flag(place, f"{prefix}verified", entry.get("verified")),
        sku=line(place, f"{prefix}sku", entry.get("sku")),
    )
    return found if len(place.faults) == count else None


def _rating(place: Place, field: str, value: object) -> int:
    digits = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if digits in {"1", "2", "3", "4", "5"}:
        return int(digits)
    place.fault(field, "a whole number from 1 to 5", value)
    return 1


def _language(place: Place, field: str, value: object) -> str:
    tag = line(place, field, value)
    if tag and not is_language_tag(tag):
        meant = language_tag(tag)
        place.fault(field, "a BCP 47 language tag", value, f"did you mean {meant!r}?" if meant else "")
    return tag


def _country(place: Place, field: str, value: object) -> str:
    code = line(place, field, value)
    if code and code not in TERRITORIES:
        place.unknown(field, "an ISO 3166 territory", code, TERRITORIES)
    return code


def _date(place: Place, field: str, value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    day, rest = str(value)[:10], str(value)[10:11]
    try:
        if rest in {"", "T", " "}:
            return dt.date.fromisoformat(day)
    except ValueError:
        pass
    place.fault(field, "a date such as 2026-11-21", value)
    return None


def _flag(place: Place, field: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    place.fault(field, "true or false", value)
    return False


def embedded(place: Place, value: object) -> tuple[tuple[Review, ...], list[Refusal]]:
    """Read the reviews inside a product's row; a bad one is refused alone."""
    if value is None:
        return (), []
    if not isinstance(value, list):
        place.fault("reviews", "a list of reviews", value)
        return (), []
    kept: list[Review] = []
    refused: list[Refusal] = []
    for i, entry in enumerate(value):
        own = Place(place.file, place.line, place.columns)
        own.prefix = place.prefix
        found = review(own, f"reviews[{i}].", entry)
        if found:
            kept.append(found)
        else:
            refused.append(Refusal("review", "", place.line, 0, tuple(own.faults)))
    return tuple(kept), refused


class Reviews:
    """reviews.jsonl, by product id or SKU; empty where there is no such file."""

    def __init__(self) -> None:
        self.by_product: dict[str, list[Review]] = {}
        self.by_sku: dict[str, list[Review]] = {}
        self.lines: dict[str, int] = {}
        """'product' or 'sku', a blank, and the key -> first line, for reviews that belong to nothing."""
        self.refused: list[Refusal] = []

    @classmethod
    def read(cls, file: Path) -> Reviews:
        """Read the file; bad rows are in `refused`."""
        found = cls()
        if file.is_file():
            for row in JsonRows(file, name=file.name, max_bytes=MAX_BYTES):
                found._add(file.name, row.line, row.data, list(row.faults))
        return found

    def _add(self, file: str, number: int, data: Any, faults: list[Any]) -> None:
        place = Place(file, number)
        place.faults += faults
        entry = None if faults else review(place, "", data, also=("product",))
        owner = line(place, "product", data.get("product")) if isinstance(data, dict) else ""
        if entry and not owner and not entry.sku:
            place.fault("sku", "a sku or a product", None)
        if place.faults or entry is None:
            self.refused.append(Refusal("review", owner, number, 0, tuple(place.faults)))
            return
        table, key = (self.by_product, owner) if owner else (self.by_sku, entry.sku)
        table.setdefault(key, []).append(entry)
        self.lines.setdefault(f"{'product' if owner else 'sku'} {key}", number)

    def of(self, product: str, skus: list[str]) -> tuple[Review, ...]:
        """Return a product's reviews: those that name it, then those of its variants in order."""
        found = list(self.by_product.get(product, ()))
        if self.by_sku:
            for sku in skus:
                found += self.by_sku.get(sku, ())
        return tuple(found)
