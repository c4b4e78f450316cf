"""Every shipped catalogue is whole, sound and steady."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path

import pytest

from glocal import po
from glocal.texts import Texts, placeholders, unusable_forms

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
WHOLE = (
    "ar", "cs", "de", "es", "es_419", "fr", "he", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "pt_BR", "ro", "ru",
    "sv", "th", "tr", "uk", "vi", "zh_Hans", "zh_Hant",
)  # fmt: skip
VARIANTS = ["de_CH", "en_001", "en_GB", "en_US", "es_MX"]
SCRIPTS = {"ar": "ARABIC", "he": "HEBREW", "hi": "DEVANAGARI", "th": "THAI", "ru": "CYRILLIC", "uk": "CYRILLIC",
           "ja": "HIRAGANA|KATAKANA|CJK", "ko": "HANGUL", "zh_Hans": "CJK", "zh_Hant": "CJK"}  # fmt: skip
ONE_FORM = ("id", "ja", "ko", "th", "vi", "zh_Hans", "zh_Hant")
FORMS = {"ar": 6, "cs": 3, "pl": 3, "ro": 3, "ru": 3, "uk": 3} | dict.fromkeys(ONE_FORM, 1)
# Written alike in many languages: names, abbreviations, and words that a language took over.
ALIKE = re.compile(r"[A-Z]{2,}|^(Pix|Slim|One size)$")


def catalogue(language: str) -> po.File:
    return po.read(LOCALES / language / "LC_MESSAGES" / "glocal.po")


def source() -> dict[po.entry.Key, po.Entry]:
    return {e.key: e for e in po.read(LOCALES / "glocal.pot").entries if e.msgid}


def test_every_folder_is_known() -> None:
    """No catalogue lies about untested."""
    found = sorted(p.parent.parent.name for p in LOCALES.glob("*/LC_MESSAGES/glocal.po"))
    assert found == sorted([*WHOLE, *VARIANTS, "en"])


def test_the_catalogues_hold_what_the_theme_says() -> None:
    """After a change of words somebody ran tools/extract_words.py."""
    command = [sys.executable, "tools/extract_words.py", "--check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("language", WHOLE)
def test_a_language_is_whole(language: str) -> None:
    """Every text is translated, none is fuzzy or obsolete."""
    file = catalogue(language)
    assert {e.key for e in file.entries if e.msgid and e.translated} == set(source())
    assert [e.msgid for e in file.entries if e.fuzzy or e.obsolete] == []


@pytest.mark.parametrize("language", VARIANTS)
def test_a_variant_only_says_what_differs(language: str) -> None:
    """It is a small diff over its parent."""
    parent = {"de_CH": "de", "es_MX": "es_419"}.get(language, "en")
    own = {e.key: e.msgstr for e in catalogue(language).entries if e.msgid}
    above = {e.key: e.msgstr for e in catalogue(parent).entries if e.msgid}
    assert [key for key, msgstr in own.items() if above.get(key) == msgstr] == []


def test_swiss_german_writes_ss() -> None:
    """Nothing with ß is left for a Swiss shopper."""
    texts = Texts.open([LOCALES], "de-CH")
    assert [text for text in texts.words.values() if "ß" in text] == []


@pytest.mark.parametrize("language", [*WHOLE, *VARIANTS, "en"])
def test_pages_can_show_all_of_it(language: str) -> None:
    """No fault on reading; placeholders are those of the source; plural forms are as many as the language has."""
    file = catalogue(language)
    assert Texts.open([LOCALES], language.replace("_", "-")).faults == ()
    assert file.plural.faults == ()
    assert file.plural.nplurals == FORMS.get(language, 2)
    for entry in file.entries:
        if entry.msgid and any(entry.msgstr):
            for text in entry.msgstr:
                assert set(placeholders(text) or []) <= set(placeholders(entry.msgid + (entry.plural or "")) or [])
            assert len(entry.msgstr) == (file.plural.nplurals if entry.plural else 1)


@pytest.mark.parametrize("language", [*WHOLE, *VARIANTS, "en"])
def test_the_header_is_honest(language: str) -> None:
    """It names the language and says who has reviewed the texts."""
    header = catalogue(language).header
    assert header["Language"] == language
    assert header["X-Reviewed-By"]
    assert header["Content-Type"] == "text/plain; charset=UTF-8"


@pytest.mark.parametrize("language", sorted(SCRIPTS))
def test_texts_are_in_the_languages_script(language: str) -> None:
    """Each has a letter of it, abbreviations and placeholders apart."""
    script = re.compile(SCRIPTS[language])
    left = [
        e.msgid
        for e in catalogue(language).entries
        if e.msgid and not any(script.match(unicodedata.name(c, "")) for c in "".join(e.msgstr))
    ]
    assert left == []


@pytest.mark.parametrize("language", [*WHOLE, *VARIANTS])
def test_texts_are_tidy(language: str) -> None:
    """No stray space, the source's full stop kept, no look-alike control, composed letters."""
    for entry in catalogue(language).entries:
        for text in entry.msgstr if entry.msgid else ():
            assert text == text.strip() == unicodedata.normalize("NFC", text)
            assert not re.search(r"  |[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", text), text
            if entry.msgid.endswith(".") and language not in ("th",):
                assert text[-1] in ".。।", text


@pytest.mark.parametrize("language", WHOLE)
def test_a_glossary_holds_the_words_steady(language: str) -> None:
    """Politeness and quotes are written down, and its terms are the ones used."""
    table = tomllib.loads((LOCALES / language / "glossary.toml").read_text(encoding="utf-8"))
    assert table["address"] in ("formal", "informal", "neutral")
    assert set(table) == {"address", "pronoun", "quotes", "terms"}
    for entry in catalogue(language).entries:
        for term, stems in table["terms"].items():
            if entry.msgid and entry.context is None and re.search(rf"\b{term}s?\b", entry.msgid.casefold()):
                assert all(any(stem.casefold() in text.casefold() for stem in stems) for text in entry.msgstr), (
                    term,
                    entry,
                )


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_ukrainian_and_russian_do_not_mix(language: str) -> None:
    """Letters of the one never stand in the other."""
    foreign = {"ru": "іїєґІЇЄҐ", "uk": "ыэёъЫЭЁЪ"}[language]
    assert [e.msgstr for e in catalogue(language).entries if set("".join(e.msgstr)) & set(foreign)] == []


def test_simplified_and_traditional_do_not_mix() -> None:
    """Characters that differ stand on their own side."""
    simplified, traditional = "".join(map(_text, _entries("zh_Hans"))), "".join(map(_text, _entries("zh_Hant")))
    assert set(simplified) & set("個國選擇購車產評價貨運費進關稅顏銀藍綠") == set()
    assert set(traditional) & set("个国选择购车产评价货运费进关税颜银蓝绿") == set()


def _entries(language: str) -> list[po.Entry]:
    return [e for e in catalogue(language).entries if e.msgid]


def _text(entry: po.Entry) -> str:
    return "".join(entry.msgstr)


@pytest.mark.parametrize("language", WHOLE)
def test_little_is_left_in_english(language: str) -> None:
    """What reads as the source is a word that the language shares."""
    alike = [e.msgid for e in _entries(language) if e.msgid in e.msgstr and not ALIKE.search(e.msgid)]
    assert len(alike) <= 16, alike


@pytest.mark.parametrize("language", WHOLE)
def test_no_two_colours_read_alike(language: str) -> None:
    """A shopper can tell the chips of one product apart."""
    groups = tomllib.loads((LOCALES / "vocabulary.toml").read_text(encoding="utf-8"))
    words = {e.msgid: e.msgstr[0] for e in _entries(language) if e.context == "word"}
    for group in groups.values():
        shown = [words[word].casefold() for word in group["words"]]
        assert sorted(shown) == sorted(set(shown))


@pytest.mark.parametrize("language", WHOLE)
def test_a_range_of_days_is_never_lost(language: str) -> None:
    """'1–2 working days' takes the form of two; a form that spells its number out would drop the one."""
    entry = catalogue(language).find("{days} working day")
    assert entry is not None
    assert [text for text in entry.msgstr if "{days}" not in text] == []
    spelled = tuple(text.replace("{days}", "") for text in entry.msgstr)
    assert unusable_forms("{days}", spelled, catalogue(language).plural) != ""
