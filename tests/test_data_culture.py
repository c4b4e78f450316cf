"""The rules and subjects that glocal ships: each is sourced, each fires, each stays silent where it should."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest

from glocal.atlas import data_folder, read_toml
from glocal.model.rule import GOODS, OCCASIONS, RuleFile
from glocal.rules.checking import check_rules, example
from glocal.rules.data import covered, load, load_pack, load_subjects
from glocal.rules.lint import rule_faults, subject_faults

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
        assert [f.rule for f in found] == [], one


def test_every_subject_is_sound():
    """The lints find nothing in the subjects that ship."""
    found = [str(f) for name, s in load_subjects(FOLDERS).items() for f in subject_faults(s, f"{name}.toml")]
    assert found == []


@pytest.mark.parametrize("name", FILES)
def test_every_rule_is_sound(name):
    """The lints find nothing in the rules that ship."""
    file = msgspec.convert(read_toml(data_folder() / "rules" / "culture" / f"{name}.toml"), RuleFile)
    assert [
        str(f) for f in rule_faults(file, f"{name}.toml", load_subjects(FOLDERS), covered(FOLDERS, file.rule))
    ] == []


def test_every_goods_and_occasion_can_be_recognised():
    """A context that no subject recognises would silence its rules."""
    assert set() == {*GOODS, *OCCASIONS} - set(load_subjects(FOLDERS))


def test_the_two_named_rules_stand():
    """No purple in Brazil, no black cats in Russia: at avoid, with the briefing as source and what speaks against."""
    for market, name in (("BR", "BR.purple"), ("RU", "RU.black-cat")):
        rule = next(r for r in load(FOLDERS, market) if r.id == name)
        assert rule.severity == "avoid"
        assert "30 October 2014" in rule.sources[0].ref
        assert rule.contested


DEEP = "BR RU CN HK TW JP KR VN TH ID MY IN SA AE TR DE FR IT ES PL UA GB US".split()
KNOWN = "SG PH PK LK KW QA EG MA IL IR PT NL CZ HU RO GR LT SE FI IE CA MX AR CL CO AU NZ ZA NG KE".split()


@pytest.mark.parametrize("market", DEEP)
def test_a_deep_pack_has_five_rules_that_somebody_vouches_for(market):
    """Five rules of grade A or B of its own, beside those of its regions."""
    own = [r.id for r in load(FOLDERS, market) if r.evidence in "AB" and r.id.startswith(f"{market}.")]
    assert len(own) >= 5


@pytest.mark.parametrize("market", KNOWN)
def test_what_is_known_of_a_market_is_there(market):
    """A rule of its own or of a region that somebody vouches for."""
    assert [r.id for r in load(FOLDERS, market) if r.evidence in "AB"]


LANGUAGES = "en pt es fr de it nl pl ru uk cs ro el tr ar he fa hi id ms vi th zh ja ko".split()


@pytest.mark.parametrize("subject", ["purple", "black-cat", "white", "pork", "alcohol", "clock", "knife"])
def test_the_main_subjects_speak_every_language(subject):
    """Every language of a shipped market has words for them."""
    words = load_subjects(FOLDERS)[subject].words
    assert [language for language in LANGUAGES if language not in words] == []


def test_every_sensitive_subject_is_marked_as_such():
    """Rules about religion, politics, borders and identity carry their topic, so that none acts by itself."""
    sensitive = set("pork pig holy-script buddha nazi-symbol soviet-symbol rainbow map sea-of-japan".split())
    missing = [r.id for _, r in CASES if r.subject in sensitive and not r.topic and r.kind != "favour"]
    assert missing == []


def test_every_rule_names_where_it_was_read():
    """An address or a citation, and the day."""
    assert [r.id for _, r in CASES if not r.sources] == []


def test_every_block_rests_on_a_law_or_a_platform():
    """And says when somebody has to read it again."""
    blocks = [r for _, r in CASES if r.severity == "block"]
    assert blocks
    assert all(r.evidence == "A" and any(s.legal for s in r.sources) and r.reverify for r in blocks)


def test_a_single_weak_source_never_makes_more_than_a_note():
    """The two named rules excepted."""
    assert {"BR.purple"} == {r.id for _, r in CASES if r.evidence == "C" and r.severity != "note"}
