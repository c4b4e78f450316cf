"""A built site replaces the old one in a single step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from glocal.errors import BuildError
from glocal.site import stage

if TYPE_CHECKING:
    from pathlib import Path


def build(out: Path, text: str, *, fail: bool = False) -> None:
    with stage(out) as site:
        site.write("a/index.html", text)
        if fail:
            raise ZeroDivisionError


def test_a_finished_build_is_shown(tmp_path: Path) -> None:
    """What was written stands below `out` once the block has ended."""
    build(tmp_path / "site", "one")
    assert (tmp_path / "site" / "a" / "index.html").read_text() == "one"


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    """The link points to the newest build; the one before stays for its readers; older ones go."""
    for text in ("one", "two", "three"):
        build(tmp_path / "site", text)
    assert (tmp_path / "site" / "a" / "index.html").read_text() == "three"
    assert sorted(p.name for p in (tmp_path / ".site.glocal").iterdir() if p.is_dir()) == ["000002", "000003"]


def test_a_failed_build_leaves_the_old_site(tmp_path: Path) -> None:
    """An error in the block keeps what was shown, and nothing of the failed build stays."""
    build(tmp_path / "site", "one")
    with pytest.raises(ZeroDivisionError):
        build(tmp_path / "site", "half", fail=True)
    assert (tmp_path / "site" / "a" / "index.html").read_text() == "one"
    assert sorted(p.name for p in (tmp_path / ".site.glocal").iterdir() if p.is_dir()) == ["000001"]


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    """Neither a folder with files nor a foreign link is ever replaced."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("mine")
    with pytest.raises(BuildError, match="not made by glocal"):
        build(tmp_path / "site", "one")
    (tmp_path / "link").symlink_to(tmp_path / "site")
    with pytest.raises(BuildError, match="did not make"):
        build(tmp_path / "link", "one")
    assert (tmp_path / "site" / "thesis.txt").read_text() == "mine"


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """The second one is told; the first goes on."""
    with stage(tmp_path / "site") as site:
        with pytest.raises(BuildError, match="another build"):
            build(tmp_path / "site", "two")
        site.write("a/index.html", "one")
    assert (tmp_path / "site" / "a" / "index.html").read_text() == "one"


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "", "a\0b", "a\\b"])
def test_a_path_outside_the_site_is_refused(tmp_path: Path, name: str) -> None:
    """Slugs and folders of a catalogue cannot climb out."""
    with pytest.raises(BuildError, match="not a path below"), stage(tmp_path / "site") as site:
        site.write(name, "x")
