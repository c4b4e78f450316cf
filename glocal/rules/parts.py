"""The other parts of a pattern, looked for beside the part that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.rules.edges import word_end, word_start
from glocal.rules.words import GAP

if TYPE_CHECKING:
    from glocal.rules.words import Pattern

__all__ = ["beside"]

_REACH = 2
"""Words that a gap may hold."""


def beside(folded: str, pattern: Pattern, start: int, end: int) -> tuple[int, int] | None:
    """Return where the whole begins and ends, None where a part is missing."""
    start, end = word_start(folded, start), word_end(folded, end)
    for part in _steps(tuple(reversed(pattern.before))):
        found = _left(folded, start, *part)
        if found is None:
            return None
        start = found
    for part in _steps(pattern.after):
        found = _right(folded, end, *part)
        if found is None:
            return None
        end = found
    return start, end


def _steps(parts: tuple[str, ...]) -> list[tuple[str, int]]:
    steps, reach = [], 0
    for part in parts:
        if part == GAP:
            reach = _REACH
        else:
            steps.append((part, reach))
            reach = 0
    return steps


def _left(folded: str, at: int, part: str, reach: int) -> int | None:
    for _ in range(reach + 1):
        if at < 2 or folded[at - 1] != " ":
            return None
        begin = word_start(folded, at - 1)
        if _is(folded[begin : at - 1], part):
            return begin
        at = begin
    return None


def _right(folded: str, at: int, part: str, reach: int) -> int | None:
    for _ in range(reach + 1):
        if folded[at : at + 1] != " ":
            return None
        end = word_end(folded, at + 1)
        if _is(folded[at + 1 : end], part):
            return end
        at = end
    return None


def _is(word: str, part: str) -> bool:
    body = part.strip("*")
    if part.startswith("*"):
        return body in word if part.endswith("*") else word.endswith(body)
    return word.startswith(body) if part.endswith("*") else word == body
