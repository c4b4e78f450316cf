"""The other parts of a pattern, looked for beside the part that was found."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glocal.rules.edges import word_end, word_start
from glocal.rules.words import GAP

if TYPE_CHECKING:
    from glocal.rules.words import Pattern

__all__ = ["beside"]

_REACH = 2
"""Words that a gap may hold."""
_SPACED = "\u0e00"
"""Below it there is no script without spaces."""


class _Step(NamedTuple):
    """The next part to look for."""

    body: str
    open_left: bool
    open_right: bool
    words: int
    """It is one of so many next words."""


def beside(folded: str, pattern: Pattern, start: int, end: int) -> tuple[int, int] | None:
    """Return where the whole begins and ends, None where a part is missing."""
    start, end = word_start(folded, start), word_end(folded, end)
    for step in _steps(pattern.after):
        end = _right(folded, end, step)
        if end < 0:
            return None
    for step in _steps(pattern.before[::-1]):
        start = _left(folded, start, step)
        if start < 0:
            return None
    return start, end


@lru_cache(maxsize=4096)
def _steps(parts: tuple[str, ...]) -> tuple[_Step, ...]:
    steps, words = [], 1
    for part in parts:
        if part == GAP:
            words = _REACH + 1
        else:
            steps.append(_Step(part.strip("*"), part.startswith("*"), part.endswith("*"), words))
            words = 1
    return tuple(steps)


def _left(folded: str, at: int, step: _Step) -> int:
    """Return where the part begins that ends before a space, -1 where it is not there."""
    for _ in range(step.words):
        if at < 2 or folded[at - 1] != " ":
            return -1
        begin = folded.rfind(" ", 0, at - 1) + 1
        if not folded[begin : at - 1].isalnum():
            begin = word_start(folded, at - 1)
        if _is(folded[begin : at - 1], step):
            return begin
        at = begin
    return -1


def _right(folded: str, at: int, step: _Step) -> int:
    """Return where the part ends that begins behind a space, -1 where it is not there."""
    for _ in range(step.words):
        if folded[at : at + 1] != " ":
            return -1
        end = folded.find(" ", at + 1)
        word = folded[at + 1 : end if end >= 0 else None]
        if not word.isalnum() or max(word) >= _SPACED:
            word = folded[at + 1 : word_end(folded, at + 1)]
        at += 1 + len(word)
        if _is(word, step):
            return at
    return -1


def _is(word: str, step: _Step) -> bool:
    body, open_left, open_right, _ = step
    if open_left:
        return body in word if open_right else word.endswith(body)
    return word.startswith(body) if open_right else word == body
