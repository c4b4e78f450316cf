"""The price per kilogram, litre, metre or square metre, where the law wants it shown."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from glocal import formats
from glocal.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glocal.model.draft import Context
    from glocal.model.listing import Price
    from glocal.model.product import Product, Quantity
    from glocal.prices.market import MarketPrices

__all__ = ["Content", "content_of", "contents_of", "unit_price"]

NAMED = frozenset(
    ("net weight", "net content", "net contents", "net volume", "content", "contents", "filling quantity")
)
"""Names of a measure that say what the package holds, whatever the goods."""
PLAIN = frozenset(("weight", "volume"))
"""Names that say it for goods that are sold by weight or volume."""
BY_AMOUNT = frozenset(("food", "beauty"))
UNITS = ("kilogram", "liter", "meter", "square-meter")
LEAST = {"kilogram": Fraction(1, 100), "liter": Fraction(1, 100)}
"""Below 10 g or 10 ml no price per unit is asked for (PAngV section 4)."""


class Content(NamedTuple):
    """What a package holds, in the unit that its price is told for."""

    amount: Fraction
    unit: str
    """CLDR unit: kilogram, liter, meter or square-meter."""


def contents_of(product: Product, goods: str) -> tuple[Content | None, ...] | None:
    """Return what the package of each variant holds; None where none says so or the product is not sold by amount.

    A variant's own measures come before the product's.
    """
    shared = content_of(product.measures, goods)
    found = tuple([content_of(variant.measures, goods) or shared for variant in product.variants])
    return found if any(found) else None


def content_of(measures: Iterable[tuple[str, Quantity]], goods: str) -> Content | None:
    """Return what a package with these measures holds, None where they do not say."""
    for name, quantity in measures:
        plain = name.strip().lower()
        if plain in NAMED or (plain in PLAIN and goods in BY_AMOUNT):
            return _content(quantity)
    return None


def _content(quantity: Quantity) -> Content | None:
    from glocal.units.definitions import factor

    for unit in UNITS:
        try:
            amount = Fraction(quantity.value) * factor(quantity.unit, unit)
        except (UnknownError, ValueError):
            continue
        return Content(amount, unit) if amount >= LEAST.get(unit, Fraction(1, 10**6)) else None
    return None


def unit_price(context: Context, markets: MarketPrices, price: Price, content: Content) -> str:
    """Return the price of one unit, rounded half up: '9,95 €/kg'."""
    exact = price.minor / content.amount
    minor = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    per = formats.locale(context.language, digits=context.policies.digits).per(content.unit)
    return per(markets.write[price.currency](minor))
