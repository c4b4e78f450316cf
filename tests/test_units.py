"""glocal.units: which unit a market uses for what, exact conversion, rounding to the source, measures in text."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import string
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal import units
from glocal.errors import DataError, GlocalError, LimitError, UnknownError
from glocal.units import definitions, preference
from glocal.units.measure import rounded

DATA = Path(__file__).parent / "data" / "units"
SCALES = ("beaufort",)


def _lines(name: str) -> list[list[str]]:
    rows = (DATA / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in row.split(";")] for row in rows if row and not row.startswith("#")]


@pytest.mark.parametrize("row", _lines("unitPreferencesTest.txt"), ids=lambda r: " ".join((*r[:3], r[4])))
def test_a_territory_uses_the_unit_that_cldr_prefers(row: list[str]) -> None:
    """CLDR's own 367 cases give its own answers, exactly."""
    _, usage, region, amount, _, unit = row[:6]
    parts = row[6:]
    whole = [(Fraction(parts[i]), parts[i + 1]) for i in range(0, len(parts) - 3, 2)]
    expected = (*whole, (Fraction(parts[-3]), parts[-1]))
    assert expected == units.preferred(Fraction(amount), unit, usage, region)


@pytest.mark.parametrize("row", [r for r in _lines("unitsTest.txt") if r[1] not in SCALES], ids=lambda r: r[1])
def test_a_conversion_is_exact(row: list[str]) -> None:
    """Factor and offset of every unit are CLDR's ratios, not rounded numbers."""
    _, source, target, conversion, _ = row
    ratio, _, offset = conversion.replace(",", "").replace(" * x", "").partition(" + ")
    a, b = definitions.unit(source), definitions.unit(target)
    assert (a.base, b.offset) == (b.base, 0)
    assert (_ratio(ratio), _ratio(offset or "0")) == (a.factor / b.factor, a.offset / b.factor)


def _ratio(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_without_a_factor_is_refused(name: str) -> None:
    """Beaufort counts steps of wind, no metres a second."""
    with pytest.raises(UnknownError):
        definitions.unit(name)


def test_every_preference_of_cldr_can_be_told() -> None:
    """Each quantity, usage and territory of CLDR answers at, above and below each of its thresholds."""
    told = 0
    for kind, table in definitions.data()["preferences"].items():
        for usage, places in table.items():
            for place in places:
                for choice in preference.choices(kind, usage, place):
                    for share in (Fraction(9, 10), Fraction(1), Fraction(11, 10)):
                        amount = choice.least * share or Fraction(1)
                        parts = units.preferred(amount, choice.parts[0], usage, place)
                        assert parts
                        told += 1
    assert told > 300


@pytest.mark.parametrize(
    ("value", "unit", "usage", "market", "text"),
    [
        (95, "cm", "default", "US", "37.4 in"),
        (2, "m", "default", "US", "6 ft 7 in"),
        (178, "cm", "person-height", "GB", "5 ft 10 in"),
        (70, "kg", "person", "GB", "11 st"),
        (12, "inch", "dish", "DE", "30,5\u00a0cm"),
        (27, "inch", "screen", "DE", "27\u00a0in"),
        (750, "ml", "bottle", "US", "750 mL"),
        (500, "ml", "drink", "GB", "0.88 pt"),
        (20, "celsius", "weather", "US", "68°F"),
        (100, "km", "road", "GB", "62.1 mi"),
        (120, "cm", "default", "DE", "120\u00a0cm"),
        (1, "kg", "default", "US", "2.2 lb"),
        ("0.5", "carat", "jewellery", "US", "0.5 carats"),
    ],
)
def test_a_market_reads_its_own_unit(value: int | str, unit: str, usage: str, market: str, text: str) -> None:
    """Product usages and CLDR's give the unit and the rounding that people there expect."""
    assert text.replace("\u00a0", " ") == units.localize(value, unit, usage=usage, market=market).text.replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    ("value", "unit", "market"), [(3, "foot", "US"), (20, "ounce", "US"), (120, "cm", "DE"), (5, "foot", "GB")]
)
def test_a_unit_that_is_at_home_stays_as_written(value: int, unit: str, market: str) -> None:
    """Nobody needs 3 ft told as 36 in."""
    assert definitions.normal(unit) == units.localize(value, unit, market=market).unit
    assert units.in_text(f"{value} {unit}", market=market, language="en") == ()


@pytest.mark.parametrize("name", ["definitions", "measure", "preference", "text", "words"])
def test_the_examples_run(name: str) -> None:
    """Every docstring tells the truth."""
    assert doctest.testmod(importlib.import_module(f"glocal.units.{name}")).failed == 0


def test_a_market_file_stands_above_cldr() -> None:
    """Units handed in by usage win over CLDR's preference."""
    assert units.localize(3, "inch", market="DE", units={"default": "millimeter"}).unit == "millimeter"


@pytest.mark.parametrize("unit", ["acre", "furlong", "fathom", "barrel"])
def test_cldr_wins_where_pint_differs(unit: str) -> None:
    """US survey units and pint's barrel never leak in."""
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    ours = float(definitions.unit(unit).factor)
    theirs = registry.Quantity(1, unit).to_base_units().magnitude
    assert ours != pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize(("unit", "target"), [("inch", "cm"), ("ounce", "gram"), ("mile", "km"), ("gallon", "liter")])
def test_common_factors_agree_with_pint(unit: str, target: str) -> None:
    """Two independent sources of definitions tell the same number."""
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    expected = registry.Quantity(1, unit).to(definitions.normal(target)).magnitude
    assert expected == pytest.approx(float(definitions.factor(unit, target)), rel=1e-12)


def test_a_unit_that_only_pint_knows_converts() -> None:
    """A thou is a thousandth of an inch."""
    assert Fraction(1, 1000) == definitions.factor("thou", "inch")


@pytest.mark.parametrize("name", ["cubit-per-moonn", "9**9**9", "M", "", "__class__", "inch-per", "square"])
def test_a_name_that_is_no_unit_is_refused(name: str) -> None:
    """Text from a product never reaches pint's expression parser."""
    with pytest.raises(UnknownError):
        units.localize(1, name, market="US")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999"])
def test_a_value_that_is_no_number_is_refused(value: str) -> None:
    """Only finite numbers of a human size are measures."""
    with pytest.raises(DataError):
        units.localize(Decimal(value), "cm", market="US")


def test_an_unknown_usage_names_a_near_one() -> None:
    """Usages are a closed list."""
    with pytest.raises(UnknownError) as caught:
        units.localize(1, "cm", usage="clothng", market="US")
    assert caught.value.near == "clothing"


@given(st.decimals(min_value="0.01", max_value="99999", places=2))
def test_rounding_stays_within_one_per_cent(value: Decimal) -> None:
    """A rounded conversion is never more than a hundredth off."""
    exact = Fraction(value) / Fraction("2.54")
    shown = Fraction(rounded(exact, value, "centimeter", "inch"))
    assert abs(shown - exact) <= exact / 100


@given(st.decimals(min_value="1", max_value="9999", places=1), st.sampled_from(["inch", "foot", "yard"]))
def test_there_and_back_is_the_same_length(value: Decimal, unit: str) -> None:
    """Factors are exact, so a length comes back as it was."""
    there = Fraction(value) * definitions.factor(unit, "centimeter")
    assert Fraction(value) == there * definitions.factor("centimeter", unit)


@pytest.mark.parametrize(
    ("text", "market", "language", "category", "expected"),
    [
        ("a 12 inch plate", "DE", "en", "kitchen", "a 12 inch (30.5 cm) plate"),
        ("38cm wide", "US", "en", "", "38cm (15 in) wide"),
        ("Box 30 x 20 x 10 cm", "US", "en", "", "Box 30 x 20 x 10 cm (11.8 × 7.9 × 3.9 in)"),
        ("20 cm x 30 cm", "US", "en", "", "20 cm x 30 cm (7.9 × 11.8 in)"),
        ("He is 5' 10\" tall", "DE", "en", "", "He is 5' 10\" (1.78 m) tall"),
        ("10-12 inch", "FR", "en", "kitchen", "10-12 inch (25.4–30.5 cm)"),
        ("3 1/4 in. deep", "BR", "en", "kitchen", "3 1/4 in. (8.26 cm) deep"),
        ("Teller 12 Zoll", "DE", "de", "kitchen", "Teller 12 Zoll (30,5 cm)"),
        ("диаметр 12 дюймов", "RU", "ru", "kitchen", "диаметр 12 дюймов (30,5 см)"),
        ("直径12インチの皿", "JP", "ja", "kitchen", "直径12インチ (30.5 cm)の皿"),
        ("1.500 mm lang", "US", "de", "furniture", "1.500 mm (59,06 in) lang"),
    ],
)
def test_a_measure_in_text_is_told_in_both_units(
    text: str, market: str, language: str, category: str, expected: str
) -> None:
    """The original stays; the conversion stands beside it in the text's language."""
    spans = units.in_text(text, market=market, language=language, category=category)
    assert expected == units.shown(text, spans).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("a 19-inch rack", "DE"),
        ("19-inch server rack", "DE"),
        ("2x4 lumber and a 2x4", "DE"),
        ("27-inch 4K monitor", "DE"),
        ("7-inch vinyl single", "DE"),
        ("30 cm (12 in) plate", "US"),
        ("sizes 38-40, 100% cotton, 200 g/m²", "US"),
        ("available in 10 in one set", "DE"),
        ('a "Room 12" poster', "DE"),
        ("5G phone", "DE"),
        ("article B-12 in stock", "DE"),
    ],
)
def test_a_name_is_no_measure(text: str, market: str) -> None:
    """Models, sizes already told in both units, and numbers beside other words are left alone."""
    assert units.in_text(text, market=market, language="en") == ()


@settings(max_examples=200)
@given(st.text(alphabet=string.printable + "½″′×インチсмжЖ\u00a0", max_size=80))
def test_no_text_breaks_the_search(text: str) -> None:
    """Any text either has measures, each a slice of it, or none."""
    for span in units.in_text(text, market="US", language="en"):
        assert span.original == text[span.start : span.end]


def test_a_text_without_end_is_refused() -> None:
    """The limit is told."""
    with pytest.raises(LimitError):
        units.in_text("1 cm " * 30_000, market="US", language="en")


def test_a_bound_value_is_remembered() -> None:
    """The second look-up returns the very same measure."""
    told = units.bind("clothing", "US", "en-US")
    assert told(Decimal("38.0"), "centimeter") is told(Decimal("38.0"), "centimeter")
    assert told(Decimal("38.05"), "centimeter").text != told(Decimal("38"), "centimeter").text


def test_every_usage_of_ours_says_why_and_answers_everywhere() -> None:
    """Each product usage has a reason, a world default, and units of its quantity."""
    for name, usage in preference.rules().usage.items():
        assert usage.because, name
        for kind, places in usage.units.items():
            assert "001" in places, name
            for listed in places.values():
                for unit, least in listed:
                    assert kind == preference.quantity(unit.split("-and-")[0])
                    assert Fraction(least) >= 0


def test_every_category_leads_to_a_usage() -> None:
    """No category word points at a usage that does not exist."""
    assert set(preference.rules().category.values()) <= set(units.usages())


def test_importing_units_costs_no_pint() -> None:
    """pint is opened only for a unit that CLDR does not know."""
    code = "import sys; from glocal import units; units.localize(1, 'cm', market='US'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.text(max_size=30))
def test_a_unit_name_raises_only_our_errors(name: str) -> None:
    """Any string is a unit or a typed error."""
    with contextlib.suppress(GlocalError):
        definitions.unit(name)
