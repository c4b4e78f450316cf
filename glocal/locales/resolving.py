"""Which market and language to suggest to a visitor, why, and what the answer depended on.

A suggestion is never forced on anyone: what the address or the shopper's own earlier choice says comes first, and the
caller decides whether to show a page or to offer one. `depends_on` names the inputs that were looked at, for `Vary`
and cache keys: an answer that hangs on the address alone is the same for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.locales.matching import match, weighted
from glocal.locales.tags import maximize, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Suggestion", "resolve"]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A market and one of its languages; `reason` is the input that decided the market, `because` a sentence.

    `reason` is one of path, cookie, country, accept-language, default; `depends_on` lists the inputs looked at.
    """

    market: str
    language: str
    reason: str
    because: str
    depends_on: tuple[str, ...]


def resolve(
    markets: Mapping[str, Sequence[str]],
    *,
    path: str = "",
    cookie: str = "",
    accept_language: str = "",
    country: str = "",
    default: str = "",
) -> Suggestion:
    """Suggest a market and language of `markets` (territory -> its languages, best first).

    `path` starts with an edition (`/pt-br/x`); `cookie` holds one (`pt-br`), the shopper's own earlier choice;
    `country` is what the caller knows of where the visitor is; `default` is the market for all others, else the first.
    Raise UnknownError when there is no market, or the default is none of them. What visitors send never raises.

    >>> resolve({"BR": ["pt-BR"], "US": ["en-US", "es-419"]}, accept_language="es-MX", country="US")
    Suggestion(market='US', language='es-419', reason='country', because="the visitor's country is US", \
depends_on=('path', 'cookie', 'country', 'accept-language'))
    """
    if not markets or (default and default not in markets):
        raise UnknownError("market", default, markets)
    editions = dict(_editions(markets))
    if found := editions.get(_first_segment(path)):
        return Suggestion(*found, "path", f"the address names {found[1]} in {found[0]}", ("path",))
    if found := editions.get(cookie[:_LONGEST].strip().lower()):
        return Suggestion(*found, "cookie", f"the shopper chose {found[1]} in {found[0]}", ("path", "cookie"))
    market, reason, because = _market(markets, accept_language, country.upper(), default)
    language = match(accept_language, supported=markets[market]).tag
    return Suggestion(market, language, reason, because, ("path", "cookie", "country", "accept-language"))


def _editions(markets: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for market, languages in markets.items():
        for language in languages:
            tag = parse(language)
            name = "-".join(part for part in (tag.language, tag.script, market) if part)
            yield name.lower(), (market, language)


def _first_segment(path: str) -> str:
    return path[:_LONGEST].lstrip("/").partition("/")[0].lower()


def _market(markets: Mapping[str, Sequence[str]], wishes: str, country: str, default: str) -> tuple[str, str, str]:
    if country in markets:
        return country, "country", f"the visitor's country is {country}"
    chief = default or next(iter(markets))
    if country:
        return chief, "default", f"nothing is sold to {country[:3]!r}"
    for wish in weighted(wishes):
        if market := _market_for(markets, wish):
            return market, "accept-language", f"the browser asks for {wish}"
    return chief, "default", "nothing is known of the visitor"


def _market_for(markets: Mapping[str, Sequence[str]], wish: str) -> str:
    """Return the market of a wish that names a territory, or whose likely territory is one of ours."""
    try:
        tag = parse(wish)
    except UnknownError:
        return ""
    territory = tag.territory or maximize(tag).territory
    return territory if territory in markets else ""
