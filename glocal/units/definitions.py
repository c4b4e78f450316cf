"""What a unit is: an exact factor to its base units, from CLDR, and from pint for units that CLDR does not know."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, NamedTuple

import msgspec

from glocal.atlas import data_folder
from glocal.errors import UnknownError

__all__ = ["Unit", "data", "factor", "known", "normal", "unit"]


class Unit(NamedTuple):
    """An amount in base units is `amount * factor + offset`; `base` holds (base unit, power) in order of name."""

    factor: Fraction
    offset: Fraction
    base: tuple[tuple[str, int], ...]


class _Part(msgspec.Struct, frozen=True):
    factor: Fraction
    base: tuple[tuple[str, int], ...]
    offset: Fraction = Fraction(0)


@cache
def data() -> dict[str, Any]:
    """Return the cut of CLDR's unit tables, rules/cldr/units.json."""
    path = data_folder() / "rules" / "cldr" / "units.json"
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def known() -> tuple[str, ...]:
    """Return the simple CLDR units, without prefixes and compounds."""
    return tuple(data()["units"])


@lru_cache(maxsize=1024)
def unit(name: str) -> Unit:
    """Return the definition of a CLDR unit identifier, simple, prefixed or compound.

    Raises UnknownError, with a near match, for a name that is neither CLDR's nor pint's, and for a scale that no factor
    leads to (Beaufort's).

    >>> unit("inch").factor, unit("square-foot").base
    (Fraction(127, 5000), (('meter', 2),))
    """
    name = normal(name)
    try:
        return _compound(name)
    except UnknownError:
        found = _by_pint(name)
        if found is None:
            raise
        return Unit(found.factor, Fraction(0), found.base)


def _compound(name: str) -> Unit:
    above, _, below = f"-{name}".partition("-per-")
    above, below = above.removeprefix("-"), below.replace("-per-", "-")
    if not (above or below):
        raise UnknownError("unit", name)
    top, bottom = _product(above, name), _product(below, name)
    offset = top.offset if not bottom.base else Fraction(0)
    return Unit(top.factor / bottom.factor, offset, _merged(top.base, bottom.base))


def normal(name: str) -> str:
    """Return the CLDR identifier of a unit's short name.

    >>> normal("cm"), normal("metric-ton"), normal("inch")
    ('centimeter', 'tonne', 'inch')
    """
    name = _SHORT.get(name, name)
    alias: str = data()["aliases"].get(name, name)
    return alias


def factor(source: str, target: str) -> Fraction:
    """Return how many `target` one `source` is, exactly.

    Raises UnknownError for an unknown unit or for two that do not measure the same.

    >>> factor("foot", "inch"), factor("acre", "square-foot")
    (Fraction(12, 1), Fraction(43560, 1))
    """
    a, b = unit(source), unit(target)
    if a.base != b.base:
        raise UnknownError(f"conversion to {target}", source)
    return a.factor / b.factor


_SHORT = {
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "in": "inch", "ft": "foot",
    "yd": "yard", "mi": "mile", "mg": "milligram", "g": "gram", "kg": "kilogram", "t": "tonne", "oz": "ounce",
    "lb": "pound", "lbs": "pound", "st": "stone", "ml": "milliliter", "cl": "centiliter", "dl": "deciliter",
    "l": "liter", "L": "liter", "gal": "gallon", "qt": "quart", "pt": "pint", "fl-oz": "fluid-ounce",
    "floz": "fluid-ounce", "ct": "carat", "m2": "square-meter", "m²": "square-meter", "sqft": "square-foot",
    "°C": "celsius", "°F": "fahrenheit", "kmh": "kilometer-per-hour", "metre": "meter",
    "centimetre": "centimeter", "millimetre": "millimeter", "litre": "liter", "millilitre": "milliliter",
    "inches": "inch", "feet": "foot",
}  # fmt: skip
_POWERS = {"square": 2, "cubic": 3, **{f"pow{n}": n for n in range(2, 16)}}
_DECIMAL = re.compile(r"\d+(?:e\d+)?")


def _product(text: str, whole: str) -> _Part:
    factor, offset, power = Fraction(1), Fraction(0), 1
    base: tuple[tuple[str, int], ...] = ()
    words = text.split("-") if text else []
    while words:
        if words[0] in _POWERS and len(words) > 1:
            power = _POWERS[words.pop(0)]
            continue
        part = _taken(words, whole)
        factor *= part.factor**power
        base = _merged(base, (), *[(part.base, power)])
        offset, power = part.offset, 1
    return _Part(factor, base, offset)


def _taken(words: list[str], whole: str) -> _Part:
    for length in range(len(words), 0, -1):
        part = _simple("-".join(words[:length]))
        if part:
            del words[:length]
            return part
    raise UnknownError("unit", whole, [*data()["units"], *_SHORT])


@lru_cache(maxsize=1024)
def _simple(name: str) -> _Part | None:
    units = data()["units"]
    if name in units:
        return None if "special" in units[name] else _defined(units[name])
    if _DECIMAL.fullmatch(name):
        return _Part(Fraction(name), ())
    for prefix, power in data()["prefixes"].items():
        rest = name.removeprefix(prefix)
        if rest != name and rest in units:
            part = _defined(units[rest])
            base, _, exponent = power.partition("^")
            return _Part(part.factor * Fraction(int(base)) ** int(exponent), part.base)
    return None


def _defined(entry: dict[str, Any]) -> _Part:
    factor = _evaluated(entry.get("factor", "1"))
    return _Part(factor, _base(entry["base"]), _evaluated(entry.get("offset", "0")))


def _base(text: str) -> tuple[tuple[str, int], ...]:
    above, _, below = f"-{text}".partition("-per-")
    return _merged(_powers(above.removeprefix("-")), _powers(below))


def _powers(text: str) -> tuple[tuple[str, int], ...]:
    found, power = [], 1
    for word in text.split("-") if text else []:
        if word in _POWERS:
            power = _POWERS[word]
        else:
            found.append((word, power))
            power = 1
    return tuple(found)


def _merged(
    top: tuple[tuple[str, int], ...],
    bottom: tuple[tuple[str, int], ...],
    *more: tuple[tuple[tuple[str, int], ...], int],
) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for part, sign in ((top, 1), (bottom, -1), *more):
        for name, power in part:
            sums[name] = sums.get(name, 0) + sign * power
    return tuple(sorted((n, p) for n, p in sums.items() if p))


def _evaluated(text: str) -> Fraction:
    """Work out a product of numbers and constants; CLDR divides by the whole rest after a slash."""
    above, _, below = text.partition("/")
    value = Fraction(1)
    for word in above.split("*"):
        value *= _number(word)
    for word in below.split("*") if below else []:
        value /= _number(word)
    return value


def _number(word: str) -> Fraction:
    constant = data()["constants"].get(word)
    return Fraction(word) if constant is None else _evaluated(constant)


_PINT_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")
_PINT_BASES = {
    "meter": "meter",
    "kilogram": "kilogram",
    "second": "second",
    "kelvin": "kelvin",
    "radian": "",
    "bit": "bit",
}


def _by_pint(name: str) -> _Part | None:
    word = name.replace("-", "_")
    if not _PINT_NAME.fullmatch(word) or len(word) < 3:
        return None
    found = _registry()(word)
    return _Part(*found) if found else None


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)

    def look_up(word: str) -> tuple[Fraction, tuple[tuple[str, int], ...]] | None:
        if word not in registry:
            return None
        try:
            amount = registry.Quantity(Fraction(1), word).to_base_units()
        except (pint.PintError, TypeError, ValueError):
            return None
        powers = [(_PINT_BASES.get(n, n), int(p)) for n, p in amount._units.items()]
        return Fraction(amount.magnitude), tuple(sorted((n, p) for n, p in powers if n))

    return look_up
