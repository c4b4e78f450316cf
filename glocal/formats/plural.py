"""The plural category that a number has in a language."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.formats.cldr import supplemental
from glocal.formats.number import CONTEXT, to_decimal

if TYPE_CHECKING:
    from glocal.formats.number import Number

Operands = dict[str, int | None]
Test = Callable[[Operands], bool]

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
    tests = [(category, _either(rule)) for category, rule in _table(kind, tag).items()]

    def category(value: Number) -> str:
        seen = _operands(to_decimal(value))
        return next((name for name, holds in tests if holds(seen)), "other")

    return category


def _operands(value: Decimal) -> Operands:
    """Return UTS #35's operands of a number; `n` is None where it is not whole, for then it is in no range."""
    whole, _, fraction = f"{value.copy_abs():f}".partition(".")
    short = fraction.rstrip("0")
    i, f, t = int(whole), int(fraction or 0), int(short or 0)
    return {"n": None if t else i, "i": i, "v": len(fraction), "w": len(short), "f": f, "t": t, "c": 0, "e": 0}


def _either(rule: str) -> Test:
    tests = [_all(part) for part in rule.split(" or ")]
    return lambda seen: any(test(seen) for test in tests)


def _all(rule: str) -> Test:
    tests = [_relation(part.strip()) for part in rule.split(" and ")]
    return lambda seen: all(test(seen) for test in tests)


def _relation(text: str) -> Test:
    """Read `n % 10 != 2..4,9`."""
    wanted = " != " not in text
    left, ranges = text.split(" = " if wanted else " != ")
    operand, _, modulus = left.partition(" % ")
    spans = [(int(low), int(high or low)) for low, _, high in (r.partition("..") for r in ranges.split(","))]
    divisor = int(modulus or 0)

    def holds(seen: Operands) -> bool:
        value = seen[operand]
        if value is None:
            return not wanted
        rest = value % divisor if divisor else value
        return any(low <= rest <= high for low, high in spans) is wanted

    return holds


def cases(tag: str, places: int) -> Callable[[int], int]:
    """Return a function from digits to the smallest that every plural rule treats alike.

    The rules look at the last two digits before the point, and at whether there are six zeros.
    """
    hundred, million = 100 * 10**places, 1_000_000 * 10**places
    if _far_sighted(tag):
        return lambda digits: digits
    return lambda digits: (
        digits if digits < hundred else million if digits % million == 0 else hundred + digits % hundred
    )


@lru_cache(maxsize=1024)
def _far_sighted(tag: str) -> bool:
    """Tell whether a rule looks further than two digits, as Cornish does."""
    return any(f"% {modulus} " in rule for rule in _table("plurals", tag).values() for modulus in (1_000, 100_000))


def shown(value: Decimal, least: int, most: int, how: str) -> Decimal:
    """Return the magnitude that a reader sees: rounded, with the fraction digits that are written.

    >>> shown(Decimal("-1.50"), 0, 3, "ROUND_HALF_EVEN")
    Decimal('1.5')
    """
    number = value.copy_abs().quantize(Decimal(1).scaleb(-most), how, CONTEXT)
    whole, _, fraction = f"{number:f}".partition(".")
    kept = fraction[:least] + fraction[least:].rstrip("0")
    return Decimal(f"{whole}.{kept}" if kept else whole)
