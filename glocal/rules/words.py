"""The grammar of words in rules/subjects: what a person writes there, and the patterns that it stands for.

purple              the whole word
фиолетов*           every word that begins so; at least three letters before the star
*katze              every word that ends so
rubber duck         words side by side: a hyphen or any space between them
black|dark cat|cats each with each
чёрн* .. кот|кота   up to two other words between
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from glocal.rules.text import fold, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_FORMS", "Pattern", "faults", "patterns"]

MAX_FORMS = 1_000
"""Forms that one line may stand for."""

GAP = ".."


class Pattern(NamedTuple):
    """A literal to look for, and what must stand around it."""

    literal: str
    open_left: bool = False
    """More letters may come before."""
    open_right: bool = False
    before: tuple[str, ...] = ()
    """Parts that must come before it, nearest last; '..' for a gap, a star for an open end."""
    after: tuple[str, ...] = ()


def patterns(line: str, language: str = "") -> tuple[Pattern, ...]:
    """Return the patterns of a line of words.

    >>> [p.literal for p in patterns("black|dark cat")]
    ['black cat', 'dark cat']
    >>> patterns("чёрн* .. кот")
    (Pattern(literal='черн', open_left=False, open_right=True, before=(), after=('..', 'кот')),)
    """
    slots = [_folded(part, language) for part in line.split()]
    return tuple(_pattern(parts) for parts in product(*slots))


def _folded(part: str, language: str) -> list[str]:
    if part == GAP:
        return [GAP]
    return [_keep_stars(word, language) for word in part.split("|")]


def _keep_stars(word: str, language: str) -> str:
    body = fold(word.strip("*"), language).strip()
    return f"{'*' * word.startswith('*')}{body}{'*' * (word.endswith('*') and len(word) > 1)}"


def _pattern(parts: tuple[str, ...]) -> Pattern:
    """Look for the longest parts that stand side by side; the others are checked beside them."""
    start, end = max(_runs(parts), key=lambda run: _letters(parts[slice(*run)]), default=(0, len(parts)))
    text = " ".join(parts[start:end])
    return Pattern(text.strip("*"), text.startswith("*"), text.endswith("*"), parts[:start], parts[end:])


def _letters(parts: tuple[str, ...]) -> int:
    return sum(len(part.strip("*")) for part in parts)


def _runs(parts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where parts begin and end that have neither a gap nor an open end between them."""
    start = 0
    for at in range(1, len(parts) + 1):
        if at == len(parts) or not _joined(parts[at - 1], parts[at]):
            if parts[start] != GAP:
                yield start, at
            start = at


def _joined(part: str, following: str) -> bool:
    return GAP not in (part, following) and not part.endswith("*") and not following.startswith("*")


def faults(line: str, language: str = "") -> str:
    """Return what is wrong with a line, '' where nothing is: a word that can never match, or matches too much.

    >>> faults("C++"), faults("ab*")
    ("'c++' ends in a sign that is no part of a word: it can never match", "'ab*' is too short for a star")
    >>> faults("cow & gate")
    ''
    """
    forms = 1
    for part in line.split():
        choices = part.split("|")
        if len(set(choices)) < len(choices):
            return f"{part!r} names a word twice"
        forms *= len(choices)
    if forms > MAX_FORMS:
        return f"stands for {forms} forms, at most {MAX_FORMS}"
    return next((fault for word in _words(line, language) if (fault := _fault(word))), "")


_BETWEEN = (GAP, "&")
"""What may stand between words and is none."""


def _words(line: str, language: str) -> list[str]:
    return [word for part in line.split() for word in _folded(part, language) if word not in _BETWEEN] or [""]


def _fault(word: str) -> str:
    body = word.strip("*")
    if not body:
        return "is empty"
    if "*" in body:
        return f"{word!r} has a star in the middle"
    if word != body and len(body) < 3 and not unspaced(body[0]):
        return f"{word!r} is too short for a star"
    if body.isascii() and not (is_word(body[0]) and is_word(body[-1])):
        return f"{word!r} ends in a sign that is no part of a word: it can never match"
    return ""


def unspaced(char: str) -> bool:
    """Whether the character's script puts no spaces between words.

    >>> unspaced("紫"), unspaced("ม"), unspaced("a")
    (True, True, False)
    """
    return "぀" <= char <= "ヿ" or "㐀" <= char <= "鿿" or "฀" <= char <= "࿿" or "က" <= char <= "႟" or "ក" <= char <= "៿"
