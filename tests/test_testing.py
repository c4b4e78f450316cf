"""What users' own tests are given is valid and replaceable."""

from __future__ import annotations

import doctest

import pytest

from glocal import testing
from glocal.model.listing import Finding, Severity, Text
from glocal.testing import assert_clean, listing, listing_variant, market, price, product, rating


def test_examples_hold() -> None:
    """Every example of the docstrings runs."""
    assert doctest.testmod(testing).failed == 0


def test_every_builder_is_named() -> None:
    """`__all__` is sorted, and each entry has a docstring."""
    assert sorted(testing.__all__) == testing.__all__
    assert all(getattr(testing, name).__doc__ for name in testing.__all__)


def test_a_listing_takes_its_price_from_the_lead() -> None:
    """The lead variant's price, size and picture are the listing's, unless given."""
    variants = (listing_variant("a"), listing_variant("b", price=price("€9", 900)))
    assert listing(variants=variants).price.minor == 4990
    assert listing(variants=variants, lead="b").price.minor == 900
    assert listing(variants=variants, price=price("€1", 100)).price.minor == 100


def test_plain_words_become_texts_of_the_listings_language() -> None:
    """A `str` stands for a `Text` where the noun wants one."""
    made = listing(language="de", title="Kleid", category_name="Kleider")
    assert (made.title, made.category_name) == (Text("Kleid", "de"), Text("Kleider", "de"))
    assert made.description.language == "de"


def test_any_field_can_be_replaced() -> None:
    """Products, markets and ratings too; an unknown field is an error."""
    assert product("hat", title="Hat").variants[0].sku == "hat-S"
    assert market("BR", currency="BRL").currency == "BRL"
    assert rating(1, label="1 review").label == "1 review"
    with pytest.raises(TypeError):
        listing(colour="red")


def finding(severity: Severity, status: str) -> Finding:
    """Something that people mind."""
    return Finding(
        rule="BR.purple",
        severity=severity,
        status=status,  # type: ignore[arg-type]
        field="images[0]",
        message="Purple leads.",
        because="",
    )


def test_a_listing_with_an_open_finding_is_not_clean() -> None:
    """The error names product, market, rule and field; what is remedied or less grave passes."""
    assert_clean(listing(findings=(finding("avoid", "remedied"), finding("note", "open"))))
    with pytest.raises(
        AssertionError, match=r"dress in US, en:\n  BR\.purple \(avoid\) in images\[0\]: Purple leads\."
    ):
        assert_clean(listing(findings=(finding("avoid", "open"),)))
    with pytest.raises(AssertionError):
        assert_clean(listing(findings=(finding("note", "open"),)), fail_on="note")
