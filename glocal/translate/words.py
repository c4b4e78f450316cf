"""Storefront words: what templates, code and market files say to shoppers, gathered into a template for translators."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from glocal import po
from glocal.texts import VOCABULARY, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Word", "in_code", "in_markets", "in_templates", "in_vocabulary", "template"]

_COMMENT = re.compile(r"\{#-?\s*Translators:\s*(.*?)\s*-?#\}", re.DOTALL)
_CALLS = {"t": 1, "N_": 1, "n": 2}


@dataclass(frozen=True, slots=True)
class Word:
    """A text to translate, and where shoppers meet it."""

    msgid: str
    plural: str | None = None
    context: str | None = None
    place: str = ""
    comment: str = ""


def in_templates(folder: Path, root: Path | None = None) -> Iterator[Word]:
    """Yield the words of `t(...)` and `n(...)` in a folder of templates.

    A comment `{# Translators: ... #}` on the line before, or on the same line, goes with the word. Places are named
    from `root`.
    """
    from jinja2 import FileSystemLoader

    from glocal.render.environment import ThemeEnvironment, messages
    from glocal.texts import Texts

    environment = ThemeEnvironment(FileSystemLoader(folder), Texts("en"))
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    for name in names:
        source = (folder / name).read_text(encoding="utf-8")
        notes = {source.count("\n", 0, found.end()) + 1: found[1] for found in _COMMENT.finditer(source)}
        place = (folder / name).relative_to(root or folder).as_posix()
        for message in messages(environment, [name]):
            comment = notes.get(message.line) or notes.get(message.line - 1) or ""
            yield Word(message.msgid, message.plural, message.context, place, comment)


def in_code(folder: Path, root: Path | None = None) -> Iterator[Word]:
    """Yield the words of `t("...")`, `texts.t("...")`, `n("...", "...", ...)` and `N_("...")` in Python files."""
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(root or folder).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), path.name)):
            if isinstance(node, ast.Call) and (word := _called(node, place)):
                yield word


def _called(call: ast.Call, place: str) -> Word | None:
    name = _name(call.func)
    words = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    wanted = _CALLS.get(name, 0)
    if not wanted or len(words) < wanted:
        return None
    context = next(
        (k.value.value for k in call.keywords if k.arg == "context" and isinstance(k.value, ast.Constant)), None
    )
    if name == "t" and len(words) > 1:
        context = words[1]
    return Word(words[0], words[1] if wanted == 2 else None, str(context) if context else None, place)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if not isinstance(function, ast.Attribute):
        return ""
    owner = function.value
    held = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return function.attr if held.lstrip("_") == "texts" else ""


def in_markets(folder: Path, root: Path | None = None) -> Iterator[Word]:
    """Yield the words of market files: notes on tax and duty, ways of delivery, and ways to pay that are no names."""
    place = folder.relative_to(root or folder.parent).as_posix()
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for market in (table, table.get("append", {})):
            yield from (Word(msgid, place=place) for msgid in _market_words(market) if msgid)


def _market_words(market: dict[str, Any]) -> Iterator[str]:
    yield market.get("tax", {}).get("note", "")
    delivery = market.get("delivery", {})
    yield delivery.get("duty_note", "")
    yield from (method["name"] for method in delivery.get("methods", ()))
    yield from (payment["name"] for payment in market.get("payment", ()) if payment.get("translate"))


def in_vocabulary(path: Path, root: Path | None = None) -> Iterator[Word]:
    """Yield the words for options, colours, materials and measures listed in a TOML file."""
    place = path.relative_to(root or path.parent).as_posix()
    for group in tomllib.loads(path.read_text(encoding="utf-8")).values():
        for msgid in group["words"]:
            yield Word(msgid, context=VOCABULARY, place=place, comment=group["comment"])


def template(words: Iterable[Word], comments: dict[str, str] | None = None) -> tuple[po.Entry, ...]:
    """Return one entry a text, in order of first use, with every place and the comment for translators."""
    found: dict[po.entry.Key, po.Entry] = {}
    for word in words:
        key = (word.context, word.msgid)
        entry = found.get(key) or _entry(word, (comments or {}).get(word.msgid, ""))
        places = dict.fromkeys([*entry.references, word.place])
        notes = dict.fromkeys([*entry.extracted, *([word.comment] if word.comment else [])])
        plural = entry.plural or word.plural
        forms = ("", "") if plural else ("",)
        found[key] = replace(entry, plural=plural, msgstr=forms, references=(*places,), extracted=(*notes,))
    return tuple(found.values())


def _entry(word: Word, comment: str) -> po.Entry:
    braces = placeholders(word.msgid + (word.plural or ""))
    flags = ("python-brace-format",) if braces else ()
    return po.Entry(word.msgid, context=word.context, flags=flags, extracted=(comment,) if comment else ())
