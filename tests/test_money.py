"""Money is exact, and two currencies never mix."""

from __future__ import annotations

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal.errors import MoneyError, UnknownError
from glocal.model.money import CURRENCIES, MAX_MINOR, Money

minor = st.integers(-MAX_MINOR, MAX_MINOR)
currency = st.sampled_from(sorted(CURRENCIES))

NOT_FOR_SHOPS = set(
    "BOV CHE CHW CLF COU MXV USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split()
)
"""Funds codes, metals, test codes and none."""


def test_every_active_currency_is_known() -> None:
    """The list is ISO 4217's as pycountry has it, without what no price is in."""
    assert set(CURRENCIES) == {c.alpha_3 for c in pycountry.currencies} - NOT_FOR_SHOPS


@given(minor, currency)
def test_an_amount_reads_back(value: int, code: str) -> None:
    """What a feed is given is what is read from it."""
    money = Money(value, code)
    assert Money.parse(money.amount, code) == money


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 1_000), min_size=1).filter(any))
def test_allocation_loses_nothing(value: int, weights: list[int]) -> None:
    """The parts add up to the whole, and none is more than a minor unit from its share."""
    parts = Money(value, "EUR").allocate(weights)
    assert sum(p.minor for p in parts) == value
    assert all(abs(p.minor * sum(weights) - value * w) < sum(weights) for p, w in zip(parts, weights, strict=True))


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e5", "", " ", "1,50", "--1", "0x10", "9" * 30, "１２"])
def test_what_is_no_plain_number_is_refused(amount: str) -> None:
    """Prices that are not finite, or written in a locale, do not come in."""
    with pytest.raises(MoneyError):
        Money.parse(amount, "EUR")


def test_too_many_decimals_are_refused_not_rounded() -> None:
    """A third decimal of a euro is a mistake in the feed, not ours to round."""
    with pytest.raises(MoneyError, match="EUR has 2 decimal digits"):
        Money.parse("1.005", "EUR")
    assert Money.parse("1.500", "EUR").minor == 150


def test_an_unknown_currency_has_a_near_match() -> None:
    """A typing error is met with what was probably meant."""
    with pytest.raises(UnknownError, match="did you mean 'EUR'"):
        Money.parse("1", "EURO")


def test_two_currencies_do_not_mix() -> None:
    """Sums, differences and comparisons of two currencies are refused; so is anything that is no money."""
    for operation in ("__add__", "__sub__", "__lt__", "__le__"):
        with pytest.raises(MoneyError, match="do not mix"):
            getattr(Money(1, "EUR"), operation)(Money(1, "USD"))
        with pytest.raises(TypeError):
            getattr(Money(1, "EUR"), operation)(1)


def test_money_is_multiplied_by_whole_numbers_only() -> None:
    """A float would bring a rounding that nobody asked for."""
    assert Money(250, "EUR") * 3 == Money(750, "EUR")
    with pytest.raises(TypeError, match="whole number"):
        Money(250, "EUR") * 1.5  # type: ignore[operator]
