"""What a basket costs: lines, shipping, contained tax and total, each the exact sum of prices that were shown.

`quote` finds a shop's variants and their shown prices; `add_up` is the pure sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal.errors import DataError, MoneyError, UnknownError
from glocal.model.listing import DeliveryMethod, Price, Text
from glocal.prices import MarketPrices, percent_of, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from decimal import Decimal

    from glocal.model.draft import Context
    from glocal.model.listing import Listing, ListingVariant
    from glocal.model.product import Product, Variant
    from glocal.storefront import Storefront

__all__ = ["Piece", "Quote", "QuoteLine", "Sums", "add_up", "counted", "priced", "quote", "sold"]

MOST = 1_000_000
"""Pieces of one variant."""


class QuoteLine(msgspec.Struct, frozen=True, kw_only=True):
    """Some pieces of one variant."""

    sku: str
    title: Text
    count: int
    price: Price
    """Of one piece, as it is shown."""
    total: Price
    """`price` times `count`."""
    tax_percent: str = ""
    """Tax that the price contains, in percent: '19'; '' where prices contain none or it is not known."""
    tax: Price | None = None
    """The part of `total` that is tax; None where prices contain none or it is not known."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A basket's sums, all in one currency."""

    market: str
    """ISO 3166 territory."""
    language: str
    lines: tuple[QuoteLine, ...]
    goods: Price
    """Sum of the lines."""
    shipping: Price
    """Nothing where delivery is free."""
    delivery: DeliveryMethod | None
    """The method that was asked for; None where the market has none."""
    tax: Price | None
    """Contained in `total`: the sum of the lines' and shipping's; None where prices contain none or it is not known."""
    total: Price
    """`goods` and `shipping`."""
    note: str
    """About tax, as by every price: 'Plus sales tax'."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What goes into a line."""

    sku: str
    title: Text
    count: int
    price: Price
    percent: Decimal | None
    """Tax contained in the price, None where there is none or it is not known."""


class Sums(NamedTuple):
    """What comes of adding up."""

    lines: tuple[QuoteLine, ...]
    goods: Price
    tax: Price | None
    total: Price


def add_up(pieces: Sequence[Piece], shipping: Price, percent: Decimal | None, write: Callable[[int], str]) -> Sums:
    """Add up a basket; `percent` is the tax that shipping contains, `write` formats minor units.

    Raises MoneyError where two currencies meet.
    """
    currency = shipping.currency
    lines = tuple(_line(piece, currency, write) for piece in pieces)
    goods = sum(line.total.minor for line in lines)
    taxes = [line.tax.minor if line.tax else None for line in lines]
    if shipping.minor:
        taxes.append(None if percent is None else split(shipping.minor, percent)[1])
    known = [tax for tax in taxes if tax is not None]
    tax = Price(write(sum(known)), sum(known), currency) if len(known) == len(taxes) and taxes else None
    total = goods + shipping.minor
    return Sums(lines, Price(write(goods), goods, currency), tax, Price(write(total), total, currency))


def _line(piece: Piece, currency: str, write: Callable[[int], str]) -> QuoteLine:
    if piece.price.currency != currency:
        raise MoneyError(
            f"{piece.sku} is priced in {piece.price.currency}, the basket in {currency}: they do not add up",
            expected=currency,
            got=piece.price.currency,
        )
    minor = piece.price.minor * piece.count
    tax = None if piece.percent is None else split(minor, piece.percent)[1]
    return QuoteLine(
        sku=piece.sku,
        title=piece.title,
        count=piece.count,
        price=piece.price,
        total=Price(write(minor), minor, currency),
        tax_percent="" if piece.percent is None else f"{piece.percent:f}",
        tax=None if tax is None else Price(write(tax), tax, currency),
    )


def quote(
    shop: Storefront,
    lines: Iterable[tuple[str, int]],
    *,
    market: str,
    language: str | None = None,
    method: str | None = None,
) -> Quote:
    """Return what a basket of (SKU, count) costs in a market.

    `method` is a delivery method's id, None for the market's first. Equal SKUs are added. Raises UnknownError for a
    SKU, market or method that is not there, DataError for a count that is none or a variant that is not sold there,
    MoneyError where hand-set prices are in several currencies.
    """
    counts = counted(lines)
    return priced(shop, counts, sold(shop, counts), market=market, language=language, method=method)


def priced(
    shop: Storefront,
    counts: Mapping[str, int],
    found: Mapping[str, tuple[Product, Variant]],
    *,
    market: str,
    language: str | None = None,
    method: str | None = None,
) -> Quote:
    """Return what SKUs and their counts cost, as `quote` does, of products that were `found` before."""
    edition = shop.edition(market, language)
    context, prices = edition.context, MarketPrices(edition.context)
    listings = {product.id: edition.localize(shop.source(product)) for product, _ in found.values()}
    pieces = [_piece(context, sku, count, found[sku][0], listings[found[sku][0].id]) for sku, count in counts.items()]
    worth = sum(found[sku][1].price.minor * count for sku, count in counts.items())
    chosen = _delivery(context, method, worth)
    currency = pieces[0].price.currency if pieces else prices.currency
    shipping = chosen.price if chosen and chosen.price else prices.hand(0, currency)
    sums = add_up(pieces, shipping, _contained(context, "standard"), prices.write[currency])
    return Quote(
        market=market,
        language=edition.language,
        lines=sums.lines,
        goods=sums.goods,
        shipping=shipping,
        delivery=chosen,
        tax=sums.tax,
        total=sums.total,
        note=context.texts.t(context.market.tax.note) if context.market.tax.note else "",
    )


def counted(lines: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how many of each SKU; raises DataError for a count that is none."""
    counts: dict[str, int] = {}
    for sku, count in lines:
        if type(count) is not int or not 0 < count <= MOST:
            raise DataError(f"{sku}: expected a count from 1 to {MOST}, got {count!r}", expected="a count", got=count)
        counts[sku] = counts.get(sku, 0) + count
    return counts


def sold(shop: Storefront, skus: Iterable[str]) -> dict[str, tuple[Product, Variant]]:
    """Return the product and variant of every SKU; reads the catalogue no further than needed.

    Raises UnknownError, with a near match, for a SKU that is not there.
    """
    missing = dict.fromkeys(skus)
    found: dict[str, tuple[Product, Variant]] = {}
    for product in shop.catalog if missing else ():
        for variant in product.variants:
            if variant.sku in missing:
                del missing[variant.sku]
                found[variant.sku] = (product, variant)
        if not missing:
            return found
    if missing:
        raise UnknownError("SKU", next(iter(missing)), (v.sku for p in shop.catalog for v in p.variants))
    return found


def _piece(context: Context, sku: str, count: int, product: Product, listing: Listing) -> Piece:
    shown: ListingVariant | None = next((v for v in listing.variants if v.sku == sku), None)
    if shown is None or listing.withheld:
        raise DataError(f"{sku} is not sold in {listing.market}", expected="a variant that is sold there", got=sku)
    category = context.categories.get(product.category)
    percent = _contained(context, category.tax_class if category else "standard")
    return Piece(sku, listing.title, count, shown.price, percent)


def _contained(context: Context, tax_class: str) -> Decimal | None:
    """Return the tax that shown prices of a class contain."""
    tax = context.market.tax
    return percent_of(tax, tax_class, context.today) if tax.display == "inclusive" else None


def _delivery(context: Context, method: str | None, worth: int) -> DeliveryMethod | None:
    from glocal.layers.delivery import Plan

    plan = Plan(context)
    offered = (plan.free if plan.threshold is not None and worth >= plan.threshold else plan.paid).methods
    if method is None:
        return offered[0] if offered else None
    for one in offered:
        if one.id == method:
            return one
    raise UnknownError("delivery method", method, (one.id for one in offered))
