"""Which unit a territory uses for what: CLDR's unit preferences, with glocal's product usages on top."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal.atlas import data_folder, read_toml
from glocal.errors import Fault, FileError, UnknownError
from glocal.units.definitions import Unit, data, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Choice", "Rules", "Usage", "choices", "prefer", "quantity", "rules", "usages"]


class Choice(NamedTuple):
    """A unit that a territory uses where the amount is at least `least` of the largest part of it."""

    unit: str
    parts: tuple[str, ...]
    least: Fraction


class Usage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A product usage: by quantity and territory the units in order, each with the least amount it is used for."""

    because: str
    units: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """rules/units.toml."""

    usage: dict[str, Usage]
    own: dict[str, str]
    category: dict[str, str]
    words: dict[str, dict[str, tuple[str, ...]]]
    names: dict[str, tuple[str, ...]]
    long: tuple[str, ...]


@cache
def rules() -> Rules:
    """Return the product usages and the words of units in running text.

    Raises FileError for a file that does not fit its shape.
    """
    path = data_folder() / "rules" / "units.toml"
    try:
        return msgspec.convert(read_toml(path), Rules)
    except msgspec.ValidationError as error:
        raise FileError([Fault(path.name, "", "product usages", str(error))]) from error


@cache
def usages() -> tuple[str, ...]:
    """Return the closed list of usages: CLDR's and the product usages."""
    cldr = [usage for table in data()["preferences"].values() for usage in table]
    return tuple(sorted({*cldr, *rules().usage}))


@lru_cache(maxsize=1024)
def quantity(name: str) -> str:
    """Return what a unit measures, in CLDR's words.

    >>> quantity("inch"), quantity("mile-per-gallon"), quantity("acre")
    ('length', 'consumption-inverse', 'area')
    """
    base = unit(name).base
    found = _quantities().get(base, ())
    if not found:
        found = tuple(f"{q}-inverse" for q in _quantities().get(tuple((n, -p) for n, p in base), ()))
    if not found:
        raise UnknownError("unit", name)
    return next((q for q in found if q.startswith("consumption") == ("-per-" in name)), found[0])


@cache
def _quantities() -> dict[tuple[tuple[str, int], ...], tuple[str, ...]]:
    table: dict[tuple[tuple[str, int], ...], tuple[str, ...]] = {}
    for name, kind in data()["quantities"].items():
        table[unit(name).base] = (*table.get(unit(name).base, ()), kind)
    return table


@lru_cache(maxsize=4096)
def choices(kind: str, usage: str, territory: str) -> tuple[Choice, ...]:
    """Return the units for a quantity, a usage and a territory, in the order to try; empty where CLDR has none.

    A usage that the quantity does not have falls back to its start (`person-height` to `person`), then to `default`.
    """
    table: Mapping[str, Mapping[str, list[dict[str, object]]]] = data()["preferences"].get(kind, {})
    while usage and usage not in table:
        usage = usage.rpartition("-")[0]
    by_place = table.get(usage or "default", {})
    found = by_place.get(territory) or by_place.get("001", [])
    return tuple(_choice(str(entry["unit"]), Fraction(str(entry.get("geq", 1)))) for entry in found)


@lru_cache(maxsize=4096)
def product_choices(kind: str, usage: str, territory: str) -> tuple[Choice, ...]:
    """Return the units of a product usage where glocal has one, else CLDR's."""
    own = rules().usage.get(usage)
    by_place = own.units.get(kind) if own else None
    if by_place is None:
        return choices(kind, usage if own is None else "default", territory)
    found = by_place.get(territory) or by_place["001"]
    return tuple(_choice(name, Fraction(least)) for name, least in found)


def _choice(name: str, least: Fraction) -> Choice:
    return Choice(name, tuple(name.split("-and-")), least)


def prefer(amount: Fraction, among: tuple[Choice, ...], source: Unit) -> Choice:
    """Return the first choice whose largest unit the amount fills, else the last.

    `amount` is in base units; the sign does not count.
    """
    for choice in among:
        if abs(from_base(amount, source, choice.parts[0])) >= choice.least:
            return choice
    return among[-1]


def from_base(amount: Fraction, source: Unit, name: str) -> Fraction:
    """Return an amount in base units in the unit `name`, turned over where that counts the other way round."""
    target = unit(name)
    if target.base != source.base:
        if not amount or tuple((n, -p) for n, p in target.base) != source.base:
            raise UnknownError(f"conversion to {name}", str(source.base))
        amount = 1 / amount
    return (amount - target.offset) / target.factor
