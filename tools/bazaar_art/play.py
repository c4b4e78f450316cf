"""Screens and sound, toys, sport."""

# ruff: noqa: E501  # an outline reads best on one line

from __future__ import annotations

from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, half, light, path, rect, rgb, spiral

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = ["blocks", "dumbbells", "headphones", "monitor", "piglet", "puzzle", "yoga_mat"]

STEEL = tuple(rgb(t) for t in ("#8b9198", "#dfe4e8", "#b3bac1", "#f3f5f7", "#a4abb2", "#7b8289"))


def _harbour(c: Canvas, frame: list[tuple[float, float]], left: float, top: float, right: float, bottom: float) -> None:
    """A harbour at dusk: sky, sun, hills, water, two boats."""
    high, wide = bottom - top, right - left
    for i in range(14):
        y = top + high * 0.6 * i / 14
        c.flat(rect(left, y, right, y + high / 14), blend(rgb("#2b4a7c"), rgb("#f6b27a"), i / 13), within=frame)
    c.flat(ellipse(left + wide * 0.66, top + high * 0.5, high * 0.11), rgb("#fdeec2"), within=frame)
    hills = path(
        f"M{left} {top + high * 0.52} Q{left + wide * 0.2} {top + high * 0.36} {left + wide * 0.4} {top + high * 0.54} "
        f"Q{left + wide * 0.6} {top + high * 0.44} {right} {top + high * 0.5} L{right} {top + high * 0.62} L{left} {top + high * 0.62}"
    )
    c.flat(hills, rgb("#31486b"), within=frame)
    c.flat(rect(left, top + high * 0.6, right, bottom), rgb("#2d5577"), within=frame)
    for i in range(9):
        y = top + high * (0.64 + i * 0.04)
        c.line(
            [(left + wide * (0.56 - i * 0.02), y), (left + wide * (0.76 + i * 0.02), y)],
            rgb("#f6c48e"),
            high / 90,
            opacity=0.7,
            within=frame,
        )
    for x, size in ((0.26, 1), (0.44, 0.62)):
        _boat(c, frame, left + wide * x, top + high * 0.74, high * 0.3 * size)


def _boat(c: Canvas, frame: list[tuple[float, float]], x: float, y: float, size: float) -> None:
    c.flat(
        [(x - size * 0.4, y), (x + size * 0.4, y), (x + size * 0.28, y + size * 0.2), (x - size * 0.3, y + size * 0.2)],
        rgb("#8c3b32"),
        within=frame,
    )
    c.flat([(x, y - size), (x, y - size * 0.08), (x + size * 0.4, y - size * 0.08)], rgb("#fbf2df"), within=frame)
    c.flat(
        [(x - size * 0.05, y - size * 0.8), (x - size * 0.05, y - size * 0.08), (x - size * 0.34, y - size * 0.08)],
        rgb("#e9d3b0"),
        within=frame,
    )


def monitor(c: Canvas, _: Colour) -> None:
    c.floor(450, 764, 190, 18)
    c.fill(path("M408 590 L492 590 L502 740 L398 740"), STEEL[0], stops=STEEL, rim=0.2, soft=6)
    c.fill(path("M290 736 L610 736 Q634 740 636 762 L264 762 Q266 740 290 736"), STEEL[2], depth=0.2, soft=8)
    case = rect(92, 184, 808, 612, 16)
    c.shadow(case, y=20, opacity=0.26)
    c.fill(case, rgb("#202226"), depth=0.1, rim=0.2)
    screen = rect(104, 196, 796, 586)
    _harbour(c, screen, 104, 196, 796, 586)
    c.glow(path("M104 196 L420 196 L230 586 L104 586"), within=screen, opacity=0.12, soft=4)
    c.flat(ellipse(770, 599, 4), rgb("#7be0b0"))


def headphones(c: Canvas, colour: Colour) -> None:
    arch = arc(450, 470, 262, 300, 188, 352)
    c.shadow([*arch, *reversed(arc(450, 470, 222, 260, 188, 352))], y=22, soft=16, opacity=0.24)
    c.line(arch, dark(colour, 0.2), 50)
    c.line(arch, colour, 42)
    c.line([(x - 3, y - 10) for x, y in arc(450, 470, 262, 300, 200, 320)], light(colour, 0.5), 8, opacity=0.6)
    c.line(arc(450, 484, 248, 286, 225, 315), dark(colour, 0.45), 22)
    for side in (1, -1):
        arm = [(450 + side * (x - 450), y) for x, y in path("M690 400 L728 400 L734 520 L694 520")]
        c.fill(arm, STEEL[2], stops=STEEL, soft=6)
        with c.moved(side * 226, 150, 1, side * 6):
            c.floor(450, 628, 64, 14)
            pad = ellipse(450 - side * 40, 450, 66, 142)
            c.fill(pad, dark(colour, 0.55), depth=0.14, rim=0.25)
            cup = ellipse(450 + side * 14, 450, 76, 150)
            c.fill(cup, colour, depth=0.3, rim=0.28, soft=22)
            c.line(ellipse(450 + side * 24, 450, 54, 116), light(colour, 0.3), 3, opacity=0.5)
            c.glow(ellipse(450 + side * 6, 380, 18, 44, 8), within=cup, opacity=0.45, soft=12)


def blocks(c: Canvas, _: Colour) -> None:
    c.floor(450, 752, 330, 24)
    beech = rgb("#e2c08f")
    tones = {"r": rgb("#c9573f"), "b": rgb("#4a86ab"), "y": rgb("#e6b545"), "g": rgb("#6f9a63"), "n": beech}
    for x, y, w, h, tone in (
        (170, 640, 112, 112, "b"),
        (290, 640, 112, 112, "n"),
        (410, 640, 232, 112, "r"),
        (650, 640, 96, 112, "g"),
        (210, 528, 232, 112, "y"),
        (460, 528, 112, 112, "n"),
        (580, 528, 112, 112, "b"),
        (270, 416, 112, 112, "g"),
        (392, 416, 232, 112, "n"),
    ):
        _block(c, rect(x, y, x + w, y + h, 12), tones[tone])
    arch = [
        (300, 416),
        *arc(416, 416, 116, 116, 180, 360),
        (488, 416),
        *reversed(arc(416, 416, 56, 56, 180, 360)),
        (300, 416),
    ]
    _block(c, arch, tones["r"])
    _block(c, path("M560 416 L616 312 L672 416"), tones["y"])
    _block(c, rect(380, 196, 452, 300, 12), tones["n"])
    _block(c, path("M362 196 L416 110 L470 196"), tones["b"])


def _block(c: Canvas, shape: list[tuple[float, float]], tone: Colour) -> None:
    c.shadow(shape, x=0, y=5, soft=5, opacity=0.3)
    c.fill(shape, tone, depth=0.12, rim=0.3, soft=8)
    top, bottom = min(y for _, y in shape), max(y for _, y in shape)
    left, right = min(x for x, _ in shape), max(x for x, _ in shape)
    for i in range(4):
        y = top + (bottom - top) * (i + 1) / 5
        c.line(
            path(f"M{left} {y} Q{(left + right) / 2} {y - 9} {right} {y + 3}"),
            dark(tone, 0.4),
            2,
            opacity=0.22,
            within=shape,
        )


def piglet(c: Canvas, _: Colour) -> None:
    pink, deep = rgb("#f0b3ae"), rgb("#dd8f8c")
    c.floor(450, 776, 230, 22)
    c.line(spiral(676, 600, 6, 30, 1.6), deep, 11)
    body = half("M450 430 Q620 440 640 600 Q650 760 520 776 L450 776")
    c.fill(body, pink, depth=0.14, rim=0.25, soft=34)
    c.fill(ellipse(450, 650, 112, 106), light(pink, 0.4), rim=0.08, soft=30)
    for side in (1, -1):
        ear = [(450 + side * (x - 450), y) for x, y in path("M540 210 Q650 120 676 190 Q690 280 610 330")]
        c.fill(ear, pink, rim=0.25, soft=14)
        c.fill(
            [(450 + side * (x - 450), y) for x, y in path("M576 226 Q640 170 652 210 Q654 260 610 300")],
            deep,
            rim=0.1,
            soft=10,
        )
        c.fill(ellipse(450 + side * 160, 726, 82, 58, side * -10), pink, rim=0.3, soft=20)
        c.fill(ellipse(450 + side * 176, 744, 48, 30, side * -10), light(pink, 0.35), soft=10)
        c.fill(ellipse(450 + side * 156, 566, 44, 88, side * -24), pink, rim=0.3, soft=18)
    head = ellipse(450, 326, 204, 182)
    c.shadow(head, x=0, y=12, soft=12, opacity=0.2)
    c.fill(head, pink, depth=0.14, rim=0.22, soft=36)
    c.fill(ellipse(450, 368, 84, 62), light(deep, 0.1), depth=0.12, rim=0.3, soft=14)
    for side in (1, -1):
        c.fill(ellipse(450 + side * 28, 368, 13, 20), dark(deep, 0.45), soft=4)
        c.fill(ellipse(450 + side * 96, 292, 17), rgb("#2b2224"), soft=4)
        c.flat(ellipse(450 + side * 96 - 5, 286, 5), rgb("#ffffff"))
        c.line([(450 + side * 76, 244), (450 + side * 122, 252)], dark(deep, 0.45), 6, opacity=0.7)
        c.glow(ellipse(450 + side * 138, 356, 26, 16), opacity=0.3, soft=12)
    c.line(arc(450, 452, 40, 18, 30, 150), dark(deep, 0.4), 6)


def puzzle(c: Canvas, _: Colour) -> None:
    with c.moved(0, -44, 1, -3):
        lid = rect(150, 190, 750, 620, 10)
        c.fill([(150, 600), (750, 600), (750, 664), (150, 664)], rgb("#1d3353"), depth=0.2, soft=8)
        c.shadow(rect(150, 200, 750, 664, 10), y=24)
        c.fill(rect(150, 600, 750, 664, 6), rgb("#1d3353"), depth=0.2, soft=8)
        c.fill(lid, rgb("#2b4a7c"), rim=0)
        _harbour(c, lid, 150, 190, 750, 620)
        c.flat(rect(150, 190, 750, 246), rgb("#1d3353"), within=lid)
        c.line([(190, 218), (420, 218)], rgb("#fbf2df"), 12)
        c.dots([(690, 218), (660, 218), (630, 218)], 9, rgb("#f6b27a"))
        c.line([(150, 606), (750, 606)], rgb("#0f1f36"), 3, opacity=0.6)
    for x, y, turn, tone in (
        (236, 730, 12, "#f0a96b"),
        (380, 762, -18, "#31486b"),
        (520, 736, 32, "#2d5577"),
        (664, 756, -8, "#fdeec2"),
    ):
        with c.moved(x - 450, y - 450, 0.62, turn):
            _piece(c, rgb(tone))


def _piece(c: Canvas, tone: Colour) -> None:
    shape = path(
        "M390 390 L432 390 Q440 404 428 416 Q424 440 450 442 Q476 440 472 416 Q460 404 468 390 L510 390 L510 432 "
        "Q524 440 536 428 Q560 424 562 450 Q560 476 536 472 Q524 460 510 468 L510 510 L390 510 L390 468 Q376 460 364 472 "
        "Q340 476 338 450 Q340 424 364 428 Q376 440 390 432"
    )
    c.shadow(shape, x=4, y=12, soft=8)
    c.fill(shape, tone, depth=0.14, rim=0.3, soft=6)


def yoga_mat(c: Canvas, colour: Colour) -> None:
    mat = path("M300 520 L820 430 L860 560 L330 690")
    c.shadow(path("M250 560 L820 460 L860 570 L330 706"), y=20, soft=18)
    c.fill(mat, colour, depth=0.18, rim=0.14, soft=16)
    c.fill(path("M330 690 L860 560 L861 572 L332 704"), dark(colour, 0.35), rim=0)
    for i in range(12):
        c.line(
            [(330 + i * 44, 516 - i * 7.6), (358 + i * 44, 682 - i * 10.8)],
            light(colour, 0.3),
            2,
            opacity=0.3,
            within=mat,
        )
    roll = path("M250 320 L560 250 Q650 260 660 380 Q660 480 604 506 L300 600")
    c.shadow(roll, x=14, y=26, soft=16, opacity=0.3)
    c.fill(roll, colour, depth=0.24, rim=0.25, soft=26)
    end = ellipse(268, 460, 118, 142, -8)
    c.fill(end, dark(colour, 0.3), depth=0.1, rim=0.2)
    c.line([(268 + (x - 450) * 0.83, 460 + (y - 450)) for x, y in spiral(450, 450, 10, 132, 5)], light(colour, 0.28), 9)
    for x in (420, 540):
        strap = path(
            f"M{x} {282 - (x - 420) * 0.24} Q{x + 84} {296 - (x - 420) * 0.24} {x + 92} {400 - (x - 420) * 0.2} Q{x + 92} {500 - (x - 420) * 0.2} {x + 40} {560 - (x - 420) * 0.26}"
        )
        c.line(strap, rgb("#2b2b2f"), 20)
        c.line(strap, rgb("#55555c"), 4, opacity=0.8)
    c.line(path("M466 290 Q530 150 600 270"), rgb("#2b2b2f"), 16)


def dumbbells(c: Canvas, _: Colour) -> None:
    for x, y, scale, turn in ((-20, -120, 0.86, -14), (20, 110, 1, 8)):
        with c.moved(x, y, scale, turn):
            _dumbbell(c)


def _dumbbell(c: Canvas) -> None:
    rubber = rgb("#2d3035")
    c.floor(450, 588, 300, 18)
    c.fill(rect(310, 424, 590, 476, 20), STEEL[1], stops=STEEL, rim=0.3, soft=8)
    for x in range(350, 556, 12):
        c.line([(x, 428), (x + 10, 472)], STEEL[0], 2, opacity=0.5)
        c.line([(x + 10, 428), (x, 472)], STEEL[0], 2, opacity=0.5)
    for side in (1, -1):
        block = [
            (450 + side * (x - 450), y)
            for x, y in path("M578 342 L694 342 L736 400 L736 520 L694 580 L578 580 L558 520 L558 400")
        ]
        c.fill(block, rubber, depth=0.2, rim=0.25, soft=12)
        face = [
            (450 + side * (x - 450), y)
            for x, y in path("M640 342 L694 342 L736 400 L736 520 L694 580 L640 580 L616 520 L616 400")
        ]
        c.fill(face, light(rubber, 0.1), depth=0.16, rim=0.3, soft=10)
        c.line([(450 + side * 210, 440), (450 + side * 250, 440)], rgb("#d8dbe0"), 9, opacity=0.85)
        c.line([(450 + side * 216, 468), (450 + side * 244, 468)], rgb("#d8dbe0"), 6, opacity=0.6)
