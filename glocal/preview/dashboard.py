"""All markets at a glance: how much is translated, what is found, how far hand-set prices have drifted."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glocal.catalog.report import Report
    from glocal.preview.catalogue import Card, Catalogue, Query
    from glocal.preview.opened import Edition

__all__ = ["COLUMNS", "Row", "export", "rows", "rules", "safe"]

DRIFT = "glocal.price-drift"
COLUMNS = ("block", "avoid", "note", "remedied", "waived", "drift", "refused", "withheld")
HEAD = ("product", "title", "category", "market", "severity", "status", "rule", "field", "message", "done")
AT_ONCE = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class Row(NamedTuple):
    """A market in numbers of findings, drifted prices and withheld products."""

    market: str
    coverage: tuple[tuple[str, int], ...]
    """Language and percent of products whose title and description are in it."""
    counts: dict[str, int]
    """Column -> number."""

    def heat(self, column: str, most: int) -> int:
        """Return 0 to 5: how a number stands beside the largest of its column."""
        value = self.counts[column]
        return 0 if not value or not most else 1 + min(4, 5 * value // (most + 1))


def rows(catalogue: Catalogue, editions: Sequence[Edition], report: Report | None = None) -> list[Row]:
    """Return one row a market, in the shop's order; of refused rows those of prices, which alone name a market."""
    found: list[Row] = catalogue.once("rows", lambda: _rows(catalogue.cards, editions, report))
    return found


def _rows(cards: Sequence[Card], editions: Sequence[Edition], report: Report | None) -> list[Row]:
    lacking = Counter(edition for card in cards for edition in card.untranslated)
    refused = report.refusals if report else ()
    counts = _counts(cards) + Counter((r.name.rpartition(" ")[2], "refused") for r in refused if r.what == "price")
    covered = {e: (e[1], _percent(len(cards), lacking[e])) for e in editions}
    return [
        Row(
            market,
            tuple(told for (code, _), told in covered.items() if code == market),
            {column: counts[market, column] for column in COLUMNS},
        )
        for market in dict.fromkeys(code for code, _ in editions)
    ]


def _counts(cards: Sequence[Card]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for card in cards:
        for market, marks in card.marks.items():
            for mark in marks:
                column = mark.severity if mark.status == "open" else mark.status
                found[market, "drift" if mark.rule == DRIFT else column] += 1
        found.update((market, "withheld") for market in card.withheld)
    return found


def _percent(total: int, lacking: int) -> int:
    return 100 * (total - lacking) // total if total else 100


def rules(catalogue: Catalogue) -> list[tuple[str, int]]:
    """Return the rules that were met and on how many products, most first."""
    found: list[tuple[str, int]] = catalogue.once("rules", lambda: _rules(catalogue.cards))
    return found


def _rules(cards: Sequence[Card]) -> list[tuple[str, int]]:
    found = Counter(rule for card in cards for rule in {m.rule for marks in card.marks.values() for m in marks})
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def export(cards: Sequence[Card], query: Query) -> Iterator[str]:
    """Yield the findings that are asked for as CSV, some products at a time; no cell is a formula to a spreadsheet.

    A byte order mark comes first: spreadsheets then read it as UTF-8.
    """
    yield "\ufeff" + _lines([HEAD])
    for start in range(0, len(cards), AT_ONCE):
        told = [row for card in cards[start : start + AT_ONCE] for row in _told(card, query)]
        yield _lines([tuple(map(safe, row)) for row in told])


def _told(card: Card, query: Query) -> Iterator[tuple[str, ...]]:
    for market, m in query.met(card):
        yield (card.id, card.title, card.category, market, m.severity, m.status, m.rule, m.field, m.message, m.done)


def safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Dress")
    ("'=1+1", 'Dress')
    """
    return f"'{text}" if text.lstrip(" \ufeff").startswith(_FORMULA) else text


def _lines(table: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()
