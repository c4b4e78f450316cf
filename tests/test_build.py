"""A built site: whole or not there, links that lead somewhere, and what would have offended set right."""

from __future__ import annotations

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
