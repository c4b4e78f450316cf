"""The words of one language: storefront words and product texts, each with its fallback, for pages and layers.

    texts = Texts.open([locales, shop / "locales"], "pt-BR", chain=["en"], source="en")
    texts.t("Add to cart")                          str; the source text where there is no translation
    texts.t("From {price}", price="R$ 10,00")       placeholders are bare names
    texts.t("Cart", context="button")
    texts.n("{count} review", "{count} reviews", 5) {count} is filled in unless given
    texts.get("Size")                               the bare look-up, str or None: a dict's own get
    texts.language_of("Size")                       'pt-BR', 'pt' or the source's: for the page's `lang`
    texts.product("dress", "title", "BR", own={"pt": "Vestido"}, source="Dress")   Found(value, language) or None
    texts.word("option", "Color")                   Found(value, language) of a word that products share
    texts.chain                                     the languages asked, best first
    texts.faults                                    what translators' files hold that pages do not show, and why

Later folders win over earlier ones. Texts come out plain: whoever writes a page escapes them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.atlas import cldr, data_folder
from glocal.compiled import kept
from glocal.errors import DataError, Fault, LimitError, UnknownError
from glocal.po.plural import plural_forms
from glocal.po.texts import Catalog, catalog
from glocal.po.tokens import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glocal.po import Plural

__all__ = ["KINDS", "VOCABULARY", "Found", "Texts", "folder_name", "parents", "placeholders", "unusable_forms"]

Key = str | tuple[str, str]
"""A msgid, or (context, msgid)."""

KINDS = ("attribute", "attribute-value", "category", "option", "option-value", "tagline")
"""What the words that products share are for, and the shop's line about itself; in catalog.po each is a msgctxt."""

VOCABULARY = "word"
"""The msgctxt of shipped words for options, colours, materials and measures."""

_SPELLINGS = {"colour": "color", "gray": "grey", "aluminum": "aluminium", "jewelry": "jewellery"}
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}")
_BRACE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Languages that CLDR publishes in several scripts: their folders name the script.
_SEVERAL_SCRIPTS = ("az", "bs", "pa", "sr", "uz", "yue", "zh")
_LONGEST_WORD = 20_000
_MOST_USES = 8


class Found(NamedTuple):
    """A product text and the language it is really in."""

    value: str
    language: str


class Texts:
    """Words and product texts for one language, falling back along `chain`; thread-safe once opened."""

    def __init__(self, language: str, *, chain: Iterable[str] = (), source: str = "en") -> None:
        self.language = language
        self.source = source
        self.chain = tuple(_chain(language, chain))
        self._ranks = {tag: rank for rank, tag in enumerate(self.chain)}
        self.words: dict[Key, str] = {}
        self.forms: dict[Key, tuple[Plural, tuple[str, ...]]] = {}
        self.faults: tuple[Fault, ...] = ()
        self.get = self.words.get
        self._languages: dict[Key, str] = {}
        self._products: dict[str, dict[str, tuple[str, str]]] = {}
        self._shared: dict[tuple[str, str], Found] = {}

    @classmethod
    def open(
        cls, folders: Sequence[Path | str], language: str, *, chain: Iterable[str] = (), source: str = "en"
    ) -> Texts:
        """Read `<folder>/<lang>/LC_MESSAGES/glocal.po` and `catalog.po` for the language and all it falls back to.

        Missing files are fine. A file with faults gives what is sound in it; the rest is in `faults`. Raise
        UnknownError for a tag that is none, LimitError for a file that is too large.
        """
        texts = cls(language, chain=chain, source=source)
        for tag in reversed(texts.chain):
            for folder in folders:
                place = Path(folder) / folder_name(tag) / "LC_MESSAGES"
                texts.add_words(_read(place / "glocal.po", tag), tag)
                texts.add_products(_read(place / "catalog.po", tag), tag)
        return texts

    def add_words(self, words: Catalog, language: str) -> None:
        """Put storefront words above those that are there; what a page could not show is left out and reported."""
        faults = [*words.faults]
        for (context, msgid), text in words.texts.items():
            key = msgid if context is None else (context, msgid)
            if why := _unusable(msgid, text):
                faults.append(Fault(words.name, f"msgid {msgid[:60]!r}", why, repr(text[:60])))
            else:
                self.words[key] = text
                self._languages[key] = language
                if context == VOCABULARY:
                    self._add_word(VOCABULARY, msgid, text, language)
        for (context, msgid), forms in words.forms.items():
            key = msgid if context is None else (context, msgid)
            if why := unusable_forms(msgid + words.plurals[context, msgid], forms, words.plural):
                faults.append(Fault(words.name, f"msgid {msgid[:60]!r}", why, repr(forms)[:80]))
            else:
                self.forms[key] = (words.plural, forms)
                self._languages[key] = language
        self.faults += tuple(faults)

    def add_products(self, texts: Catalog, language: str) -> None:
        """Put product texts above those that are there.

        Their msgctxt is `id|field` or `id|field|MARKET`; for words that all products share it is one of KINDS.
        """
        faults = [*texts.faults]
        found = self._products.setdefault(language, {})
        for (context, msgid), text in texts.texts.items():
            if _CONTROL.search(text.replace("\r\n", "\n")):
                faults.append(
                    Fault(texts.name, f"msgctxt {context!r}", "a text without control characters", repr(text)[:80])
                )
            elif context in KINDS:
                self._add_word(context, msgid, text, language)
            elif context is not None:
                found[context] = (msgid, text)
        self.faults += tuple(faults)

    def _add_word(self, kind: str, msgid: str, text: str, language: str) -> None:
        self._shared[kind, msgid.casefold()] = Found(text, language)

    @property
    def translates(self) -> bool:
        """Whether there is any text of a product at all, in any language of the chain."""
        return any(self._products.values())

    def t(self, msgid: str, /, context: str | None = None, **values: object) -> str:
        """Return `msgid` in this language with its placeholders filled in; DataError when a value is missing.

        >>> Texts("en").t("From {price}", price="€ 10")
        'From € 10'
        """
        text = self.words.get(msgid if context is None else (context, msgid), msgid)
        return _fill(text, values) if "{" in text or "}" in text else text

    def n(self, singular: str, plural: str, count: int, /, context: str | None = None, **values: object) -> str:
        """Return the form for `count`, by this language's plural rule; `{count}` is `count` unless given as a value.

        >>> Texts("en").n("{count} review", "{count} reviews", 1)
        '1 review'
        """
        found = self.forms.get(singular if context is None else (context, singular))
        text = found[1][found[0](count)] if found else singular if count == 1 else plural
        return _fill(text, {"count": count, **values}) if "{" in text or "}" in text else text

    def language_of(self, msgid: str, context: str | None = None) -> str:
        """Return the tag of the language that `t` and `n` answer in for this text."""
        return self._languages.get(msgid if context is None else (context, msgid), "en")

    def word(self, kind: str, value: str) -> Found:
        """Return a word that products share (`kind` is one of KINDS), whatever its case, and the language it is in.

        The shop's own word (msgctxt is the kind) comes before the shipped one (msgctxt `word`); an unknown word stays
        as the shop wrote it.

        >>> Texts("de").word("option-value", "Moonlight")
        Found(value='Moonlight', language='en')
        """
        name = value.casefold()
        keys = ((kind, name), (VOCABULARY, _SPELLINGS.get(name, name)))
        found = [self._shared[key] for key in keys if key in self._shared]
        return min(found, key=lambda word: self._ranks.get(word.language, 0), default=Found(value, self.source))

    def product(
        self,
        product_id: str,
        field: str,
        market: str | None = None,
        *,
        own: Mapping[str, str] | None = None,
        source: str | None = None,
    ) -> Found | None:
        """Return a product's text and its language, or None where only the source text is left.

        Each language of the chain is asked for: the market's own text, the language's, the catalogue's own translation
        (`own`, by tag). With `source` given, translations of another source text are stale and passed over.
        """
        for tag in self.chain:
            value = self._product_in(tag, f"{product_id}|{field}", market, source) or (own or {}).get(tag)
            if value:
                return Found(value, tag)
            if tag == self.source:
                return None
        return None

    def _product_in(self, tag: str, context: str, market: str | None, source: str | None) -> str | None:
        texts = self._products.get(tag)
        if not texts:
            return None
        for name in (f"{context}|{market}", context) if market else (context,):
            found = texts.get(name)
            if found and (source is None or found[0] == source):
                return found[1]
        return None


def folder_name(tag: str) -> str:
    """Return gettext's folder for a language tag; UnknownError for anything that is not a tag.

    >>> folder_name("zh-Hans")
    'zh_Hans'
    """
    if not _TAG.fullmatch(tag):
        raise UnknownError("locale", tag)
    return tag.replace("-", "_")


def parents(tag: str) -> tuple[str, ...]:
    """Return what a language inherits from, nearest first (CLDR's parentLocales, then truncation).

    A language written in several scripts never falls into another script.

    >>> parents("es-MX"), parents("pt-BR"), parents("zh-HK"), parents("zh-CN")
    (('es-419', 'es'), ('pt',), ('zh-Hant-HK', 'zh-Hant'), ('zh-Hans-CN', 'zh-Hans', 'zh'))
    """
    return _parents(tag)


@lru_cache(maxsize=1024)
def _parents(tag: str) -> tuple[str, ...]:
    folder_name(tag)
    found: list[str] = []
    up = _with_script(tag)
    while up:
        if up != tag:
            found.append(up)
        up = _parent(up)
    return tuple(found)


def _parent(tag: str) -> str:
    exception: str | None = cldr("supplemental")["parents"].get(tag)
    if exception is not None:
        return "" if exception == "und" else exception
    up, _, last = tag.rpartition("-")
    return "" if len(last) == 4 and last != _likely_script(up) else up


def _with_script(tag: str) -> str:
    language, *rest = tag.split("-")
    if language not in _SEVERAL_SCRIPTS or (rest and len(rest[0]) == 4):
        return tag
    script = _likely_script("-".join([language, *rest[:1]])) or _likely_script(language)
    return "-".join([language, script, *rest])


def _likely_script(tag: str) -> str:
    full: str = cldr("supplemental")["likely"].get(tag, "")
    return full.split("-")[1] if full else ""


def _chain(language: str, chain: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for wanted in (language, *chain):
        for tag in (wanted, *parents(wanted)):
            if tag not in seen:
                seen.add(tag)
                yield tag


def _read(path: Path, language: str) -> Catalog:
    if path.is_relative_to(data_folder()) and path.is_file():
        return _shipped(path, language) or _parsed(path, language)
    return _parsed(path, language)


def _shipped(path: Path, language: str) -> Catalog | None:
    """Read one of our own files, from its compiled copy where that is good; None for a file with faults."""
    code = Path(__file__).with_name("po")
    found = kept(path, [path, code], lambda: _plain(_parsed(path, language)), key=language)
    if found is None:
        return None
    texts, forms, plurals, formula = found
    return Catalog(language, texts, forms, plurals, plural_forms(formula), (), path.as_posix())


def _plain(read: Catalog) -> tuple[Any, ...] | None:
    return None if read.faults else (read.texts, read.forms, read.plurals, read.plural.formula)


def _parsed(path: Path, language: str) -> Catalog:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return catalog(b"", path.as_posix(), language=language)
    if size > LIMIT:
        raise LimitError(f"{path}: too large", expected=f"at most {LIMIT} bytes", got=size)
    return catalog(path.read_bytes(), path.as_posix(), language=language)


def placeholders(text: str) -> list[str] | None:
    """List the placeholders of a text in order, or None when its braces are not those of bare names.

    >>> placeholders("{a} of {b}"), placeholders("{a.b}"), placeholders("{{literally}}")
    (['a', 'b'], None, [])
    """
    names: list[str] = []
    for brace in _BRACE.finditer(text):
        if brace[0] in ("{{", "}}"):
            continue
        if brace[1] is None or not _NAME.fullmatch(brace[1]):
            return None
        names.append(brace[1])
    return names


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[tuple[str, str | None], ...]:
    """Cut a text into (literal, name after it or None)."""
    pieces: list[tuple[str, str | None]] = []
    literal, at = "", 0
    for brace in _BRACE.finditer(text):
        literal += text[at : brace.start()]
        at = brace.end()
        if brace[1] is not None and _NAME.fullmatch(brace[1]):
            pieces.append((literal, brace[1]))
            literal = ""
        else:
            literal += brace[0][0] if brace[0] in ("{{", "}}") else brace[0]
    return (*pieces, (literal + text[at:], None))


def _fill(text: str, values: Mapping[str, object]) -> str:
    try:
        return "".join([f"{part}{values[name]}" if name else part for part, name in _split(text)])
    except KeyError as error:
        raise DataError(
            f"no value for {{{error.args[0]}}} in {text!r}", expected=error.args[0], got=[*values]
        ) from None


def _unusable(msgid: str, text: str) -> str:
    """Say what a page expects of a translation that it does not have, or ''."""
    if _CONTROL.search(text) or len(text) > _LONGEST_WORD:
        return f"at most {_LONGEST_WORD} characters, none of them a control"
    if "{" not in msgid and "}" not in msgid and "{" not in text and "}" not in text:
        return ""
    wanted, got = placeholders(msgid) or [], placeholders(text)
    if got is None or set(got) != set(wanted) or any(got.count(name) > _MOST_USES for name in got):
        return _listed(wanted)
    return ""


def unusable_forms(source: str, forms: tuple[str, ...], rule: Plural) -> str:
    """Say what pages expect of translated forms that they do not have, or ''.

    The placeholders have to be those of `source`; a form that serves a single number may leave `{count}` out.
    """
    wanted = set(placeholders(source) or ())
    for index, text in enumerate(forms[: rule.nplurals]):
        got = placeholders(text)
        missing = wanted - set(got or ())
        spelled_out = missing == {"count"} and len(rule.numbers(index, 200)) <= 1
        if got is None or not wanted.issuperset(got) or (missing and not spelled_out) or len(got) > _MOST_USES:
            return f"in form {index} {_listed(wanted)}"
        if why := _unusable("", _BRACE.sub("", text)):
            return why
    return ""


def _listed(names: Iterable[str]) -> str:
    return "the placeholders " + (", ".join(f"{{{name}}}" for name in sorted(set(names))) or "(none)")
