"""The look at all products: kept ready, and made anew only where something changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from glocal.preview.catalogue import Query
from glocal.preview.watch import Watch, events

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Shop: TypeAlias = Any


@pytest.fixture
def looking(shop: Shop) -> Iterator[Shop]:
    """A shop whose products are looked at."""
    shop.preview.catalogue.start()
    assert shop.preview.catalogue.wait(120)
    yield shop
    shop.preview.catalogue.stop()


def test_a_decision_changes_the_marks_of_its_market_alone(looking: Shop) -> None:
    """Other markets keep what was found of them, to the same objects."""
    catalogue = looking.preview.catalogue
    mug, dress = catalogue.card("black-cat-mug"), catalogue.card("linen-dress")
    before = {code: marks for code, marks in mug.marks.items() if code != "BR"}
    looking.decide("/product/linen-dress?at=BR", "/waive", who="A", why="B", until="2027-01-01", scope="this")
    assert catalogue.wait(120)
    assert {mark.status for mark in dress.marks["BR"]} == {"waived"}
    assert [code for code, marks in before.items() if mug.marks[code] is not marks] == []


def test_a_new_product_joins_and_a_gone_one_leaves(looking: Shop) -> None:
    """A changed catalogue is read again."""
    path = looking.folder / "catalog.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[1:]), "utf-8")
    looking.preview.watch.look()
    assert looking.preview.catalogue.wait(120)
    assert [card.id for card in looking.preview.catalogue.cards if card.id == "linen-dress"] == []
    assert looking.get("/product/linen-dress").status == 404
    assert len(looking.preview.catalogue.cards) == len(lines) - 1


def test_a_row_that_is_refused_is_on_the_dashboard(looking: Shop) -> None:
    """Nothing of the catalogue is lost unsaid."""
    with (looking.folder / "catalog.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "half"}\n')
    looking.preview.watch.look()
    assert looking.preview.catalogue.wait(120)
    text = looking.get("/dashboard").text
    assert "1 refused row" in text
    assert "half" in text


def test_neighbours_are_those_of_the_list(seen: Shop) -> None:
    """Next and last follow the filter; at the ends there is none."""
    query = Query(category="dresses")
    found = [card.slug for card in seen.preview.catalogue.find(query)]
    assert seen.preview.catalogue.neighbours(query, found[0]) == ("", found[1], 1, len(found))
    assert seen.preview.catalogue.neighbours(query, found[-1])[1] == ""


def test_an_open_tab_is_told_of_a_change(tmp_path: Path) -> None:
    """The version at once, and again when a file has changed."""
    (tmp_path / "shop.toml").write_text("a", "ascii")
    changed: list[list[Path]] = []
    watch = Watch(tmp_path, "", changed.append)

    async def listen() -> list[str]:
        told = []
        async for event in events(watch, lambda: len(told) == 2, pause=0.01):
            told.append(event)
            if len(told) == 1:
                (tmp_path / "shop.toml").write_text("longer", "ascii")
                watch.look()
        return told

    assert asyncio.run(listen()) == ["event: version\ndata: 1\n\n", "event: version\ndata: 2\n\n"]
    assert changed == [[tmp_path / "shop.toml"]]


def test_the_shops_own_notes_are_no_change(tmp_path: Path) -> None:
    """What the app writes beside the shop does not make pages load again."""
    watch = Watch(tmp_path, "", lambda paths: None)
    (tmp_path / ".glocal-preview").mkdir()
    (tmp_path / ".glocal-preview" / "00000001.json").write_text("{}", "ascii")
    (tmp_path / "site.html").write_text("built", "ascii")
    assert not watch.look()
