"""Measures as catalogues write them: '350 g', '38.0 cm', or a number and a unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.model.product import Quantity

if TYPE_CHECKING:
    from glocal.catalog.faults import Place

__all__ = ["UNITS", "quantity", "unit"]

_WRITTEN = {
    "millimeter": "mm millimetre millimeters millimetres",
    "centimeter": "cm centimetre centimeters centimetres",
    "decimeter": "dm decimetre",
    "meter": "m metre meters metres",
    "kilometer": "km kilometre kilometers kilometres",
    "inch": 'in in. inches " ″',
    "foot": "ft ft. feet ' ′",
    "yard": "yd yard yards yds",
    "milligram": "mg milligrams",
    "gram": "g gr grams gramme",
    "kilogram": "kg kgs kilo kilograms kilogramme",
    "ounce": "oz oz. ounces",
    "pound": "lb lbs lb. pounds",
    "milliliter": "ml millilitre milliliters millilitres",
    "centiliter": "cl centilitre centiliters centilitres",
    "deciliter": "dl decilitre",
    "liter": "l litre liters litres",
    "fluid-ounce": "floz fl.oz. fl.oz oz.fl. us-fl-oz",
    "pint": "pt pints",
    "quart": "qt quarts",
    "gallon": "gal gal. gallons",
    "cup": "cups",
    "square-meter": "m² m2 sqm squaremeter",
    "square-centimeter": "cm² cm2 sqcm",
    "square-foot": "ft² ft2 sqft squarefoot",
    "square-inch": "in² in2 sqin",
    "cubic-centimeter": "cm³ cm3 cc",
    "cubic-meter": "m³ m3 cbm",
    "celsius": "°c",
    "fahrenheit": "°f",
    "watt": "w watts",
    "kilowatt": "kw",
    "kilowatt-hour": "kwh",
    "volt": "v volts",
    "ampere": "a amp amps",
    "milliampere": "ma",
    "hertz": "hz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "byte": "b bytes",
    "megabyte": "mb",
    "gigabyte": "gb",
    "terabyte": "tb",
    "pixel": "px pixels",
    "megapixel": "mp",
    "second": "s sec seconds",
    "minute": "min minutes",
    "hour": "h hr hours",
    "day": "d days",
    "week": "wk weeks",
    "month": "mo months",
    "year": "yr years",
    "kilometer-per-hour": "km/h kph",
    "mile": "mi miles",
    "mile-per-hour": "mph",
    "bar": "bar",
    "pound-force-per-square-inch": "psi",
    "kilocalorie": "kcal",
    "kilojoule": "kj",
    "carat": "ct carats",
    "percent": "%",
    "degree": "° deg degrees",
}

UNITS: dict[str, str] = {
    **{unit: unit for unit in _WRITTEN},
    **{word: unit for unit, words in _WRITTEN.items() for word in words.split()},
}
"""Unit as written, folded -> CLDR unit identifier."""

_NUMBER = re.compile(r"\d{1,12}(\.\d{1,12})?", re.ASCII)
_STATED = re.compile(r"(?P<value>[+-]?[\d.,]+) ?(?P<unit>.*)", re.ASCII)


def unit(place: Place, field: str, written: str) -> str:
    """Return the CLDR unit that is meant, '' and a fault where there is none such."""
    folded = "".join(written.casefold().split())
    found = UNITS.get(folded) or UNITS.get(folded.replace("-", ""))
    if not found:
        place.unknown(field, "a known unit", written, UNITS)
    return found or ""


def quantity(place: Place, field: str, value: object, default: str = "") -> Quantity | None:
    """Read '350 g', or {"value": 350, "unit": "g"}; `default` is the unit where none is stated.

    A number without a unit gives None and no fault: the caller keeps it as it stands. A fault where the number is
    negative, not finite or written with a comma, or the unit unknown.
    """
    number, stated = _parts(value)
    if not _NUMBER.fullmatch(number):
        place.fault(field, "a number with a decimal point, and a unit: '350 g'", value if number == "" else number)
        return None
    if not (stated or default):
        return None
    found = unit(place, field, stated or default)
    return Quantity(Decimal(number), found) if found else None


def _parts(value: object) -> tuple[str, str]:
    if isinstance(value, dict):
        if not value.keys() <= {"value", "unit"}:
            return "", ""
        return _number(value.get("value")), str(value.get("unit") or "").strip()
    if isinstance(value, str):
        found = _STATED.fullmatch(" ".join(value.split()))
        return (found["value"], found["unit"]) if found else ("", "")
    return _number(value), ""


def _number(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() and abs(value.adjusted()) < 13 else str(value)
    return str(value).strip() if not isinstance(value, int) or abs(value) < 10**12 else "a huge number"
