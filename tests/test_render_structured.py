"""What search engines read is what shoppers see."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal.model.listing import DeliveryMethod, Size, Text
from glocal.render.structured import breadcrumbs, product_data, script
from glocal.testing import delivery, image, listing, listing_variant, price, rating, review

URL, BASE = "https://bazaar.example/ja-jp/dress/", "https://bazaar.example"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (price("￥11,800", 11800, "JPY"), ("11800", "JPY")),
        (price("R$ 219,90", 21990, "BRL"), ("219.90", "BRL")),
        (price("12.500 د.ك", 12500, "KWD"), ("12.500", "KWD")),
    ],
)
def test_the_price_is_the_shown_one_as_a_bare_number(shown: object, expected: tuple[str, str]) -> None:
    """A point, the currency's digits, no grouping, whatever the language writes."""
    offer = product_data(listing(variants=(listing_variant(price=shown),)))["offers"]
    assert (offer["price"], offer["priceCurrency"]) == expected


def test_one_variant_is_a_product() -> None:
    """With its own offer, size and code."""
    one = listing_variant("A 1", size=Size("39", "EU", "8", "US", "high"), gtin="4006381333931", stock=0)
    data = product_data(listing(variants=(one,)), url=URL, base=BASE)
    assert (data["@type"], data["sku"], data["size"], data["gtin13"]) == ("Product", "A 1", "EU 39", "4006381333931")
    assert data["offers"]["availability"] == "https://schema.org/OutOfStock"
    assert data["offers"]["url"] == URL + "?sku=A%201"
    assert data["image"] == ["https://bazaar.example/images/dress.jpg"]


def test_several_variants_are_a_group() -> None:
    """It says by what they vary, and each has a name, an offer and a picture of its own."""
    variants = tuple(
        listing_variant(f"D-{c}-{s}", choices={"color": c, "size": s}, image=i, compare_at=price("€60", 6000, "EUR"))
        for i, c in enumerate(("Red", "Blue"))
        for s in ("S", "M")
    )
    images = (image("images/red.jpg"), image("images/blue.jpg"))
    data = product_data(listing(variants=variants, images=images), url=URL, base=BASE)
    assert data["@type"] == "ProductGroup"
    assert data["variesBy"] == ["https://schema.org/color", "https://schema.org/size"]
    last = data["hasVariant"][-1]
    assert (last["name"], last["color"], last["size"]) == ("Dress – Blue / M", "Blue", "M")
    assert last["image"] == "https://bazaar.example/images/blue.jpg"
    assert last["offers"]["priceSpecification"]["price"] == "60.00"
    assert len({v["sku"] for v in data["hasVariant"]}) == 4


def test_ratings_and_reviews_are_told() -> None:
    """The average over all, and the reviews that the page shows."""
    shown = (review("Fits.", 4, iso_date="2026-10-02", author="Mika"), review("No name.", author=""))
    data = product_data(listing(rating=rating(12), reviews=shown))
    assert (data["aggregateRating"]["ratingValue"], data["aggregateRating"]["reviewCount"]) == ("4.6", 12)
    assert [r["author"]["name"] for r in data["review"]] == ["Mika"]
    assert data["review"][0]["datePublished"] == "2026-10-02"
    assert "aggregateRating" not in product_data(listing())


def test_shipping_is_told_where_its_days_are_known() -> None:
    """A free method costs 0 in the shown currency; one of unknown length is left out."""
    base = delivery().methods[0]
    known = DeliveryMethod(
        base.id, base.name, None, base.earliest, base.latest, base.dates, base.duration, "", (1, 2), (3, 5)
    )
    [details] = product_data(listing(delivery=delivery(methods=(base, known))))["offers"]["shippingDetails"]
    assert details["shippingRate"] == {"@type": "MonetaryAmount", "value": "0", "currency": "EUR"}
    assert details["deliveryTime"]["transitTime"]["maxValue"] == 5
    assert details["shippingDestination"]["addressCountry"] == "US"
    assert "shippingDetails" not in product_data(listing(delivery=delivery()))["offers"]


def test_shipping_is_told_once_for_all_variants() -> None:
    """The first variant says it whole, the others by its name, as in Google's example of several on one page."""
    base = delivery().methods[0]
    known = DeliveryMethod(
        base.id, base.name, None, base.earliest, base.latest, base.dates, base.duration, "", (1, 2), (3, 5)
    )
    shown = listing(variants=(listing_variant("A"), listing_variant("B")), delivery=delivery(methods=(base, known)))
    first, second = (variant["offers"]["shippingDetails"] for variant in product_data(shown)["hasVariant"])
    assert [told["@id"] for told in first] == ["#d1"]
    assert second == [{"@id": "#d1"}]


def test_a_description_is_told_in_words() -> None:
    """Without its markup."""
    data = product_data(listing(description=Text("<p>Soft &amp; <b>light</b></p>", "en"), html=True))
    assert data["description"] == "Soft & light"


def test_without_an_address_nothing_relative_is_told() -> None:
    """A relative picture or page would point nowhere."""
    data = product_data(listing(variants=(listing_variant("a"), listing_variant("b"))))
    assert "url" not in data
    assert "image" not in data
    assert "url" not in data["hasVariant"][0]["offers"]


@given(st.text())
def test_nothing_ends_the_script_and_everything_reads_back(text: str) -> None:
    """A value may hold any text."""
    made = str(script({"x": text}))
    inside = re.fullmatch(r'<script type="application/ld\\+json">(.*)</script>'.replace("\\\\", "\\"), made)
    assert inside is not None
    assert not re.search("[<>&\u2028\u2029]", inside[1])
    assert json.loads(inside[1]) == {"x": text}


def test_breadcrumbs_count_from_one() -> None:
    """Names and addresses in order."""
    made = breadcrumbs([("Home", BASE), ("Dress", URL)])["itemListElement"]
    assert [(e["position"], e["name"], e["item"]) for e in made] == [(1, "Home", BASE), (2, "Dress", URL)]
