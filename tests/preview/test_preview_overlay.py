"""Changes to TOML texts: what is meant is there, and all else as it was."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal.errors import DataError, FileError
from glocal.preview import overlay

UNTIL = dt.date(2027, 6, 30)
OLD = """# What we live with.
[[waiver]]
rule = "CN.clock" # checked by Mei
who = "Mei"
why = "Furniture"
until = 2026-01-01
"""


def test_a_waiver_is_appended_with_an_empty_line() -> None:
    """What was there keeps its bytes."""
    new = overlay.with_waiver(OLD, rule="BR.purple", who="Ana", why="It sells", until=UNTIL, products=["dress"])
    assert new == OLD + (
        '\n[[waiver]]\nrule = "BR.purple"\nproducts = ["dress"]\nwho = "Ana"\nwhy = "It sells"\nuntil = 2027-06-30\n'
    )


def test_the_same_waiver_is_brought_up_to_date() -> None:
    """The same rule and products are not waived twice."""
    new = overlay.with_waiver(OLD, rule="CN.clock", who="Bo", why="Again", until=UNTIL)
    assert new == OLD.replace('"Mei"', '"Bo"').replace('"Furniture"', '"Again"').replace("2026-01-01", "2027-06-30")


def test_a_new_waiver_stands_before_an_older_one_of_its_rule() -> None:
    """The first that fits counts, so an expired one must not hide it."""
    new = overlay.with_waiver(OLD, rule="CN.clock", who="Bo", why="Gift", until=UNTIL, products=["clock"])
    assert [w["who"] for w in tomllib.loads(new)["waiver"]] == ["Bo", "Mei"]
    assert "# checked by Mei" in new


def test_a_waiver_is_withdrawn_from_one_of_its_products() -> None:
    """The others stay waived."""
    both = overlay.with_waiver("", rule="BR.purple", who="A", why="B", until=UNTIL, products=["a", "b"])
    assert tomllib.loads(overlay.without_waiver(both, rule="BR.purple", product="a"))["waiver"][0]["products"] == ["b"]
    with pytest.raises(DataError):
        overlay.without_waiver(both, rule="BR.purple", product="c")


def test_a_new_key_of_a_table_comes_before_its_subtables_and_the_next_remarks() -> None:
    """A key never slips into another table, nor behind the next table's comment."""
    text = (
        'name = "x"\n\n[policies]\ntax = "same-net"\n\n[policies.adjust] # percent\nID = "4"\n\n# kinds\n[category.a]\n'
    )
    new = overlay.with_key(text, ("policies", "silence"), ["BR.purple"])
    assert new == text.replace('net"\n', 'net"\nsilence = ["BR.purple"]\n')
    new = overlay.with_key(text, ("policies", "adjust", "BR"), "5")
    assert new == text.replace('ID = "4"\n', 'ID = "4"\nBR = "5"\n')


def test_a_broken_file_is_not_touched() -> None:
    """What is no TOML is told, with the file."""
    with pytest.raises(FileError, match=r"shop\.toml"):
        overlay.with_key("name = ", ("a",), 1, name="shop.toml")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=150, deadline=None)
@given(why=TEXT, who=TEXT, old=st.booleans(), products=st.lists(TEXT, max_size=3, unique=True))
def test_whatever_is_written_reads_back(why: str, who: str, old: bool, products: list[str]) -> None:
    """Quotes, line ends, control characters and any script survive, or the edit is refused."""
    try:
        new = overlay.with_waiver(OLD if old else "", rule="BR.x", who=who, why=why, until=UNTIL, products=products)
    except (DataError, FileError):
        return
    last = next(w for w in tomllib.loads(new)["waiver"] if w["rule"] == "BR.x")
    assert (last["who"], last["why"], last.get("products", [])) == (who, why, products)
