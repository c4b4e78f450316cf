"""Colours as merchants and style sheets write them, and the region of colours that each falls into."""

from __future__ import annotations

import colorsys
import re
from functools import cache
from typing import TYPE_CHECKING

from glocal.atlas import data_folder, read_toml

if TYPE_CHECKING:
    from glocal.model.rule import Colour

__all__ = ["hsl", "read", "within"]

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-z])", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", re.I)
_HSL = re.compile(r"hsla?\(\s*(\d{1,3})(?:deg)?[\s,]+(\d{1,3})%[\s,]+(\d{1,3})%", re.I)

_OTHERWISE = frozenset({"indigo", "fuchsia", "magenta"})
"""Names that mean another colour in shops than in style sheets: the blue of denim, and pinks."""

RGB = tuple[int, int, int]
HSL = tuple[int, int, int]


@cache
def _css() -> dict[str, str]:
    table: dict[str, str] = read_toml(data_folder() / "rules" / "words" / "css.toml")["colour"]
    return table


def read(text: str) -> HSL | None:
    """Return hue in degrees, saturation and lightness in percent of the first colour code or CSS name in a text.

    A name that shops use for another colour is none: indigo is the blue of denim.

    >>> read("#800080"), read("rgb(75, 0, 130)"), read("hsl(300, 100%, 25%)"), read("RebeccaPurple"), read("size 4")
    ((300, 100, 25), (275, 100, 25), (300, 100, 25), (270, 50, 40), None)
    """
    text = text[:200]
    if found := _HEX.search(text):
        return hsl(_bytes(found[1]))
    if found := _RGB.search(text):
        return hsl((min(255, int(found[1])), min(255, int(found[2])), min(255, int(found[3]))))
    if found := _HSL.search(text):
        return int(found[1]) % 360, min(100, int(found[2])), min(100, int(found[3]))
    name = text.strip().casefold().replace(" ", "")
    code = None if name in _OTHERWISE else _css().get(name)
    return hsl(_bytes(code)) if code else None


def _bytes(digits: str) -> RGB:
    if len(digits) < 6:
        digits = "".join(d * 2 for d in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def hsl(rgb: RGB) -> HSL:
    """Return hue in degrees, saturation and lightness in percent.

    >>> hsl((255, 255, 255))
    (0, 0, 100)
    """
    hue, light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in rgb))
    return round(hue * 360) % 360, round(saturation * 100), round(light * 100)


def within(colour: HSL, region: Colour) -> bool:
    """Whether a colour lies in a region; the region's hue may pass 360."""
    hue, saturation, lightness = colour
    low, high = region.hue
    if not (low <= hue <= high or low <= hue + 360 <= high):
        return False
    return (
        region.saturation[0] <= saturation <= region.saturation[1]
        and region.lightness[0] <= lightness <= region.lightness[1]
    )
