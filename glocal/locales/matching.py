"""Finding the supported language nearest to what a shopper wants (UTS #35, "Language Matching").

The distance of two tags is the sum of what their languages, scripts and territories are apart, read from
rules/cldr/language_matching.json. A later wish has to be nearer than an earlier one by more than a regional variant.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glocal.atlas import data_folder
from glocal.errors import UnknownError
from glocal.locales.tags import Tag, maximize, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Match", "distance", "match", "weighted"]

FAR = 100
_LANGUAGES_APART = 80
_SCRIPTS_APART = 50
_REGIONS_APART = 4
_NEAR_ENOUGH = 50
_LATER_WISH = 6  # a wish further down must be nearer by more than two regions of one language are apart
_MOST_WISHES = 64
_LONGEST_HEADER = 4000
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_WEIGHT = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
# Pseudo-locales are languages of their own: no shopper is to get one by being near.
_PSEUDO_REGIONS = ("XA", "XB", "XC")
_PSEUDO_VARIANTS = {"psaccent": "XA", "psbidi": "XB", "pscrack": "XC"}


@dataclass(frozen=True, slots=True)
class Match:
    """The supported `tag` for `wanted`, and how far they are apart: 0 same, up to 100; 100 when it is the default."""

    tag: str
    distance: int
    wanted: str = ""


class Row(NamedTuple):
    """One territory rule: the groups that the two must be in, and how far that sets them apart."""

    desired: str
    supported: str
    distance: int


@dataclass(frozen=True, slots=True)
class Table:
    """CLDR's language matching data."""

    languages: dict[tuple[str, str], int]
    scripts: dict[tuple[str, str], int]
    regions: dict[str, tuple[Row, ...]]
    groups: dict[str, frozenset[str]]
    paradigms: tuple[Tag, ...]


def match(
    wanted: str | Iterable[str],
    *,
    supported: Sequence[str],
    default: str | None = None,
    threshold: int = _NEAR_ENOUGH,
    favor_script: bool = False,
) -> Match:
    """Return the supported tag nearest to what is wanted, or `default` (the first supported one when None).

    `wanted` is an Accept-Language header or tags, best first. `favor_script` makes a readable script count for more
    than the same language. Broken wishes are passed over; UnknownError for a supported tag that is none.

    >>> match("es-AR, en;q=0.5", supported=["es-ES", "es-419", "en"], default="en")
    Match(tag='es-419', distance=4, wanted='es-AR')
    >>> match("uk", supported=["ru", "en"], default="en").tag
    'en'
    """
    if default is None and not supported:
        raise UnknownError("locale", wanted, where="no language is supported")
    chief = supported[0] if default is None else default
    wishes = weighted(wanted) if isinstance(wanted, str) else wanted
    return _best(wishes, _choices(tuple(supported), chief), threshold, favor_script) or Match(chief, FAR)


def distance(desired: str, supported: str) -> int:
    """Return how ill a shopper who wants one tag is served with the other: 0 to 100, not the same both ways.

    >>> distance("gl", "es"), distance("es", "gl"), distance("zh-HK", "zh-Hant")
    (20, 80, 5)
    """
    return min(_distance(_located(parse(desired)), _located(parse(supported)), False), FAR)


def weighted(header: str) -> list[str]:
    """List the tags of an Accept-Language header, most wanted first; what is malformed or refused (q=0) is left out.

    >>> weighted("da, en-gb;q=0.8, *;q=0.1, en;q=0.9, fr;q=0")
    ['da', 'en', 'en-gb']
    """
    items = header[:_LONGEST_HEADER].split(",")[:_MOST_WISHES]
    found = [(weight, tag) for tag, weight in map(_weight, items) if weight > 0 and _NAME.fullmatch(tag)]
    return [tag for _, tag in sorted(found, key=lambda pair: -pair[0])]


def _weight(item: str) -> tuple[str, float]:
    tag, *parameters = [part.strip() for part in item.split(";")]
    for name, _, value in (parameter.partition("=") for parameter in parameters):
        if name.strip().lower() == "q":
            return tag, float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return tag, 1.0


def _best(wishes: Iterable[str], choices: dict[Tag, list[str]], threshold: int, favor_script: bool) -> Match | None:
    best: Match | None = None
    limit = threshold
    for wish in wishes:
        located = _wish(wish)
        if located in choices:
            return Match(_spelled(wish, choices[located]), 0, wish)
        near = _nearest(located, choices, limit, favor_script) if located else None
        if near:
            limit = near[1]
            best = Match(_spelled(wish, choices[near[0]]), near[1], wish)
        limit -= _LATER_WISH
        if limit <= 0:
            break
    return best


def _spelled(wish: str, tags: list[str]) -> str:
    """Of tags that mean the same, return the one written most like the wish."""
    parts = set(wish.lower().split("-"))
    return max(tags, key=lambda tag: (tag.lower() == wish.lower(), len(parts.intersection(tag.lower().split("-")))))


def _wish(tag: str) -> Tag | None:
    try:
        return _located(parse(tag))
    except UnknownError:
        return None


def _nearest(wish: Tag, choices: Iterable[Tag], limit: int, favor_script: bool) -> tuple[Tag, int] | None:
    best: tuple[Tag, int] | None = None
    for choice in choices:
        apart = _distance(wish, choice, favor_script)
        if apart < limit or (best and apart == best[1] and _likelier(choice, best[0])):
            best, limit = (choice, apart), apart
    return best


def _likelier(one: Tag, other: Tag) -> bool:
    """Say whether `one` is the more usual of two tags of one language."""
    if one.language != other.language:
        return False
    if one.script != other.script:
        return one.script == maximize(Tag(one.language)).script
    return one.territory == maximize(Tag(one.language, one.script)).territory != other.territory


@lru_cache(maxsize=256)
def _choices(supported: tuple[str, ...], default: str) -> dict[Tag, list[str]]:
    """Return what is supported, the default first, then CLDR's paradigms, then in the order given."""
    places: dict[Tag, list[str]] = {}
    for tag in supported:
        places.setdefault(_located(_lenient(tag)), []).append(tag)
    chief = _located(_lenient(default))
    paradigms = table().paradigms
    order = sorted(places, key=lambda tag: 0 if tag == chief else 1 if tag in paradigms else 2)
    return {tag: places[tag] for tag in order}


def _lenient(tag: str) -> Tag:
    return Tag(tag) if tag.isdigit() else parse(tag)


@lru_cache(maxsize=4096)
def _located(tag: Tag) -> Tag:
    """Return the tag's likely language, script and territory; the undetermined language stays by itself."""
    if tag.language == "und" and not (tag.script or tag.territory):
        return Tag("und")
    pseudo = next((_PSEUDO_VARIANTS[v] for v in tag.variants if v in _PSEUDO_VARIANTS), "")
    pseudo = pseudo or (tag.territory if tag.territory in _PSEUDO_REGIONS else "")
    full = maximize(tag)
    return Tag(f"{full.language}-{pseudo}", full.script, pseudo) if pseudo else full


@lru_cache(maxsize=65536)
def _distance(desired: Tag, supported: Tag, favor_script: bool) -> int:
    data = table()
    pair = (desired.language, supported.language)
    apart = 0 if pair[0] == pair[1] else data.languages.get(pair, _LANGUAGES_APART)
    if favor_script:
        apart >>= 2
    apart += _scripts_apart(desired, supported, data)
    return apart + _regions_apart(desired, supported, data)


def _scripts_apart(desired: Tag, supported: Tag, data: Table) -> int:
    if desired.script == supported.script:
        return 0
    pair = (f"{desired.language}-{desired.script}", f"{supported.language}-{supported.script}")
    return data.scripts.get(pair, _SCRIPTS_APART)


def _regions_apart(desired: Tag, supported: Tag, data: Table) -> int:
    if desired.territory == supported.territory:
        return 0
    if desired.language != supported.language or desired.script != supported.script:
        return _REGIONS_APART
    name = desired.language
    for row in data.regions.get(name) or data.regions.get(f"{name}-{desired.script}", ()):
        if _in(desired.territory, row.desired, data) and _in(supported.territory, row.supported, data):
            return row.distance
    return _REGIONS_APART


def _in(territory: str, group: str, data: Table) -> bool:
    """Say whether a territory is of a group: `*` all, `$name` its members, `$!name` the others, else the one named."""
    if group == "*":
        return True
    if group.startswith("$!"):
        return territory not in data.groups[group[2:]]
    if group.startswith("$"):
        return territory in data.groups[group[1:]]
    return territory == group


@lru_cache(maxsize=1)
def table() -> Table:
    """Read rules/cldr/language_matching.json."""
    path = data_folder() / "rules" / "cldr" / "language_matching.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Table(
        {(d, s): far for d, s, far in reversed(data["languages"])},
        {(d, s): far for d, s, far in reversed(data["scripts"])},
        _regions(data["regions"]),
        {name: frozenset(members) for name, members in data["variables"].items()},
        tuple(maximize(parse(tag)) for tag in data["paradigms"]),
    )


def _regions(rows: Iterable[tuple[str, str, int]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for name, row in _region_rows(rows):
        found.setdefault(name, []).append(row)
    return {name: tuple(listed) for name, listed in found.items()}


def _region_rows(rows: Iterable[tuple[str, str, int]]) -> Iterator[tuple[str, Row]]:
    for desired, supported, far in rows:
        language, script, territory = desired.split("-")
        name = language if script == "*" else f"{language}-{script}"
        yield name, Row(territory, supported.split("-")[2], far)
