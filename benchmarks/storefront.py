"""Listings and pages: glocal and the peer in turn, the same catalogue, the same facts, outputs compared."""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import pint
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations

from benchmarks import work
from benchmarks.peer import PLURAL, Facts, Peer
from glocal import render
from glocal.atlas import data_folder
from glocal.model.draft import Source
from glocal.rules.library import library
from glocal.storefront import Storefront

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glocal.model.listing import Listing
    from glocal.model.product import Product
    from glocal.storefront import Edition

__all__ = ["Outcome", "run", "terms"]

UI = ("Home", "Delivery", "Add to cart", "Payment", "Size guide", "Size", "Price", "Sold out", "Description", "Reviews")
INCH = ("inch", "length-inch")
CENTIMETER = ("centimeter", "length-centimeter")
GRAMS = {"gram": (1, "gram", "mass-gram", 0), "kilogram": (1000, "kilogram", "mass-kilogram", 2),
         "ounce": (1, "ounce", "mass-ounce", 1), "pound": (454, "pound", "mass-pound", 2)}  # fmt: skip


class Outcome(NamedTuple):
    """What one mode measured."""

    mode: str
    listings: int
    ratios: tuple[float, ...]
    """Peer's time over glocal's, one a round."""
    glocal_us: float
    """Median microseconds a listing."""
    peer_us: float

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def worst(self) -> float:
        return min(self.ratios)


def terms() -> list[str]:
    """Return the English words that the shipped rules look for."""
    lexicon = library((data_folder(),)).lexicon("en")
    meant = ((literal, lexicon.entries[i]) for i, literal in enumerate(lexicon.literals))
    return sorted(word for word, entries in meant if word.isascii() and any(e.subject >= 0 for e in entries))


def run(
    folder: Path, products: int, variants: int, rounds: int, most_words: int, tell: Callable[[str], None]
) -> list[Outcome]:
    """Measure both modes and print how the outputs compare.

    The peer's expression slows with every word: it is given all that glocal looks for, or `most_words` of them.
    """
    known = terms()
    words = random.Random(work.SEED).sample(known, min(most_words or len(known), len(known)))
    rows = work.rows(products, variants, words)
    work.write_shop(folder)
    values = [work.product(row) for row in rows]
    facts = [_facts(Storefront.open(folder), code, values[0], words) for code in work.MARKETS]
    registry = pint.UnitRegistry()
    peers = [Peer(f, _translations(Storefront.open(folder), f.language), registry) for f in facts]
    tell(f"{products} products x {variants} variants x {len(facts)} markets, {rounds} rounds")
    tell(f"words looked for in English: glocal {len(known)} and their traps, the peer {len(words)} of them")
    compare(_editions(folder), peers, values[:200], rows[:200], tell)
    return [
        _measure("JSON listings", folder, peers, values, rows, rounds, _json_side, Peer.to_json),
        _measure("HTML pages", folder, peers, values, rows, rounds, _html_side, Peer.render),
    ]


def _editions(folder: Path) -> list[Edition]:
    """Open the shop anew: bound, with every memo cold."""
    shop = Storefront.open(folder)
    return [shop.edition(code, work.LANGUAGES[code]) for code in work.MARKETS]


def _measure(
    mode: str,
    folder: Path,
    peers: Sequence[Peer],
    products: Sequence[Product],
    rows: Sequence[dict[str, Any]],
    rounds: int,
    side: Callable[[list[Edition]], Callable[[Source], Iterator[object]]],
    peer_step: Callable[[Peer, dict[str, Any]], str],
) -> Outcome:
    ours, theirs = [], []
    for _ in range(rounds):
        work_on = side(_editions(folder))
        started = time.perf_counter()
        for product in products:
            for _page in work_on(Source(product, product.category)):
                pass
        ours.append(time.perf_counter() - started)
        started = time.perf_counter()
        for peer in peers:
            for row in rows:
                peer_step(peer, row)
        theirs.append(time.perf_counter() - started)
    count = len(products) * len(peers)
    ratios = tuple(b / a for a, b in zip(ours, theirs, strict=True))
    return Outcome(mode, count, ratios, *(1e6 * statistics.median(t) / count for t in (ours, theirs)))


def _json_side(editions: list[Edition]) -> Callable[[Source], Iterator[object]]:
    encode, line = msgspec.json.Encoder().encode_into, bytearray()

    def each(source: Source) -> Iterator[object]:
        for edition in editions:
            encode(edition.localize(source), line)
            yield line

    return each


def _html_side(editions: list[Edition]) -> Callable[[Source], Iterator[object]]:
    pages = [(edition, template(edition), page_facts(edition)) for edition in editions]

    def each(source: Source) -> Iterator[object]:
        for edition, page, market in pages:
            yield page.render(m=market, p=edition.localize(source))

    return each


def template(edition: Edition) -> Any:
    """Return the peer's page over a Listing, as a template of a shop's own theme."""
    return THEME.environment(edition.context.texts, edition.formats).get_template("page.html")


def page_facts(edition: Edition) -> dict[str, Any]:
    """Return what a page says of its market."""
    return {
        "lang": edition.language,
        "direction": edition.formats.direction,
        "code": edition.market.code.lower(),
        "payments": [],
    }


THEME = render.Theme.open(Path(__file__).parent / "theme")
"""A theme that holds the peer's page, written over a Listing."""


def _facts(shop: Storefront, code: str, sample: Product, words: Sequence[str]) -> Facts:
    """Resolve a market's facts with glocal and hand them to the peer."""
    language = work.LANGUAGES[code]
    listing = shop.localize(sample, market=code, language=language)
    market = shop.atlas.market(code)
    rate = shop.rates.rate("CNY", market.currency).value
    standard = next((r.percent for r in market.tax.rates if r.tax_class == "standard"), Decimal(0))
    exclusive = market.tax.display == "exclusive"
    method = listing.delivery.methods[0]
    sizes = {v.size.original: f"{v.size.system} {v.size.label}" for v in listing.variants if v.size}
    inches = any("in" in str(f.value) for f in listing.variants[0].measures) and code in ("US", "GB")
    units = ("pound", "ounce") if code == "US" else ("kilogram", "gram")
    return Facts(
        code=code,
        language=language,
        currency=market.currency,
        rate=Decimal(rate.numerator) / Decimal(rate.denominator),
        tax=Decimal(0) if exclusive else standard / 100,
        sizes=sizes,
        length=INCH if inches else CENTIMETER,
        weight=tuple(GRAMS[u] for u in units),
        eta=(method.earliest, method.latest),
        payments=tuple(str(p.name) for p in listing.payment),
        direction=listing.direction,
        reductions=listing.compare_at is not None,
        terms=tuple(words),
    )


def _translations(shop: Storefront, language: str) -> Translations:
    """Return glocal's words of a language as a compiled gettext catalogue."""
    import io

    texts = shop.texts(language)
    catalog = Catalog(locale=language.replace("-", "_"), charset="utf-8")
    for word in UI:
        catalog.add(word, string=texts.t(word))
    for kind, word in work.shared_words():
        catalog.add(word, string=texts.word(kind, word).value, context=kind)
    singular = PLURAL[0].replace("%(count)s", "{count}")
    rule = texts.forms.get(singular)
    if rule is not None:
        forms = tuple(form.replace("{count}", "%(count)s") for form in rule[1])
        catalog.add(PLURAL, string=forms[: catalog.num_plurals])
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return Translations(buffer)


def shaped(listing: Listing) -> dict[str, Any]:
    """Return a listing in the peer's shape, to be compared field by field."""
    return {
        "id": listing.id,
        "title": listing.title.value,
        "description": listing.description.value,
        "category": listing.category_name.value,
        "attributes": [[f.name.value, f.value.value] for f in listing.attributes],
        "weight": listing.measures[0].value.value,
        "price": listing.price.text,
        "list_price": listing.compare_at.text if listing.compare_at else "",
        "discount": listing.discount,
        "rating": listing.rating.average,
        "reviews_label": listing.rating.label,
        "variants": [
            {
                "sku": v.sku,
                "color": v.choices[0].value.value,
                "size": str(v.size),
                **{f.key: f.value.value for f in v.measures},
                "price": v.price.text,
                "list_price": v.compare_at.text if v.compare_at else "",
                "stock": v.stock,
            }
            for v in listing.variants
        ],
        "quotes": [
            {"author": r.author, "stars": r.rating, "date": r.date, "text": r.text.value} for r in listing.reviews
        ],
    }


def compare(
    editions: Sequence[Edition],
    peers: Sequence[Peer],
    products: Sequence[Product],
    rows: Sequence[dict[str, Any]],
    tell: Callable[[str], None],
) -> None:
    """Print, field by field, how many values are the same, and a sample of each way in which they differ."""
    same: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    samples: dict[tuple[str, str], str] = {}
    for product, row in zip(products, rows, strict=True):
        source = Source(product, product.category)
        for edition, peer in zip(editions, peers, strict=True):
            mine, theirs = shaped(edition.localize(source)), peer.localize(row)
            for field, a, b in _leaves(mine, theirs):
                if _plain(a) == _plain(b):
                    same[field] += 1
                else:
                    differ[field] += 1
                    samples.setdefault((field, peer.facts.code), f"{a!r} / {b!r}")
    for field in {**same, **differ}:
        shown = "; ".join(f"{code} {text}" for (f, code), text in samples.items() if f == field)
        tell(f"  {field:20s} same {same[field]:7d}  differ {differ[field]:6d}  {shown[:300]}")


def _plain(value: object) -> object:
    """Treat the kinds of no-break space as one, and a space as one of them."""
    return value.replace("\u202f", " ").replace("\u00a0", " ") if isinstance(value, str) else value


def _leaves(mine: Any, theirs: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(mine, dict):
        for key, value in mine.items():
            yield from _leaves(value, theirs[key], f"{path}.{key}".lstrip("."))
    elif isinstance(mine, list):
        for a, b in zip(mine, theirs, strict=False):
            yield from _leaves(a, b, path)
    else:
        yield path, mine, theirs
