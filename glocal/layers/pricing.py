"""Pricing: what each variant costs here, as a price that looks like a price here.

The order is fixed: the merchant's hand-set price for the market wins; else the dated rate, the shop's adjustment, the
tax policy, the market's ending, the format. A price that nothing converts stays the merchant's own number.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal import formats
from glocal.errors import MoneyError
from glocal.memo import Memo
from glocal.model.listing import Finding
from glocal.prices import MarketPrices
from glocal.prices.story import waterfall
from glocal.prices.unit import contents_of, unit_price

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.model.listing import Price
    from glocal.model.money import Money
    from glocal.model.product import Variant
    from glocal.prices import PriceTable
    from glocal.prices.unit import Content

__all__ = ["bind"]

LAYER = "pricing"


class Asked(NamedTuple):
    """A product's prices as the merchant wrote them, in minor units: what no market changes."""

    prices: tuple[int, ...]
    former: tuple[int | None, ...] | None
    """None where no variant has a former price."""
    lowest: tuple[int | None, ...] | None
    """None where no variant has a lowest price of 30 days."""
    by_hand: bool
    """Whether some variant has a price set by hand for some market."""
    nothing: tuple[None, ...]
    """One None a variant."""
    contents: tuple[Content | None, ...] | None
    """What each variant's package holds; None where none says so."""


def bind(context: Context) -> Step:
    """Bind to a market: the step sets prices, former prices, discount, notes and the price per unit.

    Raises RatesError where no usable rate leads to the market's currency and the shop's policy is "error".
    """
    view = _View(context)

    def step(draft: Draft) -> None:
        asked = view.asked(draft.source)
        table = view.tables[draft.source.category]
        draft.prices = list(map(table.shown.__getitem__, asked.prices))
        former = asked.lowest if view.prior_days else asked.former
        draft.compare_at = [*asked.nothing] if former is None else view.former(table, draft.prices, former)
        if asked.by_hand:
            view.by_hand(draft, table)
        view.lead(draft, asked)

    return view.recorded(step) if context.trace else step


class _View:
    """One market's way with prices."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.code = context.market.code
        self.markets = MarketPrices(context)
        self.tables = self.markets.table
        self.prior_days = context.market.price.prior_price_days
        self.unit_price = context.market.price.unit_price
        note = context.market.tax.note
        self.note = context.texts.t(note) if note else ""
        percent = formats.locale(context.language, digits=context.policies.digits).percent()
        self.percent: Memo[int, str] = Memo(lambda share: percent(Decimal(share) / 100) if share else "")
        self.per_unit: Memo[tuple[Price, Content], str] = Memo(self._per_unit)
        self.drift = Decimal(context.policies.max_drift_percent or "Infinity")
        self.standing = _standing(context, self.markets)
        self.settled: dict[str, tuple[Finding, Finding]] = {}
        self.hidden = _reduction_hidden(self.code, self.prior_days)

    def asked(self, source: Source) -> Asked:
        found: Asked | None = source.memo.get(LAYER)
        if found is None:
            found = source.memo[LAYER] = _asked(source, self.context.source_currency, self._category(source))
        return found

    def _category(self, source: Source) -> str:
        known = self.context.categories.get(source.category)
        return known.goods if known else ""

    def former(self, table: PriceTable, prices: list[Price], former: tuple[int | None, ...]) -> list[Price | None]:
        shown = [None if minor is None else table.shown[minor] for minor in former]
        return [f if f is not None and f.minor > p.minor else None for p, f in zip(prices, shown, strict=True)]

    def by_hand(self, draft: Draft, table: PriceTable) -> None:
        for i, variant in enumerate(draft.product.variants):
            hand = variant.hand_prices.get(self.code)
            if hand is None:
                continue
            computed, price = draft.prices[i], self._own(hand.price)
            former = hand.lowest_30d if self.prior_days else hand.compare_at
            before = None if former is None or former.currency != price.currency else self._own(former)
            draft.prices[i] = price
            draft.compare_at[i] = before if before is not None and before.minor > price.minor else None
            self._report_drift(draft, variant, price, computed, table)

    def _own(self, money: Money) -> Price:
        return self.markets.hand(money.minor, money.currency)

    def _report_drift(self, draft: Draft, variant: Variant, price: Price, computed: Price, table: PriceTable) -> None:
        if price.currency != computed.currency or not computed.minor or table.conversion.same:
            return
        share = Fraction(price.minor - computed.minor, computed.minor) * 100
        if abs(share) > self.drift:
            draft.findings.append(_drifted(variant.sku, price, computed, round(share), self.context))

    def lead(self, draft: Draft, asked: Asked) -> None:
        """Set what is told of the leading variant alone."""
        price, former = draft.prices[draft.lead], draft.compare_at[draft.lead]
        draft.price_note = self.note
        draft.discount = draft.reduction_note = draft.unit_price = ""
        if former is not None:
            draft.discount = self.percent[(former.minor - price.minor) * 100 // former.minor]
            draft.reduction_note = self._reduction(former)
        if self.prior_days:
            self._settle(draft, former is None and asked.former is not None and asked.former[draft.lead] is not None)
        if self.unit_price and asked.contents and (content := asked.contents[draft.lead]):
            draft.unit_price = self.per_unit[price, content]
        draft.findings += self.standing

    def _settle(self, draft: Draft, hidden: bool) -> None:
        """Tell that a former price is left out: with the law's own rule where culture has found it, else alone."""
        settled = False
        for i, finding in enumerate(draft.findings):
            if finding.subject == "no-lowest-price":
                kept = self.settled.get(finding.rule)
                if kept is None or kept[0] is not finding:
                    kept = self.settled[finding.rule] = (finding, _settled(finding))
                draft.findings[i], settled = kept[1], True
        if hidden and not settled:
            draft.findings.append(self.hidden)

    def _reduction(self, former: Price) -> str:
        if not self.prior_days:
            return ""
        days = formats.locale(self.context.language, digits=self.context.policies.digits).number()(self.prior_days)
        return self.context.texts.t("Lowest price of the last {days} days: {price}", days=days, price=former.text)

    def _per_unit(self, key: tuple[Price, Content]) -> str:
        price, content = key
        return unit_price(self.context, self.markets, price, content)

    def recorded(self, step: Callable[[Draft], None]) -> Step:
        def record(draft: Draft) -> None:
            step(draft)
            for story in waterfall(draft, self.context, self.markets, self.tables[draft.source.category]):
                draft.record(LAYER, *story)

        return record


def _asked(source: Source, currency: str, goods: str) -> Asked:
    variants = source.product.variants
    former = tuple([_minor(v.compare_at, currency, v.sku) for v in variants])
    lowest = tuple([_minor(v.lowest_30d, currency, v.sku) for v in variants])
    return Asked(
        tuple([_minor(v.price, currency, v.sku) or 0 for v in variants]),
        former if any(f is not None for f in former) else None,
        lowest if any(f is not None for f in lowest) else None,
        any(v.hand_prices for v in variants),
        (None,) * len(variants),
        contents_of(source.product, goods),
    )


def _minor(money: Money | None, currency: str, sku: str) -> int | None:
    if money is None:
        return None
    if money.currency != currency:
        raise MoneyError(
            f"{sku}: catalogue prices are in {currency}, got {money.currency}", expected=currency, got=money.currency
        )
    return money.minor


def _drifted(sku: str, price: Price, computed: Price, share: int, context: Context) -> Finding:
    return Finding(
        rule="glocal.price-drift",
        severity="note",
        status="open",
        field=f"variants[{sku}].price",
        message=f"{price.amount} {price.currency}, set by hand, is {share:+d} % off the converted {computed.amount}.",
        because=f"The shop asks to be told from {context.policies.max_drift_percent} % on.",
        remedy="review-price",
    )


def _settled(finding: Finding) -> Finding:
    if finding.status != "open":
        return finding
    return msgspec.structs.replace(
        finding, status="remedied", remedy="show-no-reduction", done="The former price is not shown."
    )


def _reduction_hidden(market: str, days: int) -> Finding:
    return Finding(
        rule="glocal.reduction-hidden",
        severity="note",
        status="open",
        field="compare_at",
        message="The former price is not shown: there is no lowest price of the days before the reduction.",
        because=f"In {market} a reduction is shown against the lowest price of {days} days.",
        remedy="state-lowest-price",
        sources=("directive 98/6/EC, article 6a", "CJEU C-330/23"),
    )


def _standing(context: Context, markets: MarketPrices) -> tuple[Finding, ...]:
    """Return what is to be told on every listing of the market."""
    told = []
    if markets.exchange.warning:
        told.append(("glocal.rate-stale", markets.exchange.warning, "It shows its own currency where a rate is old."))
    if markets.table[""].conversion.unknown_tax:
        told.append(
            (
                "glocal.tax-unknown",
                f"No tax was added: the rates of {context.market.code} are not known.",
                "The shop asked for the market's tax on top of net prices (same-net).",
            )
        )
    return tuple([_standing_finding(*parts) for parts in told])


def _standing_finding(rule: str, message: str, because: str) -> Finding:
    return Finding(rule=rule, severity="note", status="open", field="price", message=message, because=because)
