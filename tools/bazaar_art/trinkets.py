"""Jewellery, a bag, an umbrella, handkerchiefs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, light, path, rect, rgb, wave

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = ["band", "clutch", "gem_ring", "handkerchiefs", "hoops", "pearls", "umbrella"]

SILVER = tuple(rgb(t) for t in ("#8d939b", "#eef1f4", "#a9b0b8", "#ffffff", "#b9bfc6", "#7f868e"))
DARK_SILVER = tuple(rgb(t) for t in ("#d9dee3", "#7a8189", "#aab1b9", "#5f666e", "#c9ced4"))
GOLD = tuple(rgb(t) for t in ("#9a7430", "#f6e3ac", "#c79a45", "#fdf1cd", "#c39443", "#8a6526"))


def band(c: Canvas, _: Colour) -> None:
    c.floor(450, 612, 226, 46)
    wall = [*arc(450, 420, 236, 140, 180, 0), *arc(450, 520, 236, 140, 0, 180)]
    c.fill(wall, SILVER[0], stops=SILVER, rim=0.25, soft=12)
    rim = ellipse(450, 420, 236, 140)
    hole = ellipse(450, 420, 212, 120)
    c.fill(rim, SILVER[1], stops=(SILVER[3], SILVER[2], SILVER[3], SILVER[1]), hole=hole, rim=0.15, soft=4)
    c.fill(hole, SILVER[0], stops=DARK_SILVER, rim=0.3, soft=18)
    c.fill(ellipse(450, 520, 212, 120), c.tint, within=hole, depth=0.1, rim=0.35, soft=20)
    c.glow(path("M300 560 Q360 622 450 634 L450 616 Q372 604 318 548"), within=wall, opacity=0.9, soft=5)


def gem_ring(c: Canvas, colour: Colour) -> None:
    c.floor(450, 774, 150, 18)
    ring = ellipse(450, 560, 204)
    c.fill(ring, SILVER[0], stops=SILVER, hole=ellipse(450, 560, 178), rim=0.3, soft=8)
    c.line(arc(450, 560, 191, 191, 30, 150), light(SILVER[2], 0.6), 4, opacity=0.7)
    seat = path("M372 342 Q450 420 528 342 L506 390 Q450 420 394 390")
    c.fill(seat, SILVER[2], stops=SILVER, soft=6)
    stone = ellipse(450, 262, 132, 108)
    c.shadow(stone, y=14, soft=10)
    c.fill(stone, colour, depth=0.3, rim=0.45, soft=20)
    outer, inner = ellipse(450, 262, 132, 108), ellipse(450, 258, 74, 58)
    for i in range(16):
        a, b, m = outer[i * 6], outer[(i * 6 + 6) % 96], inner[(i * 6 + 3) % 96]
        tone = light(colour, 0.42) if i in (9, 10, 11, 13) else light(colour, 0.16) if i % 2 else dark(colour, 0.24)
        c.fill([a, b, m], tone, rim=0, depth=0.1, opacity=0.85)
    c.fill(inner, light(colour, 0.16), depth=0.3, rim=0.25, soft=10)
    c.glow(path("M410 232 L460 216 L478 232 L424 256"), within=inner, opacity=0.85, soft=3)
    for x, y, tip in ((352, 200, 10), (548, 200, -10), (346, 330, 8), (554, 330, -8)):
        c.line([(x, y), (x + tip * 2, y + (10 if y < 260 else -10))], SILVER[2], 15)
        c.line([(x, y - 1), (x + tip * 2, y + (7 if y < 260 else -13))], SILVER[3], 8)


def pearls(c: Canvas, _: Colour) -> None:
    spots = []
    for i in range(52):
        angle = math.tau * (i + 0.5) / 52 + math.pi / 2
        pull = 1 + 0.16 * math.sin(angle)
        spots.append((450 + 232 * math.cos(angle) * (1 + 0.1 * math.sin(angle)), 440 + 262 * math.sin(angle) * pull))
    for x, y in spots:
        c.shadow(ellipse(x, y, 14), x=6, y=14, soft=7, opacity=0.26)
    for i, (x, y) in enumerate(spots):
        tone = blend(rgb("#f3eae0"), rgb("#f3dfdc") if i % 3 else rgb("#e7ece6"), 0.6)
        c.fill(ellipse(x, y, 16), tone, depth=0.2, rim=0.42, soft=5)
        c.glow(ellipse(x - 5, y - 6, 4.5), opacity=0.95, soft=1.5)
    clasp = ellipse(450, 222, 20, 12)
    c.fill(clasp, SILVER[1], stops=SILVER, rim=0.4, soft=3)


def hoops(c: Canvas, colour: Colour) -> None:
    metal = GOLD if colour[0] - colour[2] > 40 else SILVER
    for x, turn in ((306, -9), (594, 9)):
        with c.moved(0, 0, 1, turn):
            ring = ellipse(x, 480, 138, 176)
            c.line([(px + 14, py + 30) for px, py in ring], dark(c.tint, 0.35), 18, opacity=0.22)
            c.fill(ring, metal[0], stops=metal, hole=ellipse(x, 478, 114, 152), rim=0.35, soft=7)
            c.line(arc(x, 479, 126, 164, 200, 250), metal[3], 6, opacity=0.9)
            c.line(arc(x, 479, 126, 164, 30, 80), metal[3], 4, opacity=0.7)
            c.line(path(f"M{x - 18} 316 Q{x} 244 {x + 26} 312"), metal[2], 7)
            c.fill(ellipse(x, 314, 22, 11), metal[1], stops=metal, rim=0.3, soft=3)


def clutch(c: Canvas, colour: Colour) -> None:
    chain = arc(450, 398, 284, 270, 180, 360)
    for i, (x, y) in enumerate(chain):
        turn = 90 + i * 3 + (28 if i % 2 else -28)
        c.line([*ellipse(x, y, 12, 6.5, turn)], GOLD[2] if i % 2 else GOLD[1], 4)
    c.floor(450, 676, 290, 20)
    bag = rect(152, 400, 748, 676, 34)
    c.fill(bag, colour, depth=0.22, rim=0.3, soft=30)
    flap = path(
        "M152 440 Q152 398 190 398 L710 398 Q748 398 748 440 Q740 500 600 540 Q450 580 300 540 Q160 500 152 440"
    )
    c.shadow(flap, x=0, y=12, soft=9, opacity=0.4)
    c.fill(flap, colour, depth=0.26, rim=0.3, soft=24)
    c.glow(path("M180 420 Q420 396 690 420 Q440 434 200 456"), within=flap, opacity=0.35, soft=16)
    c.line(path("M152 398 L748 398"), GOLD[0], 14)
    c.line(path("M156 395 L744 395"), GOLD[1], 8)
    for x, side in ((430, -1), (470, 1)):
        c.fill(ellipse(x, 552, 24), GOLD[2], stops=GOLD, rim=0.3, soft=5)
        c.glow(ellipse(x - 6, 544, 6), opacity=0.95, soft=2)
        c.line([(x, 552), (x - side * 16, 530)], GOLD[0], 6)


def umbrella(c: Canvas, colour: Colour) -> None:
    c.line([(450, 240), (450, 760)], rgb("#70757c"), 13)
    c.line([(447, 240), (447, 740)], rgb("#d7dbe0"), 4)
    c.line([*arc(412, 752, 38, 44, 0, 180)], rgb("#3a2c23"), 22)
    c.line([*arc(412, 748, 38, 44, 0, 180)], rgb("#7a5a41"), 8, opacity=0.7)
    edges = (140, 258, 384, 516, 642, 760)
    tops = (446, 448, 449, 451, 452, 454)
    under = path("M140 506 Q220 440 450 430 Q680 440 760 506 Q640 540 450 530 Q260 540 140 506")
    c.fill(under, dark(colour, 0.6), rim=0)
    for i in range(5):
        a, b = edges[i], edges[i + 1]
        bulge_a, bulge_b = (a - 450) * 0.86 + 450, (b - 450) * 0.86 + 450
        panel = path(
            f"M{tops[i]} 178 Q{bulge_a} 240 {a} 506 Q{(a + b) / 2} 452 {b} 506 Q{bulge_b} 240 {tops[i + 1]} 178"
        )
        tone = light(colour, (0.16, 0.1, 0.02, 0, 0)[i]) if i < 3 else dark(colour, (0.1, 0.2)[i - 3])
        c.fill(panel, tone, depth=0.1, rim=0.16, soft=14)
    for x, top in zip(edges[1:5], tops[1:5], strict=True):
        c.line(path(f"M{top} 178 Q{(x - 450) * 0.86 + 450} 240 {x} 506"), dark(colour, 0.4), 2.5, opacity=0.6)
    c.glow(path("M250 330 Q300 240 400 206 Q320 270 280 380"), opacity=0.4, soft=16)
    c.line([(450, 176), (450, 146)], rgb("#70757c"), 10)


def handkerchiefs(c: Canvas, _: Colour) -> None:
    tones = ("#b7c9d8", "#e6d3c4", "#c9d4bd", "#e9e2cf", "#b9cfc9", "#f7f5ef")
    for i, tone in enumerate(tones):
        with c.moved(-52 + i * 20, 34 - i * 12, 1, -26 + i * 9):
            _folded(c, rgb(tone))


def _folded(c: Canvas, colour: Colour) -> None:
    cloth = rect(266, 270, 634, 638, 8)
    c.shadow(cloth, y=10, soft=10, opacity=0.26)
    c.fill(cloth, colour, depth=0.06, rim=0.12, soft=14)
    c.line([*rect(284, 288, 616, 620), (284, 288)], dark(colour, 0.35), 2.5, opacity=0.6)
    c.line([*rect(294, 298, 606, 610), (294, 298)], light(colour, 0.6), 5, opacity=0.8)
    c.line([(450, 272), (450, 636)], dark(colour, 0.3), 2.5, opacity=0.3)
    c.line([(268, 454), (632, 454)], dark(colour, 0.3), 2.5, opacity=0.3)
    c.line(wave(520, 590, 590, 3, 5), dark(colour, 0.4), 2.5, opacity=0.5)
