"""When two size labels are the same label: one canonical spelling for each."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "key_of", "letter_of", "number_of", "number_text"]

_FRACTION = re.compile(r"(?<![\d/.])(\d+)?[ \-]?(\d+)/(\d+)(?![\d/])")
_VULGAR = {
    "½": (1, 2),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
_VULGAR_SIGN = re.compile("(\\d*) ?([" + "".join(_VULGAR) + "])")
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DECIMAL = re.compile(r"\d+\.\d+")
_LETTERS = re.compile(r"^(X{2,6})([SL])$")
_BEYOND_Z = re.compile(r"^Z ?\+? ?(?=\d)")
_DENOMINATORS = frozenset({2, 3, 4, 8})


def number_text(number: float) -> str:
    """Return a size number as it is printed.

    >>> number_text(38.0), number_text(6.5), number_text(38 + 2 / 3), number_text(7.125)
    ('38', '6.5', '38 2/3', '7.125')
    """
    thirds = round(number * 3)
    if thirds % 3 and abs(number * 3 - thirds) < 0.02:
        return f"{thirds // 3} {thirds % 3}/3".removeprefix("0 ")
    return f"{round(number, 4):g}"


@lru_cache(maxsize=8192)
def fold(label: str) -> str:
    """Return a label with one spelling of widths, case, spaces, commas and dashes.

    >>> fold(" ＥＵ　４２，５ ")
    'EU 42.5'
    >>> fold("15½/34")
    '15 1/2/34'
    """
    text = _VULGAR_SIGN.sub(lambda m: f"{m[1]} {_VULGAR[m[2]][0]}/{_VULGAR[m[2]][1]} ".lstrip(), label)
    text = unicodedata.normalize("NFKC", text).upper()
    text = _COMMA.sub(".", text.replace("–", "-").replace("—", "-").replace("−", "-").replace("×", "X"))
    return re.sub(r"\s*([/\-])\s*", r"\1", " ".join(text.split()))


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """Return the spelling under which a label is looked up: fractions become numbers, spaces go.

    >>> key_of("7 1/2") == key_of("7½") == key_of("7.5") == key_of("７，５０")
    True
    >>> key_of("38 2/3"), key_of("6x"), key_of("N½"), key_of("XXL")
    ('38 2/3', '6X', 'N0.5', '2XL')

    British rings go on after Z as Z1, Z+1 or Z 1.

    >>> key_of("Z+1½") == key_of("Z1.5") == key_of("Z 1 1/2")
    True
    """
    text = _LETTERS.sub(lambda m: f"{len(m[1])}X{m[2]}", fold(label))
    text = _FRACTION.sub(_decimal, _BEYOND_Z.sub("Z", text))
    return _DECIMAL.sub(lambda m: number_text(float(m[0])), text).replace(" ", "").replace("+", " ")


def _decimal(match: re.Match[str]) -> str:
    whole, top, bottom = match[1], int(match[2]), int(match[3])
    if bottom not in _DENOMINATORS or top >= bottom:
        return match[0]
    text = number_text(int(whole or 0) + top / bottom)
    return text.replace(" ", "+")


_WHOLE = re.compile(r"(\d+(?:\.\d+)?)(?: (\d)/(\d))?([A-Z]?)")


@lru_cache(maxsize=8192)
def number_of(label: str) -> float | None:
    """Return the number that a label is, None where it is more than a number.

    A children's size of the second run counts on: 1Y is 14.

    >>> number_of("38 2/3"), number_of("M"), number_of("1Y"), number_of("13C")
    (38.667, None, 14.0, 13.0)
    """
    match = _WHOLE.fullmatch(key_of(label))
    if not match or match[4] not in _STAGES:
        return None
    part = int(match[2]) / int(match[3]) if match[2] and int(match[3]) else 0
    return round(float(match[1]) + part + _STAGES[match[4]], 3)


_STAGES = {"": 0, "C": 0, "Y": 13}
_LETTER = re.compile(r"(?:(\d*)X)?([SML])")
_PLUS = re.compile(r"(\d)X")


@lru_cache(maxsize=8192)
def letter_of(label: str) -> float | None:
    """Return where a letter size stands among others, M at 0, None for what is none; 1X to 6X stand above XL.

    >>> [letter_of(label) for label in ("XXS", "XS", "S", "M", "L", "XL", "1X", "2XL", "XXXL", "PP")]
    [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 2.5, 3.0, 4.0, None]
    """
    key = key_of(label)
    plus, match = _PLUS.fullmatch(key), _LETTER.fullmatch(key)
    if plus:
        return 1.5 + int(plus[1])
    if not match:
        return None
    steps = 0 if match[1] is None else int(match[1] or 1)
    return {"S": -1.0 - steps, "M": 0.0, "L": 1.0 + steps}[match[2]]
