"""BCP 47 tags: reading, canonical form (UTS #35, annex C) and likely subtags, with CLDR's tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from glocal.errors import UnknownError

__all__ = ["Tag", "canonical", "maximize", "parse"]

_LONGEST = 200
_SYNTAX = re.compile(
    r"""(?P<language>[a-z]{2,8})
        (?:-(?P<extlang>[a-z]{3}(?:-[a-z]{3}){0,2}))?
        (?:-(?P<script>[a-z]{4}))?
        (?:-(?P<territory>[a-z]{2}|[0-9]{3}))?
        (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
        (?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)
        (?P<private>(?:-?x(?:-[a-z0-9]{1,8})+)?)""",
    re.VERBOSE,
)
_SINGLETON = re.compile(r"(?:^|-)([a-wyz0-9](?:-[a-z0-9]{2,8})+)")
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
# The tags registered before BCP 47's grammar that still have a meaning (IANA registry, "grandfathered").
_LEGACY = {
    "art-lojban": "jbo",
    "en-gb-oed": "en-GB-oxendict",
    "i-ami": "ami",
    "i-bnn": "bnn",
    "i-hak": "hak",
    "i-klingon": "tlh",
    "i-lux": "lb",
    "i-navajo": "nv",
    "i-pwn": "pwn",
    "i-tao": "tao",
    "i-tay": "tay",
    "i-tsu": "tsu",
    "no-bok": "nb",
    "no-nyn": "nn",
    "sgn-be-fr": "sfb",
    "sgn-be-nl": "vgt",
    "sgn-ch-de": "sgg",
    "zh-guoyu": "zh",
    "zh-hakka": "hak",
    "zh-min-nan": "nan",
    "zh-xiang": "hsn",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag in its canonical parts; `str` writes it.

    >>> str(Tag("zh", "Hant", "HK"))
    'zh-Hant-HK'
    """

    language: str
    script: str = ""
    territory: str = ""
    variants: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    private: str = ""

    def __str__(self) -> str:
        parts = (self.language, self.script, self.territory, *self.variants, *self.extensions, self.private)
        return "-".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def parse(text: str) -> Tag:
    """Read a tag, canonically; UnknownError for what is none. Underscores and any case will do.

    >>> parse("ZH_hant_hk").script, str(parse("iw")), str(parse("sh-RS"))
    ('Hant', 'he', 'sr-Latn-RS')
    """
    plain = text.strip().replace("_", "-").lower()
    plain = _LEGACY.get(plain, plain).lower()
    if len(plain) <= _LONGEST and _PRIVATE.fullmatch(plain):
        return Tag(plain)
    found = _SYNTAX.fullmatch("und" if plain == "root" else plain) if len(plain) <= _LONGEST else None
    if not found:
        raise UnknownError("locale", text)
    variants = tuple(sorted(v for v in found["variants"].split("-") if v))
    tag = Tag(
        found["language"],
        found["script"].title() if found["script"] else "",
        (found["territory"] or "").upper(),
        variants,
        tuple(sorted(_SINGLETON.findall(found["extensions"]))),
        found["private"].removeprefix("-"),
    )
    return _renamed(_extended(tag, found["extlang"]))


def canonical(text: str) -> str:
    """Return a tag as BCP 47 writes it, deprecated codes replaced; UnknownError for what is no tag.

    >>> canonical("PT_br"), canonical("in-ID"), canonical("en-uk")
    ('pt-BR', 'id-ID', 'en-GB')
    """
    return str(parse(text))


def maximize(tag: Tag) -> Tag:
    """Return language, script and territory, the missing ones filled in with the likely ones (UTS #35).

    >>> str(maximize(parse("zh-TW"))), str(maximize(parse("und-BR")))
    ('zh-Hant-TW', 'pt-Latn-BR')
    """
    return _maximize(tag.language, tag.script, tag.territory)


@lru_cache(maxsize=4096)
def _maximize(language: str, script: str, territory: str) -> Tag:
    likely = _table("likely_subtags")
    for key in ((language, script, territory), (language, territory), (language, script), (language,)):
        if "" not in key and (full := likely.get("_".join(key))):
            found = full.split("_")
            return Tag(found[0] if language == "und" else language, script or found[1], territory or found[2])
    return Tag(language, script, territory)


def _table(name: Any) -> Any:
    from babel.core import get_global

    return get_global(name)


def _extended(tag: Tag, extlang: str | None) -> Tag:
    """`zh-yue` is `yue`; of several only the first has a meaning."""
    return replace(tag, language=extlang.partition("-")[0]) if extlang else tag


def _renamed(tag: Tag) -> Tag:
    language = _table("language_aliases").get(tag.language, tag.language).split("_")
    script = tag.script or (language[1] if len(language) > 1 and len(language[1]) == 4 else "")
    renamed = replace(
        tag,
        language=language[0],
        script=_table("script_aliases").get(script, script),
        variants=tuple(_table("variant_aliases").get(v, v) for v in tag.variants),
    )
    return replace(renamed, territory=_territory(renamed)) if tag.territory else renamed


def _territory(tag: Tag) -> str:
    """Of the successors of a state, the likely one for the language, else the first."""
    successors = _table("territory_aliases").get(tag.territory)
    if not successors:
        return tag.territory
    likely = _maximize(tag.language, tag.script, "").territory
    return likely if likely in successors else str(successors[0])
