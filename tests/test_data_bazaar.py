"""The example shop is whole: its files agree with each other, and every text, picture and price has its place."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from glocal import catalog, rates
from glocal.catalog import shop as shops
from glocal.model.rule import GOODS
from glocal.po import File, read

BAZAAR = Path(__file__).parent.parent / "examples" / "bazaar"
TODAY = dt.date(2026, 11, 21)
FULL = ("pt_BR", "ru", "es", "de", "fr", "ar", "ja", "pl", "id", "zh_Hans")
EU = {"DE", "FR", "ES", "PL"}
UNTRANSLATED = re.compile(
    r"[\d.,]+|[\d. x]+ (ml|lb|fl oz)|(USB-C|HDMI|Bluetooth [\d.]+|, )+|[SML]|X{1,2}[SL]|Twin|Queen|King"
)
"""Values that are the same in every language, and size labels."""

PRODUCTS: list[dict[str, Any]] = [
    json.loads(line) for line in (BAZAAR / "catalog.jsonl").read_text("utf-8").splitlines()
]
VARIANTS = [variant for product in PRODUCTS for variant in product["variants"]]
SKUS = {variant["sku"] for variant in VARIANTS}
IMAGES = [image for product in PRODUCTS for image in product["images"]]
SETTINGS = tomllib.loads((BAZAAR / "shop.toml").read_text("utf-8"))
REVIEWS = [json.loads(line) for line in (BAZAAR / "reviews.jsonl").read_text("utf-8").splitlines()]


def rows() -> list[dict[str, str]]:
    with (BAZAAR / "prices.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(folder: str) -> File:
    return read(BAZAAR / "locales" / folder / "LC_MESSAGES" / "catalog.po")


def product(key: str) -> dict[str, Any]:
    return next(p for p in PRODUCTS if p["id"] == key)


def test_the_shop_has_at_least_forty_products_of_every_kind() -> None:
    """At least 40 products, every category of shop.toml in use, every kind of goods that the shop is to show."""
    used = {p["category"] for p in PRODUCTS}
    assert len(PRODUCTS) >= 40
    assert used == set(SETTINGS["category"])
    goods = {SETTINGS["category"][name].get("goods", "") for name in used} - {""}
    assert goods >= {"apparel", "footwear", "jewellery", "home", "beauty", "food", "electronics", "toys", "flowers"}
    assert goods <= set(GOODS)


def test_glocal_reads_the_shop_without_a_refusal() -> None:
    """All products and variants arrive; no row is refused and nothing is warned of."""
    goods = catalog.open(shops.load(BAZAAR), BAZAAR)
    found = list(goods)
    assert [p.id for p in found] == [p["id"] for p in PRODUCTS]
    assert sum(len(p.variants) for p in found) == len(VARIANTS)
    assert sum(len(p.reviews) for p in found) == len(REVIEWS)
    assert list(goods.report.refusals) == []


def test_ids_and_skus_are_unique() -> None:
    """A product id and an SKU appear once."""
    assert len({p["id"] for p in PRODUCTS}) == len(PRODUCTS)
    assert len(SKUS) == len(VARIANTS)


def test_gtins_are_for_internal_use_and_add_up() -> None:
    """Every variant has a GTIN-13 of its own, in the prefixes that GS1 leaves to shops, with a right check digit."""
    gtins = [variant["gtin"] for variant in VARIANTS]
    assert len(set(gtins)) == len(gtins)
    for gtin in gtins:
        assert re.fullmatch(r"2\d{12}", gtin)
        assert sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(gtin)) % 10 == 0


def test_variants_of_a_product_have_the_same_options() -> None:
    """Every variant states each option once, and no two are alike."""
    for p in PRODUCTS:
        chosen = [tuple(v.get("options", {}).items()) for v in p["variants"]]
        assert len(set(chosen)) == len(chosen)
        assert len({tuple(name for name, _ in options) for options in chosen}) == 1


def test_some_variants_are_sold_out_but_no_product_is() -> None:
    """Stock 0 occurs, and each product keeps something to sell."""
    assert any(v["stock"] == 0 for v in VARIANTS)
    assert all(any(v["stock"] for v in p["variants"]) for p in PRODUCTS)


def test_purple_leads_somewhere_and_can_give_way() -> None:
    """Several products come in purple beside another colour, one of them first; one comes in purple only."""
    purple = [
        p for p in PRODUCTS if any("purple" in i.get("tags", ()) for i in p["images"]) and "options" in p["variants"][0]
    ]
    alone = [p["id"] for p in purple if len(p["images"]) == 1]
    first = [p["id"] for p in purple if "purple" in p["images"][0].get("tags", ()) and len(p["images"]) > 1]
    assert len(purple) >= 8
    assert alone == ["velvet-clutch"]
    assert "linen-dress" in first


def test_the_black_cat_can_be_replaced_on_two_products_and_not_on_the_third() -> None:
    """The mug and the cushion have a picture without the cat; the print has not."""
    tags = {key: [i.get("tags", []) for i in product(key)["images"]] for key in ("black-cat-mug", "cat-cushion")}
    assert all(found[0] == ["black cat"] and "black cat" not in found[1] for found in tags.values())
    assert [i["tags"] for i in product("black-cat-print")["images"]] == [["black cat"]]


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("tea-cups", "four"),
        ("wall-clock", "clock"),
        ("chrysanthemum-bouquet", "chrysanthemum"),
        ("chef-knife", "knife"),
        ("compact-umbrella", "umbrella"),
        ("handkerchiefs", "handkerchief"),
        ("cured-ham", "ham"),
        ("red-wine", "wine"),
        ("leather-belt", "leather"),
        ("plush-piglet", "piglet"),
        ("bucket-hat", "hat"),
    ],
)
def test_things_that_somebody_somewhere_minds_are_there(key: str, word: str) -> None:
    """The example has the subjects that cultural rules are about."""
    assert word in product(key)["title"].lower()


def test_measures_come_in_both_systems_and_in_free_text() -> None:
    """Metric and US units stand in measures and in descriptions; some descriptions are HTML, some plain."""
    units = {m.split()[-1] for p in [*PRODUCTS, *VARIANTS] for m in p.get("measures", {}).values()}
    assert units >= {"in", "cm", "mm", "g", "kg", "oz", "lb", "ml", "L"}
    prose = " ".join(p["description"] for p in PRODUCTS)
    for written in ("12 inch", "30 x 20 x 10 cm", '27"', "350 ml", "12 oz", "40 °C"):
        assert written in prose
    assert 10 <= sum(p.get("html", False) for p in PRODUCTS) <= len(PRODUCTS) - 10


def test_customs_and_safety_data_are_complete_but_for_one() -> None:
    """Every product states origin, HS code and maker, and who answers for it in the EU; the kettle has nobody."""
    homes = {"Sweden", "Spain", "Italy", "Portugal", "Germany", "France", "Netherlands"}
    for p in PRODUCTS:
        assert re.fullmatch(r"[A-Z]{2}", p["origin"])
        assert re.fullmatch(r"\d{6}", p["hs_code"])
        assert ".example" in p["manufacturer"]
        assert p.get("responsible_person", ", Nowhere, ").split(", ")[-2] in homes | {"Nowhere"}
    assert [p["id"] for p in PRODUCTS if "responsible_person" not in p] == ["electric-kettle"]


def test_every_picture_exists_and_is_used() -> None:
    """The files under images/ are those that the catalogue names, and each is shown once."""
    named = [image["src"] for image in IMAGES]
    assert sorted(f"images/{file.name}" for file in (BAZAAR / "images").iterdir()) == sorted(named)


def test_every_picture_is_small_and_square() -> None:
    """Each is a WebP of 900 by 900 pixels below 60 kB; all together stay below 2.5 MB."""
    image = pytest.importorskip("PIL.Image")
    sizes = []
    for entry in IMAGES:
        file = BAZAAR / entry["src"]
        with image.open(file) as picture:
            assert (picture.format, picture.size) == ("WEBP", (entry["width"], entry["height"]))
            assert picture.size == (900, 900)
        sizes.append(file.stat().st_size)
    assert max(sizes) < 60_000
    assert sum(sizes) < 2_500_000


def test_pictures_are_drawn_the_same_each_time(tmp_path: Path) -> None:
    """Two runs with different hash seeds give the same bytes, and a file for the picture that was asked for."""
    pytest.importorskip("PIL")
    tool = BAZAAR.parent.parent / "tools" / "draw_bazaar.py"
    for seed in ("1", "2"):
        command = [sys.executable, str(tool), str(tmp_path / seed), "--only", "cat-cushion-cat"]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed})
    first, second = ((tmp_path / seed / "images" / "cat-cushion-cat.webp").read_bytes() for seed in ("1", "2"))
    assert first == second


def test_every_variant_with_a_colour_has_its_picture() -> None:
    """Where pictures name variants, each variant is on exactly one."""
    for p in PRODUCTS:
        shown = [sku for image in p["images"] for sku in image.get("variants", ())]
        assert shown in ([], [v["sku"] for v in p["variants"]])


def test_hand_prices_are_of_known_skus_and_in_the_markets_currency() -> None:
    """prices.csv names SKUs and markets of the shop; a former price is higher than the price."""
    money = {"GB": "GBP", "PL": "PLN", "RU": "RUB", "BR": "BRL", "JP": "JPY", "CN": "CNY", "ID": "IDR", "SA": "SAR"}
    found = rows()
    assert len({(row["sku"], row["market"]) for row in found}) == len(found)
    for row in found:
        assert row["sku"] in SKUS
        assert row["market"] in SETTINGS["markets"]
        assert row["currency"] == money.get(row["market"], "EUR")
        assert not row["compare_at"] or Decimal(row["amount"]) < Decimal(row["compare_at"])


def test_reductions_in_the_eu_state_the_lowest_price_of_thirty_days() -> None:
    """Directive 98/6/EC article 6a: a hand-set reduction has it, between the price and the former one."""
    reduced = [row for row in rows() if row["market"] in EU and row["compare_at"]]
    assert reduced
    for row in reduced:
        assert Decimal(row["amount"]) <= Decimal(row["lowest_30d"]) <= Decimal(row["compare_at"])


def test_reviews_come_from_everywhere_and_are_all_past() -> None:
    """At least 120 reviews in 12 languages from 20 countries, of known products, dated before today."""
    ids = {p["id"] for p in PRODUCTS}
    assert len(REVIEWS) >= 120
    assert len({r["language"].split("-")[0] for r in REVIEWS}) >= 12
    assert len({r["country"] for r in REVIEWS}) >= 20
    assert {r["rating"] for r in REVIEWS} >= {2, 3, 4, 5}
    assert {r["verified"] for r in REVIEWS} == {True, False}
    for review in REVIEWS:
        assert review.get("product") in ids or review.get("sku") in SKUS
        assert dt.date.fromisoformat(review["date"]) < TODAY
        assert review["text"]


def test_every_market_has_reviews_of_its_own() -> None:
    """For each market, somebody from there has written."""
    assert set(SETTINGS["markets"]) <= {r["country"] for r in REVIEWS}


def test_rates_reach_every_market_and_name_their_sources() -> None:
    """rates.toml has the currency of each market, dated within the shop's limit."""
    table = rates.load(BAZAAR / "rates.toml")
    limit = SETTINGS["policies"]["max_rate_age_days"]
    for currency in ("GBP", "EUR", "PLN", "RUB", "BRL", "JPY", "CNY", "IDR", "SAR"):
        rate = table.entries[currency]
        assert rate.source
        assert (TODAY - (rate.date or TODAY)).days <= limit


def words() -> set[tuple[str, str]]:
    """Return (msgctxt, word) of all that products share."""
    found = {("category", table["title"]) for table in SETTINGS["category"].values()}
    for p in PRODUCTS:
        found |= {("attribute", name) for name in p.get("attributes", {})}
        found |= {("attribute-value", value) for value in p.get("attributes", {}).values()}
        for v in p["variants"]:
            found |= {("option", name) for name in v.get("options", {})}
            found |= {("option-value", value) for value in v.get("options", {}).values()}
            found |= {("attribute", name) for name in v.get("measures", {})}
        found |= {("attribute", name) for name in p.get("measures", {})}
    return {(kind, word) for kind, word in found if not UNTRANSLATED.fullmatch(word)}


@pytest.mark.parametrize("folder", FULL)
def test_shared_words_and_titles_are_translated(folder: str) -> None:
    """Options, categories, attributes, measures' names, titles and picture texts are translated from today's source."""
    done = {(entry.context, entry.msgid) for entry in texts(folder).entries if entry.translated}
    wanted = words() | {(f"{p['id']}|title", p["title"]) for p in PRODUCTS}
    wanted |= {(f"{p['id']}|images[{i}].alt", image["alt"]) for p in PRODUCTS for i, image in enumerate(p["images"])}
    assert wanted - done == set()


@pytest.mark.parametrize("folder", FULL)
def test_descriptions_are_translated_with_the_same_tags(folder: str) -> None:
    """Every description has a translation that keeps the HTML of its source."""
    found = {entry.context: entry for entry in texts(folder).entries}
    for p in PRODUCTS:
        entry = found[f"{p['id']}|description"]
        assert entry.msgid == p["description"]
        assert re.findall(r"<[^>]+>", entry.msgid) == re.findall(r"<[^>]+>", entry.msgstr[0])


@pytest.mark.parametrize("folder", FULL)
def test_translated_descriptions_keep_every_number(folder: str) -> None:
    """A figure with a unit in the source stands in the translation too, the decimal mark apart."""
    found = {entry.context: entry.msgstr[0] for entry in texts(folder).entries}
    for p in PRODUCTS:
        figures = re.findall(r"\d+(?:\.\d+)?(?= ?(?:cm|mm|in\b|kg|g\b|oz|lb|ml|L\b|°C|fl))", p["description"])
        given = re.sub(r"(?<=\d),(?=\d)", ".", found[f"{p['id']}|description"])
        assert [figure for figure in figures if figure not in given] == []


def test_a_market_can_have_a_text_of_its_own() -> None:
    """Brazil has a title that the rest of Portuguese has not."""
    own = texts("pt_BR").find("Linen midi dress", "linen-dress|title|BR")
    assert own is not None
    assert own.translated


@pytest.mark.parametrize("folder", [*FULL, "en_GB"])
def test_translations_say_that_nobody_has_reviewed_them(folder: str) -> None:
    """The header is honest about review, and the language is the folder's."""
    file = texts(folder)
    assert file.header["X-Reviewed-By"] == "nobody yet"
    assert file.header["Language"] == folder
