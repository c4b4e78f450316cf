"""A merchant's decision to live with a rule: it holds until its day, and says so when that has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glocal.model.listing import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from glocal.model.rule import Waiver

__all__ = ["waive"]

EXPIRED = "glocal.waiver-expired"


def waive(found: Sequence[Finding], waivers: Iterable[Waiver], product: str, today: date | None) -> list[Finding]:
    """Return the findings, those that a waiver covers `waived`; an expired waiver is a finding of its own."""
    own = [w for w in waivers if not w.products or product in w.products]
    if not own:
        return list(found)
    result: list[Finding] = []
    for one in found:
        result += _waived(one, [w for w in own if w.rule == one.rule], today)
    return result


def _waived(one: Finding, waivers: Sequence[Waiver], today: date | None) -> list[Finding]:
    for waiver in waivers:
        told = f"{waiver.who}: {waiver.why} (until {waiver.until})"
        if today is None or today <= waiver.until:
            return [msgspec.structs.replace(one, status="waived", waiver=told)]
        return [one, _expired(one, waiver, told)]
    return [one]


def _expired(one: Finding, waiver: Waiver, told: str) -> Finding:
    return Finding(
        rule=EXPIRED,
        severity="avoid",
        status="open",
        field=one.field,
        message=f"the waiver for {waiver.rule} ended on {waiver.until}",
        because="A waiver holds until its day; decide again, or act on the finding.",
        remedy="review",
        waiver=told,
    )
