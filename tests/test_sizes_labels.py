"""glocal.sizes.label: size labels as merchants write them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal.errors import LabelError
from glocal.sizes.key import fold, number_of
from glocal.sizes.label import KINDS, parse, readings

FORMS = [
    ("42 2/3", "plain", "", "42 2/3", ""),
    ("EU 42,5", "plain", "EU", "42.5", ""),
    ("eu38", "plain", "EU", "38", ""),
    ("38 EU", "plain", "EU", "38", ""),
    ("Tam. 42", "plain", "", "42", ""),
    ("Größe 40", "plain", "", "40", ""),
    ("размер 44", "plain", "", "44", ""),
    ("３８", "plain", "", "38", ""),
    ("M (EU 38)", "plain", "EU", "38", ""),
    ("UK 5 / EU 38", "plain", "UK", "5", ""),
    ("7 1/8", "plain", "", "7.125", ""),
    ("N½", "plain", "", "N0.5", ""),
    ("XXL", "letters", "", "2XL", ""),
    ("xxl", "letters", "", "2XL", ""),
    ("GG", "letters", "", "GG", ""),
    ("PP", "letters", "", "PP", ""),
    ("LL", "letters", "", "LL", ""),
    ("6X", "letters", "", "6X", ""),
    ("15½/34", "collar and sleeve", "US", "15.5", "34"),
    ("15 1/2 / 34", "collar and sleeve", "US", "15.5", "34"),
    ("165/88A", "height and girth", "CN", "88", "165"),
    ("９号", "Japanese women's", "JP", "9", ""),
    ("9AR", "Japanese women's", "JP", "9", "R"),
    ("92A5", "Japanese men's", "JP", "92", "5"),
    ("AB6", "Japanese men's", "JP", "AB6", ""),
    ("C75", "band and cup", "JP", "75C", ""),
    ("34DDD/F", "band and cup", "", "34DDD", ""),
    ("75 B", "band and cup", "", "75B", ""),
    ("2T", "toddler", "US", "2T", ""),
    ("44-170", "size and height", "RU", "44", "170"),
    ("W32L34", "waist and length", "", "32", "34"),
    ("W32 / L34", "waist and length", "", "32", "34"),
    ("32x34", "waist and length", "", "32", "34"),
    ("32W 34L", "waist and length", "", "32", "34"),
    ("40R", "jacket and length", "", "40", "R"),
    ("One size", "one-size", "", "ONE SIZE", ""),
    ("フリーサイズ", "one-size", "", "ONE SIZE", ""),
    ("38-40", "range", "", "38-40", ""),
    ("38–40", "range", "", "38-40", ""),
    ("S/M", "range", "", "S-M", ""),
    ("3-6 months", "months", "", "3-6M", ""),
    ("4-5 years", "years", "", "4-5Y", ""),
    ("24.5cm", "centimetres", "", "24.5", ""),
    ("245 mm", "millimetres", "", "245", ""),
    ("90x200", "width and length", "", "90X200", "200"),
]


@pytest.mark.parametrize(("label", "kind", "system", "key", "length"), FORMS, ids=[f[0] for f in FORMS])
def test_a_form_is_read(label: str, kind: str, system: str, key: str, length: str) -> None:
    """Each form tells its kind, its system where it has one, and what to look up."""
    read = parse(label)
    assert (kind, system, key, length) == (read.kind, read.system, read.key, read.length)


def test_every_kind_has_an_example() -> None:
    """No form of label is without a test, save those with two readings."""
    assert set(KINDS) - {"child's shoe"} == {form[1] for form in FORMS}


@pytest.mark.parametrize(
    ("label", "garment", "kind"),
    [
        ("10C", "shoes", "child's shoe"),
        ("10C", "bras", "band and cup"),
        ("1Y", "apparel", "years"),
        ("32/34", "trousers", "waist and length"),
    ],
)
def test_a_garment_decides_between_readings(label: str, garment: str, kind: str) -> None:
    """What is a bra's size on a bra is a shoe's on a shoe."""
    assert kind == parse(label, garment=garment).kind
    assert len(readings(label)) > 1


@pytest.mark.parametrize("label", ["10C", "1Y", "32/34"])
def test_two_readings_are_told(label: str) -> None:
    """Without a garment the error lists them."""
    with pytest.raises(LabelError) as caught:
        parse(label)
    assert len(caught.value.readings) == len(readings(label)) == 2


@pytest.mark.parametrize("label", ["", " ", "\u200b\u200b", "💩", "?" * 10, "9" * 100])
def test_what_is_no_label_is_refused(label: str) -> None:
    """The error is ours and shows no more than a label's length."""
    with pytest.raises(LabelError) as caught:
        parse(label)
    assert len(str(caught.value)) < 200


@given(st.text(max_size=80))
def test_no_string_breaks_the_parser(label: str) -> None:
    """Any Unicode string is read or refused with LabelError."""
    with contextlib.suppress(LabelError):
        assert parse(label).kind in KINDS


@given(st.text(alphabet="0123456789 ½¼/.,-xXEUKSML＆０１２", max_size=20))
def test_one_spelling_stays_one_spelling(label: str) -> None:
    """Folding twice is folding once."""
    assert fold(label) == fold(fold(label))


@given(st.integers(min_value=0, max_value=200), st.sampled_from(["", ".5", "½", " 1/2", ",5"]))
def test_a_half_is_a_half_however_written(whole: int, half: str) -> None:
    """7½, 7.5, 7,5 and 7 1/2 are one size."""
    assert whole + (0.5 if half else 0) == number_of(f"{whole}{half}")
