"""Amounts written by looking three digits at a time up in tables: the inner loop of every price."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glocal.formats import digits as writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.pattern import Pattern
    from glocal.formats.symbols import Affixes

__all__ = ["Writers", "compile_writers"]


class Writers(NamedTuple):
    """Two functions over whole amounts in the digits shown: any amount, and the magnitude of one below zero."""

    any: Callable[[int], str]
    negative: Callable[[int], str]


def compile_writers(
    pattern: Pattern, affixes: Affixes, digits: str, *, decimal: str, group: str, minimum: int
) -> Writers:
    """Return the functions for one pattern of 0 to 3 fraction digits."""
    whole = writing.writer(group, pattern.primary, pattern.secondary, minimum, digits)
    places = pattern.max_fraction
    cents = tuple(decimal + text for text in writing.padded(digits, places)) if places else ("",)

    def negative(amount: int) -> str:
        major, minor = divmod(amount, len(cents))
        return affixes.negative_prefix + whole(major) + cents[minor] + affixes.negative_suffix

    if pattern.primary != 3 or minimum > 2:
        return Writers(_plainly(whole, affixes, cents, negative), negative)
    heads = tuple(affixes.prefix + whole(n) for n in range(1000))
    thousands = tuple(group + text for text in writing.padded(digits, 3))
    upper = tuple(group + text for text in writing.padded(digits, pattern.secondary))
    first = 10 ** (2 + minimum)
    if places:
        tails = tuple(text + affixes.suffix for text in cents)
        return Writers(_with_cents(whole, affixes.prefix, negative, heads, upper, thousands, tails, first), negative)
    ends = tuple(text + affixes.suffix for text in thousands)
    return Writers(_without_cents(whole, affixes, negative, heads, upper, thousands, ends, first), negative)


def _plainly(
    whole: Callable[[int], str], affixes: Affixes, cents: tuple[str, ...], negative: Callable[[int], str]
) -> Callable[[int], str]:
    unit = len(cents)

    def write(amount: int) -> str:
        if amount < 0:
            return negative(-amount)
        major, minor = divmod(amount, unit)
        return affixes.prefix + whole(major) + cents[minor] + affixes.suffix

    return write


def _with_cents(
    whole: Callable[[int], str],
    prefix: str,
    negative: Callable[[int], str],
    heads: tuple[str, ...],
    upper: tuple[str, ...],
    thousands: tuple[str, ...],
    tails: tuple[str, ...],
    first: int,
) -> Callable[[int], str]:
    unit, size = len(tails), len(upper)

    def write(amount: int) -> str:
        if amount < 0:
            return negative(-amount)
        major, minor = divmod(amount, unit)
        if major < 1000:
            return heads[major] + tails[minor]
        if major < first:
            return prefix + whole(major) + tails[minor]
        head, last = divmod(major, 1000)
        if head < size:
            return heads[head] + thousands[last] + tails[minor]
        top, middle = divmod(head, size)
        if top < size:
            return heads[top] + upper[middle] + thousands[last] + tails[minor]
        return prefix + whole(major) + tails[minor]

    return write


def _without_cents(
    whole: Callable[[int], str],
    affixes: Affixes,
    negative: Callable[[int], str],
    heads: tuple[str, ...],
    upper: tuple[str, ...],
    thousands: tuple[str, ...],
    ends: tuple[str, ...],
    first: int,
) -> Callable[[int], str]:
    prefix, suffix, size = affixes.prefix, affixes.suffix, len(upper)

    def write(amount: int) -> str:
        if amount < 0:
            return negative(-amount)
        if amount < first:
            return prefix + whole(amount) + suffix
        head, last = divmod(amount, 1000)
        if head < size:
            return heads[head] + ends[last]
        top, middle = divmod(head, size)
        if top < size:
            return heads[top] + upper[middle] + ends[last]
        return prefix + whole(amount) + suffix

    return write
