"""A chart's word as a shopper or a merchant reads it: which chart, what it says, and on whose authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.model.chart import Evidence

if TYPE_CHECKING:
    from glocal.sizes.ask import Panel

__all__ = ["evidence", "whose"]

_BY_WAY_OF = " by way of "


def evidence(asked: Panel, chart: str, via: str, label: str, weight: float) -> Evidence:
    """Return the word of a chart of a panel; `via` is the system between, '' for none."""
    told = asked.by_id[chart]
    source = asked.file.sources.get(told.sources[0]) if told.sources else None
    return Evidence(
        chart=f"{chart}{_BY_WAY_OF}{via}" if via else chart,
        label=label,
        weight=round(weight, 3),
        strength=source.strength if source else 3,
        ref=source.ref if source else "the shop's own chart",
        dated=told.dated,
    )


def whose(said: str) -> tuple[str, str]:
    """Return the chart of an evidence and the system between.

    >>> whose("jis by way of EU"), whose("jis")
    (('jis', 'EU'), ('jis', ''))
    """
    chart, _, via = said.partition(_BY_WAY_OF)
    return chart, via
