"""Nothing that a merchant, a shopper or a translator writes runs on a page: a public list of attacks, everywhere."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from glocal import formats, po
from glocal.model.listing import Choice, Delivery, Text, Trade
from glocal.render import CategoryLink, Edition, Pages, Shelf, Shop, Theme
from glocal.render.richtext import rich
from glocal.storefront import Storefront
from glocal.testing import delivery, fact, image, listing, listing_variant, market, rating, review
from glocal.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
LINES = (ROOT / "tests" / "data" / "xss" / "payloads.txt").read_text(encoding="utf-8").splitlines()
PAYLOADS: list[str] = [json.loads(line) for line in LINES]
BATCH = 60
EDITIONS = (Edition("en", "US"), Edition("de", "DE"))
FORBIDDEN = {"iframe", "object", "embed", "base", "applet", "frame", "frameset", "svg", "math", "style", "template"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "ping", "srcset"}
RUNS = re.compile(r"(?:javascript|vbscript|livescript|data):")
INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the content of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    @property
    def shape(self) -> list[tuple[str, ...]]:
        """Elements with the names of their attributes; line breaks apart, which a text may have."""
        return [(tag, *attributes) for tag, attributes in self.found if tag not in ("br", "p", "script")]


def dangers(page: str) -> list[str]:
    """What could run on a page, or load what runs; structured data has to be JSON."""
    elements = Elements(page)
    found = [danger for tag, attributes in elements.found for danger in _dangers(tag, attributes)]
    for script in elements.scripts:
        json.loads(script)
    return found


def _dangers(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in FORBIDDEN or (tag == "script" and attributes != {"type": "application/ld+json"}):
        yield f"<{tag}>"
    if tag == "meta" and "http-equiv" in attributes:
        yield "<meta http-equiv>"
    for name, value in attributes.items():
        address = name in ADDRESSES and RUNS.match(INVISIBLE.sub("", value).lower())
        if address or name.startswith("on") or name in ("style", "srcdoc"):
            yield f"<{tag} {name}={value[:80]!r}>"


def batches() -> Iterator[list[str]]:
    """The payloads, so many at a time."""
    for start in range(0, len(PAYLOADS), BATCH):
        yield PAYLOADS[start : start + BATCH]


THEME = Theme.open()
SHOP = Shop(name="Bazaar", url="https://bazaar.example", editions=EDITIONS)


def pages(texts: Texts | None = None, categories: Sequence[str] = ("Dresses",), shop: Shop = SHOP) -> Pages:
    """The default theme in English."""
    links = [CategoryLink(f"c{index}", Text(name, "en")) for index, name in enumerate(categories)]
    known = texts or Texts("en")
    return THEME.bind(known, market("US"), "en", formats.locale("en"), shop, categories=links)


def hostile(texts: Sequence[str], **fields: Any) -> dict[str, Any]:
    """The fields of a listing, as many of each as there are texts, each holding one."""
    variants = tuple(
        listing_variant(
            f"S{i}", choices=(Choice(f"{i}", "color", Text(t, "en"), Text(t, "en")),), measures=(fact(t, t),)
        )
        for i, t in enumerate(texts)
    )
    whole = " ".join(texts)
    return {
        "title": whole,
        "description": whole,
        "brand": whole,
        "category_name": whole,
        "variants": variants,
        "images": tuple(image(alt=t) for t in texts),
        "attributes": tuple(fact(t, t, original=t) for t in texts),
        "reviews": tuple(review(t, author=t, country="DE", country_name=t, date=t, origin="abroad") for t in texts),
        "rating": rating(len(texts)),
        "labels": tuple(Text(t, "en") for t in texts),
        "trade": Trade(origin=whole, manufacturer=whole, responsible_person=whole),
        "delivery": _delivery(whole),
    } | fields


def _delivery(text: str) -> Delivery:
    methods = tuple(msgspec.structs.replace(m, name=Text(text, "en")) for m in delivery().methods)
    return delivery(methods=methods, duty=Text(text, "en"))


def every(texts: Sequence[str], **fields: Any) -> list[str]:
    """Product, category, home and delivery pages full of these texts."""
    made = pages(categories=texts)
    one = listing(**hostile(texts, **fields))
    cards = [listing(title=t, brand=t, images=(image(alt=t),)) for t in texts]
    return [
        made.product(one, related=cards),
        made.category(made.categories[0], cards),
        made.home(cards, [Shelf(made.categories[0], cards)]),
        made.delivery(one.delivery, one.payment),
    ]


def test_there_are_a_thousand_payloads() -> None:
    """All different, and most are such that a page without escaping would be caught."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 1000
    assert sum(bool(dangers(_without_scripts(p))) or "<script" in p.lower() for p in PAYLOADS) > 1000


def _without_scripts(text: str) -> str:
    return re.sub(r"(?is)<script.*", "", text)


def test_a_plain_text_never_changes_a_page() -> None:
    """With a payload in every text of a listing, a page has the elements and attributes of a harmless one."""
    for batch in batches():
        harmless = every([f"word{i}" for i in range(len(batch))])
        for page, calm in zip(every(batch), harmless, strict=True):
            assert Elements(page).shape == Elements(calm).shape
            assert dangers(page) == []


def test_a_rich_text_keeps_nothing_that_runs() -> None:
    """Each payload alone, and within the HTML that it might try to leave."""
    for payload in PAYLOADS:
        for html in (payload, f"<p>Soft</p>{payload}", f'<a href="{payload}">a</a>', f"<td title='{payload}'>"):
            assert dangers(str(rich(html))) == []


def test_a_rich_description_never_leaves_its_place() -> None:
    """What follows a description on its page is still there."""
    for batch in batches():
        made = pages()
        for payload in batch[::6]:
            page = made.product(listing(description=payload, html=True, attributes=(fact("Material", "Linen"),)))
            assert dangers(page) == []
            assert Elements(page).shape[-3:] == Elements(made.product(listing())).shape[-3:]


def test_a_picture_address_never_runs() -> None:
    """An address that is none gives no picture."""
    for batch in batches():
        images = tuple(image(src=src) for src in batch)
        cards = [listing(images=(picture,)) for picture in images]
        made = pages()
        for page in (made.product(listing(images=images)), made.home(cards, [Shelf(made.categories[0], cards)])):
            assert dangers(page) == []


@cache
def shown_words() -> tuple[str, ...]:
    """Storefront words without placeholders that the pages of a full listing show."""
    words = [e.msgid for e in po.read(ROOT / "locales" / "glocal.pot").entries if e.msgid and e.context is None]
    words = [word for word in words if "{" not in word]
    marked = {word: f"mark{index}." for index, word in enumerate(words)}
    html = "".join(worded(_texts(marked)))
    return tuple(word for word, mark in marked.items() if mark in html)


def _texts(translations: dict[str, str]) -> Texts:
    texts = Texts("en")
    file = po.File(tuple(po.Entry(word, (text,)) for word, text in translations.items()), "xss.po")
    texts.add_words(po.catalog(po.dump(file), "xss.po", language="en"), "en")
    return texts


def worded(texts: Texts) -> list[str]:
    """Every kind of page with these storefront words."""
    made = pages(texts)
    one = listing(**hostile(["a", "b"]))
    return [
        made.product(one, related=[one]),
        made.category(made.categories[0], [one], pages=2),
        made.home([one], [Shelf(made.categories[0], [one])]),
        made.delivery(one.delivery, one.payment),
        made.sizes([]),
        made.front(),
    ]


def test_a_storefront_word_never_changes_a_page() -> None:
    """A translator's msgstr is data; each payload stands in for a word that pages show."""
    words = shown_words()
    assert len(words) > 20
    calm = [Elements(page).shape for page in worded(_texts(dict.fromkeys(words, "word")))]
    for start in range(0, len(PAYLOADS), len(words)):
        chosen = [p.replace("{", "{{").replace("}", "}}") for p in PAYLOADS[start : start + len(words)]]
        made = worded(_texts(dict(zip(words, chosen, strict=False))))
        assert [Elements(page).shape for page in made] == calm
        assert [danger for page in made for danger in dangers(page)] == []


def test_a_placeholder_reads_nothing_but_its_value() -> None:
    """Attributes, indices, conversions and widths fall back to the source text."""
    bad = ("{count.__class__}", "{count[0]}", "{count!r}", "{count:>999999999}", "{0}", "{}", "{count:{count}}")
    for braces in bad:
        texts = Texts("en")
        text = f'msgid "{{count}} products"\nmsgstr "{braces}"\n'
        texts.add_words(po.catalog(text.encode(), "xss.po", language="en"), "en")
        assert texts.t("{count} products", count=3) == "3 products"
        assert [fault.file for fault in texts.faults] == ["xss.po"]


def test_the_name_of_a_shop_is_a_text() -> None:
    """In the header, the title and the structured data."""
    for batch in batches():
        made = pages(shop=Shop(name=" ".join(batch), url="https://bazaar.example", editions=EDITIONS))
        assert dangers(made.home([listing()])) == []


def product(number: int, texts: Sequence[str]) -> dict[str, Any]:
    """A row of catalog.jsonl with a payload in each field."""
    title, description, html, brand, category, name, value, colour, src, alt = texts
    return {
        "id": f"p{number}",
        "title": title,
        "description": f"<p>{html}</p>" if number % 2 else description,
        "brand": brand,
        "category": f"c{number % CATEGORIES}" if number % 2 else category,
        "attributes": {f"{name}{number}": value},
        "images": [{"src": "images/a.jpg", "alt": alt}, {"src": src, "alt": "A dress"}],
        "variants": [{"sku": f"S{number}", "price": "59.00", "options": {"Color": colour}}],
    }


FIELDS = 10
CATEGORIES = 40


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The pages of a shop whose every text is a payload, in German with a translator's payloads."""
    shop = tmp_path_factory.mktemp("xss") / "shop"
    shutil.copytree(ROOT / "examples" / "starter", shop)
    count = len(PAYLOADS) // FIELDS
    rows = [product(n, PAYLOADS[n * FIELDS : (n + 1) * FIELDS]) for n in range(count)]
    (shop / "catalog.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    settings = (shop / "shop.toml").read_text(encoding="utf-8")
    named = [f"\n[category.c{n}]\ntitle = {json.dumps(p)}\n" for n, p in enumerate(PAYLOADS[:CATEGORIES])]
    settings = settings.replace('["DE", "BR", "US"]', '["DE", "US"]') + "".join(named)
    (shop / "shop.toml").write_text(settings, encoding="utf-8")
    _reviews(shop, count)
    _translations(shop, rows)
    out = shop.parent / "site"
    result = Storefront.open(shop).build(out)
    assert result.products > count * 0.8
    return [path.read_text(encoding="utf-8") for path in sorted(out.resolve().rglob("*.html"))]


def _reviews(shop: Path, count: int) -> None:
    rows = [
        {"product": f"p{n % count}", "rating": 5, "text": p, "author": p[:80], "language": "en", "country": "DE",
         "date": "2026-11-01"}
        for n, p in enumerate(PAYLOADS)
    ]  # fmt: skip
    (shop / "reviews.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _translations(shop: Path, rows: list[dict[str, Any]]) -> None:
    entries = [
        po.Entry(row[field], (PAYLOADS[-1 - index],), context=f"{row['id']}|{field}")
        for field in ("title", "description")
        for index, row in enumerate(rows)
    ]
    head = po.Entry("", ("Content-Type: text/plain; charset=UTF-8\nLanguage: de\n",))
    po.save(shop / "locales" / "de" / "LC_MESSAGES" / "catalog.po", po.File((head, *entries)))


def test_nothing_runs_in_a_built_shop(built: list[str]) -> None:
    """From the merchant's files through every layer to the page."""
    assert len(built) > 200
    assert [danger for page in built for danger in dangers(page)] == []


LOOK = """pages => pages.flatMap(html => [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("*")]
  .flatMap(e => [...e.attributes].map(a => [e.localName, a.name, a.value]).concat([[e.localName, "", ""]]))
  .filter(([tag, name, value]) => name.startsWith("on") || name == "style" || name == "srcdoc"
    || /^[\\x00-\\x20]*(javascript|vbscript|data):/i.test(value.replace(/[\\t\\n\\r]/g, "")) && name != "content"
      && name != "alt" && name != "title" && name != "value" && name != "aria-label"
    || ["iframe", "object", "embed", "base", "svg", "math", "style", "frame"].includes(tag)
    || tag == "script" && name != "type" && name != "")
  .map(found => found.join(" ").slice(0, 120)))"""


@pytest.mark.browser
def test_a_browser_reads_the_pages_so(built: list[str]) -> None:
    """A real HTML parser finds no script, handler, style or address that runs either."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("web_setup", ROOT / "tests" / "web" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    setup = module_from_spec(spec)
    spec.loader.exec_module(setup)
    if not setup.browser():
        pytest.skip("missing a Chromium: run python tests/web/setup.py")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=setup.browser(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        assert page.evaluate(LOOK, ['<p onclick="x()">a</p>']) == ["p onclick x()"]
        descriptions = [f"<!doctype html><body>{rich(payload)}" for payload in PAYLOADS]
        assert page.evaluate(LOOK, [*built[::4], *descriptions]) == []
        browser.close()
