"""The quick road of a conversion gives what the general one gives."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal import formats
from glocal.formats import plural
from glocal.formats.cldr import supplemental
from glocal.units.measure import Bound, bind

amounts = st.decimals("0.001", "10000000", allow_nan=False, allow_infinity=False, places=3).map(
    lambda d: d.normalize() if d.as_tuple().digits[-1] == 0 else d
)
UNITS = ("gram", "kilogram", "centimeter", "meter", "milliliter", "inch", "pound", "fluid-ounce", "square-meter")
PLACES = (("default", "US", "en-US"), ("default", "DE", "de"), ("clothing", "GB", "en-GB"), ("default", "IN", "hi"))


@given(amount=amounts, unit=st.sampled_from(UNITS), place=st.sampled_from(PLACES))
def test_both_roads_lead_to_the_same_words(amount: Decimal, unit: str, place: tuple[str, str, str]) -> None:
    """Value, unit and text agree for every amount that both can tell."""
    quick = bind(*place)(amount, unit)
    general = Bound(*place, "short", {})
    general._ways[unit] = None
    assert quick == general(amount, unit)


@given(digits=st.integers(0, 10**9), tag=st.sampled_from(sorted(supplemental("plurals"))), places=st.integers(0, 3))
def test_a_case_has_the_plural_of_its_numbers(digits: int, tag: str, places: int) -> None:
    """What stands for a number in the memo of plurals has that number's category, in every language."""
    rule, case = plural.cardinal(tag), plural.cases(tag, places)
    assert rule(Decimal(case(digits)).scaleb(-places)) == rule(Decimal(digits).scaleb(-places))


@pytest.mark.parametrize("tag", ["de", "ru", "ar", "ja", "hi", "pl", "fr", "he"])
@pytest.mark.parametrize("places", [0, 1, 2])
def test_scaled_units_are_written_as_units_are(tag: str, places: int) -> None:
    """Digits and decimal give the same text."""
    scaled = formats.locale(tag).scaled_unit("kilogram", places)
    plain = formats.locale(tag).unit("kilogram", min_fraction=places, max_fraction=places)
    numbers = (0, 1, 2, 5, 11, 21, 100, 999, 1000, 12345, 1_000_000)
    assert [scaled(n) for n in numbers] == [plain(Decimal(n).scaleb(-places)) for n in numbers]
