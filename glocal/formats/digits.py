"""Whole numbers written with a locale's digits and grouping: the inner loop of every format."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LATIN", "padded", "writer"]

LATIN = "0123456789"


@cache
def padded(digits: str, width: int) -> tuple[str, ...]:
    """Return every number of `width` digits, zeros in front.

    >>> padded("0123456789", 2)[7]
    '07'
    """
    table = str.maketrans(LATIN, digits)
    return tuple(f"{n:0{width}}".translate(table) for n in range(10**width))


@cache
def writer(group: str, primary: int, secondary: int, minimum: int, digits: str) -> Callable[[int], str]:
    """Return a function that writes a whole number >= 0; `primary` 0 means ungrouped.

    `minimum` is CLDR's minimumGroupingDigits: how many digits must stand left of the first separator.

    >>> writer(".", 3, 3, 2, LATIN)(1234), writer(".", 3, 3, 2, LATIN)(12345)
    ('1234', '12.345')
    """
    plain = _plain(digits)
    if not primary:
        return plain
    grouped = _threes(group, digits) if (primary, secondary) == (3, 3) else _any(group, primary, secondary, plain)
    start = 10 ** (primary + minimum - 1)
    return lambda n: plain(n) if n < start else grouped(n)


def _plain(digits: str) -> Callable[[int], str]:
    if digits == LATIN:
        return str
    table = str.maketrans(LATIN, digits)
    return lambda n: str(n).translate(table)


def _threes(group: str, digits: str) -> Callable[[int], str]:
    if digits == LATIN:
        return lambda n: f"{n:,}".replace(",", group)
    table = str.maketrans(LATIN + ",", digits + group) if len(group) == 1 else str.maketrans(
        {**dict(zip(LATIN, digits, strict=True)), ",": group})  # fmt: skip
    return lambda n: f"{n:,}".translate(table)


def _any(group: str, primary: int, secondary: int, plain: Callable[[int], str]) -> Callable[[int], str]:
    def write(n: int) -> str:
        text = plain(n)
        head, parts = text[:-primary], [text[-primary:]]
        while head:
            parts.append(head[-secondary:])
            head = head[:-secondary]
        return group.join(reversed(parts))

    return write
