"""The measures layer: what the merchant measured, in the units that people there use."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from glocal.atlas import Atlas
from glocal.layers import measures
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.listing import Text
from glocal.model.money import Money
from glocal.model.product import Category, Quantity, Variant
from glocal.testing import product
from glocal.texts import Texts

WIDTH = ("width", Quantity(Decimal("95"), "centimeter"))


def _context(code: str, *, trace: bool = False, category: Category | None = None) -> Context:
    atlas = Atlas()
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
        categories={"things": category or Category()},
        trace=trace,
    )


def _draft(context: Context, description: str = "", *, html: bool = False, **fields: object) -> Draft:
    thing = product("thing", description=description, html=html, options=(), **fields)
    draft = Draft(Source(thing, "things"), [] if context.trace else None)
    draft.description = Text(description, "en")
    measures.bind(context)(draft)
    return draft


def test_a_measure_is_told_in_the_markets_unit_beside_the_original() -> None:
    """95 cm are 37.4 in for a US shopper."""
    (fact,) = _draft(_context("US"), measures=(WIDTH,)).measures
    assert (fact.key, fact.value.value, fact.original) == ("width", "37.4 in", "95 cm")


def test_a_familiar_unit_is_not_told_twice() -> None:
    """95 cm stay 95 cm in Germany, without an original."""
    (fact,) = _draft(_context("DE"), measures=(WIDTH,)).measures
    assert (fact.value.value.replace("\u00a0", " "), fact.original) == ("95 cm", "")


def test_the_category_says_what_is_measured() -> None:
    """A screen stays in inches everywhere."""
    screen = Category(usages={"diagonal": "screen"})
    measured = (("diagonal", Quantity(Decimal("27"), "inch")),)
    (fact,) = _draft(_context("DE", category=screen), measures=measured).measures
    assert fact.value.value.startswith("27")


def test_each_variant_has_its_own_measures() -> None:
    """The column runs along the variants."""
    variants = tuple(
        Variant(sku=s, price=Money(1, "EUR"), measures=(("chest", Quantity(Decimal(n), "centimeter")),))
        for s, n in (("A", 90), ("B", 100))
    )
    told = _draft(_context("US"), variants=variants).variant_measures
    assert told is not None
    assert [facts[0].value.value for facts in told] == ["35.4 in", "39.4 in"]


def test_a_measure_in_the_description_is_completed() -> None:
    """The conversion stands behind the original; a model's name stays."""
    draft = _draft(_context("DE"), "A 12 inch plate for a 19-inch rack.")
    assert draft.description.value.replace(" cm)", "\u00a0cm)") == "A 12 inch (30.5\u00a0cm) plate for a 19-inch rack."


def test_tags_are_left_alone() -> None:
    """Attributes of HTML are no text."""
    html = '<p style="width: 12in">12 inch</p><img alt="5 inch">'
    told = _draft(_context("DE"), html, html=True).description.value
    assert told.startswith('<p style="width: 12in">12 inch (30')
    assert told.endswith('<img alt="5 inch">')


def test_a_text_without_a_digit_is_the_same_object() -> None:
    """Nothing to tell costs nothing."""
    context = _context("US")
    thing = product("thing", description="Soft.", options=())
    draft = Draft(Source(thing, "things"))
    text = draft.description = Text("Soft.", "en")
    measures.bind(context)(draft)
    assert text is draft.description


def test_recording_changes_nothing() -> None:
    """A recording step does the same work and tells of it."""
    bare, told = (_draft(_context("US", trace=t), "7 cm", measures=(WIDTH,)) for t in (False, True))
    assert (bare.measures, bare.description) == (told.measures, told.description)
    assert [c.field for c in told.changes or ()] == ["measures[width]", "description"]
