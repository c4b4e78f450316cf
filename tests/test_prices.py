"""The arithmetic of shown prices: endings, conversion, tax, exchange."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from glocal.atlas import Atlas
from glocal.errors import DataError, RatesError
from glocal.model.draft import Policies
from glocal.model.market import Charm, PriceHabits, Tax, TaxRate
from glocal.prices import Grid, exchange, split
from glocal.prices.conversion import Conversion, Leg, conversion
from glocal.prices.exchange import Exchange
from glocal.prices.market import PriceTable, _unit
from glocal.prices.tax import percent_of
from glocal.rates import Rate, Rates

ATLAS = Atlas()
MARKETS = ("US", "GB", "DE", "PL", "RU", "BR", "JP", "CN", "ID", "SA", "NG", "KW", "CH")
DAY = dt.date(2026, 11, 20)


def habits(*bands: Charm, **fields: object) -> PriceHabits:
    return PriceHabits(charm=bands, **fields)  # type: ignore[arg-type]


def band(step: str, *endings: str, below: str | None = None) -> Charm:
    return Charm(
        step=Decimal(step), endings=tuple(map(Decimal, endings)), below=None if below is None else Decimal(below)
    )


def grid(code: str, *, favours: bool = False) -> tuple[Grid, int]:
    market = ATLAS.market(code)
    unit = _unit(market.currency, market.price.step)
    return Grid(market.price, market.currency, unit=unit, favours=favours), unit


bands = st.lists(
    st.tuples(st.integers(10, 60), st.lists(st.integers(0, 59), min_size=1, max_size=3, unique=True)),
    min_size=1,
    max_size=3,
)


@st.composite
def any_grid(draw: st.DrawFn) -> Grid:
    """Any grid of up to three bands, with any share, digits minded and digits liked."""
    made, low = [], 0
    chosen = draw(bands)
    for i, (step, ends) in enumerate(chosen):
        low += draw(st.integers(1, 5_000))
        below = None if i == len(chosen) - 1 else Decimal(low) / 100
        endings = tuple(Decimal(e % step) / 100 for e in ends)
        made.append(Charm(below=below, step=Decimal(step) / 100, endings=endings))
    numbers = st.lists(st.sampled_from(["4", "7", "13", "9"]), max_size=2).map(tuple)
    return Grid(
        habits(
            *made,
            max_move_percent=Decimal(draw(st.integers(0, 40))),
            avoid_digits=draw(numbers),
            like_digits=draw(numbers),
        ),
        "EUR",
        favours=draw(st.booleans()),
    )


@given(any_grid(), st.integers(0, 20_000), st.integers(0, 2_000))
@settings(max_examples=100, deadline=None)
def test_no_grid_makes_a_dearer_product_cheaper(made: Grid, price: int, more: int) -> None:
    """A grid is monotone."""
    assert made.snap(price) <= made.snap(price + more)


@given(any_grid(), st.integers(0, 20_000))
@settings(max_examples=100, deadline=None)
def test_a_price_with_an_ending_stays(made: Grid, price: int) -> None:
    """A grid is idempotent."""
    once = made.snap(price)
    assert once == made.snap(once)


@given(any_grid(), st.integers(0, 20_000))
@settings(max_examples=100, deadline=None)
def test_no_price_moves_by_more_than_its_share(made: Grid, price: int) -> None:
    """The move is bounded, exactly."""
    assert abs(made.snap(price) - price) <= (made._up - 1) * price


@given(any_grid(), st.integers(1, 10_000))
@settings(max_examples=60, deadline=None)
def test_tables_give_what_a_plain_search_gives(made: Grid, price: int) -> None:
    """The compiled stretches equal a search of all endings, level by level."""
    assert _searched(made, price) == made.snap(price)


def _searched(made: Grid, price: int) -> int:
    return _by_levels(made, price, made._levels(price, price, Fraction(3)))


def _by_levels(made: Grid, price: int, levels: tuple[tuple[int, ...], ...]) -> int:
    for i, level in enumerate(levels):
        free = [p for p in level if not any(_reached(made, p, earlier) for earlier in _free(made, levels[:i]))]
        near = [p for p in free if abs(p - price) <= (made._up - 1) * price]
        if near:
            return min(near, key=lambda p: (abs(p - price), p))
    return price


def _free(made: Grid, levels: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    kept: list[list[int]] = []
    for level in levels:
        kept.append([p for p in level if not any(_reached(made, p, earlier) for earlier in kept)])
    return kept


def _reached(made: Grid, price: int, points: list[int]) -> bool:
    return any(abs(p - price) <= (made._up - 1) * price for p in points)


@pytest.mark.parametrize("code", MARKETS)
@pytest.mark.parametrize("favours", [False, True])
def test_the_shipped_grids_are_monotone_idempotent_and_bounded(code: str, favours: bool) -> None:
    """Every market's grid, from one unit to some thousand, keeps its three promises."""
    made, unit = grid(code, favours=favours)
    share = Fraction(ATLAS.market(code).price.max_move_percent) / 100
    last = 0
    for price in (*range(0, 3_000 * unit, unit), *range(5_000 * unit, 400_000 * unit, 9_973 * unit)):
        end = made.snap(price)
        assert last <= end
        assert end == made.snap(end)
        assert abs(end - price) <= share * price
        assert end % unit == 0
        last = end


@pytest.mark.parametrize(
    ("code", "minor", "shown"),
    [
        ("US", 2134, 2099),
        ("BR", 21734, 21990),
        ("JP", 2041, 2080),
        ("RU", 201_700, 199_000),
        ("ID", 19_543_200, 19_900_000),
        ("CN", 12_640, 12_800),
        ("DE", 6672, 6699),
    ],
)
def test_prices_end_as_they_do_there(code: str, minor: int, shown: int) -> None:
    """Each market has its own endings."""
    assert shown == grid(code)[0].snap(minor)


def test_a_four_is_avoided_where_a_near_price_has_none() -> None:
    """54 yuan become 53: the nearest whole price without a 4 within five percent."""
    made, _ = grid("CN")
    assert made.snap(5400) == 5300


def test_a_four_stays_where_nothing_near_is_without() -> None:
    """448 yuan: every price within five percent has a 4, so the usual ending is taken."""
    made, _ = grid("CN")
    assert made.snap(44_750) == 44_800


def test_liked_digits_count_only_where_the_shop_wants_favours() -> None:
    """27.40 becomes 27, or the lucky 28."""
    assert grid("CN")[0].snap(2740) == 2700
    assert grid("CN", favours=True)[0].snap(2740) == 2800


def test_endings_finer_than_the_currency_are_left_out() -> None:
    """An ending of .90 means nothing in yen; the others of the band stay."""
    made = Grid(habits(band("100", "80", "0.90")), "JPY")
    assert made.snap(1999) == 1980


def test_beyond_the_reach_of_the_last_band_prices_stay() -> None:
    """A million steps up there are no endings, and no table of a million of them either."""
    made = Grid(habits(band("1", "0.99")), "EUR")
    assert made.snap(10**14 + 7) == 10**14 + 7


@pytest.mark.parametrize(
    ("charm", "message"),
    [
        ((band("1", "1.5"),), "an ending lies from 0 up to the step"),
        ((band("0", "0"),), "step is a positive amount"),
        ((band("1", "0.9", below="10"), band("1", "0.9", below="5")), "bands of endings rise"),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused(charm: tuple[Charm, ...], message: str) -> None:
    """Faults of the data are told, not worked around."""
    with pytest.raises(DataError, match=message):
        Grid(habits(*charm), "EUR")


def test_a_share_of_half_or_more_is_refused() -> None:
    """Nobody moves a price by half."""
    with pytest.raises(DataError, match="0 to 50"):
        Grid(habits(max_move_percent=Decimal(50)), "EUR")


# ---------------------------------------------------------------------------------------------- conversion

rates = st.fractions(min_value=Fraction(1, 10_000), max_value=10_000)


def table(source: str, target: str, ratio: Fraction, unit: int = 1) -> PriceTable:
    rule = Conversion(source, target, (Leg(ratio, target, ""),), unit)
    return PriceTable(rule, None, str)


@given(rates, st.integers(0, 10**9))
@settings(deadline=None)
def test_a_price_is_rounded_once_half_up(ratio: Fraction, minor: int) -> None:
    """The table gives the exact product, rounded; something that costs is never free."""
    assume(ratio != 1)
    exact = ratio * minor
    expected = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator) or (1 if minor else 0)
    rule = Conversion("EUR", "USD", (Leg(ratio, "USD", ""),), 1)
    assert expected == table("EUR", "USD", ratio).shown[minor].minor == rule.minor(minor)


@given(rates, st.integers(100, 10**9))
@settings(deadline=None)
def test_there_and_back_is_within_a_minor_unit(ratio: Fraction, minor: int) -> None:
    """Converting forth and back by the inverse rate differs by what half a minor unit is worth, plus half a one."""
    there = table("EUR", "USD", ratio).shown[minor].minor
    back = table("USD", "EUR", 1 / ratio).shown[there].minor
    assert abs(back - minor) <= Fraction(1, 2) / ratio + Fraction(1, 2) or there == 1


@given(st.integers(1, 10**9))
@settings(deadline=None)
def test_currencies_of_other_digits_convert(minor: int) -> None:
    """Yen have no minor unit, dinars have three digits: 1 to 1 in main units is a factor of 1000."""
    rule = Conversion("JPY", "KWD", (Leg(Fraction(1), "KWD", ""), Leg(Fraction(2), "KWD", "")), 1)
    assert 2000 * minor == rule.minor(minor)


def test_a_converted_price_is_a_multiple_of_the_unit() -> None:
    """Rupiah come in hundreds."""
    rule = Conversion("EUR", "IDR", (Leg(Fraction(19_787), "IDR", ""),), 10_000)
    assert rule.minor(1249) // 10_000 * 10_000 == 24_710_000_00 // 100
    assert rule.minor(1249) % 10_000 == 0


def test_legs_multiply_exactly() -> None:
    """Rate, adjustment and tax are one ratio; nothing is rounded between them."""
    market = ATLAS.market("DE")
    ex = Exchange("CNY", "EUR", Rate(Fraction(1, 7), DAY, "test"))
    rule = conversion(
        ex,
        market,
        Policies(tax="same-net", source_tax_percent="13", adjust={"DE": "5"}),
        tax_class="books",
        category="",
        today=DAY,
        unit=1,
    )
    assert Fraction(1, 7) * Fraction(105, 100) * Fraction(107, 113) == rule.ratio
    assert [leg.currency for leg in rule.legs] == ["EUR"] * 3


@pytest.mark.parametrize(
    ("adjust", "factor"),
    [
        ({"BR": "5"}, Fraction(105, 100)),
        ({"BR": "5", "shoes": "10"}, Fraction(110, 100)),
        ({"BR": "5", "shoes": "10", "BR.shoes": "-2.5"}, Fraction(975, 1000)),
        ({"US": "5"}, Fraction(1)),
    ],
)
def test_the_closest_adjustment_counts(adjust: dict[str, str], factor: Fraction) -> None:
    """Market and category before category before market."""
    rule = conversion(
        Exchange("BRL", "BRL", None),
        ATLAS.market("BR"),
        Policies(adjust=adjust),
        tax_class="standard",
        category="shoes",
        today=DAY,
        unit=1,
    )
    assert factor == rule.ratio


def test_an_adjustment_that_is_no_percentage_is_refused() -> None:
    """The message names the key."""
    with pytest.raises(DataError, match=r"adjust\.BR"):
        conversion(
            Exchange("BRL", "BRL", None),
            ATLAS.market("BR"),
            Policies(adjust={"BR": "five"}),
            tax_class="",
            category="",
            today=DAY,
            unit=1,
        )


def test_prices_without_tax_lose_the_tax_of_the_catalogue() -> None:
    """In the United States the net price is shown."""
    rule = conversion(
        Exchange("USD", "USD", None),
        ATLAS.market("US"),
        Policies(tax="same-net", source_tax_percent="25"),
        tax_class="standard",
        category="",
        today=DAY,
        unit=1,
    )
    assert rule.minor(10_000) == 8000


def test_a_tax_that_is_not_known_is_told() -> None:
    """Same-net where no rates are known adds none and says so."""
    rule = conversion(
        Exchange("EUR", "NGN", Rate(Fraction(1500), DAY, "test")),
        ATLAS.market("NG"),
        Policies(tax="same-net"),
        tax_class="standard",
        category="",
        today=DAY,
        unit=1,
    )
    assert rule.unknown_tax


# ------------------------------------------------------------------------------------------------------ tax

percents = st.decimals(min_value=0, max_value=100, places=2)


@given(st.integers(0, 10**12), percents)
@settings(deadline=None)
def test_gross_is_net_plus_tax(gross: int, percent: Decimal) -> None:
    """Nothing is lost in a split, and the net is the nearest there is."""
    net, tax = split(gross, percent)
    assert gross == net + tax
    assert abs(net * (100 + Fraction(percent)) - gross * 100) * 2 <= 100 + Fraction(percent)


@pytest.mark.parametrize("code", ATLAS.codes())
def test_every_rate_of_every_market_splits(code: str) -> None:
    """In every market and class gross equals net plus tax."""
    for rate in ATLAS.market(code).tax.rates:
        for gross in (1, 99, 1999, 123_456_789):
            net, tax = split(gross, rate.percent)
            assert gross == net + tax
            assert 0 <= tax <= gross


def test_a_rate_holds_from_its_day_to_its_last() -> None:
    """Russia went from 20 to 22 percent with the year 2026."""
    tax = ATLAS.market("RU").tax
    assert Decimal(20) == percent_of(tax, "standard", dt.date(2025, 12, 31))
    assert Decimal(22) == percent_of(tax, "standard", dt.date(2026, 1, 1))


def test_a_class_that_a_market_lacks_is_standard() -> None:
    """Never too little tax for want of a rate."""
    tax = Tax(rates=(TaxRate(tax_class="standard", percent=Decimal(19)),))
    assert Decimal(19) == percent_of(tax, "books", DAY)
    assert percent_of(Tax(), "books", DAY) is None


# ------------------------------------------------------------------------------------------------- exchange


def some_rates(day: dt.date = DAY) -> Rates:
    return Rates("EUR", day, "a test", {"BRL": Rate(Fraction(6), day, "a test")})


def test_a_rate_within_its_age_is_used() -> None:
    """The tenth day is still young."""
    found = exchange(some_rates(), "EUR", "BRL", DAY + dt.timedelta(days=10), Policies())
    assert (Fraction(6), "BRL", "") == (found.value, found.target, found.warning)


def test_an_old_rate_is_an_error() -> None:
    """The message tells age, limit and what to do."""
    with pytest.raises(RatesError, match="11 days old, the shop allows 10; update"):
        exchange(some_rates(), "EUR", "BRL", DAY + dt.timedelta(days=11), Policies())


def test_an_old_rate_may_leave_the_price_in_its_own_currency() -> None:
    """By policy, and never silently."""
    found = exchange(some_rates(), "EUR", "BRL", DAY + dt.timedelta(days=11), Policies(stale="source-currency"))
    assert found.target == "EUR"
    assert "11 days old" in found.warning


def test_a_missing_rate_is_as_bad_as_an_old_one() -> None:
    """No rate, no price."""
    with pytest.raises(RatesError, match="no rate for JPY"):
        exchange(some_rates(), "EUR", "JPY", DAY, Policies())
    assert exchange(some_rates(), "EUR", "JPY", DAY, Policies(stale="source-currency")).target == "EUR"


def test_nothing_is_exchanged_between_equal_currencies() -> None:
    """However old the table is."""
    found = exchange(some_rates(), "EUR", "EUR", DAY + dt.timedelta(days=9999), Policies())
    assert (None, Fraction(1)) == (found.rate, found.value)
