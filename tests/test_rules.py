"""glocal.rules: folding, words, lexicons, colours, checking, overlays, and the faults of files."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal.atlas import data_folder
from glocal.errors import FileError, UnknownError
from glocal.model.money import Money
from glocal.model.product import Option, Product, Variant
from glocal.rules import check, load
from glocal.rules.colour import read
from glocal.rules.data import load_pack, load_subjects
from glocal.rules.lexicon import Lexicon
from glocal.rules.library import library
from glocal.rules.match import holds
from glocal.rules.needles import Entry
from glocal.rules.text import fold, offsets
from glocal.rules.words import faults, patterns

OURS = (data_folder(),)


def lexicon(*lines, language="en", traps=(), deniable=frozenset(), before=(), after=()):
    """Return a lexicon of one subject."""
    entries = [Entry(p, 0) for line in lines for p in patterns(line, language)]
    entries += [Entry(p, -1, trap_of=0) for line in traps for p in patterns(line, language)]
    return Lexicon(language, entries, before, after, deniable)


def words(text, *lines, **kwargs):
    """Return what a text's hits cover."""
    return [text[h.start : h.end] for h in lexicon(*lines, **kwargs).scan(text)]


@given(st.text(max_size=80))
def test_folding_knows_the_way_back(text):
    """There is a place for every folded character and one for the end, in order."""
    places = offsets(text)
    assert len(fold(text)) + 1 == len(places)
    assert sorted(places) == list(places)
    assert len(text) == places[-1]


@given(st.text(max_size=40))
def test_both_forms_of_unicode_fold_alike(text):
    """NFC and NFD are the same words."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("MOR İPEK", "mor ipek"),
        ("ЧЁРНЫЙ", "черныи"),
        ("pu\u200brple", "purple"),
        ("p\u00adurple", "purple"),
        ("рurple", "purple"),
        ("чёpный", "черныи"),
        ("ﾊﾟｰﾌﾟﾙ", "パープル"),
        ("٤ قطع", "4 قطع"),
        ("الخنزیر", "الخنزير"),
        ("black\u00a0\u2011 cat", "black cat"),
    ],
)
def test_what_a_reader_takes_as_one_is_one(text, folded):
    """Case, width, look-alikes, invisible characters, hyphens, digits of other scripts."""
    assert folded == fold(text)


def test_vietnamese_keeps_its_accents():
    """Tím is purple, tim is a heart."""
    assert fold("TÍM", "vi") == "tím"
    assert words("áo tím, tim hồng", "tím", language="vi") == ["tím"]


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("a purple, purplish dress", ["purple"], ["purple"]),
        ("purpleheart and deep-purple", ["purple"], ["purple"]),
        ("Фиолетовое платье", ["фиолетов*"], ["Фиолетовое"]),
        ("eine Schmusekatze", ["*katze"], ["Schmusekatze"]),
        ("black   cat; black-cats", ["black cat|cats"], ["black   cat", "black-cats"]),
        ("Чёрный пушистый кот", ["черн* .. кот"], ["Чёрный пушистый кот"]),
        ("Чёрный плащ, кот", ["черн* .. кот"], []),
        ("мой чёрный большой старый злой кот", ["черн* .. кот"], []),
    ],
)
def test_the_grammar_of_words(text, lines, found):
    """Whole words, open ends, words side by side, and gaps of two words at most."""
    assert found == words(text, *lines)


@pytest.mark.parametrize(
    ("language", "text", "line", "found"),
    [
        ("th", "มะม่วงอบแห้ง", "ม่วง", ["ม่วง"]),
        ("th", "สีม่วงอ่อน", "ม่วง", ["ม่วง"]),
        ("th", "เม่วง", "ม่วง", []),
        ("ja", "クロック", "ロック", []),
        ("ja", "黒猫の皿", "黒猫", ["黒猫"]),
        ("zh", "十四个碗", "四个", []),
        ("zh", "第四个", "四个", []),
        ("ko", "보라색은", "보라색", ["보라색"]),
        ("ko", "진보라색", "보라색", []),
        ("ar", "والخنزير", "خنزير", ["خنزير"]),
        ("ar", "مخنزير", "خنزير", []),
        ("he", "השחור", "שחור", ["שחור"]),
        ("en", "24 pieces", "4 pieces", []),
        ("en", "2-4 pieces", "4 pieces", []),
        ("en", "1.4 pieces", "4 pieces", []),
    ],
)
def test_where_a_word_begins_and_ends(language, text, line, found):
    """Each script has its own rule."""
    assert found == words(text, line, language=language)


def test_a_trap_takes_the_word_away_and_only_there():
    """Mango is no purple, a purple mango bag is."""
    assert words("มะม่วง", "ม่วง", language="th", traps=["มะม่วง"]) == []
    assert words("Purple Rain and a purple hat", "purple", traps=["purple rain"]) == ["purple"]


def test_a_brand_is_no_word():
    """What lies inside the brand's name means nothing else."""
    assert lexicon("black cat").scan("Black Cat mug", brand="Black Cat") == ()


def test_a_thing_that_is_not_in_it_is_no_hit():
    """'Without' before, 'free' behind; of things only."""
    build = lexicon("pork", deniable=frozenset({0}), before=["no", "without"], after=["free"])
    assert build.scan("Pork-free, no added pork") == ()
    assert len(build.scan("Pork sausage")) == 1


def test_spans_point_into_the_text_as_written():
    """Whatever was folded away."""
    text = "Ein e\u0301le\u0301gantes, PUR\u200bPLE\u0301 Kleid"
    (hit,) = lexicon("purple").scan(text)
    assert text[hit.start : hit.end] == "PUR\u200bPLE\u0301"


@pytest.mark.parametrize(
    "text", ["#800080", "#808", "rgb(128,0,128)", "hsl(300 100% 25%)", "RebeccaPurple", "DarkOrchid"]
)
def test_colour_codes_are_purple(text):
    """Hex, rgb(), hsl() and the names of CSS."""
    assert [f.rule for f in check({"options": {"color": text}}, market="BR")] == ["BR.purple"]


@pytest.mark.parametrize("text", ["#fff", "#ff0000", "rgb(255, 255, 0)", "Navy", "Size 38", "#8", "SKU-800080"])
def test_other_codes_are_not(text):
    """Red, yellow, blue, sizes and part numbers."""
    assert check({"options": {"color": text}}, market="BR") == ()


def test_a_colour_code_is_read_wherever_it_stands():
    """Merchants write 'Plum (#8E4585)'."""
    assert read("Plum (#8E4585)") == (307, 35, 41)


@pytest.mark.parametrize(
    "name", ["roxo", "фиолетовый", "紫色", "بنفسجي", "สีม่วง", "보라색", "fioletowy", "Aubergine", "紫"]
)
def test_a_colour_is_known_in_any_language(name):
    """Whatever the catalogue's language is."""
    found = check({"options": {"color": name}}, market="BR", language="en")
    assert [(f.rule, f.severity) for f in found] == [("BR.purple", "avoid")]


def test_a_tone_counts_only_as_a_colour():
    """Aubergine is a colour on a swatch and a vegetable in a title."""
    assert check("Aubergine seeds and plum jam", market="BR", language="en") == ()


def test_check_takes_a_product():
    """With its options, not only its words."""
    option = Option(name="Cor", role="color", values=("Roxo",))
    variant = Variant(sku="A", price=Money(100, "BRL"), options=("Roxo",))
    item = Product(id="x", slug="x", title="Bolsa", language="pt", options=(option,), variants=(variant,))
    assert [f.field for f in check(item, market="BR")] == ["variants[A].options"]


def test_check_takes_no_unknown_key_and_no_unknown_market():
    """With a near match."""
    with pytest.raises(UnknownError, match="did you mean 'image_tags'"):
        check({"image_tag": ["cat"]}, market="BR")
    with pytest.raises(UnknownError, match="unknown market 'XX'"):
        check("x", market="XX")


def test_the_language_of_a_text_is_the_market_s_by_default():
    """Portuguese in Brazil."""
    assert [f.rule for f in check("Vestido roxo", market="BR")] == ["BR.purple"]


def test_a_finding_carries_its_story():
    """Rule, place, words, why, whose word, and what to do."""
    (found,) = check("Vestido roxo", market="BR", language="pt")
    assert (
        found.field,
        found.span,
        found.snippet,
        found.subject,
        found.evidence,
    ) == ("title", (8, 12), "Vestido roxo", "purple", "C")
    assert found.because
    assert found.sources
    assert found.advice


def test_words_nobody_has_reviewed_make_a_note(tmp_path):
    """Whatever the rule says; the named rules excepted."""
    shop(tmp_path, subject='form = "material"\ntitle = "Durian"\n[words]\nen = ["durian"]\n')
    found = check({"category": "Durian"}, market="TH", language="en", folders=(*OURS, tmp_path))
    assert [(f.rule, f.severity) for f in found if f.rule == "TH.durian"] == [("TH.durian", "note")]


GOOD = """
[[rule]]
id = "durian"
subject = "durian"
severity = "avoid"
contexts = ["category", "text"]
because = "It smells."
evidence = "B"
sources = [{ ref = "A hotel's door", seen = 2026-11-21 }]
fires = [{ title = "Durian" }]
silent = [{ title = "Mango" }]
"""
SUBJECT = 'form = "material"\ntitle = "Durian"\n[words]\nen = ["durian"]\n[review]\nen = "me"\n'


def shop(folder, rule=GOOD, subject=SUBJECT, market="TH"):
    """Write a shop's own rule and subject."""
    for name, kind, text in ((market, "culture", rule), ("durian", "subjects", subject)):
        path = folder / "rules" / kind / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return (*OURS, folder)


def test_a_shop_adds_a_rule_and_a_subject_of_its_own(tmp_path):
    """Beside glocal's, which stay."""
    rules = {r.id: r for r in load(shop(tmp_path), "TH")}
    assert "TH.durian" in rules
    assert "TH.royal-portrait" in rules
    found = check({"category": "Durian"}, market="TH", language="en", folders=(*OURS, tmp_path))
    assert [(f.rule, f.severity) for f in found] == [("TH.durian", "avoid")]


def test_a_shop_switches_a_region_s_rule_off_with_a_reason(tmp_path):
    """By its full id."""
    off = '[[rule]]\nid = "SINO.four"\noff = true\nreason = "We sell to museums."\n'
    folders = shop(tmp_path, rule=off, market="CN")
    assert "SINO.four" not in {r.id for r in load(folders, "CN")}
    assert "SINO.four" in {r.id for r in load(folders, "HK")}


def test_all_faults_of_a_file_come_at_once(tmp_path):
    """With file, key, what was expected and a near match."""
    wrong = """
[[rule]]
id = "Durian!"
subject = "purpel"
severity = "block"
contexts = ["hero-imag"]
because = ""
evidence = "C"
"""
    with pytest.raises(FileError) as caught:
        load(shop(tmp_path, rule=wrong), "TH")
    text = str(caught.value)
    for part in (
        "'Durian!'",
        "did you mean 'purple'?",
        "did you mean 'hero-image'?",
        "because",
        "fires",
        "silent",
        "block",
    ):
        assert part in text
    assert len(caught.value.faults) >= 8


def test_wrong_kinds_and_unknown_keys_come_at_once_too(tmp_path):
    """Before any of them is understood."""
    wrong = '[[rule]]\nid = "durian"\nsevirity = "avoid"\ncontexts = "text"\nseverity = "loud"\n'
    with pytest.raises(FileError) as caught:
        load(shop(tmp_path, rule=wrong), "TH")
    text = str(caught.value)
    for part in ("rule[durian].sevirity", "did you mean 'severity'?", "rule[durian].contexts", "'loud'"):
        assert part in text


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("C++", "can never match"),
        ("a*", "too short"),
        ("*", "empty"),
        ("b*d", "middle"),
        ("a|a b", "twice"),
        (" ".join(["a|b|c|d"] * 6), "at most"),
    ],
)
def test_a_word_that_cannot_work_is_refused(line, part):
    """And the reason is told."""
    assert part in faults(line)


def test_a_season_holds_on_its_days():
    """Both ends, and over New Year."""
    rule = next(r for r in load(OURS, "DE") if r.id == "DE.pig")
    days = [dt.date(2026, 12, 14), dt.date(2026, 12, 15), dt.date(2027, 1, 6), dt.date(2027, 1, 7)]
    assert [holds(rule, day) for day in days] == [False, True, True, False]


def test_a_law_that_nobody_has_read_again_drops_to_avoid():
    """And says so."""
    thing = {"title": "Vape", "category": "E-cigarettes"}
    fresh = check(thing, market="SG", language="en", today=dt.date(2026, 11, 21))
    stale = check(thing, market="SG", language="en", today=dt.date(2028, 1, 1))
    assert [f.severity for f in fresh if f.rule == "SG.e-cigarette"] == ["block"]
    assert [f.severity for f in stale if f.rule == "SG.e-cigarette"] == ["avoid"]
    assert "Not read again since 2027-11-21" in next(f for f in stale if f.rule == "SG.e-cigarette").because


def test_a_region_s_rules_reach_its_members():
    """The Union's reach France, the Gulf's do not."""
    found = {r.id.split(".")[0] for r in load(OURS, "FR")}
    assert {"EU", "WEU", "FR"} == found


def test_one_pass_finds_what_each_word_alone_would():
    """The automaton and a plain search agree on whole Latin words."""
    text = fold("A violet, purple-lilac and mauve set; the purples of Deep Purple and ultraviolet.")
    alone = [
        m.span()
        for word in ("purple", "violet", "lilac", "mauve", "purples")
        for m in re.finditer(rf"\b{word}\b", text)
    ]
    build = lexicon("purple", "violet", "lilac", "mauve", "purples")
    assert sorted(alone) == [(h.start, h.end) for h in build.scan(text)]


def test_hostile_texts_are_read_in_bounded_time():
    """Long runs of the same words and letters."""
    build = library(OURS).lexicon("ru")
    for text in ("черный " * 10_000, "a" * 100_000, "кот " * 20_000, "\u0301" * 50_000):
        build.scan(text)


def test_all_lexicons_can_be_built():
    """Every language that any subject has words for."""
    languages = {lang for s in load_subjects(OURS).values() for lang in s.words if lang != "*"}
    assert all(library(OURS).lexicon(lang).literals for lang in sorted(languages))


def test_a_pack_is_the_same_each_time():
    """Order and all."""
    load_pack.__globals__["_pack"].cache_clear()
    first = load_pack(OURS, "CN")
    load_pack.__globals__["_pack"].cache_clear()
    assert first == load_pack(OURS, "CN")
