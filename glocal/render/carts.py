"""A cart as a page shows it: the sums of a quote beside the pictures and choices of its listings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal.errors import UnknownError
from glocal.model.listing import (
    Choice,
    ListingImage,
    Price,
    Size,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glocal.model.listing import (
        DeliveryMethod,
        Listing,
        ListingVariant,
        PaymentMethod,
    )
    from glocal.quote import Quote

__all__ = ["Cart", "CartLine", "cart"]


class CartLine(msgspec.Struct, frozen=True, kw_only=True):
    """Some pieces of one variant."""

    sku: str
    slug: str
    """Of the product's page."""
    title: Text
    choices: tuple[Choice, ...]
    """All but the size."""
    size: Size | None
    """In the shopper's system."""
    labels: tuple[Choice, ...]
    """Sizes that belong to no system."""
    image: ListingImage | None
    count: int
    price: Price
    """Of one piece."""
    total: Price


class Cart(NamedTuple):
    """What `_cart.html` shows."""

    lines: tuple[CartLine, ...]
    goods: Price
    shipping: Price
    delivery: DeliveryMethod | None
    tax: Price | None
    """Contained in `total`; None where prices contain none or it is not known."""
    total: Price
    note: str
    """About tax, as by every price; '' where the market expects none."""
    payment: tuple[PaymentMethod, ...]


def cart(quote: Quote, listings: Iterable[Listing]) -> Cart:
    """Return a quote with what its lines look like; `listings` hold their variants, in the quote's market.

    Raises UnknownError for a line that no listing has.
    """
    known = {variant.sku: (listing, variant) for listing in listings for variant in listing.variants}
    for line in quote.lines:
        if line.sku not in known:
            raise UnknownError("SKU", line.sku, known)
    lines = tuple(_line(*known[x.sku], count=x.count, total=x.total) for x in quote.lines)
    payment = known[quote.lines[0].sku][0].payment if quote.lines else ()
    return Cart(
        lines, quote.goods, quote.shipping, quote.delivery, quote.tax, quote.total, quote.note, payment
    )  # fmt: skip


def _line(listing: Listing, variant: ListingVariant, *, count: int, total: Price) -> CartLine:
    image = listing.images[variant.image] if variant.image is not None else listing.image
    return CartLine(
        sku=variant.sku,
        slug=listing.slug,
        title=listing.title,
        choices=tuple(choice for choice in variant.choices if choice.role != "size"),
        size=variant.size,
        labels=() if variant.size else tuple(choice for choice in variant.choices if choice.role == "size"),
        image=image,
        count=count,
        price=variant.price,
        total=total,
    )
