"""What a page shows can be translated and is: found with pages in no language, and by the letters of others."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from glocal import formats
from glocal.atlas import territories
from glocal.build import about, pages
from glocal.storefront import Storefront
from glocal.translate import pseudo, pseudo_shop

if TYPE_CHECKING:
    from glocal.model.product import Product

ROOT = Path(__file__).resolve().parent.parent
BAZAAR = ROOT / "examples" / "bazaar"
MARKETS = ("BR", "DE", "JP", "SA", "US")
SAID = ("aria-label", "alt", "title", "placeholder")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d+(?:, \d+)?")
WORD = re.compile(r"[A-Za-z]{3,}")
UNITS = frozenset("INT carats vol USB EUR USD BRL SAR JPY".split())


class Shown(HTMLParser):
    """The texts of a page, each with the language that the page says it is in; those of its head with 'head'."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        language = found.get("lang") or self.language
        if tag not in ("meta", "link", "img", "input", "br", "hr"):
            self.open.append((tag, language))
        self.texts += [(found[name], language) for name in SAID if found.get(name)]
        if found.get("name") == "description":
            self.texts.append((found["content"], "head"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("script", "style") and data.strip():
            self.texts.append((data.strip(), "head" if self.open[-1][0] == "title" else self.language))


@cache
def unspoken() -> frozenset[str]:
    """What no translator translates: names, addresses, size labels, and what shoppers wrote."""
    shop = Storefront.open(BAZAAR)
    own = formats.locale("en")
    found = {shop.shop.name, own.language_name("en"), own.language_name("ar"), own.language_name("zh")}
    found |= {own.territory_name(code) for code in territories()}
    for product in shop.catalog:
        found |= set(_names(product))
    for code in dict.fromkeys((*MARKETS, *FOREIGN.values())):
        for listing in shop.listings(market=code):
            found |= {str(way.name) for way in listing.payment} | {m.carrier for m in listing.delivery.methods}
            found |= {label for v in listing.variants if v.size for label in (v.size.label, v.size.system)}
            found |= {row for rows in (listing.size_chart.rows if listing.size_chart else ()) for row in rows}
            found |= {listing.trade.manufacturer, listing.trade.responsible_person}
    return frozenset(word for text in found for word in WORD.findall(text))


def _names(product: Product) -> list[str]:
    reviews = [text for review in product.reviews for text in (review.text, review.author)]
    sizes = [variant.size for variant in product.variants if variant.size]
    return [product.brand, *reviews, *sizes]


def left_over(html: str) -> list[str]:
    """Texts of a page in the accented pseudo-locale that are still words."""
    found = []
    for text, _ in Shown(html).texts:
        bare = DATE.sub(" ", MARKED.sub(" ", text))
        if [word for word in WORD.findall(bare) if word not in unspoken() | UNITS]:
            found.append(text)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example shop in the accented pseudo-locale: every kind of page."""
    out = tmp_path_factory.mktemp("pseudo") / "site"
    pseudo_shop(BAZAAR, "accented").build(out, markets=MARKETS)
    return out.resolve()


def test_every_text_of_every_kind_of_page_can_be_translated(site: Path) -> None:
    """Front, home, category, product, delivery and size pages, in five markets: all is in brackets."""
    made = sorted(site.rglob("*.html"))
    kinds = {path.relative_to(site).parts[1:-1][:2][:1] for path in made}
    assert len(made) > 200
    assert {("about",), ("c",), ()} <= kinds
    found = {text: path.relative_to(site).as_posix() for path in made for text in left_over(path.read_text("utf-8"))}
    assert found == {}


def test_a_served_page_can_be_translated() -> None:
    """With delivery as dates, and what is low in stock."""
    shop = pseudo_shop(BAZAAR, "accented")
    for listing in shop.listings(market="BR", language="en"):
        assert left_over(shop.render(listing)) == []


def test_a_word_in_a_template_would_be_found() -> None:
    """The test above can fail."""
    assert left_over('<p>⟦Şīīẑḗ⟧ <b aria-label="Close it">⟦ẋ⟧</b> Hurry up</p>') == ["Close it", "Hurry up"]
    assert left_over(f"<p>{pseudo('Add {count} to cart', 'en-XA').format(count=3)}</p>") == []


FOREIGN = {"ru": "RU", "ar": "SA", "ja": "JP", "th": "US", "zh-Hans": "CN"}
"""Language that is not written with Latin letters -> a market of the example shop."""


@cache
def names() -> frozenset[str]:
    """Latin words that stay in any language: names of what is sold and by whom, and units."""
    return frozenset(word.casefold() for word in unspoken() | UNITS)


@pytest.mark.parametrize("language", FOREIGN)
def test_a_page_in_another_script_shows_no_english(language: str) -> None:
    """Storefront words are all translated; product texts that fell back say which language they are in."""
    market, shop = FOREIGN[language], Storefront.open(BAZAAR)
    edition = shop.edition(market, language)
    made = pages(shop, edition, about(shop, [(market, language)]), shop.shop.categories, served=True)
    listings = list(shop.listings(market=market, language=language))
    html = [made.product(one, related=listings[:2]) for one in listings]
    html += [made.home(listings[:5]), made.category(made.categories[0], listings[:5], pages=2)]
    html += [made.delivery(listings[0].delivery, listings[0].payment), made.sizes([]), made.front()]
    own = {text for page in html for text, tag in Shown(page).texts if tag.split("-")[0] == language.split("-")[0]}
    assert len(own) > 100
    assert {text for text in own if [word for word in WORD.findall(text) if word.casefold() not in names()]} == set()


def test_every_dimension_of_a_size_chart_has_a_word() -> None:
    """What a chart measures heads a column of every shop; cups are counted, not measured."""
    charts = sorted((ROOT / "rules" / "sizes").glob("*.toml"))
    measured = {tomllib.loads(path.read_text(encoding="utf-8")).get("dimension", "cup") for path in charts} - {"cup"}
    vocabulary = tomllib.loads((ROOT / "locales" / "vocabulary.toml").read_text(encoding="utf-8"))["measure"]["words"]
    assert len(measured) > 8
    assert measured - {word.lower() for word in vocabulary} == set()
