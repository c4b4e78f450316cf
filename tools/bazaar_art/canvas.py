"""A sheet to draw on: outlines in a square of 900 units, filled with soft light, drawn large and then made smaller."""

from __future__ import annotations

import math
import re
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "SIZE", "Canvas", "Colour", "Outline", "Point", "arc", "blend", "dark", "ellipse", "half", "light", "path", "rect",
    "rgb", "spiral", "wave",
]  # fmt: skip

SIZE = 900
"""Side of the finished picture in pixels, and of the drawing in units."""
_SCALE = 2
_STEPS = 14

Point = tuple[float, float]
Outline = list[Point]
Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    """Read '#rrggbb'."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def blend(one: Colour, other: Colour, share: float) -> Colour:
    """Return the colour that lies `share` of the way from `one` to `other`."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(one, other, strict=True))
    return a, b, c


def light(colour: Colour, share: float) -> Colour:
    return blend(colour, (255, 255, 255), share)


def dark(colour: Colour, share: float) -> Colour:
    return blend(colour, (24, 20, 34), share)


def path(text: str) -> Outline:
    """Return the points of an SVG path of absolute M, L, Q and C commands."""
    points: Outline = []
    for command, rest in re.findall(r"([MLQC])([^MLQC]*)", text):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", rest)]
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        width = {"M": 1, "L": 1, "Q": 2, "C": 3}[command]
        for start in range(0, len(ends), width):
            points += _curve(points[-1:], ends[start : start + width])
    return points


def _curve(start: Outline, controls: Outline) -> Outline:
    if len(controls) == 1:
        return controls
    handles = [*start, *controls]
    return [_bezier(handles, step / _STEPS) for step in range(1, _STEPS + 1)]


def _bezier(points: Outline, t: float) -> Point:
    while len(points) > 1:
        points = [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t) for (x0, y0), (x1, y1) in pairwise(points)]
    return points[0]


def half(text: str, axis: float = 450) -> Outline:
    """Return the outline whose right half is `text`: drawn from the top of the axis to its bottom."""
    right = path(text)
    return right + [(2 * axis - x, y) for x, y in reversed(right)]


def ellipse(x: float, y: float, rx: float, ry: float | None = None, turn: float = 0) -> Outline:
    ry = rx if ry is None else ry
    sin, cos = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    steps = [math.tau * i / 96 for i in range(96)]
    flat = [(rx * math.cos(a), ry * math.sin(a)) for a in steps]
    return [(x + u * cos - v * sin, y + u * sin + v * cos) for u, v in flat]


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Outline:
    """Return points from `start` to `end`, in degrees clockwise from three o'clock."""
    steps = [math.radians(start + (end - start) * i / 60) for i in range(61)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in steps]


def rect(left: float, top: float, right: float, bottom: float, radius: float = 0) -> Outline:
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    corners = [(right - radius, top + radius, -90), (right - radius, bottom - radius, 0)]
    corners += [(left + radius, bottom - radius, 90), (left + radius, top + radius, 180)]
    return [point for x, y, start in corners for point in arc(x, y, radius, radius, start, start + 90)]


def spiral(x: float, y: float, first: float, last: float, turns: float, flat: float = 1) -> Outline:
    count = int(90 * turns)
    found = []
    for i in range(count + 1):
        radius, angle = first + (last - first) * i / count, math.tau * turns * i / count
        found.append((x + radius * math.cos(angle), y + flat * radius * math.sin(angle)))
    return found


def wave(left: float, right: float, y: float, height: float, count: int) -> Outline:
    steps = [i / (count * 12) for i in range(count * 12 + 1)]
    return [(left + (right - left) * t, y + height * math.sin(math.tau * count * t)) for t in steps]


class Canvas:
    """One picture in the making."""

    def __init__(self, tint: str) -> None:
        self.tint = rgb(tint)
        side = SIZE * _SCALE
        wall = Image.new("RGB", (1, 4))
        for row, share in enumerate((0.30, 0.42, 0.22, -0.05)):
            wall.putpixel((0, row), light(self.tint, share) if share > 0 else dark(self.tint, -share))
        self.image = wall.resize((side, side), Image.Resampling.BICUBIC)
        self._moves: list[tuple[float, float, float, float, float]] = []

    def finish(self) -> Image.Image:
        """Return the picture at its final size."""
        return self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)

    @contextmanager
    def moved(
        self, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, *, tall: float = 1
    ) -> Iterator[None]:
        """Draw what follows scaled (its height by `tall` as well) and turned about the middle, then moved."""
        self._moves.append((x, y, scale, turn, tall))
        yield
        self._moves.pop()

    def fill(
        self,
        outline: Sequence[Point],
        colour: Colour,
        *,
        depth: float = 0.14,
        rim: float = 0.22,
        soft: float = 16,
        hole: Sequence[Point] = (),
        within: Sequence[Point] = (),
        stops: Sequence[Colour] = (),
        opacity: float = 1,
    ) -> None:
        """Fill an outline: lighter at the upper left, darker at the lower right and, by `rim`, along its edge.

        `stops` are colours from left to right instead; `hole` stays empty; nothing is drawn outside `within`.
        """
        mask, box = self._mask(outline, hole, within)
        if mask is None:
            return
        size = mask.size
        paint = _across(stops, size) if stops else _lit(colour, depth, size)
        if rim:
            edge = ImageChops.subtract(mask, mask.filter(ImageFilter.GaussianBlur(soft * _SCALE)))
            shade = Image.new("RGB", size, dark(colour, 0.75))
            paint.paste(shade, (0, 0), edge.point(lambda value: int(value * rim * 2) if value * rim * 2 < 255 else 255))
        self.image.paste(paint, box, mask.point(lambda value: int(value * opacity)) if opacity < 1 else mask)

    def flat(
        self, outline: Sequence[Point], colour: Colour, *, within: Sequence[Point] = (), opacity: float = 1
    ) -> None:
        """Fill an outline with one colour."""
        self.fill(outline, colour, depth=0, rim=0, within=within, opacity=opacity)

    def shadow(
        self, outline: Sequence[Point], *, x: float = 8, y: float = 20, soft: float = 18, opacity: float = 0.3
    ) -> None:
        """Lay the blurred shadow of an outline, `x` and `y` away from it."""
        points = [(px + x * _SCALE, py + y * _SCALE) for px, py in self._place(outline)]
        mask, box = _polygon(points, self.image.size, int(soft * 3 * _SCALE))
        if mask is not None:
            blurred = mask.filter(ImageFilter.GaussianBlur(soft * _SCALE)).point(lambda value: int(value * opacity))
            self.image.paste(Image.new("RGB", mask.size, dark(self.tint, 0.8)), box, blurred)

    def floor(self, x: float, y: float, rx: float, ry: float = 22) -> None:
        """Lay the shadow of something that stands at `y`."""
        self.shadow(ellipse(x, y, rx, ry), x=0, y=0, soft=14, opacity=0.42)
        self.shadow(ellipse(x + 24, y + 4, rx * 1.12, ry * 1.3), x=0, y=0, soft=30, opacity=0.22)

    def glow(
        self, outline: Sequence[Point], *, within: Sequence[Point] = (), opacity: float = 0.4, soft: float = 8
    ) -> None:
        """Lay a soft white highlight."""
        mask, box = self._mask(outline, (), within, int(soft * 3 * _SCALE))
        if mask is None:
            return
        blurred = mask.filter(ImageFilter.GaussianBlur(soft * _SCALE)).point(lambda value: int(value * opacity))
        if within:
            blurred = ImageChops.multiply(blurred, self._at(within, box, mask.size))
        self.image.paste(Image.new("RGB", mask.size, (255, 255, 255)), box, blurred)

    def line(
        self,
        points: Sequence[Point],
        colour: Colour,
        width: float = 3,
        *,
        opacity: float = 1,
        within: Sequence[Point] = (),
    ) -> None:
        """Draw a line with round ends."""
        mask = Image.new("L", self.image.size)
        draw = ImageDraw.Draw(mask)
        placed = self._place(points)
        thick = max(1, round(width * _SCALE * self._grown()))
        draw.line(placed, fill=255, width=thick, joint="curve")
        reach = (thick - 1) / 2
        for x, y in placed if thick > 12 else (placed[0], placed[-1]):
            draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)
        box = mask.getbbox()
        if box is None:
            return
        mask = mask.crop(box)
        if within:
            mask = ImageChops.multiply(mask, self._at(within, box[:2], mask.size))
        shown = mask.point(lambda value: int(value * opacity)) if opacity < 1 else mask
        self.image.paste(Image.new("RGB", mask.size, colour), box[:2], shown)

    def dots(
        self,
        centres: Sequence[Point],
        radius: float,
        colour: Colour,
        *,
        within: Sequence[Point] = (),
        opacity: float = 1,
    ) -> None:
        """Draw small discs."""
        for x, y in centres:
            self.flat(ellipse(x, y, radius), colour, within=within, opacity=opacity)

    def _grown(self) -> float:
        return math.prod(scale for _, _, scale, _, _ in self._moves)

    def _place(self, outline: Sequence[Point]) -> Outline:
        points = list(outline)
        for dx, dy, scale, turn, tall in reversed(self._moves):
            sin, cos = math.sin(math.radians(turn)) * scale, math.cos(math.radians(turn)) * scale
            flat = [(x - 450, (y - 450) * tall) for x, y in points]
            points = [(450 + dx + x * cos - y * sin, 450 + dy + x * sin + y * cos) for x, y in flat]
        return [(x * _SCALE, y * _SCALE) for x, y in points]

    def _mask(
        self, outline: Sequence[Point], hole: Sequence[Point], within: Sequence[Point], pad: int = 2
    ) -> tuple[Image.Image | None, tuple[int, int]]:
        mask, box = _polygon(self._place(outline), self.image.size, pad)
        if mask is None:
            return None, box
        if hole:
            mask = ImageChops.subtract(mask, self._at(hole, box, mask.size))
        if within:
            mask = ImageChops.multiply(mask, self._at(within, box, mask.size))
        return mask, box

    def _at(self, outline: Sequence[Point], box: tuple[int, int], size: tuple[int, int]) -> Image.Image:
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in self._place(outline)], fill=255)
        return mask


def _polygon(points: Outline, limits: tuple[int, int], pad: int) -> tuple[Image.Image | None, tuple[int, int]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = max(0, math.floor(min(xs)) - pad), max(0, math.floor(min(ys)) - pad)
    right, bottom = min(limits[0], math.ceil(max(xs)) + pad), min(limits[1], math.ceil(max(ys)) + pad)
    if right <= left or bottom <= top:
        return None, (left, top)
    mask = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in points], fill=255)
    return mask, (left, top)


def _lit(colour: Colour, depth: float, size: tuple[int, int]) -> Image.Image:
    corners = Image.new("RGB", (2, 2), colour)
    if depth:
        corners.putpixel((0, 0), light(colour, depth))
        corners.putpixel((1, 1), dark(colour, depth))
    return corners.resize(size, Image.Resampling.BILINEAR)


def _across(stops: Sequence[Colour], size: tuple[int, int]) -> Image.Image:
    strip = Image.new("RGB", (len(stops), 1))
    for column, colour in enumerate(stops):
        strip.putpixel((column, 0), colour)
    return strip.resize(size, Image.Resampling.BICUBIC)
