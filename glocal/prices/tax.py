"""Value added tax, sales tax: which rate holds, and how a price splits into net and tax to the minor unit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from glocal.model.market import Tax, TaxRate

__all__ = ["percent_of", "rate_of", "split"]

STANDARD = "standard"


def rate_of(tax: Tax, tax_class: str, today: dt.date) -> TaxRate | None:
    """Return the rate of a class that holds on a day; a class that the market lacks is taxed as standard.

    None where the market's rates are not known.
    """
    for wanted in (tax_class or STANDARD, STANDARD):
        for rate in tax.rates:
            if rate.tax_class == wanted and _holds(rate, today):
                return rate
    return None


def percent_of(tax: Tax, tax_class: str, today: dt.date) -> Decimal | None:
    """Return the percentage of `rate_of`, None where it is not known."""
    rate = rate_of(tax, tax_class, today)
    return None if rate is None else rate.percent


def split(gross: int, percent: Decimal) -> tuple[int, int]:
    """Split minor units that contain tax into net and tax, rounded half up once: net + tax is always gross.

    >>> from decimal import Decimal
    >>> split(1999, Decimal(19))
    (1680, 319)
    """
    share = Fraction(percent)
    exact = gross * 100 / (100 + share)
    net = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return net, gross - net


def _holds(rate: TaxRate, day: dt.date) -> bool:
    return (rate.since is None or rate.since <= day) and (rate.until is None or day <= rate.until)
