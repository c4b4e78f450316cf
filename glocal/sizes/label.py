"""Reading size labels as merchants write them; two readings are never guessed silently."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import LabelError
from glocal.sizes.files import systems
from glocal.sizes.key import fold, key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["MAX_LABEL", "Label", "parse", "readings"]

MAX_LABEL = 64
"""Characters of a label; longer ones are refused."""


class Label(msgspec.Struct, frozen=True):
    """A label that was read: its system ('' where it does not say), the key to look up, and the rest of what it says.

    `length` is an inseam, sleeve or body height beside the girth; `kind` is the form that was recognised.
    """

    text: str
    system: str
    key: str
    length: str = ""
    kind: str = "plain"
    high: str = ""

    def __str__(self) -> str:
        return f"{self.system} {self.text}".strip()


@cache
def _named() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {fold(w): code for code, s in systems().system.items() for w in (code, *s.words)}
    names = "|".join(sorted((re.escape(w) for w in words), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[^A-Z]))({names})(?![A-ZÀ-Þ])[ .:#-]*", re.UNICODE), words


_NOISE = re.compile(
    r"^(SIZE|SZ\.?|TAM\.?|TAMANHO|TALLA|TAILLE|TAGLIA|GRÖSSE|GR\.?|GRÖßE|РАЗМЕР|Р\.|РАЗМ\.|尺码|サイズ|NO\.|NR\.|N°)\s*:?\s*"
)
_BRACKET = re.compile(r"^(?P<outer>[^()\[\]]+?) ?[(\[](?P<inner>[^()\[\]]+)[)\]]$")


def parse(label: str, *, garment: str = "", audience: str = "") -> Label:
    """Return the one reading of a label.

    Raises LabelError for a label that cannot be read or has several readings; `readings` of the error lists them.

    >>> parse("EU 42,5").key, parse("Tam. 42").key, parse("9号").system
    ('42.5', '42', 'JP')
    """
    found = readings(label, garment=garment, audience=audience)
    if len(found) == 1:
        return found[0]
    if not found:
        raise LabelError(f"cannot read the size label {label[:MAX_LABEL]!r}", expected="a size label", got=label)
    listed = tuple(f"{r.kind}: {r}" for r in found)
    raise LabelError(
        f"{label!r} has several readings: {'; '.join(listed)}", expected="one reading", got=label, readings=listed
    )


@lru_cache(maxsize=8192)
def readings(label: str, *, garment: str = "", audience: str = "") -> tuple[Label, ...]:
    """Return every reading of a label, none for what is no label."""
    if not label.strip() or len(label) > MAX_LABEL:
        return ()
    text = _NOISE.sub("", fold(label), count=1)
    return tuple(dict.fromkeys(_read(text)))


def _read(text: str) -> Iterator[Label]:
    bracket = _BRACKET.match(text)
    if bracket:
        inner = list(_read(bracket["inner"]))
        named = [r for r in inner if r.system]
        yield from named or _read(bracket["outer"])
        return
    system, rest = _system(text)
    for form, make in _FORMS:
        match = form.fullmatch(rest)
        if match:
            read = make(match)
            yield read if read.system or not system else msgspec.structs.replace(read, system=system)
            return


def _system(text: str) -> tuple[str, str]:
    pattern, words = _named()
    match = pattern.search(text)
    if not match:
        return "", text
    rest = (text[: match.start()] + text[match.end() :]).strip()
    return (words[match[1]], rest) if rest else ("", text)


def _plain(m: re.Match[str]) -> Label:
    return Label(m[0], "", key_of(m[0]))


Make = "Callable[[re.Match[str]], Label]"
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?(?: ?\d/\d)?"
_LETTERS = r"(?:\d{1,2} ?X{0,2}|X{0,6})?[SML](?:/T|T|/P)?"


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Label]], ...] = (
    (re.compile(_NUMBER), _plain),
    (re.compile(r".+"), _plain),
)
