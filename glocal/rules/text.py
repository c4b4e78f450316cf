"""Folding: one spelling for what a reader takes as the same word, and the way back to the place in the text.

Case, width, accents of Latin, Greek, Cyrillic, Hebrew and Arabic letters, hyphens and odd spaces fall away; invisible
characters vanish; letters borrowed from a look-alike script come home. Vietnamese keeps its accents: they are letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glocal.rules.letters import Letters

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["blank", "fold", "is_word", "offsets", "one_space", "spell"]

_LATIN_ALIKE = str.maketrans("авеіјкмнорсѕтухԁԛԝһӏαβεηικμνορτυχ", "abeijkmhopcstyxdqwhlabenikmvoptux")
_CYRILLIC_ALIKE = str.maketrans("abceikmhoptuxyj", "авсеікмнорти" + "хуј")
_WORD = re.compile(r"[a-zͰ-ԯ]+")
_SPACES = re.compile(r" {2,}")
_UNEVEN = re.compile("[^1]")
_FOREIGN = re.compile(r"[Ͱ-ԯ]")
_EVEN = re.compile(
    r"[\t\n\r -~\xa0-\xac\xae-\xbb\xbf-\xc5\xc7-\xdd\xe0-\xe5\xe7-\xfd\xff-\u012f\u0131\u0134-\u013e\u0141-\u0148"
    r"\u014a-\u0151\u0154-\u01c3\u0388-\u03ff\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u0620-\u063f\u0641-\u064a"
    r"\u0660-\u066f\u0904-\u0939\u093d-\u0957\u0e01-\u0e32\u0e34-\u0e5b\u1ea0-\u1eff\u2010-\u2024\u3001-\u3098"
    r"\u30a0-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]*"
)
"""Characters that fold to one each, whatever stands beside them."""
_STRIPPED = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC")
_LETTERS = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŋ": "n",
    "ى": "ي", "ة": "ه", "ک": "ك", "ی": "ي", "ـ": "", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "×": "x",
    "_": " ", "/": " ", "・": " ", "−": " ", "～": " ", "~": " ", "\\": " ", "|": " ",
}  # fmt: skip


def _single(char: str) -> str:
    """Return what one composed character folds to."""
    if char in _LETTERS:
        return _LETTERS[char]
    category = unicodedata.category(char)
    if category in ("Cf", "Cc") and char not in "\t\n\r":
        return ""
    if "︀" <= char <= "️" or "󠄀" <= char <= "󠇯":
        return ""
    if category == "Pd" or category[0] == "Z" or char in "\t\n\r":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    return "".join(map(_letter, unicodedata.normalize("NFKC", char).casefold()))


def _letter(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char == " ":
        return " "
    if not unicodedata.combining(char):
        plain = unicodedata.normalize("NFD", char)
        if len(plain) > 1 and unicodedata.name(char, "").startswith(_STRIPPED):
            return "".join(_LETTERS.get(c, c) for c in plain if not unicodedata.combining(c))
        return char
    return "" if _accent(char) else char


def _accent(char: str) -> bool:
    return "̀" <= char <= "ͯ" or "֑" <= char <= "ׇ" or "ؐ" <= char <= "ٟ"


class _Table(dict[int, str]):
    """Filled as characters turn up; at most as large as Unicode."""

    def __missing__(self, code: int) -> str:
        value = _single(chr(code))
        self[code] = value
        return value


class _Accented(_Table):
    """For Vietnamese: accents stay."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        latin = unicodedata.category(char)[0] == "L" and unicodedata.name(char, "").startswith("LATIN")
        value = char.casefold() if latin and char != "ſ" and not _wide(char) else _single(char)
        self[code] = value
        return value


def _wide(char: str) -> bool:
    return "＀" <= char <= "￯"


_PLAIN = _Table()
_BYTES = bytes(ord(_PLAIN[i] or " ") if i < 128 else i for i in range(256))
_DELETED = bytes(i for i in range(128) if not _PLAIN[i])
_ACCENTED = _Accented()


class _Lengths(dict[int, str]):
    """How many characters a character folds to, as a digit."""

    def __init__(self, table: _Table) -> None:
        self.table = table

    def __missing__(self, code: int) -> str:
        self[code] = value = chr(48 + len(self.table[code]))
        return value


class _Scripts(dict[int, str]):
    """Latin letters, letters that may look like them, and the rest: 'a', 'я' and a space."""

    def __missing__(self, code: int) -> str:
        self[code] = value = "a" if 0x61 <= code <= 0x7A else "я" if 0x370 <= code <= 0x52F else " "
        return value


class _Tongue(NamedTuple):
    """The tables by which texts of a language are read."""

    fold: Letters
    lengths: Letters
    scripts: Letters
    blank: Letters


@lru_cache(maxsize=64)
def _tongue(language: str) -> _Tongue:
    table = _table(language)
    return _Tongue(Letters(table), Letters(_Lengths(table)), Letters(_Scripts()), Letters(_BLANKS))


def fold(text: str, language: str = "") -> str:
    """Return the folded text.

    >>> fold("Vestido ROXO‑claro"), fold("чёpный кот"), fold("ＰＵＲＰＬＥ"), fold("áo tím", "vi")
    ('vestido roxo claro', 'черныи кот', 'purple', 'áo tím')
    """
    return one_space(spell(text, language))


def one_space(spelled: str) -> str:
    """Return a text with one space for each run of them."""
    return _SPACES.sub(" ", spelled) if "  " in spelled else spelled


def spell(text: str, language: str = "") -> str:
    """Return the text folded but for runs of spaces.

    >>> spell("A  Cat")
    'a  cat'
    """
    if text.isascii():
        return _ascii(text)
    tongue = _tongue(language[:2])
    return _home(_composed(tongue.fold(unicodedata.normalize("NFC", text))), tongue)


def _composed(folded: str) -> str:
    """Half-width kana leave their voice marks apart."""
    return unicodedata.normalize("NFC", folded) if "\u3099" in folded or "\u309a" in folded else folded


def _ascii(text: str) -> str:
    return text.encode("ascii").translate(_BYTES, _DELETED).decode("ascii")


def _table(language: str) -> _Table:
    return _ACCENTED if language[:2] == "vi" else _PLAIN


def _home(folded: str, tongue: _Tongue) -> str:
    """Bring look-alike letters of a word back into the script that most of the word is in."""
    if folded.isascii() or not _FOREIGN.search(folded):
        return folded
    scripts = tongue.scripts(folded)
    if "aя" not in scripts and "яa" not in scripts:
        return folded
    return _WORD.sub(lambda m: _one_script(m.group()), folded)


def _one_script(word: str) -> str:
    latin = sum("a" <= c <= "z" for c in word)
    if not 0 < latin < len(word):
        return word
    if 2 * latin >= len(word):
        home = word.translate(_LATIN_ALIKE)
        return home if home.isascii() else word
    home = word.translate(_CYRILLIC_ALIKE)
    return word if any("a" <= c <= "z" for c in home) else home


def offsets(text: str, language: str = "", spelled: str | None = None) -> Sequence[int]:
    """Return, for each place of `fold(text)` and its end, the place in `text` that it came from.

    `spelled` is `spell(text)`, where it is known.

    >>> [*offsets("a  b")]
    [0, 1, 3, 4]
    """
    spelled = spell(text, language) if spelled is None else spelled
    places = _places(text, language, len(spelled))
    if places is None:
        return _clustered(text, _tongue(language[:2]).fold)
    return _without_runs(places, spelled) if "  " in spelled else places


def _places(text: str, language: str, size: int) -> Sequence[int] | None:
    """Return the places in a text that each character of its spelling came from, None where they depend on others."""
    if size == len(text) and text.isascii():
        return range(size + 1)  # an ASCII character folds to one character or none
    if size == len(text) and _EVEN.fullmatch(text):
        return range(size + 1)
    if not unicodedata.is_normalized("NFC", text):
        return None
    places = _stepped(_tongue(language[:2]).lengths(text))
    return places if len(places) == size + 1 else None


def _without_runs(places: Sequence[int], spelled: str) -> list[int]:
    """Return the places that are left where each run of spaces becomes one."""
    left = [*places]
    for run in reversed([*_SPACES.finditer(spelled)]):
        del left[run.start() + 1 : run.end()]
    return left


def _stepped(lengths: str) -> list[int]:
    """Return the places where each character folds by itself, into as many as `lengths` says."""
    places: list[int] = []
    read = 0
    for uneven in _UNEVEN.finditer(lengths):
        at = uneven.start()
        places += range(read, at)
        places += [at] * (ord(lengths[at]) - 48)
        read = at + 1
    places += range(read, len(lengths) + 1)
    return places


def _clustered(text: str, fold: Letters) -> list[int]:
    places: list[int] = []
    last = ""
    for start, cluster in _clusters(text):
        folded = _composed(fold(unicodedata.normalize("NFC", cluster)))
        for char in folded:
            if char == " " and last == " ":
                continue
            places.append(start)
            last = char
    return [*places, len(text)]


def _clusters(text: str) -> list[tuple[int, str]]:
    """Split before every character that does not join the one before it."""
    starts = [i for i, c in enumerate(text) if not i or not _joins(c)]
    return [(a, text[a:b]) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _joins(char: str) -> bool:
    return unicodedata.combining(char) != 0 or "ᅠ" <= char <= "ᇿ" or char in "ﾞﾟ"


class _Blanks(dict[int, str]):
    """Signs that belong to no word, as spaces."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = value = char if is_word(char) else " "
        return value


_BLANKS = _Blanks()
_ASCII_BLANKS = bytes(i if i > 127 or chr(i).isalnum() else 32 for i in range(256))


def blank(folded: str, language: str = "") -> bytes:
    """Return a folded text, in UTF-8, with a space for every sign that belongs to no word; places stay where they are.

    >>> blank("a purple, silky hat!")
    b'a purple  silky hat '
    """
    if folded.isascii():
        return folded.encode("ascii").translate(_ASCII_BLANKS)
    return _tongue(language[:2]).blank(folded).encode()


@cache
def is_word(char: str) -> bool:
    """Whether a folded character belongs to a word: letters, digits and the signs that hang on letters."""
    return char.isalnum() or unicodedata.category(char)[0] == "M"
