"""Sizes for machines that read pages: schema.org's SizeSpecification and Google Merchant's size attributes.

Both vocabularies know only some systems; where they have no member, the body measure is told instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glocal.sizes import lists

if TYPE_CHECKING:
    from glocal.model.chart import Interval

__all__ = ["Merchant", "google", "specification"]

_GROUPS = {"women": "Womens", "men": "Mens", "baby": "Infants"}
_BODY = {
    "chest": "Chest",
    "waist": "Waist",
    "neck": "Neck",
    "underbust": "Underbust",
    "foot length": "Foot",
    "head circumference": "Head",
    "hand circumference": "Hand",
    "body height": "Height",
}
_UNIT_CODES = {"mm": "MMT", "cm": "CMT"}
_TYPES = {"P": "petite", "PP": "petite", "T": "tall", "L": "tall"}


class Merchant(NamedTuple):
    """Google Merchant's attributes; '' where the feed must leave one out."""

    size: str
    size_system: str
    size_type: str


def google(label: str, system: str, length: str = "") -> Merchant:
    """Return the attributes of a size for Google Merchant; an unknown system is left out.

    >>> google("38", "EU")
    Merchant(size='38', size_system='EU', size_type='regular')
    >>> google("95", "KR").size_system
    ''
    """
    known = lists.systems().system.get(system)
    return Merchant(label, known.google if known else "", _TYPES.get(length, "regular"))


def specification(
    label: str, system: str, *, audience: str = "", interval: Interval | None = None
) -> dict[str, object]:
    """Return a schema.org SizeSpecification; the body measure stands where the system has no member.

    >>> specification("38", "EU", audience="women")["sizeSystem"]
    'https://schema.org/WearableSizeSystemEurope'
    >>> "sizeSystem" in specification("95", "KR")
    False
    """
    made: dict[str, object] = {"@type": "SizeSpecification", "name": label}
    known = lists.systems().system.get(system)
    if known and known.schema_org:
        made["sizeSystem"] = f"https://schema.org/{known.schema_org}"
    if audience in _GROUPS:
        made["sizeGroup"] = f"https://schema.org/WearableSizeGroup{_GROUPS[audience]}"
    if interval is not None and interval.dimension in _BODY and "sizeSystem" not in made:
        made["suggestedMeasurement"] = _measurement(interval)
    return made


def _measurement(interval: Interval) -> dict[str, object]:
    return {
        "@type": "QuantitativeValue",
        "name": f"https://schema.org/BodyMeasurement{_BODY[interval.dimension]}",
        "minValue": interval.low,
        "maxValue": interval.high,
        "unitCode": _UNIT_CODES[interval.unit],
    }
