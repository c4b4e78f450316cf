"""Listings out: JSON Lines, and a Google Merchant feed."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import msgspec

from glocal.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glocal.model.listing import Listing, ListingVariant

__all__ = ["FORMATS", "write"]

FORMATS = ("jsonl", "merchant-xml")

_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
)
_BLOCK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(listings: Iterable[Listing], file: str | Path, *, dialect: str = "jsonl", url: str = "") -> int:
    """Write listings as they come and return how many there were; the file is replaced whole or not at all.

    `url` is the site's root, which a feed's links begin with. A withheld listing is in no feed.
    Raises UnknownError for a dialect other than `jsonl` and `merchant-xml`.
    """
    if dialect not in FORMATS:
        raise UnknownError("dialect", dialect, FORMATS)
    target = Path(file)
    counted = _Counted(listings)
    pieces = _lines(counted) if dialect == "jsonl" else _feed(counted, url)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return counted.count


class _Counted:
    def __init__(self, listings: Iterable[Listing]) -> None:
        self._listings = listings
        self.count = 0

    def __iter__(self) -> Iterator[Listing]:
        for listing in self._listings:
            self.count += 1
            yield listing


def _lines(listings: Iterable[Listing]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for listing in listings:
        yield encoder.encode(listing) + b"\n"


def _feed(listings: Iterable[Listing], url: str) -> Iterator[bytes]:
    yield _HEAD
    for listing in listings:
        if not listing.withheld:
            for variant in listing.variants:
                yield _item(listing, variant, url).encode()
    yield b"</channel></rss>\n"


def _item(listing: Listing, variant: ListingVariant, url: str) -> str:
    pairs = [(name, value) for name, value in _pairs(listing, variant, url) if value]
    inner = "".join(f"<g:{name}>{escape(_NOT_XML.sub('', value))}</g:{name}>" for name, value in pairs)
    return f"<item>{inner}</item>\n"


def _pairs(listing: Listing, variant: ListingVariant, url: str) -> Iterator[tuple[str, str]]:
    price, former = variant.price, variant.compare_at
    chosen = {choice.role: choice.value.value for choice in variant.choices}
    image = listing.images[variant.image].src if variant.image is not None else ""
    yield "id", variant.sku
    yield "item_group_id", listing.id if len(listing.variants) > 1 else ""
    yield "title", listing.title.value[:150]
    yield "description", _plain(listing)[:5000]
    yield "link", f"{url}{listing.language.lower()}-{listing.market.lower()}/{listing.slug}/"
    yield "image_link", image if image.startswith("http") or not image else url + image
    yield "availability", "out_of_stock" if variant.stock == 0 else "in_stock"
    yield "price", f"{(former or price).amount} {price.currency}"
    yield "sale_price", f"{price.amount} {price.currency}" if former else ""
    yield "brand", listing.brand
    yield "gtin", variant.gtin
    yield "color", chosen.get("color", "")
    yield "material", chosen.get("material", "")
    yield "size", variant.size.label if variant.size else chosen.get("size", "")
    yield "product_type", listing.category_name.value


def _plain(listing: Listing) -> str:
    words = listing.description.value
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", words))).split()) if listing.html else words
