"""rules/markets: every file complete, sourced, and sensible."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from glocal.atlas import Atlas, data_folder, territories
from glocal.model.money import CURRENCIES
from glocal.prices import Grid
from glocal.prices.market import _unit
from glocal.rates import embedded

if TYPE_CHECKING:
    from pathlib import Path

ATLAS = Atlas()
FOLDER = data_folder() / "rules" / "markets"
FILES = sorted(FOLDER.glob("*.toml"))
FULL = tuple("US GB DE ES FR PL RU BR JP CN ID SA".split())
TODAY = dt.date(2026, 11, 21)
EU = tuple("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
SYSTEMS = set(tomllib.loads((data_folder() / "rules" / "sizes" / "systems.toml").read_text("utf-8"))["system"])
WORDS = {
    "Incl. VAT",
    "Incl. GST",
    "Incl. tax",
    "Plus sales tax",
    "Plus tax",
    "Import tax and duty are included in the price.",
    "Import tax and duty may be due on delivery.",
    "Import tax is included. Duty may be due on parcels of high value.",
    "Duty is due above 200 euros a parcel.",
}
CLASSES = {"standard", "reduced", "food", "books", "children", "medicine", "zero"}
METHODS = {"standard", "express", "pickup-point", "locker", "store", "post-office"}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def sources(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [s for item in value for s in sources(item)]
    if not isinstance(value, dict):
        return []
    own = value.get("sources", [])
    return [*own, *(s for key, item in value.items() if key != "sources" for s in sources(item))]


@pytest.mark.parametrize("code", sorted(territories()))
def test_every_territory_has_a_grid_or_none_and_never_breaks(code: str) -> None:
    """With a file or without, its endings compile in its currency and keep their promises."""
    try:
        market = ATLAS.market(code)
    except ValueError:
        return
    unit = _unit(market.currency, market.price.step)
    grid = Grid(market.price, market.currency, unit=unit)
    last = 0
    for price in range(0, 600_000 * unit, 4_999 * unit):
        end = grid.snap(price)
        assert last <= end
        assert abs(end - price) * 100 <= market.price.max_move_percent * price
        last = end


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_file_says_where_its_facts_were_read(path: Path) -> None:
    """Address or citation, the day, a grade; a region may only inherit."""
    found = sources(read(path))
    assert found or path.stem in ("419", "GCC")
    for source in found:
        assert source["seen"] <= TODAY
        assert source.get("grade", "B") in ("A", "B", "C")
        assert len(source["ref"]) > 10


@pytest.mark.parametrize("code", ATLAS.codes())
def test_taxes_are_dated_without_gaps_or_overlaps(code: str) -> None:
    """On no day do two rates of a class hold; shares lie between 0 and 100; classes are known ones."""
    rates = ATLAS.market(code).tax.rates
    for rate in rates:
        assert rate.tax_class in CLASSES
        assert 0 <= rate.percent <= 100
        assert rate.sources, (code, rate.tax_class)
    for name in {rate.tax_class for rate in rates}:
        spans = sorted((r.since or dt.date.min, r.until or dt.date.max) for r in rates if r.tax_class == name)
        assert all(end < start for (_, end), (start, _) in pairwise(spans))
        assert any(start <= TODAY <= end for start, end in spans)
    assert not rates or any(rate.tax_class == "standard" for rate in rates)


@pytest.mark.parametrize("code", FULL)
def test_full_markets_are_complete(code: str) -> None:
    """Endings, payment with sources, delivery with domestic days, holidays, sizes, tax where it is known."""
    market, own = ATLAS.market(code), read(FOLDER / f"{code}.toml")
    assert market.price.charm
    assert len(market.payment) >= 4
    assert own["sources"]
    assert all(method.domestic_days for method in market.delivery.methods)
    assert len(market.holidays) >= 10
    assert {"default", "shoes", "apparel"} <= set(market.sizes)
    assert market.tax.rates or market.tax.display == "exclusive"


@pytest.mark.parametrize("code", ATLAS.codes())
def test_what_a_market_names_exists(code: str) -> None:
    """Currencies, size systems, delivery methods, holidays, storefront words."""
    market = ATLAS.market(code)
    assert market.currency in CURRENCIES
    assert set(market.sizes.values()) | set(market.size_systems) <= SYSTEMS
    assert {method.id for method in market.delivery.methods} <= METHODS
    assert {market.tax.note, market.delivery.duty_note} <= WORDS | {""}
    assert len(market.languages) == len(set(market.languages))
    for day in market.holidays:
        assert re.fullmatch(r"(\d{4}-)?\d\d-\d\d", day)
        dt.date.fromisoformat(day if len(day) > 5 else f"2028-{day}")


@pytest.mark.parametrize("code", ATLAS.codes())
def test_payments_and_delivery_make_sense(code: str) -> None:
    """No method twice, shares sum to at most 100, days rise, domestic parcels are not slower."""
    market = ATLAS.market(code)
    ids = [payment.id for payment in market.payment]
    assert len(ids) == len(set(ids)) >= 2
    assert sum(payment.share_percent or 0 for payment in market.payment) <= 100
    for method in market.delivery.methods:
        assert 0 < method.days[0] <= method.days[1]
        if method.domestic_days:
            assert 0 < method.domestic_days[0] <= method.domestic_days[1] <= method.days[1]


@pytest.mark.parametrize("code", ATLAS.codes())
def test_the_embedded_rates_reach_every_market(code: str) -> None:
    """A shop can show a price in every market that has a file."""
    currency = ATLAS.market(code).currency
    if currency in ("ZWG", "HTG"):
        return
    assert embedded().rate("EUR", currency).value > 0


@pytest.mark.parametrize("code", EU)
def test_the_unions_law_holds_in_every_member_state(code: str) -> None:
    """Final prices with tax, price per unit, lowest price of 30 days, no customs within, at least 15 percent."""
    market = ATLAS.market(code)
    assert (market.price.unit_price, market.price.prior_price_days) == (True, 30)
    assert (market.tax.display, market.tax.note) == ("inclusive", "Incl. VAT")
    assert market.delivery.customs_union == "EU"
    standard = next(r.percent for r in market.tax.rates if r.tax_class == "standard" and not r.until)
    assert 15 <= standard <= 27


def test_files_are_plain_toml_without_machine_talk() -> None:
    """Sorted out by hand: no tabs, no trailing blanks, a newline at the end."""
    for path in FILES:
        text = path.read_text("utf-8")
        assert text.endswith("\n"), path.name
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), path.name
