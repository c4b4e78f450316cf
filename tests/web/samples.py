"""One listing told in five languages, with every part of a page filled: what the page checks look at."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from glocal import formats
from glocal.model.listing import Choice, Delivery, DeliveryMethod, PaymentMethod, Size, SizeChart, Text, Trade
from glocal.po import catalog
from glocal.quote import Piece, Quote, add_up
from glocal.render import CategoryLink, Chart, Edition, Shelf, Shop, Theme
from glocal.testing import fact, image, listing, listing_variant, market, price, rating, review
from glocal.texts import Texts

if TYPE_CHECKING:
    from glocal.model.listing import Listing
    from glocal.render import Pages

TERRITORY = {"en": "US", "de": "DE", "ar": "SA", "ja": "JP", "th": "TH"}
EDITIONS = tuple(Edition(tag, territory) for tag, territory in TERRITORY.items())
SHOP = Shop(
    name="Bazaar", url="https://bazaar.example", editions=EDITIONS, about=("delivery", "sizes", "cart")
)  # fmt: skip
PICTURES = (
    "images/linen-dress-sage.webp",
    "images/linen-dress-terracotta.webp",
    "images/linen-dress-purple.webp",
)

SAID = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
UI: dict[str, list[str]] = SAID["ui"]
WORDS: dict[str, list[str]] = SAID["product"]
PRICES = {
    "en": ("$79.90", "$99.90", 7990, 9990, "USD", "20%"),
    "de": ("79,90\u00a0€", "99,90\u00a0€", 7990, 9990, "EUR", "20\u00a0%"),
    "ar": ("\u200f299.00\u00a0ر.س.\u200f", "\u200f379.00\u00a0ر.س.\u200f", 29900, 37900, "SAR", "21%"),
    "ja": ("￥11,800", "￥14,800", 11800, 14800, "JPY", "20%"),
    "th": ("฿2,490.00", "฿3,190.00", 249000, 319000, "THB", "22%"),
}
PAYMENT = {
    "en": ("Visa", "PayPal", "Apple Pay"),
    "de": ("PayPal", "Klarna", "SEPA-Lastschrift"),
    "ar": ("mada", "Apple Pay", "Tabby"),
    "ja": ("クレジットカード", "コンビニ払い", "PayPay"),
    "th": ("PromptPay", "TrueMoney", "Visa"),
}
SYSTEMS = {"en": "US", "de": "EU", "ar": "EU", "ja": "JP", "th": "EU"}


def words(language: str) -> Texts:
    """The theme's words in one of the sample languages."""
    texts = Texts(language)
    if language != "en":
        place = [*TERRITORY].index(language) - 1
        lines = "".join(f'msgid "{word}"\nmsgstr "{forms[place]}"\n\n' for word, forms in UI.items())
        texts.add_words(catalog(lines.encode(), "words", language=language), language)
    return texts


def say(key: str, language: str) -> Text:
    """One of the sample words."""
    return Text(WORDS[key][[*TERRITORY].index(language)], language)


def categories(language: str) -> tuple[CategoryLink, ...]:
    """The menu."""
    return tuple(
        CategoryLink(key, say(key.replace("dresses", "category"), language)) for key in ("dresses", "shoes", "home")
    )


def pages(language: str, theme: Theme | None = None, crowd: int = 1, **theme_tokens: str) -> Pages:
    """The pages of one sample edition; `crowd` times as many categories in its menu."""
    facts = market(TERRITORY[language], languages=(language,), currency=PRICES[language][4], theme=theme_tokens)
    own = formats.locale(f"{language}-{TERRITORY[language]}")
    menu = categories(language) * crowd
    return (theme or Theme.open()).bind(words(language), facts, language, own, SHOP, categories=menu)


def variants(language: str) -> tuple:
    """Two colours in four sizes, one of them sold out and one dearer."""
    text, former, minor, former_minor, currency, _ = PRICES[language]
    made = []
    for place, colour in enumerate(("sage", "terracotta")):
        for step, label in enumerate(("36", "38", "40", "42")):
            own = (
                label
                if SYSTEMS[language] == "EU"
                else {"US": str(int(label) - 32), "JP": str(int(label) - 29)}[SYSTEMS[language]]
            )
            choices = (
                Choice(colour, "color", say("color", language), say(colour, language)),
                Choice(label, "size", say("size", language), Text(label, "")),
            )
            dearer = place == 1 and step == 3
            made.append(
                listing_variant(
                    f"DRESS-{colour}-{label}",
                    choices=choices,
                    size=Size(own, SYSTEMS[language], label, "EU", "exact" if own == label else "high"),
                    price=price(former, former_minor, currency) if dearer else price(text, minor, currency),
                    compare_at=None if dearer else price(former, former_minor, currency),
                    measures=(
                        fact(say("bust", language).value, f"{84 + 4 * step}\u00a0cm", language),
                        fact(say("waist", language).value, f"{66 + 4 * step}\u00a0cm", language),
                    ),
                    stock=0 if step == 0 and place == 0 else 5,
                    image=place,
                )
            )
    return tuple(made)


def chart(language: str) -> SizeChart:
    """A size chart in two systems."""
    return SizeChart(
        systems=(SYSTEMS[language], "EU" if SYSTEMS[language] != "EU" else "US", "UK"),
        rows=(("4", "36", "8"), ("6", "38", "10"), ("8", "40", "")),
        measures=(("84\u00a0cm", "66\u00a0cm"), ("88\u00a0cm", "70\u00a0cm"), ("92\u00a0cm", "74\u00a0cm")),
        measure_names=(say("bust", language), say("waist", language)),
        note="",
    )


def delivery(language: str) -> Delivery:
    """Two methods, one of them free."""
    days, dates = say("days", language), say("dates", language)
    first, last = date(2026, 11, 26), date(2026, 12, 1)
    cost = price(PRICES[language][0], PRICES[language][2], PRICES[language][4])
    return Delivery(
        methods=(
            DeliveryMethod("standard", say("standard", language), None, first, last, dates, days, "", (1, 2), (3, 5)),
            DeliveryMethod("pickup-point", say("pickup", language), cost, first, last, dates, days, "DHL"),
        ),
        duty=say("duty", language),
        duty_paid_by="buyer",
    )


def reviews(language: str) -> tuple:
    """One from the shopper's country, one in a foreign language, one without words."""
    home = formats.locale(language).territory_name(TERRITORY[language])
    far = formats.locale(language).territory_name("BR")
    own = {"country": TERRITORY[language], "country_name": home, "date": "2026-10-02", "iso_date": "2026-10-02"}
    foreign = {"country": "BR", "country_name": far, "date": "2026-09-12", "iso_date": "2026-09-12"}
    return (
        review(say("local", language).value, 5, language, verified=True, author="Mika", **own),
        review("Lindo vestido, tecido leve.", 4, "pt-BR", origin="foreign", author="João", **foreign),
        review("", 3, "", author="S.", origin="foreign"),
    )


def dress(language: str, **fields: object) -> Listing:
    """The sample listing, every part of it filled."""
    values = {
        "id": "linen-dress",
        "slug": "linen-dress",
        "market": TERRITORY[language],
        "language": language,
        "direction": formats.locale(language).direction,
        "title": say("title", language),
        "description": say("description", language),
        "category": "dresses",
        "category_name": say("category", language),
        "brand": "Daisy & Co",
        "images": tuple(image(src, "Dress", index=i) for i, src in enumerate(PICTURES)),
        "variants": variants(language),
        "lead": "DRESS-sage-38",
        "discount": PRICES[language][5],
        "price_note": say("tax", language).value,
        "attributes": (fact(say("material", language).value, say("linen", language).value, language),),
        "measures": (fact(say("weight", language).value, "0.35\u00a0kg", language, original="350 g"),),
        "size_chart": chart(language),
        "rating": rating(
            128, label=say("reviews", language).value, countries=((TERRITORY[language], 90), ("BR", 30), ("", 8))
        ),
        "reviews": reviews(language),
        "delivery": delivery(language),
        "payment": tuple(PaymentMethod(name.lower(), Text(name, ""), "other") for name in PAYMENT[language]),
        "trade": Trade("Daisy & Co, Rua Nova 1, Porto", "Daisy GmbH, Berlin", say("portugal", language).value),
        "labels": (say("notice", language),),
    }
    return listing(**(values | fields))


def quoted(language: str) -> Quote:
    """Two lines of a cart: a dress, and three of the dearer one."""
    text, former, minor, former_minor, currency, _ = PRICES[language]
    lines = [
        ("DRESS-sage-38", 1, price(text, minor, currency)),
        ("DRESS-terracotta-42", 3, price(former, former_minor, currency)),
    ]
    pieces = [Piece(sku, say("title", language), count, cost, Decimal(19)) for sku, count, cost in lines]
    method = delivery(language).methods[1]
    shipping = method.price or price(text, 0, currency)
    sums = add_up(pieces, shipping, Decimal(19), formats.locale(f"{language}-{TERRITORY[language]}").money(currency))
    return Quote(
        market=TERRITORY[language], language=language, lines=sums.lines, goods=sums.goods, shipping=shipping,
        delivery=method, tax=sums.tax, total=sums.total, note=say("tax", language).value,
    )  # fmt: skip


def others(language: str) -> list[Listing]:
    """A few more cards: a long name, no picture, no rating, a name in another language."""
    long = dress(
        language,
        slug="long",
        images=(image(PICTURES[1]),),
        title=Text("Herrenbaumwollunterhemdenvorteilspackung", "de"),
    )
    bare = dress(
        language,
        slug="bare",
        images=(),
        rating=rating(),
        variants=(listing_variant("bare", price=price(*_cost(language))),),
    )
    return [dress(language), long, bare, dress(language, slug="ruby", images=(image(PICTURES[2]),))]


def _cost(language: str) -> tuple[str, int, str]:
    text, _, minor, _, currency, _ = PRICES[language]
    return text, minor, currency


def every(language: str) -> dict[str, str]:
    """Every kind of page in one language: address below the site -> page."""
    made, one, more = pages(language), dress(language), others(language)
    place = made.edition.path
    return {
        f"{place}/index.html": made.home(more, [Shelf(link, more) for link in made.categories]),
        f"{place}/linen-dress/index.html": made.product(one, related=more[1:]),
        f"{place}/bare/index.html": pages(language, crowd=4).product(more[2]),
        f"{place}/c/dresses/index.html": made.category(made.categories[0], more, page=1, pages=3),
        f"{place}/c/shoes/index.html": made.category(made.categories[1], []),
        f"{place}/about/cart/index.html": made.cart(quoted(language), [one], sample=True),
        f"{place}/about/delivery/index.html": made.delivery(one.delivery, one.payment),
        f"{place}/about/sizes/index.html": made.sizes([Chart(say("category", language), chart(language))]),
        "index.html": made.front(),
        made.style.name: made.style.content.decode(),
    }
