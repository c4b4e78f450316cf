"""What is known of a market is put together from CLDR, regions, its file and the shop, and remembers where from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glocal.atlas import Atlas, territories
from glocal.errors import DataError, FileError, UnknownError
from glocal.model.money import CURRENCIES

if TYPE_CHECKING:
    from pathlib import Path

NO_ANSWER = {"AQ", "HM"}
"""Territories where CLDR names no currency or no language: nobody lives there."""


def overlay(folder: Path, code: str, text: str) -> Atlas:
    path = folder / "rules" / "markets" / f"{code}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Atlas([folder])


@pytest.mark.parametrize("code", sorted(set(territories()) - NO_ANSWER))
def test_every_territory_is_a_market(code: str) -> None:
    """Currency, languages and week are known without a file."""
    market = Atlas().market(code)
    assert market.currency in CURRENCIES
    assert market.languages
    assert market.weekend


@pytest.mark.parametrize("code", sorted(NO_ANSWER))
def test_a_territory_without_an_answer_says_what_is_missing(code: str) -> None:
    """The error names the keys and the file to write them into."""
    with pytest.raises(DataError, match=f"market {code}.*{code}.toml"):
        Atlas().market(code)


def test_an_unknown_market_has_a_near_match() -> None:
    """A typing error is met with what was probably meant."""
    with pytest.raises(UnknownError, match="did you mean 'BR'"):
        Atlas().market("br")


def test_the_shop_overrides_a_key_and_keeps_the_rest(tmp_path: Path) -> None:
    """A shop's file stands above ours, key by key, also inside tables."""
    plain = Atlas().market("BR")
    market = overlay(tmp_path, "BR", "[price]\nmax_move_percent = 2.5\n").market("BR")
    assert str(market.price.max_move_percent) == "2.5"
    assert market.price.charm == plain.price.charm
    assert market.currency == plain.currency


def test_the_shop_appends_to_a_list(tmp_path: Path) -> None:
    """What stands below [append] comes after what was there."""
    plain = Atlas().market("BR")
    text = '[[append.payment]]\nid = "house"\nname = "House account"\nkind = "invoice"\n'
    market = overlay(tmp_path, "BR", text).market("BR")
    assert [p.id for p in market.payment] == [*(p.id for p in plain.payment), "house"]


def test_every_value_knows_its_file(tmp_path: Path) -> None:
    """Provenance names CLDR, our files and the shop's."""
    market = overlay(tmp_path, "BR", 'currency = "USD"\n').market("BR")
    assert market.provenance["currency"] == "shop:rules/markets/BR.toml"
    assert market.provenance["weekend"] == "CLDR"
    assert market.provenance["languages"] == "rules/markets/BR.toml"


def test_all_faults_of_a_file_are_reported_at_once(tmp_path: Path) -> None:
    """Unknown keys and unknown currencies come together, each with a near match."""
    with pytest.raises(FileError) as error:
        overlay(tmp_path, "BR", 'curency = "BRL"\ncurrency = "BRLL"\n').market("BR")
    assert [(f.field, f.hint) for f in error.value.faults] == [
        ("curency", "did you mean 'currency'?"),
        ("currency", "did you mean 'BRL'?"),
    ]


def test_every_key_of_the_wrong_type_is_a_fault_of_its_own(tmp_path: Path) -> None:
    """Two wrong values give two faults with what was expected and got."""
    with pytest.raises(FileError) as error:
        overlay(tmp_path, "BR", 'measurement = "cubits"\n[tax]\ndisplay = 3\n').market("BR")
    assert [f.field for f in error.value.faults] == ["measurement", "tax.display"]
    assert error.value.faults[0].got == "'cubits'"


def test_a_file_that_is_no_toml_names_the_line(tmp_path: Path) -> None:
    """TOML's own message comes with file and line."""
    with pytest.raises(FileError, match=r"BR\.toml:2"):
        overlay(tmp_path, "BR", 'currency = "BRL"\n[[[\n').market("BR")


def test_a_missing_parent_is_told(tmp_path: Path) -> None:
    """A region that has no file is a fault, not an empty region."""
    with pytest.raises(FileError, match="Atlantis"):
        overlay(tmp_path, "BR", 'parents = ["Atlantis"]\n').market("BR")
