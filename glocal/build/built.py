"""What a build made and what it met."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from glocal.catalog import Report
    from glocal.model.listing import Finding, Listing

__all__ = ["Built"]


class Built(msgspec.Struct, kw_only=True):
    """What a build made and what it met."""

    out: Path
    editions: tuple[tuple[str, str], ...]
    """Market and language."""
    products: int = 0
    pages: int = 0
    findings: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    """(severity, status) -> count; one a market, product, rule and field, however many languages."""
    remedied: list[tuple[str, str, str, str]] = []
    """Market, product, rule, what was done."""
    rates: str = ""
    """Source, day and age of the exchange rates."""
    rows: str = ""
    """What became of every source row, in a line."""
    refused: tuple[str, ...] = ()
    """What of the catalogue is not in the site because of its faults."""
    skipped: tuple[str, ...] = ()
    """Rows that are sound and not for sale."""
    doubtful: tuple[str, ...] = ()
    """What was kept, with a doubt."""
    seconds: float = 0.0

    def summary(self) -> dict[str, Any]:
        """Return the figures for a program to read."""
        return {
            "out": str(self.out),
            "editions": [{"market": m, "language": tag} for m, tag in self.editions],
            "products": self.products,
            "pages": self.pages,
            "findings": [
                {"severity": severity, "status": status, "count": count}
                for (severity, status), count in sorted(self.findings.items())
            ],
            "remedied": [dict(zip(("market", "product", "rule", "done"), row, strict=True)) for row in self.remedied],
            "rates": self.rates,
            "rows": self.rows,
            "refused": self.refused,
            "skipped": self.skipped,
            "doubtful": self.doubtful,
            "seconds": round(self.seconds, 3),
        }

    def count(self, listing: Listing, finding: Finding) -> None:
        """Count a finding, and keep what was done about it."""
        self.findings[finding.severity, finding.status] += 1
        if finding.status == "remedied":
            self.remedied.append((listing.market, listing.id, finding.rule, finding.done))

    def account(self, report: Report) -> None:
        """Take over what the catalogue says of its rows."""
        self.rows = str(report)
        self.refused = tuple(map(str, report.refusals))
        self.skipped = tuple(map(str, report.skips))
        self.doubtful = (*map(str, report.warnings), *self.doubtful)

    def doubt(self, *faults: object) -> None:
        """Note what was kept, with a doubt."""
        self.doubtful += tuple(map(str, faults))
