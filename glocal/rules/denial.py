"""Words that say "without": of goods and materials, what stands beside them is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.rules.text import is_word
from glocal.rules.words import unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Denial"]

_REACH = 3
"""Words before a hit that are looked at."""
_HEAD, _TAIL = 24, 16
"""Characters that are looked at before and behind it."""


class Denial:
    """The words of a language that deny what stands behind them, or before.

    >>> without = Denial(["no", "free of"], ["free"])
    >>> [without.of(text, 8, 14) for text in ("free of cotton", "no soft cotton", "100 no. cotton", "pork or cotton")]
    [True, True, False, False]
    >>> without.of("alcohol-free".replace("-", " "), 0, 7)
    True
    >>> [Denial(["无", "不含"], []).of(text, 2, 4) for text in ("无骨火腿", "不含火腿")]
    [False, True]
    """

    __slots__ = ("after", "joined", "last", "phrases", "words")

    def __init__(self, before: Iterable[str], after: Iterable[str]) -> None:
        listed = tuple(before)
        spaced = [word for word in listed if not unspaced(word[-1])]
        self.words = frozenset(word for word in spaced if " " not in word)
        self.phrases = tuple(f" {word} " for word in spaced if " " in word)
        self.last = frozenset(word.split()[-1] for word in spaced)
        self.joined = tuple(word for word in listed if unspaced(word[-1]))
        """Of scripts without spaces: after a word of several signs one or two more may stand between."""
        self.after = tuple(after)

    def of(self, folded: str, start: int, end: int) -> bool:
        """Whether the word at a place of a folded text is denied."""
        return self._before(folded, start) or self._behind(folded[end : end + _TAIL])

    def _before(self, folded: str, start: int) -> bool:
        head = folded[max(0, start - _HEAD) : start]
        if any(word in head[-len(word) - 2 * (len(word) > 1) :] for word in self.joined):
            return True
        if start > _HEAD and folded[start - _HEAD - 1] != " ":
            head = head.partition(" ")[2]  # of the first word only the end was cut out
        words = head.split()
        words = words[-_REACH:] if head.endswith(" ") else words[-_REACH - 1 : -1]
        if self.last.isdisjoint(words):
            return False
        return not self.words.isdisjoint(words) or _holds(words, self.phrases)

    def _behind(self, tail: str) -> bool:
        tail = tail.removeprefix(" ")
        return tail.startswith(self.after) and any(_opens(tail, word) for word in self.after)


def _holds(words: list[str], phrases: tuple[str, ...]) -> bool:
    text = f" {' '.join(words)} "
    return any(phrase in text for phrase in phrases)


def _opens(tail: str, word: str) -> bool:
    return tail.startswith(word) and (unspaced(word[-1]) or not is_word(tail[len(word) : len(word) + 1] or " "))
