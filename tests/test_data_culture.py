"""The rules and subjects that glocal ships: each is sourced, each fires, each stays silent where it should."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from glocal.atlas import data_folder, read_toml
from glocal.model.rule import GOODS, OCCASIONS, RuleFile
from glocal.rules.checking import check_rules, example
from glocal.rules.data import load, load_pack, load_subjects

FOLDERS = (data_folder(),)
FILES = sorted(p.stem for p in (data_folder() / "rules" / "culture").glob("*.toml"))


@cache
def rules_of(name):
    """Return the rules of one file under their full ids, checked."""
    load_pack(FOLDERS, name, ())
    file = msgspec.convert(read_toml(data_folder() / "rules" / "culture" / f"{name}.toml"), RuleFile)
    return [msgspec.structs.replace(r, id=r.id if "." in r.id else f"{name}.{r.id}") for r in file.rule if not r.off]


def market_of(name):
    """Return a territory in which a file's rules hold."""
    members = read_toml(data_folder() / "rules" / "culture" / f"{name}.toml").get("members")
    return members[0] if members else name


CASES = [(name, rule) for name in FILES for rule in rules_of(name)]
IDS = [rule.id for _, rule in CASES]


@pytest.mark.parametrize(("name", "rule"), CASES, ids=IDS)
def test_every_example_that_should_fire_does(name, rule):
    """A rule that never fires is no rule."""
    for one in rule.fires:
        found = check_rules(example(one), [rule], market_of(name), one.language, FOLDERS, favours=True)
        assert rule.id in [f.rule for f in found], one


@pytest.mark.parametrize(("name", "rule"), CASES, ids=IDS)
def test_every_example_that_should_be_silent_is(name, rule):
    """A false alarm is worse than a miss."""
    for one in rule.silent:
        found = check_rules(example(one), [rule], market_of(name), one.language, FOLDERS, favours=True)
        assert [] == [f.rule for f in found], one


def test_every_subject_file_is_sound():
    """All faults of all subject files are reported at once: there are none."""
    assert load_subjects(FOLDERS)


def test_every_goods_and_occasion_can_be_recognised():
    """A context that no subject recognises would silence its rules."""
    assert set() == {*GOODS, *OCCASIONS} - set(load_subjects(FOLDERS))


def test_the_two_named_rules_stand():
    """No purple in Brazil, no black cats in Russia: at avoid, with the briefing as source and what speaks against."""
    for market, name in (("BR", "BR.purple"), ("RU", "RU.black-cat")):
        rule = next(r for r in load(FOLDERS, market) if r.id == name)
        assert "avoid" == rule.severity
        assert "30 October 2014" in rule.sources[0].ref
        assert rule.contested
