"""A shop, opened: listings, explanations and pages are the same bytes however they are asked for."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

import glocal
from glocal.errors import UnknownError
from glocal.model.draft import Source

ROOT = Path(__file__).resolve().parent.parent
BAZAAR = ROOT / "examples" / "bazaar"


@pytest.fixture(scope="module")
def shop() -> glocal.Storefront:
    return glocal.Storefront.open(BAZAAR)


def encoded(shop: glocal.Storefront, edition: tuple[str, str]) -> bytes:
    market, language = edition
    return msgspec.json.encode([*shop.listings(market=market, language=language)])


def test_every_product_has_a_listing_in_every_edition(shop: glocal.Storefront) -> None:
    """Nothing of the example is lost on the way."""
    products = [p.id for p in shop.catalog]
    for market, language in shop.editions:
        assert [x.id for x in shop.listings(market=market, language=language)] == products


def test_explain_and_a_bare_run_give_equal_listings(shop: glocal.Storefront) -> None:
    """Recording changes nothing: equal for every product and edition, to the byte."""
    for market, language in shop.editions:
        bare, traced = shop.edition(market, language), shop.edition(market, language, trace=True)
        for product in shop.catalog:
            listing = bare.localize(Source(product, product.category))
            again, changes = traced.explain(Source(product, product.category))
            assert msgspec.json.encode(again) == msgspec.json.encode(listing)
            assert changes


def test_a_price_is_explained_with_its_rate_and_date(shop: glocal.Storefront) -> None:
    """The story of a converted price names the rate, its source and its day."""
    listing = shop.localize("linen-dress", market="DE")
    story = " ".join(map(str, shop.explain(listing, "price")))
    assert str(shop.rates.rate("USD", "EUR").date) in story
    assert listing.price.text in story


def test_a_product_is_found_by_id_and_by_slug(shop: glocal.Storefront) -> None:
    """Both names give the same listing; any other name has a near match."""
    product = shop.product("linen-dress")
    assert shop.localize(product.slug, market="US") == shop.localize(product.id, market="US")
    with pytest.raises(UnknownError, match="did you mean"):
        shop.localize("linen-dres", market="US")


def test_a_market_that_the_shop_does_not_sell_to_is_refused(shop: glocal.Storefront) -> None:
    """The error names the nearest market."""
    with pytest.raises(UnknownError, match="market 'AU'"):
        shop.localize("linen-dress", market="AU")


def test_eight_threads_give_the_same_bytes(shop: glocal.Storefront) -> None:
    """One storefront serves many threads, from cold."""
    fresh = glocal.Storefront.open(BAZAAR)
    with ThreadPoolExecutor(8) as pool:
        threaded = list(pool.map(lambda edition: encoded(fresh, edition), shop.editions))
    assert threaded == [encoded(shop, edition) for edition in shop.editions]


def test_a_process_pool_gives_the_same_bytes(shop: glocal.Storefront) -> None:
    """A storefront travels to another process as its folder and options."""
    with ProcessPoolExecutor(2) as pool:
        pooled = list(pool.map(encoded, [shop] * len(shop.editions), shop.editions))
    assert pooled == [encoded(shop, edition) for edition in shop.editions]


def test_a_pickled_shop_keeps_its_day() -> None:
    """The date is read once, when the shop is opened."""
    shop = glocal.Storefront.open(BAZAAR, today=dt.date(2026, 12, 24))
    assert pickle.loads(pickle.dumps(shop)).today == dt.date(2026, 12, 24)


def test_the_core_never_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Localizing and rendering work without a socket."""
    import socket

    def refused(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    shop = glocal.Storefront.open(BAZAAR)
    assert shop.render(shop.localize("linen-dress", market="JP"))


DIGEST = """
import hashlib, sys
from pathlib import Path
import glocal
out = Path(sys.argv[2])
glocal.Storefront.open(sys.argv[1]).build(out, markets=["BR", "SA", "JP"])
digest = hashlib.sha256()
for path in sorted(p for p in out.resolve().rglob("*") if p.is_file()):
    digest.update(str(path.relative_to(out.resolve())).encode() + path.read_bytes())
print(digest.hexdigest())
"""


@pytest.mark.slow
def test_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """Neither the hash seed, the time zone, the language nor the working directory leaves a trace."""
    surroundings = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
    ]
    digests = []
    for number, variables in enumerate(surroundings):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", DIGEST, str(BAZAAR), str(folder / "site")]
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, **variables}, check=True, capture_output=True, text=True
        )
        digests.append(done.stdout)
    assert digests[0] == digests[1]


def test_a_shop_resolves_a_shopper_with_a_reason(shop: glocal.Storefront) -> None:
    """The address wins over the browser; the answer says what it hung on."""
    found = shop.resolve(path="/pt-br/linen-dress/", accept_language="de", country="DE")
    assert (found.market, found.language, found.reason, found.depends_on) == ("BR", "pt-BR", "path", ("path",))
    assert shop.resolve(accept_language="ja,en;q=0.5").market == "JP"
