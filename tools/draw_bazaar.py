"""Draw the pictures of the example shop: one for each that examples/bazaar/catalog.jsonl names.

    python tools/draw_bazaar.py [FOLDER] [--only LINEN]

The same Pillow gives the same bytes. A picture's colour is that of the variants it shows; what it shows is told by the
product, or by the file's name where a product has several pictures.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bazaar_art import feet, home, pantry, play, table, trinkets, wear
from bazaar_art.canvas import Canvas, rgb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bazaar_art.canvas import Colour

BAZAAR = Path(__file__).parent.parent / "examples" / "bazaar"
QUALITY = 84
"""WebP's; the largest picture is then far below 60 kB."""

SAND, SKY, MINT, STONE, CLAY, PEARL = "#e9e4da", "#d5dee4", "#d9e3dc", "#e2e2df", "#eadfd6", "#d3d9dc"

COLOURS = {
    "Amethyst": "#8a4fc4",
    "Aubergine": "#4b2346",
    "Beige": "#d8c0a0",
    "Black": "#26272b",
    "Blue": "#3f7fc0",
    "Blue topaz": "#4fa5d8",
    "Brown": "#7a4a28",
    "Burgundy": "#7d1f33",
    "Celadon": "#a9c9b4",
    "Charcoal": "#43474e",
    "Coral": "#ef7660",
    "Cream": "#efe5d0",
    "Forest green": "#2c5a41",
    "Garnet": "#9a1f33",
    "Gold-plated": "#c9a24a",
    "Gray": "#8e9298",
    "Green": "#4d8b4a",
    "Khaki": "#b79f74",
    "Lavender": "#b7a0d8",
    "Mustard": "#c9982f",
    "Navy": "#26365a",
    "Olive": "#77803f",
    "Orange": "#e2762c",
    "Pink": "#e58fae",
    "Plum": "#6e2f63",
    "Purple": "#6b3fa0",
    "Red": "#b3282f",
    "Sage": "#9bae8c",
    "Sand": "#d6c39c",
    "Silver": "#c0c4c8",
    "Sky blue": "#a9cbe6",
    "Steel": "#b9bec4",
    "Teal": "#1f7f83",
    "Terracotta": "#c1664a",
    "Violet": "#7a48c0",
    "White": "#f6f5f1",
    "Yellow": "#e8b92e",
}
"""Option value -> what it looks like."""

PALE = {"White", "Cream", "Silver", "Sky blue", "Lavender", "Celadon"}
"""Colours that want a darker wall behind them."""

SHAPES: dict[str, tuple[Callable[[Canvas, Colour], None], str]] = {
    "argan-shampoo": (pantry.shampoo, SAND),
    "baby-bodysuits": (wear.bodysuits, MINT),
    "ballet-flats": (feet.flats, SAND),
    "black-cat-mug-cat": (table.mug_cat, PEARL),
    "black-cat-mug-moon": (table.mug_moon, PEARL),
    "black-cat-print": (home.cat_print, STONE),
    "bucket-hat": (wear.bucket_hat, SAND),
    "building-blocks": (play.blocks, SKY),
    "cat-cushion-cat": (home.cushion_cat, MINT),
    "cat-cushion-stripes": (home.cushion_stripes, MINT),
    "chef-knife": (table.knife, STONE),
    "chelsea-boots": (feet.chelsea, SAND),
    "chrysanthemum-bouquet": (home.bouquet, MINT),
    "compact-umbrella": (trinkets.umbrella, SKY),
    "cotton-tshirt": (wear.tshirt, SAND),
    "cured-ham": (pantry.ham, SAND),
    "dark-chocolate": (pantry.bar, CLAY),
    "dinner-plates": (table.plates, PEARL),
    "dino-pyjamas": (wear.pyjamas, CLAY),
    "dumbbells": (play.dumbbells, STONE),
    "eau-de-parfum": (pantry.perfume, PEARL),
    "electric-kettle": (table.kettle, STONE),
    "fig-candle": (home.candle, CLAY),
    "gemstone-ring": (trinkets.gem_ring, STONE),
    "hand-cream": (pantry.tube, MINT),
    "handkerchiefs": (trinkets.handkerchiefs, CLAY),
    "hoop-earrings": (trinkets.hoops, CLAY),
    "jigsaw-puzzle": (play.puzzle, SAND),
    "kids-hoodie": (wear.hoodie, SKY),
    "kids-sneakers": (feet.kids_sneaker, SAND),
    "knit-runners": (feet.runner, STONE),
    "leather-belt": (wear.belt, SAND),
    "linen-bedding": (home.bedding, STONE),
    "linen-dress": (wear.dress, SAND),
    "liqueur-chocolates": (pantry.chocolates, CLAY),
    "merino-sweater": (wear.sweater, STONE),
    "monitor-27": (play.monitor, STONE),
    "oxford-shirt": (wear.shirt, STONE),
    "pearl-necklace": (trinkets.pearls, "#c9bdb0"),
    "plush-piglet": (play.piglet, MINT),
    "rain-jacket": (wear.jacket, SKY),
    "red-wine": (pantry.wine, SAND),
    "sencha-tea": (pantry.tea, SAND),
    "silver-band": (trinkets.band, SKY),
    "storage-box": (home.box, SKY),
    "stretch-chinos": (wear.chinos, STONE),
    "tea-cups": (table.cups, SAND),
    "trail-shoes": (feet.trail, STONE),
    "velvet-clutch": (trinkets.clutch, CLAY),
    "wall-clock": (home.clock, SKY),
    "water-bottle": (table.bottle, SAND),
    "wireless-headphones": (play.headphones, STONE),
    "wool-throw": (home.throw, STONE),
    "wrap-dress": (wear.wrap_dress, SAND),
    "yoga-mat": (play.yoga_mat, STONE),
}
"""Product, or file of a product with several pictures -> how it is drawn, and the wall behind it."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", nargs="?", type=Path, default=BAZAAR)
    options.add_argument("--only", default="", help="draw the files whose name has this in it")
    given = options.parse_args()
    total = 0
    for product, image in pictures(BAZAAR / "catalog.jsonl"):
        target = given.folder / image["src"]
        if given.only in target.name:
            target.parent.mkdir(parents=True, exist_ok=True)
            draw(product, image, target)
            total += target.stat().st_size
    print(f"{total / 1000:.0f} kB")


def pictures(catalog: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield each picture of the catalogue with its product."""
    for line in catalog.read_text("utf-8").splitlines():
        product = json.loads(line)
        for image in product["images"]:
            yield product, image


def draw(product: dict[str, Any], image: dict[str, Any], target: Path) -> None:
    """Draw one picture into `target`."""
    shape, wall = SHAPES.get(target.stem) or SHAPES[product["id"]]
    colour = colour_of(product, image)
    canvas = Canvas(PEARL if colour in PALE else wall)
    shape(canvas, rgb(COLOURS.get(colour, "#888888")))
    canvas.finish().save(target, "WEBP", quality=QUALITY, method=6)


def colour_of(product: dict[str, Any], image: dict[str, Any]) -> str:
    """Return the option value that the picture's variants share, '' where it shows no variant."""
    shown = set(image.get("variants", ()))
    values = {value for v in product["variants"] if v["sku"] in shown for value in v["options"].values()}
    return next((value for value in COLOURS if value in values), "")


if __name__ == "__main__":
    main()
