"""Payment: the methods of a market, in their order."""

from __future__ import annotations

import datetime as dt

import pytest

from glocal.atlas import Atlas
from glocal.layers import payment
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.product import Product
from glocal.rates import Rates
from glocal.texts import Texts

ATLAS = Atlas()
DAY = dt.date(2026, 11, 20)


def context(code: str, *, trace: bool = False) -> Context:
    market = ATLAS.market(code)
    return Context(
        market=market,
        language=market.languages[0],
        source_language="en",
        source_currency="EUR",
        atlas=ATLAS,
        rates=Rates("EUR", DAY, "a test", {}),
        texts=Texts(market.languages[0]),
        today=DAY,
        policies=Policies(),
        categories={},
        trace=trace,
    )


def draft() -> Draft:
    return Draft(Source(Product(id="p", slug="p", title="P", language="en"), ""), [])


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("BR", ["Pix", "Credit card in instalments", "Credit card", "Boleto"]),
        ("PL", ["BLIK", "Przelewy24"]),
        ("DE", ["PayPal", "Invoice", "Direct debit"]),
        ("CN", ["支付宝", "微信支付", "银联"]),
        ("SA", ["mada", "Apple Pay", "Tabby"]),
        ("NG", ["Card", "PayPal"]),
    ],
)
def test_people_see_their_own_ways_to_pay(code: str, first: list[str]) -> None:
    """In the order in which they use them; where nothing is known, cards."""
    made = draft()
    payment.bind(context(code))(made)
    assert first == [method.name.value for method in made.payment][: len(first)]


def test_proper_names_have_no_language_and_words_have_theirs() -> None:
    """Pix is Pix everywhere; "Credit card" here lacks a translation and says that it is English."""
    made = draft()
    payment.bind(context("BR"))(made)
    assert {m.id: m.name.language for m in made.payment if m.id in ("pix", "card")} == {"pix": "", "card": "en"}


def test_all_listings_share_one_value() -> None:
    """Nothing is worked out per product."""
    step, one, other = payment.bind(context("BR")), draft(), draft()
    step(one)
    step(other)
    assert one.payment is other.payment


def test_explaining_names_the_file() -> None:
    """And changes nothing."""
    plain, traced = draft(), draft()
    payment.bind(context("BR"))(plain)
    payment.bind(context("BR", trace=True))(traced)
    assert plain.payment == traced.payment
    assert "rules/markets/BR.toml" in (traced.changes or [])[0].because
