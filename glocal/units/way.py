"""The way from a unit to what a market uses for it, worked out once: a conversion is then a few whole-number steps."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glocal.units.definitions import unit as unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from glocal.units.preference import Choice

__all__ = ["Leg", "Way", "stays", "way"]

DIGITS = 3
"""Digits of an answer whose source has fewer."""
MOST_DIGITS = 18
"""Digits of a value that goes this way; a longer one takes the general road."""


class Leg(NamedTuple):
    """A unit, from what amount it is used, and the exact ratio to it."""

    unit: str
    least: tuple[int, int]
    """Used where value * least[1] >= least[0]."""
    ratio: tuple[int, int]
    """The answer is value * ratio[0] / ratio[1]."""
    steepness: int
    """Power of ten of what one of the source's unit is in this one."""


class Way:
    """All legs from one unit, in the order to try."""

    __slots__ = ("legs", "name")

    def __init__(self, name: str, legs: tuple[Leg, ...]) -> None:
        self.name = name
        self.legs = legs

    def tell(self, value: Decimal) -> tuple[str, int, int] | None:
        """Return unit, digits and decimal places of a value above zero; None where the general road is needed.

        The answer is rounded to what the source can bear: no finer, never more than one per cent off.
        """
        _, given, exponent = value.as_tuple()
        if len(given) > MOST_DIGITS or not isinstance(exponent, int) or not -MOST_DIGITS < exponent < MOST_DIGITS:
            return None
        places = max(0, -exponent)
        number, scale = int(value.scaleb(places)), int(10**places)
        leg = next((x for x in self.legs if number * x.least[1] >= x.least[0] * scale), self.legs[-1])
        if leg.unit == self.name:
            return leg.unit, number, places
        top, bottom = number * leg.ratio[0], scale * leg.ratio[1]
        most = max(DIGITS, len(given)) - 1 - magnitude(top, bottom)
        return leg.unit, *_rounded(top, bottom, min(-(exponent + leg.steepness), most), most)


def way(name: str, among: Iterable[Choice]) -> Way | None:
    """Return the way from a unit to the choices for it; None where one is mixed, inverse, or has a zero of its own."""
    source = unit_of(name)
    legs = []
    for choice in among:
        target = unit_of(choice.parts[0])
        if len(choice.parts) > 1 or source.offset or target.offset or source.base != target.base:
            return None
        ratio = source.factor / target.factor
        least = choice.least / ratio
        steepness = magnitude(ratio.numerator, ratio.denominator)
        legs.append(
            Leg(choice.unit, (least.numerator, least.denominator), (ratio.numerator, ratio.denominator), steepness)
        )
    return Way(name, tuple(legs)) if legs else None


@cache
def stays(name: str) -> Way:
    """Return the way of a unit that people there read as it is."""
    return Way(name, (Leg(name, (0, 1), (1, 1), 0),))


def magnitude(top: int, bottom: int) -> int:
    """Return the power of ten of the first digit of top / bottom, both above zero.

    >>> magnitude(95, 1), magnitude(1, 3), magnitude(1000, 1)
    (1, -1, 3)
    """
    power = len(str(top)) - len(str(bottom))
    enough = top >= bottom * 10**power if power >= 0 else top * 10**-power >= bottom
    return power if enough else power - 1


def _rounded(top: int, bottom: int, fewest: int, most: int) -> tuple[int, int]:
    """Return digits and places, without trailing zeros, of the roughest rounding that is at most a hundredth off."""
    number, places = 0, 0
    for place in range(fewest, most + 1):
        places = max(place, 0)
        scaled = top * 10**places
        number, rest = divmod(scaled, bottom)
        if 2 * rest > bottom or (2 * rest == bottom and number % 2):
            number += 1
        if 100 * abs(number * bottom - scaled) <= scaled:
            break
    while places and not number % 10:
        number, places = number // 10, places - 1
    return number, places
