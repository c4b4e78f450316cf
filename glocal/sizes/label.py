"""Reading size labels as merchants write them; two readings are never guessed silently."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import LabelError
from glocal.sizes.key import fold, key_of, number_text
from glocal.sizes.lists import systems

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KINDS", "MAX_LABEL", "Label", "parse", "readings"]

MAX_LABEL = 64
"""Characters of a label; longer ones are refused."""


class Label(msgspec.Struct, frozen=True):
    """A label that was read: its system ('' where it does not say), the key to look up, and the rest of what it says.

    `length` is an inseam, sleeve or body height beside the girth, `high` the end of a range; `kind` is the form that
    was recognised, one of KINDS.
    """

    text: str
    system: str
    key: str
    kind: str = "plain"
    length: str = ""
    high: str = ""

    def __str__(self) -> str:
        return f"{self.system} {self.text}".strip()


KINDS = {
    "plain": "",
    "letters": "",
    "range": "",
    "one-size": "",
    "centimetres": "",
    "millimetres": "",
    "waist and length": "trousers",
    "collar and sleeve": "shirts",
    "height and girth": "apparel",
    "Japanese women's": "apparel",
    "Japanese men's": "apparel",
    "size and height": "apparel",
    "jacket and length": "apparel",
    "band and cup": "bras",
    "child's shoe": "shoes",
    "toddler": "apparel",
    "months": "apparel",
    "years": "apparel",
    "width and length": "bedding",
}
"""Forms of labels, and the garment that each tells of; '' for none."""

_NOISE = re.compile(
    r"^(?:SIZE|SZ\.?|TAM(?:ANHO)?\.?|TALLA|TAILLE|TAGLIA|GRÖ(?:SS|ß|SSE)E?|GRÖSSE|GR\.|РАЗМЕР|РАЗМ\.|Р\.|尺码|尺寸|サイズ|N[RO]\.|N°)"
    r"\s*[:.]?\s*(?=.)"
)
_WHO = re.compile(r"\b(?:WOMEN'?S?|WMNS|MEN'?S?|LADIES|KIDS'?|UNISEX|DAMEN|HERREN|FEMME|HOMME|MUJER|HOMBRE)(?![^\W_])")
_ONE_SIZE = frozenset(
    "ONE SIZE|ONE-SIZE|ONESIZE|O/S|OS|OSFA|ONE SIZE FITS ALL|FREE|FREE SIZE|FREESIZE|TAILLE UNIQUE|TU|UNIQUE|"
    "EINHEITSGRÖSSE|EINHEITSGRÖßE|TALLA ÚNICA|ÚNICA|ÚNICO|TAMANHO ÚNICO|UNICA|TAGLIA UNICA|БЕЗ РАЗМЕРА|ЕДИНЫЙ|"
    "フリー|フリーサイズ|均码|均碼|프리|프리사이즈|UNI".split("|")
)
_BRACKET = re.compile(r"(?P<outer>[^()\[\]]+?) ?[(\[](?P<inner>[^()\[\]]+)[)\]]")
_SEVERAL = re.compile(r"[/|,;]|\s{1,3}(?=[A-Z]{2,3}[ :]?\d)")


@cache
def _named() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {fold(w): code for code, s in systems().system.items() for w in (code, *s.words)}
    names = "|".join(sorted((re.escape(w) for w in words), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:^|(?<=[^A-Z]))({names})(?![A-ZÀ-Þ])[ .:#-]*"), words


def parse(label: str, *, garment: str = "") -> Label:
    """Return the one reading of a label; a garment leaves out the readings that it cannot have.

    Raises LabelError for a label that cannot be read or has several readings; `readings` of the error lists them.

    >>> parse("EU 42,5").key, parse("Tam. 42").key, parse("9号").system, parse("34DDD/F").kind
    ('42.5', '42', 'JP', 'band and cup')
    """
    found = readings(label, garment=garment)
    if len(found) == 1:
        return found[0]
    if not found:
        raise LabelError(f"cannot read the size label {label[:MAX_LABEL]!r}", expected="a size label", got=label)
    listed = tuple(f"{r.kind}: {r}" for r in found)
    message = f"{label!r} has several readings: {'; '.join(listed)}"
    raise LabelError(message, expected="one reading", got=label, readings=listed)


@lru_cache(maxsize=8192)
def readings(label: str, *, garment: str = "") -> tuple[Label, ...]:
    """Return every reading of a label, none for what is no label.

    >>> [r.kind for r in readings("10C")]
    ["child's shoe", 'band and cup']
    """
    quick = _NUMBERED.fullmatch(label)
    if quick and (system := _codes().get(quick[1].upper())):
        return (Label(quick[2], system, number_text(float(quick[2])) if "." in quick[2] else quick[2]),)
    if not label.strip() or len(label) > MAX_LABEL:
        return ()
    text = fold(label)
    text = _NOISE.sub("", text, count=1) or text
    text = _WHO.sub("", text).strip() or text
    found = dict.fromkeys(_read(text))
    if garment and len(found) > 1:
        own = [r for r in found if KINDS[r.kind] == garment] or [r for r in found if not KINDS[r.kind]]
        found = dict.fromkeys(own) or found
    return tuple(found)


_NUMBERED = re.compile(r"[ ]*([A-Za-z]{2})[ ]*([0-9]{1,3}(?:\.[0-9]{1,2})?)[ ]*")


@cache
def _codes() -> dict[str, str]:
    return {code: code for code in systems().system if len(code) == 2}


def _read(text: str) -> Iterator[Label]:
    if text in _ONE_SIZE:
        yield Label(text, "", "ONE SIZE", "one-size")
        return
    bracket = _BRACKET.fullmatch(text)
    if bracket:
        inner = [r for r in _read(bracket["inner"].strip()) if r.system]
        yield from inner or _read(bracket["outer"].strip())
        return
    pattern, _ = _named()
    if len(pattern.findall(text)) > 1:
        parts = [p.strip() for p in _SEVERAL.split(text) if p.strip()]
        if len(parts) > 1:
            yield from _read(parts[0])
            return
    yield from _one(text)


def _one(text: str) -> Iterator[Label]:
    system, rest = _system(text)
    found = [make(kind, match) for kind, form, make in _FORMS if (match := form.fullmatch(rest))]
    if any(r.kind in _SURE for r in found):
        found = [r for r in found if r.kind != "range"]
    if not found and _PLAIN.fullmatch(rest):
        found = [Label(rest, system, key_of(rest))]
    for read in found:
        yield msgspec.structs.replace(read, system=system) if system else read


_SURE = frozenset({"collar and sleeve", "height and girth", "size and height"})


def _system(text: str) -> tuple[str, str]:
    pattern, words = _named()
    match = pattern.search(text)
    if not match:
        return "", text
    rest = (text[: match.start()] + text[match.end() :]).strip(" /:-")
    return (words[match[1]], rest) if rest else ("", text)


_PLAIN = re.compile(r"[\w.][\w. /+&'-]{0,40}")
Make = Callable[[str, re.Match[str]], Label]


def _girth(system: str) -> Make:
    """Make a label of a girth (group g) with a length beside it (group l)."""

    def make(kind: str, m: re.Match[str]) -> Label:
        return Label(m[0], system, key_of(m["g"]), kind, m["l"] or "")

    return make


def _whole(system: str) -> Make:
    def make(kind: str, m: re.Match[str]) -> Label:
        return Label(m[0], system, key_of(m[0]), kind)

    return make


def _keyed(kind: str, m: re.Match[str]) -> Label:
    return Label(m[0], "", key_of(m["g"]), kind)


def _dimensions(kind: str, m: re.Match[str]) -> Label:
    return Label(m[0], "", f"{m['g']}X{m['l']}", kind, m["l"])


def _cup(kind: str, m: re.Match[str]) -> Label:
    system = "JP" if m["first"] else ""
    return Label(m[0], system, f"{m['band'] or m['band2']}{m['cup'] or m['first']}", kind)


def _ranged(kind: str, m: re.Match[str]) -> Label:
    return Label(m[0], "", key_of(m[0].replace("/", "-")), kind, "", key_of(m["h"]))


def _staged(kind: str, m: re.Match[str]) -> Label:
    return Label(m[0], "", f"{key_of(m['g'])}{'Y' if m['s'] == 'Y' else 'C'}", kind)


def _aged(unit: str) -> Make:
    def make(kind: str, m: re.Match[str]) -> Label:
        return Label(m[0], "", m["g"] + (f"-{m['h']}" if m["h"] else "") + unit, kind)

    return make


_N = r"\d{1,3}(?:\.\d{1,2})?(?: ?\d/\d)?"
_L = r"(?:\d{1,2} ?)?X{0,6}[SML]"
_CUP = r"A{1,3}|B|C|D{1,5}|E{1,2}|F{1,2}|G{1,2}|H{1,2}|I|J{1,2}|K{1,2}|L|M|N|O"
_AGE = r"(?P<g>\d{1,2})(?:-(?P<h>\d{1,2}))?"
_BODY = r"J|JA|JY|Y|YA|A|AB|B|BB|BE|E"

_FORMS: tuple[tuple[str, re.Pattern[str], Make], ...] = tuple(
    (kind, re.compile(form), make)
    for kind, form, make in (
        ("plain", _N, _whole("")),
        ("letters", rf"{_L}|P{{1,3}}|X?G{{1,3}}|E?G|X{{1,4}}GG?|[2-6]?L{{1,3}}|(?:\d{{1,2}})X", _whole("")),
        ("waist and length", r"W ?(?P<g>\d{2}) ?[ /X-]? ?L ?(?P<l>\d{2})", _girth("")),
        ("waist and length", r"(?P<g>[2-5]\d) ?W? ?X ?(?P<l>[2-4]\d) ?L?", _girth("")),
        ("waist and length", r"(?P<g>[2-5]\d)W ?[ /-]? ?(?P<l>[2-4]\d)L", _girth("")),
        ("waist and length", r"W ?(?P<g>[2-5]\d)(?P<l>)", _girth("")),
        ("waist and length", r"(?P<g>2[4-9]|3\d|4\d)/(?P<l>2[8-9]|3[0-8])", _girth("")),
        ("collar and sleeve", r"(?P<g>1[3-9](?:\.\d{1,2})?(?: \d/\d)?)[/X-](?P<l>3\d(?:-3\d)?)", _girth("US")),
        ("height and girth", r"(?P<l>1[3-9]\d)[/-](?P<g>\d{2,3})(?:[YABC])?", _girth("CN")),
        ("Japanese women's", r"(?P<g>[3-9]|[1-3]\d)(?:AB|A|Y|B)(?P<l>PP|P|R|T)", _girth("JP")),
        ("Japanese women's", r"(?P<g>\d{1,2})(?P<l>)号", _girth("JP")),
        ("Japanese men's", rf"(?P<g>[7-9]\d|1[0-3]\d)(?:{_BODY})(?P<l>\d)", _girth("JP")),
        ("Japanese men's", rf"(?:{_BODY})\d", _whole("JP")),
        ("size and height", r"(?P<g>[3-7]\d)[-/](?P<l>1[4-9]\d)", _girth("RU")),
        ("jacket and length", r"(?P<g>[3-6]\d) ?(?P<l>R|S|L|XL|XS|T|ST|REG|REGULAR|SHORT|LONG)", _girth("")),
        ("child's shoe", r"(?P<g>\d{1,2}(?:\.5)?) ?(?P<s>C|Y|K)", _staged),
        ("toddler", r"\d{1,2}T", _whole("US")),
        ("months", rf"{_AGE} ?(?:M|MO|MOS|MTHS|MONTHS?|MOIS|MESES|MESI|MONATE|МЕС\.?)", _aged("M")),
        ("years", rf"{_AGE} ?(?:Y|YR|YRS|YEARS?|ANS|AÑOS|ANOS|ANNI|JAHRE|ЛЕТ|歳|岁)", _aged("Y")),
        ("band and cup", rf"(?P<band>[68]|\d{{2,3}}) ?(?P<cup>{_CUP})(?:/(?:{_CUP}))?(?P<first>)(?P<band2>)", _cup),
        ("band and cup", r"(?P<first>A{1,3}|[B-I])(?P<band2>[5-9]\d|1[0-2]\d)(?P<cup>)(?P<band>)", _cup),
        ("range", rf"(?P<g>{_N})[-/](?P<h>{_N})", _ranged),
        ("range", rf"(?P<g>{_L})[-/](?P<h>{_L})", _ranged),
        ("centimetres", r"(?P<g>\d{1,3}(?:\.\d)?) ?CM", _keyed),
        ("millimetres", r"(?P<g>\d{2,3}(?:\.\d)?) ?MM", _keyed),
        ("width and length", r"(?P<g>\d{2,3}) ?X ?(?P<l>\d{3})(?: ?CM)?", _dimensions),
    )
)  # fmt: skip
