"""Delivery: when parcels come, what that costs, who pays duty."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from glocal.atlas import Atlas
from glocal.errors import UnknownError
from glocal.layers import delivery
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.money import Money
from glocal.model.product import Product, Variant
from glocal.rates import Rate, Rates
from glocal.texts import Texts

if TYPE_CHECKING:
    from glocal.model.listing import Delivery

ATLAS = Atlas()
FRIDAY = dt.date(2026, 11, 20)
RATES = Rates(
    "EUR", FRIDAY, "a test", {c: Rate(Fraction(v), FRIDAY, "a test") for c, v in (("BRL", "6"), ("SAR", "4"))}
)


def context(code: str, *, trace: bool = False, **policies: Any) -> Context:
    market = ATLAS.market(code)
    return Context(
        market=market,
        language=market.languages[0],
        source_language="en",
        source_currency="EUR",
        atlas=ATLAS,
        rates=RATES,
        texts=Texts(market.languages[0]),
        today=FRIDAY,
        policies=Policies(**policies),
        categories={},
        trace=trace,
    )


def draft(*prices: int, lead: int = 0) -> Draft:
    variants = tuple(Variant(sku=f"S{i}", price=Money(p, "EUR")) for i, p in enumerate(prices))
    made = Draft(Source(Product(id="p", slug="p", title="P", language="en", variants=variants), ""), [])
    made.lead = lead
    return made


def delivered(code: str, *prices: int, lead: int = 0, **policies: Any) -> Delivery:
    made = draft(*prices or (5000,), lead=lead)
    delivery.bind(context(code, **policies))(made)
    return made.delivery


def test_dates_count_the_shops_days_then_the_way_in_the_markets_calendar() -> None:
    """Friday, one to two days in the shop, 5 to 12 on the way, weekends out: 1 to 14 December at the latest."""
    standard = delivered("DE").methods[0]
    assert (dt.date(2026, 11, 30), dt.date(2026, 12, 10)) == (standard.earliest, standard.latest)
    assert standard.dates.value == "30.11.\u2009–\u200910.12.2026"
    assert standard.duration.value == "6–14 working days"


def test_the_weekend_of_riyadh_is_friday_and_saturday() -> None:
    """Friday is no day in the shop either, where it does not say that it is elsewhere."""
    assert dt.date(2026, 11, 30) == delivered("SA", handling_days=(0, 0)).methods[0].earliest


def test_a_parcel_from_within_the_country_is_sooner_there() -> None:
    """Domestic days count where the shop sends from the market itself."""
    home, abroad = (delivered("DE", ships_from=code).methods[0] for code in ("DE", "CN"))
    assert home.latest < abroad.earliest


def test_the_shops_own_calendar_counts_for_its_days() -> None:
    """A shop in Riyadh does not pack on a Friday; one in Berlin does."""
    riyadh, berlin = (delivered("US", ships_from=c, handling_days=(0, 0)).methods[0] for c in ("SA", "DE"))
    assert berlin.earliest < riyadh.earliest


def test_shipping_goes_through_the_same_rate_and_endings() -> None:
    """4 euros are 24 real, which is 23.90 there."""
    prices = {m.id: m.price for m in delivered("BR", shipping={"standard": "4", "express": "20"}).methods}
    assert {k: p.minor for k, p in prices.items() if p} == {"standard": 2390, "express": 11_990}


def test_shipping_in_the_shops_currency_stays_as_stated() -> None:
    """3.95 is 3.95."""
    assert {m.id: m.price.minor for m in delivered("DE", shipping={"standard": "3.95"}).methods if m.price} == {
        "standard": 395,
        "locker": 395,
    }


def test_a_method_that_is_not_priced_costs_as_standard_and_express_is_not_offered() -> None:
    """A shop that names no price at all delivers free."""
    named = delivered("DE", shipping={"standard": "3.95", "locker": ""})
    assert [(m.id, m.price and m.price.minor) for m in named.methods] == [("standard", 395), ("locker", None)]
    assert [m.price for m in delivered("DE").methods] == [None] * 3


@pytest.mark.parametrize(("prices", "lead", "free"), [((4999,), 0, False), ((5000,), 0, True), ((4999, 9000), 1, True)])
def test_delivery_is_free_from_the_threshold_of_the_lead_on(prices: tuple[int, ...], lead: int, free: bool) -> None:
    """Fifty euros are enough, a cent less is not."""
    made = delivered("BR", *prices, lead=lead, shipping={"standard": "4"}, free_shipping_from="50")
    assert free == (made.methods[0].price is None)


def test_all_listings_of_a_market_share_one_value() -> None:
    """Nothing is worked out twice."""
    step = delivery.bind(context("DE"))
    one, other = draft(100), draft(200)
    step(one)
    step(other)
    assert one.delivery is other.delivery


@pytest.mark.parametrize(
    ("sender", "market", "payer", "note"),
    [
        ("CN", "DE", "seller", "Import tax and duty are included in the price."),
        ("FR", "DE", "", ""),
        ("DE", "DE", "", ""),
        ("", "DE", "", ""),
        ("AE", "SA", "", ""),
        ("CN", "SA", "buyer", "Import tax and duty may be due on delivery."),
        ("CN", "RU", "buyer", "Duty is due above 200 euros a parcel."),
        ("CN", "BR", "seller", "Import tax and duty are included in the price."),
    ],
)
def test_who_pays_duty(sender: str, market: str, payer: str, note: str) -> None:
    """None is due within a country or customs union; nothing is said where the shop does not say whence it sends."""
    made = delivered(market, ships_from=sender, stale="source-currency")
    assert (payer, note) == (made.duty_paid_by, made.duty.value)


def test_the_shop_may_pay_otherwise_than_is_usual() -> None:
    """Its word goes before the market's."""
    made = delivered("DE", ships_from="CN", duty_paid_by="buyer")
    assert (made.duty_paid_by, made.duty.value) == ("buyer", "Import tax and duty may be due on delivery.")


def test_a_sender_that_is_no_territory_is_an_error() -> None:
    """With a near match."""
    with pytest.raises(UnknownError, match="ZZ"):
        delivered("DE", ships_from="ZZ")


def test_explaining_tells_how_the_dates_came_about() -> None:
    """And changes nothing."""
    made = draft(5000)
    delivery.bind(context("SA", trace=True))(made)
    assert delivered("SA") == made.delivery
    told = (made.changes or [])[0]
    assert told.field == "delivery[standard]"
    assert "from 2026-11-20; weekend fri, sat and holidays of SA" in told.because


def test_words_know_their_language() -> None:
    """A missing translation is marked as what it is."""
    standard = delivered("DE").methods[0]
    assert (standard.name.language, standard.duration.language, standard.dates.language) == ("en", "en", "de")


def test_a_parcel_within_the_union_is_between() -> None:
    """From Paris to Berlin: sooner than from Shanghai, later than from Munich."""
    munich, paris, shanghai = (delivered("DE", ships_from=code).methods[0].latest for code in ("DE", "FR", "CN"))
    assert munich < paris < shanghai
