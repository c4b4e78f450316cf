"""glocal.rules.overlap: of two rules that speak of one thing the merchant sees one finding, which names the other."""

from __future__ import annotations

import pytest

from glocal.atlas import data_folder
from glocal.errors import FileError
from glocal.rules import check
from glocal.rules.data import load, members
from glocal.rules.overlap import overlap

FOLDERS = (data_folder(),)
FILES = sorted(p.stem for p in (data_folder() / "rules" / "culture").glob("*.toml"))
REGIONS = members(FOLDERS)
MARKETS = sorted({*FILES, *(m for listed in REGIONS.values() for m in listed)} - set(REGIONS))


def told(thing, market, language="en", **options):
    """Return what is told: rule, severity, and what it stands for too."""
    found = check(thing, market=market, language=language, **options)
    return [(f.rule, f.severity, f.also) for f in found]


def test_the_territory_s_law_stands_for_the_region_s_rule():
    """Both at avoid: the one that covers is told, and names the other."""
    wine = {"title": "Red wine", "goods": "food", "attributes": {"kind": "Red wine"}}
    assert told(wine, "SA") == [("SA.alcohol-sale", "avoid", ("OIC.alcohol",))]


def test_three_rules_about_one_thing_are_one_finding():
    """The Gulf's rule about gifts as well."""
    wine = {"title": "Red wine", "goods": "food", "gift": True, "attributes": {"kind": "Red wine"}}
    assert told(wine, "AE") == [("AE.alcohol-advert", "avoid", ("GCC.gift-alcohol", "OIC.alcohol"))]


def test_the_region_s_rule_is_told_where_the_territory_s_does_not_hold():
    """Egypt minds wine as a gift; this one is none."""
    assert told({"title": "Red wine", "category": "Wine"}, "EG") == [("OIC.alcohol", "avoid", ())]


def test_the_stricter_is_told_whichever_covers(tmp_path):
    """A shop's own rule that is only a note names the region's, and is named by it."""
    folder = tmp_path / "rules" / "culture"
    folder.mkdir(parents=True)
    (folder / "EG.toml").write_text(
        '[[rule]]\nid = "wine"\nsubject = "alcohol"\nseverity = "note"\ncontexts = ["category"]\nbecause = "x"\n'
        'covers = ["OIC.alcohol"]\nfires = [{ title = "a" }]\nsilent = [{ title = "b" }]\n',
        "utf-8",
    )
    wine = {"title": "Red wine", "category": "Wine"}
    assert told(wine, "EG", folders=(*FOLDERS, tmp_path)) == [("OIC.alcohol", "avoid", ("EG.wine",))]


def test_what_is_seen_in_another_place_is_told_by_itself():
    """A variant has its own remedy."""
    bottle = {"title": "Red wine", "category": "Wine", "goods": "food", "options": {"style": ["Whisky", "Plain"]}}
    assert [rule for rule, _, _ in told(bottle, "SA")] == ["OIC.alcohol", "SA.alcohol-sale"]


def test_the_named_rule_leads_among_purple_flowers():
    """Brazil's purple is told by the name that the owner gave it."""
    roses = {"title": "Buquê de rosas", "category": "flowers", "options": {"color": "Roxo"}}
    assert told(roses, "BR", "pt") == [("BR.purple", "avoid", ("BR.purple-flowers",))]


def test_one_word_for_two_subjects_is_told_once():
    """Malay has one word for the pig and for pork."""
    assert told("Patung babi", "MY", "ms") == [("OIC.pork", "note", ("OIC.pig-image",))]


def test_a_rule_about_another_subject_is_told_where_it_sees_something_else():
    """Pigskin, and a pig printed on it."""
    purse = {"title": "Pig wallet", "attributes": {"Material": "Pigskin leather"}}
    assert [rule for rule, _, _ in told(purse, "SA")] == ["OIC.pig-image", "OIC.pork"]


@pytest.mark.parametrize("market", MARKETS)
def test_no_two_rules_of_a_market_speak_of_one_thing_unless_one_covers_the_other(market):
    """Nobody is told the same twice."""
    rules = load(FOLDERS, market)
    pairs = [(a, b) for i, a in enumerate(rules) for b in rules[i + 1 :] if overlap(a, b)]
    assert [(a.id, b.id) for a, b in pairs if b.id not in a.covers and a.id not in b.covers] == []


def shop(folder, covers, subject="alcohol"):
    """Write a shop's rule that covers others."""
    place = folder / "rules" / "culture"
    place.mkdir(parents=True)
    (place / "EG.toml").write_text(
        f'[[rule]]\nid = "wine"\nsubject = "{subject}"\ncontexts = ["category"]\nbecause = "x"\ncovers = {covers!r}\n'
        'fires = [{ title = "a" }]\nsilent = [{ title = "b" }]\n',
        "utf-8",
    )
    return (*FOLDERS, folder)


@pytest.mark.parametrize(
    ("covers", "subject", "said"),
    [
        (["alcohol"], "alcohol", "a full id"),
        (["OIC.alcohl"], "alcohol", "did you mean 'OIC.alcohol'?"),
    ],
)
def test_a_rule_that_covers_what_is_not_there_is_refused(tmp_path, covers, subject, said):
    """With the file, the key and the fix."""
    with pytest.raises(FileError, match=r"EG\.toml: rule\[wine\]\.covers") as caught:
        load(shop(tmp_path, covers, subject), "EG")
    assert said in str(caught.value)
