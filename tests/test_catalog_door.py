"""Validation at the door: what is not usable is told with field, expected and got, all at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glocal import catalog
from glocal.catalog.faults import Place, shown
from glocal.catalog.quantities import quantity
from glocal.catalog.rows import MAX_LINE, CsvRows
from glocal.catalog.slugs import MAX_BYTES, slug
from glocal.errors import FileError
from glocal.model.money import Money
from glocal.model.product import MAX_IMAGES, MAX_TEXT, MAX_TITLE, MAX_VARIANTS

if TYPE_CHECKING:
    from pathlib import Path

SHOP = 'name = "Bazaar"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["BR"]\n[catalog]\ndialect = "jsonl"\n'


def read(folder: Path, data: bytes) -> catalog.Catalog:
    """Read the bytes of a native catalogue to the end."""
    (folder / "shop.toml").write_text(SHOP, "utf-8")
    (folder / "catalog.jsonl").write_bytes(data)
    found = catalog.open(catalog.shop.load(folder), folder)
    for _ in found:
        pass
    return found


def fields_of(folder: Path, row: Any) -> list[str]:
    """Return the fields of the faults of one row."""
    data = row if isinstance(row, bytes) else json.dumps(row).encode()
    return [fault.field for fault in read(folder, data).report.faults]


def mug(**fields: Any) -> dict[str, Any]:
    """Return a product that is sound but for `fields`."""
    return {"id": "mug", "title": "Mug", "sku": "M", "price": "12.50"} | fields


@pytest.mark.parametrize(
    "price",
    [
        *("NaN", "Infinity", "-Infinity", "1E+999999", "-1", "-0.01", "", "12,50", "1 2", "0x10", "١٢", "12.505", "$5"),
        *(None, True, [], {}, -7, 10**400, "9" * 40, {"amount": "5"}, {"amount": "5", "currency": ""}),
        *("5 USD", "5 EURO", {"amount": "5", "currency": "EUUR"}, {"amount": "5", "currency": "EUR", "tax": 1}),
        *("5 XXX", {"amount": "NaN", "currency": "EUR"}, "1e3", "+-5", "EUR", "EUR NaN"),
    ],
)
def test_a_price_that_is_not_finite_positive_money_is_refused(tmp_path, price):
    """Nothing but a plain amount from 0, in the shop's currency, gets in."""
    found = fields_of(tmp_path, mug(price=price))
    assert found
    assert all(field.startswith("price") for field in found)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999", "-1e5", "9" * 5000, "1E-400"])
def test_a_bare_json_number_is_checked_like_a_text(tmp_path, number):
    """Numbers keep their digits until they are money; none becomes infinite, none takes the run down."""
    found = fields_of(tmp_path, b'{"id": "m", "title": "M", "sku": "M", "price": %s}' % number.encode())
    assert found in (["price"], ["(row)"])


def test_an_unknown_currency_names_its_neighbour(tmp_path):
    """EURO is told to be EUR."""
    faults = read(tmp_path, json.dumps(mug(price={"amount": "5", "currency": "EURO"})).encode()).report.faults
    assert str(faults[0]) == (
        "catalog.jsonl:1: price.currency: expected an ISO 4217 currency, got 'EURO' (did you mean 'EUR'?)"
    )


def test_all_faults_of_a_row_are_told_at_once(tmp_path):
    """One reading tells everything that is wrong with a product."""
    row = mug(
        title="",
        price="x",
        stock=-1,
        origin="UKK",
        hs_code="12",
        html="yes",
        language="pt_BR",
        measures={"weight": "5 grms", "width": "-3 cm", "height": "NaN cm"},
        texts={"pt_BR": {"titel": "x"}},
        attributes=[["a"]],
        tags=[3, None, {}],
        reviews={"a": 1},
        options=[{"name": "Colour", "role": "colr"}],
        colour="x",
    )
    assert sorted(fields_of(tmp_path, row)) == [
        "attributes",
        "colour",
        "hs_code",
        "html",
        "language",
        "measures.height",
        "measures.weight",
        "measures.width",
        "options.role",
        "origin",
        "price",
        "reviews",
        "stock",
        "tags[2]",
        "texts.pt_BR",
        "texts.pt_BR.titel",
        "title",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "a\x00b"),
        ("title", "a\ud800b"),
        ("title", "\udfff"),
        ("title", "a\x1bb"),
        ("title", "a\x85b"),
        ("title", "\uffff"),
        ("title", "x" * (MAX_TITLE + 1)),
        ("description", "a\x00b"),
        ("description", "\ud83d"),
        ("description", "x" * (MAX_TEXT + 1)),
        ("brand", ["x"]),
        ("brand", True),
        ("sku", "a\x07"),
        ("images", ["a"] * (MAX_IMAGES + 1)),
        ("variants", [{}] * (MAX_VARIANTS + 1)),
        ("variants", {}),
        ("tags", 5),
        ("measures", ["5 g"]),
        ("options", 7),
    ],
)
def test_broken_and_overlong_fields_are_refused(tmp_path, field, value):
    """Control characters, NUL, half pairs, and what is past a documented limit."""
    row = mug(**{field: value})
    if field == "variants":
        del row["sku"]
    assert fields_of(tmp_path, row)[:1] == [field]


@pytest.mark.parametrize("text", ["Zoë’s “mug” — 北京 🐈‍⬛", "a\u00a0b", "\u202bעברית\u202c", "naïve\u0301"])
def test_texts_of_all_scripts_get_in(tmp_path, text):
    """Joiners, no-break blanks, directional marks and emoji are text."""
    found = read(tmp_path, json.dumps(mug(title=text)).encode())
    assert [product.title for product in found] == [text]


def test_equal_keys_of_a_json_object_are_refused(tmp_path):
    """The last of two equal keys does not quietly win."""
    assert fields_of(tmp_path, b'{"id": "m", "title": "M", "sku": "M", "price": "1", "price": "2"}') == ["price"]


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"tags": ' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"id": "\xff"}',
        b"\xff\xfe",
        b'{"id": "m"',
        b"null",
        b'"text"',
        b"{" + b" " * (MAX_LINE + 10) + b"}",
    ],
    ids=["deep lists", "deep tables", "deep field", "bytes", "utf-16", "cut", "null", "text", "long line"],
)
def test_bad_json_is_one_refused_row(tmp_path, data):
    """Depth, bytes, cut lines and huge ones cost their row and nothing else."""
    found = read(
        tmp_path, json.dumps(mug()).encode() + b"\n" + data + b"\n" + json.dumps(mug(id="n", sku="N")).encode()
    )
    assert [product.id for product in found] == ["mug", "n"]
    assert (found.report.rows, found.report.refused_rows, found.report.refusals[0].line) == (3, 1, 2)


@pytest.mark.parametrize(
    "src",
    [
        *("javascript:alert(1)", "data:image/png;base64,AA", "/etc/passwd", "../../x.jpg", "a/../../x", "C:\\x.jpg"),
        *("https://user:pw@example.org/x.jpg", 'https://example.org/"onerror=x', "file:///etc/passwd", ""),
    ],
)
def test_a_picture_lies_below_the_shop_or_on_the_web(tmp_path, src):
    """Anything else is refused alone, and the product stays."""
    found = read(tmp_path, json.dumps(mug(images=[src, "ok.jpg"])).encode())
    assert [[image.src for image in product.images] for product in found] == [["ok.jpg"]]
    assert [refusal.what for refusal in found.report.refusals] == ["image"]


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("350 g", "350", "gram"),
        ("1.50kg", "1.50", "kilogram"),
        ("12 in", "12", "inch"),
        ("12 fl oz", "12", "fluid-ounce"),
        ({"value": 3, "unit": "lbs"}, "3", "pound"),
        ({"value": "38.0", "unit": "centimeter"}, "38.0", "centimeter"),
        ("0.5 M", "0.5", "meter"),
    ],
)
def test_measures_keep_their_digits(written, value, unit):
    """The digits say how exact a measure is."""
    found = quantity(Place("x"), "m", written)
    assert found is not None
    assert (str(found.value), found.unit) == (value, unit)


@pytest.mark.parametrize(
    "written", ["1,5 kg", "-3 cm", "about 5 g", "5 9**9**9", "NaN g", "1e5 g", [], None, {"value": 1, "unt": "g"}, True]
)
def test_a_measure_that_is_none_is_a_fault(written):
    """Commas, signs, words and formulas are no measures."""
    place = Place("x")
    assert quantity(place, "m", written) is None
    assert [fault.field for fault in place.faults] == ["m"]


def test_an_unknown_unit_names_its_neighbour():
    """grms is told to be grams."""
    place = Place("x")
    assert quantity(place, "m", "5 grms") is None
    assert "did you mean 'gram" in str(place.faults[0])


def test_a_wrong_check_digit_costs_the_gtin_only(tmp_path):
    """A barcode that is none is left out with a warning."""
    found = read(tmp_path, json.dumps(mug(gtin="4006381333932")).encode())
    assert [product.variants[0].gtin for product in found] == [""]
    assert [warning.field for warning in found.report.warnings] == ["gtin"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Linen Dress, 38", "linen-dress-38"),
        ("  --  ", ""),
        ("Кот & Ёлка", "кот-ёлка"),
        ("リネン ドレス", "リネン-ドレス"),
        ("เสื้อยืด", "เสื้อยืด"),
        ("e\u0301te\u0301", "été"),
        ("../../etc/passwd", "etc-passwd"),
        ("İstanbul", "i̇stanbul"),
    ],
)
def test_slugs_are_letters_digits_and_hyphens_of_any_script(title, expected):
    """A slug is lower-case, composed, and no path."""
    assert slug(title) == expected


@given(st.text())
def test_a_slug_fits_a_file_name(text):
    """Whatever the title: no slash, no dot, no blank, not past the limit."""
    found = slug(text)
    assert len(found.encode()) <= MAX_BYTES
    assert not set(found) & set("/\\. \0:?*")
    assert not found.startswith("-")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["5 g", "1.5", "EUR"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *("id", "title", "slug", "description", "texts", "category", "attributes", "options", "images", "measures"),
        *("variants", "reviews", "sku", "price", "compare_at", "stock", "prices", "gtin", "tags", "origin", "html"),
    ]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.dictionaries(KEYS, JSON, max_size=6), max_size=3))
def test_no_json_takes_the_run_down(tmp_path, rows):
    """Whatever stands in a row, the row is used or refused with faults."""
    full = [mug(**row) for row in rows]
    found = read(tmp_path, "\n".join(json.dumps(row) for row in full).encode())
    assert found.report.rows == len(rows)
    assert found.report.balanced
    assert all(refusal.faults for refusal in found.report.refusals)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_take_the_run_down(tmp_path, data):
    """Any bytes after a sound row leave that row sound."""
    found = read(tmp_path, json.dumps(mug()).encode() + b"\n" + data)
    assert [product.id for product in found][:1] == ["mug"]
    assert found.report.balanced


def test_a_header_with_equal_columns_is_refused(tmp_path):
    """Two columns of one name cannot be told apart."""
    (tmp_path / "x.csv").write_text("a,b,a\n1,2,3\n", "utf-8")
    with pytest.raises(FileError, match="each column once"):
        CsvRows(tmp_path / "x.csv")


def test_csv_rows_know_their_lines_and_offsets(tmp_path):
    """A quoted line end does not shift the lines, and an offset leads back to its row."""
    (tmp_path / "x.csv").write_bytes(
        '\ufeffa;b\r\n"1\n2";x\r\n\r\n3;ä\r\n4;\xff;5\r\n'.encode("utf-8", "surrogateescape")
    )
    rows = CsvRows(tmp_path / "x.csv")
    found = list(rows)
    assert [(row.line, row.data["a"], len(row.faults)) for row in found] == [(2, "1\n2", 0), (5, "3", 0), (6, "4", 1)]
    assert [next(rows.since(row.offset)).data for row in found] == [row.data for row in found]


def test_what_is_shown_is_short_and_printable():
    """A message holds no half pair, no megabyte, no number of thousands of digits."""
    assert [shown(value) for value in ("\ud800", 10**5000, {"a": 1}, [1, 2], None, 1.5)] == [
        r"'\ud800'",
        "a huge number",
        "a table of 1",
        "a list of 2",
        "nothing",
        "1.5",
    ]
    assert len(shown("x" * 10**6)) < 80


def test_the_lowest_price_of_thirty_days_is_read(tmp_path: Path) -> None:
    """What the EU shows a reduction against may stand on the variant."""
    variant = '{"sku": "1", "price": "5.00", "compare_at": "9", "lowest_30d": "7.50"}'
    (tmp_path / "shop.toml").write_text('name = "A"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["DE"]\n')
    (tmp_path / "catalog.jsonl").write_text(f'{{"id": "a", "title": "A", "variants": [{variant}]}}\n')
    (product,) = catalog.open(catalog.shop.load(tmp_path), tmp_path)
    assert product.variants[0].lowest_30d == Money(750, "EUR")
