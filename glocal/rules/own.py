"""What layers find by themselves (`glocal.price-drift` and the like), decided on as cultural rules are.

A shop silences such a finding in shop.toml or accepts it with a waiver in rules/culture, under its full id. Findings of
a shop's own layers are heard and accepted in the same way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.rules.data import load_pack
from glocal.rules.waiver import EXPIRED, waive

if TYPE_CHECKING:
    from datetime import date

    from glocal.model.draft import Context, Draft, Step
    from glocal.model.listing import Finding
    from glocal.model.rule import Waiver

__all__ = ["CHECKS", "bind"]

CHECKS = (
    "glocal.price-drift", "glocal.rate-stale", "glocal.reduction-hidden", "glocal.size-unmapped", "glocal.size-unread",
    "glocal.tax-unknown", EXPIRED,
)  # fmt: skip
"""Ids of what glocal's own layers find."""


def bind(context: Context) -> Step:
    """Return the step that comes after all layers: it leaves out what is silenced, and marks what is waived.

    An expired waiver can be silenced, not waived: a new waiver of its rule takes its place.
    """
    pack = load_pack(context.atlas.folders, context.market.code, context.market.parents)
    cultural = {rule.id for rule in pack.rules}
    silent = context.policies.silence - cultural
    waivers = [waiver for waiver in pack.waivers if waiver.rule not in cultural and waiver.rule != EXPIRED]
    today = context.today

    def step(draft: Draft) -> None:
        heard = [one for one in draft.findings if one.rule not in silent]
        draft.findings = [told for one in heard for told in _decided(one, waivers, draft.product.id, today)]

    return step if silent or waivers else _nothing


def _nothing(draft: Draft) -> None:
    """The shop has decided nothing about them."""


def _decided(one: Finding, waivers: list[Waiver], product: str, today: date) -> list[Finding]:
    return waive([one], waivers, product, today) if one.status == "open" else [one]
