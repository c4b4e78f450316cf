"""Lists of words joined the way a language joins them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glocal.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glocal.formats.cldr import Facts

__all__ = ["STYLES", "WIDTHS", "compile_list"]

STYLES = {"and": "standard", "or": "or", "unit": "unit"}
WIDTHS = {"long": "", "short": "-short", "narrow": "-narrow"}


def compile_list(
    texts: Facts, style: str = "and", width: str = "long", language: str = ""
) -> Callable[[Sequence[str]], str]:
    """Return a function that joins words."""
    if style not in STYLES:
        raise UnknownError("list style", style, STYLES)
    if width not in WIDTHS:
        raise UnknownError("width", width, WIDTHS)
    kind = STYLES[style] + WIDTHS[width]
    two, start, middle, end = (texts.get(f"{kind}.{part}") for part in ("2", "start", "middle", "end"))

    def write(items: Sequence[str]) -> str:
        words = list(items)
        if len(words) < 3:
            return _join(two, *words, language=language) if len(words) == 2 else "".join(words)
        text = _join(end, words[-2], words[-1], language=language)
        for word in reversed(words[1:-2]):
            text = _join(middle, word, text, language=language)
        return _join(start, words[0], text, language=language)

    return write


def _join(pattern: str, first: str, second: str, *, language: str) -> str:
    pattern = _euphony(pattern, second, language)
    return pattern.replace("{0}", "\ue000", 1).replace("{1}", second, 1).replace("\ue000", first, 1)


def _euphony(pattern: str, second: str, language: str) -> str:
    """Change the joining word where the next one asks for it, as ICU does for Spanish and Hebrew."""
    if language == "es" and pattern == "{0} y {1}" and _TO_E.match(second):
        return "{0} e {1}"
    if language == "es" and pattern == "{0} o {1}" and _TO_U.match(second):
        return "{0} u {1}"
    if language == "he" and second and not "\u0590" <= second[0] <= "\u05ff":
        return pattern.replace(" ו{1}", " ו-{1}")
    return pattern


_TO_E = re.compile(r"i|hi(?![ea])", re.IGNORECASE)
_TO_U = re.compile(r"o|ho|8|11(?:$| )", re.IGNORECASE)
