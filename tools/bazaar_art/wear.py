"""Clothes, hats and belts, laid flat."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bazaar_art.canvas import arc, blend, dark, ellipse, half, light, path, rect, rgb, spiral

if TYPE_CHECKING:
    from bazaar_art.canvas import Canvas, Colour

__all__ = [
    "belt",
    "bodysuits",
    "bucket_hat",
    "chinos",
    "dress",
    "hoodie",
    "jacket",
    "pyjamas",
    "shirt",
    "sweater",
    "tshirt",
    "wrap_dress",
]

BRASS = (rgb("#8a6a2c"), rgb("#e9cf8b"), rgb("#b08d3f"), rgb("#f4e2ae"), rgb("#8f6f30"))


def _seam(c: Canvas, text: str, colour: Colour, width: float = 3, opacity: float = 0.55) -> None:
    c.line(path(text), dark(colour, 0.45), width, opacity=opacity)


def _pair(c: Canvas, text: str, colour: Colour, width: float = 3, opacity: float = 0.55) -> None:
    points = path(text)
    for side in (points, [(900 - x, y) for x, y in points]):
        c.line(side, dark(colour, 0.45), width, opacity=opacity)


def _body(c: Canvas, outline: list[tuple[float, float]], colour: Colour) -> None:
    c.shadow(outline)
    c.fill(outline, colour, depth=0.12, rim=0.2, soft=18)


def dress(c: Canvas, colour: Colour) -> None:
    back = path("M388 136 Q450 168 512 136 L512 172 Q500 214 450 218 Q400 214 388 172")
    c.fill(back, dark(colour, 0.42), rim=0)
    out = half(
        "M450 214 Q500 206 512 134 L552 142 Q588 150 616 206 L572 248 Q560 232 554 252 Q544 320 534 392 "
        "Q590 560 634 772 Q540 806 450 806"
    )
    _body(c, out, colour)
    for x, tip in ((470, 486), (500, 545), (520, 592)):
        _pair(c, f"M{x} 430 Q{x + 12} 600 {tip} 786", colour, 4, 0.22)
    _pair(c, "M556 250 Q540 236 520 300", colour, 2.5, 0.35)
    _pair(c, "M546 470 Q574 510 578 560", colour, 3.5, 0.6)
    _seam(c, "M438 214 L436 800", colour, 2.5, 0.35)
    _seam(c, "M464 214 L466 800", colour, 2.5, 0.35)
    c.dots([(451, y) for y in range(244, 790, 44)], 6, light(colour, 0.55))
    band = half("M450 392 L536 384 L539 420 L450 428")
    c.shadow(band, x=0, y=5, soft=4, opacity=0.3)
    c.fill(band, dark(colour, 0.16), rim=0.15, soft=6)
    c.fill(path("M446 396 Q500 380 506 402 Q490 424 452 414"), dark(colour, 0.1), soft=5)
    c.fill(path("M454 396 Q400 380 394 402 Q410 424 448 414"), dark(colour, 0.1), soft=5)
    c.line(path("M444 412 Q430 470 412 508"), dark(colour, 0.22), 11)
    c.line(path("M456 412 Q476 462 480 520"), dark(colour, 0.22), 11)
    _pair(c, "M450 222 Q506 212 518 136", colour, 3, 0.4)


def wrap_dress(c: Canvas, colour: Colour) -> None:
    c.fill(path("M392 142 Q450 170 508 142 L470 320 L430 320"), dark(colour, 0.45), rim=0)
    out = half(
        "M450 332 L508 134 L560 146 Q628 170 668 300 L598 330 Q574 290 560 276 Q548 350 536 410 "
        "Q596 560 626 706 Q540 744 450 744"
    )
    _body(c, out, colour)
    _print(c, out, colour)
    for x, tip in ((486, 508), (514, 566)):
        _pair(c, f"M{x} 440 Q{x + 10} 580 {tip} 730", colour, 4, 0.25)
    _seam(c, "M508 134 Q480 260 378 400", colour, 4)
    _seam(c, "M392 134 Q408 232 444 330", colour, 4)
    _seam(c, "M396 424 Q500 560 542 738", colour, 4, 0.6)
    band = half("M450 398 L537 396 L540 428 L450 430")
    c.fill(band, dark(colour, 0.25), soft=6)
    c.line(path("M388 416 Q352 470 348 540"), dark(colour, 0.3), 12)
    c.line(path("M388 416 Q384 480 396 556"), dark(colour, 0.3), 12)
    c.fill(ellipse(388, 414, 17, 14), dark(colour, 0.18), soft=5)


def _print(c: Canvas, outline: list[tuple[float, float]], colour: Colour) -> None:
    chance = random.Random(7)
    petal, heart = light(colour, 0.78), rgb("#f0c860")
    for row in range(14):
        for column in range(12):
            x = 236 + column * 40 + (row % 2) * 20 + chance.uniform(-8, 8)
            y = 150 + row * 43 + chance.uniform(-8, 8)
            for angle in range(0, 360, 72):
                at = arc(x, y, 5.4, 5.4, angle, angle)[0]
                c.flat(ellipse(*at, 4.2), petal, within=outline, opacity=0.9)
            c.flat(ellipse(x, y, 2.8), heart, within=outline)


def _sleeved(collar: str) -> list[tuple[float, float]]:
    return half(
        f"{collar} L584 196 Q650 236 676 360 Q700 480 716 610 L646 630 Q624 500 600 400 L594 372 L600 716 "
        "Q520 730 450 730"
    )


def jacket(c: Canvas, colour: Colour) -> None:
    hood = half("M450 92 Q556 98 560 214 Q540 262 450 262")
    c.shadow(hood)
    c.fill(hood, colour, soft=20)
    c.fill(half("M450 128 Q520 136 522 212 Q500 246 450 246"), dark(colour, 0.5), rim=0.1)
    out = _sleeved("M450 262 L520 206")
    _body(c, out, colour)
    c.fill(half("M450 236 Q510 228 528 196 L556 222 Q520 276 450 284"), dark(colour, 0.1), soft=8)
    c.line([(450, 240), (450, 728)], dark(colour, 0.55), 9)
    c.line([(450, 240), (450, 728)], light(colour, 0.35), 2)
    c.fill(rect(443, 268, 457, 306, 5), rgb("#c9ccd2"), soft=3)
    _pair(c, "M598 376 L604 300 Q596 250 570 222", colour, 3, 0.45)
    _pair(c, "M500 560 L566 470", colour, 10, 0.45)
    _pair(c, "M502 562 L568 472", light(colour, 0.1), 3, 0.4)
    _pair(c, "M642 604 L712 586", colour, 3, 0.5)
    _pair(c, "M450 690 Q530 692 600 680", colour, 3, 0.4)
    c.line(path("M424 262 Q414 320 420 366"), light(colour, 0.6), 4)
    c.line(path("M476 262 Q488 320 480 366"), light(colour, 0.6), 4)
    c.dots([(420, 370), (480, 370)], 7, rgb("#d8dade"))


def shirt(c: Canvas, colour: Colour) -> None:
    out = _sleeved("M450 214 L506 170")
    _body(c, out, colour)
    c.fill(half("M450 176 Q496 172 508 160 L500 210 L450 218"), dark(colour, 0.32), rim=0)
    for side in (1, -1):
        flap = [(450 + side * (x - 450), y) for x, y in path("M452 214 L506 158 Q532 166 538 188 L504 256")]
        c.shadow(flap, x=0, y=6, soft=5, opacity=0.3)
        c.fill(flap, light(colour, 0.08), soft=7, rim=0.2)
        c.flat(ellipse(450 + side * 50, 238, 4), dark(colour, 0.3))
    _seam(c, "M434 226 L432 728", colour, 2.5, 0.4)
    _seam(c, "M468 226 L470 728", colour, 2.5, 0.4)
    for y in range(262, 720, 62):
        c.fill(ellipse(451, y, 7), rgb("#f4f1ea"), rim=0.4, soft=2)
    c.line(path("M502 330 L578 330 L578 408 L540 424 L502 408 L502 330"), dark(colour, 0.4), 3, opacity=0.45)
    _pair(c, "M596 376 L606 300 Q596 240 566 192", colour, 3, 0.4)
    _pair(c, "M636 580 L712 562", colour, 3, 0.45)
    _pair(c, "M500 730 Q520 640 504 520", colour, 3, 0.16)


def sweater(c: Canvas, colour: Colour) -> None:
    c.fill(path("M388 166 Q450 192 512 166 Q506 222 450 228 Q394 222 388 166"), dark(colour, 0.45), rim=0)
    out = _sleeved("M450 222 Q498 214 512 164")
    _body(c, out, colour)
    for row in range(8):
        for x in range(312, 600, 16):
            c.line([(x, 250 + row * 54), (x + 5, 262 + row * 54)], light(colour, 0.3), 2, opacity=0.28, within=out)
            c.line([(x + 10, 250 + row * 54), (x + 5, 262 + row * 54)], light(colour, 0.3), 2, opacity=0.28, within=out)
    neck = half("M450 222 Q498 214 512 166 L532 176 Q518 246 450 250")
    c.fill(neck, dark(colour, 0.12), soft=6)
    hem = half("M450 684 L599 670 L600 718 Q520 732 450 732")
    c.fill(hem, dark(colour, 0.1), soft=6)
    for x in range(306, 600, 11):
        c.line([(x, 674), (x, 728)], dark(colour, 0.4), 2, opacity=0.35, within=hem)
    for side in (1, -1):
        cuff = [(450 + side * (x - 450), y) for x, y in path("M636 578 L710 558 L720 614 L647 634")]
        c.fill(cuff, dark(colour, 0.1), soft=5)
        for i in range(8):
            x = 640 + i * 10
            c.line(
                [(450 + side * (x - 450), 560), (450 + side * (x + 10 - 450), 630)],
                dark(colour, 0.4),
                2,
                opacity=0.35,
                within=cuff,
            )
    _pair(c, "M596 376 L604 310 Q596 246 570 196", colour, 3, 0.4)


def tshirt(c: Canvas, colour: Colour) -> None:
    c.fill(path("M386 178 Q450 204 514 178 Q508 246 450 252 Q392 246 386 178"), dark(colour, 0.42), rim=0)
    out = half(
        "M450 246 Q502 238 514 178 L590 206 Q650 240 708 366 L626 408 Q606 372 596 362 L602 720 Q520 734 450 734"
    )
    _body(c, out, colour)
    rib = half("M450 246 Q502 238 514 178 L530 184 Q518 262 450 266")
    c.fill(rib, dark(colour, 0.08), soft=5)
    _pair(c, "M596 366 Q590 300 572 226", colour, 3, 0.35)
    _pair(c, "M616 392 L698 350", colour, 2.5, 0.4)
    _pair(c, "M540 724 Q566 600 548 470", colour, 4, 0.14)
    _seam(c, "M300 706 Q450 722 600 706", colour, 2.5, 0.35)


def hoodie(c: Canvas, colour: Colour) -> None:
    hood = half("M450 110 Q552 114 556 226 Q540 270 450 274")
    c.shadow(hood)
    c.fill(hood, colour, soft=20)
    c.fill(half("M450 146 Q514 152 518 222 Q496 254 450 256"), dark(colour, 0.42), rim=0.1)
    out = _sleeved("M450 268 L524 212")
    _body(c, out, colour)
    pocket = half("M450 560 L512 560 L560 640 L560 700 L450 706")
    c.fill(pocket, dark(colour, 0.1), soft=8, rim=0.16)
    _pair(c, "M512 560 L560 640", colour, 4, 0.6)
    c.line(path("M426 262 Q416 330 422 372"), light(colour, 0.75), 6)
    c.line(path("M474 262 Q486 330 478 372"), light(colour, 0.75), 6)
    _pair(c, "M598 376 L604 300 Q596 250 570 222", colour, 3, 0.4)
    _pair(c, "M640 596 L712 576", colour, 3, 0.5)
    with c.moved(0, 12, 0.62, 24):
        _rocket(c)


def _rocket(c: Canvas) -> None:
    c.fill(path("M420 590 Q400 640 450 690 Q500 640 480 590"), rgb("#f5a623"), soft=10)
    c.fill(path("M434 590 Q424 620 450 650 Q476 620 466 590"), rgb("#fde08a"), soft=6)
    for side in (1, -1):
        fin = [(450 + side * (x - 450), y) for x, y in path("M500 500 Q560 540 552 610 L490 580")]
        c.fill(fin, rgb("#e0503a"), soft=8)
    hull = half("M450 290 Q530 370 520 500 Q512 570 490 596 L450 596")
    c.fill(hull, rgb("#f6f3ec"), soft=16)
    c.fill(half("M450 290 Q492 330 508 388 Q480 398 450 398"), rgb("#e0503a"), soft=10)
    c.fill(ellipse(450, 460, 34), rgb("#2f4b6e"), soft=5)
    c.fill(ellipse(450, 460, 24), rgb("#8fd0ea"), soft=6)


def chinos(c: Canvas, colour: Colour) -> None:
    out = half("M450 132 L572 132 Q590 260 596 420 L604 790 L492 800 L462 360 L450 330")
    _body(c, out, colour)
    c.fill(half("M450 130 L572 130 L576 170 L450 172"), dark(colour, 0.08), soft=5)
    for x in (360, 450, 540):
        c.fill(rect(x - 6, 126, x + 6, 176, 3), dark(colour, 0.14), soft=3)
    _pair(c, "M520 174 Q540 230 584 244", colour, 4, 0.55)
    _seam(c, "M450 172 L450 332", colour, 3, 0.5)
    _seam(c, "M450 172 Q482 250 456 318", colour, 2.5, 0.5)
    c.fill(ellipse(450, 152, 8), dark(colour, 0.35), soft=3)
    _pair(c, "M528 260 Q540 520 546 790", colour, 4, 0.22)
    _pair(c, "M490 764 L603 756", colour, 2.5, 0.45)
    _pair(c, "M470 352 Q500 340 540 346", colour, 3, 0.2)


def _dino(c: Canvas, x: float, y: float, colour: Colour, within: list[tuple[float, float]]) -> None:
    shape = path(
        "M0 30 Q-4 6 14 2 Q34 0 36 14 L50 16 Q52 24 38 26 Q36 44 54 50 Q78 48 92 66 Q66 62 60 72 L60 86 L50 86 "
        "L48 74 L32 74 L30 86 L20 86 L18 70 Q2 58 0 30"
    )
    placed = [(x + u * 0.62, y + v * 0.62) for u, v in shape]
    c.flat(placed, colour, within=within)
    c.flat(ellipse(x + 14, y + 8, 2), rgb("#ffffff"), within=within)


def pyjamas(c: Canvas, _: Colour) -> None:
    cloth = rgb("#e7efe2")
    with c.moved(-96, -66, 0.78, -4):
        top = _sleeved("M450 240 Q498 232 512 190")
        _body(c, top, cloth)
        _herd(c, top, 236, 214)
        c.fill(half("M450 240 Q498 232 512 190 L530 196 Q518 258 450 262"), rgb("#4f8a5b"), soft=5)
        for side in (1, -1):
            cuff = [(450 + side * (x - 450), y) for x, y in path("M638 590 L712 570 L719 612 L647 632")]
            c.fill(cuff, rgb("#4f8a5b"), soft=5)
    with c.moved(146, 116, 0.62, 7):
        legs = half("M450 132 L580 132 Q600 260 606 420 L610 760 L500 770 L464 380 L450 350")
        _body(c, legs, cloth)
        _herd(c, legs, 300, 170)
        c.fill(half("M450 130 L580 130 L584 176 L450 176"), rgb("#4f8a5b"), soft=5)
        for side in (1, -1):
            cuff = [(450 + side * (x - 450), y) for x, y in path("M498 734 L609 724 L611 764 L500 774")]
            c.fill(cuff, rgb("#4f8a5b"), soft=5)


def _herd(c: Canvas, outline: list[tuple[float, float]], left: int, top: int) -> None:
    tones = (rgb("#4f8a5b"), rgb("#e39a4c"), rgb("#4b8fb5"))
    for row in range(8):
        for column in range(6):
            _dino(c, left + column * 84 + (row % 2) * 40, top + row * 78, tones[(row + column) % 3], outline)


def bodysuits(c: Canvas, _: Colour) -> None:
    for x, y, turn, tone in ((-150, -40, -12, "#efe4d0"), (150, -30, 12, "#dfe6da"), (0, 60, 0, "#f6f0e4")):
        with c.moved(x, y, 0.74, turn):
            _bodysuit(c, rgb(tone))


def _bodysuit(c: Canvas, colour: Colour) -> None:
    c.fill(path("M390 190 Q450 214 510 190 Q500 250 450 254 Q400 250 390 190"), dark(colour, 0.3), rim=0)
    out = half(
        "M450 250 Q496 244 510 190 L580 212 Q620 240 656 320 L590 352 L576 340 L584 560 Q556 566 526 620 "
        "Q512 650 502 664 L450 668"
    )
    _body(c, out, colour)
    _pair(c, "M508 192 Q470 260 556 280", colour, 3, 0.4)
    _pair(c, "M584 560 Q540 570 502 660", colour, 6, 0.3)
    c.fill(half("M450 640 L506 634 L502 668 L450 672"), dark(colour, 0.08), soft=4)
    c.dots([(420, 655), (450, 655), (480, 655)], 6, rgb("#cfd3d6"))
    c.flat(
        path("M450 430 C420 396 390 420 410 450 L450 490 L490 450 C510 420 480 396 450 430"),
        rgb("#d9a68c"),
        opacity=0.8,
    )


def bucket_hat(c: Canvas, colour: Colour) -> None:
    c.floor(450, 668, 280, 26)
    brim = half("M450 470 L590 486 Q690 560 724 640 Q610 690 450 690")
    c.fill(brim, dark(colour, 0.06), depth=0.16, soft=22)
    for i in range(1, 5):
        y = 520 + i * 30
        c.line(
            path(f"M{340 - i * 25} {y - 20} Q450 {y + 18} {560 + i * 25} {y - 20}"), dark(colour, 0.5), 2, opacity=0.4
        )
    crown = half("M450 242 Q556 246 574 300 L600 500 Q530 528 450 528")
    c.shadow(crown, x=0, y=12, soft=12, opacity=0.28)
    c.fill(crown, colour, depth=0.16, soft=24)
    c.fill(half("M450 240 Q550 244 566 290 Q520 322 450 322"), light(colour, 0.07), rim=0.1, soft=12)
    c.line(path("M334 292 Q450 350 566 292"), dark(colour, 0.5), 2.5, opacity=0.5)
    c.line(path("M302 492 Q450 544 598 492"), dark(colour, 0.5), 3, opacity=0.5)
    c.dots([(404, 408), (428, 412)], 6, dark(colour, 0.5))
    c.fill(rect(520, 440, 572, 474, 4), light(colour, 0.7), soft=3)


def belt(c: Canvas, colour: Colour) -> None:
    coil = spiral(430, 470, 96, 232, 2.6)
    c.shadow(ellipse(430, 470, 240), y=26, opacity=0.3)
    c.fill(ellipse(432, 472, 226), blend(colour, (0, 0, 0), 0.55), hole=ellipse(430, 470, 78), rim=0.1)
    c.line(coil, dark(colour, 0.15), 46)
    c.line(coil, colour, 38)
    c.line(coil, light(colour, 0.22), 8, opacity=0.5)
    c.line(path("M660 462 Q680 560 600 640 Q520 712 400 724"), dark(colour, 0.15), 52)
    c.line(path("M660 462 Q680 560 600 640 Q520 712 400 724"), colour, 44)
    c.line(path("M648 470 Q664 552 588 626 Q512 694 400 706"), light(colour, 0.5), 2.5, opacity=0.7)
    c.line(path("M676 470 Q694 566 612 656 Q528 728 404 742"), light(colour, 0.5), 2.5, opacity=0.7)
    frame = rect(300, 672, 410, 776, 20)
    c.shadow(frame, y=8, soft=6)
    c.fill(frame, BRASS[2], stops=BRASS, hole=rect(322, 694, 388, 754, 8), rim=0.2, soft=4)
    c.line([(318, 724), (402, 724)], BRASS[0], 14)
    c.line([(318, 722), (402, 722)], BRASS[3], 8)
    c.fill(rect(432, 690, 462, 762, 6), dark(colour, 0.2), soft=5)
