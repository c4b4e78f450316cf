"""Listings that were written before the words that find them: how often what is told is right, and what is missed.

tests/data/culture/README.md has the figures of the first sight; a set is spent once its misses have been looked at.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glocal.rules import check

SETS = sorted((Path(__file__).parent / "data" / "culture").glob("blind*"))
FILES = sorted(path for folder in SETS for path in folder.glob("*.jsonl"))


def judged(path):
    """Return how many expected rules were told, how many were not, and how many were told that should not be.

    A rule that another one covers is told by its name in that finding.
    """
    hits = misses = false = 0
    for line in path.read_text("utf-8").splitlines():
        fields = json.loads(line)
        expected, market = set(fields.pop("expect")), fields.pop("market")
        also = set(fields.pop("also", ()))
        named = {f.rule: {f.rule, *f.also} for f in check(fields, market=market, language=path.stem)}
        told = set().union(*named.values())
        if told ^ expected:
            print(path.stem, market, fields, "expected", sorted(expected), "told", sorted(told))
        hits += len(expected & told)
        misses += len(expected - told)
        false += sum(ids.isdisjoint(expected | also) for ids in named.values())
    return hits, misses, false


@pytest.mark.parametrize("folder", SETS, ids=[f.name for f in SETS])
def test_what_is_told_is_right_and_little_is_missed(folder):
    """Precision and recall over all languages."""
    rows = {path.stem: judged(path) for path in sorted(folder.glob("*.jsonl"))}
    hits, misses, false = (sum(column) for column in zip(*rows.values(), strict=True))
    precision, recall = hits / (hits + false), hits / (hits + misses)
    print(f"precision {precision:.3f}, recall {recall:.3f}", rows)
    assert precision >= 0.9
    assert recall >= 0.8


@pytest.mark.parametrize("path", FILES, ids=[f"{p.parent.name}-{p.stem}" for p in FILES])
def test_about_half_of_the_set_are_traps(path):
    """A set without traps would prove nothing."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert 0.25 <= sum(not row["expect"] for row in rows) / len(rows) <= 0.75
