"""A CLDR number pattern, read once."""

from __future__ import annotations

from functools import cache

import msgspec

__all__ = ["CURRENCY", "MINUS", "PERCENT", "PLUS", "Pattern", "parse"]

# Stand-ins for what a pattern's affixes leave to the locale, from the private use area.
CURRENCY, MINUS, PLUS, PERCENT = "\ue000", "\ue001", "\ue002", "\ue003"
SIGNS = {"¤": CURRENCY, "-": MINUS, "+": PLUS, "%": PERCENT}
DIGITS = frozenset("#0,.")


class Pattern(msgspec.Struct, frozen=True):
    """What stands before and after the digits, how they are grouped, how many there are at least and at most."""

    prefix: str
    suffix: str
    negative_prefix: str
    negative_suffix: str
    primary: int = 0
    secondary: int = 0
    min_integer: int = 1
    min_fraction: int = 0
    max_fraction: int = 0


@cache
def parse(text: str) -> Pattern:
    """Read a pattern such as `¤ #,##0.00;¤-#,##0.00`.

    >>> pattern = parse("#,##,##0.00")
    >>> pattern.primary, pattern.secondary, pattern.max_fraction
    (3, 2, 2)
    """
    positive, negative = _halves(text)
    prefix, body, suffix = _split(positive)
    before, after = (MINUS + prefix, suffix) if negative is None else _split(negative)[::2]
    whole, _, fraction = body.partition(".")
    primary, secondary = _grouping(whole)
    return Pattern(prefix, suffix, before, after, primary, secondary,
                   whole.count("0"), fraction.count("0"), len(fraction))  # fmt: skip


def _halves(text: str) -> tuple[str, str | None]:
    quoted = False
    for place, char in enumerate(text):
        quoted ^= char == "'"
        if char == ";" and not quoted:
            return text[:place], text[place + 1 :]
    return text, None


def _split(text: str) -> tuple[str, str, str]:
    quoted, parts, place = False, ["", "", ""], 0
    for index, char in enumerate(text):
        if char == "'":
            if text[index : index + 2] == "''":
                parts[place] += "'"
            quoted = not quoted
        elif quoted:
            parts[place] += char
        else:
            place = max(place, 1) if char in DIGITS else 2 if place else 0
            parts[place] += SIGNS.get(char, char)
    return parts[0], parts[1], parts[2]


def _grouping(whole: str) -> tuple[int, int]:
    groups = whole.split(",")[1:]
    if not groups:
        return 0, 0
    primary = len(groups[-1])
    return primary, len(groups[-2]) if len(groups) > 1 else primary
