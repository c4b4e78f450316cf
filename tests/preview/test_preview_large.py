"""10,000 products over the wire: lists within 200 ms, a page of a product within 100 ms, while they are being checked.

    GLOCAL_PRODUCTS=50000 python -m pytest tests/preview/test_preview_large.py -s

takes another number, and prints what was measured. The best of several counts: it is the app that is measured, not what
else the machine is doing.
"""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import BAZAAR, copied
from .served import App

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

PRODUCTS = int(os.environ.get("GLOCAL_PRODUCTS", "10000"))
TRIES = 7
LISTS = ("/products", "/products?page=100", "/products?q=linen", "/products?market=BR&severity=avoid&status=open",
         "/products?untranslated=any", "/dashboard", "/texts/pt-BR", "/decisions")  # fmt: skip
SHOWN = ("/product/{}?at=BR", "/frame/pt-br/{}/index.html", "/frame/ar-sa/{}/index.html",
         "/product/{}?at=BR&panel=values&field=price", "/product/{}?at=BR&panel=compare&with=US",
         "/product/{}?at=BR&panel=texts")  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The example's products again and again, each time with ids and SKUs of their own."""
    folder = copied(tmp_path_factory.mktemp("large"))
    _multiply(folder / "catalog.jsonl")
    started = App(folder)
    deadline = time.monotonic() + 120
    while f"of {PRODUCTS:,}<" not in started.get("/progress") and time.monotonic() < deadline:
        time.sleep(0.2)
    yield started
    started.stop()


def _multiply(path: Path) -> None:
    rows = [json.loads(line) for line in (BAZAAR / "catalog.jsonl").read_text("utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as out:
        for number in range(PRODUCTS):
            row = _renamed(rows[number % len(rows)], number // len(rows))
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _renamed(row: dict[str, Any], round_: int) -> dict[str, Any]:
    if not round_:
        return row
    names = {variant["sku"]: f"{variant['sku']}-{round_}" for variant in row["variants"]}
    variants = [{**v, "sku": names[v["sku"]]} for v in row["variants"]]
    images = [{**one, "variant": names[one["variant"]]} if one.get("variant") in names else one
              for one in row.get("images", [])]  # fmt: skip
    for variant in variants:
        variant.pop("gtin", None)
    slug = {"slug": f"{row['slug']}-{round_}"} if "slug" in row else {}
    return {**row, **slug, "id": f"{row['id']}-{round_}", "variants": variants, "images": images}


def _best(app: App, paths: list[str]) -> float:
    """Return the milliseconds of the quickest answer."""
    took = []
    for path in paths:
        start = time.perf_counter()
        app.get(path)
        took.append(1000 * (time.perf_counter() - start))
    print(f"{paths[0]:60} best {min(took):6.1f} ms, slowest {max(took):6.1f} ms")
    return min(took)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_there_within_200_ms(app: App, path: str) -> None:
    """However many products there are."""
    assert _best(app, [path] * TRIES) < 200


@pytest.mark.parametrize("path", SHOWN)
def test_a_product_is_there_within_100_ms(app: App, path: str) -> None:
    """Each try another product, from the whole of the catalogue."""
    last = PRODUCTS // 60
    assert _best(app, [path.format(f"linen-dress-{1 + n * (last - 1) // TRIES}") for n in range(TRIES)]) < 100


def test_a_price_is_saved_and_its_page_shown_within_two_seconds(app: App) -> None:
    """The catalogue is not read again before the next page comes."""
    page = f"/product/linen-dress-{PRODUCTS // 100}?at=BR&panel=values&field=price"
    fields = app.hidden(page, "/price") | {"amount": "123.45", "scope": "this"}
    start = time.perf_counter()
    assert app.post("/price", fields) == 303
    text = app.get(page)
    took = time.perf_counter() - start
    print(f"a price saved and shown in {took:.2f} s")
    assert "R$ 123,45" in text.replace("\u00a0", " ")
    assert took < 2
