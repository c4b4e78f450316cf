"""What glocal's own layers find is silenced and waived as cultural rules are."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import glocal
from glocal import rules
from glocal.rules.own import CHECKS
from glocal.rules.waiver import EXPIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
RULE = "glocal.price-drift"
WAIVER = """[[waiver]]
rule = "{rule}"
{products}who = "Ana"
why = "We price by hand there"
until = {until}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The example shop, told to report every drift of a hand-set price; what is read of it is forgotten after."""
    ignore = shutil.ignore_patterns("*.webp")
    shop = Path(shutil.copytree(ROOT / "examples" / "bazaar", tmp_path / "shop", ignore=ignore))
    settings = (shop / "shop.toml").read_text("utf-8")
    (shop / "shop.toml").write_text(settings.replace("[policies]", "[policies]\nmax_drift_percent = 1"), "utf-8")
    yield shop
    rules.forget()


def waive(folder: Path, *, rule: str = RULE, products: str = "", until: str = "2027-01-01") -> None:
    path = folder / "rules" / "culture" / "GB.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(WAIVER.format(rule=rule, products=products, until=until), "utf-8")


def drifts(folder: Path) -> set[str]:
    """Return how the drifts of the wrap dress stand in Britain."""
    found = glocal.Storefront.open(folder).localize("wrap-dress", market="GB").findings
    return {one.status for one in found if one.rule == RULE}


def test_it_is_open_until_it_is_decided_on(folder: Path) -> None:
    """What is tested below is there."""
    assert drifts(folder) == {"open"}


@pytest.mark.parametrize(("products", "status"), [("", "waived"), ('products = ["wrap-dress"]\n', "waived"),
                                                  ('products = ["linen-dress"]\n', "open")])  # fmt: skip
def test_a_waiver_covers_its_products(folder: Path, products: str, status: str) -> None:
    """All where it names none."""
    waive(folder, products=products)
    assert drifts(folder) == {status}


def test_it_says_who_decided_and_why(folder: Path) -> None:
    """As a cultural finding does."""
    waive(folder)
    found = glocal.Storefront.open(folder).localize("wrap-dress", market="GB").findings
    told = {one.waiver for one in found if one.rule == RULE}
    assert told == {"Ana: We price by hand there (until 2027-01-01)"}


def test_an_expired_waiver_is_a_finding_and_is_not_waived_itself(folder: Path) -> None:
    """Else a decision would never be looked at again."""
    waive(folder, until="2026-11-20")
    with (folder / "rules" / "culture" / "GB.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + WAIVER.format(rule=EXPIRED, products="", until="2030-01-01"))
    found = glocal.Storefront.open(folder).localize("wrap-dress", market="GB").findings
    assert {one.status for one in found if one.rule in (RULE, EXPIRED)} == {"open"}
    assert EXPIRED in {one.rule for one in found}


def test_a_silenced_check_is_not_heard_in_any_market(folder: Path) -> None:
    """The other findings stay."""
    before = glocal.Storefront.open(folder).localize("wrap-dress", market="GB").findings
    settings = (folder / "shop.toml").read_text("utf-8")
    (folder / "shop.toml").write_text(settings.replace("[policies]", f'[policies]\nsilence = ["{RULE}"]'), "utf-8")
    after = glocal.Storefront.open(folder).localize("wrap-dress", market="GB").findings
    assert after == tuple(one for one in before if one.rule != RULE)


def test_every_check_is_listed() -> None:
    """A new one can be decided on at once: the preview offers what the list holds."""
    text = "".join(path.read_text("utf-8") for path in sorted((ROOT / "glocal").rglob("*.py")))
    named = re.findall(r'(?:rule=|EXPIRED = |told\.append\(\s*\(\s*)"(glocal\.[a-z-]+)"', text)
    assert sorted(set(named)) == sorted(CHECKS)


def test_forgotten_rules_are_read_anew(folder: Path) -> None:
    """A file that is edited while a program runs counts after `forget`, not before."""
    assert drifts(folder) == {"open"}
    waive(folder)
    assert drifts(folder) == {"open"}
    rules.forget()
    assert drifts(folder) == {"waived"}


def test_a_waiver_holds_through_its_day(folder: Path) -> None:
    """The shop's today decides."""
    waive(folder, until="2026-11-21")
    shop = glocal.Storefront.open(folder, today=dt.date(2026, 11, 21))
    assert {f.status for f in shop.localize("wrap-dress", market="GB").findings if f.rule == RULE} == {"waived"}
