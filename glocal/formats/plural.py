"""The plural category that a number has in a language."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.formats.names import babel_locale
from glocal.formats.number import to_decimal

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.number import Number

__all__ = ["cardinal", "ordinal"]


def cardinal(chain: tuple[str, ...]) -> Callable[[Number], str]:
    """Return a function from a number, with its visible fraction digits, to `one`, `few` ..."""
    rule = babel_locale(chain).plural_form
    return lambda value: str(rule(abs(to_decimal(value))))


def ordinal(chain: tuple[str, ...]) -> Callable[[Number], str]:
    """Return a function from a whole number to its ordinal category."""
    rule = babel_locale(chain).ordinal_form
    return lambda value: str(rule(abs(to_decimal(value))))


def shown(value: Decimal, least: int, most: int, how: str) -> Decimal:
    """Return the number that a reader sees: rounded, with the fraction digits that are written."""
    from glocal.formats.number import CONTEXT

    number = value.quantize(Decimal(1).scaleb(-most), how, CONTEXT)
    text = f"{number:f}"
    whole, _, fraction = text.partition(".")
    kept = fraction[:least] + fraction[least:].rstrip("0")
    return Decimal(f"{whole}.{kept}" if kept else whole)
