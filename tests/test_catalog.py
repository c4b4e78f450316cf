"""A catalogue: streamed, accounted for to the row, found in, written out."""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from glocal import catalog
from glocal.catalog import catalogue
from glocal.catalog.seen import Seen
from glocal.errors import FileError, UnknownError
from glocal.model.listing import (
    Choice,
    Delivery,
    Listing,
    ListingImage,
    ListingVariant,
    Price,
    Rating,
    Size,
    Text,
    Trade,
)
from glocal.model.money import Money

if TYPE_CHECKING:
    from pathlib import Path

SHOP = """name = "Bazaar"
language = "en"
currency = "EUR"
markets = ["BR", "DE"]
[category.dresses]
garment = "apparel"
match = ["Frocks"]
"""


def goods(folder: Path, *rows: Any, shop: str = SHOP) -> catalog.Catalog:
    """Write a native catalogue and open it; a row is a table or a line as it stands."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "shop.toml").write_text(shop, "utf-8")
    (folder / "catalog.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return catalog.open(catalog.shop.load(folder), folder)


def mug(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a sound product."""
    return {"id": f"mug-{number}", "title": f"Mug {number}", "sku": f"M{number}", "price": "12.50"} | fields


def test_a_product_arrives_whole(tmp_path):
    """Every native field reaches its place in the product."""
    row = {
        "id": "dress",
        "title": "Linen  dress",
        "description": "<p>Cool.</p>",
        "html": True,
        "texts": {"pt-BR": {"title": "Vestido"}},
        "brand": "Mica",
        "category": "Clothing > Frocks",
        "attributes": {"Material": "linen"},
        "images": ["images/a.jpg", {"src": "https://example.org/b.jpg", "alt": "Red", "tags": ["red"], "width": 9}],
        "tags": ["summer"],
        "origin": "PT",
        "hs_code": "6204.43",
        "measures": {"weight": "350 g", "length": {"value": 38.0, "unit": "cm"}},
        "manufacturer": "Mica, Rua 1, Porto",
        "reviews": [{"rating": 5, "text": "Nice"}],
        "price": 89.9,
        "variants": [
            {"sku": "D-P", "options": {"Cor": "roxo", "Tamanho": "38"}, "stock": 4, "images": [0]},
            {
                "sku": "D-R",
                "price": {"amount": "79.90", "currency": "EUR"},
                "compare_at": "89.90 EUR",
                "options": {"Cor": "vermelho", "Tamanho": "40"},
                "size": "EU 40",
                "size_system": "EU",
                "gtin": "4006381333931",
                "images": "https://example.org/b.jpg",
                "measures": {"chest": "96 cm"},
                "prices": {"BR": "399.90 BRL", "JP": {"amount": 9800, "currency": "JPY", "compare_at": 12000}},
            },
        ],
    }
    found = goods(tmp_path, row)
    (product,) = found
    purple, red = product.variants
    assert (product.slug, product.title, product.category, product.hs_code) == (
        "linen-dress",
        "Linen dress",
        "dresses",
        "620443",
    )
    assert [(option.name, option.role, option.values) for option in product.options] == [
        ("Cor", "color", ("roxo", "vermelho")),
        ("Tamanho", "size", ("38", "40")),
    ]
    assert [(name, amount.value, amount.unit) for name, amount in product.measures] == [
        ("weight", Decimal(350), "gram"),
        ("length", Decimal("38.0"), "centimeter"),
    ]
    assert (purple.price, purple.size, purple.images, purple.stock) == (Money(8990, "EUR"), "38", (0,), 4)
    assert (red.price, red.compare_at, red.size, red.images) == (Money(7990, "EUR"), Money(8990, "EUR"), "EU 40", (1,))
    assert red.hand_prices["JP"].compare_at == Money(12000, "JPY")
    assert [image.variants for image in product.images] == [("D-P",), ("D-R",)]
    assert str(product.measures[1][1].value) == "38.0"
    assert (found.report.products, found.report.variants, found.report.warnings) == (1, 2, [])


def test_every_row_is_accounted_for(tmp_path):
    """Rows read are rows used plus rows refused plus rows left out, with the line of each refusal."""
    found = goods(tmp_path, mug(1), "", "{not json", mug(2, price=-3), mug(3), "[1]", mug(4, titel="x"))
    assert [product.id for product in found] == ["mug-1", "mug-3"]
    report = found.report
    assert (report.rows, report.used, report.refused_rows, report.balanced) == (6, 2, 4, True)
    assert [(refusal.what, refusal.name, refusal.line) for refusal in report.refusals] == [
        ("row", "", 3),
        ("product", "mug-2", 4),
        ("row", "", 6),
        ("product", "mug-4", 7),
    ]
    assert str(report.faults[-1]) == (
        "catalog.jsonl:7: titel: expected a known key, got 'titel' (did you mean 'title'?)"
    )


def test_a_bad_variant_is_refused_alone(tmp_path):
    """The others stay; without any the product is refused with their faults."""
    variants = [{"sku": "A", "price": "1"}, {"sku": "B", "price": "x"}, {"sku": "A", "price": "1"}]
    found = goods(
        tmp_path,
        {"id": "a", "title": "A", "variants": variants},
        {"id": "b", "title": "B", "variants": [{"sku": "C"}, {"sku": "A", "price": "2"}]},
    )
    (product,) = found
    assert [variant.sku for variant in product.variants] == ["A"]
    assert [(refusal.what, refusal.name, refusal.rows) for refusal in found.report.refusals] == [
        ("variant", "B", 0),
        ("variant", "A", 0),
        ("product", "b", 1),
    ]
    assert [fault.field for fault in found.report.refusals[2].faults] == ["variants[0].price", "variants[1].sku"]
    assert found.report.balanced


def test_ids_are_unique_and_slugs_made_so(tmp_path):
    """A second equal id is refused; a second equal slug gets a number."""
    found = goods(tmp_path, mug(1, title="Mug"), mug(2, title="Mug"), mug(1, sku="M9"), mug(3, slug="Mug"))
    assert [(product.id, product.slug) for product in found] == [
        ("mug-1", "mug"),
        ("mug-2", "mug-2"),
        ("mug-3", "mug-3"),
    ]
    assert [fault.field for fault in found.report.faults] == ["id"]


def test_a_refused_product_takes_no_sku_and_no_id(tmp_path):
    """What stands in a refused row is free for a later one."""
    found = goods(tmp_path, mug(1, origin="XX"), mug(1))
    assert [product.id for product in found] == ["mug-1"]


def test_an_unknown_category_is_kept_and_said_once(tmp_path):
    """The merchant's text stays; one warning for each text."""
    found = goods(tmp_path, *(mug(i, category="Cups") for i in range(5)), mug(9, category="frocks"))
    products = list(found)
    assert [found.category_of(product) for product in products] == ["", "", "", "", "", "dresses"]
    assert [(warning.field, warning.got, warning.line) for warning in found.report.warnings] == [
        ("category", "'Cups'", 1)
    ]


def test_a_measure_without_unit_is_kept_as_an_attribute(tmp_path):
    """It cannot be converted, and is not lost."""
    found = goods(tmp_path, mug(measures={"width": 15.14, "height": "30 cm"}))
    (product,) = found
    assert product.attributes == (("width", "15.14"),)
    assert [name for name, _ in product.measures] == ["height"]
    assert [warning.field for warning in found.report.warnings] == ["measures.width"]


def test_sizes_of_an_unmapped_category_are_a_warning(tmp_path):
    """The label stays, and the report says what to map."""
    found = goods(tmp_path, mug(category="Boots", options={"Size": "40"}))
    (product,) = found
    assert product.variants[0].size == "40"
    assert "a garment in a [category.*] that means 'Boots'" in str(found.report.warnings[1])


def test_pictures_name_their_variants_either_way(tmp_path):
    """image.variants and variant.images say the same; a bad picture is refused alone and shifts nothing."""
    found = goods(
        tmp_path,
        {
            "id": "a",
            "title": "A",
            "price": 1,
            "images": ["../secret.jpg", {"src": "b.jpg", "variants": ["B", "NOBODY"]}, "c.jpg"],
            "variants": [{"sku": "A", "images": [2]}, {"sku": "B"}],
        },
    )
    (product,) = found
    assert [image.src for image in product.images] == ["b.jpg", "c.jpg"]
    assert [variant.images for variant in product.variants] == [(1,), (0,)]
    assert [refusal.what for refusal in found.report.refusals] == ["image"]
    assert [warning.got for warning in found.report.warnings] == ["'NOBODY'"]


def test_hand_set_prices_and_reviews_lie_beside(tmp_path):
    """prices.csv and reviews.jsonl reach their variants; what is bad or belongs to nothing is listed."""
    (tmp_path / "prices.csv").write_text(
        "sku,market,amount,currency,compare_at,lowest_30d\n"
        "M1,BR,69.90,BRL,99.90,69.90\nM1,BR,1,BRL,,\nM1,BX,1,BRL,,\nM1,DE,9.99,,,\nM1,JP,9.99,JPY,,\nNOBODY,DE,1,EUR,,\n",
        "utf-8",
    )
    (tmp_path / "reviews.jsonl").write_text(
        '{"product": "mug-1", "rating": 5, "text": "Bom", "language": "pt-BR", "country": "BR", "date": "2026-10-02"}\n'
        '{"sku": "M1", "rating": 4}\n{"sku": "M1", "rating": 6}\n{"rating": 4}\n{"product": "ghost", "rating": 4}\n'
        '{"sku": "M1", "rating": 4, "country": "XX", "language": "pt_BR", "date": "yesterday"}\n',
        "utf-8",
    )
    found = goods(tmp_path, mug(1))
    (product,) = found
    price = product.variants[0].hand_prices["BR"]
    assert (price.price, price.compare_at, price.lowest_30d) == (
        Money(6990, "BRL"),
        Money(9990, "BRL"),
        Money(6990, "BRL"),
    )
    assert [(review.rating, review.country) for review in product.reviews] == [(5, "BR"), (4, "")]
    assert [(r.what, r.line, [fault.field for fault in r.faults]) for r in found.report.refusals] == [
        ("price", 3, ["sku"]),
        ("price", 4, ["market"]),
        ("price", 5, ["currency"]),
        ("price", 6, ["amount"]),
        ("review", 3, ["rating"]),
        ("review", 4, ["sku"]),
        ("review", 6, ["language", "country", "date"]),
        ("price", 7, ["sku"]),
        ("review", 5, ["product"]),
    ]
    assert found.report.balanced


def test_find_by_id_or_slug(tmp_path):
    """An id wins over a slug; an unknown one names its neighbour."""
    found = goods(tmp_path, mug(1, title="Cat mug"), mug(2, id="cat-mug", title="Dog mug"))
    assert found.find("mug-1").slug == "cat-mug"
    assert found.find("cat-mug").title == "Dog mug"
    with pytest.raises(UnknownError, match="did you mean 'dog-mug'") as caught:
        found.find("dog-mgu")
    assert caught.value.near == "dog-mug"


def test_an_id_is_found_without_reading_on(tmp_path):
    """The rows behind it are read when they are asked for, each once; a product stays the same object."""
    found = goods(tmp_path, mug(1), mug(2), mug(3, slug="late"))
    second = found.find("mug-2")
    assert (found.report.rows, found.report.complete) == (2, False)
    assert found.find("mug-1").id == "mug-1"
    assert found.report.rows == 2
    assert found.find("late").id == "mug-3"
    assert (found.report.rows, found.report.complete) == (3, True)
    assert found.find("mug-2") is second
    assert [product.id for product in found] == ["mug-1", "mug-2", "mug-3"]


def test_a_large_catalogue_finds_what_a_small_one_finds(tmp_path, monkeypatch):
    """Read again from its offset, a product is the same: slug, refused SKUs, prices and all."""
    variants = [[{"sku": f"S{i}"}, {"sku": f"S{i // 2}", "price": 3}] for i in range(40)]
    rows = [{"id": f"id-{i}", "title": "Mug", "price": 2, "variants": own} for i, own in enumerate(variants)]
    held = {product.id: product for product in goods(tmp_path, *rows)}
    monkeypatch.setattr(catalogue, "HELD", 5)
    large = goods(tmp_path, *rows)
    assert {key: large.find(key) for key in held} == held
    assert {large.find(product.slug).id for product in held.values()} == set(held)
    with pytest.raises(UnknownError):
        large.find("id-99")


def test_threads_read_one_catalogue(tmp_path):
    """Eight threads that iterate and find get what one gets."""
    found = goods(tmp_path, *(mug(i) for i in range(200)))
    results: list[list[str]] = []

    def read() -> None:
        results.append([product.id for product in found] + [found.find("mug-7").id])

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[f"mug-{i}" for i in range(200)] + ["mug-7"]] * 8


def test_reading_is_not_needed_to_the_end(tmp_path):
    """Whoever stops early gets a report that says so."""
    found = goods(tmp_path, *(mug(i) for i in range(10)))
    next(iter(found))
    assert (found.report.complete, found.report.rows) == (False, 1)


def test_a_shop_without_a_catalogue_says_what_is_looked_for(tmp_path):
    """The fault names the files; one that cannot be told asks for its dialect."""
    (tmp_path / "shop.toml").write_text(SHOP, "utf-8")
    shop = catalog.shop.load(tmp_path)
    with pytest.raises(FileError, match=r"catalog\.jsonl or products\.jsonl"):
        catalog.open(shop, tmp_path)
    (tmp_path / "products.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(FileError, match=r"catalog\.dialect"):
        catalog.open(shop, tmp_path)


def test_seen_remembers_every_key():
    """A hundred thousand keys come back with their values, in 24 bytes each at most."""
    seen = Seen(values=True)
    assert all(seen.add(f"key-{i}", i) for i in range(50_000))
    assert not seen.add("key-7", 9)
    assert [seen.get(f"key-{i}") for i in (0, 7, 49_999)] == [0, 7, 49_999]
    assert "key-50000" not in seen
    assert seen.get("key-50000") is None


def test_ten_times_the_products_take_little_more_memory(tmp_path):
    """Reading keeps no products: what grows is a few bytes for each id and SKU."""
    import tracemalloc

    def peak(count: int) -> int:
        found = goods(tmp_path, *(mug(i, description="words " * 200) for i in range(count)))
        tracemalloc.start()
        for _ in found:
            pass
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    held = catalogue.HELD
    catalogue.HELD = 10
    try:
        small, large = peak(300), peak(3_000)
    finally:
        catalogue.HELD = held
    assert large - small < 2_700 * 200


PLAIN = Text("", "de")
PRICE = Price("79,90 €", 7990, "EUR")
RED = Choice("red", "color", Text("Farbe", "de"), Text("Rot", "de"))
LISTING = Listing(
    id="dress",
    slug="kleid",
    market="DE",
    language="de",
    direction="ltr",
    title=Text("Kleid & mehr\x0b", "de"),
    description=Text("<p>Kühl &amp; <b>leicht</b>.</p>", "de"),
    html=True,
    brand="Mica",
    category="dresses",
    category_name=Text("Kleider", "de"),
    lead="A",
    price=PRICE,
    compare_at=None,
    discount="",
    price_note="",
    unit_price="",
    reduction_note="",
    size=None,
    image=None,
    images=(ListingImage("images/a.jpg", PLAIN, 0, 0, 0),),
    variants=(
        ListingVariant("A", (RED,), PRICE, Price("89,90 €", 8990, "EUR"), None, (), 0, 0, "4006381333931"),
        ListingVariant("B", (), PRICE, None, Size("40", "DE", "10", "US", "high"), (), None, None),
    ),
    attributes=(),
    measures=(),
    size_chart=None,
    rating=Rating(0, "", "", "", ()),
    reviews=(),
    delivery=Delivery((), PLAIN, ""),
    payment=(),
    trade=Trade(),
    labels=(),
    findings=(),
)


def test_listings_are_written_as_json_lines(tmp_path):
    """One listing a line, and read back equal."""
    assert catalog.write([LISTING, LISTING], tmp_path / "out.jsonl") == 2
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    assert [msgspec.json.decode(line, type=Listing) for line in lines] == [LISTING, LISTING]


def test_listings_are_written_as_a_merchant_feed(tmp_path):
    """An item for each variant; the bare price shown, the former one above it, no tags, no character XML forbids."""
    withheld = msgspec.structs.replace(LISTING, withheld=True)
    catalog.write([LISTING, withheld], tmp_path / "out.xml", dialect="merchant-xml", url="https://b.example/")
    items = ET.parse(tmp_path / "out.xml").getroot().findall("channel/item")
    found = [{element.tag.rpartition("}")[2]: element.text for element in item} for item in items]
    assert found == [
        {
            "id": "A",
            "item_group_id": "dress",
            "title": "Kleid & mehr",
            "description": "Kühl & leicht.",
            "link": "https://b.example/de-de/kleid/",
            "image_link": "https://b.example/images/a.jpg",
            "availability": "out_of_stock",
            "price": "89.90 EUR",
            "sale_price": "79.90 EUR",
            "brand": "Mica",
            "gtin": "4006381333931",
            "color": "Rot",
            "product_type": "Kleider",
        },
        {
            "id": "B",
            "item_group_id": "dress",
            "title": "Kleid & mehr",
            "description": "Kühl & leicht.",
            "link": "https://b.example/de-de/kleid/",
            "availability": "in_stock",
            "price": "79.90 EUR",
            "brand": "Mica",
            "size": "40",
            "product_type": "Kleider",
        },
    ]


def test_a_written_feed_can_be_read(tmp_path):
    """What write makes, the merchant dialect takes in."""
    catalog.write([LISTING], tmp_path / "products.xml", dialect="merchant-xml", url="https://b.example/")
    (tmp_path / "shop.toml").write_text(SHOP, "utf-8")
    (product,) = catalog.open(catalog.shop.load(tmp_path), tmp_path)
    assert [(variant.sku, variant.price) for variant in product.variants] == [
        ("A", Money(7990, "EUR")),
        ("B", Money(7990, "EUR")),
    ]


def test_writing_is_whole_or_not_at_all(tmp_path):
    """A fault half-way leaves the old file, and nothing beside it."""

    def failing():
        yield LISTING
        raise RuntimeError("half-way")

    target = tmp_path / "out.jsonl"
    target.write_text("old", "utf-8")
    with pytest.raises(RuntimeError):
        catalog.write(failing(), target)
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(UnknownError, match="did you mean 'jsonl'"):
        catalog.write([], target, dialect="json")
