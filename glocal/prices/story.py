"""How a price came to be, told as a waterfall: the merchant's price, rate, adjustment, tax, ending, what is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from glocal.model.money import Money, minor_digits
from glocal.prices.tax import rate_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.draft import Context, Draft
    from glocal.model.listing import Price
    from glocal.model.product import Variant
    from glocal.prices.market import MarketPrices, PriceTable

__all__ = ["Told", "waterfall"]


class Told(NamedTuple):
    """One step: of which field, before, after, why."""

    field: str
    before: str
    after: str
    because: str


def waterfall(draft: Draft, context: Context, markets: MarketPrices, table: PriceTable) -> Iterator[Told]:
    """Yield every step of every variant's price, then what became of its former price."""
    for variant, price, former in zip(draft.product.variants, draft.prices, draft.compare_at, strict=True):
        field = f"variants[{variant.sku}].price"
        if context.market.code in variant.hand_prices:
            because = f"set by hand for {context.market.code}; a hand-set price wins"
            yield Told(field, _amount(variant.price), price.text, because)
        else:
            yield from _steps(field, variant.price, price, context, markets, table)
        yield from _former(variant, former, context)


def _steps(
    field: str, money: Money, price: Price, context: Context, markets: MarketPrices, table: PriceTable
) -> Iterator[Told]:
    rule = table.conversion
    if rule.same:
        because = markets.exchange.warning or "the catalogue's own price: nothing converts it"
        yield Told(field, _amount(money), price.text, because)
        return
    exact, before = Fraction(money.decimal), _amount(money)
    for leg in rule.legs:
        exact *= leg.factor
        after = _exact(exact, leg.currency)
        yield Told(field, before, after, leg.because)
        before = after
    if context.policies.tax == "same-gross":
        yield Told(field, before, before, _same_gross(context, table))
    yield from _rounded(field, before, Money(rule.minor(money.minor), rule.target), price, context, table)


def _rounded(
    field: str, before: str, rounded: Money, price: Price, context: Context, table: PriceTable
) -> Iterator[Told]:
    unit = Money(table.conversion.unit, rounded.currency)
    yield Told(field, before, _amount(rounded), f"rounded to {_amount(unit)}")
    shown = Money(price.minor, price.currency)
    if table.grid is not None and shown != rounded:
        share = Fraction(shown.minor - rounded.minor, rounded.minor) * 100
        file = context.market.provenance.get("price.charm", "")
        ending = "round price" if table.endings == "round" else f"ending of {context.market.code} ({file})"
        because = f"the nearest {ending}, moved by {_percent(share)} %"
        yield Told(field, _amount(rounded), _amount(shown), because)
    yield Told(field, _amount(shown), price.text, f"written for {context.language}")


def _same_gross(context: Context, table: PriceTable) -> str:
    rate = rate_of(context.market.tax, "standard", context.today)
    if context.market.tax.display == "exclusive":
        return "one shelf price everywhere (same-gross); tax comes on top here"
    here = f"; the standard rate here is {rate.percent:f} %" if rate else ""
    return f"one shelf price everywhere, tax within (same-gross){here}"


def _former(variant: Variant, former: Price | None, context: Context) -> Iterator[Told]:
    hand = variant.hand_prices.get(context.market.code)
    days = context.market.price.prior_price_days
    stated = (hand.compare_at or hand.lowest_30d) if hand else (variant.compare_at or variant.lowest_30d)
    if stated is None:
        return
    field = f"variants[{variant.sku}].compare_at"
    if former is None:
        why = f"no lowest price of {days} days above the price" if days else "not above the price"
        yield Told(field, _amount(stated), "not shown", why)
    else:
        why = f"the lowest price of {days} days, by the same steps" if days else "by the same steps as the price"
        yield Told(field, _amount(stated), former.text, why)


def _percent(share: Fraction) -> str:
    """Two decimals, with a sign."""
    hundredths = round(share * 100)
    sign = "-" if hundredths < 0 else "+"
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def _amount(money: Money) -> str:
    return f"{money.amount} {money.currency}"


def _exact(value: Fraction, currency: str) -> str:
    """Two digits more than the currency has."""
    places = minor_digits(currency) + 2
    scaled = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{scaled:.{places}f} {currency}"
