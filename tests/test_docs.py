"""What the documentation says is so."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from glocal.model.draft import Policies
from glocal.model.product import Category

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that is there."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def documented(heading: str) -> set[str]:
    text = (ROOT / "docs" / "shop.md").read_text(encoding="utf-8")
    section = text.split(heading, 1)[1].split("\n#", 1)[0]
    return {name for row in re.findall(r"^\| (`.+?) \|", section, re.M) for name in re.findall(r"`(\w+)`", row)}


def test_every_policy_is_documented() -> None:
    """docs/shop.md lists exactly the policies that there are."""
    assert documented("### [policies]") == {f.name for f in msgspec.structs.fields(Policies)}


def test_every_key_of_a_category_is_documented() -> None:
    """docs/shop.md lists exactly the keys of [category.NAME]."""
    assert documented("### [category.NAME]") == {f.name for f in msgspec.structs.fields(Category)}


def test_the_readme_begins_with_the_two_commands() -> None:
    """Its first block is what a newcomer runs, and both are targets of the Makefile."""
    commands = re.search(r"```sh\n(.+?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert commands is not None
    targets = [line.split()[1] for line in commands[1].splitlines()]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == ["demo", "test"]
    assert all(f"\n{target}:" in makefile for target in targets)
