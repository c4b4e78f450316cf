"""Prices set by hand: what is meant is in prices.csv, every other row keeps its bytes, and pages show it at once."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal.errors import DataError, FileError
from glocal.preview.pricelist import row_of, with_prices, without_prices

Shop: TypeAlias = Any
PAGE = "/product/wrap-dress?at=GB&panel=values&field=price"
FREE = "/product/linen-dress?at=BR&panel=values&field=price"
TOLD = {"amount": "5.00", "currency": "BRL", "compare_at": "", "lowest_30d": ""}
OLD = b'\xef\xbb\xbfmarket;sku;amount;currency\r\nBR;"A;1"; 9.90 ;BRL\r\n\r\nGB;"B\r\n2";2;GBP\r\nBR;C; 3.00 ;BRL'


def test_a_price_is_set_and_every_other_row_stays(shop: Shop) -> None:
    """One line is new, the page shows the price and says that it was set by hand, undo brings the bytes back."""
    before = shop.files()
    answer = shop.decide(FREE, "/price", amount="299", compare_at="399,90", scope="this")
    assert answer.status == 303
    after = shop.files()
    assert after["prices.csv"] == before["prices.csv"] + b"LINDR-SAG-2,BR,299.00,BRL,399.90,\n"
    text = shop.get(FREE).text
    assert "R$ 299,00" in text.replace("\u00a0", " ")
    assert "set by hand in prices.csv" in text
    assert "R$ 299,00" in shop.get("/frame/pt-br/linen-dress/index.html").text.replace("\u00a0", " ")
    shop.decide("/decisions", "/undo")
    assert shop.files() == before


def test_all_variants_are_priced_at_once(shop: Shop) -> None:
    """One row for each SKU."""
    shop.decide(FREE, "/price", amount="299", scope="all")
    rows = [line for line in shop.read("prices.csv").splitlines() if ",BR,299.00,BRL" in line]
    assert len(rows) == len(shop.preview.opened.shop.product("linen-dress").variants)


def test_a_price_that_was_set_is_changed_in_its_place(shop: Shop) -> None:
    """The row stays where it is; the former price that is left empty goes."""
    before = shop.read("prices.csv").splitlines()
    sku = shop.get(PAGE).field("sku")
    shop.decide(PAGE, "/price", amount="45", compare_at="", scope="this")
    after = shop.read("prices.csv").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [(f"{sku},GB,49.00,GBP,65.00,", f"{sku},GB,45.00,GBP,,")]


def test_a_price_is_converted_again(shop: Shop) -> None:
    """The row goes, and the page shows what the rate makes of the catalogue's price."""
    shop.decide(PAGE, "/price", send="/unprice", scope="all")
    assert "WRAP-" not in "".join(row for row in shop.read("prices.csv").splitlines() if ",GB," in row)
    text = shop.get(PAGE).text
    assert "set by hand in prices.csv" not in text
    assert "1 USD = " in text


@pytest.mark.parametrize(
    "fields",
    [{"amount": ""}, {"amount": "-5"}, {"amount": "0"}, {"amount": "NaN"}, {"amount": "1e9"}, {"amount": "=1+1"},
     {"amount": "5", "compare_at": "5"}, {"amount": "5", "compare_at": "x"}, {"amount": "5.999"},
     {"amount": "1.234,50"}, {"amount": "5", "sku": "WRAP-BUR-4"}, {"amount": "5", "market": "XX"},
     {"amount": "9" * 30}, {"amount": "5\nA,BR,1,BRL"}],
)  # fmt: skip
def test_what_is_no_price_is_refused(shop: Shop, fields: dict[str, str]) -> None:
    """Nothing is written, and the page says why."""
    before = shop.files()
    assert shop.decide(FREE, "/price", **({"scope": "this"} | fields)).status in (404, 422)
    assert shop.files() == before


def test_the_second_of_two_tabs_is_told(shop: Shop) -> None:
    """A price that was set since the page was made is not written over."""
    old = shop.get(FREE)
    fields = {name: old.field(name, 'action="/price"') for name in ("csrf", "seen", "market", "product", "sku")}
    shop.decide(FREE, "/price", amount="299", scope="this")
    assert shop.post("/price", fields | {"amount": "1", "scope": "this"}).status == 409
    assert ",1.00,BRL" not in shop.read("prices.csv")


def test_a_hand_set_price_is_marked_in_the_list_of_values(seen: Shop) -> None:
    """What is the shop's own can be told from what is converted."""
    assert ">set by hand<" in seen.get("/product/wrap-dress?at=GB&panel=values").text
    assert ">set by hand<" not in seen.get("/product/linen-dress?at=DE&panel=values").text


def test_a_file_of_any_layout_keeps_it() -> None:
    """Byte order mark, delimiter, line ends, quoted line breaks, blank lines, a last line without end."""
    new = with_prices(OLD, "BR", ["A;1", "D"], TOLD)
    assert new == OLD.replace(b" 9.90 ", b"5.00") + b"\r\nBR;D;5.00;BRL\r\n"
    assert without_prices(OLD, "BR", ["A;1"]) == OLD.replace(b'BR;"A;1"; 9.90 ;BRL\r\n', b"")


def test_a_column_that_is_wanted_is_added() -> None:
    """At the end, so that every row still fits."""
    new = with_prices(b"sku,market,amount,currency\nA,BR,1,BRL\n", "BR", ["B"], TOLD | {"compare_at": "9.00"})
    assert new == b"sku,market,amount,currency,compare_at\nA,BR,1,BRL\nB,BR,5.00,BRL,9.00\n"


def test_a_shop_without_the_file_gets_one() -> None:
    """With the header that docs/prices.md shows."""
    assert with_prices(b"", "BR", ["A"], TOLD) == b"sku,market,amount,currency,compare_at,lowest_30d\nA,BR,5.00,BRL,,\n"


def test_what_cannot_be_kept_is_not_written() -> None:
    """A file in other bytes, a price that is not there, a column that means nothing."""
    with pytest.raises(FileError):
        with_prices(b"sku,market\n\xff", "BR", ["A"], TOLD)
    with pytest.raises(DataError):
        without_prices(OLD, "GB", ["A;1"])
    with pytest.raises(DataError):
        with_prices(b'sku,market,amount,currency\nA,BR,1,BRL\n"half', "BR", ["B"], TOLD)


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(max_examples=60, deadline=None)
@given(skus=st.lists(CELL, min_size=1, max_size=4, unique=True), chosen=st.integers(0, 3))
def test_whatever_a_sku_is_its_price_reads_back(skus: list[str], chosen: int) -> None:
    """Quotes, delimiters and any script, in every row."""
    data = b""
    for sku in skus:
        data = with_prices(data, "BR", [sku], TOLD)
    sku = skus[chosen % len(skus)]
    new = with_prices(data, "BR", [sku], TOLD | {"amount": "7.00"})
    assert [row_of(new, one, "BR")["amount"] for one in skus] == ["7.00" if one == sku else "5.00" for one in skus]  # type: ignore[index]
    assert without_prices(new, "BR", skus) == b"sku,market,amount,currency,compare_at,lowest_30d\n"
