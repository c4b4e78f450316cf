"""The translator's tools: extraction, update, checks, status, pseudo-locales."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from glocal import po, translate
from glocal.errors import DataError, FileError, UnknownError
from glocal.model.money import Money
from glocal.model.product import Category, Image, Option, Product, Quantity, Variant
from glocal.texts import Texts, placeholders
from glocal.translate.check import graphemes
from glocal.translate.remarks import CODES
from glocal.translate.words import in_code, in_markets, in_templates, in_vocabulary, template

ROOT = Path(__file__).parent.parent


def dress(**changes: object) -> Product:
    parts: dict[str, object] = {
        "id": "dress",
        "slug": "dress",
        "title": "Tidewell dress",
        "language": "en",
        "description": "<p>A dress, 46 in long.</p>",
        "brand": "Tidewell",
        "category": "dresses",
        "images": (Image(src="a.png", alt="The dress"), Image(src="b.png")),
        "options": (
            Option(name="Color", role="color", values=("Red", "Sky blue")),
            Option(name="Size", role="size", values=("S", "M")),
        ),
        "attributes": (("Material", "Linen"), ("Pieces", "4")),
    }
    return Product(**(parts | changes))  # type: ignore[arg-type]


CATEGORIES = {"dresses": Category(title="Dresses")}


def run(folder: Path, *products: Product, languages: tuple[str, ...] = ("pt-BR",)) -> list[translate.Update]:
    return list(translate.extract(products or (dress(),), folder, languages, categories=CATEGORIES))


def file_in(folder: Path, language: str = "pt-BR") -> po.File:
    return po.read(translate.catalog_path(folder, language))


def translated(folder: Path, **texts: str) -> bytes:
    """Write translations by msgctxt, as a translator would, and return the bytes."""
    path = translate.catalog_path(folder, "pt-BR")
    file = po.read(path)
    entries = [e.edit(msgstr=(texts[e.context],)) if e.context in texts else e for e in file.entries]
    po.save(path, replace(file, entries=tuple(entries)))
    return path.read_bytes()


def test_extraction_writes_what_there_is_to_translate(tmp_path: Path) -> None:
    """Shared words once, then each product's texts with what a translator wants to know."""
    update = run(tmp_path)[0]
    file = file_in(tmp_path)
    contexts = [(e.context, e.msgid) for e in file.entries[1:]]
    assert contexts[:7] == [
        ("attribute", "Material"),
        ("attribute", "Pieces"),
        ("attribute-value", "Linen"),
        ("category", "Dresses"),
        ("option", "Color"),
        ("option", "Size"),
        ("option-value", "Red"),
    ]
    assert contexts[8:] == [
        ("dress|title", "Tidewell dress"),
        ("dress|description", "<p>A dress, 46 in long.</p>"),
        ("dress|images[0].alt", "The dress"),
    ]
    title = file.find("Tidewell dress", "dress|title")
    assert title is not None
    assert title.extracted == (
        "category: dresses",
        "brand: Tidewell",
        "picture: a.png",
        "limit: 150 characters",
        "source: a6e6e4352773",
    )
    assert (update.total, update.new, update.changed) == (11, 11, True)


def test_words_of_measures_and_sizes_are_extracted(tmp_path: Path) -> None:
    """Names of measures and hyphenated words are for translators, letters and numbers of sizes are not."""
    sizes = Option(name="Size", role="size", values=("38", "XL", "Queen", "One size", "均码"))
    metal = Option(name="Metal", values=("Gold-plated", "925"))
    heel = Variant(sku="D", price=Money(100, "EUR"), measures=(("heel height", Quantity(Decimal(5), "cm")),))
    run(tmp_path, dress(options=(metal, sizes), variants=(heel,), measures=(("screen", Quantity(Decimal(69), "cm")),)))
    shared = [(e.context, e.msgid) for e in file_in(tmp_path).entries if e.context and "|" not in e.context]
    assert [word for kind, word in shared if kind == "option-value"] == ["Gold-plated", "Queen", "One size", "均码"]
    assert [word for kind, word in shared if kind == "attribute"] == ["Material", "Pieces", "screen", "heel height"]


def test_extracting_again_changes_no_byte(tmp_path: Path) -> None:
    """Extract, update, extract: the same file, and nothing is reported as changed."""
    run(tmp_path)
    before = translated(tmp_path, **{"dress|title": "Vestido Tidewell"})
    assert [u.changed for u in run(tmp_path)] == [False]
    assert translate.catalog_path(tmp_path, "pt-BR").read_bytes() == before


def test_a_translators_layout_stays(tmp_path: Path) -> None:
    """Wrapping, own comments, header and order are theirs; a new product adds its lines only."""
    run(tmp_path)
    path = translate.catalog_path(tmp_path, "pt-BR")
    text = path.read_text(encoding="utf-8")
    mine = '# my note\nmsgctxt   "dress|title"\nmsgid "Tidewell "\n"dress"\nmsgstr "Vestido "\n"Tidewell"\n'
    text = text.replace('msgctxt "dress|title"\nmsgid "Tidewell dress"\nmsgstr ""\n', mine)
    text = text.replace('"MIME-Version: 1.0\\n"\n', '"MIME-Version: 1.0\\n"\n"X-Tool: mine\\n"\n')
    path.write_text(text, encoding="utf-8")
    run(tmp_path, dress(), dress(id="hat", slug="hat", title="Hat", description="", images=(), brand=""))
    after = path.read_text(encoding="utf-8")
    assert mine.removeprefix("# my note\n") in after
    assert "# my note\n" in after
    assert "X-Tool: mine" in after
    assert (
        after.replace(after[after.index("\n#. category: dresses\n#. limit: 150 characters\n#. source:") :], "") in text
    )


def test_a_changed_source_is_marked_and_the_old_one_kept(tmp_path: Path) -> None:
    """Shoppers no longer see a translation of another text; the translator sees what changed."""
    run(tmp_path)
    translated(tmp_path, **{"dress|title": "Vestido Tidewell"})
    update = run(tmp_path, dress(title="Tidewell linen dress"))[0]
    entry = file_in(tmp_path).find("Tidewell linen dress", "dress|title")
    assert entry is not None
    assert (entry.fuzzy, entry.msgstr, entry.previous) == (True, ("Vestido Tidewell",), po.Previous("Tidewell dress"))
    assert update.stale == 1
    assert Texts.open([tmp_path], "pt-BR").product("dress", "title") is None
    run(tmp_path)
    again = file_in(tmp_path).find("Tidewell dress", "dress|title")
    assert again is not None
    assert (again.fuzzy, again.previous, again.msgstr) == (False, None, ("Vestido Tidewell",))


def test_what_is_gone_is_kept_for_its_return(tmp_path: Path) -> None:
    """A product taken out leaves its translations as obsolete; when it comes back they do."""
    run(tmp_path)
    translated(tmp_path, **{"dress|title": "Vestido Tidewell"})
    hat = dress(id="hat", slug="hat", title="Hat")
    assert run(tmp_path, hat)[0].obsolete == 1
    run(tmp_path, dress(), hat)
    entry = file_in(tmp_path).find("Tidewell dress", "dress|title")
    assert entry is not None
    assert entry.msgstr == ("Vestido Tidewell",)
    assert [e.msgid for e in file_in(tmp_path).entries if e.obsolete] == []


def test_a_markets_own_text_stays(tmp_path: Path) -> None:
    """`id|field|BR` is the translator's addition; it follows its source."""
    run(tmp_path)
    path = translate.catalog_path(tmp_path, "pt-BR")
    file = po.read(path)
    own = po.Entry("Tidewell dress", ("Vestido da Tidewell",), context="dress|title|BR")
    po.save(path, replace(file, entries=(*file.entries, own)))
    run(tmp_path)
    assert Texts.open([tmp_path], "pt-BR").product("dress", "title", "BR") == ("Vestido da Tidewell", "pt-BR")
    run(tmp_path, dress(title="Gown"))
    entry = file_in(tmp_path).find("Gown", "dress|title|BR")
    assert entry is not None
    assert entry.fuzzy


def test_other_languages_are_left_alone(tmp_path: Path) -> None:
    """A language that is not asked for keeps its file."""
    run(tmp_path, languages=("pt-BR", "de"))
    before = translate.catalog_path(tmp_path, "de").read_bytes()
    run(tmp_path, dress(title="Gown"))
    assert translate.catalog_path(tmp_path, "de").read_bytes() == before
    with pytest.raises(UnknownError):
        run(tmp_path, languages=("../x",))


# -- storefront words


def test_words_are_found_where_they_are_said(tmp_path: Path) -> None:
    """Templates, code, market files and vocabulary give one entry a text, with place and comment."""
    (tmp_path / "a.html").write_text(
        '{# Translators: on a button #}\n{{ t("Buy") }}{{ n("{count} item", "{count} items", 3) }}{{ t(name) }}\n'
        '{{ t("Save", context="money") }}\n',
        encoding="utf-8",
    )
    (tmp_path / "b.py").write_text(
        'x = self.texts.t("Buy"); y = N_("Later"); z = other.t("no"); t(x)\n', encoding="utf-8"
    )
    (tmp_path / "BR.toml").write_text(
        '[tax]\nnote = "Incl. tax"\n[[payment]]\nname = "Pix"\n[[payment]]\nname = "Card"\ntranslate = true\n',
        encoding="utf-8",
    )
    words = [*in_templates(tmp_path), *in_code(tmp_path), *in_markets(tmp_path)]
    found = {entry.key: entry for entry in template(words, {"Later": "after"})}
    assert list(found) == [
        (None, "Buy"),
        (None, "{count} item"),
        ("money", "Save"),
        (None, "Later"),
        (None, "Incl. tax"),
        (None, "Card"),
    ]
    assert found[None, "Buy"].references == ("a.html", "b.py")
    assert found[None, "Buy"].extracted == ("on a button",)
    assert found[None, "Later"].extracted == ("after",)
    assert found[None, "{count} item"].plural == "{count} items"
    assert found[None, "{count} item"].flags == ("python-brace-format",)


def test_a_shops_own_theme_gives_its_own_words(tmp_path: Path) -> None:
    """What glocal already translates is left out; what the shop translates stays."""
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "x.html").write_text('{{ t("Add to cart") }}{{ t("Gift wrap") }}', encoding="utf-8")
    pot = ROOT / "locales" / "glocal.pot"
    done = [next(translate.extract_theme(theme, tmp_path, ["de"], shipped=pot)) for _ in range(2)]
    assert [(u.total, u.new, u.changed) for u in done] == [(1, 1, True), (1, 0, False)]
    assert po.read(done[0].path).entries[1].msgid == "Gift wrap"


def test_the_vocabulary_has_one_context() -> None:
    """Its words are looked up whatever they are an option of."""
    words = list(in_vocabulary(ROOT / "locales" / "vocabulary.toml"))
    assert {word.context for word in words} == {"word"}
    assert len(words) == len({word.msgid for word in words})


# -- checks


def remarks(text: str, *, words: bool = False, terms: dict[str, tuple[str, ...]] | None = None) -> list[str]:
    data = 'msgid ""\nmsgstr "Language: pt_BR\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n' + text
    return [r.code for r in translate.check(po.scan(data.encode()), words=words, terms=terms)]


def pair(source: str, text: str, head: str = "") -> str:
    return f"{head}msgid {json.dumps(source, ensure_ascii=False)}\nmsgstr {json.dumps(text, ensure_ascii=False)}\n"


PLURAL = 'msgid "{count} item"\nmsgid_plural "{count} items"\n'
FIRES = [
    ("placeholder", pair("From {price}", "De {preco}")),
    ("placeholder", pair("From {price}", "De {price.x}")),
    ("placeholder", PLURAL + 'msgstr[0] "um item"\nmsgstr[1] "{count} itens"\n'),
    ("format", pair("%d of %s", "%s de %d", "#, python-format\n")),
    ("format", pair("%(a)s", "%(b)s", "#, python-format\n")),
    ("plural-count", PLURAL + 'msgstr[0] "{count} item"\n'),
    ("unsafe-html", pair("New", "<script>alert(1)</script>")),
    ("unsafe-html", pair("<b>New</b>", "<b onclick='x()'>Novo</b>")),
    ("unsafe-html", pair("<a href='/x'>x</a>", "<a href='JavaScript:x'>x</a>")),
    ("bidi-control", pair("Cart", "Car\u202erinho")),
    ("bidi-control", pair("Cart", "Car\u2067rinho")),
    ("tags", pair("<b>New</b>", "Novo")),
    ("number", pair("30 cm long", "3 cm de comprimento")),
    ("link", pair("See https://a.example/x", "Veja https://b.example/x")),
    ("link", pair("Write to a@b.example", "Escreva")),
    ("code", pair("Fits LINDR-PUR-2", "Serve em LINDR-PUR")),
    ("brand", pair("Tidewell dress", "Vestido Maréabem", "#. brand: Tidewell\n")),
    ("length", pair("Dress", "Vestido comprido", "#. limit: 10 characters\n")),
    ("mixed-script", pair("Cart", "Cаrrinho")),
    ("csv-prefix", pair("Sum", "=1+1")),
    ("space", pair("Cart", " Carrinho")),
    ("fuzzy", pair("Cart", "Carrinho", "#, fuzzy\n")),
    ("unchanged", pair("Add it to the cart", "Add it to the cart")),
    ("two-ways", pair("Cart", "Carrinho", 'msgctxt "a|title"\n') + "\n" + pair("Cart", "Cesto", 'msgctxt "b|title"\n')),
    ("empty", pair("Cart", "")),
    ("control", pair("Cart", "Car").replace('"Car"', '"Car\\007"')),
    ("dismissal", pair("30 cm", "3 cm", "# glocal: ignore number\n")),
    ("syntax", 'msgid "a"\nmsgstr "b\n'),
]
SILENT = [
    pair("From {price}", "A partir de {price}"),
    PLURAL + 'msgstr[0] "{count} item"\nmsgstr[1] "{count} itens"\n',
    pair("1,000.50 g", "1.000,50 g"),
    pair("30 cm", "٣٠ سم"),
    pair("%d of %s", "%2$s, %1$d", "#, c-format\n"),
    pair("%(a)d: %(b)s", "%(b)s: %(a)d", "#, python-format\n"),
    pair("<p>A <b>new</b> dress</p>", "<p>Um vestido <b>novo</b></p>"),
    pair("Tidewell dress", "Vestido Tidewell", "#. brand: Tidewell\n"),
    pair("ABC", "ABC"),
    pair("Linen", "Linen"),
    pair("T-shirt", "T-рубашка"),
    pair("30 cm", "3 cm", "# glocal: ignore number: sold by the piece\n"),
    pair("- new", "- novo"),
    pair("شراء", "\u2068شراء\u2069"),
]


@pytest.mark.parametrize(("code", "text"), FIRES)
def test_a_check_fires(code: str, text: str) -> None:
    """What is wrong is found, and nothing else is said of it."""
    found = remarks(text, words="{" in text)
    assert code in found
    assert set(found) <= {code, "number", "empty"}


@pytest.mark.parametrize("text", SILENT)
def test_a_check_stays_silent(text: str) -> None:
    """What is right is left in peace."""
    assert remarks(text, words="{" in text) == []


def test_every_code_is_tested() -> None:
    """Each code has an example that fires, a meaning and an example for people."""
    assert {code for code, _ in FIRES} | {"plural-formula", "glossary", "culture"} == set(CODES)
    assert all(because and example for _, because, example in CODES.values())


def test_a_glossary_term_is_asked_for() -> None:
    """One of its stems stands in the translation."""
    terms = {"cart": ("carrinho",)}
    assert remarks(pair("Add to cart", "Pôr no cesto"), terms=terms) == ["glossary"]
    assert remarks(pair("Add to cart", "Pôr no Carrinho"), terms=terms) == []
    assert remarks(pair("A carton", "Uma caixa"), terms=terms) == []


def test_a_plural_formula_is_checked() -> None:
    """Division by zero is an error, where plural forms are used."""
    data = b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n/0;\\n"\n\n' + PLURAL.encode()
    found = translate.check(po.scan(data + b'msgstr[0] "a {count}"\nmsgstr[1] "b {count}"\n'))
    assert ("plural-formula", "error") in [(r.code, r.level) for r in found]


def test_a_safe_fix_is_made() -> None:
    """Only remarks with a fix change a text."""
    file = po.scan(b'msgid "Cart\\n"\nmsgstr "Carrinho"\n\nmsgid "30"\nmsgstr "3"\n')
    after = translate.fixed(file, translate.check(file))
    assert [e.msgstr[0] for e in after.entries] == ["Carrinho\n", "3"]


def test_remarks_are_shown_as_text_and_json() -> None:
    """With place, level, code, reason and example."""
    found = translate.check(po.scan(b'msgid "30 cm"\nmsgstr "3 cm"\n', "pt.po"))
    assert translate.as_text(found) == "pt.po:1: warning number: a number of the source is missing: 30"
    row = json.loads(translate.as_json(found))[0]
    assert (row["code"], row["level"], row["line"], row["msgid"]) == ("number", "warning", 1, "30 cm")


@pytest.mark.parametrize("path", sorted((ROOT / "locales").glob("*/LC_MESSAGES/glocal.po")), ids=lambda p: p.parts[-3])
def test_the_shipped_catalogues_pass_their_own_checks(path: Path) -> None:
    """No error, no warning."""
    terms = translate.glossary(path.parent.parent / "glossary.toml")
    found = translate.check(po.read(path), words=True, terms=terms)
    assert [str(r) for r in found if r.level != "note"] == []


def test_a_translation_that_brings_in_what_a_market_minds_is_found() -> None:
    """Purple in Brazil, where the source says rose; not where the source says purple, nor where it is dismissed."""

    def found(source: str, text: str, head: str = "") -> list[str]:
        data = pair(source, text, f'{head}msgctxt "a|title"\n')
        file = po.scan(data.encode())
        return [r.example for r in translate.check_culture(file, market="BR", language="pt-BR", source="en")]

    assert found("Rose dress", "Vestido roxo") == ["BR.purple: Vestido roxo"]
    assert found("Purple dress", "Vestido roxo") == []
    assert found("Rose dress", "Vestido rosa") == []
    assert found("Rose dress", "Vestido roxo", "# glocal: ignore culture: the colour's brand name\n") == []


def test_a_malformed_glossary_is_refused(tmp_path: Path) -> None:
    """A stem is one of a list."""
    (tmp_path / "glossary.toml").write_text('[terms]\ncart = "carrinho"\n', encoding="utf-8")
    with pytest.raises(DataError):
        translate.glossary(tmp_path / "glossary.toml")
    assert translate.glossary(tmp_path / "none.toml") == {}


@pytest.mark.parametrize("piece", ["字", "A-", "A1-", "<a ", "{", "a.", "1,", "%", "on", "&", "@a."])
def test_no_text_makes_a_check_slow(piece: str) -> None:
    """The longest text that a product may have is looked through in well under a second or two."""
    text = piece * (100_000 // len(piece))
    file = po.File((po.Entry(text, (text,), context="a|description"),))
    start = time.perf_counter()
    translate.check(file, words=True)
    translate.pseudo(text, "en-XA")
    assert time.perf_counter() - start < 5


def test_graphemes_are_what_readers_count() -> None:
    """Marks, joined emoji and skin tones make no letter."""
    assert [graphemes(t) for t in ("", "abc", "นี่", "👩‍👩‍👧", "👍🏽", "\u2068a\u2069")] == [0, 3, 1, 1, 1, 1]


# -- out and back


EXCHANGED = (
    'msgid ""\nmsgstr "Language: ru\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    'msgctxt "dress|title"\nmsgid "=Dress, \\"new\\""\nmsgstr ""\n\n'
    'msgid "{count} item"\nmsgid_plural "{count} items"\nmsgstr[0] "{count} a"\nmsgstr[1] "{count} b"\n\n'
    '# mine\nmsgid "Cart"\nmsgstr   "Корзина"\n'
).encode()


def test_a_spreadsheet_never_computes_a_text() -> None:
    """Formula-like cells go out after an apostrophe and come back without."""
    file = po.scan(EXCHANGED)
    text = translate.to_csv(file)
    assert '"\'=Dress, ""new""",' in text
    assert "\r\n=" not in text
    assert ",=" not in text
    back = translate.from_csv(file, "\ufeff" + text)
    assert (back.changed, back.faults, po.dump(back.file)) == (0, (), EXCHANGED)


def test_what_comes_back_only_fills_in() -> None:
    """Empty targets, missing rows, unknown and changed sources leave the file as it was, and are told."""
    file = po.scan(EXCHANGED)
    head = "context,source,plural,state,comment,target,target 2\r\n"
    rows = [
        "dress|title,Gown,,,,Vestido,",
        "hat|title,Hat,,,,Шляпа,",
        ",Cart,,,,,",
        ",{count} item,{count} items,translated,,{count} c,{count} d",
        "too,short",
    ]
    back = translate.from_csv(file, head + "\r\n".join(rows), "ru.csv")
    assert back.changed == 1
    assert [(f.line, f.expected) for f in back.faults] == [
        (6, "7 cells"),
        (2, "the source text of today"),
        (3, "a text that is in the file"),
    ]
    expected = EXCHANGED.replace(b"{count} a", b"{count} c").replace(b"{count} b", b"{count} d")
    assert po.dump(back.file) == expected
    with pytest.raises(FileError):
        translate.from_csv(file, "a,b\r\n1,2\r\n")


def test_xliff_goes_out_and_comes_back() -> None:
    """Every text, plural forms and states included; a document type is refused."""
    pytest.importorskip("moz.l10n", reason="the extra `exchange` is not installed")
    done = po.scan(EXCHANGED.replace(b'msgstr ""\n\nmsgid "{c', '#\nmsgstr "Платье"\n\nmsgid "{c'.encode()))
    text = translate.to_xliff(done, source="en", target="ru")
    assert 'target-language="ru"' in text
    back = translate.from_xliff(po.scan(EXCHANGED), text)
    assert (back.changed, back.faults) == (1, ())
    assert [e.msgstr for e in back.file.entries] == [e.msgstr for e in done.entries]
    with pytest.raises(FileError):
        translate.from_xliff(done, '<!DOCTYPE x [<!ENTITY a "b">]>' + text)
    with pytest.raises(FileError):
        translate.from_xliff(done, "<xliff")


# -- status


def test_coverage_counts_what_is_left(tmp_path: Path) -> None:
    """Done, stale and empty add up; words left are those of the source."""
    run(tmp_path)
    translated(tmp_path, **{"dress|title": "Vestido Tidewell", "option": "Cor"})
    today = translate.entries([dress(title="Tidewell gown")], CATEGORIES)
    found = translate.coverage(file_in(tmp_path), "pt-BR", today)
    assert (found.total, found.translated, found.stale, found.empty) == (11, 2, 1, 8)
    assert found.percent == 18
    assert translate.coverage(file_in(tmp_path), "pt-BR").translated == 3


def test_status_says_what_shoppers_see_today(tmp_path: Path) -> None:
    """By language, with the products that fell back."""
    run(tmp_path)
    translated(tmp_path, **{"dress|title": "Vestido Tidewell"})
    product = dress(texts={"pt": {"description": "<p>Um vestido.</p>"}})
    found = translate.seen([product], Texts.open([tmp_path], "pt-BR"), "BR", "pt-BR")
    assert found.texts == {"en": 1, "pt": 1, "pt-BR": 1}
    assert found.fallen_back == {"dress": ("images[0].alt",)}


# -- pseudo-locales


@pytest.mark.parametrize("locale", sorted(translate.LOCALES))
@pytest.mark.parametrize(
    "text", ["Add to cart", "From {price} or {other}", "<b>New</b> at https://a.example/x", "{{x}}"]
)
def test_a_pseudo_locale_keeps_what_is_no_word(locale: str, text: str) -> None:
    """Placeholders, tags and addresses stay; no Latin word does."""
    made = translate.pseudo(text, locale)
    assert placeholders(made) == placeholders(text)
    assert ("<b>" in text) == ("<b>" in made)
    assert translate.is_pseudo(made)


def test_the_accented_pseudo_locale_is_longer() -> None:
    """By 35 % at least, as German is over English."""
    for text in ("Cart", "Add to cart", "Import tax and duty are included in the price."):
        assert len(translate.pseudo(text, "en-XA")) >= 1.35 * len(text)


def test_a_pseudo_catalogue_covers_every_word(tmp_path: Path) -> None:
    """Shop pages in it have nothing left of the source."""
    words = [e for e in po.read(ROOT / "locales" / "glocal.pot").entries if e.msgid]
    for locale in translate.LOCALES:
        path = tmp_path / locale.replace("-", "_") / "LC_MESSAGES" / "glocal.po"
        po.save(path, translate.pseudo_file(words, locale))
        texts = Texts.open([tmp_path], locale)
        assert texts.faults == ()
        assert len(texts.words) + len(texts.forms) == len(words)
        assert [t for t in texts.words.values() if not translate.is_pseudo(t)] == []
    with pytest.raises(UnknownError):
        translate.pseudo("x", "xx-XX")
