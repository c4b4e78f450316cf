"""A BCP 47 tag and the chain of locales whose data it inherits."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from glocal.errors import UnknownError
from glocal.formats.cldr import load, supplemental

__all__ = ["Tag", "chain", "parse"]

# Tags come from shoppers' browsers: what is remembered of them has a cap.
MEMO = 1024
LONGEST = 100
SHAPE = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
)


class Tag(msgspec.Struct, frozen=True):
    """One BCP 47 tag in its canonical spelling; `digits` is what -u-nu- asks for."""

    language: str
    script: str = ""
    territory: str = ""
    variants: tuple[str, ...] = ()
    digits: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.language, self.script, self.territory, *self.variants) if part)


@lru_cache(maxsize=MEMO)
def parse(text: str) -> Tag:
    """Read a BCP 47 tag; raise UnknownError, with a near match, for what is none or has no data.

    >>> str(parse("PT-br"))
    'pt-BR'
    """
    tag = _read(text) if isinstance(text, str) else None
    if tag is None:
        raise unknown(text)
    return tag


def _read(text: str) -> Tag | None:
    found = SHAPE.fullmatch(text.lower()) if len(text) <= LONGEST else None
    if not found:
        return None
    language, script, territory = _unalias(found["language"], found["script"], found["territory"])
    if language not in _languages() or (territory and territory not in _territories()):
        return None
    variants = tuple(v for v in found["variants"].split("-") if v)
    return Tag(language, script, territory, variants, _numbers(found["extensions"]))


def unknown(text: object) -> UnknownError:
    """Return the error that names the nearest locale."""
    if len(str(text)) > LONGEST:
        return UnknownError("locale", f"{str(text)[:LONGEST]}...")
    spelled = str(text).replace("_", "-")
    if "_" in str(text) and SHAPE.fullmatch(spelled.lower()):
        spelled = str(_read(spelled) or "")
    known = [tag for tag in load("numbers")["locales"] if tag != "und"]
    near = [spelled] if spelled != str(text) and spelled else []
    return UnknownError("locale", text, [*near, *known, *supplemental("likely")])


def _unalias(language: str, script: str | None, territory: str | None) -> tuple[str, str, str]:
    new = str(supplemental("aliases").get(language, language)).split("-")
    script = script.title() if script else next((p for p in new[1:] if len(p) == 4), "")
    territory = territory.upper() if territory else next((p for p in new[1:] if len(p) == 2), "")
    return new[0], script, territory


def _numbers(extensions: str) -> str:
    found = re.search(r"-u-(?:.*-)?nu-([a-z0-9]{3,8})", extensions)
    return found[1] if found else ""


@cache
def _languages() -> frozenset[str]:
    return frozenset(tag.partition("-")[0] for tag in load("numbers")["locales"] if tag != "und")


@cache
def _territories() -> frozenset[str]:
    return frozenset(str(supplemental("territories")).split())


def likely(tag: Tag) -> Tag:
    """Fill in the script and territory that speakers most likely mean.

    >>> str(likely(parse("zh-TW")))
    'zh-Hant-TW'
    """
    table = supplemental("likely")
    for key in (f"{tag.language}-{tag.script}-{tag.territory}", f"{tag.language}-{tag.territory}",
                f"{tag.language}-{tag.script}", tag.language):  # fmt: skip
        if key in table:
            language, script, territory = table[key].split("-")
            return Tag(language, tag.script or script, tag.territory or territory)
    return tag


@lru_cache(maxsize=MEMO)
def currency_of(tag: str) -> str:
    """Return the currency of the territory that a tag names; '' where it names none.

    >>> currency_of("pt-BR"), currency_of("pt")
    ('BRL', '')
    """
    return str(supplemental("tender").get(parse(tag).territory, ""))


def candidates(tag: Tag) -> list[str]:
    """Return the names under which data may lie, the closest first."""
    language, script, territory = tag.language, tag.script, tag.territory
    default = likely(Tag(language)).script
    written = script or likely(tag).script
    names = [str(tag)]
    if written and written != default:
        names += [f"{language}-{written}-{territory}", f"{language}-{written}"]
    if written == default or written == likely(Tag(language, "", territory)).script:
        names += [f"{language}-{territory}"]
    return [*names, language]


@lru_cache(maxsize=MEMO)
def chain(tag: Tag) -> tuple[str, ...]:
    """Return the locales to look a value up in, the closest first, `und` last.

    >>> chain(parse("es-AR"))
    ('es-AR', 'es-419', 'es', 'und')
    """
    known = load("numbers")["locales"]
    parents = supplemental("parents")
    name = next(name for name in candidates(tag) if name in known)
    found = [name]
    while name != "und":
        name = parents.get(name) or name.rpartition("-")[0] or "und"
        if name in known:
            found.append(name)
    return tuple(found)
