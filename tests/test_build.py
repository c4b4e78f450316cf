"""A built site: whole or not there, links that lead somewhere, and what would have offended set right."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import glocal
from glocal.errors import UnknownError

if TYPE_CHECKING:
    from glocal.build import Built

ROOT = Path(__file__).resolve().parent.parent
BAZAAR = ROOT / "examples" / "bazaar"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return glocal.Storefront.open(BAZAAR).build(tmp_path_factory.mktemp("site") / "site")


def pages(folder: Path) -> list[Path]:
    return sorted(folder.resolve().rglob("*.html"))


class Links(HTMLParser):
    """Collects where a page points within the site."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            if name == "srcset" and value:
                self.found += [part.split()[0] for part in value.split(",")]


@pytest.mark.slow
def test_every_product_has_a_page_in_every_edition(built: Built) -> None:
    """Each edition has the home page, its categories and all products."""
    shop = glocal.Storefront.open(BAZAAR)
    slugs = [p.slug for p in shop.catalog]
    editions = [p.name for p in built.out.resolve().iterdir() if (p / "about").is_dir()]
    assert len(editions) == len(shop.editions)
    missing = [f"{e}/{s}" for e in editions for s in slugs if not (built.out / e / s / "index.html").is_file()]
    assert missing == []


@pytest.mark.slow
def test_links_within_the_site_lead_somewhere(built: Built) -> None:
    """Every relative link of every page names a file that was written: pages open from a folder."""
    root = built.out.resolve()
    dead = set()
    for page in pages(built.out):
        links = Links()
        links.feed(page.read_text(encoding="utf-8"))
        for link in links.found:
            parts = urlsplit(link)
            if not parts.scheme and not parts.netloc and parts.path:
                target = (page.parent / unquote(parts.path)).resolve()
                if not target.is_file() or not target.is_relative_to(root):
                    dead.add((page.relative_to(root).as_posix(), link))
    assert sorted(dead)[:10] == []


@pytest.mark.slow
def test_findings_are_never_shown_to_shoppers(built: Built) -> None:
    """No page names a rule or its reason."""
    shop = glocal.Storefront.open(BAZAAR)
    told = {f.rule for m in ("BR", "RU") for listing in shop.listings(market=m) for f in listing.findings}
    assert told
    for page in pages(built.out):
        text = page.read_text(encoding="utf-8")
        assert not [rule for rule in told if rule in text], page


def remedied(market: str, rule: str) -> list[str]:
    listings = glocal.Storefront.open(BAZAAR).listings(market=market)
    return [x.id for x in listings for f in x.findings if f.rule == rule and f.status == "remedied"]


def test_purple_does_not_lead_in_brazil() -> None:
    """Where another colour can lead, it does, with its own picture; the same product is untouched in Germany."""
    shop = glocal.Storefront.open(BAZAAR)
    products = remedied("BR", "BR.purple")
    assert products
    for name in products:
        brazil, germany = (shop.localize(name, market=m) for m in ("BR", "DE"))
        leads = {x.market: next(v for v in x.variants if v.sku == x.lead) for x in (brazil, germany)}
        colors = {m: [c.key for c in v.choices if c.role == "color"] for m, v in leads.items()}
        assert "purple" not in " ".join(colors["BR"]).lower()
        assert brazil.image is not None
        assert brazil.image.index in shop.product(name).variants[_index(shop, name, brazil.lead)].images
        assert not [f for f in germany.findings if "purple" in f.rule]


def _index(shop: glocal.Storefront, name: str, sku: str) -> int:
    return [v.sku for v in shop.product(name).variants].index(sku)


def test_no_black_cat_is_pictured_in_russia() -> None:
    """The picture is replaced or dropped; in Germany it stays."""
    shop = glocal.Storefront.open(BAZAAR)
    products = remedied("RU", "RU.black-cat")
    assert products
    for name in products:
        russia, germany = (shop.localize(name, market=m) for m in ("RU", "DE"))
        cats = {i for i, image in enumerate(shop.product(name).images) if "black cat" in image.tags}
        assert cats
        assert russia.image is None or russia.image.index not in cats
        assert [image.index for image in germany.images] == list(range(len(shop.product(name).images)))


@pytest.mark.slow
def test_the_built_pages_show_what_was_set_right(built: Built) -> None:
    """The first picture on the page shows nothing that is minded there; in Germany it is the merchant's own first."""
    shop = glocal.Storefront.open(BAZAAR)
    for rule, edition, tag in (("BR.purple", "pt-br", "purple"), ("RU.black-cat", "ru-ru", "black cat")):
        changed = 0
        for name in remedied(rule[:2], rule):
            product = shop.product(name)
            first = {e: _first_picture(built.out / e / product.slug / "index.html") for e in (edition, "de-de")}
            minded = [f"../../{image.src}" for image in product.images if tag in image.tags]
            assert first[edition] not in minded
            assert first["de-de"] == f"../../{product.images[0].src}"
            changed += first[edition] != first["de-de"]
        assert changed


def _first_picture(page: Path) -> str:
    found = re.search(r"<main.*?<img[^>]*? src=\"([^\"]+)\"", page.read_text(encoding="utf-8"), re.S)
    assert found is not None, page
    return found[1]


def own(folder: Path, products: list[dict[str, object]], **settings: str) -> glocal.Storefront:
    """A shop of one market with these products."""
    folder.mkdir()
    head = 'name = "Atelier"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["DE"]\ntoday = 2026-12-06\n'
    lines = "".join(f"{key} = {value}\n" for key, value in settings.items())
    (folder / "shop.toml").write_text(head + lines, encoding="utf-8")
    rows = [
        {"slug": p["id"], "title": str(p["id"]).title(), "variants": [{"sku": f"{p['id']}-1", "price": "20"}]} | p
        for p in products
    ]
    (folder / "catalog.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return glocal.Storefront.open(folder)


def text(built: Built, place: str) -> str:
    return (built.out / "de-de" / place / "index.html").read_text(encoding="utf-8")


def test_others_of_a_category_are_shown_below(tmp_path: Path) -> None:
    """Up to four, never the product itself, and not the same four below each."""
    vases = [{"id": f"vase-{i}", "category": "vases"} for i in range(7)]
    built = own(tmp_path / "shop", [*vases, {"id": "lamp", "category": "lamps"}]).build(tmp_path / "site")
    shown = {
        p["id"]: re.findall(r'<a href="../([\w-]+)/index.html">', text(built, str(p["id"])).split("</article>")[1])
        for p in vases
    }
    assert {len(names) for names in shown.values()} == {4}
    assert [name for name, names in shown.items() if name in names or "lamp" in names] == []
    assert len({tuple(names) for names in shown.values()}) > 2
    assert '<section class="shelf">' not in text(built, "lamp")


def test_a_thin_category_is_filled_from_its_kind_of_goods(tmp_path: Path) -> None:
    """A lone vase is shown beside lamps where both are for the home."""
    products = [
        {"id": "vase", "category": "vases"},
        {"id": "lamp", "category": "lamps"},
        {"id": "tie", "category": "x"},
    ]
    opened = own(tmp_path / "shop", products)
    kinds = '[category.vases]\ngoods = "home"\n[category.lamps]\ngoods = "home"\n'
    settings = tmp_path / "shop" / "shop.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + kinds, encoding="utf-8")
    built = glocal.Storefront.open(opened.folder).build(tmp_path / "site")
    below = text(built, "vase").split("</article>")[1]
    assert "../lamp/index.html" in below
    assert "../tie/index.html" not in below


def test_the_footer_names_only_pages_that_are_there(tmp_path: Path) -> None:
    """A shop without sizes has no size guide, and no link to one; one with sizes has both."""
    built = own(tmp_path / "shop", [{"id": "vase"}]).build(tmp_path / "site")
    assert not (built.out / "de-de" / "about" / "sizes").exists()
    assert "about/sizes" not in text(built, "vase")
    assert "about/delivery" in text(built, "vase")
    assert "about/cart" not in text(built, "vase")


def test_a_category_that_is_another_ones_page_is_told(tmp_path: Path) -> None:
    """`a/2` would stand where page 2 of `a` does: it gets no page, and the build says so."""
    products = [{"id": f"x{i}", "category": "a"} for i in range(30)]
    products += [{"id": "y", "category": "a/2"}, {"id": "z", "category": "a/3"}]
    built = own(tmp_path / "shop", products).build(tmp_path / "site")
    told = [line for line in built.doubtful if line.startswith("category: ")]
    assert told == ["category: 'a/2': expected a name that is not page 2 of 'a', got no page is made of it"]
    assert "../x29/index.html" not in text(built, "c/a")
    assert "/x29/index.html" in text(built, "c/a/2")
    assert "/z/index.html" in text(built, "c/a/3")


def test_a_sample_cart_is_a_page_of_every_edition(built: Built) -> None:
    """The buy form leads to it, search engines do not."""
    editions = [p for p in built.out.resolve().iterdir() if (p / "about").is_dir()]
    assert [e.name for e in editions if not (e / "about" / "cart" / "index.html").is_file()] == []
    assert 'action="../about/cart/index.html"' in (built.out / "de-de/linen-dress/index.html").read_text(
        encoding="utf-8"
    )
    assert "about/cart" not in (built.out / "sitemap.xml").read_text(encoding="utf-8")


def test_a_sample_cart_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    """Before anything is written."""
    with pytest.raises(UnknownError, match="vase-2"):
        own(tmp_path / "shop", [{"id": "vase"}], sample_cart="{ vase-2 = 1 }").build(tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_cart_address_takes_the_form(tmp_path: Path) -> None:
    """It is sent where the shop says; without one there is no button that does nothing."""
    with_cart = own(tmp_path / "a", [{"id": "vase"}], cart='"https://atelier.example/cart"').build(tmp_path / "one")
    without = own(tmp_path / "b", [{"id": "vase"}]).build(tmp_path / "two")
    assert 'action="https://atelier.example/cart" method="post"' in text(with_cart, "vase")
    assert "<button" in text(with_cart, "vase")
    assert "<button" not in text(without, "vase")


def test_a_season_is_worn_on_its_days(tmp_path: Path) -> None:
    """By the date of the build, which is handed in."""
    opened = own(tmp_path / "shop", [{"id": "vase"}], seasons='["christmas"]')
    styles = {}
    for day in ("2026-12-06", "2027-03-01"):
        shop = glocal.Storefront.open(opened.folder, today=dt.date.fromisoformat(day))
        built = shop.build(tmp_path / "site")
        styles[day] = next((built.out / "assets").glob("style.*.css")).read_text(encoding="utf-8")
    assert "--accent:#1d5c3a;" in styles["2026-12-06"]
    assert "--accent:#1d5c3a;" not in styles["2027-03-01"]


def test_a_season_that_has_run_out_is_told_by_the_build(tmp_path: Path) -> None:
    """So that nobody waits for colours that cannot come."""
    opened = own(tmp_path / "shop", [{"id": "vase"}], seasons='["diwali"]')
    built = glocal.Storefront.open(opened.folder, today=dt.date(2031, 1, 1)).build(tmp_path / "site")
    assert [told for told in built.doubtful if "diwali" in told and "2028-10-17" in told]


def test_the_tagline_is_said_in_the_shoppers_language(built: Built) -> None:
    """Where it is translated; else with its own language marked."""
    line = glocal.Storefront.open(BAZAAR).shop.tagline
    german, english = ((built.out / e / "index.html").read_text(encoding="utf-8") for e in ("de-de", "en-us"))
    assert f"<span>{line}</span></h1>" in english
    assert f'<meta name="description" content="{line}">' in english
    assert line not in german


def test_words_in_another_language_are_marked_in_the_head(tmp_path: Path) -> None:
    """A title and a summary that fell back say which language they are in."""
    built = own(tmp_path / "shop", [{"id": "vase", "description": "A blue vase."}], tagline='"Fine things"').build(
        tmp_path / "site"
    )
    assert '<title lang="en" dir="ltr">Vase – Atelier</title>' in text(built, "vase")
    assert '<meta name="description" content="A blue vase." lang="en" dir="ltr">' in text(built, "vase")
    assert '<span lang="en" dir="ltr">Fine things</span></h1>' in text(built, ".")


REBUILD = "import sys, glocal; glocal.Storefront.open(sys.argv[1]).build(sys.argv[2], markets=['BR', 'DE'])"


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    """However early or late a rebuild is killed, every page that is shown is whole."""
    out = tmp_path / "site"
    command = [sys.executable, "-c", REBUILD, str(BAZAAR), str(out)]
    started = time.monotonic()
    subprocess.run(command, check=True)
    length = time.monotonic() - started
    expected = {p.relative_to(out.resolve()).as_posix(): p.read_bytes() for p in out.resolve().rglob("*.html")}
    moments = random.Random(20261121)
    for _ in range(12):
        process = subprocess.Popen(command)
        time.sleep(moments.uniform(0, 1.1 * length))
        process.send_signal(signal.SIGKILL)
        process.wait()
        shown = {p.relative_to(out.resolve()).as_posix(): p.read_bytes() for p in out.resolve().rglob("*.html")}
        assert shown == expected
