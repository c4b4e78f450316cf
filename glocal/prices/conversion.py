"""From the catalogue's price to the market's before its ending: one exact ratio, one rounding, and its story."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import DataError
from glocal.model.money import minor_digits
from glocal.prices.tax import rate_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from glocal.model.draft import Policies
    from glocal.model.market import Market
    from glocal.prices.exchange import Exchange
    from glocal.rates import Rate

__all__ = ["Conversion", "Leg", "conversion"]


class Leg(NamedTuple):
    """One step of the conversion: its factor, the currency after it, and why, for the merchant."""

    factor: Fraction
    currency: str
    because: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """All legs from a source price to a market's, and the unit that the result is rounded to."""

    source: str
    target: str
    legs: tuple[Leg, ...]
    unit: int
    """Minor units of the target; every converted price is a multiple of it."""
    unknown_tax: bool = False
    """Whether same-net was asked for and the market's rate is not known: no tax was added."""

    @property
    def ratio(self) -> Fraction:
        """Units (of `unit` minor units) of the target for one minor unit of the source, exactly."""
        scale = Fraction(10) ** (minor_digits(self.target) - minor_digits(self.source))
        product = Fraction(1)
        for leg in self.legs:
            product *= leg.factor
        return product * scale / self.unit

    @property
    def same(self) -> bool:
        """Whether a price passes through unchanged: the merchant's own number stands."""
        return self.source == self.target and all(leg.factor == 1 for leg in self.legs)

    def minor(self, minor: int) -> int:
        """Convert minor units, rounded half up once; what costs something never becomes free."""
        if self.same:
            return minor
        above, below = self.ratio.as_integer_ratio()
        count = (2 * minor * above + below) // (2 * below)
        return (count or (1 if minor else 0)) * self.unit


def conversion(
    exchange: Exchange, market: Market, policies: Policies, *, tax_class: str, category: str, today: dt.date, unit: int
) -> Conversion:
    """Return the conversion of a category's prices into a market's: rate, then adjustment, then tax."""
    target = exchange.target
    legs = []
    if exchange.rate is not None:
        legs.append(Leg(exchange.value, target, f"1 {exchange.source} = {_told(exchange.rate, target)}"))
    if percent := _adjustment(policies.adjust, market.code, category):
        legs.append(Leg(1 + Fraction(percent) / 100, target, f"adjusted by {percent:+f} % for {market.code}"))
    tax, unknown = _tax_leg(market, policies, tax_class, today, target)
    return Conversion(exchange.source, target, (*legs, tax) if tax else tuple(legs), unit, unknown)


def _told(rate: Rate, target: str) -> str:
    return f"{rate.text} {target} ({rate.source}, {rate.date.isoformat()})"


def _adjustment(adjust: Mapping[str, str], market: str, category: str) -> Decimal:
    for key in (f"{market}.{category}", category, market):
        if key and key in adjust:
            return _percent(adjust[key], f"adjust.{key}")
    return Decimal(0)


def _tax_leg(
    market: Market, policies: Policies, tax_class: str, today: dt.date, target: str
) -> tuple[Leg | None, bool]:
    if policies.tax == "same-gross":
        return None, False
    contained = _percent(policies.source_tax_percent, "source_tax_percent")
    net = Fraction(100) / (100 + Fraction(contained))
    without = f"{contained:f} % of tax taken out"
    if market.tax.display == "exclusive":
        return Leg(net, target, f"{without}; {market.code} shows prices without tax"), False
    rate = rate_of(market.tax, tax_class, today)
    if rate is None:
        return Leg(net, target, f"{without}; the tax of {market.code} is not known, none was added"), True
    because = f"{without}, {rate.percent:f} % of {market.code} added ({rate.tax_class})"
    return Leg(net * (100 + Fraction(rate.percent)) / 100, target, because), False


def _percent(text: str, key: str) -> Decimal:
    try:
        value = Decimal(text)
    except ArithmeticError:
        value = Decimal("NaN")
    if not value.is_finite() or not -100 < value <= 1000:
        raise DataError(f"{key}: expected a percentage above -100, got {text!r}", expected="a percentage", got=text)
    return value
