"""A cart's page: every line, exact sums, what the market wants to be told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import glocal
from glocal import render
from glocal.errors import UnknownError

BAZAAR = Path(__file__).resolve().parent.parent / "examples" / "bazaar"
LINES = [("LINDR-SAG-6", 1), ("HANDC", 2)]


@pytest.fixture(scope="module")
def shop() -> glocal.Storefront:
    return glocal.Storefront.open(BAZAAR)


def shown(page: str) -> str:
    """The words of a page's cart, tags apart."""
    cart = page[page.index('<div class="cart">') : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", cart).split())


def test_a_cart_adds_up_to_the_cent(shop: glocal.Storefront) -> None:
    """The line prices, subtotal, delivery, tax and total are those of the quote, as text."""
    for code in shop.markets:
        quote = shop.quote(LINES, market=code)
        words = shown(shop.render_cart(LINES, market=code)).replace("\u00a0", " ")
        prices = [*(line.total for line in quote.lines), quote.goods, quote.shipping, quote.total]
        if quote.tax and quote.note:
            prices.append(quote.tax)
        for price in prices:
            assert " ".join(price.text.split()) in words, (code, price.text)
        assert quote.total.minor == sum(line.total.minor for line in quote.lines) + quote.shipping.minor


def test_a_line_shows_picture_choice_and_local_size(shop: glocal.Storefront) -> None:
    """The variant's own picture, its colour in the shopper's language, its size in their system."""
    page = shop.render_cart(LINES, market="DE")
    assert "linen-dress-sage.webp" in page
    assert "linen-dress-purple.webp" not in page
    assert "Salbeigrün · Größe DE 36 1 × 35,99" in shown(page).replace("Menge ", "")


@pytest.mark.parametrize(
    ("code", "note", "amount"), [("DE", "inkl. MwSt.", True), ("US", "Plus sales tax", False), ("BR", "", False)]
)
def test_tax_is_told_by_the_markets_rule(shop: glocal.Storefront, code: str, note: str, amount: bool) -> None:
    """Contained tax with its amount, tax to come as a note, and nothing where nobody expects it."""
    quote, words = shop.quote(LINES, market=code), shown(shop.render_cart(LINES, market=code))
    assert quote.note == note
    assert note in words
    assert (quote.tax is not None and " ".join(quote.tax.text.split()) in words) == amount


def test_free_delivery_says_so(shop: glocal.Storefront) -> None:
    """Above the shop's threshold the word stands in the place of the price."""
    assert "Kostenlos" in shown(shop.render_cart([("CHELS-BRO-41", 1)], market="DE"))
    assert "Kostenlos" not in shown(shop.render_cart(LINES, market="DE"))


def test_a_served_cart_tells_dates(shop: glocal.Storefront) -> None:
    """A page made when asked for says when it arrives, not how long it takes."""
    quote = shop.quote(LINES, market="DE")
    assert quote.delivery is not None
    words = shown(shop.render_cart(LINES, market="DE"))
    assert " ".join(quote.delivery.dates.value.split()) in words
    assert quote.delivery.duration.value not in words


def test_another_method_changes_the_total(shop: glocal.Storefront) -> None:
    """The way of delivery is the caller's choice."""
    express = shop.render_cart(LINES, market="DE", method="express")
    assert "Expressversand" in shown(express)
    assert shown(express) != shown(shop.render_cart(LINES, market="DE"))


def test_ways_to_pay_are_shown(shop: glocal.Storefront) -> None:
    """All of the market's, in its order."""
    words = shown(shop.render_cart(LINES, market="BR"))
    names = [m.name.value for m in shop.localize("linen-dress", market="BR").payment]
    assert [words.index(name) for name in names] == sorted(words.index(name) for name in names)


def test_an_empty_cart_says_so(shop: glocal.Storefront) -> None:
    """No table of nothing."""
    page = shop.render_cart([], market="JP")
    assert "カートに商品がありません。" in page
    assert 'class="cart"' not in page


def test_a_cart_is_not_for_search_engines(shop: glocal.Storefront) -> None:
    """It says so itself."""
    assert '<meta name="robots" content="noindex">' in shop.render_cart(LINES, market="DE")


def test_a_line_without_a_listing_is_told(shop: glocal.Storefront) -> None:
    """A cart that shows less than it counts is never made."""
    quote = shop.quote(LINES, market="DE")
    with pytest.raises(UnknownError, match="HANDC"):
        render.cart(quote, [shop.localize("linen-dress", market="DE")])


def test_sizes_without_a_system_are_shown_as_words(shop: glocal.Storefront) -> None:
    """What no chart converts stays what the merchant wrote, in the shopper's language."""
    quote = shop.quote([("SHMPO-8FLOZ", 1)], market="FR")
    made = render.cart(quote, [shop.localize("argan-shampoo", market="FR")])
    [line] = made.lines
    assert line.size is not None or line.labels or line.choices
    assert line.slug == "argan-shampoo"
    assert line.image is not None
