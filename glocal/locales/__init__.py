"""Language tags: read, written in their canonical form, and matched with what there is.

parse("zh_hant_hk") -> Tag(language="zh", script="Hant", territory="HK", ...)
canonical("iw-il") -> 'he-IL'
match("es-AR, en;q=0.5", supported=["es-ES", "es-419", "en"], default="en") -> Match(tag, distance, wanted)
distance("pt-PT", "pt-BR") -> 5
parents("es-MX") -> ('es-419', 'es')
resolve(markets, path=..., cookie=..., accept_language=..., country=...) -> Suggestion
"""

from glocal.locales.matching import Match, distance, match, weighted
from glocal.locales.resolving import Suggestion, resolve
from glocal.locales.tags import Tag, canonical, maximize, parse
from glocal.texts import parents

__all__ = [
    "Match",
    "Suggestion",
    "Tag",
    "canonical",
    "distance",
    "match",
    "maximize",
    "parents",
    "parse",
    "resolve",
    "weighted",
]
