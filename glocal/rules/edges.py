"""Where a word begins and ends in a folded text: at spaces and signs, or by the rules of scripts without spaces."""

from __future__ import annotations

from glocal.rules.text import blank, is_word
from glocal.rules.words import unspaced

__all__ = ["CLITICS", "CROWDED", "begins", "ends", "laid_out", "spaced", "word_end", "word_start"]

CLITICS = {
    "ar": frozenset("ال و ف ب ل ك وال فال بال كال لل ولل وب ول وبال".split()),
    "he": frozenset("ה ו ב ל מ ש כ וה שה מה בה כה וב ול ומ לה של".split()),
}
"""What a word may begin with that is no part of it."""
CROWDED = frozenset("zh ja th ko lo km my".split())
"""Languages in whose texts a word of another script may stand without a space."""
_LEADING_VOWELS = "เแโใไ"
_BEFORE_A_WORD = "のとやないたお"
_AFTER_A_WORD = "のがをはにでともやへさちな"
"""Hiragana that may stand before and behind a word of hiragana: particles and endings."""
_NUMERALS = "零〇一二三四五六七八九十百千万萬兩两"


def begins(folded: str, start: int, language: str) -> bool:
    """Whether a word of the language may begin at a place."""
    if start == 0:
        return True
    char, before = folded[start], folded[start - 1]
    if not is_word(char):
        return True
    if char.isdigit():
        return _number_begins(folded, start)
    if unspaced(char):
        return _unspaced_begins(char, before)
    if not is_word(before) or unspaced(before):
        return True
    return language in CLITICS and folded[word_start(folded, start) : start] in CLITICS[language]


def ends(folded: str, end: int) -> bool:
    """Whether a word may end before a place."""
    if end >= len(folded):
        return True
    last, after = folded[end - 1], folded[end]
    if not is_word(last):
        return True
    if unspaced(last):
        return _unspaced_ends(last, after)
    if _hangul(last):
        return True
    if last.isdigit() and after in ".," and folded[end + 1 : end + 2].isdigit():
        return False
    return not is_word(after) or unspaced(after)


def laid_out(folded: str, language: str) -> bytes:
    """Return a folded text, in UTF-8, with spaces for signs where words have spaces between them."""
    return folded.encode() if language in CROWDED else blank(folded, language)


def spaced(char: str) -> bool:
    """Whether a word that begins or ends in the character has a space or a sign there."""
    return is_word(char) and not unspaced(char) and not _hangul(char)


def word_start(folded: str, at: int) -> int:
    """Return where the letters before a place begin."""
    while at and is_word(folded[at - 1]):
        at -= 1
    return at


def word_end(folded: str, at: int) -> int:
    """Return where the letters from a place on end."""
    while at < len(folded) and is_word(folded[at]) and not unspaced(folded[at]):
        at += 1
    return at


def _number_begins(folded: str, start: int) -> bool:
    before = folded[start - 1]
    if before == " ":
        return start < 2 or not folded[start - 2].isdigit()
    if before in ".,x*:" and start > 1 and folded[start - 2].isdigit():
        return False
    return not is_word(before) or (unspaced(before) and before not in _NUMERALS)


def _unspaced_begins(char: str, before: str) -> bool:
    if _thai(char):
        return before not in _LEADING_VOWELS
    if char in _NUMERALS:
        return before not in _NUMERALS and not before.isdigit() and before != "第"
    if _hiragana(char) and _hiragana(before):
        return before in _BEFORE_A_WORD
    return not (_katakana(char) and _katakana(before))


def _unspaced_ends(last: str, after: str) -> bool:
    if _thai(last):
        return not ("ะ" <= after <= "ฺ" or "็" <= after <= "๎")
    if _hiragana(last) and _hiragana(after):
        return after in _AFTER_A_WORD
    return not (_katakana(last) and _katakana(after))


def _thai(char: str) -> bool:
    return "฀" <= char <= "๿"


def _hangul(char: str) -> bool:
    return "가" <= char <= "힣"


def _hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゟ"


def _katakana(char: str) -> bool:
    return "ァ" <= char <= "ヿ"
