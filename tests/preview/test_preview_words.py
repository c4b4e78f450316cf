"""The app speaks the merchant's language: every word of it is translated, none stands in a template or an error."""

from __future__ import annotations

import ast
import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from jinja2 import Environment

from glocal import po
from glocal.preview.words import LANGUAGES, in_markup, say
from glocal.texts import placeholders

Shop: TypeAlias = Any
ROOT = Path(__file__).resolve().parent.parent.parent
PREVIEW = ROOT / "glocal" / "preview"
TEMPLATES = sorted((PREVIEW / "templates").glob("*.html"))
TOLD = ("title", "aria-label", "placeholder", "alt", "label", "summary")
"""Attributes that a person reads."""
UNTOLD = ("script", "style", "code", "kbd")
DRESS = "/product/linen-dress?at=BR"
PAGES = ["/products", DRESS, f"{DRESS}&effect=lead-with-another-variant", f"{DRESS}&panel=values&field=price",
         f"{DRESS}&panel=texts&field=title", f"{DRESS}&panel=compare&with=US", "/product/red-wine?at=SA",
         "/wall/linen-dress", "/wall/linen-dress?show=open", "/dashboard", "/market/BR", "/decisions", "/texts/pt-BR",
         "/texts/ru?kind=words", "/progress", "/product/nothing"]  # fmt: skip


def slots(text: str) -> list[str]:
    return sorted(placeholders(text))


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("write_preview_po", ROOT / "tools" / "write_preview_po.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(tag: str) -> po.File:
    return po.read(ROOT / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / "preview.po")


class Reader(HTMLParser):
    """Collects what a page says: its texts and the attributes that are told; not code, nor what is marked English."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[tuple[str, bool]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("input", "meta", "link", "br", "wbr", "img"):
            self._within.append((tag, tag in UNTOLD or (tag != "html" and dict(attrs).get("lang") == "en")))
        self.said += [value.strip() for name, value in attrs if name in TOLD and value]

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._within):
            while self._within.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(foreign for _, foreign in self._within):
            self.said.append(" ".join(data.split()))


def test_the_catalogue_is_what_the_app_says() -> None:
    """After a change of words somebody ran tools/write_preview_po.py."""
    written = (ROOT / "locales" / "preview.pot").read_text("utf-8")
    assert tool().text("", {}) == written


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_no_word_falls_back(tag: str) -> None:
    """Every sentence has its translation, with the slots of the source."""
    entries = {e.msgid: e for e in catalogue(tag).entries if e.msgid}
    assert set(entries) == {one for one, _ in tool().sentences()}
    assert [e.msgid for e in entries.values() if not e.translated] == []
    assert [e.msgid for e in entries.values() if slots(e.msgid) != slots(e.msgstr[0])] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_in_a_template(path: Path) -> None:
    """What a template says goes through `t`; a name of a thing is no word."""
    lexed = Environment(autoescape=True).lex(path.read_text("utf-8"))
    plain = "".join(value if kind == "data" else "" for _, kind, value in lexed)
    said = [text for text in Reader(plain).said if re.search(r"[^\W\d_]{2}", text.replace("glocal", ""))]
    assert said == []


def test_no_word_stands_in_an_error() -> None:
    """What a merchant is told when something cannot be done is translated as well."""
    found = []
    for path in sorted(PREVIEW.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("DataError", "ConflictError", "done"):
                found += [f"{path.name}:{node.lineno}" for one in node.args if isinstance(one, ast.Constant)]
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_in_english_that_has_a_translation(seen: Shop, path: str) -> None:
    """Not a text, not a label: each page as a Chinese merchant gets it."""
    english = {
        e.msgid for e in catalogue("zh-Hans").entries if e.msgid and re.search(r"[a-z]{2} [a-z]|^[A-Z]", e.msgid)
    }
    text = seen.get(path, headers=[("accept-language", "zh-CN,zh;q=0.9,en;q=0.5")]).text
    assert [said for said in Reader(text).said if said in english] == []


def test_the_language_follows_the_browser_the_cookie_and_the_address(seen: Shop) -> None:
    """Each beats the one before; what there is not is not chosen."""
    chinese, kept = ("accept-language", "zh-CN"), ("cookie", "glocal_preview_language=en")
    assert '<html lang="en" dir="ltr">' in seen.get("/decisions").text
    assert '<html lang="zh-Hans" dir="ltr">' in seen.get("/decisions", headers=[chinese]).text
    assert '<html lang="en"' in seen.get("/decisions", headers=[chinese, kept]).text
    assert '<html lang="zh-Hans"' in seen.get("/decisions?ui=zh-Hans", headers=[kept]).text
    assert '<html lang="en"' in seen.get("/decisions?ui=../../etc").text
    assert '<html lang="en"' in seen.get("/decisions", headers=[("cookie", "glocal_preview_language=xx")]).text


def test_a_choice_is_kept_in_a_cookie(seen: Shop) -> None:
    """Only a choice: reading sets none."""
    assert (
        seen.get("/decisions?ui=zh-Hans").headers["set-cookie"].startswith("glocal_preview_language=zh-Hans; Path=/;")
    )
    assert "set-cookie" not in seen.get("/decisions").headers


def test_rules_speak_the_language_too(seen: Shop) -> None:
    """Why people mind comes from the rules' own translations."""
    text = seen.get(DRESS, headers=[("accept-language", "zh")]).text
    assert "据说紫色在巴西" in text


def test_what_was_done_is_told_in_the_language_of_who_reads(shop: Shop) -> None:
    """The history keeps what was decided, not the words for it."""
    shop.decide(DRESS, "/silence")
    assert "Silenced BR.purple" in shop.get("/decisions").text
    assert "已停用 BR.purple" in shop.get("/decisions?ui=zh-Hans").text


def test_a_value_is_escaped_and_fills_no_other_slot() -> None:
    """A product's title is text, whatever stands in it."""
    marked = in_markup(say)
    assert marked("{product} everywhere", product="<b>{rule}") == "&lt;b&gt;{rule} everywhere"
    assert say("Undone: {what}", what="{n}") == "Undone: {n}"


def test_the_guide_names_what_the_app_says() -> None:
    """Every button and link that docs/merchants.md tells of is a word of the app, or the example's own."""
    text = (ROOT / "docs" / "merchants.md").read_text("utf-8")
    told = {" ".join(one.split()) for one in re.findall(r"(?<![*\w])\*([A-Z][^*]+)\*(?!\*)", text)}
    said = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(one)) for one, _ in tool().sentences()]
    assert told
    assert sorted(one for one in told if not any(re.fullmatch(say, one) for say in said)) == ["Add to cart"]
