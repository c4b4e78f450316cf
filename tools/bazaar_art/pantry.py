"""Food, drink and what stands on the bathroom shelf."""

# ruff: noqa: E501  # an outline reads best on one line

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, half, light, path, rect, rgb

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = ["bar", "chocolates", "ham", "perfume", "shampoo", "tea", "tube", "wine"]

ROUND = (0.36, -0.3, 0, 0.08, 0.42)
"""Light on something round: shares of dark, light where negative."""


def _round(colour: Colour) -> tuple[Colour, ...]:
    return tuple(dark(colour, share) if share >= 0 else light(colour, -share) for share in ROUND)


def _rose(c: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    for reach, tone in ((1, 0.0), (0.78, 0.14), (0.56, 0.28), (0.34, 0.1)):
        for i in range(5):
            at = arc(x, y, size * reach * 0.5, size * reach * 0.5, i * 72 + reach * 90, i * 72 + reach * 90)[0]
            c.fill(ellipse(*at, size * reach * 0.46, size * reach * 0.4, i * 72), light(colour, tone), soft=4, rim=0.35)
    c.fill(ellipse(x, y, size * 0.16), dark(colour, 0.15), soft=3)


def tube(c: Canvas, _: Colour) -> None:
    with c.moved(0, 0, 1, 9):
        body = path("M336 130 L564 130 Q560 420 540 640 L360 640 Q340 420 336 130")
        tone = rgb("#f0d5cd")
        c.shadow(body, x=24, y=24, soft=22)
        c.fill(body, tone, stops=(dark(tone, 0.2), light(tone, 0.55), tone, tone, dark(tone, 0.22)), rim=0.15, soft=14)
        c.fill(rect(332, 112, 568, 146, 4), dark(tone, 0.1), depth=0.1, soft=5)
        for x in range(340, 566, 9):
            c.line([(x, 114), (x, 144)], dark(tone, 0.35), 2, opacity=0.4)
        cap = path("M356 638 L544 638 L534 770 Q532 784 516 784 L384 784 Q368 784 366 770")
        gold = rgb("#c99a86")
        c.fill(cap, gold, stops=_round(gold), rim=0.2, soft=8)
        _rose(c, 450, 300, 74, rgb("#c4586a"))
        c.fill(path("M450 372 Q500 400 494 440 Q456 424 450 372"), rgb("#7d9a78"), soft=5)
        c.fill(path("M446 372 Q400 396 400 436 Q440 424 446 372"), rgb("#8fa98a"), soft=5)
        for y, reach in ((486, 64), (510, 46), (560, 30)):
            c.line([(450 - reach, y), (450 + reach, y)], rgb("#9b5a5f"), 5, opacity=0.75)


def shampoo(c: Canvas, _: Colour) -> None:
    c.floor(450, 780, 160, 20)
    amber = rgb("#9c5a1e")
    body = path(
        "M300 380 Q304 330 380 316 L520 316 Q596 330 600 380 L600 744 Q598 780 562 780 L338 780 Q302 780 300 744"
    )
    c.fill(body, amber, stops=_round(amber), rim=0.25, soft=16)
    c.fill(rect(300, 470, 600, 780, 30), dark(amber, 0.25), within=body, rim=0, opacity=0.35)
    c.glow(path("M326 390 L350 384 L350 750 L326 740"), within=body, opacity=0.6, soft=7)
    black = rgb("#26272a")
    c.fill(rect(392, 256, 508, 322, 10), black, stops=_round(black), rim=0.2)
    c.fill(rect(432, 190, 468, 260), dark(black, 0.2), stops=_round(black), rim=0)
    c.fill(
        path(
            "M330 150 Q340 128 400 130 L516 132 Q530 134 530 160 L530 192 L400 192 Q360 190 352 214 L326 208 Q326 170 330 150"
        ),
        black,
        depth=0.3,
        soft=8,
    )
    label = rect(330, 452, 570, 690, 8)
    c.fill(label, rgb("#f6efe1"), stops=(rgb("#ddd2bd"), rgb("#fdf9f0"), rgb("#f6efe1"), rgb("#d9cdb6")), rim=0.1)
    for i in range(5):
        at = arc(450, 528, 26, 26, i * 72 - 90, i * 72 - 90)[0]
        c.fill(ellipse(*at, 24, 15, i * 72 - 90), rgb("#fffdf6"), rim=0.6, soft=4)
    c.fill(ellipse(450, 528, 12), rgb("#e7a73b"), soft=3)
    c.line([(384, 606), (516, 606)], rgb("#5c4326"), 9)
    c.line([(404, 632), (496, 632)], rgb("#9c8461"), 5)
    c.line([(420, 656), (480, 656)], rgb("#9c8461"), 4)


def perfume(c: Canvas, _: Colour) -> None:
    c.floor(450, 740, 210, 22)
    glass = rect(262, 360, 638, 740, 36)
    c.fill(
        glass,
        rgb("#e3e9ea"),
        stops=(rgb("#b8c4c8"), rgb("#f6fafa"), rgb("#dfe8ea"), rgb("#eef4f4"), rgb("#aab8bd")),
        rim=0.3,
        soft=12,
    )
    liquid = rect(292, 452, 608, 712, 20)
    amber = rgb("#e6b564")
    c.fill(
        liquid,
        amber,
        stops=(dark(amber, 0.16), light(amber, 0.4), amber, light(amber, 0.1), dark(amber, 0.2)),
        rim=0.25,
        soft=16,
    )
    c.fill(ellipse(450, 454, 158, 12), light(amber, 0.4), rim=0.1, soft=4)
    c.line([(450, 370), (450, 690)], rgb("#fff6e2"), 7, opacity=0.55)
    c.fill(
        rect(404, 318, 496, 368, 6),
        rgb("#d4b273"),
        stops=(rgb("#8e6b2f"), rgb("#f5e2b0"), rgb("#c39b50"), rgb("#8b672b")),
        rim=0.2,
    )
    wood = rgb("#6b4a32")
    c.fill(rect(384, 168, 516, 326, 16), wood, stops=_round(wood), rim=0.2)
    for i in range(5):
        c.line(path(f"M{396 + i * 24} 176 Q{402 + i * 24} 250 {394 + i * 24} 322"), dark(wood, 0.4), 2, opacity=0.4)
    label = rect(364, 548, 536, 648, 4)
    c.fill(label, rgb("#fbf7ec"), rim=0.12, soft=5)
    c.line([(400, 584), (500, 584)], rgb("#4a4136"), 7)
    c.line([(420, 612), (480, 612)], rgb("#a2927a"), 4)
    c.glow(path("M282 390 L310 384 L306 700 L284 690"), within=glass, opacity=0.85, soft=5)


def ham(c: Canvas, _: Colour) -> None:
    board = [*rect(140, 300, 760, 690, 46)]
    c.shadow(board, y=26)
    c.fill(board, rgb("#b98857"), depth=0.14, rim=0.25, soft=16)
    for i in range(9):
        c.line(
            path(f"M150 {330 + i * 40} Q450 {318 + i * 42} 750 {332 + i * 40}"),
            rgb("#8d6237"),
            3,
            opacity=0.35,
            within=board,
        )
    c.fill(ellipse(704, 360, 18), rgb("#7a5430"), soft=5)
    for x, y, turn in ((300, 430, -24), (440, 400, 8), (580, 430, 28), (350, 540, -8), (500, 550, 18), (430, 480, -36)):
        with c.moved(x - 450, y - 450, 1, turn):
            _slice(c)
    for x, y, turn in ((636, 590, 0), (670, 556, 50)):
        c.fill(ellipse(x, y, 26, 20, turn), rgb("#7b8a3c"), depth=0.25, soft=7)
        c.glow(ellipse(x - 8, y - 7, 5), opacity=0.9, soft=2)


def _slice(c: Canvas) -> None:
    shape = path("M330 452 Q330 380 420 372 Q520 360 574 420 Q600 470 540 512 Q470 552 390 528 Q334 506 330 452")
    c.shadow(shape, x=2, y=9, soft=7, opacity=0.32)
    c.fill(shape, rgb("#f4dfcf"), rim=0.12, soft=8)
    lean = path("M348 454 Q352 396 424 388 Q512 378 558 426 Q576 466 526 498 Q466 532 396 512 Q350 496 348 454")
    c.fill(lean, rgb("#b8433f"), depth=0.16, rim=0.16, soft=12)
    for text in (
        "M368 470 Q440 420 540 436",
        "M392 500 Q460 470 552 462",
        "M420 400 Q440 440 430 500",
        "M500 396 Q486 440 506 494",
    ):
        c.line(path(text), rgb("#eec4b2"), 6, opacity=0.75, within=lean)


def wine(c: Canvas, _: Colour) -> None:
    c.floor(450, 800, 120, 18)
    glass = rgb("#24382b")
    body = half("M450 96 L486 96 L488 300 Q500 352 540 384 Q566 410 566 470 L566 776 Q562 800 540 800 L450 800")
    c.fill(body, glass, stops=_round(glass), rim=0.3, soft=12)
    foil = half("M450 90 L490 90 L491 250 L450 252")
    wax = rgb("#7e1f2d")
    c.fill(foil, wax, stops=_round(wax), rim=0.2, soft=6)
    label = rect(334, 486, 566, 708)
    c.fill(label, rgb("#f4ecd9"), stops=(rgb("#cfc3a8"), rgb("#fcf7ea"), rgb("#f4ecd9"), rgb("#cbbd9f")), rim=0.1)
    c.line([(352, 506), (548, 506)], rgb("#a98a4d"), 3)
    c.line([(352, 690), (548, 690)], rgb("#a98a4d"), 3)
    for row, count in enumerate((4, 3, 2, 1)):
        for i in range(count):
            c.fill(ellipse(450 + (i - (count - 1) / 2) * 26, 550 + row * 22, 13), rgb("#6d2038"), soft=4)
    c.fill(path("M452 536 Q486 510 506 534 Q484 556 452 536"), rgb("#6f8450"), soft=4)
    c.line([(400, 652), (500, 652)], rgb("#4b3a24"), 8)
    c.line([(420, 672), (480, 672)], rgb("#9b8763"), 4)
    c.glow(path("M354 430 L372 416 L370 770 L352 760"), within=body, opacity=0.4, soft=6)
    c.glow(path("M424 110 L434 110 L434 300 L424 296"), within=body, opacity=0.4, soft=4)


def chocolates(c: Canvas, _: Colour) -> None:
    lid = rect(226, 116, 720, 320, 18)
    with c.moved(22, 0, 1, -5):
        c.shadow(lid, y=16)
        c.fill(lid, rgb("#6e1526"), depth=0.2, rim=0.2)
        c.fill(rect(440, 116, 486, 320), rgb("#d9b36a"), depth=0.2, soft=6)
        for side in (1, -1):
            loop = [(463 + side * (x - 463), y) for x, y in path("M463 210 Q540 140 572 182 Q580 226 463 226")]
            c.fill(loop, rgb("#e4c17c"), depth=0.2, soft=8)
        c.fill(ellipse(463, 216, 20, 18), rgb("#c99e50"), soft=5)
    tray = rect(178, 280, 722, 772, 22)
    c.shadow(tray, y=24)
    c.fill(tray, rgb("#6e1526"), depth=0.16, rim=0.2)
    c.fill(rect(204, 306, 696, 746, 10), rgb("#3b1c14"), depth=0.1, rim=0.5, soft=12)
    for row in range(4):
        for column in range(4):
            _praline(c, 268 + column * 121, 362 + row * 109, (row + column) % 2)


def _praline(c: Canvas, x: float, y: float, kind: int) -> None:
    c.fill(ellipse(x, y + 6, 53, 48), rgb("#c9a26a"), depth=0.2, rim=0.5, soft=6)
    c.fill(ellipse(x, y, 44, 41), rgb("#4a2618"), depth=0.28, rim=0.3, soft=10)
    if kind:
        c.line(path(f"M{x - 26} {y + 4} Q{x} {y - 22} {x + 26} {y + 4}"), rgb("#e9d2b2"), 4, opacity=0.9)
        c.line(path(f"M{x - 22} {y + 16} Q{x} {y - 8} {x + 22} {y + 16}"), rgb("#e9d2b2"), 4, opacity=0.9)
    else:
        c.fill(ellipse(x, y - 4, 16), rgb("#b3182f"), depth=0.2, soft=5)
        c.glow(ellipse(x - 5, y - 9, 4), opacity=0.95, soft=2)
    c.glow(ellipse(x - 16, y - 18, 9, 5), opacity=0.5, soft=4)


def bar(c: Canvas, _: Colour) -> None:
    with c.moved(0, 0, 1, -14):
        cocoa = rgb("#43241a")
        slab = rect(310, 110, 590, 480, 10)
        c.shadow(slab, y=22)
        c.fill(slab, cocoa, depth=0.14, rim=0.2)
        for row in range(4):
            for column in range(3):
                x, y = 320 + column * 90, 122 + row * 92
                c.fill(rect(x, y, x + 80, y + 80, 8), light(cocoa, 0.07), depth=0.22, rim=0.3, soft=6)
                c.line([(x + 8, y + 6), (x + 72, y + 6)], light(cocoa, 0.4), 3, opacity=0.6)
        foil = path(
            "M300 400 L330 372 L362 402 L398 366 L432 398 L470 370 L506 402 L544 368 L600 404 L600 450 L300 450"
        )
        c.fill(foil, rgb("#d9c08a"), depth=0.25, rim=0.2, soft=8)
        wrap = rect(296, 424, 604, 790, 8)
        c.shadow(wrap, y=22)
        c.fill(wrap, rgb("#1f4d45"), depth=0.14, rim=0.16)
        chance = random.Random(5)
        for _i in range(26):
            at = chance.uniform(310, 590), chance.uniform(440, 780)
            c.fill(ellipse(*at, 22, 9, chance.uniform(0, 180)), light(rgb("#1f4d45"), 0.12), within=wrap, soft=5)
        label = rect(340, 510, 560, 690, 6)
        c.fill(label, rgb("#f4ead4"), rim=0.1, soft=6)
        pod = ellipse(450, 572, 58, 30, -18)
        c.fill(pod, rgb("#b5622f"), depth=0.25, soft=8)
        for k in (-14, 0, 14):
            c.line(path(f"M398 {590 + k} Q450 {560 + k} 502 {556 + k}"), rgb("#7c3d1a"), 3, opacity=0.6, within=pod)
        c.line([(384, 634), (516, 634)], rgb("#43241a"), 9)
        c.line([(410, 660), (490, 660)], rgb("#9a7b57"), 5)


def tea(c: Canvas, _: Colour) -> None:
    c.floor(430, 740, 200, 22)
    green = rgb("#5b7f52")
    body = [*arc(430, 290, 190, 36, 180, 0), *arc(430, 706, 190, 36, 0, 180)]
    c.fill(body, green, stops=_round(green), rim=0.12, soft=12)
    lid = [*arc(430, 240, 196, 38, 180, 0), *arc(430, 320, 196, 38, 0, 180)]
    silver = tuple(rgb(t) for t in ("#7d838a", "#eef1f3", "#aeb4ba", "#d9dde1", "#747a81"))
    c.shadow(lid, x=0, y=8, soft=7)
    c.fill(lid, silver[2], stops=silver, rim=0.15, soft=8)
    c.fill(ellipse(430, 240, 196, 38), silver[1], depth=0.12, rim=0.25, soft=8)
    label = [*arc(430, 420, 190, 36, 160, 20), *arc(430, 640, 190, 36, 20, 160)]
    c.fill(label, rgb("#f5efdd"), stops=(rgb("#d6cdb2"), rgb("#fcf9ee"), rgb("#f5efdd"), rgb("#d2c8ab")), rim=0.08)
    leaf = path("M430 480 Q500 500 498 590 Q430 590 430 480")
    c.fill(leaf, rgb("#7fa05c"), soft=8)
    c.fill([(860 - x, y) for x, y in leaf], rgb("#94b36e"), soft=8)
    c.line([(430, 490), (430, 636)], rgb("#5d7d43"), 6)
    c.line([(384, 656), (476, 656)], rgb("#5a5a40"), 5)
    chance = random.Random(9)
    for _i in range(70):
        x, y = chance.gauss(690, 46), chance.gauss(744, 12)
        tone = blend(rgb("#3f5a34"), rgb("#86a35f"), chance.random())
        c.fill(ellipse(x, y, 15, 4.5, chance.uniform(-40, 40)), tone, rim=0.3, soft=2)
