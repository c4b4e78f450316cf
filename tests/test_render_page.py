"""A page shows the listing, in its language and direction, and nothing that is not for shoppers."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal import formats
from glocal.model.listing import Choice, Finding, PaymentMethod, Size, SizeChart, Text, Trade
from glocal.po import catalog
from glocal.render import CategoryLink, Chart, Edition, Pages, Shelf, Shop, Theme
from glocal.testing import fact, image, listing, listing_variant, market, price, rating, review
from glocal.texts import Texts

VOID = {"meta", "link", "img", "input", "br", "hr"}
US, DE, SA = Edition("en", "US"), Edition("de", "DE"), Edition("ar", "SA")
SHOP = Shop(name="Bazaar", url="https://bazaar.example", editions=(US, DE, SA))
NASTY = "\"><script>alert(1)</script>'&{{ 7*7 }}"
THEME = Theme.open()


class Page(HTMLParser):
    """Every element of a page, and whether each was closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Attributes of every element of a kind."""
        wanted = {k.rstrip("_"): v for k, v in attributes.items()}
        return [found for name, found in self.found if name == tag and wanted.items() <= found.items()]


def pages(edition: Edition = US, shop: Shop = SHOP, **options: Any) -> Pages:
    """The pages of an edition, untranslated."""
    facts = market(edition.market)
    own = formats.locale(edition.hreflang)
    texts = options.pop("texts", None) or Texts(edition.language)
    return THEME.bind(texts, facts, edition.language, own, shop, **options)


def dresses(language: str = "en") -> CategoryLink:
    """A category of the menu."""
    return CategoryLink("dresses", Text("Dresses", language))


def test_language_and_direction_are_those_of_the_edition() -> None:
    """Arabic reads from the right."""
    assert Page(pages(SA).product(listing(language="ar"))).all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert Page(pages().home([listing()])).all("html") == [{"lang": "en", "dir": "ltr"}]


def test_a_text_in_another_language_says_so() -> None:
    """What was not translated carries its language and direction; what was carries nothing."""
    made = Page(pages(SA).product(listing(language="ar", title=Text("Dress", "en"), description=Text("فستان", "ar"))))
    assert made.all("h1") == [{"lang": "en", "dir": "ltr"}]
    assert made.all("div", class_="prose") == [{"class": "prose"}]


@pytest.mark.parametrize(
    ("page", "text", "marked"),
    [
        ("pt-BR", "pt", False),
        ("pt", "pt-BR", False),
        ("zh-Hans", "zh-Hant", True),
        ("en", "de", True),
        ("en", "", False),
    ],
)
def test_a_dialect_is_not_another_language(page: str, text: str, marked: bool) -> None:
    """Only another language or script is told: that is what a voice or a font cares for."""
    edition = Edition(page, "US")
    made = pages(edition, Shop(name="x", editions=(edition,))).product(listing(language=page, title=Text("x", text)))
    assert ("lang" in Page(made).all("h1")[0]) is marked


def test_findings_are_never_shown() -> None:
    """Nothing of what the merchant is told reaches a shopper."""
    secret = Finding(
        rule="XX.secret", severity="avoid", status="open", field="SECRET", message="SECRET", because="SECRET",
        done="SECRET", snippet="SECRET", sources=("SECRET",), waiver="SECRET",
    )  # fmt: skip
    one = listing(findings=(secret,))
    made = pages()
    every = [made.product(one, related=[one]), made.home([one]), made.category(dresses(), [one])]
    assert not any("secret" in text.lower() for text in every)


def filled(text: str) -> dict[str, Any]:
    """A listing's fields with the same text wherever one can be."""
    own = Text(text, "en")
    choices = (Choice(text, "color", own, own), Choice(text, "size", own, own))
    variants = tuple(
        listing_variant(f"{text}{i}", choices=choices, size=Size(text, text, "x" + text, text, "low"), stock=i,
                        measures=(fact(text, text),), price=price(text, 100 + i), image=0)
        for i in range(2)
    )  # fmt: skip
    return {
        "slug": f"slug {text}", "title": own, "description": own, "brand": text, "category_name": own, "id": text,
        "images": (image("images/a.jpg", text), image(text, text)), "variants": variants, "lead": variants[0].sku,
        "discount": text, "price_note": text, "unit_price": text, "reduction_note": text, "labels": (own,),
        "attributes": (fact(text, text),), "measures": (fact(text, text, original=text),),
        "size_chart": SizeChart((text, text), ((text, text),), ((text,),), (own,), text),
        "rating": rating(3, average=text, label=text, countries=(("BR", 1), ("", 2))),
        "reviews": (review(text, 4, "de", author=text, country_name=text, date=text, origin="foreign"),),
        "payment": (PaymentMethod(text, own, "card"),), "trade": Trade(text, text, text),
    }  # fmt: skip


def test_no_field_can_break_out() -> None:
    """Markup, quotes and template code in any field of a listing show as text."""
    texts = Texts("en")
    texts.add_words(catalog(b'msgid "Add to cart"\nmsgstr "<script>alert(2)</script>"\n', "x", language="en"), "en")
    made = pages(texts=texts, categories=(CategoryLink(NASTY, Text(NASTY, "en")),))
    one = listing(**filled(NASTY), html=False)
    every = [
        made.product(one, related=[one]),
        made.category(made.categories[0], [one], page=2, pages=3),
        made.home([one, one], [Shelf(made.categories[0], [one])]),
        made.delivery(one.delivery, one.payment),
        made.sizes([Chart(Text(NASTY, "en"), one.size_chart)]),
    ]
    for text in every:
        page = Page(text)
        assert page.faults == []
        assert page.open == []
        assert all(script == {"type": "application/ld+json"} for script in page.all("script"))
        assert "alert(1)</script>" not in text
        assert "49" not in re.sub(r"#\d+;", "", text)


ENGLISH = pages()


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_makes_a_sound_page(text: str) -> None:
    """Tags open and close in order, and the data for search engines reads back, whatever the fields hold."""
    made = ENGLISH.product(listing(**filled(text), html=True))
    page = Page(made.replace("\0", ""))
    assert page.faults == []
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', made, re.DOTALL)
    assert json.loads(blocks[0])["name"] == text


def test_a_page_has_its_counterparts_only() -> None:
    """Alternates and menu lead to editions that have the product; the menu leads to the home of the others."""
    made = Page(pages().product(listing(), editions=[US, SA]))
    assert [(e["hreflang"], e["href"]) for e in made.all("link", rel="alternate")] == [
        ("en-US", "https://bazaar.example/en-us/dress/"),
        ("ar-SA", "https://bazaar.example/ar-sa/dress/"),
        ("x-default", "https://bazaar.example/en-us/dress/"),
    ]
    menu = {e["hreflang"]: e["href"] for e in made.all("a") if "hreflang" in e}
    assert menu == {
        "en-US": "../../en-us/dress/index.html",
        "de-DE": "../../de-de/index.html",
        "ar-SA": "../../ar-sa/dress/index.html",
    }
    assert made.all("link", rel="canonical") == [{"rel": "canonical", "href": "https://bazaar.example/en-us/dress/"}]


def test_links_are_relative_from_any_depth() -> None:
    """The stylesheet and the home are found from a product, a category's second page and the home."""
    made = pages(categories=(dresses(),))
    style = made.style.name
    for text, root, home in (
        (made.product(listing()), "../../", "../"),
        (made.category(dresses(), [listing()], page=2, pages=2), "../../../../", "../../../"),
        (made.home([listing()]), "../", ""),
    ):
        assert Page(text).all("link", rel="stylesheet")[0]["href"] == root + style
        assert Page(text).all("a", class_="brand")[0]["href"] == home + "index.html"
        assert f'href="{home}c/dresses/index.html"' in text


def test_a_slug_of_any_script_is_linked() -> None:
    """Encoded once, the same everywhere."""
    made = pages().product(listing(slug="платье"))
    assert 'href="../../de-de/%D0%BF%D0%BB%D0%B0%D1%82%D1%8C%D0%B5/index.html"' in made
    assert 'href="https://bazaar.example/de-de/%D0%BF%D0%BB%D0%B0%D1%82%D1%8C%D0%B5/"' in made


def test_many_editions_stay_light() -> None:
    """Beyond forty the menu is the front page, and alternates stay in the sitemap."""
    many = (US, *(Edition("en", f"{a}{b}") for a in "XY" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    made = Page(pages(shop=Shop(name="x", url="https://x.example", editions=many)).product(listing()))
    assert made.all("link", rel="alternate") == []
    assert made.all("a", class_="editions")[0]["href"] == "../../index.html"


def test_delivery_is_told_by_duration_or_by_date() -> None:
    """Static pages stay true tomorrow; served ones say the day."""
    assert "3–6 working days" in pages().product(listing())
    assert "24–27 Nov" in pages(served=True).product(listing())


def test_variants_are_chosen_by_colour_and_size() -> None:
    """One group a colour, one button a size; what is sold out cannot be chosen; another price is told."""
    variants = tuple(
        listing_variant(f"{c}-{s}", choices={"color": c, "size": s}, stock=0 if (c, s) == ("Red", "S") else 2,
                        size=Size(s, "EU", f"US {s}", "US", "high"),
                        price=price("€60", 6000) if (c, s) == ("Blue", "M") else price())
        for c in ("Red", "Blue") for s in ("S", "M")
    )  # fmt: skip
    text = pages().product(listing(variants=variants, lead="Blue-S"))
    made = Page(text)
    assert len(made.all("fieldset")) == 2
    assert [e["value"] for e in made.all("input", type="radio")] == ["Red-S", "Red-M", "Blue-S", "Blue-M"]
    assert [e["value"] for e in made.all("input") if "disabled" in e] == ["Red-S"]
    assert [e["value"] for e in made.all("input") if "checked" in e] == ["Blue-S"]
    assert text.count("€60") == 1
    assert "US US S" in text


def test_a_single_variant_needs_no_choice() -> None:
    """Its SKU goes along by itself."""
    made = Page(pages().product(listing()))
    assert made.all("input") == [{"type": "hidden", "name": "sku", "value": "DRESS-M"}]


def test_the_buy_form_goes_to_the_cart() -> None:
    """Where the shop has one."""
    cart = pages(shop=Shop(name="x", editions=(US,), cart="https://x.example/cart"))
    assert Page(cart.product(listing())).all("form")[0]["action"] == "https://x.example/cart"
    assert "action" not in Page(pages().product(listing())).all("form")[0]


def test_reviews_say_where_they_come_from() -> None:
    """A foreign one names its country and its language."""
    shown = (review("Passt.", 4, "de", country_name="Germany", origin="foreign"), review("Fits."))
    text = pages().product(listing(rating=rating(2), reviews=shown))
    assert "In German" in text
    assert Page(text).all("p", lang="de") == [{"lang": "de", "dir": "ltr"}]


def test_a_page_is_the_same_twice() -> None:
    """Two themes bound alike give the same bytes."""
    again = Theme.open().bind(Texts("en"), market("US"), "en", formats.locale("en-US"), SHOP)
    assert again.product(listing()) == pages().product(listing())


def test_a_change_of_a_shared_value_is_shown() -> None:
    """What is kept for a delivery is not shown for another one of equal looks."""
    made = pages()
    first = made.product(listing(payment=(PaymentMethod("a", Text("First", ""), "card"),)))
    second = made.product(listing(payment=(PaymentMethod("a", Text("Second", ""), "card"),)))
    assert "First" in first
    assert "Second" in second
    assert "First" not in second


def test_a_product_without_anything_has_a_page() -> None:
    """No picture, description, review, delivery or payment: the page is sound and has no empty headings."""
    bare = listing(images=(), description="", payment=(), brand="", category_name="")
    page = Page(pages().product(bare))
    assert page.faults == []
    assert len(page.all("h2")) == 1


def test_the_front_page_names_editions_in_their_own_words() -> None:
    """A shopper finds their country without reading another language."""
    text = pages().front()
    assert [e["href"] for e in Page(text).all("a")] == ["en-us/index.html", "de-de/index.html", "ar-sa/index.html"]
    assert "Deutschland" in text
    assert "المملكة العربية السعودية" in text


def test_pictures_above_the_fold_do_not_wait() -> None:
    """The first of a product, of the home page and of a category's row load at once; all others wait."""
    made = pages()
    shown = [listing(slug=f"x{i}", images=(image(f"images/{i}.webp"),)) for i in range(6)]
    category = made.category(CategoryLink("x", Text("X", "en")), shown)
    home = made.home(shown, [Shelf(CategoryLink("x", Text("X", "en")), shown)])
    product = made.product(listing(images=(image("images/a.webp", index=0), image("images/b.webp", index=1))))
    for page, early in ((category, 2), (home, 1), (product, 1)):
        pictures = re.findall(r"<img[^>]+>", page[page.index("<main") :])
        assert ["high" in picture for picture in pictures] == [i < early for i in range(len(pictures))]
        assert ["lazy" in picture for picture in pictures] == [i >= early for i in range(len(pictures))]
