"""Pseudo-locales: pages in no language, that show what is hard-coded, what is clipped and what does not mirror.

    en-XA   ⟦ȦȦḓḓ ŧǿ ƈȧřŧ~~~⟧   accented, in brackets, at least 35 % longer
    ar-XB   the words in Arabic letters: the page runs from right to left
    zh-XC   Chinese characters in the place of words: no spaces to break at, tall and wide

Placeholders, tags and addresses stay. What a page shows without a mark of the pseudo-locale never went through it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from glocal import po
from glocal.errors import UnknownError
from glocal.translate.merge import header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["LOCALES", "is_pseudo", "pseudo", "pseudo_file"]

_KEPT = re.compile(r"(\{\{|\}\}|\{[^{}]*\}|<[^<>]*>|&\w+;|https?://\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{1,200})")
_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑ",
)
_ARABIC = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ابتدهفجحيژكلمنوپقرستثڤغخطزابتدهفجحيژكلمنوپقرستثڤغخطز",
)
_CHINESE = "的一是在不了有和人这中大为上个国我以要他"
_VOWEL = re.compile(r"[aeiouAEIOU]")
_WORD = re.compile(r"[A-Za-z]+")
_LONGER = 0.35


def pseudo(text: str, locale: str) -> str:
    """Return `text` in a pseudo-locale; UnknownError for one that is not among LOCALES.

    >>> pseudo("Add {count} to cart", "en-XA")
    '⟦ȦȦḓḓ {count} ŧǿǿ ƈȧřŧ~~~~~⟧'
    """
    if locale not in LOCALES:
        raise UnknownError("pseudo-locale", locale, LOCALES)
    return LOCALES[locale](text)


def is_pseudo(text: str) -> bool:
    """Say whether a shown text went through a pseudo-locale, as far as its letters tell.

    >>> is_pseudo("Cart"), is_pseudo(pseudo("Cart", "ar-XB")), is_pseudo("12,50")
    (False, True, True)
    """
    return not re.search(r"[A-Za-z]{2}", _KEPT.sub("", text))


def _accented(text: str) -> str:
    parts = _KEPT.split(text)
    for place in range(0, len(parts), 2):
        parts[place] = _VOWEL.sub(lambda v: v[0] * 2, parts[place], count=max(1, len(parts[place]) // 6))
        parts[place] = parts[place].translate(_ACCENTED)
    longer = "".join(parts)
    missing = round(len(text) * (1 + _LONGER)) - len(longer)
    return f"⟦{longer}{'~' * max(0, missing)}⟧"


def _mirrored(text: str) -> str:
    parts = _KEPT.split(text)
    parts[::2] = [part.translate(_ARABIC) for part in parts[::2]]
    return "".join(parts)


def _dense(text: str) -> str:
    parts = _KEPT.split(text)
    parts[::2] = [_WORD.sub(_characters, part).replace(" ", "") for part in parts[::2]]
    return "".join(parts)


def _characters(word: re.Match[str]) -> str:
    seed = sum(map(ord, word[0]))
    return "".join(_CHINESE[(seed + place) % len(_CHINESE)] for place in range((len(word[0]) + 1) // 2))


LOCALES: dict[str, Callable[[str], str]] = {"en-XA": _accented, "ar-XB": _mirrored, "zh-XC": _dense}
"""Tag -> what it does to a text."""


def pseudo_file(template: Iterable[po.Entry], locale: str) -> po.File:
    """Return a whole catalogue of a pseudo-locale, made from the source texts; its plural rule is English."""
    head = header(
        locale, title=f"Pseudo-locale {locale}: made from the source, for tests", review="nobody: not a language"
    )
    head = replace(
        head, msgstr=(re.sub(r"Plural-Forms:[^\n]*", f"Plural-Forms: {po.plural.GERMANIC}", head.msgstr[0]),)
    )
    entries = [_entry(entry, locale) for entry in template if entry.msgid and not entry.obsolete]
    return po.File((head, *entries), name=f"{locale}.po")


def _entry(entry: po.Entry, locale: str) -> po.Entry:
    texts = (entry.msgid,) if entry.plural is None else (entry.msgid, entry.plural)
    return replace(entry, msgstr=tuple(pseudo(text, locale) for text in texts), flags=())
