"""The rules' sentences in the merchant's language: locales/<language>/LC_MESSAGES/rules.po."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glocal import po
from glocal.atlas import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["FIELDS", "PHRASES", "SENTENCE", "filled", "translation"]

SENTENCE = "{title}. {because}"
"""What is minded, and why, on one line."""
FIELDS = (
    "title",
    "description",
    "category",
    "tags",
    "price",
    "attributes[{name}]",
    "options[{name}]",
    "images[{number}].tags",
    "images[{number}].alt",
    "variants[{sku}].options",
    "variants[{sku}].price",
)
"""Where something was seen, as a finding's field writes it."""

_OLD_RATE = (
    "the rate from {source} to {target} is of {date} ({name}): {days} days old, the shop allows {limit}; "
    "update the table, or set max_rate_age_days or stale"
)
PHRASES = (
    "{title} in {field}: {word}",
    "{title} in {field}",
    "{because} (Not read again since {day}.)",
    "{sku} leads in place of {old}.",
    "{what} leads.",
    "{what} is left out.",
    "{what} is not shown.",
    "{word} reads {new}.",
    "The page says: {label}",
    "The product is not offered here.",
    "{who}: {why} (until {day})",
    "the waiver for {rule} ended on {day}",
    "A waiver holds until its day; decide again, or act on the finding.",
    "{price}, set by hand, is {share} % off the converted {amount}.",
    "The shop asks to be told from {share} % on.",
    "The former price is not shown.",
    "The former price is not shown: there is no lowest price of the days before the reduction.",
    "In {market} a reduction is shown against the lowest price of {days} days.",
    "prices stay in {currency}: {error}",
    _OLD_RATE,
    "It shows its own currency where a rate is old.",
    "No tax was added: the rates of {market} are not known.",
    "The shop asked for the market's tax on top of net prices (same-net).",
    "sizes stay as written: {labels}",
    "the size {label} stays as written",
    "give the category {category} a garment, audience and size_system in shop.toml",
    "{label} is outside the charts of {kind}: {held}",
    "{label} has several readings: {readings}",
)
"""What findings say besides the rules' own sentences, with the places that are filled in."""

_PLACE = re.compile(r"\{([a-z]+)\}")
_WORDS = frozenset(("title", "field", "because", "error"))
"""Places that hold a sentence or a word of ours, which is translated too."""
_KNOWN = "title"
"""The place whose words must be ours: else any sentence with "in" would be taken for a message."""


class _Shape(NamedTuple):
    """A phrase that can be told in the finished sentence."""

    pattern: re.Pattern[str]
    words: str
    """Its translation."""


def translation(language: str, folders: Sequence[Path] | None = None) -> Callable[[str], str]:
    """Return a function that says a finding's sentence in a language, or as it stands where nobody has translated it.

    >>> say = translation("zh-Hans")
    >>> say("Add a coin."), say("The colour purple in title: 'roxo'"), translation("en")("Add a coin.")
    ('附一枚硬币。', "标题中有“紫色”：'roxo'", 'Add a coin.')
    """
    texts = _texts(language, tuple(folders) if folders is not None else (data_folder(),))
    shapes = _shapes(language, tuple(folders) if folders is not None else (data_folder(),))

    def say(sentence: str) -> str:
        return texts.get(sentence) or _shaped(sentence, shapes, texts, say) or sentence

    return say


def filled(template: str, **values: object) -> str:
    """Return a phrase with its places filled in; what is no place stays, so that a translation can do no harm.

    >>> filled("{count} pieces", count=4)
    '4 pieces'
    """
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), template)


def _shaped(sentence: str, shapes: Sequence[_Shape], texts: Mapping[str, str], say: Callable[[str], str]) -> str:
    for shape in shapes:
        match = shape.pattern.fullmatch(sentence)
        found = match.groupdict() if match else {}
        if match and (_KNOWN not in found or found[_KNOWN] in texts):
            return filled(shape.words, **{n: say(text) if n in _WORDS else text for n, text in found.items()})
    return ""


@lru_cache(maxsize=64)
def _shapes(language: str, folders: tuple[Path, ...]) -> tuple[_Shape, ...]:
    """Return the translated phrases that have places, those that say most first."""
    texts = _texts(language, folders)
    phrases = sorted((*FIELDS, *PHRASES), key=lambda phrase: -len(_PLACE.sub("", phrase)))
    told = [phrase for phrase in phrases if texts.get(phrase) and _PLACE.search(phrase)]
    return tuple(_Shape(pattern, texts[phrase]) for phrase in told for pattern in _patterns(phrase))


def _patterns(phrase: str) -> list[re.Pattern[str]]:
    """Return what finds a phrase; a title may itself hold what stands after it: 'a model in revealing dress'."""
    short, long = (_pattern(phrase, title) for title in (".+?", ".+"))
    return [short, long] if f"{{{_KNOWN}}}" in phrase else [short]


def _pattern(phrase: str, title: str) -> re.Pattern[str]:
    parts = _PLACE.split(phrase)
    places = (f"(?P<{p}>{title if p == _KNOWN else '.+?'})" if i % 2 else re.escape(p) for i, p in enumerate(parts))
    return re.compile("".join(places), re.DOTALL)


@lru_cache(maxsize=64)
def _texts(language: str, folders: tuple[Path, ...]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for folder in folders:
        for tag in _tags(language):
            path = folder / "locales" / tag / "LC_MESSAGES" / "rules.po"
            if path.is_file():
                found = po.catalog(path.read_bytes(), path.name).texts
                texts |= {msgid: msgstr for (_, msgid), msgstr in found.items() if isinstance(msgstr, str)}
    return texts


def _tags(language: str) -> list[str]:
    """Return the folders of a language, the widest first: zh, zh_Hans, zh_Hans_CN."""
    parts = language.replace("-", "_").split("_")
    tags = ["_".join(parts[: i + 1]) for i in range(len(parts))]
    chinese = {"zh": ["zh_Hans"], "zh_CN": ["zh_Hans"], "zh_SG": ["zh_Hans"]}
    return list(dict.fromkeys([*(t for tag in tags for t in (tag, *chinese.get(tag, ()))), tags[-1]]))
