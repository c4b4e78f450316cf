"""Shopify, WooCommerce, Google Merchant and mapped files, from small fixtures of the project's own."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glocal import catalog
from glocal.catalog import catalogue
from glocal.catalog.feeds import MAX_ITEM
from glocal.errors import FileError
from glocal.model.money import Money

if TYPE_CHECKING:
    from glocal.model.product import Product

FIXTURES = Path(__file__).parent / "fixtures" / "catalog"
SHOP = """today = 2026-11-21
name = "Bazaar"
language = "en"
currency = "EUR"
markets = ["BR"]
[category.dresses]
garment = "apparel"
[category.tops]
garment = "apparel"
match = ["Tees", "Shirts & Tops"]
[category.shoes]
match = ["boots"]
garment = "shoes"
[category.home]
match = ["Mugs", "Hats", "Books"]
"""
MAPPED_CSV = """group_by = "name:en"
carry_down = ["groups"]
[fields]
id = "handle"
title = ["name:en", { path = "name:zh_Hans", language = "zh-Hans" }]
brand = { path = "facets", split = "|", starts_with = "brand:" }
category = { path = "facets", split = "|", starts_with = "kind:" }
options = { path = "values", names = "groups", split = "|", value_map = { small = "S" } }
sku = "code"
price = { path = "cents", scale = "0.01" }
variant_images = { path = "photo", prepend = "images/" }
"""
MAPPED_JSON = """rows = "data.goods"
[fields]
id = "no"
sku = "no"
title = "name"
price = "cost"
origin = { path = "made", default = "PT" }
images = { path = "pics", prepend = "images/" }
measures.width = { path = "box.w", unit = "cm" }
measures.weight = "mass"
attributes.Second = "pics.1"
reviews = { path = "opinions", fields = { rating = "stars", text = "words", date = "when" } }
prices.BR = { path = "cost", currency = "BRL" }
"""
ALL = [
    ("shopify.csv", ""),
    ("shopify-2025.csv", ""),
    ("woocommerce.csv", ""),
    ("merchant.tsv", ""),
    ("merchant.xml", ""),
    ("mapped.csv", MAPPED_CSV),
    ("mapped.json", MAPPED_JSON),
]


def opened(folder: Path, name: str, extra: str = "") -> catalog.Catalog:
    """Open a fixture, or what the folder already has, as a shop's catalogue."""
    if not (folder / name).exists():
        shutil.copy(FIXTURES / name, folder / name)
    (folder / "shop.toml").write_text(f'{SHOP}[catalog]\nfile = "{name}"\n{extra}', "utf-8")
    return catalog.open(catalog.shop.load(folder), folder)


def by_id(found: catalog.Catalog) -> dict[str, Product]:
    """Read a catalogue to its end."""
    return {product.id: product for product in found}


@pytest.mark.parametrize(("name", "extra"), ALL, ids=[name for name, _ in ALL])
def test_every_source_row_is_accounted_for(tmp_path, name, extra):
    """Rows are used, refused with a fault, or left out with a reason."""
    found = opened(tmp_path, name, extra)
    by_id(found)
    report = found.report
    assert report.balanced
    assert report.refused_rows == sum(refusal.rows for refusal in report.refusals)
    assert report.skipped_rows == sum(skip.rows for skip in report.skips)
    assert all(refusal.faults for refusal in report.refusals)


@pytest.mark.parametrize(("name", "extra"), ALL, ids=[name for name, _ in ALL])
def test_a_product_is_found_again_in_any_dialect(tmp_path, monkeypatch, name, extra):
    """Entered in the middle, a file gives the same product as streamed."""
    streamed = by_id(opened(tmp_path, name, extra))
    monkeypatch.setattr(catalogue, "HELD", 0)
    large = opened(tmp_path, name, extra)
    assert {key: large.find(key) for key in streamed} == streamed


def test_shopify_rows_make_products(tmp_path):
    """Rows of a handle come together, also from the end of the file; options, pictures, stock and weight arrive."""
    found = opened(tmp_path, "shopify.csv")
    products = by_id(found)
    tee = products["cat-tee"]
    assert (found.dialect, list(products)) == ("shopify", ["cat-tee", "mug"])
    assert (tee.title, tee.brand, tee.category, tee.html, tee.tags) == (
        "Cat Tee",
        "Mica",
        "tops",
        True,
        ("cat", "cotton"),
    )
    assert [(option.name, option.role) for option in tee.options] == [("Colour", "color"), ("Size", "size")]
    assert [(v.sku, v.options, v.size, v.stock) for v in tee.variants] == [
        ("TEE-B-S", ("Black", "S"), "S", 4),
        ("TEE-B-M", ("Black", "M"), "M", 0),
        ("cat-tee-white-s", ("White", "S"), "S", None),
    ]
    assert [image.src.rpartition("/")[2] for image in tee.images] == ["front.jpg", "black.jpg", "back.jpg", "white.jpg"]
    assert [variant.images for variant in tee.variants] == [(1,), (1,), (3,)]
    assert (tee.variants[0].compare_at, tee.variants[0].gtin) == (Money(2490, "EUR"), "4006381333931")
    assert tee.attributes == (("Fabric", "Cotton"),)
    assert products["mug"].options == ()
    assert products["mug"].variants[0].measures[0][1].value == Decimal("310.5")
    assert [(refusal.name, refusal.line, refusal.rows) for refusal in found.report.refusals] == [
        ("TEE-W-M", 10, 1),
        ("broken", 9, 1),
    ]
    assert [skip.reason for skip in found.report.skips] == ["its status is draft"]


def test_shopify_changed_its_column_names(tmp_path):
    """The template since 2024 reads the same."""
    (cap,) = opened(tmp_path, "shopify-2025.csv")
    assert (cap.slug, cap.description, [(v.sku, v.options, v.stock) for v in cap.variants]) == (
        "cap",
        "<p>A cap.</p>",
        [("CAP-R", ("Red",), 3), ("CAP-G", ("Green",), 5)],
    )


def test_woocommerce_variations_find_their_parent(tmp_path):
    """By SKU or id:NN, before or after it; sale prices, units and pictures arrive."""
    found = opened(tmp_path, "woocommerce.csv")
    products = by_id(found)
    dress = products["DRESS"]
    assert [(v.sku, v.options, v.price, v.compare_at, v.stock) for v in dress.variants] == [
        ("DRESS-R", ("Rot, dunkel",), Money(4900, "EUR"), None, 0),
        ("DRESS-P", ("Lila",), Money(3900, "EUR"), Money(4900, "EUR"), 3),
    ]
    assert (dress.category, dress.description, dress.options[0].role) == ("dresses", "One\nTwo, three.", "color")
    assert dress.options[0].values == ("Lila", "Rot, dunkel")
    assert dress.attributes == (("Größe", "S, M"),)
    assert [(name, amount.unit) for name, amount in dress.measures] == [("weight", "pound"), ("length", "inch")]
    assert [variant.images for variant in dress.variants] == [(), (2,)]
    cap = products["CAP"]
    assert (cap.variants[0].price, cap.options[0].values, cap.attributes) == (
        Money(800, "EUR"),
        ("Rot",),
        (("Form", "rund, flach"),),
    )
    assert list(products) == ["DRESS", "CAP", "BOOK", "id-19"]
    assert [(refusal.name, refusal.line) for refusal in found.report.refusals] == [("ORPHAN", 10)]
    assert [skip.name for skip in found.report.skips] == ["SET", "ELSE", "DRAFT"]


def test_a_sale_needs_a_date(tmp_path):
    """Without a pinned today a dated sale price is not used, and the report says so."""
    shutil.copy(FIXTURES / "woocommerce.csv", tmp_path)
    text = SHOP.replace("today = 2026-11-21\n", "") + '[catalog]\nfile = "woocommerce.csv"\n'
    (tmp_path / "shop.toml").write_text(text, "utf-8")
    found = catalog.open(catalog.shop.load(tmp_path), tmp_path)
    assert by_id(found)["CAP"].variants[0].price == Money(1000, "EUR")
    assert "Date sale price starts" in [warning.field for warning in found.report.warnings]


@pytest.mark.parametrize("name", ["merchant.tsv", "merchant.xml"])
def test_a_merchant_feed_groups_its_items(tmp_path, name):
    """item_group_id holds variants together; a price without currency, or in another, is refused."""
    found = opened(tmp_path, name)
    products = by_id(found)
    boots = products["boots"]
    assert (boots.category, boots.attributes) == ("shoes", (("Sole", "rubber"),))
    assert boots.variants[0].size == "40"
    assert [image.src.rpartition("/")[2] for image in boots.images] == ["b.jpg", "1.jpg", "2.jpg"]
    assert [fault.field for fault in found.report.faults] == ["price.currency"]
    if name == "merchant.tsv":
        assert [(v.price, v.compare_at, v.size_system) for v in boots.variants] == [
            (Money(7000, "EUR"), Money(9000, "EUR"), "EU"),
            (Money(9000, "EUR"), None, "EU"),
        ]
        assert products["MUG"].variants[0].stock == 0
    else:
        assert (boots.title, boots.description, boots.variants[0].size_system) == (
            "Boots & more",
            "Warm <boots>.",
            "MX",
        )


BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ITEM = "<item><id>A</id><title>A</title><price>1 EUR</price></item>"


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?>{BOMB}<rss><item><id>&b;</id></item></rss>",
        f"<?xml version='1.0'?>{OUTSIDE}<rss><item><id>&a;</id></item></rss>",
        f"<rss>{ITEM}<item><id>B</rss>",
        f"<rss>{ITEM}<item><id>&nope;</id></item></rss>",
        f"<rss>{ITEM}" + "<a>" * 50 + "</a>" * 50 + "</rss>",
        f"<rss>{ITEM}<item><id>{'x' * (MAX_ITEM + 1)}</id></item></rss>",
        f"<rss>{ITEM}",
        f"<?xml version='1.0' encoding='klingon'?><rss><item><id>{'A' * 9}</id></item></rss>",
    ],
    ids=["bomb", "outside", "crossed", "unknown entity", "deep", "huge", "cut", "encoding"],
)
def test_hostile_xml_ends_the_feed_with_a_fault(tmp_path, text):
    """Document types, entities, depth and size are refused; what came before is kept."""
    (tmp_path / "feed.xml").write_text(text, "utf-8")
    found = opened(tmp_path, "feed.xml")
    assert list(by_id(found)) == (["A"] if ITEM in text else [])
    assert (found.report.refused_rows, found.report.balanced) == (1, True)


def test_a_mapping_reads_a_csv_with_empty_cells_below(tmp_path):
    """group_by and carry_down make products of rows; languages, splits, scales and value maps are applied."""
    found = opened(tmp_path, "mapped.csv", MAPPED_CSV)
    products = by_id(found)
    fan = products["FAN-R"]
    assert (fan.title, fan.texts, fan.brand, fan.category) == (
        "Paper Fan",
        {"zh-Hans": {"title": "纸扇"}},
        "KB",
        "home",
    )
    assert [(v.sku, v.options, v.price, v.images) for v in fan.variants] == [
        ("FAN-R", ("red", "S"), Money(1250, "EUR"), (0,)),
        ("FAN-B", ("blue", "large"), Money(1450, "EUR"), (1,)),
    ]
    assert [(option.name, option.role) for option in fan.options] == [("colour", "color"), ("size", "size")]
    assert products["ink"].category == "home"
    assert [(fault.field, fault.line) for fault in found.report.faults] == [("code", 5)]


def test_a_mapping_reads_json_below_a_path(tmp_path):
    """Dotted paths, units, defaults and lists of tables; a row is named by its place in the list."""
    found = opened(tmp_path, "mapped.json", MAPPED_JSON)
    (vase,) = found
    assert (vase.id, vase.origin, vase.attributes) == ("7", "PT", (("Second", "b.jpg"), ("weight", "900")))
    assert [(name, str(amount.value), amount.unit) for name, amount in vase.measures] == [
        ("width", "12.50", "centimeter")
    ]
    assert [(review.rating, str(review.date)) for review in vase.reviews] == [(5, "2026-01-02")]
    assert vase.variants[0].hand_prices["BR"].price == Money(4590, "BRL")
    assert sorted(fault.field for fault in found.report.faults) == [
        "data.goods[0].reviews[1].rating",
        "data.goods[1].cost",
        "data.goods[1].prices.BR.amount",
        "data.goods[2].(row)",
    ]


def test_bytes_that_are_no_text_cost_their_row(tmp_path):
    """Below a path and in a list alike, the other rows stay."""
    extra = '[fields]\nid = "no"\nsku = "no"\ntitle = "name"\nprice = "cost"\n'
    rows = (
        b'[{"no": 1, "name": "A", "cost": 1}, {"no": 2, "name": "\xff", "cost": 1}, {"no": 3, "name": "C", "cost": 1}]'
    )
    (tmp_path / "list.json").write_bytes(rows)
    (tmp_path / "below.json").write_bytes(b'{"goods": ' + rows + b"}")
    for name, path in (("list.json", ""), ("below.json", 'rows = "goods"\n')):
        found = opened(tmp_path, name, path + extra)
        assert list(by_id(found)) == ["1", "3"]
        assert (found.report.refused_rows, found.report.balanced) == (1, True)


def test_a_json_list_is_read_in_pieces(tmp_path):
    """A list larger than a piece streams, with the line of each element; what is broken ends it with a fault."""
    rows = ",\n".join(f'{{"no": {i}, "name": "Vase {i}", "cost": 1.50, "about": "{"x" * 500}"}}' for i in range(400))
    extra = '[fields]\nid = "no"\nsku = "no"\ntitle = "name"\nprice = "cost"\n'
    (tmp_path / "goods.json").write_text(f"[\n{rows}\n,{{broken]", "utf-8")
    found = opened(tmp_path, "goods.json", extra)
    assert list(by_id(found)) == [str(i) for i in range(400)]
    assert [(refusal.what, refusal.line) for refusal in found.report.refusals] == [("row", 402)]


def test_a_mapping_that_names_no_column_is_refused(tmp_path):
    """Columns that the file has not are faults of shop.toml, and the file's columns are told."""
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(FileError, match=r"fields\.title: expected a column of x\.csv, got 'c' \(it has a, b\)"):
        opened(tmp_path, "x.csv", '[fields]\ntitle = "c"\nsku = "a"\nprice = "b"\n')


@pytest.mark.parametrize(
    "data",
    [
        b'Handle,Title,Variant Price,Variant SKU\na,A,1,A\nb,"B,2,B\nc,C,3,C\n',
        b"Handle,Title,Variant Price,Variant SKU\na,A,1,A\nb,\xff\xfe,2,B\n",
        b"Handle,Title,Variant Price,Variant SKU\na,A,1,A\nb,B,2,B,x,y\n",
        b"Handle,Title,Variant Price,Variant SKU\na,A,1,A\nb,B\x00,2,B\n",
        b'Handle,Title,Variant Price,Variant SKU\na,A,1,A\nb,"' + b"x" * 200_000 + b'",2,B\n',
    ],
    ids=["open quote", "bytes", "cells", "NUL", "huge cell"],
)
def test_broken_csv_rows_are_refused_alone(tmp_path, data):
    """The sound row stays, and the broken one is listed."""
    (tmp_path / "products.csv").write_bytes(data)
    found = opened(tmp_path, "products.csv")
    assert list(by_id(found)) == ["a"]
    assert found.report.balanced
    assert found.report.refusals[0].faults


def test_a_csv_in_another_encoding(tmp_path):
    """encoding and delimiter are the merchant's."""
    (tmp_path / "x.csv").write_bytes("sku;name;price\nA;Größe – „M“;5\n".encode("cp1252"))
    extra = 'encoding = "cp1252"\ndelimiter = ";"\n[fields]\nsku = "sku"\ntitle = "name"\nprice = "price"\n'
    assert [product.title for product in opened(tmp_path, "x.csv", extra)] == ["Größe – „M“"]
