"""Delivery: how parcels come there, when, at what price, and who pays duty.

All of it is the same for every product of a market, so it is worked out at binding. A listing gets one of two values:
delivery at its price, or free from the shop's threshold on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from glocal import formats
from glocal.model.listing import Delivery, DeliveryMethod, Text
from glocal.model.money import Money
from glocal.prices import MarketPrices
from glocal.workdays import Workdays

if TYPE_CHECKING:
    import datetime as dt

    from glocal.model.draft import Context, Draft, Step
    from glocal.model.listing import Price
    from glocal.model.market import DeliveryHabit, Market

__all__ = ["Plan", "bind"]

LAYER = "delivery"
Payer = Literal["seller", "buyer", ""]


def bind(context: Context) -> Step:
    """Bind to a market: the step sets `delivery`.

    Raises UnknownError for a `ships_from` that is no territory, RatesError where shipping cannot be converted.
    """
    plan = Plan(context)
    paid, free, threshold = plan.paid, plan.free, plan.threshold

    def step(draft: Draft) -> None:
        lead = draft.product.variants[draft.lead].price.minor
        draft.delivery = free if threshold is not None and lead >= threshold else paid

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        step(draft)
        for method in draft.delivery.methods:
            draft.record(LAYER, f"delivery[{method.id}]", "", f"{method.dates}", plan.because(method))

    return recorded


class Plan:
    """One market's delivery, at its price and free."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.market = context.market
        policies = context.policies
        self.sender = context.atlas.market(policies.ships_from) if policies.ships_from else None
        self.home = self.sender is not None and self.sender.code == self.market.code
        self.union = self.sender is not None and _one_union(self.sender, self.market)
        self.leaves = Workdays.of(self.sender or self.market)
        self.arrives = Workdays.of(self.market)
        self.formats = formats.locale(context.language, digits=policies.digits)
        self.prices = MarketPrices(context) if any(policies.shipping.values()) else None
        self.threshold = self._minor(policies.free_shipping_from)
        """Source minor units of goods from which delivery is free; None for never."""
        self.paid, self.free = self._delivery(free=False), self._delivery(free=True)

    def _minor(self, amount: str) -> int | None:
        return Money.parse(amount, self.context.source_currency).minor if amount else None

    def _delivery(self, *, free: bool) -> Delivery:
        payer, note = self._duty()
        methods = tuple(self._method(habit, free) for habit in self.market.delivery.methods if self._offered(habit.id))
        return Delivery(methods, self._text(note) if note else Text("", ""), payer)

    def _method(self, habit: DeliveryHabit, free: bool) -> DeliveryMethod:
        first, last = self._days(habit)
        earliest, latest = self._date(0, first), self._date(1, last)
        return DeliveryMethod(
            habit.id,
            self._text(habit.name),
            None if free else self._price(habit.id),
            earliest,
            latest,
            self._dates(earliest, latest),
            self._duration(*(h + d for h, d in zip(self.context.policies.handling_days, (first, last), strict=True))),
            habit.carrier,
            handling=self.context.policies.handling_days,
            transit=(first, last),
        )

    def _days(self, habit: DeliveryHabit) -> tuple[int, int]:
        if self.home:
            return habit.domestic_days or habit.days
        return (self.union and habit.union_days) or habit.days

    def _date(self, end: int, transit: int) -> dt.date:
        handed_over = self.leaves.ahead(self.context.today, self.context.policies.handling_days[end])
        return self.arrives.ahead(handed_over, transit)

    def _offered(self, method: str) -> bool:
        shipping = self.context.policies.shipping
        return not shipping or method in shipping or method != "express"

    def _price(self, method: str) -> Price | None:
        shipping = self.context.policies.shipping
        minor = self._minor(shipping.get(method, shipping.get("standard", "")))
        return self.prices.table[""].shown[minor] if minor and self.prices else None

    def _dates(self, earliest: dt.date, latest: dt.date) -> Text:
        if earliest == latest:
            return Text(self.formats.date("medium")(earliest), self.context.language)
        return Text(self.formats.date_range("medium")(earliest, latest), self.context.language)

    def _duration(self, fewest: int, most: int) -> Text:
        number = self.formats.number()
        days = number(most) if fewest == most else f"{number(fewest)}–{number(most)}"
        words = self.context.texts.n("{days} working day", "{days} working days", most, days=days)
        return Text(words, self.context.texts.language_of("{days} working day"))

    def _text(self, msgid: str) -> Text:
        return Text(self.context.texts.t(msgid), self.context.texts.language_of(msgid))

    def _duty(self) -> tuple[Payer, str]:
        """Return who pays duty and the sentence that says so; nothing for parcels that cross no customs."""
        if self.sender is None or self.home or self.union:
            return "", ""
        habits, stated = self.market.delivery, self.context.policies.duty_paid_by
        if stated and stated != habits.duty_paid_by:
            return stated, NOTES[stated]
        return habits.duty_paid_by, habits.duty_note

    def because(self, method: DeliveryMethod) -> str:
        """Tell the merchant how the dates came about."""
        habit = next(h for h in self.market.delivery.methods if h.id == method.id)
        (first, last), (least, most) = self._days(habit), self.context.policies.handling_days
        weekend = ", ".join(self.market.weekend)
        return (
            f"{least} to {most} working days in the shop, {first} to {last} on the way, from "
            f"{self.context.today.isoformat()}; weekend {weekend} and holidays of {self.market.code}"
        )


NOTES = {
    "seller": "Import tax and duty are included in the price.",
    "buyer": "Import tax and duty may be due on delivery.",
}


def _one_union(sender: Market, market: Market) -> bool:
    union = market.delivery.customs_union
    return bool(union) and union == sender.delivery.customs_union
