"""Cups, plates, a knife, a kettle, bottles to carry."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, half, light, path, rect, rgb
from bazaar_art.home import sitting_cat

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = ["bottle", "cups", "kettle", "knife", "mug_cat", "mug_moon", "plates"]

STEEL = tuple(rgb(t) for t in ("#8b9198", "#dfe4e8", "#b3bac1", "#f3f5f7", "#a4abb2", "#7b8289"))


def _mug(c: Canvas, colour: Colour, *, handle: int) -> list[tuple[float, float]]:
    c.floor(450, 726, 220, 24)
    grip = path("M600 350 Q750 336 748 480 Q746 620 600 624 L600 576 Q694 572 696 482 Q698 396 600 400")
    c.fill([(450 + handle * (x - 450), y) for x, y in grip], dark(colour, 0.06), depth=0.12, rim=0.3, soft=12)
    body = path("M250 250 L650 250 L640 670 Q636 726 580 726 L320 726 Q264 726 260 670")
    c.fill(
        body,
        colour,
        stops=(dark(colour, 0.16), light(colour, 0.5), colour, colour, dark(colour, 0.22)),
        rim=0.12,
        soft=20,
    )
    c.fill(ellipse(450, 250, 200, 40), light(colour, 0.5), rim=0.2, soft=5)
    c.fill(ellipse(450, 252, 186, 32), dark(colour, 0.3), depth=0.2, rim=0.3, soft=8)
    return body


def mug_cat(c: Canvas, _: Colour) -> None:
    _mug(c, rgb("#f4f0e8"), handle=1)
    with c.moved(-10, 60, 0.68):
        sitting_cat(c)


def mug_moon(c: Canvas, _: Colour) -> None:
    body = _mug(c, rgb("#f4f0e8"), handle=-1)
    moon = [*arc(450, 490, 110, 110, 50, 310), *reversed(arc(496, 490, 84, 84, 62, 298))]
    c.fill(moon, rgb("#2f4468"), within=body, soft=8)
    for x, y, size in ((560, 400, 26), (590, 520, 16), (540, 590, 20), (350, 360, 14), (340, 620, 18), (500, 340, 12)):
        star = []
        for i in range(10):
            reach = size if i % 2 == 0 else size * 0.42
            star.append(arc(x, y, reach, reach, -90 + i * 36, -90 + i * 36)[0])
        c.fill(star, rgb("#d8a637"), within=body, soft=3)


def cups(c: Canvas, colour: Colour) -> None:
    for x, y, scale in ((-150, -110, 0.52), (150, -110, 0.52), (-170, 120, 0.6), (170, 120, 0.6)):
        with c.moved(x, y, scale):
            _cup(c, colour)


def _cup(c: Canvas, colour: Colour) -> None:
    c.floor(450, 690, 240, 30)
    c.fill(ellipse(450, 674, 262, 50), dark(colour, 0.05), depth=0.14, rim=0.25, soft=10)
    c.fill(ellipse(450, 664, 236, 40), light(colour, 0.2), depth=0.1, rim=0.2, soft=8)
    grip = path("M632 370 Q766 340 764 440 Q760 540 604 566 L612 530 Q718 510 722 438 Q722 388 630 408")
    c.fill(grip, colour, depth=0.1, rim=0.35, soft=10)
    bowl = half("M450 330 L660 330 Q656 480 590 570 Q552 622 530 660 L450 664")
    c.fill(
        bowl,
        colour,
        stops=(dark(colour, 0.2), light(colour, 0.5), colour, dark(colour, 0.06), dark(colour, 0.24)),
        rim=0.12,
        soft=20,
    )
    c.fill(ellipse(450, 330, 210, 50), light(colour, 0.4), rim=0.2, soft=5)
    c.fill(ellipse(450, 334, 194, 40), dark(colour, 0.14), depth=0.14, rim=0.3, soft=10)
    c.fill(ellipse(450, 346, 168, 28), rgb("#b98a3d"), depth=0.16, rim=0.2, soft=8, opacity=0.9)
    c.line(arc(450, 330, 205, 47, 20, 160), rgb("#b9975a"), 4, opacity=0.7)


def plates(c: Canvas, _: Colour) -> None:
    tone = rgb("#e4dccb")
    c.floor(450, 640, 300, 40)
    for i in range(6):
        y = 596 - i * 26
        c.fill(
            [*arc(450, y, 316, 92, 180, 0), *arc(450, y + 16, 300, 92, 0, 180)],
            dark(tone, 0.12),
            depth=0.12,
            rim=0.35,
            soft=8,
        )
        c.fill(ellipse(450, y, 316, 92), tone, depth=0.08, rim=0.18, soft=10)
    c.fill(ellipse(450, 470, 236, 62), dark(tone, 0.05), depth=0.1, rim=0.3, soft=14)
    chance = random.Random(11)
    top = ellipse(450, 466, 314, 90)
    spots = [(chance.uniform(136, 764), chance.uniform(374, 560)) for _ in range(240)]
    c.dots(spots, 2.4, rgb("#7a664c"), within=top, opacity=0.6)
    c.line(arc(450, 466, 312, 89, 0, 360), rgb("#8d7454"), 4, opacity=0.6)
    c.glow(path("M220 430 Q300 390 420 386 Q320 400 250 444"), within=top, opacity=0.7, soft=6)


def knife(c: Canvas, _: Colour) -> None:
    with c.moved(0, 10, 1, -34):
        blade = path("M84 470 Q220 400 380 396 L610 396 L610 474 Q560 500 400 508 Q220 512 84 470")
        c.shadow(blade, y=26, opacity=0.3)
        c.fill(blade, STEEL[1], depth=0.2, rim=0.2, soft=8)
        c.fill(
            path("M84 470 Q220 454 610 452 L610 474 Q560 500 400 508 Q220 512 84 470"),
            STEEL[3],
            depth=0.12,
            rim=0.12,
            soft=5,
        )
        c.line(path("M92 470 Q220 454 610 452"), STEEL[0], 2, opacity=0.5)
        c.fill(rect(600, 392, 634, 480, 6), STEEL[2], depth=0.25, soft=6)
        grip = path("M632 394 L820 394 Q852 398 850 436 Q846 470 800 472 Q720 468 632 478")
        c.shadow(grip, y=22, opacity=0.3)
        c.fill(grip, rgb("#4b3527"), depth=0.2, rim=0.25, soft=10)
        for i in range(6):
            c.line(
                path(f"M640 {404 + i * 12} Q740 {400 + i * 12} 836 {408 + i * 9}"),
                rgb("#7b5a41"),
                2,
                opacity=0.5,
                within=grip,
            )
        c.dots([(668, 436), (738, 434), (808, 434)], 8, STEEL[1])


def kettle(c: Canvas, _: Colour) -> None:
    matt = rgb("#2c2f33")
    c.fill(rect(232, 716, 628, 756, 14), dark(matt, 0.3), soft=6)
    c.floor(440, 756, 220, 20)
    spout = path("M262 600 Q150 590 152 440 Q154 350 96 306")
    c.line(spout, dark(matt, 0.2), 40)
    c.line(spout, matt, 32)
    c.line([(x - 6, y - 2) for x, y in spout], light(matt, 0.3), 6, opacity=0.6)
    handle = path("M560 352 Q760 330 764 460 Q766 560 728 640")
    c.line(handle, rgb("#8a5f3c"), 38)
    c.line([(x - 6, y - 6) for x, y in handle], rgb("#c18f62"), 9, opacity=0.7)
    body = half("M430 330 L560 330 Q620 430 632 640 Q634 716 590 716 L430 716", 430)
    c.fill(body, matt, stops=(dark(matt, 0.4), light(matt, 0.24), matt, matt, dark(matt, 0.5)), rim=0.2, soft=20)
    c.fill(ellipse(430, 330, 132, 26), light(matt, 0.12), soft=8)
    c.fill(half("M430 268 Q520 280 540 322 Q500 336 430 336", 430), light(matt, 0.06), soft=12)
    c.fill(ellipse(430, 260, 26, 20), rgb("#8a5f3c"), soft=6)
    c.glow(path("M296 400 L322 400 Q300 520 296 660 L276 660 Q276 520 296 400"), within=body, opacity=0.35, soft=8)
    c.fill(rect(372, 724, 488, 748, 6), rgb("#8fe0d0"), soft=3)
    c.line([(396, 736), (464, 736)], rgb("#1d4a42"), 5)


def bottle(c: Canvas, colour: Colour) -> None:
    c.floor(450, 790, 130, 18)
    steel = colour[0] > 140 and abs(colour[0] - colour[2]) < 30
    stops = STEEL if steel else (dark(colour, 0.3), light(colour, 0.4), colour, colour, dark(colour, 0.35))
    body = path(
        "M336 330 Q340 282 388 262 L512 262 Q560 282 564 330 L564 760 Q562 790 532 790 L368 790 Q338 790 336 760"
    )
    c.fill(body, colour, stops=stops, rim=0.2, soft=14)
    c.fill(rect(336, 748, 564, 790, 16), STEEL[1], stops=STEEL, within=body, rim=0.2, soft=5)
    c.fill(rect(388, 226, 512, 268, 8), STEEL[1], stops=STEEL, rim=0.3, soft=4)
    cap = rect(378, 128, 522, 232, 18)
    dark_cap = rgb("#2a2c30")
    c.fill(cap, dark_cap, stops=(dark_cap, light(dark_cap, 0.34), dark_cap, dark(dark_cap, 0.4)), rim=0.2)
    for x in range(390, 520, 12):
        c.line([(x, 146), (x, 216)], dark(dark_cap, 0.5), 3, opacity=0.6)
    c.line(arc(450, 128, 54, 44, 180, 360), dark_cap, 16)
    mark = blend(colour, (255, 255, 255), 0.75) if not steel else rgb("#565c63")
    c.line(path("M420 560 L450 508 L480 560"), mark, 6, opacity=0.85)
    c.line(path("M404 560 L496 560"), mark, 6, opacity=0.85)
    c.glow(path("M366 330 L384 320 L384 720 L366 720"), within=body, opacity=0.4, soft=6)
