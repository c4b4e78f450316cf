"""Texts: what a page says in one language, whatever translators did to the files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from glocal.errors import DataError, UnknownError
from glocal.texts import Found, Texts, folder_name, parents, placeholders

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);\\n"\n'
)


def write(folder: Path, language: str, text: str, name: str = "glocal") -> None:
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.po").write_text(text, encoding="utf-8")


def one(msgid: str, msgstr: str) -> str:
    return f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("pt-BR", ("pt",)),
        ("pt-AO", ("pt-PT", "pt")),
        ("es-MX", ("es-419", "es")),
        ("es-ES", ("es",)),
        ("en-150", ("en-001", "en")),
        ("en-GB", ("en-001", "en")),
        ("de-CH", ("de",)),
        ("zh-Hant-HK", ("zh-Hant",)),
        ("zh-Hant-MO", ("zh-Hant-HK", "zh-Hant")),
        ("zh-TW", ("zh-Hant-TW", "zh-Hant")),
        ("zh-CN", ("zh-Hans-CN", "zh-Hans", "zh")),
        ("zh-Hant", ()),
        ("zh", ("zh-Hans",)),
        ("sr-Latn", ()),
        ("uk", ()),
    ],
)
def test_parents_follow_cldr(tag: str, expected: tuple[str, ...]) -> None:
    """A language inherits within its region group and never from another script."""
    assert parents(tag) == expected


@pytest.mark.parametrize("tag", ["../../etc", "pt_BR", "", "a", "pt/BR", "pt-BR\n", "..", "C:", "pt\0"])
def test_a_tag_never_becomes_another_path(tag: str, tmp_path: Path) -> None:
    """What is not a language tag is refused before it touches a path."""
    with pytest.raises(UnknownError):
        folder_name(tag)
    with pytest.raises(UnknownError):
        Texts.open([tmp_path], tag)


def test_each_word_falls_back_by_itself(tmp_path: Path) -> None:
    """Region, language, the shop's chain, source: string by string, and each says its language."""
    write(tmp_path, "pt_BR", one("Cart", "Carrinho"))
    write(tmp_path, "pt", one("Cart", "Cesto") + one("Size", "Tamanho"))
    write(tmp_path, "es", one("Size", "Talla") + one("Price", "Precio"))
    texts = Texts.open([tmp_path], "pt-BR", chain=["es"])
    assert [texts.t(word) for word in ("Cart", "Size", "Price", "Colour")] == [
        "Carrinho",
        "Tamanho",
        "Precio",
        "Colour",
    ]
    assert [texts.language_of(w) for w in ("Cart", "Size", "Price", "Colour")] == ["pt-BR", "pt", "es", "en"]
    assert texts.get("Colour") is None


def test_the_shop_speaks_over_the_shipped_words(tmp_path: Path) -> None:
    """A later folder wins."""
    write(tmp_path / "a", "de", one("Cart", "Warenkorb"))
    write(tmp_path / "b", "de", one("Cart", "Einkaufstasche"))
    assert Texts.open([tmp_path / "a", tmp_path / "b"], "de").t("Cart") == "Einkaufstasche"


def test_contexts_keep_words_apart(tmp_path: Path) -> None:
    """One English word may have two translations."""
    write(tmp_path, "de", one("Save", "Sparen") + '\nmsgctxt "button"' + one("Save", "Speichern"))
    texts = Texts.open([tmp_path], "de")
    assert (texts.t("Save"), texts.t("Save", "button")) == ("Sparen", "Speichern")


def test_plurals_follow_the_language_that_answers(tmp_path: Path) -> None:
    """Russian has three forms; what falls back to English is counted in English."""
    forms = '\nmsgid "{count} review"\nmsgid_plural "{count} reviews"\n'
    write(
        tmp_path,
        "ru",
        RUSSIAN + forms + 'msgstr[0] "{count} отзыв"\nmsgstr[1] "{count} отзыва"\nmsgstr[2] "{count} отзывов"\n',
    )
    texts = Texts.open([tmp_path], "ru")
    assert [texts.n("{count} review", "{count} reviews", n) for n in (1, 3, 5)] == ["1 отзыв", "3 отзыва", "5 отзывов"]
    assert texts.n("{count} review", "{count} reviews", 1000, count="1 000") == "1 000 отзывов"
    assert [texts.n("{count} item", "{count} items", n) for n in (1, 21)] == ["1 item", "21 items"]


@pytest.mark.parametrize(
    "text",
    [
        "De {preco}",
        "De",
        "De {price.__class__}",
        "De {price[0]}",
        "De {price!r}",
        "De {price:>999999999}",
        "De {0} {price}",
        "De {} {price}",
        "De {price",
        "De price} {price}",
        "{price}" * 9,
        "De {price} {secret}",
        "De {price}\\000",
        "De {price} {{price}",
    ],
)
def test_a_bad_placeholder_falls_back_to_the_source(tmp_path: Path, text: str) -> None:
    """A missing, renamed or clever placeholder is reported and the page shows the source text."""
    write(tmp_path, "pt", one("From {price}", text))
    texts = Texts.open([tmp_path], "pt")
    assert texts.t("From {price}", price="R$ 10") == "From R$ 10"
    assert len(texts.faults) == 1
    assert texts.language_of("From {price}") == "en"


def test_a_word_without_placeholders_takes_none(tmp_path: Path) -> None:
    """Braces that the source does not have are refused."""
    write(tmp_path, "pt", one("Cart", "{self}"))
    texts = Texts.open([tmp_path], "pt")
    assert (texts.t("Cart"), len(texts.faults)) == ("Cart", 1)


def test_doubled_braces_are_braces(tmp_path: Path) -> None:
    """`{{` writes one brace."""
    write(tmp_path, "pt", one("Use {code}", "Digite {{{code}}}"))
    assert Texts.open([tmp_path], "pt").t("Use {code}", code="X") == "Digite {X}"


def test_values_are_never_read_as_templates() -> None:
    """A product name full of braces comes out as it is."""
    assert Texts("en").t("Buy {name}", name="{name} {price.x} {{}}") == "Buy {name} {price.x} {{}}"


def test_a_missing_value_is_the_templates_error() -> None:
    """A template that forgets a value hears of it."""
    with pytest.raises(DataError, match="price"):
        Texts("en").t("From {price}")


def test_only_a_form_for_one_number_may_leave_the_number_out(tmp_path: Path) -> None:
    """`один отзыв` would be shown for 21 reviews too."""
    head = '\nmsgid "{count} review"\nmsgid_plural "{count} reviews"\n'
    tail = 'msgstr[1] "{count} отзыва"\nmsgstr[2] "{count} отзывов"\n'
    write(tmp_path, "ru", RUSSIAN + head + 'msgstr[0] "один отзыв"\n' + tail)
    write(tmp_path, "de", head + 'msgstr[0] "eine Bewertung"\nmsgstr[1] "{count} Bewertungen"\n')
    assert Texts.open([tmp_path], "ru").n("{count} review", "{count} reviews", 21) == "21 reviews"
    assert Texts.open([tmp_path], "de").n("{count} review", "{count} reviews", 1) == "eine Bewertung"


def test_a_crashing_plural_formula_shows_a_form_and_is_reported(tmp_path: Path) -> None:
    """Division by zero is a fault of the file, not of the page."""
    head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n/0;\\n"\n\n'
    forms = 'msgid "{count} item"\nmsgid_plural "{count} items"\nmsgstr[0] "{count} Teil"\nmsgstr[1] "{count} Teile"\n'
    write(tmp_path, "de", head + forms)
    texts = Texts.open([tmp_path], "de")
    assert texts.n("{count} item", "{count} items", 2) == "2 Teil"
    assert "division by zero" in str(texts.faults[0])


def test_a_broken_file_costs_only_what_is_broken(tmp_path: Path) -> None:
    """The rest of the file is used, and the fault says where."""
    write(tmp_path, "de", one("Cart", "Warenkorb") + '\nmsgid "Size"\nmsgstr "Größe\n' + one("Price", "Preis"))
    texts = Texts.open([tmp_path], "de")
    assert [texts.t(w) for w in ("Cart", "Size", "Price")] == ["Warenkorb", "Size", "Preis"]
    assert texts.faults[0].line == 6


def product(context: str, msgid: str, msgstr: str) -> str:
    return f'\nmsgctxt "{context}"{one(msgid, msgstr)}'


def test_product_texts_fall_back_in_the_documented_order(tmp_path: Path) -> None:
    """Market PO, language PO, the catalogue's own, parents, the shop's chain; then the source, as None."""
    write(tmp_path, "pt_BR", product("d|title|BR", "Dress", "BR") + product("d|title", "Dress", "pt-BR"), "catalog")
    write(tmp_path, "pt", product("d|title", "Dress", "pt") + product("e|title", "Hat", "chapéu"), "catalog")
    write(tmp_path, "es", product("f|title", "Shoe", "zapato"), "catalog")
    texts = Texts.open([tmp_path], "pt-BR", chain=["es"])
    assert texts.product("d", "title", "BR") == Found("BR", "pt-BR")
    assert texts.product("d", "title", "AO") == Found("pt-BR", "pt-BR")
    assert texts.product("e", "title", "BR", own={"pt-BR": "boné"}) == Found("boné", "pt-BR")
    assert texts.product("e", "title", "BR") == Found("chapéu", "pt")
    assert texts.product("f", "title", "BR") == Found("zapato", "es")
    assert texts.product("g", "title", "BR") is None


def test_the_source_language_ends_the_search(tmp_path: Path) -> None:
    """English shoppers of an English shop never get the chain's German."""
    write(tmp_path, "de", product("d|title", "Dress", "Kleid"), "catalog")
    assert Texts.open([tmp_path], "en-GB", chain=["de"], source="en").product("d", "title") is None


def test_a_stale_translation_is_passed_over(tmp_path: Path) -> None:
    """What was translated from another source text may state another thing."""
    write(tmp_path, "de", product("d|title", "Cotton dress", "Baumwollkleid"), "catalog")
    texts = Texts.open([tmp_path], "de")
    assert texts.product("d", "title", source="Linen dress") is None
    assert texts.product("d", "title", source="Cotton dress") == Found("Baumwollkleid", "de")


def test_product_texts_may_hold_braces(tmp_path: Path) -> None:
    """They are no templates."""
    write(tmp_path, "de", product("d|title", "Dress", "Kleid {x.y}"), "catalog")
    assert Texts.open([tmp_path], "de").product("d", "title") == Found("Kleid {x.y}", "de")


def test_placeholders_are_bare_names() -> None:
    """Anything else inside braces is none."""
    assert placeholders("{a}{_b1}{{c}}") == ["a", "_b1"]
    assert placeholders("{a b}") is None


def test_a_bound_look_up_is_a_dict_get(tmp_path: Path) -> None:
    """Under 0.3 µs a look-up (five times that here, for a busy machine)."""
    write(tmp_path, "de", one("Cart", "Warenkorb"))
    get = Texts.open([tmp_path], "de").get
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(10_000):
            get("Cart")
        best = min(best, time.perf_counter() - start)
    assert get("Cart") == "Warenkorb"
    assert best / 10_000 < 1.5e-6


def test_shared_words_are_the_shops_before_the_shipped(tmp_path: Path) -> None:
    """Options, colours and categories are found whatever their case; unknown ones stay as written."""
    shipped = '\nmsgctxt "word"' + one("Grey", "Grau") + '\nmsgctxt "word"' + one("Sand", "Sand")
    write(tmp_path, "de", shipped)
    write(tmp_path, "de", '\nmsgctxt "option-value"' + one("Sand", "Sandfarben"), "catalog")
    texts = Texts.open([tmp_path], "de-AT", source="en")
    assert texts.word("option-value", "gray") == Found("Grau", "de")
    assert texts.word("option-value", "SAND") == Found("Sandfarben", "de")
    assert texts.word("attribute-value", "Sand") == Found("Sand", "de")
    assert texts.word("option", "Firmness") == Found("Firmness", "en")
