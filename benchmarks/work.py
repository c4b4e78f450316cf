"""The work that both sides do: a made-up catalogue and the words to say it in, from a seed."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from glocal.model.money import Money
from glocal.model.product import Option, Product, Quantity, Review, Variant

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20261111
TODAY = dt.date(2026, 11, 11)
MARKETS = ("US", "GB", "BR", "RU", "DE", "FR", "JP", "SA", "ES", "PL")
LANGUAGES = {"US": "en-US", "GB": "en-GB", "BR": "pt-BR", "RU": "ru", "DE": "de", "FR": "fr", "JP": "ja", "SA": "ar",
             "ES": "es", "PL": "pl"}  # fmt: skip

COLORS = "black white red blue green purple yellow grey beige pink navy brown".split()
MATERIALS = "cotton linen silk wool polyester viscose leather denim cashmere nylon".split()
SEASONS = ["spring", "summer", "autumn", "winter", "all seasons"]
FITS = "slim regular loose oversized".split()
CARE = ["machine wash cold", "hand wash only", "dry clean only", "do not tumble dry"]
CATEGORIES = "Dresses Shirts Jackets Skirts Sweaters Trousers Coats Blouses".split()
ATTRIBUTES = ("Material", "Season", "Fit", "Care")
MEASURES = ("chest", "waist", "length")
WORDS = (
    "soft light warm fabric cut collar sleeve pocket button zip lining waist hem pleat ribbed knit woven print stripe "
    "check floral classic modern everyday office evening party travel beach street comfort relaxed tailored detail "
    "quality stitched breathable elastic adjustable strap belt hood cuff seam panel texture colour shade finish style "
    "look season gift wear layer outfit wardrobe closet occasion holiday weekend casual elegant simple clean bold "
    "quiet bright deep pale rich and with for the from this that into over under about very made easy"
).split()
ADJECTIVES = "black white purple green yellow red golden silver holy sacred broken royal national ancient lucky".split()
NAMES = ["Ana", "João", "Olga", "Иван", "Yuki", "Fatima", "Priya", "Lukas", "Chloé", "Diego"]
ALPHABETS = {
    "ru": "абвгдежзиклмнопрстуфхцчшщ",
    "ja": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمن",
    "de": "abcdefghijklmnopqrstuvwäö",
    "fr": "abcdefghijklmnopqrstuvéèç",
    "pt": "abcdefghijklmnopqrstuvãçõ",
    "es": "abcdefghijklmnopqrstuvñáí",
    "pl": "abcdefghijklmnopqrstuvąćę",
}
RATES = {"USD": "0.1391", "GBP": "0.1063", "BRL": "0.7604", "RUB": "11.284", "EUR": "0.1204", "JPY": "21.53",
         "SAR": "0.5217", "PLN": "0.5112"}  # fmt: skip


def rows(products: int, variants: int, terms: list[str], seed: int = SEED) -> list[dict[str, Any]]:
    """Return the catalogue as plain dictionaries; a word in 170 is one of `terms`."""
    rng = random.Random(seed)
    return [_row(rng, i, variants, terms or WORDS) for i in range(products)]


def _row(rng: random.Random, i: int, variants: int, terms: list[str]) -> dict[str, Any]:
    words = [rng.choice(terms) if rng.random() < 0.006 else rng.choice(WORDS) for _ in range(130)]
    parts = (words[:45], words[45:90], words[90:])
    adjective, adverb, cloth = rng.choice(ADJECTIVES).capitalize(), rng.choice(WORDS), rng.choice(MATERIALS)
    base, palette, category = rng.randrange(2_900, 89_900), rng.sample(COLORS, 2), rng.choice(CATEGORIES)
    return {
        "id": f"P{i:06d}",
        "title": f"{adjective} {adverb} {cloth} <{category}> & more",
        "brand": "Daisy & Co",
        "category": category,
        "description": " ".join(" ".join(p).capitalize() + "." for p in parts),
        "material": rng.choice(MATERIALS),
        "season": rng.choice(SEASONS),
        "fit": rng.choice(FITS),
        "care": rng.choice(CARE),
        "weight_g": rng.randrange(150, 1900),
        "variants": [_variant(rng, i, j, base, palette) for j in range(variants)],
        "quotes": [_quote(rng) for _ in range(3)],
    }


def _variant(rng: random.Random, i: int, j: int, base: int, palette: list[str]) -> dict[str, Any]:
    size = 34 + 2 * (j % 8)
    return {
        "sku": f"SKU-{i:06d}-{j:02d}",
        "color": palette[j % 2],
        "size_eu": size,
        "price": base + 100 * rng.randrange(0, 20),
        "list_price": base + 100 * rng.randrange(20, 60),
        "stock": rng.randrange(1, 40),
        "chest_cm": 76 + 2 * (size - 32) + rng.randrange(0, 3),
        "waist_cm": 60 + 2 * (size - 32) + rng.randrange(0, 3),
        "length_cm": rng.randrange(85, 125),
    }


def _quote(rng: random.Random) -> dict[str, Any]:
    return {
        "author": rng.choice(NAMES),
        "stars": rng.randrange(3, 6),
        "date": TODAY - dt.timedelta(days=rng.randrange(1, 400)),
        "text": " ".join(rng.choice(WORDS) for _ in range(18)),
    }


def product(row: dict[str, Any]) -> Product:
    """Return a row as glocal's Product."""
    colors = tuple(dict.fromkeys(v["color"] for v in row["variants"]))
    return Product(
        id=row["id"],
        slug=row["id"].lower(),
        title=row["title"],
        language="en",
        description=row["description"],
        brand=row["brand"],
        category=row["category"].lower(),
        attributes=tuple((name, row[name.lower()]) for name in ATTRIBUTES),
        options=(Option(name="Color", role="color", values=colors),),
        measures=(("weight", Quantity(Decimal(row["weight_g"]), "gram")),),
        variants=tuple(_as_variant(v) for v in row["variants"]),
        reviews=tuple(
            Review(rating=q["stars"], text=q["text"], language="en", author=q["author"], date=q["date"])
            for q in row["quotes"]
        ),
    )


def _as_variant(row: dict[str, Any]) -> Variant:
    return Variant(
        sku=row["sku"],
        price=Money(row["price"], "CNY"),
        compare_at=Money(row["list_price"], "CNY"),
        options=(row["color"],),
        stock=row["stock"],
        size=str(row["size_eu"]),
        measures=tuple((m, Quantity(Decimal(row[f"{m}_cm"]), "centimeter")) for m in MEASURES),
    )


def write_shop(folder: Path) -> None:
    """Write the shop that glocal opens: its settings, pinned rates, and words in every language.

    Charm endings are off, because the peer has none: both sides show the converted price.
    """
    categories = "\n".join(
        f'[category.{c.lower()}]\ntitle = "{c}"\ngarment = "apparel"\naudience = "women"\nsize_system = "EU"\n'
        f'usage = "clothing"\ngoods = "apparel"\n'
        for c in CATEGORIES
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "shop.toml").write_text(
        f'name = "Bench"\nlanguage = "en"\ncurrency = "CNY"\ntoday = {TODAY}\n'
        f'markets = {list(MARKETS)!r}\n[policies]\ncharm = false\ntax = "same-net"\n{categories}'
    )
    rates = "\n".join(f'{c} = "{v}"' for c, v in RATES.items())
    (folder / "rates.toml").write_text(
        f'base = "CNY"\ndate = {TODAY}\nsource = "made up for the benchmark"\n[rates]\n{rates}\n'
    )
    for language, abc in ALPHABETS.items():
        path = folder / "locales" / language / "LC_MESSAGES" / "catalog.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(_entry(kind, word, pseudo(word, abc)) for kind, word in shared_words()))


def _entry(kind: str, word: str, text: str) -> str:
    return f'msgctxt "{kind}"\nmsgid "{word}"\nmsgstr "{text}"\n\n'


def shared_words() -> list[tuple[str, str]]:
    """Return kind and word of everything that all products share."""
    kinds = (
        ("option", ["Color"]),
        ("option-value", COLORS),
        ("attribute", list(ATTRIBUTES)),
        ("attribute-value", [*MATERIALS, *SEASONS, *FITS, *CARE]),
        ("category", CATEGORIES),
        ("measure", ["weight", *MEASURES]),
    )
    return [(kind, word) for kind, words in kinds for word in words]


def pseudo(text: str, abc: str) -> str:
    """Return a stand-in translation in a language's own letters."""
    return "".join(abc[ord(c.lower()) % len(abc)] if c.isalpha() else c for c in text)
