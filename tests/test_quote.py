"""Baskets: sums of what was shown, exact to the minor unit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal.errors import DataError, MoneyError, UnknownError
from glocal.model.draft import Policies
from glocal.model.listing import Price, Text
from glocal.model.money import Money
from glocal.model.product import Category, HandPrice, Product, Variant
from glocal.model.shop import Shop
from glocal.prices import split
from glocal.quote import Piece, Quote, add_up
from glocal.rates import Rate, Rates
from glocal.storefront import Storefront

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 20)
RATES = Rates("USD", DAY, "a test", {c: Rate(Fraction(v), DAY, "a test") for c, v in (("BRL", "5.5"), ("EUR", "0.9"))})


def product(name: str, *prices: int, category: str = "", **hand: HandPrice) -> Product:
    variants = tuple(
        Variant(sku=f"{name}-{i}", price=Money(p, "USD"), hand_prices=dict(hand)) for i, p in enumerate(prices)
    )
    return Product(id=name, slug=name, title=name.title(), language="en", category=category, variants=variants)


PRODUCTS = (product("dress", 4000, 5000), product("tea", 1000, category="tea"), product("cup", 700))


def shop(tmp_path: Path, *products: Product, **policies: Any) -> Storefront:
    made = Shop(
        name="S",
        language="en",
        currency="USD",
        markets=("US", "BR", "DE"),
        policies=Policies(**policies),
        categories={"tea": Category(goods="food", tax_class="food")},
    )
    return Storefront(made, tmp_path, catalog=products or PRODUCTS, today=DAY, rates=RATES)


def add(quoted: Quote) -> int:
    return sum(line.price.minor * line.count for line in quoted.lines)


@pytest.mark.parametrize("market", ["US", "BR", "DE"])
def test_totals_are_sums_of_shown_prices(market: str, tmp_path: Path) -> None:
    """What a shopper adds up in their head is what they pay."""
    opened = shop(tmp_path, shipping={"standard": "5"})
    quoted = opened.quote([("dress-1", 2), ("tea-0", 3)], market=market)
    shown = {v.sku: v.price for p in PRODUCTS for v in opened.localize(p, market=market).variants}
    assert [(line.price, line.total.minor) for line in quoted.lines] == [
        (shown["dress-1"], 2 * shown["dress-1"].minor),
        (shown["tea-0"], 3 * shown["tea-0"].minor),
    ]
    assert add(quoted) == quoted.goods.minor
    assert quoted.goods.minor + quoted.shipping.minor == quoted.total.minor


def test_contained_tax_is_told_by_line_and_in_all(tmp_path: Path) -> None:
    """Tea at 7 percent, the dress and shipping at 19."""
    quoted = shop(tmp_path, shipping={"standard": "5"}).quote([("dress-0", 1), ("tea-0", 2)], market="DE")
    assert [line.tax_percent for line in quoted.lines] == ["19", "7"]
    taxes = [line.tax.minor for line in quoted.lines if line.tax]
    assert quoted.tax is not None
    assert sum(taxes) + split(quoted.shipping.minor, Decimal(19))[1] == quoted.tax.minor
    assert quoted.note == "inkl. MwSt."


def test_prices_without_tax_tell_none(tmp_path: Path) -> None:
    """In the United States it comes on top, and the note says so."""
    quoted = shop(tmp_path).quote([("dress-0", 1)], market="US")
    assert (
        quoted.tax,
        quoted.note,
        quoted.lines[0].tax_percent,
        quoted.lines[0].tax,
    ) == (None, "Plus sales tax", "", None)


def test_shipping_is_free_from_the_threshold_of_the_whole_basket_on(tmp_path: Path) -> None:
    """Not of one product."""
    opened = shop(tmp_path, shipping={"standard": "5"}, free_shipping_from="50")
    paid, free = (opened.quote([("dress-0", 1), *more], market="BR") for more in ([], [("tea-0", 1)]))
    assert (paid.shipping.minor, free.shipping.minor) == (2790, 0)
    assert free.goods.minor == free.total.minor


def test_the_method_can_be_chosen(tmp_path: Path) -> None:
    """By its id; an unknown one has a near match."""
    opened = shop(tmp_path, shipping={"standard": "5", "express": "20"})
    express = opened.quote([("cup-0", 1)], market="BR", method="express")
    assert express.delivery is not None
    assert (express.delivery.id, express.shipping.minor) == ("express", 10_990)
    with pytest.raises(UnknownError, match="'express'"):
        opened.quote([("cup-0", 1)], market="BR", method="expres")


def test_equal_skus_are_added(tmp_path: Path) -> None:
    """Two lines of one are one line of two."""
    opened = shop(tmp_path)
    once, twice = (opened.quote(lines, market="BR") for lines in ([("cup-0", 2)], [("cup-0", 1), ("cup-0", 1)]))
    assert once == twice


@pytest.mark.parametrize("count", [0, -1, 1.0, True, "1", 10**7])
def test_a_count_is_a_whole_number_from_one(count: Any, tmp_path: Path) -> None:
    """Nothing else is guessed at."""
    with pytest.raises(DataError, match="expected a count"):
        shop(tmp_path).quote([("cup-0", count)], market="BR")


def test_an_unknown_sku_has_a_near_match(tmp_path: Path) -> None:
    """Found in the whole catalogue."""
    with pytest.raises(UnknownError, match="dress-0"):
        shop(tmp_path).quote([("dres-0", 1)], market="BR")


def test_an_empty_basket_costs_nothing(tmp_path: Path) -> None:
    """Shipping is not charged for it either, where it is free."""
    quoted = shop(tmp_path).quote([], market="BR")
    assert (quoted.lines, quoted.total.minor, quoted.total.currency) == ((), 0, "BRL")


def test_hand_set_prices_in_two_currencies_do_not_add_up(tmp_path: Path) -> None:
    """The error names the piece."""
    dear = product("ring", 9000, BR=HandPrice(price=Money(9000, "USD")))
    with pytest.raises(MoneyError, match="ring-0 is priced in USD, the basket in BRL"):
        shop(tmp_path, *PRODUCTS, dear).quote([("cup-0", 1), ("ring-0", 1)], market="BR")


pieces = st.lists(
    st.builds(
        lambda minor, count, percent: Piece(
            "A", Text("A", "en"), count, Price("", minor, "EUR"), None if percent is None else Decimal(percent)
        ),
        st.integers(0, 10**9),
        st.integers(1, 1000),
        st.none() | st.integers(0, 50),
    ),
    max_size=6,
)


@given(pieces, st.integers(0, 10**6), st.none() | st.decimals(0, 50, places=1))
@settings(deadline=None)
def test_sums_are_exact(basket: list[Piece], shipping: int, percent: Decimal | None) -> None:
    """Goods are the lines, the total is goods and shipping, tax is told in all or not at all."""
    sums = add_up(basket, Price("", shipping, "EUR"), percent, str)
    assert sum(p.price.minor * p.count for p in basket) == sums.goods.minor
    assert sums.goods.minor + shipping == sums.total.minor
    unknown = any(p.percent is None for p in basket) or (shipping and percent is None)
    assert (sums.tax is None) == bool(unknown or not (basket or shipping))
    if sums.tax:
        assert 0 <= sums.tax.minor <= sums.total.minor
