"""Translating in place: one entry changes, every other byte stays, and the page reads anew."""

from __future__ import annotations

import difflib
import re
from html import unescape
from typing import Any, TypeAlias
from urllib.parse import quote

import pytest

from glocal import po

Shop: TypeAlias = Any
TITLE = "/product/linen-dress?at=BR&panel=texts&field=title"
FILE = "locales/pt_BR/LC_MESSAGES/catalog.po"


def lines_changed(before: str, after: str) -> list[str]:
    return [
        line
        for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        if line[0] in "+-" and line[:3] not in ("+++", "---")
    ]


def test_a_title_is_translated_where_it_stands(shop: Shop) -> None:
    """The entry's lines change, the page shows the new text, and undo brings the file back."""
    before = shop.read(FILE)
    assert shop.decide(TITLE, "/translate", form0="Vestido de linho").status == 303
    changed = lines_changed(before, shop.read(FILE))
    assert [line for line in changed if line[0] == "+"] == ['+msgstr "Vestido de linho"']
    assert len(changed) == 2
    assert "<h1>Vestido de linho</h1>" in shop.get("/frame/pt-br/linen-dress/index.html").text
    shop.decide("/decisions", "/undo")
    assert shop.read(FILE) == before


def test_a_text_for_one_market_alone_leaves_the_languages_own(shop: Shop) -> None:
    """The new entry names the market; the old one stays."""
    before = shop.read("locales/es/LC_MESSAGES/catalog.po")
    page = "/product/linen-dress?at=US&language=es-US&panel=texts&alone=yes&field=title"
    assert shop.decide(page, "/translate", form0="Vestido gringo").status == 303
    after = shop.read("locales/es/LC_MESSAGES/catalog.po")
    assert after.startswith(before.rstrip("\n"))
    assert 'msgctxt "linen-dress|title|US"' in after
    assert "Vestido gringo" in shop.get("/frame/es-us/linen-dress/index.html").text
    assert "Vestido gringo" not in shop.get("/frame/es-es/linen-dress/index.html").text


def test_a_language_without_a_file_gets_one(shop: Shop) -> None:
    """The file has a header with its language and plural formula."""
    import shutil

    shutil.rmtree(shop.folder / "locales" / "pl")
    shop.preview.watch.look()
    page = "/product/linen-dress?at=PL&panel=texts&field=title"
    assert shop.decide(page, "/translate", form0="Lniana sukienka").status == 303
    file = po.read(shop.folder / "locales/pl/LC_MESSAGES/catalog.po")
    assert (file.header["Language"], file.plural.nplurals) == ("pl", 3)
    assert "Lniana sukienka" in shop.get("/frame/pl-pl/linen-dress/index.html").text


def test_an_empty_translation_falls_back(shop: Shop) -> None:
    """Taking a translation away is an edit as any other."""
    page = "/product/wrap-dress?at=DE&panel=texts&field=title"
    assert shop.decide(page, "/translate", form0="").status == 303
    assert "Floral wrap dress" in shop.get("/frame/de-de/wrap-dress/index.html").text


def test_checks_are_made_as_it_is_typed(shop: Shop) -> None:
    """What a translator lost is told before it is saved, and nothing is written."""
    before = shop.files()
    page = "/product/linen-dress?at=BR&panel=texts&field=description"
    said = shop.decide(page, "/translate", send="/translate/check", form0="<p>Sem números")
    assert said.status == 200
    assert "HTML tags are not those of the source" in said.text
    assert "number of the source is missing" in said.text
    assert shop.files() == before


def test_what_a_text_is_for_stands_beside_it(shop: Shop) -> None:
    """Its category, and how long it may be, even where the file's entry does not say so."""
    text = shop.get(TITLE).text
    assert "category: dresses" in text
    assert "of 150 characters" in text
    said = shop.decide(TITLE, "/translate", send="/translate/check", form0="x" * 151)
    assert "longer than the channel takes" in said.text


def test_script_cannot_be_saved(shop: Shop) -> None:
    """An error is refused, with what was written kept for the next try."""
    before = shop.files()
    answer = shop.decide(TITLE, "/translate", form0='<script>alert("x")</script>')
    assert answer.status == 422
    assert "&lt;script&gt;" in answer.text
    assert shop.files() == before


def test_a_stale_tab_loses_nothing(shop: Shop) -> None:
    """The second of two translators is told, and finds their text on the page."""
    old = shop.get(TITLE)
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', old.text[old.text.index('id="editor"') :])
    fields = {unescape(name): unescape(value) for name, value in hidden[:8]}
    shop.decide(TITLE, "/translate", form0="Primeiro")
    answer = shop.post("/translate", fields | {"form0": "Segundo"})
    assert answer.status == 409
    assert "Segundo" in answer.text
    assert "Primeiro" in shop.read(FILE)
    assert "Segundo" not in shop.read(FILE)


def test_a_file_with_faults_is_not_written(shop: Shop) -> None:
    """What cannot be read whole is not saved: a translator mends it first."""
    path = shop.folder / FILE
    path.write_text(shop.read(FILE) + '\nmsgid "half\n', "utf-8")
    shop.preview.watch.look()
    before = shop.files()
    assert shop.decide(TITLE, "/translate", form0="Vestido").status == 422
    assert shop.files() == before


def key_of(shop: Shop, language: str, source: str) -> str:
    """The address of a storefront word's form."""
    page = shop.get(f"/texts/{language}?kind=words&q={quote(source)}").text
    return unescape(re.search(r'href="(/texts/[^"]*text=[^"]*)"', page)[1])  # type: ignore[index]


def test_plural_forms_are_shown_with_real_numbers(shop: Shop) -> None:
    """Every form is tried with 0, 1, 2, 5, 21 and 1.5, as the language has them."""
    text = shop.get(key_of(shop, "ru", "{count} review")).text
    rows = re.findall(r"<tr><td>([^<]+)</td><td>(\d)</td>", text)
    assert rows == [("0", "3"), ("1", "1"), ("2", "2"), ("5", "3"), ("21", "1"), ("1,5", "3")]


def test_a_storefront_word_is_set_in_the_shops_own_file(shop: Shop) -> None:
    """glocal's own words stay as they are; the shop's stand above them."""
    page = key_of(shop, "pt-BR", "Add to cart")
    assert shop.decide(page, "/translate", form0="Pôr na sacola").status == 303
    assert "Pôr na sacola" in shop.read("locales/pt_BR/LC_MESSAGES/glocal.po")
    assert "Pôr na sacola" in shop.get("/frame/pt-br/linen-dress/index.html").text


def test_a_placeholder_cannot_be_lost(shop: Shop) -> None:
    """A word without its placeholder is refused."""
    page = key_of(shop, "pt-BR", "{rating} out of 5")
    assert shop.decide(page, "/translate", form0="de 5").status == 422


@pytest.mark.parametrize("language", ["pt-BR", "ar-SA", "ja", "zh"])
def test_saving_what_is_there_changes_nothing(shop: Shop, language: str) -> None:
    """A file that is saved as it was read has the same bytes."""
    before = shop.files()
    page = shop.get(f"/texts/{language}?kind=products").text
    path = unescape(re.search(r'href="(/texts/[^"]*text=[^"]*)"', page)[1])  # type: ignore[index]
    form = re.search(r'name="form0"[^>]*>(.*?)</textarea>', shop.get(path).text, re.DOTALL)
    assert form is not None
    assert shop.decide(path, "/translate", form0=unescape(form[1])).status == 303
    assert shop.files() == before
