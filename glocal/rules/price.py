"""Digits that people mind in a price: only of prices that were set by hand, which nothing else moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.rules.match import Met
from glocal.rules.scan import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glocal.model.product import Product
    from glocal.rules.library import Library
    from glocal.rules.match import Bound

__all__ = ["digits_met", "priced"]


def digits_met(amount: str, groups: Iterable[str]) -> tuple[int, int] | None:
    """Return where the whole part of an amount is one of the groups, or ends in one that begins with a star.

    >>> digits_met("250.00", ["250"]), digits_met("1250", ["250"]), digits_met("44", ["*4"])
    ((0, 3), None, (1, 2))
    """
    whole = amount.split(".")[0]
    for group in groups:
        body = group.lstrip("*")
        if whole == body or (group.startswith("*") and whole.endswith(body)):
            return len(whole) - len(body), len(whole)
    return None


def priced(product: Product, market: str, bounds: Iterable[Bound], library: Library) -> Iterator[Met]:
    """Yield the rules that a price set by hand for the market meets."""
    groups = dict(library.digits)
    for bound in bounds:
        sights = tuple(_sights(product, market, bound, groups.get(bound.subject, ())))
        if sights and "price" in bound.places:
            yield Met(bound, sights)


def _sights(product: Product, market: str, bound: Bound, groups: Iterable[str]) -> Iterator[Sight]:
    for variant in product.variants:
        hand = variant.hand_prices.get(market)
        span = digits_met(hand.price.amount, groups) if hand else None
        if hand and span:
            yield Sight(bound.subject, "price", f"variants[{variant.sku}].price", hand.price.amount, *span, True)
