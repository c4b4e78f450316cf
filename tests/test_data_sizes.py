"""rules/sizes: every chart is whole, sourced and consistent with the body arithmetic, and faults are all told."""

from __future__ import annotations

from datetime import date

import pytest

from glocal.errors import FileError
from glocal.model.chart import SizeFile, SystemsFile
from glocal.sizes import files, lists
from glocal.sizes.check import faults

NAMES = [p.stem for p in sorted(lists.folder().glob("*.toml")) if p.stem != "systems"]
SCHEMA_ORG = {"AU", "BR", "CN", "Continental", "DE", "EN13402", "Europe", "FR", "GS1", "IT", "JP", "MX", "UK", "US"}
GOOGLE = {"AU", "BR", "CN", "DE", "EU", "FR", "IT", "JP", "MEX", "UK", "US"}

BAD = """
garment = "shoes"
dimension = "foot length"
unit = "mm"
hint = "Measure."
[sources.a]
ref = "https://example.org/chart"
seen = 2026-11-21
strength = 3
[[chart]]
id = "standard"
audience = "women"
convention = "iso"
standard = true
sources = ["a"]
columns = ["body", "EU"]
rows = [[230, "36"], [240, "38"], [235, "37"]]
[[chart]]
id = "maker"
audience = "women"
convention = "shop"
sources = ["b"]
anchor = "UK"
columns = ["UK", "EUU"]
rows = [["3", "36"], ["4"]]
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_without_fault(name: str) -> None:
    """Columns rise, systems are known, body sizes agree with the standard."""
    assert faults(lists.read(lists.folder() / f"{name}.toml", SizeFile)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_has_a_dated_source(name: str) -> None:
    """Each source has an address, a day and a strength from 1 to 5; each chart names one; each is used."""
    file = files.garment_file(name)
    for source in file.sources.values():
        assert source.ref
        assert date(2026, 1, 1) <= source.seen <= date(2026, 11, 22)
        assert source.strength in (1, 2, 3, 4, 5)
    assert all(chart.sources for chart in file.chart)
    used = {s for chart in file.chart for s in chart.sources}
    assert set(file.sources) == used


@pytest.mark.parametrize("name", NAMES)
def test_every_audience_has_a_standard(name: str) -> None:
    """Without a standard no chart could be placed on the body."""
    file = files.garment_file(name)
    audiences = {c.audience for c in file.chart}
    assert audiences == {c.audience for c in file.chart if c.standard}


def test_no_weak_source_defines_a_standard_alone() -> None:
    """What only general knowledge says defines nothing."""
    for name in NAMES:
        file = files.garment_file(name)
        for chart in file.chart:
            if chart.standard:
                assert max(file.sources[s].strength for s in chart.sources) >= 2, chart.id


def test_every_fault_of_a_file_is_told_at_once(tmp_path) -> None:
    """Order, anchor, source, system and cells: one error names them all."""
    path = tmp_path / "shoes.toml"
    path.write_text(BAD, "utf-8")
    told = "\n".join(map(str, faults(lists.read(path, SizeFile))))
    for word in ("rise", "EUU", "cells", "sources", "anchor"):
        assert word in told


def test_an_unknown_key_is_refused(tmp_path) -> None:
    """A misspelt key is no comment."""
    path = tmp_path / "shoes.toml"
    path.write_text(BAD.replace("anchor =", "ancor ="), "utf-8")
    with pytest.raises(FileError):
        lists.read(path, SizeFile)


def test_the_systems_speak_the_page_vocabularies() -> None:
    """Members of schema.org and Google exist; a system without one has none."""
    for code, system in lists.systems().system.items():
        assert system.schema_org.removeprefix("WearableSizeSystem") in SCHEMA_ORG | {""}, code
        assert system.google in GOOGLE | {""}, code


def test_a_territory_reads_one_system() -> None:
    """No territory is claimed twice, and each is an ISO 3166 code."""
    from glocal.atlas import territories

    claimed = [t for s in lists.systems().system.values() for t in s.territories]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) - {"XK"} <= set(territories())


def test_a_word_means_one_thing() -> None:
    """No word names two systems, garments or audiences."""
    known: SystemsFile = lists.systems()
    for table in (known.garment, known.audience, {c: s.words for c, s in known.system.items()}):
        words = [w.casefold() for code, more in table.items() for w in {code.casefold(), *map(str.casefold, more)}]
        assert len(words) == len(set(words))


def test_every_garment_answers_for_somebody() -> None:
    """Each garment of the closed list has charts, its own or those it falls back to."""
    for garment in lists.systems().garment:
        assert files.audiences_of(garment), garment


def test_the_page_matches_the_data() -> None:
    """docs/sizes.md is what tools/write_docs_sizes.py writes, and its example runs."""
    import doctest
    import importlib.util
    from pathlib import Path

    root = Path(__file__).resolve().parent.parent
    spec = importlib.util.spec_from_file_location("write_docs_sizes", root / "tools" / "write_docs_sizes.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.page() == (root / "docs" / "sizes.md").read_text("utf-8")
    assert doctest.testfile(str(root / "docs" / "sizes.md"), module_relative=False).failed == 0
