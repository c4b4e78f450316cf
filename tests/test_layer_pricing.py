"""Pricing: what a shopper sees, what a merchant is told, and that both are the same arithmetic."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal.atlas import Atlas
from glocal.errors import MoneyError, RatesError
from glocal.layers import pricing
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.money import Money
from glocal.model.product import Category, HandPrice, Product, Quantity, Variant
from glocal.rates import Rate, Rates
from glocal.texts import Texts

ATLAS = Atlas()
DAY = dt.date(2026, 11, 20)
NBSP = "\u00a0"
VALUES = {
    "NGN": "1500",
    "BRL": "5.5",
    "EUR": "0.9",
    "JPY": "155",
    "CNY": "7.1",
    "GBP": "0.76",
    "RUB": "82",
    "SAR": "3.75",
    "IDR": "16600",
}
RATES = Rates("USD", DAY, "a test", {c: Rate(Fraction(v), DAY, "a test") for c, v in VALUES.items()})
CODES = ("US", "GB", "DE", "BR", "JP", "CN", "RU", "SA", "ID")
CATEGORIES = {"tea": Category(goods="food", tax_class="food"), "dress": Category(goods="apparel")}


def context(code: str, *, trace: bool = False, today: dt.date = DAY, source: str = "USD", **policies: Any) -> Context:
    market = ATLAS.market(code)
    return Context(
        market=market,
        language=market.languages[0],
        source_language="en",
        source_currency=source,
        atlas=ATLAS,
        rates=RATES,
        texts=Texts(market.languages[0]),
        today=today,
        policies=Policies(**policies),
        categories=CATEGORIES,
        trace=trace,
    )


def variant(sku: str = "A", price: int = 4000, **fields: Any) -> Variant:
    former, lowest = fields.pop("former", None), fields.pop("lowest", None)
    return Variant(
        sku=sku,
        price=Money(price, "USD"),
        compare_at=None if former is None else Money(former, "USD"),
        lowest_30d=None if lowest is None else Money(lowest, "USD"),
        **fields,
    )


def draft(*variants: Variant, category: str = "dress", lead: int = 0, trace: bool = False, **fields: Any) -> Draft:
    product = Product(id="p", slug="p", title="P", language="en", variants=variants, **fields)
    made = Draft(Source(product, category), [] if trace else None)
    made.lead = lead
    return made


def priced(code: str, *variants: Variant, **options: Any) -> Draft:
    places = {k: options.pop(k) for k in ("category", "lead", "measures") if k in options}
    made = draft(*variants, **places)
    pricing.bind(context(code, **options))(made)
    return made


def test_a_price_looks_like_one_there() -> None:
    """40 dollars in nine markets: rate, ending, format."""
    shown = {code: priced(code, variant()).prices[0].text.replace(NBSP, " ") for code in CODES}
    expected = {
        "US": "$40.00",
        "GB": "£29.99",
        "DE": "35,99 €",
        "BR": "R$ 219,90",
        "JP": "￥6,180",
        "CN": "¥288",
        "RU": "3 290 ₽",
        "SA": "\u200f149 ر.س.\u200f",
        "ID": "Rp 659.000",
    }
    assert expected == {k: v.replace("\u202f", " ") for k, v in shown.items()}


def test_the_number_is_that_of_the_text() -> None:
    """JSON-LD and feeds get exactly what is shown."""
    price = priced("BR", variant()).prices[0]
    assert (price.minor, price.currency, price.amount) == (21990, "BRL", "219.90")


def test_nothing_moves_the_merchants_own_price() -> None:
    """In the shop's currency, without adjustment, the catalogue's number stands, ending or not."""
    assert [p.minor for p in priced("US", variant(price=2000), variant("B", 1234)).prices] == [2000, 1234]


def test_an_adjusted_price_gets_an_ending_at_home_too() -> None:
    """Five percent on 20 dollars is 21, which is 20.99 there."""
    assert priced("US", variant(price=2000), adjust={"US": "5"}).prices[0].minor == 2099


def test_without_endings_a_price_is_only_rounded() -> None:
    """`charm = false` leaves the converted price."""
    assert priced("BR", variant(), charm=False).prices[0].minor == 22_000


def test_a_hand_set_price_wins_and_is_not_touched() -> None:
    """Neither rate nor ending moves it."""
    hand = {"BR": HandPrice(price=Money(23_456, "BRL"), compare_at=Money(30_000, "BRL"))}
    made = priced("BR", variant(hand_prices=hand), variant("B"))
    assert [p.minor for p in made.prices] == [23_456, 21_990]
    assert made.compare_at[0] is not None
    assert made.compare_at[0].minor == 30_000


def test_a_hand_set_price_may_be_in_another_currency() -> None:
    """It is shown in that one, as people there write it."""
    price = priced("BR", variant(hand_prices={"BR": HandPrice(price=Money(4500, "USD"))})).prices[0]
    assert price.text.replace(NBSP, " ") == "US$ 45,00"


def test_a_hand_set_price_far_off_the_rate_is_reported() -> None:
    """And only then."""
    near, far = (variant(hand_prices={"BR": HandPrice(price=Money(m, "BRL"))}) for m in (23_000, 30_000))
    assert priced("BR", near).findings == []
    (found,) = priced("BR", far).findings
    assert (
        found.rule,
        found.field,
        found.severity,
        found.status,
    ) == ("glocal.price-drift", "variants[A].price", "note", "open")
    assert "+36 %" in found.message
    assert priced("BR", far, max_drift_percent="").findings == []


def test_a_former_price_goes_the_same_way_and_stays_above() -> None:
    """Where rounding makes them equal it is dropped."""
    made = priced("US", variant(price=2000, former=2500), variant("B", 2000, former=2000), variant("C", 2000))
    assert [None if p is None else p.minor for p in made.compare_at] == [2500, None, None]
    close = priced("BR", variant(former=4010))
    assert close.compare_at == [None]


def test_the_discount_is_never_overstated() -> None:
    """From 30 to 20 dollars is 33 percent, not 34; it is that of the lead."""
    made = priced("US", variant(price=3000), variant("B", 2000, former=3000), lead=1)
    assert made.discount == "33%"
    assert priced("US", variant(price=3000), variant("B", 2000, former=3000)).discount == ""


def test_the_union_wants_the_lowest_price_of_thirty_days() -> None:
    """A reduction is shown against it, and says so."""
    made = priced("DE", variant(price=4000, former=9000, lowest=6000))
    former = made.compare_at[0]
    assert former is not None
    assert former.text.replace(NBSP, " ") == "53,99 €"
    assert f"Lowest price of the last 30 days: 53,99{NBSP}€" == made.reduction_note
    assert f"33{NBSP}%" == made.discount
    assert made.findings == []


def test_without_it_no_reduction_is_shown_and_the_merchant_is_told() -> None:
    """Elsewhere the former price is shown as it is."""
    made = priced("DE", variant(price=4000, former=9000))
    assert (made.compare_at, made.discount, made.reduction_note) == ([None], "", "")
    assert [f.rule for f in made.findings] == ["glocal.reduction-hidden"]
    other = priced("US", variant(price=4000, former=9000))
    assert (other.discount, other.findings, other.reduction_note) == ("55%", [], "")


def test_a_hand_set_price_has_its_own_lowest() -> None:
    """The list price beside it is not shown in the Union."""
    hand = HandPrice(price=Money(2000, "EUR"), compare_at=Money(9900, "EUR"), lowest_30d=Money(2500, "EUR"))
    made = priced("DE", variant(hand_prices={"DE": hand}), max_drift_percent="")
    assert made.compare_at[0] is not None
    assert (2500, f"20{NBSP}%") == (made.compare_at[0].minor, made.discount)


def test_the_tax_note_is_the_markets() -> None:
    """Germany wants one, the United States another, Brazil none."""
    assert [priced(c, variant()).price_note for c in ("DE", "US", "BR")] == ["Incl. VAT", "Plus sales tax", ""]


def test_same_net_adds_the_tax_of_the_class() -> None:
    """Tea is taxed as food in Germany: 7 percent instead of 19."""
    options = {"tax": "same-net", "source_tax_percent": "0", "charm": False}
    assert priced("DE", variant(), **options).prices[0].minor == 4284
    assert priced("DE", variant(), category="tea", **options).prices[0].minor == 3852


def test_same_net_where_the_tax_is_not_known_is_told() -> None:
    """As a finding on every listing of the market."""
    assert [f.rule for f in priced("NG", variant(), tax="same-net").findings] == ["glocal.tax-unknown"]
    assert priced("NG", variant()).findings == []
    assert priced("US", variant(), tax="same-net").findings == []


def test_the_price_of_a_kilogram_is_told_where_the_law_wants_it() -> None:
    """For food by weight, and for what says its net weight; not for a dress that weighs something."""
    weight = ("weight", Quantity(Decimal(250), "gram"))
    net = ("Net weight", Quantity(Decimal("0.5"), "kilogram"))
    assert priced("DE", variant(), category="tea", measures=(weight,)).unit_price.replace(NBSP, " ") == "143,96 €/kg"
    assert priced("DE", variant(), measures=(net,)).unit_price.replace(NBSP, " ") == "71,98 €/kg"
    assert priced("DE", variant(), measures=(weight,)).unit_price == ""
    assert priced("US", variant(), category="tea", measures=(weight,)).unit_price == ""


def test_litres_and_tiny_packages() -> None:
    """Volume goes by the litre; below 10 ml nothing is told."""
    for amount, expected in (("750", "47,99 €/l"), ("9", "")):
        measures = (("volume", Quantity(Decimal(amount), "milliliter")),)
        assert expected == priced("DE", variant(), category="tea", measures=measures).unit_price.replace(NBSP, " ")


def test_each_variant_may_hold_its_own_amount() -> None:
    """The lead's counts; one without its own has the product's."""
    own = variant("B", measures=(("weight", Quantity(Decimal(500), "gram")),))
    measures = (("weight", Quantity(Decimal(250), "gram")),)
    for lead, expected in ((0, "143,96 €/kg"), (1, "71,98 €/kg")):
        made = priced("DE", variant(), own, category="tea", measures=measures, lead=lead)
        assert made.unit_price.replace(NBSP, " ") == expected


def test_an_old_rate_stops_the_market() -> None:
    """At binding, before any page is made."""
    with pytest.raises(RatesError, match="30 days old"):
        pricing.bind(context("BR", today=DAY + dt.timedelta(days=30)))


def test_an_old_rate_shows_the_shops_currency_by_policy() -> None:
    """Untouched, and every listing says why."""
    made = priced("BR", variant(), today=DAY + dt.timedelta(days=30), stale="source-currency")
    assert (made.prices[0].minor, made.prices[0].currency) == (4000, "USD")
    assert [f.rule for f in made.findings] == ["glocal.rate-stale"]
    assert "30 days old" in made.findings[0].message


def test_prices_of_two_currencies_do_not_mix() -> None:
    """A variant in another currency than the catalogue's is an error that names it."""
    wrong = Variant(sku="EUROS", price=Money(100, "EUR"))
    with pytest.raises(MoneyError, match="EUROS: catalogue prices are in USD, got EUR"):
        priced("BR", wrong)


def test_a_price_of_nothing_stays_nothing() -> None:
    """Free is free everywhere, and the least price never becomes free."""
    made = priced("JP", variant(price=0), variant("B", 1))
    assert [p.minor for p in made.prices] == [0, 2]


def test_equal_prices_are_one_value() -> None:
    """What repeats is shared."""
    made = priced("BR", variant(), variant("B"), variant("C", 4001))
    assert made.prices[0] is made.prices[1] is made.prices[2]


# ---------------------------------------------------------------------------------------------- the waterfall


def told(code: str, *variants: Variant, **options: Any) -> list[tuple[str, str, str, str]]:
    made = draft(*variants, trace=True)
    pricing.bind(context(code, trace=True, **options))(made)
    return [(c.field, c.before, c.after, c.because) for c in made.changes or []]


def test_a_merchant_can_follow_a_price_step_by_step() -> None:
    """What they wrote, rate with source and date, adjustment, tax, rounding, ending, what is shown."""
    steps = told("BR", variant(), adjust={"BR": "5"})
    assert [
        ("40.00 USD", "220.0000 BRL", "1 USD = 5.5 BRL (a test, 2026-11-20)"),
        ("220.0000 BRL", "231.0000 BRL", "adjusted by +5 % for BR"),
        (
            "231.0000 BRL",
            "231.0000 BRL",
            "one shelf price everywhere, tax within (same-gross); the standard rate here is 17 %",
        ),
        ("231.0000 BRL", "231.00 BRL", "rounded to 0.01 BRL"),
        ("231.00 BRL", "229.90 BRL", "the nearest ending of BR (rules/markets/BR.toml), moved by -0.48 %"),
        ("229.90 BRL", f"R${NBSP}229,90", "written for pt-BR"),
    ] == [step[1:] for step in steps]
    assert {"variants[A].price"} == {step[0] for step in steps}


def test_each_step_begins_where_the_one_before_ended() -> None:
    """In every market, with every policy."""
    for code in CODES:
        for tax in ("same-gross", "same-net"):
            steps = told(code, variant(price=4321), tax=tax, source_tax_percent="19", adjust={code: "-3"})
            assert [a for _, _, a, _ in steps[:-1]] == [b for _, b, _, _ in steps[1:]]


def test_a_hand_set_price_is_told_as_one() -> None:
    """One step says it all."""
    steps = told("BR", variant(hand_prices={"BR": HandPrice(price=Money(22_000, "BRL"))}))
    assert [("40.00 USD", f"R${NBSP}220,00", "set by hand for BR; a hand-set price wins")] == [s[1:] for s in steps]


def test_why_a_former_price_is_not_shown_is_told() -> None:
    """With the law's days."""
    steps = told("DE", variant(former=9000))
    assert steps[-1] == (
        "variants[A].compare_at",
        "90.00 USD",
        "not shown",
        "no lowest price of 30 days above the price",
    )


amounts = st.integers(0, 2_000_000)
products = st.lists(st.tuples(amounts, st.none() | amounts, st.none() | amounts), min_size=1, max_size=6)


@given(st.sampled_from(CODES), products, st.sampled_from(["same-gross", "same-net"]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_explaining_changes_nothing(code: str, rows: list[Any], tax: str, charm: bool) -> None:
    """A recording step gives the same prices, and the last step told is what is shown."""
    variants = [variant(f"S{i}", p, former=f, lowest=low) for i, (p, f, low) in enumerate(rows)]
    options = {"tax": tax, "charm": charm, "source_tax_percent": "10"}
    plain = priced(code, *variants, **options)
    traced = draft(*variants, trace=True)
    pricing.bind(context(code, trace=True, **options))(traced)
    for name in ("prices", "compare_at", "discount", "price_note", "unit_price", "reduction_note", "findings"):
        assert getattr(plain, name) == getattr(traced, name)
    last = {c.field: c.after for c in traced.changes or []}
    for i, price in enumerate(plain.prices):
        assert price.text == last[f"variants[S{i}].price"]


@given(st.sampled_from(CODES), amounts, amounts, st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_dearer_product_is_never_cheaper(code: str, one: int, more: int, net: bool) -> None:
    """Through rate, tax and ending."""
    made = priced(code, variant(price=one), variant("B", one + more), tax="same-net" if net else "same-gross")
    assert made.prices[0].minor <= made.prices[1].minor


@given(st.sampled_from(CODES), amounts)
@settings(max_examples=200, deadline=None)
def test_a_shown_price_is_near_the_exact_one(code: str, minor: int) -> None:
    """Within the market's share and one rounding."""
    market = ATLAS.market(code)
    price = priced(code, variant(price=minor)).prices[0]
    exact = Fraction(minor, 100) * RATES.rate("USD", market.currency).value
    step = Fraction(market.price.step or 1)
    shown = Fraction(price.money.decimal)
    assert abs(shown - exact) <= exact * Fraction(market.price.max_move_percent) / 100 + step


def test_luxury_ends_in_round_numbers() -> None:
    """A category may say so; or that its prices stay as they come."""
    for endings, expected in (("round", 22_000), ("none", 21_934), ("market", 21_990)):
        made = draft(variant(price=3988), category="bag")
        asked = replace(context("BR"), categories={"bag": Category(endings=endings)})  # type: ignore[arg-type]
        pricing.bind(asked)(made)
        assert expected == made.prices[0].minor
