"""Shoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bazaar_art.canvas import dark, ellipse, light, path, rgb

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = ["chelsea", "flats", "kids_sneaker", "runner", "trail"]

_UPPER = (
    "M188 392 C176 470 178 560 186 612 L742 612 C762 566 742 534 690 522 C620 506 566 474 520 412 L486 364 "
    "C470 352 452 356 442 372 C420 410 384 428 340 424 C296 420 270 400 256 372 C240 350 196 352 188 392"
)
WHITE = rgb("#f6f5f1")


def _sole(c: Canvas, mid: Colour, out: Colour) -> None:
    c.floor(462, 690, 290, 20)
    c.fill(
        path("M176 640 Q180 684 214 690 L690 690 Q756 682 772 624 Q720 668 600 660 L300 660 Q220 660 176 640"),
        out,
        soft=8,
    )
    c.fill(
        path(
            "M176 590 Q168 650 200 668 L690 670 Q762 660 776 604 Q780 586 762 580 Q700 612 560 606 Q460 602 380 614 "
            "Q260 626 176 590"
        ),
        mid,
        soft=12,
    )


def _laces(c: Canvas, colour: Colour) -> None:
    for i in range(5):
        x, y = 470 + i * 30, 396 + i * 28
        c.line(path(f"M{x - 34} {y + 18} Q{x - 8} {y - 6} {x + 18} {y + 2}"), dark(colour, 0.35), 11, opacity=0.5)
        c.line(path(f"M{x - 34} {y + 14} Q{x - 8} {y - 10} {x + 18} {y - 2}"), colour, 9)


def runner(c: Canvas, colour: Colour) -> None:
    with c.moved(0, -10, 1.06, -3, tall=0.86):
        _runner(c, colour)


def _runner(c: Canvas, colour: Colour) -> None:
    upper = path(_UPPER)
    tongue = path("M440 372 Q446 318 486 322 Q512 330 522 410 L470 430")
    c.fill(tongue, dark(colour, 0.12), soft=8)
    c.fill(path("M258 372 Q330 330 444 370 Q400 440 320 424 Q276 410 258 372"), dark(colour, 0.5), rim=0)
    c.fill(upper, colour, depth=0.2, soft=22)
    for row in range(11):
        for i in range(34):
            x = 190 + i * 17 + (row % 2) * 8
            c.flat(ellipse(x, 400 + row * 18, 2.6, 1.8), light(colour, 0.5), within=upper, opacity=0.35)
    c.fill(path("M186 470 Q236 470 268 520 Q284 560 280 620 L180 620"), dark(colour, 0.14), within=upper, soft=8)
    c.fill(path("M640 512 Q668 560 652 620 L770 620 L770 540"), dark(colour, 0.1), within=upper, soft=8)
    c.line(path("M300 590 Q392 540 426 450"), light(colour, 0.75), 18, opacity=0.9, within=upper)
    c.line(path("M350 600 Q436 552 470 470"), light(colour, 0.75), 18, opacity=0.9, within=upper)
    _laces(c, WHITE if sum(colour) < 600 else rgb("#d9dbe0"))
    c.fill(path("M186 392 Q176 352 206 330 Q222 330 226 350 Q214 372 214 420"), dark(colour, 0.2), soft=5)
    _sole(c, rgb("#ffffff"), dark(colour, 0.25))
    c.line(path("M186 636 Q440 664 764 620"), rgb("#d5d7dc"), 3)


def trail(c: Canvas, colour: Colour) -> None:
    with c.moved(0, -10, 1.06, -3, tall=0.86):
        _trail(c, colour)


def _trail(c: Canvas, colour: Colour) -> None:
    c.floor(462, 706, 290, 20)
    for i in range(15):
        x = 192 + i * 38
        c.fill(path(f"M{x} 672 L{x + 30} 672 L{x + 24} 706 L{x + 4} 706"), rgb("#26282b"), soft=4)
    upper = path(_UPPER)
    c.fill(path("M440 372 Q446 312 492 318 Q514 330 522 410 L470 430"), rgb("#35383c"), soft=8)
    c.fill(path("M258 372 Q330 330 444 370 Q400 440 320 424 Q276 410 258 372"), rgb("#1f2124"), rim=0)
    c.fill(upper, colour, depth=0.18, soft=22)
    for i in range(9):
        c.line([(230 + i * 60, 380), (330 + i * 60, 620)], dark(colour, 0.3), 3, opacity=0.35, within=upper)
        c.line([(330 + i * 60, 380), (230 + i * 60, 620)], dark(colour, 0.3), 3, opacity=0.35, within=upper)
    guard = path("M600 496 Q560 560 500 580 L180 590 L180 640 L790 640 L770 520")
    c.fill(guard, rgb("#3a3e42"), within=upper, soft=10)
    c.fill(path("M186 440 Q250 460 262 540 L262 600 L180 600"), rgb("#3a3e42"), within=upper, soft=8)
    c.line(path("M310 560 Q370 500 402 436"), rgb("#f3d34a"), 12, within=upper)
    _laces(c, rgb("#f3d34a"))
    c.fill(
        path("M174 586 Q168 660 204 682 L694 682 Q764 668 776 596 Q700 606 560 602 Q330 602 174 586"),
        rgb("#2c2f33"),
        soft=10,
    )
    c.line(path("M184 636 Q450 660 764 634"), colour, 8)


def kids_sneaker(c: Canvas, colour: Colour) -> None:
    with c.moved(0, 0, 0.98, -4, tall=0.92):
        upper = path(_UPPER)
        c.fill(path("M440 372 Q446 312 492 318 Q514 330 522 410 L470 430"), light(colour, 0.3), soft=8)
        c.fill(path("M258 372 Q330 330 444 370 Q400 440 320 424 Q276 410 258 372"), dark(colour, 0.45), rim=0)
        c.fill(upper, colour, depth=0.16, soft=22)
        c.fill(path("M616 500 Q600 560 612 620 L790 620 L770 520"), WHITE, within=upper, soft=10)
        for x, y, turn in ((428, 428, 0), (504, 484, 8)):
            strap = path(f"M{x - 56} {y + 60 + turn} L{x + 40} {y - 34} L{x + 86} {y - 6} L{x - 14} {y + 98 + turn}")
            c.shadow(strap, x=0, y=6, soft=5, opacity=0.35)
            c.fill(strap, light(colour, 0.82), soft=7)
            c.line([(x - 40, y + 62 + turn), (x + 44, y - 20)], dark(colour, 0.1), 2.5, opacity=0.6)
        star = [
            (262, 466),
            (272, 494),
            (302, 496),
            (278, 514),
            (288, 544),
            (262, 526),
            (236, 544),
            (246, 514),
            (222, 496),
            (252, 494),
        ]
        c.fill(star, rgb("#f6d04d"), soft=4)
        _sole(c, WHITE, dark(colour, 0.15))
        c.line(path("M186 644 Q440 668 764 628"), colour, 6)


def flats(c: Canvas, colour: Colour) -> None:
    for side in (-1, 1):
        with c.moved(side * 118, 0, 1, side * 7):
            _flat(c, colour, side)


def _flat(c: Canvas, colour: Colour, side: int) -> None:
    turn = [
        (450 + side * (x - 450), y)
        for x, y in path(
            "M450 170 C400 176 366 250 358 350 C352 430 372 520 376 600 "
            "C378 690 406 740 452 742 C500 740 526 690 530 600 C534 520 556 430 546 340 C536 240 500 170 450 170"
        )
    ]
    c.shadow(turn, y=24)
    c.fill(turn, colour, depth=0.2, soft=22)
    opening = [
        (450 + side * (x - 450), y)
        for x, y in path(
            "M450 330 C404 332 384 390 388 470 C392 560 396 600 400 650 "
            "C404 700 430 716 452 716 C478 716 502 700 506 650 C510 600 516 560 520 470 C522 390 498 330 450 330"
        )
    ]
    c.fill(opening, rgb("#d9c3a3"), depth=0.1, rim=0.6, soft=14)
    c.glow(ellipse(452, 600, 26, 70), within=opening, opacity=0.3, soft=12)
    c.line([*opening, opening[0]], dark(colour, 0.3), 5, opacity=0.7)
    for way in (-1, 1):
        loop = [(450 + way * (x - 450), y) for x, y in path("M452 318 Q492 284 504 306 Q508 336 452 326")]
        c.fill(loop, dark(colour, 0.1), soft=5, rim=0.35)
    c.fill(ellipse(450, 320, 9, 11), dark(colour, 0.22), soft=4)
    c.glow(ellipse(450 - side * 30, 240, 18, 46), within=turn, opacity=0.45, soft=12)


def chelsea(c: Canvas, colour: Colour) -> None:
    c.floor(480, 742, 280, 20)
    boot = path(
        "M300 160 L498 160 C494 280 494 360 522 430 C590 480 690 500 730 560 C752 596 750 640 746 680 L262 680 "
        "C262 580 290 520 298 420 C304 330 304 240 300 160"
    )
    c.fill(path("M304 166 Q400 140 494 166 L490 190 L308 190"), dark(colour, 0.6), rim=0)
    c.fill(boot, colour, depth=0.2, soft=26)
    gore = path("M352 168 L436 168 Q448 300 420 430 Q396 460 374 430 Q344 300 352 168")
    c.fill(gore, rgb("#26262a"), soft=10)
    for i in range(10):
        c.line([(348 + i * 10, 160), (352 + i * 9, 450)], rgb("#5a5a62"), 2.5, opacity=0.7, within=gore)
    c.line(path("M396 452 Q440 520 434 680"), dark(colour, 0.4), 3, opacity=0.6, within=boot)
    c.line(path("M300 560 Q330 600 330 680"), dark(colour, 0.4), 3, opacity=0.5, within=boot)
    c.fill(path("M284 150 L312 150 L312 222 L284 222"), dark(colour, 0.25), soft=5)
    c.glow(path("M600 500 Q690 520 722 570 Q690 570 600 540"), within=boot, opacity=0.5, soft=12)
    c.glow(path("M462 190 Q470 320 486 420 L470 420 Q448 300 450 190"), within=boot, opacity=0.35, soft=8)
    c.fill(
        path("M250 676 L752 676 Q766 690 758 710 L420 712 L412 742 L262 742 Q250 720 250 676"), rgb("#2b2724"), soft=8
    )
    c.line(path("M256 684 L752 684"), rgb("#cdb07f"), 3, opacity=0.8)
