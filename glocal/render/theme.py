"""A theme: templates and one stylesheet, the shipped ones with a shop's own laid over them."""

from __future__ import annotations

import hashlib
import re
import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BytecodeCache, ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, PrefixLoader

from glocal.errors import UnknownError
from glocal.model.listing import Text
from glocal.render import seasons
from glocal.render.environment import Message, ThemeEnvironment, Words, messages
from glocal.render.tokens import Asset, Tokens, asset

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from types import CodeType

    from jinja2 import BaseLoader
    from jinja2.bccache import Bucket

    from glocal.formats import LocaleFormats
    from glocal.model.market import Market
    from glocal.render.links import Shop
    from glocal.render.page import CategoryLink, Pages
    from glocal.render.seasons import Season

__all__ = ["Theme"]

DEFAULT = Path(__file__).resolve().parent.parent / "themes" / "default"
STYLE = "style.css"
TOKENS = "tokens.toml"
SEASONS = "seasons.toml"
NOTHING = Text("", "")
KEPT = 128
"""Languages whose compiled templates are kept."""

BESIDE = Path(cache_from_source(str(DEFAULT / "theme.py"))).parent
"""Where Python would keep compiled modules of the shipped theme's folder."""
SHIPPED = "shipped-"
"""Marks the keys of the shipped theme's templates."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};])\s*|\s*\n\s*|(?<=[:,]) ")


class Theme:
    """Templates, stylesheet and tokens.

    A shop's folder may hold any of them: a `product.html` of its own stands in for the shipped one and may begin with
    `{% extends "glocal/product.html" %}` to change single blocks; its `style.css` is added after the shipped one; its
    `tokens.toml` changes single values, its `seasons.toml` adds festive accents. Templates are code: open only a
    folder that you trust.
    """

    def __init__(self, folder: Path | None = None, *, bytecode: Path | None = None) -> None:
        self.folder = folder
        self.bytecode = bytecode
        self.tokens = self._tokens()
        self.seasons = self._seasons()
        self._lock = Lock()
        self._compiled = Compiled(bytecode)
        self._environments: dict[tuple[int, str], tuple[Words, ThemeEnvironment]] = {}
        self._styles: dict[str, Asset] = {}

    @classmethod
    def open(cls, folder: Path | str | None = None, *, bytecode: Path | str | None = None) -> Theme:
        """Open the shipped theme, or `folder` laid over it.

        `bytecode` is a folder that keeps compiled templates between runs, a shop's own too; trust it as you trust
        code. Raises UnknownError where `folder` is not there, FileError for a faulty tokens.toml.

        >>> Theme.open().asset().name.startswith("assets/style.")
        True
        """
        path = Path(folder) if folder is not None else None
        if path is not None and not path.is_dir():
            raise UnknownError("theme folder", str(path), [p.name for p in path.parent.glob("*/")])
        return cls(path, bytecode=Path(bytecode) if bytecode is not None else None)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (self.folder, self.bytecode)

    def _tokens(self) -> Tokens:
        shipped = Tokens.read(DEFAULT / TOKENS)
        if self.folder is None or not (self.folder / TOKENS).is_file():
            return shipped
        own = Tokens.read(self.folder / TOKENS)
        return shipped.over(
            {f"{s}.{name}": value for s, values in own.sections.items() for name, value in values.items()}
        )

    def _seasons(self) -> dict[str, Season]:
        own = self.folder / SEASONS if self.folder is not None else None
        found = seasons.read(DEFAULT / SEASONS) | (seasons.read(own) if own is not None and own.is_file() else {})
        for season in found.values():
            self.tokens.over(season.theme)  # an unknown token is told when the theme is opened, not in December
        return found

    def season(self, chosen: Iterable[str], market: str, today: dt.date) -> Mapping[str, str]:
        """Return the tokens of the first `chosen` season that a market sees on a day; none out of season.

        Raises UnknownError for a season that the theme does not have.

        >>> import datetime
        >>> Theme.open().season(["christmas"], "DE", datetime.date(2026, 12, 6))["accent"]
        '#1d5c3a'
        """
        return seasons.tokens(self.seasons, chosen, market, today)

    def _loader(self) -> BaseLoader:
        shipped = FileSystemLoader(DEFAULT)
        own = [FileSystemLoader(self.folder)] if self.folder is not None else []
        return ChoiceLoader([*own, shipped, PrefixLoader({"glocal": shipped})])

    def environment(self, texts: Words, formats: LocaleFormats) -> ThemeEnvironment:
        """Return the templates in one language."""
        key = (id(texts), formats.tag)
        with self._lock:
            kept = self._environments.get(key)
            if kept is None:
                if len(self._environments) >= KEPT:
                    self._environments.clear()
                kept = self._environments[key] = (texts, self._speak(texts, formats))
        return kept[1]

    def _speak(self, texts: Words, formats: LocaleFormats) -> ThemeEnvironment:
        return ThemeEnvironment(
            self._loader(),
            texts,
            number=formats.number(),
            shipped=is_shipped,
            bytecode=self._compiled,
        )

    def templates(self) -> list[str]:
        """Names of all templates, sorted; a shop's own stand in for those of the same name."""
        folders = [DEFAULT, *([self.folder] if self.folder is not None else [])]
        return sorted({p.relative_to(f).as_posix() for f in folders for p in f.rglob("*.html")})

    def messages(self) -> list[Message]:
        """Return the words of all templates in order of their names: what translators are given."""
        from glocal.texts import Texts

        environment = ThemeEnvironment(self._loader(), Texts("en"))
        return list(messages(environment, self.templates()))

    def asset(self, changes: Mapping[str, str] | None = None) -> Asset:
        """Return the stylesheet, with a market's tokens where it has some."""
        css = self.tokens.over(changes or {}).css()
        with self._lock:
            found = self._styles.get(css)
            if found is None:
                found = self._styles[css] = asset("style", ".css", css + "\n" + self._style())
        return found

    def _style(self) -> str:
        sheets = [DEFAULT / STYLE, *([self.folder / STYLE] if self.folder is not None else [])]
        return "\n".join(squeezed(p.read_text(encoding="utf-8")) for p in sheets if p.is_file())

    def bind(
        self,
        texts: Words,
        market: Market,
        language: str,
        formats: LocaleFormats,
        shop: Shop,
        *,
        categories: Sequence[CategoryLink] = (),
        season: Mapping[str, str] | None = None,
        tagline: Text = NOTHING,
        served: bool = False,
    ) -> Pages:
        """Return the pages of one edition; what is the same on all of them is made here.

        `categories` are those of the menu, `season` are tokens above the market's, such as `Theme.season` finds,
        `tagline` is the shop's line about itself. `served` pages show delivery as dates, static ones as durations.
        Raises UnknownError where `shop` has no such edition, or the market sets a token that the theme does not have.
        """
        from glocal.render.page import Pages

        return Pages(
            self,
            texts,
            market,
            language,
            formats,
            shop,
            categories=tuple(categories),
            season=season,
            tagline=tagline,
            served=served,
        )


def _reopen(folder: Path | None, bytecode: Path | None) -> Theme:
    return Theme(folder, bytecode=bytecode)


def is_shipped(filename: str) -> bool:
    """Return whether a template's file belongs to the shipped theme."""
    return filename.startswith(_SHIPPED)


_SHIPPED = f"{DEFAULT}/"


def squeezed(css: str) -> str:
    """Return a stylesheet without comments, line breaks, and the spaces that no value needs.

    >>> squeezed("a:hover { color: red; }")
    'a:hover{color:red}'
    """
    return _SPACE.sub(lambda found: found[1] or "", _COMMENT.sub("", css)).replace(";}", "}").strip()


class Compiled(BytecodeCache):
    """Compiled templates, shared by all languages of a theme and kept between runs.

    The shipped ones are kept as Python keeps modules: in `__pycache__` beside their source, where it may be written
    to and Python was not told to leave none. A shop's own are kept only in a folder that was asked for.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.codes: dict[tuple[str, str], CodeType] = {}

    @cached_property
    def compiler(self) -> str:
        """What code depends on beside its source: our compiler and Jinja2's."""
        own = Path(__file__).with_name("fold.py").read_bytes()
        return f"{jinja2.__version__}:{hashlib.sha256(own).hexdigest()}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the key of a template, which tells whether it is a shipped one."""
        key = super().get_cache_key(name, filename)
        return SHIPPED + key if filename and is_shipped(filename) else key

    def get_source_checksum(self, source: str) -> str:
        """Return what a template's code is valid for."""
        return hashlib.sha256(f"{self.compiler}:{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find code in memory, then on disk."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        folder = self._folder(bucket)
        if bucket.code is None and folder is not None:
            with suppress(OSError, ValueError, EOFError, UnpicklingError):  # a damaged file is no file
                FileSystemBytecodeCache(str(folder)).load_bytecode(bucket)
            if bucket.code is not None:
                self.codes[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep code in memory, and on disk where that is possible."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code
        folder = self._folder(bucket)
        if folder is not None and (self.folder or not sys.dont_write_bytecode):
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                FileSystemBytecodeCache(str(folder)).dump_bytecode(bucket)

    def _folder(self, bucket: Bucket) -> Path | None:
        return self.folder or (BESIDE if bucket.key.startswith(SHIPPED) else None)
