"""The plural category that a number has in a language."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.formats.cldr import supplemental
from glocal.formats.number import CONTEXT, to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.number import Number

__all__ = ["CATEGORIES", "cardinal", "cases", "ordinal", "shown"]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")


def cardinal(tag: str) -> Callable[[Number], str]:
    """Return a function from a number, with its visible fraction digits, to `one`, `few` ..."""
    return _rule("plurals", tag)


def ordinal(tag: str) -> Callable[[Number], str]:
    """Return a function from a whole number to its ordinal category."""
    return _rule("ordinals", tag)


def _table(kind: str, tag: str) -> dict[str, str]:
    table = supplemental(kind)
    while tag and tag not in table:
        tag = tag.rpartition("-")[0]
    rules: dict[str, str] = table.get(tag, {})
    return rules


@lru_cache(maxsize=1024)
def _rule(kind: str, tag: str) -> Callable[[Number], str]:
    from babel.plural import PluralRule

    rule = PluralRule(_table(kind, tag))
    return lambda value: rule(to_decimal(value).copy_abs())


def cases(tag: str, places: int) -> Callable[[int], int]:
    """Return a function from digits to the smallest that every plural rule treats alike.

    The rules look at the last three digits before the point, and at whether there are six zeros.
    """
    thousand, million = 1_000 * 10**places, 1_000_000 * 10**places
    if _far_sighted(tag):
        return lambda digits: digits
    return lambda digits: (
        digits if digits < thousand else million if digits % million == 0 else thousand + digits % thousand
    )


@lru_cache(maxsize=1024)
def _far_sighted(tag: str) -> bool:
    """Tell whether a rule looks further than three digits, as Cornish does."""
    return any("% 100000 " in rule or "%100000 " in rule for rule in _table("plurals", tag).values())


def shown(value: Decimal, least: int, most: int, how: str) -> Decimal:
    """Return the magnitude that a reader sees: rounded, with the fraction digits that are written.

    >>> shown(Decimal("-1.50"), 0, 3, "ROUND_HALF_EVEN")
    Decimal('1.5')
    """
    number = value.copy_abs().quantize(Decimal(1).scaleb(-most), how, CONTEXT)
    whole, _, fraction = f"{number:f}".partition(".")
    kept = fraction[:least] + fraction[least:].rstrip("0")
    return Decimal(f"{whole}.{kept}" if kept else whole)
