"""A shop's own theme laid over the shipped one, and the tokens that a market may change."""

from __future__ import annotations

import doctest
import importlib
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from glocal import formats, render
from glocal.errors import DataError, FileError, UnknownError
from glocal.po import catalog
from glocal.render import Edition, Shop, Theme
from glocal.render.theme import BESIDE, DEFAULT, squeezed
from glocal.render.tokens import Tokens, contrast
from glocal.testing import listing, market
from glocal.texts import Texts

SHOP = Shop(name="Bazaar", editions=(Edition("en", "US"),), cart="/cart")
READABLE = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("accent", "ground"),
    ("on-accent", "accent"),
    ("sale", "ground"),
    ("sale", "surface"),
    ("on-sale", "sale"),
]


def page(theme: Theme, texts: Texts | None = None, **tokens: str) -> str:
    """A product page of a theme."""
    facts = market("US", theme=tokens)
    return theme.bind(texts or Texts("en"), facts, "en", formats.locale("en"), SHOP).product(listing())


def write(folder: Path, **files: str) -> Path:
    """A shop's theme folder."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_block_can_be_overridden(tmp_path: Path) -> None:
    """A shop's product.html extends the shipped one, changes one block and keeps the rest."""
    block = "{% block price %}<p>{{ listing.price.text }} only</p>{{ super() }}{% endblock %}"
    own = '{% extends "glocal/product.html" %}' + block
    made = page(Theme.open(write(tmp_path, product_html=own)))
    assert '<p>€49.90 only</p><div class="offer">' in made
    assert "<h1>Dress</h1>" in made


def test_a_base_of_ones_own_serves_every_page(tmp_path: Path) -> None:
    """The shipped pages extend whatever base.html there is."""
    block = '{% block footer %}<footer>{{ t("Home") }}, {{ shop.name }}</footer>{% endblock %}'
    own = '{% extends "glocal/base.html" %}' + block
    made = page(Theme.open(write(tmp_path, base_html=own)))
    assert "<footer>Home, Bazaar</footer>" in made
    assert "<h1>Dress</h1>" in made


def test_own_templates_have_jinjas_own_habits(tmp_path: Path) -> None:
    """Mappings by attribute and `is defined` work as anywhere in Jinja2; escaping is on."""
    own = "{% set x = {'a': '<'} %}{{ x.a }}{{ x.b is defined }}{{ listing.nothing is defined }}"
    assert page(Theme.open(write(tmp_path, product_html=own))) == "&lt;FalseFalse"


def test_a_whole_template_of_ones_own(tmp_path: Path) -> None:
    """A product.html that extends nothing is the page."""
    own = "<h1>{{ listing.title }}</h1>{{ t('Add to cart') }}"
    assert page(Theme.open(write(tmp_path, product_html=own))) == "<h1>Dress</h1>Add to cart"


def test_own_style_and_tokens_come_on_top(tmp_path: Path) -> None:
    """A shop's style.css follows the shipped one; its tokens.toml changes single values."""
    folder = write(tmp_path, style_css="h1 { color: red }", tokens_toml='[light]\naccent = "#123456"\n')
    style = Theme.open(folder).asset().content.decode()
    assert style.endswith("h1{color:red}")
    assert "--accent:#123456;" in style
    assert "--ground:#ffffff;" in style


def test_a_market_changes_a_token() -> None:
    """It gets a stylesheet of its own, named after its content; others share one."""
    theme = Theme.open()
    plain, other = theme.asset(), theme.asset({"accent": "#00693e", "dark.accent": "#7fd0a6"})
    assert plain is theme.asset({})
    assert plain.name != other.name
    assert b"--accent:#00693e;" in other.content
    assert other.name in page(theme, accent="#00693e", **{"dark.accent": "#7fd0a6"})


@pytest.mark.parametrize("value", ["red;}body{display:none", "url(https://x.example)", "</style>", "", "#12\n34"])
def test_a_token_is_one_value(value: str) -> None:
    """Nothing that could end a declaration or fetch something passes."""
    with pytest.raises(DataError):
        Theme.open().asset({"accent": value})


def test_an_unknown_token_is_told() -> None:
    """With the nearest one there is."""
    with pytest.raises(UnknownError) as caught:
        Theme.open().asset({"acent": "#123456"})
    assert caught.value.near == "accent"


def test_all_faults_of_a_tokens_file_are_told(tmp_path: Path) -> None:
    """Every one, with its key."""
    write(tmp_path, tokens_toml='[light]\naccent = 3\nink = "a;b"\n[night]\n')
    with pytest.raises(FileError) as caught:
        Tokens.read(tmp_path / "tokens.toml")
    assert [f.field for f in caught.value.faults] == ["night", "light.accent", "light.ink"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READABLE)
def test_text_is_readable(scheme: str, text: str, ground: str) -> None:
    """Every pair of text and ground has the 4.5 to 1 that WCAG 2 asks for, by day and night."""
    colours = Theme.open().tokens.sections[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_every_token_is_used_and_every_used_one_is_there() -> None:
    """tokens.toml and style.css know the same names."""
    style = (DEFAULT / "style.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--([a-z-]+)", style))
    own = set(re.findall(r"--([a-z-]+):", style))
    tokens = Theme.open().tokens.sections
    assert set(tokens["light"]) == set(tokens["dark"])
    assert used - own == set(tokens["light"]) | set(tokens["shape"])


def test_the_style_mirrors() -> None:
    """No declaration names left or right: what reads from the other side mirrors by itself."""
    style = squeezed((DEFAULT / "style.css").read_text(encoding="utf-8"))
    sides = re.findall(r"(?<![a-z-])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|float)\s*:", style)
    assert sides == []


def test_an_unknown_folder_is_told(tmp_path: Path) -> None:
    """A theme that is not there is an error, not the shipped one."""
    with pytest.raises(UnknownError):
        Theme.open(tmp_path / "nothing")


def test_an_unknown_edition_is_told() -> None:
    """A page is only made for an edition of the shop."""
    with pytest.raises(UnknownError):
        Theme.open().bind(Texts("en"), market("BR"), "en", formats.locale("en"), SHOP)


def test_a_template_fault_is_told_with_its_line(tmp_path: Path) -> None:
    """The traceback names the shop's own file."""
    folder = write(tmp_path, product_html="\n\n{{ listing.prise }}")
    with pytest.raises(Exception, match="prise") as caught:
        page(Theme.open(folder))
    assert any(str(entry.path).endswith("product.html") and entry.lineno + 1 == 3 for entry in caught.traceback)


def test_a_theme_pickles_as_its_folder(tmp_path: Path) -> None:
    """A process pool gets the same pages."""
    theme = Theme.open(write(tmp_path, product_html="{{ listing.title }}"))
    assert page(pickle.loads(pickle.dumps(theme))) == page(theme) == "Dress"


def test_compiled_templates_are_kept_for_the_same_words_only(tmp_path: Path) -> None:
    """A changed translation is shown though the template did not change."""
    first = page(Theme.open(bytecode=tmp_path / "cache"))
    assert page(Theme.open(bytecode=tmp_path / "cache")) == first
    texts = Texts("en")
    texts.add_words(catalog(b'msgid "Add to cart"\nmsgstr "Add to bag"\n', "x", language="en"), "en")
    assert "Add to bag" in page(Theme.open(bytecode=tmp_path / "cache"), texts)
    assert page(Theme.open(bytecode=tmp_path / "cache")) == first


def test_a_damaged_cache_is_compiled_anew(tmp_path: Path) -> None:
    """Half a file, or none that can be written, changes no page."""
    first = page(Theme.open(bytecode=tmp_path))
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert page(Theme.open(bytecode=tmp_path)) == first
    (tmp_path / "file").touch()
    assert page(Theme.open(bytecode=tmp_path / "file")) == first


def test_own_templates_leave_nothing_beside_the_shipped(tmp_path: Path) -> None:
    """Compiled code of a shop's templates is kept in memory only, unless a folder is given for it."""
    page(Theme.open())
    before = {p.name for p in BESIDE.glob("*")}
    page(Theme.open(write(tmp_path, product_html="{{ listing.title }}")))
    assert {p.name for p in BESIDE.glob("*")} == before
    assert [p.name for p in tmp_path.iterdir()] == ["product.html"]


def test_eight_threads_get_the_same_page() -> None:
    """Pages are made from several threads at once."""
    theme = Theme.open()
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: page(theme), range(32)))) == 1


DOCS = (Path(__file__).parent.parent / "docs" / "themes.md").read_text(encoding="utf-8")


def table(head: str) -> dict[str, set[str]]:
    """The rows of a table of docs/themes.md: what stands in code in its first column -> in its second."""
    rows = DOCS.split(f"| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    cells = [re.findall(r"`([^`]+)`", cell) for row in rows for cell in row.strip("|").split(" | ")[:2]]
    return {name: set(second) for first, second in zip(cells[::2], cells[1::2], strict=True) for name in first}


BASE = {"kind", "title", "head", "main"}
"""Blocks that pages fill in for base.html."""


def test_documented_blocks_are_those_there_are() -> None:
    """Every template and every block that a shop may override is in the table, and no other."""
    there = {}
    for path in sorted(DEFAULT.glob("*.html")):
        blocks = set(re.findall(r"\{% block (\w+) %\}", path.read_text(encoding="utf-8")))
        there[path.name] = blocks if path.name == "base.html" else blocks - BASE
    assert table("template") == there


def test_documented_tokens_are_those_there_are() -> None:
    """Every colour is in the table."""
    assert set(table("token")) == set(Theme.open().tokens.sections["light"])


@pytest.mark.parametrize("name", sorted(p.stem for p in Path(render.__file__).parent.glob("*.py")))
def test_examples_hold(name: str) -> None:
    """Every example of the docstrings runs."""
    place = "glocal.render" if name == "__init__" else f"glocal.render.{name}"
    assert doctest.testmod(importlib.import_module(place)).failed == 0


def test_public_names_are_there() -> None:
    """`__all__` is sorted, and every name in it is found."""
    assert sorted(render.__all__) == render.__all__
    assert all(getattr(render, name) is not None for name in render.__all__)
