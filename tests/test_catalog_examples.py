"""The configurations for real catalogues, and what docs/catalogs.md says of them."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

from glocal import catalog

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ("dummyjson", "saleor", "vendure", "woocommerce")
PAGE = (ROOT / "docs" / "catalogs.md").read_text("utf-8")
LEAST = 'name = "Bazaar"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["BR"]\n'


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_configuration_has_no_faults(name):
    """Each shop.toml loads, sells to the same six markets, and names a file that is not in the repository."""
    shop = catalog.shop.load(ROOT / "examples" / name)
    assert shop.markets[:6] == ("US", "BR", "DE", "JP", "SA", "RU")
    assert f"examples/{name}" in PAGE


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.+?)```", PAGE, re.S), ids=["catalog", "fields"])
def test_the_settings_in_the_page_are_read(block):
    """What the page shows as shop.toml is one."""
    assert catalog.shop.read(LEAST + block).catalog.file == tomllib.loads(block)["catalog"]["file"]


def test_the_native_examples_in_the_page_are_read(tmp_path):
    """The JSON of the page, joined to lines, and its prices and reviews are a catalogue without faults."""
    native = re.search(r"## The native shape.+?```json\n(.+?)```", PAGE, re.S)
    prices = re.search(r"```csv\n(.+?)```", PAGE, re.S)
    reviews = re.search(r"## reviews\.jsonl\n\n```json\n(.+?)```", PAGE, re.S)
    assert None not in (native, prices, reviews)
    (tmp_path / "shop.toml").write_text(LEAST + '[category.dresses]\ngarment = "apparel"\n', "utf-8")
    (tmp_path / "catalog.jsonl").write_text(re.sub(r"\n +", " ", native[1]), "utf-8")
    (tmp_path / "prices.csv").write_text(prices[1], "utf-8")
    (tmp_path / "reviews.jsonl").write_text(reviews[1], "utf-8")
    found = catalog.open(catalog.shop.load(tmp_path), tmp_path)
    products = {product.id: product for product in found}
    assert (found.report.refusals, found.report.warnings) == ([], [])
    assert [len(product.reviews) for product in products.values()] == [0, 2]
    assert list(products["linen-dress"].variants[0].hand_prices) == ["BR"]


def row(model: str, key: int, **fields: object) -> dict[str, object]:
    """Return a row of a Django fixture."""
    return {"model": model, "pk": key, "fields": fields}


def test_saleors_tables_are_joined(tmp_path, capsys):
    """Products, variants, attributes, stock and two channels' prices come together; the rest is counted."""
    text = {
        "blocks": [{"type": "paragraph", "data": {"text": "A <b>tee</b>."}}, {"type": "header", "data": {"text": "H"}}]
    }
    listing = "product.productvariantchannellisting"
    rows = [
        row("product.product", 1, name="Tee", slug="tee", description=text, product_type=1, category=2),
        row("product.producttype", 1, name="Top"),
        row("product.category", 1, name="Apparel", parent=None),
        row("product.category", 2, name="T-shirts", parent=1),
        row("product.productvariant", 7, product=1, sku=None, sort_order=0),
        row("attribute.attribute", 3, name="Size"),
        row("attribute.attributevalue", 4, attribute=3, name="M"),
        row("attribute.assignedvariantattribute", 5, variant=7),
        row("attribute.assignedvariantattributevalue", 6, assignment=5, value=4, sort_order=0),
        row("warehouse.stock", 8, product_variant=7, quantity=9, quantity_allocated=2),
        row(listing, 9, variant=7, currency="USD", price_amount="40.000", discounted_price_amount="40.000"),
        row(listing, 10, variant=7, currency="PLN", price_amount="180.000", discounted_price_amount="160.500"),
        row("menu.menu", 11, name="x"),
    ]
    (tmp_path / "fixture.json").write_text(json.dumps(rows), "utf-8")
    script = runpy.run_path(str(ROOT / "examples" / "saleor" / "convert.py"))
    script["main"](str(tmp_path / "fixture.json"), str(tmp_path / "catalog.jsonl"))
    (tmp_path / "shop.toml").write_bytes((ROOT / "examples" / "saleor" / "shop.toml").read_bytes())
    (tee,) = catalog.open(catalog.shop.load(tmp_path), tmp_path)
    variant = tee.variants[0]
    assert (tee.description, tee.category, tee.options[0].name) == ("<p>A <b>tee</b>.</p>\n<h2>H</h2>", "tops", "Size")
    assert (variant.sku, variant.size, variant.stock, variant.price.amount) == ("tee", "M", 7, "40.00")
    assert (variant.hand_prices["PL"].price.amount, variant.hand_prices["PL"].compare_at.amount) == ("160.50", "180.00")
    assert "all: 13 rows, 12 used, 1 left out" in capsys.readouterr().err
