"""Which currency a market's prices are shown in, and at which rate; a missing or old rate is never silent."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from glocal.errors import RatesError

if TYPE_CHECKING:
    import datetime as dt

    from glocal.model.draft import Policies
    from glocal.rates import Rate, Rates

__all__ = ["Exchange", "exchange"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """How prices get from the shop's currency into the shown one."""

    source: str
    """ISO 4217 code of the catalogue."""
    target: str
    """ISO 4217 code that is shown."""
    rate: Rate | None
    """None where nothing is exchanged."""
    warning: str = ""
    """Why the market's own currency is not shown; '' where it is."""

    @property
    def value(self) -> Fraction:
        """Units of the target for one of the source."""
        return self.rate.value if self.rate else Fraction(1)


def exchange(rates: Rates, source: str, target: str, today: dt.date, policies: Policies) -> Exchange:
    """Return the exchange for a market.

    Raises RatesError where there is no rate, or it is older than the shop allows, and the policy is "error"; where it
    is "source-currency" the exchange keeps the source's currency and says why.
    """
    if source == target:
        return Exchange(source, target, None)
    try:
        rate = rates.rate(source, target)
        _refuse_stale(rate, source, target, today, policies.max_rate_age_days)
    except RatesError as error:
        if policies.stale == "error":
            raise
        return Exchange(source, source, None, f"prices stay in {source}: {error}")
    return Exchange(source, target, rate)


def _refuse_stale(rate: Rate, source: str, target: str, today: dt.date, limit: int) -> None:
    days = (today - rate.date).days
    if days > limit:
        raise RatesError(
            f"the rate from {source} to {target} is of {rate.date} ({rate.source}): {days} days old, the shop allows "
            f"{limit}; update the table, or set max_rate_age_days or stale"
        )
