"""Things for the house, and the cat on some of them."""

# ruff: noqa: E501  # an outline reads best on one line

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, half, light, path, rect, rgb

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = [
    "bedding",
    "bouquet",
    "box",
    "candle",
    "cat_print",
    "clock",
    "cushion_cat",
    "cushion_stripes",
    "sitting_cat",
    "throw",
]

CAT = rgb("#1b1a20")
OAK = tuple(rgb(t) for t in ("#a9794a", "#cfa474", "#b98a58", "#d8b083", "#a87a4b"))


def sitting_cat(c: Canvas, colour: Colour = CAT, eyes: str = "#e9c94a") -> None:
    """Draw a cat that sits and looks at you, about 300 by 470 units around the middle."""
    c.line(path("M520 640 Q640 660 640 560 Q640 490 600 470"), colour, 34)
    body = half("M450 336 Q520 350 552 500 Q580 620 552 672 Q500 688 450 686")
    c.fill(body, colour, depth=0.1, rim=0.1)
    head = half("M450 232 Q494 232 510 240 L548 184 Q566 240 554 300 Q540 372 450 376")
    c.fill(head, colour, depth=0.1, rim=0.1)
    for side in (1, -1):
        c.fill(ellipse(450 + side * 44, 300, 17, 21, side * 12), rgb(eyes), depth=0.1, rim=0.25, soft=4)
        c.flat(ellipse(450 + side * 44, 300, 5, 17), rgb("#141318"))
        c.flat(ellipse(450 + side * 48, 292, 4), rgb("#ffffff"))
        inner = [(450 + side * (x - 450), y) for x, y in path("M522 248 L543 208 Q550 238 545 262")]
        c.flat(inner, rgb("#4a3a40"))
        c.line(
            path(f"M{450 + side * 40} 340 Q{450 + side * 80} 330 {450 + side * 120} 336"),
            light(colour, 0.5),
            2,
            opacity=0.8,
        )
        c.line(
            path(f"M{450 + side * 40} 348 Q{450 + side * 80} 350 {450 + side * 116} 362"),
            light(colour, 0.5),
            2,
            opacity=0.8,
        )
        c.fill(ellipse(450 + side * 42, 672, 42, 20), light(colour, 0.07), soft=6)
    c.flat(path("M440 328 L460 328 L450 340"), rgb("#b8737d"))
    c.line(path("M450 420 Q470 540 454 660"), light(colour, 0.18), 3, opacity=0.5)


def _cushion() -> list[tuple[float, float]]:
    return path(
        "M188 196 Q450 236 712 196 Q732 190 726 210 Q690 450 726 690 Q732 712 712 706 Q450 668 188 706 "
        "Q168 712 174 690 Q210 450 174 210 Q168 190 188 196"
    )


def cushion_cat(c: Canvas, _: Colour) -> None:
    out = _cushion()
    c.shadow(out, y=28, soft=24)
    c.fill(out, rgb("#e9dcc3"), depth=0.1, rim=0.3, soft=40)
    _weave(c, out, rgb("#cdbb98"))
    c.fill(ellipse(450, 480, 186, 134, -4), CAT, depth=0.14, rim=0.1)
    c.line(arc(450, 486, 172, 120, 20, 170), light(CAT, 0.1), 44)
    c.line(arc(450, 486, 172, 120, 20, 170), CAT, 38)
    head = path(
        "M286 470 Q276 420 300 396 L304 340 L346 372 Q370 364 392 372 L436 344 L438 400 Q456 430 444 470 Q424 520 366 520 "
        "Q304 518 286 470"
    )
    c.fill(head, light(CAT, 0.05), depth=0.1, rim=0.12)
    c.line(arc(330, 440, 18, 12, 20, 160), rgb("#e8dfcf"), 4)
    c.line(arc(402, 440, 18, 12, 20, 160), rgb("#e8dfcf"), 4)
    c.flat(path("M358 464 L376 464 L367 474"), rgb("#b8737d"))
    for x, y in ((540, 300), (580, 280), (620, 260)):
        c.line([(x, y), (x + 26, y), (x, y + 26), (x + 26, y + 26)], rgb("#8f8064"), 5, opacity=0.8)


def cushion_stripes(c: Canvas, _: Colour) -> None:
    out = _cushion()
    c.shadow(out, y=28, soft=24)
    c.fill(out, rgb("#efe5d1"), depth=0.08, rim=0, soft=40)
    for i in range(9):
        x = 188 + i * 66
        bow = 8 * (4 - i) / 4
        c.flat(
            path(f"M{x} 150 Q{x + bow * 3} 450 {x} 750 L{x + 30} 750 Q{x + 30 + bow * 3} 450 {x + 30} 150"),
            rgb("#3d4c66"),
            within=out,
            opacity=0.92,
        )
    _weave(c, out, rgb("#ffffff"))
    c.fill(out, rgb("#efe5d1"), depth=0, rim=0.3, soft=40, opacity=0.12)
    c.glow(ellipse(380, 380, 120, 150), within=out, opacity=0.2, soft=40)


def _weave(c: Canvas, out: list[tuple[float, float]], tone: Colour) -> None:
    for y in range(200, 710, 14):
        c.line([(176, y), (724, y)], tone, 1.5, opacity=0.18, within=out)


def cat_print(c: Canvas, _: Colour) -> None:
    frame = rect(232, 118, 668, 760, 4)
    c.shadow(frame, x=14, y=26, soft=22)
    c.fill(frame, OAK[0], stops=OAK, rim=0.25, soft=8)
    c.fill(rect(254, 140, 646, 738), rgb("#fbf8f1"), rim=0.25, soft=10)
    scene = rect(298, 194, 602, 660)
    c.fill(scene, rgb("#f0a96b"), depth=0, rim=0)
    for i in range(12):
        c.flat(rect(298, 194 + i * 34, 602, 228 + i * 34), blend(rgb("#38507a"), rgb("#f2b47c"), i / 11), within=scene)
    c.flat(ellipse(528, 270, 34), rgb("#fdf2cf"), within=scene)
    for x, top in ((298, 520), (352, 486), (410, 530), (456, 500), (520, 540), (566, 496)):
        c.flat(rect(x, top, x + 52, 600), rgb("#2c3a57"), within=scene)
        c.flat(rect(x + 14, top + 18, x + 22, top + 30), rgb("#f6d27a"), within=scene)
    c.flat(rect(298, 590, 602, 660), rgb("#e9dcc6"), within=scene)
    c.flat(rect(298, 590, 602, 600), rgb("#c9b798"), within=scene)
    c.flat(rect(446, 194, 454, 592), rgb("#f3ead8"), within=scene)
    with c.moved(-46, 90, 0.56):
        sitting_cat(c, eyes="#f3d766")
    c.glow(path("M254 140 L420 140 L254 420"), opacity=0.16, soft=10)


def clock(c: Canvas, _: Colour) -> None:
    rim = ellipse(450, 450, 300)
    c.shadow(rim, x=16, y=30, soft=24, opacity=0.34)
    c.fill(rim, OAK[0], stops=OAK, rim=0.3, soft=14)
    for i in range(11):
        c.line(arc(450, 450, 258 + i * 4, 258 + i * 4, i * 33, i * 33 + 90), dark(OAK[0], 0.2), 1.5, opacity=0.3)
    face = ellipse(450, 450, 250)
    c.fill(face, rgb("#fbfaf6"), depth=0.04, rim=0.35, soft=16)
    for i in range(60):
        far, near = (228, 196) if i % 5 == 0 else (228, 216)
        a = math.tau * i / 60
        ends = [(450 + r * math.sin(a), 450 - r * math.cos(a)) for r in (near, far)]
        c.line(ends, rgb("#33302c"), 9 if i % 5 == 0 else 3, opacity=1 if i % 5 == 0 else 0.5)
    for a, length, width in ((305, 130, 15), (54, 196, 10)):
        x, y = math.sin(math.radians(a)), -math.cos(math.radians(a))
        tip = [(450 - 34 * x, 450 - 34 * y), (450 + length * x, 450 + length * y)]
        c.line([(px + 5, py + 10) for px, py in tip], rgb("#8b867c"), width, opacity=0.3)
        c.line(tip, rgb("#2a2724"), width)
    c.line([(450 + 50, 450 - 30), (450 - 170, 450 + 102)], rgb("#c7573a"), 4)
    c.fill(ellipse(450, 450, 15), rgb("#2a2724"), soft=3)
    c.fill(ellipse(450, 450, 6), rgb("#c7573a"), soft=2)


def box(c: Canvas, _: Colour) -> None:
    c.floor(450, 690, 300, 22)
    tone = rgb("#c39a63")
    front = rect(166, 420, 734, 690, 22)
    c.fill(front, tone, depth=0.16, rim=0.3, soft=24)
    _basket(c, front, tone, 420, 690)
    top = path("M206 330 L694 330 Q716 332 724 352 L748 410 L152 410 L176 352 Q184 332 206 330")
    c.fill(top, light(tone, 0.16), depth=0.14, rim=0.2, soft=14)
    for i in range(4):
        y = 340 + i * 19
        for k in range(16):
            x = 196 + k * 33 + (i % 2) * 16 - i * 6
            c.fill(rect(x, y, x + 27, y + 14, 6), light(tone, 0.26 if k % 2 else 0.1), within=top, soft=4)
    lid = rect(148, 402, 752, 470, 18)
    c.shadow(lid, x=0, y=12, soft=9, opacity=0.4)
    c.fill(lid, light(tone, 0.05), depth=0.1, soft=10)
    _basket(c, lid, light(tone, 0.1), 404, 468)
    loop = rect(412, 440, 488, 516, 34)
    c.fill(loop, rgb("#7a5230"), hole=rect(426, 454, 474, 502, 22), soft=5)


def _basket(c: Canvas, out: list[tuple[float, float]], tone: Colour, top: int, bottom: int) -> None:
    for row, y in enumerate(range(top, bottom, 22)):
        for k in range(20):
            x = 140 + k * 34 + (row % 2) * 17
            strand = rect(x, y + 2, x + 30, y + 19, 8)
            c.fill(strand, light(tone, 0.22) if (k + row) % 3 else dark(tone, 0.05), within=out, soft=5, rim=0.35)


def bedding(c: Canvas, colour: Colour) -> None:
    c.floor(450, 722, 310, 24)
    for i, (top, left, right) in enumerate(((610, 150, 750), (500, 158, 742), (398, 166, 734))):
        layer = path(
            f"M{left + 40} {top} L{right - 40} {top} Q{right} {top} {right} {top + 52} Q{right} {top + 110} {right - 36} {top + 110} "
            f"L{left + 36} {top + 110} Q{left} {top + 110} {left} {top + 52} Q{left} {top} {left + 40} {top}"
        )
        c.shadow(layer, x=0, y=8, soft=8, opacity=0.3)
        c.fill(layer, blend(colour, dark(colour, 0.12), i * 0.2), depth=0.12, rim=0.3, soft=22)
        c.line(
            path(f"M{left + 20} {top + 62} Q450 {top + 50} {right - 14} {top + 58}"), dark(colour, 0.4), 3, opacity=0.35
        )
        _creases(c, layer, colour, top, i)
    for top, left, right, turn in ((296, 196, 704, -1.5), (202, 218, 690, 1.5)):
        pillow = path(
            f"M{left} {top + 8} Q450 {top - 22} {right} {top + 8} Q{right + 26} {top + 56} {right} {top + 106} "
            f"Q450 {top + 124} {left} {top + 106} Q{left - 26} {top + 56} {left} {top + 8}"
        )
        with c.moved(0, 0, 1, turn):
            c.shadow(pillow, x=0, y=10, soft=9, opacity=0.3)
            c.fill(pillow, light(colour, 0.1), depth=0.12, rim=0.28, soft=24)
            _creases(c, pillow, colour, top, 5)
    c.dots([(320, 664), (400, 666), (480, 666), (560, 664)], 7, light(colour, 0.6))


def _creases(c: Canvas, out: list[tuple[float, float]], colour: Colour, top: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(9):
        x, y = chance.uniform(190, 680), top + chance.uniform(16, 90)
        c.line(
            path(f"M{x} {y} Q{x + 20} {y + chance.uniform(-14, 14)} {x + 46} {y + chance.uniform(-8, 8)}"),
            dark(colour, 0.4),
            2.5,
            opacity=0.16,
            within=out,
        )


def candle(c: Canvas, _: Colour) -> None:
    c.floor(450, 726, 170, 22)
    glass = [*rect(290, 330, 610, 726, 34)[91:], *rect(290, 330, 610, 726, 34)[:91]]
    c.fill(
        glass,
        rgb("#e9efef"),
        stops=(rgb("#b9c4c6"), rgb("#f4f8f8"), rgb("#e4ebec"), rgb("#cdd7d9"), rgb("#aebbbd")),
        rim=0.2,
    )
    wax = rect(304, 410, 596, 708, 26)
    c.fill(wax, rgb("#f3e6cc"), stops=(rgb("#d9c7a4"), rgb("#f8eed8"), rgb("#f3e6cc"), rgb("#d8c5a0")), rim=0.15)
    c.fill(ellipse(450, 412, 146, 28), rgb("#fbf3e0"), depth=0.06, rim=0.25, soft=8)
    c.glow(ellipse(450, 410, 60, 14), opacity=0.9, soft=10)
    c.line([(450, 408), (448, 366)], rgb("#3b332c"), 6)
    c.glow(ellipse(449, 316, 46, 70), opacity=0.75, soft=22)
    c.fill(half("M449 250 Q480 306 474 340 Q466 368 449 370", 449), rgb("#f7b23c"), soft=8, rim=0.1)
    c.fill(half("M449 296 Q464 330 462 348 Q456 364 449 365", 449), rgb("#fdeeb5"), soft=6, rim=0)
    label = rect(352, 500, 548, 648, 6)
    c.shadow(label, x=0, y=4, soft=4, opacity=0.25)
    c.fill(label, rgb("#3c5248"), depth=0.08, rim=0.12)
    fig = half("M450 524 Q456 540 476 560 Q496 600 450 612")
    c.fill(fig, rgb("#b9c98f"), soft=8)
    c.line(path("M450 528 Q470 516 488 524"), rgb("#dfe7c2"), 4)
    c.line([(392, 628), (508, 628)], rgb("#e9e2c9"), 3)
    c.glow(path("M316 350 L340 350 L336 700 L320 700"), opacity=0.7, soft=5)


def throw(c: Canvas, colour: Colour) -> None:
    for shift, tone in ((26, dark(colour, 0.14)), (0, colour)):
        cloth = rect(186 + shift, 200 + shift, 690 + shift, 650 + shift, 16)
        c.shadow(cloth, y=18, soft=18, opacity=0.3)
        for x in range(196 + shift, 688 + shift, 17):
            c.line(path(f"M{x} {640 + shift} Q{x + 5} {680 + shift} {x - 2} {716 + shift}"), light(tone, 0.1), 6)
            c.line(
                path(f"M{x} {640 + shift} Q{x + 5} {680 + shift} {x - 2} {716 + shift}"),
                dark(tone, 0.3),
                2,
                opacity=0.4,
            )
        c.fill(cloth, tone, depth=0.12, rim=0.22, soft=20)
        _herringbone(c, cloth, tone, shift)
    c.line([(186, 428), (690, 428)], dark(colour, 0.45), 5, opacity=0.35)
    c.glow(rect(196, 434, 680, 450), opacity=0.25, soft=8)


def _herringbone(c: Canvas, cloth: list[tuple[float, float]], tone: Colour, shift: int) -> None:
    for column in range(22):
        x = 178 + shift + column * 24
        for row in range(24):
            y = 190 + shift + row * 20
            ends = [(x, y + 12), (x + 24, y - 4)] if column % 2 else [(x, y - 4), (x + 24, y + 12)]
            c.line(ends, light(tone, 0.42), 6, opacity=0.32, within=cloth)


def bouquet(c: Canvas, _: Colour) -> None:
    chance = random.Random(3)
    for i in range(26):
        angle, reach = -165 + i * 6, chance.uniform(250, 320)
        x, y = 450 + reach * math.cos(math.radians(angle)), 420 + reach * 0.86 * math.sin(math.radians(angle))
        c.line([(450, 470), (x, y)], rgb("#6f8d74"), 4)
        for k in range(5):
            t = 0.55 + k * 0.1
            at = 450 + (x - 450) * t, 470 + (y - 470) * t
            c.fill(
                ellipse(*at, 22, 12, angle + (40 if k % 2 else -40)),
                blend(rgb("#7fa08a"), rgb("#a9c0ab"), chance.random()),
                soft=6,
            )
    back = path("M250 440 L650 440 L540 790 L360 790")
    c.shadow(back, y=20, soft=18, opacity=0.25)
    c.fill(path("M214 380 Q450 520 686 380 L560 800 L340 800"), rgb("#c8a67c"), depth=0.12, rim=0.2)
    for x, y, size in (
        (330, 250, 82),
        (450, 206, 86),
        (572, 252, 82),
        (262, 356, 78),
        (640, 358, 78),
        (388, 344, 90),
        (520, 346, 90),
        (322, 452, 78),
        (582, 452, 78),
        (450, 456, 92),
    ):
        _bloom(c, x, y, size)
    wrap = path("M214 420 Q330 540 450 560 Q570 540 686 420 L560 800 Q450 816 340 800")
    c.fill(wrap, rgb("#d4b48b"), depth=0.16, rim=0.2, soft=18)
    c.line(path("M300 478 Q400 640 420 800"), rgb("#8e6f49"), 3, opacity=0.4)
    c.line(path("M600 478 Q520 640 500 800"), rgb("#8e6f49"), 3, opacity=0.4)
    c.fill(path("M330 664 Q450 690 570 664 L562 700 Q450 724 338 700"), rgb("#f3eee2"), soft=6)
    for side in (1, -1):
        c.fill(
            [(450 + side * (x - 450), y) for x, y in path("M452 690 Q520 650 536 680 Q530 716 452 700")],
            rgb("#f3eee2"),
            soft=6,
        )
        c.line(path(f"M450 700 Q{450 + side * 30} 750 {450 + side * 44} 786"), rgb("#f3eee2"), 14)


def _bloom(c: Canvas, x: float, y: float, size: float) -> None:
    c.shadow(ellipse(x, y, size * 0.9), x=0, y=8, soft=10, opacity=0.3)
    for ring, (count, reach, tone) in enumerate(
        ((20, 0.78, "#dfe0d2"), (17, 0.6, "#efefe4"), (13, 0.42, "#f9f9f2"), (8, 0.22, "#fdfdf3"))
    ):
        for i in range(count):
            angle = 360 * i / count + ring * 9
            at = arc(x, y, size * reach, size * reach, angle, angle)[0]
            c.fill(ellipse(*at, size * 0.25, size * 0.085, angle), rgb(tone), depth=0.08, rim=0.4, soft=3)
    c.fill(ellipse(x, y, size * 0.12), rgb("#e6e3a8"), soft=4)
