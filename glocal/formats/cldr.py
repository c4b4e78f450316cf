"""What was cut out of CLDR into rules/cldr, looked up along a locale's parents; `load` reads one of its files."""

from __future__ import annotations

from functools import cache
from typing import Any

from glocal.atlas import cldr as load
from glocal.errors import UnknownError
from glocal.model.money import CURRENCIES

__all__ = [
    "Facts",
    "currency_code",
    "display_digits",
    "fraction",
    "load",
    "minor_digits",
    "supplemental",
]


def supplemental(key: str) -> dict[str, Any]:
    """Return one table that does not depend on the locale."""
    table: dict[str, Any] = load("supplemental")[key]
    return table


class Facts:
    """The values of one file for one locale, its own first, then its parents'."""

    __slots__ = ("layers",)

    def __init__(self, noun: str, chain: tuple[str, ...]) -> None:
        found = (_layer(noun, tag) for tag in chain)
        self.layers: tuple[dict[str, str | None], ...] = tuple(layer for layer in found if layer)

    def get(self, key: str, default: str = "") -> str:
        """Return the value of `key`, or `default`; a null in a child takes back what its parent says."""
        for layer in self.layers:
            if key in layer:
                value = layer[key]
                return default if value is None else value
        return default

    def has(self, key: str) -> bool:
        """Tell whether the locale knows `key`."""
        return bool(self.get(key))


def _layer(noun: str, tag: str) -> dict[str, str | None]:
    if noun in ("numbers", "symbols"):
        locales = load(noun)["locales"]
    else:
        locales = load(f"locales/{tag.partition('-')[0]}").get(noun, {})
    layer: dict[str, str | None] = locales.get(tag, {})
    return layer


@cache
def currency_code(code: str) -> str:
    """Return `code` when it is a currency that CLDR names.

    >>> currency_code("BRL")
    'BRL'
    """
    known = supplemental("currencies")
    if code not in known:
        raise UnknownError("currency", code, known)
    return code


def fraction(code: str) -> tuple[int, int, int, int]:
    """Return CLDR's digits, rounding increment, cash digits and cash increment of a currency.

    >>> fraction("CHF")
    (2, 0, 2, 5)
    """
    table = supplemental("fractions")
    digits, step, cash, cash_step = table.get(currency_code(code)) or table["DEFAULT"]
    return digits, step, cash, cash_step


def display_digits(code: str) -> int:
    """Return how many fraction digits shoppers see, by CLDR.

    >>> display_digits("IDR"), display_digits("USD")
    (0, 2)
    """
    return fraction(code)[0]


@cache
def minor_digits(code: str) -> int:
    """Return how many fraction digits ISO 4217 gives a currency: what amounts are stored in.

    For codes that nobody pays with (funds, historic ones) CLDR's digits stand in.

    >>> minor_digits("IDR"), minor_digits("KWD"), minor_digits("JPY")
    (2, 3, 0)
    """
    return CURRENCIES.get(currency_code(code), display_digits(code))
