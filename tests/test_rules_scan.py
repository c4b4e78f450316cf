"""One pass for all words finds what each word alone would, at the places of the text as it was written."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glocal.atlas import data_folder
from glocal.rules import check
from glocal.rules import text as folding
from glocal.rules.automaton import Automaton, heads
from glocal.rules.denial import Denial
from glocal.rules.letters import Letters
from glocal.rules.lexicon import Lexicon
from glocal.rules.library import library
from glocal.rules.needles import Entry
from glocal.rules.text import fold, offsets
from glocal.rules.words import patterns

OURS = (data_folder(),)
WORDS = (
    "red",
    "red rose",
    "rose",
    "roses",
    "roses red",
    "cat",
    "black cat",
    "cat food",
    "äpfel",
    "кот",
    "черный кот",
    "ёж",
)
TRAPS = ("red rose tea", "cat food", "big black cat", "рыжий кот")
NOISE = (
    "a",
    "the",
    "scarlet",
    "prose",
    "cats",
    "concatenate",
    "rosé",
    "котёл",
    "Straße",
    "№5",
    "½",
    "x\u200by",
    "e\u0301",
    "💜",
    "",
)
SEPARATORS = (" ", " ", " ", "  ", ", ", "-", ". ", "\n", "\u00a0", "_", "")


def texts():
    """Return texts of words, traps and noise, in any case, with all kinds of things between them."""
    word = st.sampled_from((*WORDS, *TRAPS, *NOISE)).flatmap(lambda w: st.sampled_from((w, w.upper(), w.title())))
    return st.lists(st.tuples(word, st.sampled_from(SEPARATORS)), max_size=25).map(
        lambda parts: "".join(w + s for w, s in parts)
    )


def one_by_one(text, words, traps):
    """Return where words stand, looked for one after the other in the folded text."""
    folded, places = fold(text), offsets(text)
    covered = [span for trap in traps for span in _spans(fold(trap), folded)]
    found = {span for word in words for span in _spans(fold(word), folded)}
    kept = {(a, b) for a, b in found if not any(start <= a and b <= end for start, end in covered)}
    return sorted((places[a], places[b]) for a, b in kept)


def _spans(word, folded):
    expression = re.compile(rf"(?<![^\W_])(?={re.escape(word)}(?![^\W_]))")
    return [(m.start(), m.start() + len(word)) for m in expression.finditer(folded)]


@given(texts())
@example("roses red roses")
@example("a red  rose tea, red rose")
def test_one_pass_finds_what_each_word_alone_would(text):
    """Words within words, side by side, in traps; across spaces, signs and letters that fold into several."""
    entries = [Entry(p, 0) for word in WORDS for p in patterns(word)]
    entries += [Entry(p, -1, trap_of=0) for trap in TRAPS for p in patterns(trap)]
    found = Lexicon("en", entries).scan(text)
    assert one_by_one(text, WORDS, TRAPS) == [(h.start, h.end) for h in found]


@given(st.lists(st.from_regex(r"\A[ab][ab ]{0,12}[ab]\Z"), max_size=12), st.text("ab ж", max_size=60))
def test_the_automaton_finds_every_occurrence(words, text):
    """Words that overlap, that begin alike for longer than a head, that the text begins or ends with.

    The first texts are looked up letter by letter, later ones by the automaton.
    """
    automaton = Automaton(*heads((i, word, 0, 0) for i, word in enumerate(words)))
    found = automaton.find(text.encode())
    assert automaton.find(b"c" * 100_000) == []
    assert sorted(found) == sorted(automaton.find(text.encode()))
    padded = f" {text} "
    wanted = [
        (i, at - 1, at - 1 + len(word))
        for i, word in enumerate(words)
        for at in range(len(padded))
        if padded.startswith(word, at)
    ]
    assert sorted(wanted) == sorted(found)


@given(st.lists(st.text(), max_size=5), st.lists(st.text("aäßéжЖα ½\u0301\u200b"), max_size=5))
def test_letters_translate_as_strings_do(strange, usual):
    """Whatever was learned from texts before."""
    table = folding._PLAIN
    letters = Letters(table)
    for text in (*usual, *strange, *usual):
        assert text.translate(table) == letters(text)


def test_letters_forget_other_texts_when_there_are_too_many():
    """More alphabets than a byte has room for."""
    letters = Letters(folding._PLAIN)
    alphabets = ["".join(map(chr, range(start, start + 90))) for start in (0x100, 0x370, 0x410, 0x5D0, 0x905)]
    for text in (*alphabets, *alphabets):
        assert text.translate(folding._PLAIN) == letters(text)
        assert len(letters.charset.letters) <= 256


def test_letters_that_would_loop_are_not_learned():
    """A letter that becomes one that itself becomes several is left to the table."""
    table = {ord("é"): "ß", ord("ß"): "ss"}
    letters = Letters(table)
    assert [text.translate(table) for text in ("éß", "é", "ß")] == [letters(text) for text in ("éß", "é", "ß")]


def test_even_characters_fold_to_one_each_whatever_is_beside_them():
    """None is the second half of another character."""
    even = [chr(i) for i in range(sys.maxunicode + 1) if folding._EVEN.fullmatch(chr(i))]
    halves = {chr(int(pair[1], 16)) for pair in map(_halves, range(sys.maxunicode + 1)) if pair}
    assert [c for c in even if c in halves] == []
    assert [c for c in even for lang in ("", "vi") if len(fold(f"x{c}x", lang)) != 3] == []


def _halves(code):
    parts = unicodedata.decomposition(chr(code)).split()
    return parts if len(parts) == 2 and not parts[0].startswith("<") else None


@given(st.text("aé ß\n½\u200b№жЁ紫ガ-–…İ ", min_size=1) | st.text(min_size=1), st.sampled_from(["en", "vi", "ja"]))
def test_places_are_those_of_each_cluster_alone(text, language):
    """However they are found: a place is never before that of its character, nor behind it."""
    slow = folding._clustered(text, folding._tongue(language).fold)
    quick = offsets(text, language)
    assert len(slow) == len(quick)
    marks = [text[place : place + 1] for place in quick]
    assert [s for s, c in zip(slow, marks, strict=True) if not folding._joins(c or "x")] == [
        q for q, c in zip(quick, marks, strict=True) if not folding._joins(c or "x")
    ]


@pytest.mark.parametrize(
    ("line", "literal", "before", "after"),
    [
        ("in .. gift bag", "gift bag", ("in", ".."), ()),
        ("deep purple .. lp", "deep purple", (), ("..", "lp")),
        ("a .. red* cats .. b", "cats", ("a", "..", "red*"), ("..", "b")),
        ("black cat", "black cat", (), ()),
    ],
)
def test_a_pattern_is_looked_for_by_its_longest_run_of_words(line, literal, before, after):
    """What is rare is looked for; what is common is only looked at beside it."""
    (found,) = patterns(line)
    assert (literal, before, after) == (found.literal, found.before, found.after)


def test_several_languages_are_read_at_once():
    """'mul' is how BCP 47 calls it."""
    found = check("Vestido roxo / фиолетовое платье / 紫色连衣裙", market="BR", language="mul")
    assert [(f.rule, f.snippet) for f in found] == [("BR.purple", "Vestido roxo / фиолетовое платье / 紫色连衣裙")]
    shelf = library(OURS)
    purple = shelf.number["purple"]
    hits = [h for h in shelf.lexicon("mul").scan("roxo; фиолетовое; 紫色; purple") if h.subject == purple]
    assert sorted({(h.start, h.end) for h in hits} - {(18, 19)}) == [(0, 4), (6, 16), (18, 20), (22, 28)]


def test_a_hyphen_and_a_phrase_deny():
    """Behind the word and before it, within three words."""
    without = Denial(["no", "free of", "sem"], ["free"])
    told = ["pork free", "no pork", "free of any pork", "sem carne de pork", "no, but then again pork", "pork freedom"]
    spans = [(text, text.index("pork"), text.index("pork") + 4) for text in told]
    assert [without.of(*span) for span in spans] == [True, True, True, True, False, False]


def test_the_end_of_a_word_does_not_deny():
    """Only so much is looked at before a word; what is cut there is no word."""
    text = "kimono embroidered pearlish pork"
    assert text[4:].index("pork") == 24
    assert not Denial(["no"], []).of(text, 28, 32)
    assert Denial(["no"], []).of(text.replace("kimono", "kimo no"), 29, 33)
