"""The sizing layer: labels in the shopper's system, the original beside them, and the chart behind both."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from glocal.atlas import Atlas
from glocal.errors import FileError
from glocal.layers import sizing
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.money import Money
from glocal.model.product import Category, Variant
from glocal.testing import product
from glocal.texts import Texts

if TYPE_CHECKING:
    from pathlib import Path

    from glocal.model.listing import Size

SHOES = Category(garment="shoes", audience="women", size_system="UK")
DRESSES = Category(garment="dresses", audience="women", size_system="UK")

OWN = """
garment = "apparel"
[[chart]]
id = "our-dresses"
audience = "women"
convention = "own"
columns = ["UK", "EU"]
rows = [["8", "38"], ["10", "40"], ["12", "42"]]
"""


def _context(code: str, category: Category, *, trace: bool = False, atlas: Atlas | None = None) -> Context:
    atlas = atlas or Atlas()
    return Context(
        market=atlas.market(code),
        language=atlas.market(code).languages[0],
        source_language="en",
        source_currency="EUR",
        atlas=atlas,
        rates=None,  # type: ignore[arg-type]
        texts=Texts("en"),
        today=dt.date(2026, 11, 21),
        policies=Policies(),
        categories={"things": category},
        trace=trace,
    )


def _draft(context: Context, *labels: str, brand: str = "") -> Draft:
    variants = tuple(
        Variant(sku=f"S{i}", price=Money(1000, "EUR"), size=label, stock=i % 2) for i, label in enumerate(labels)
    )
    thing = product("thing", variants=variants, options=(), category="things", brand=brand)
    draft = Draft(Source(thing, "things"), [] if context.trace else None)
    sizing.bind(context)(draft)
    return draft


def _sizes(draft: Draft) -> list[Size]:
    assert draft.sizes is not None
    return [size for size in draft.sizes if size is not None]


def test_a_label_is_shown_in_the_shoppers_system_beside_the_original() -> None:
    """UK 6 is EU 39 for a German shopper, and still UK 6."""
    (size,) = _sizes(_draft(_context("DE", SHOES), "UK 6"))
    assert (size.label, size.system, size.original, size.original_system) == ("39", "EU", "UK 6", "UK")
    assert size.label in size.spread


@pytest.mark.parametrize(("code", "system"), [("US", "US"), ("JP", "JP"), ("BR", "BR"), ("GB", "UK"), ("RU", "RU")])
def test_each_market_reads_its_own_system(code: str, system: str) -> None:
    """The market's file says which."""
    assert [system] == [s.system for s in _sizes(_draft(_context(code, SHOES), "UK 6"))]


def test_a_label_in_the_shoppers_system_stays_as_it_is() -> None:
    """Nothing is converted, and nothing is in doubt."""
    (size,) = _sizes(_draft(_context("GB", SHOES), "6"))
    assert (size.label, size.system, size.confidence) == ("6", "UK", "exact")


def test_sizes_that_the_merchant_keeps_apart_stay_apart_and_in_order() -> None:
    """Where two labels would become one, the spread keeps them apart; sold out ones are kept."""
    labels = ["UK 4", "UK 4.5", "UK 5", "UK 5.5", "UK 6", "UK 6.5"]
    shown = [float(s.label) for s in _sizes(_draft(_context("BR", SHOES), *labels))]
    assert len(labels) == len(shown)
    assert shown == sorted(shown)


def test_a_size_chart_holds_the_products_own_sizes() -> None:
    """One row a size, the shopper's system first, the body measure in their unit."""
    chart = _draft(_context("US", SHOES), "UK 6", "UK 5").size_chart
    assert chart is not None
    assert chart.systems[:2] == ("US", "UK")
    assert [row[1] for row in chart.rows] == ["5", "6"]
    assert all("in" in told for (told,) in chart.measures)
    assert chart.note


def test_one_size_and_an_unread_label_stay_as_written() -> None:
    """Only the label that nobody can read is reported."""
    draft = _draft(_context("DE", SHOES), "One size", "weird!!", "UK 6")
    assert [s.label for s in _sizes(draft)] == ["One size", "weird!!", "39"]
    assert [f.rule for f in draft.findings] == ["glocal.size-unread"]


def test_an_unmapped_category_keeps_labels_and_says_what_to_map() -> None:
    """Without a garment nothing is converted, and the merchant is told."""
    draft = _draft(_context("DE", Category()), "38", "40")
    assert [s.label for s in _sizes(draft)] == ["38", "40"]
    assert [f.rule for f in draft.findings] == ["glocal.size-unmapped"]


def test_a_product_without_sizes_has_none() -> None:
    """No label, no size, no chart, no finding."""
    draft = _draft(_context("DE", SHOES), "", "")
    assert (draft.sizes, draft.size_chart, draft.findings) == (None, None, [])


def test_recording_changes_nothing() -> None:
    """A recording step does the same work and tells of each size."""
    bare, told = (_draft(_context("US", DRESSES, trace=t), "UK 10", "UK 12") for t in (False, True))
    assert (bare.sizes, bare.size_chart) == (told.sizes, told.size_chart)
    assert [c.field for c in told.changes or ()] == ["variants[S0].size", "variants[S1].size"]
    assert all(c.because for c in told.changes or ())


def _shop(folder: Path, text: str) -> Atlas:
    (folder / "rules" / "sizes").mkdir(parents=True)
    (folder / "rules" / "sizes" / "apparel.toml").write_text(text, "utf-8")
    return Atlas((folder,))


def test_the_shops_own_chart_wins(tmp_path: Path) -> None:
    """A chart below the shop's rules/sizes is asked first."""
    (size,) = _sizes(_draft(_context("PL", DRESSES, atlas=_shop(tmp_path, OWN)), "UK 10"))
    assert (size.label, size.confidence) == ("40", "high")


def test_a_shops_chart_that_falls_is_refused(tmp_path: Path) -> None:
    """Columns must rise with the body; the error names file and chart."""
    bad = OWN.replace('["12", "42"]', '["12", "36"]').replace('["8", "38"]', '["8", "44"]')
    with pytest.raises(FileError, match="our-dresses"):
        _draft(_context("PL", DRESSES, atlas=_shop(tmp_path, bad)), "UK 10")


def test_a_brands_chart_comes_before_the_standard() -> None:
    """Salt-Water prints US = UK + 3."""
    (size,) = _sizes(_draft(_context("US", SHOES), "UK 5", brand="Salt-Water Sandals"))
    assert (size.label, size.confidence) == ("8", "high")


@pytest.mark.parametrize(("code", "shown"), [("DE", ["S", "M", "L"]), ("US", ["S", "M", "L"]), ("BR", ["P", "M", "G"])])
def test_letters_stay_letters(code: str, shown: list[str]) -> None:
    """S, M and L are read everywhere; Brazil has letters of its own."""
    tees = Category(garment="t-shirts", audience="unisex", size_system="US")
    draft = _draft(_context(code, tees), "S", "M", "L")
    assert shown == [s.label for s in _sizes(draft)]
    assert draft.findings == []


@pytest.mark.parametrize("audience", ["men", "women", "unisex"])
def test_the_size_chart_of_letters_tells_the_markets_numbers(audience: str) -> None:
    """A German shopper reads M, and finds the numbers beside it in the chart."""
    tees = Category(garment="t-shirts", audience=audience, size_system="INT")
    chart = _draft(_context("DE", tees), "S", "M").size_chart
    assert chart is not None
    assert chart.systems == ("INT", "DE")
    assert [row[0] for row in chart.rows] == ["S", "M"]
    assert all(row[1].isdigit() for row in chart.rows)


def test_categories_sized_alike_are_bound_once() -> None:
    """What a market makes of labels does not depend on the category's name, nor on a brand without charts."""
    context = dataclasses.replace(_context("DE", SHOES), categories={"things": SHOES, "more": SHOES})
    view = sizing._View(context)
    assert view.sorts["things", ""] == view.sorts["more", "Nobody"]
    assert view.sorts["things", ""] != view.sorts["things", "Salt-Water Sandals"]


def test_a_system_without_charts_leaves_the_label_as_it_is() -> None:
    """China's glove sizes are not known: the merchant's stay, in their own system, without a finding."""
    gloves = Category(garment="gloves", size_system="EU")
    draft = _draft(_context("CN", gloves), "7", "8")
    assert [(s.label, s.system, s.confidence) for s in _sizes(draft)] == [("7", "EU", "exact"), ("8", "EU", "exact")]
    assert draft.findings == []
