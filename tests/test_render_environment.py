"""Words fold into templates, and nothing that they or a value say escapes being escaped."""

from __future__ import annotations

from types import CodeType
from typing import TYPE_CHECKING

import markupsafe
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, TemplateAssertionError, UndefinedError
from markupsafe import Markup

from glocal import formats
from glocal.model.listing import Text
from glocal.po import catalog
from glocal.render import Shop, Theme, install
from glocal.render.environment import ThemeEnvironment, messages
from glocal.render.fold import pieces, quote
from glocal.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GERMAN = """
msgid "Add to cart"
msgstr "In den <b>Warenkorb</b> & mehr"

msgid "By {date}"
msgstr "Bis {date}, am {date}"

msgid "From {price} in {place}"
msgstr "In {place} ab {price}"

msgctxt "button"
msgid "Cart"
msgstr "Korb"

msgid "Home"
msgstr "Start {oops}"

msgid "{count} review"
msgid_plural "{count} reviews"
msgstr[0] "{count} Bewertung"
msgstr[1] "{count} Bewertungen"
"""


def german() -> Texts:
    """Words with markup in them, a reordered sentence, a context, a translator's mistake and a plural."""
    texts = Texts("de")
    texts.add_words(catalog(GERMAN.encode(), "test", language="de"), "de")
    return texts


def environment(**templates: str) -> ThemeEnvironment:
    """A theme environment over some templates."""
    loader = DictLoader({name.replace("_html", ".html"): text for name, text in templates.items()})
    return ThemeEnvironment(loader, german(), number=formats.locale("de").number())


def shown(text: str, **values: object) -> str:
    """What a template of one line shows."""
    return environment(page=text).get_template("page").render(values)


def test_words_are_translated_and_escaped() -> None:
    """A translator's markup shows as text."""
    assert shown('{{ t("Add to cart") }}') == "In den &lt;b&gt;Warenkorb&lt;/b&gt; &amp; mehr"


def constants(code: CodeType) -> Iterator[object]:
    """Every constant of a program and of the functions in it."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from constants(constant)
        yield from constant if isinstance(constant, tuple) else [constant]


def test_words_become_part_of_the_program() -> None:
    """No look-up is left at run time for a word without values, in a block, a loop or an attribute."""
    text = '<a title="{{ t("Add to cart") }}">{% block b %}{% for x in y %}<b>{{ t("Cart", context="button") }}</b>'
    made = environment(page=text + "{% endfor %}{% endblock %}")
    found = list(constants(made.spoken(made.compile(text + "{% endfor %}{% endblock %}"))))
    assert "<b>Korb</b>" in found
    assert '<a title="In den &lt;b&gt;Warenkorb&lt;/b&gt; &amp; mehr">' in found
    assert not any(isinstance(c, str) and ("\ufdd0" in c or c in ("Cart", "Add to cart")) for c in found)


def test_languages_share_one_compilation(tmp_path: Path) -> None:
    """A template compiles once for all languages, and each shows its own words."""
    theme = Theme.open(bytecode=tmp_path)
    english = theme.environment(Texts("en"), formats.locale("en")).get_template("front.html")
    files = {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()}
    texts = Texts("de")
    texts.add_words(catalog(b'msgid "Choose your country and language"\nmsgstr "Ihr Land"\n', "x", language="de"), "de")
    german = theme.environment(texts, formats.locale("de")).get_template("front.html")
    assert {p.name: p.stat().st_mtime_ns for p in tmp_path.iterdir()} == files
    values = {"names": (), "head": "", "stylesheet": "", "shop": Shop(name="x"), "language": "", "direction": ""}
    assert "Choose your country" in english.render(values)
    assert "<h2>Ihr Land</h2>" in german.render(values)


def test_values_stand_where_the_language_wants_them() -> None:
    """Placeholders may change order and repeat; values are escaped, markup is not."""
    assert shown('{{ t("From {price} in {place}", price=p, place="A&B") }}', p="<1>") == "In A&amp;B ab &lt;1&gt;"
    assert shown('{{ t("By {date}", date=d) }}', d=Markup("<b>2</b>")) == "Bis <b>2</b>, am <b>2</b>"


def test_words_fold_outside_of_output_too() -> None:
    """A folded sentence that is kept in a variable is escaped once, when it is shown."""
    text = '{% set x = t("From {price} in {place}", price=p, place="A&B") %}{{ x }}'
    assert shown(text, p=Markup("<i>1</i>")) == "In A&amp;B ab <i>1</i>"


def test_words_of_run_time_are_translated() -> None:
    """A msgid that is only known while rendering is looked up then."""
    assert shown('{{ t(word) }} {{ t(more, date="2") }}', word="Add to cart", more="By {date}").startswith(
        "In den &lt;b"
    )


def test_a_renamed_placeholder_shows_the_source() -> None:
    """A translation with another placeholder than its msgid is not used."""
    assert shown('{{ t("Home") }}') == "Home"


def test_plurals_write_their_number_as_the_language_does() -> None:
    """`n` chooses the form and formats the count."""
    assert shown('{{ n("{count} review", "{count} reviews", 1) }}') == "1 Bewertung"
    assert shown('{{ n("{count} review", "{count} reviews", c) }}', c=12345) == "12.345 Bewertungen"


@pytest.mark.parametrize(
    "text",
    ['{{ t("By {date}") }}', '{{ t("By {date}", day=1) }}', "{% for t in x %}{% endfor %}", "{% set n = 1 %}"],
)
def test_mistakes_of_a_template_are_told_when_it_compiles(text: str) -> None:
    """A missing value, a wrong one and a name that is taken stop the template with its line."""
    with pytest.raises(TemplateAssertionError) as caught:
        shown(text, x=())
    assert caught.value.lineno == 1


def test_an_unknown_name_is_an_error() -> None:
    """A misspelt variable never shows as nothing."""
    with pytest.raises(UndefinedError):
        shown("{{ lisitng }}")


@pytest.mark.parametrize("name", ["page.html", "page.html.j2", "page.txt", "page"])
def test_every_template_escapes(name: str) -> None:
    """Escaping does not depend on what a template is called."""
    made = ThemeEnvironment(DictLoader({name: "{{ x }}"}), Texts("en"))
    assert made.get_template(name).render(x="<&>") == "&lt;&amp;&gt;"


def test_blocks_work_as_in_jinja() -> None:
    """Blocks that collect their text can be overridden, nested, called and asked for their parent's."""
    base = "[{% block a %}A{% block b %}{{ x }}{% endblock %}{% endblock %}|{{ self.b() }}]"
    loop = "{% for i in [1, 2] %}{{ loop.index }}{% endfor %}"
    child = '{% extends "base.html" %}{% block b %}<{{ super() }}>' + loop + "{% endblock %}"
    made = environment(base_html=base, child_html=child)
    assert made.get_template("child.html").render(x="&") == "[A<&amp;>12|<&amp;>12]"


def test_macros_work_as_in_jinja() -> None:
    """What a macro returns is markup, its arguments are escaped, and its words fold."""
    text = '{% macro m(x) %}<b>{{ x }}{{ t("Cart", context="button") }}</b>{% endmacro %}{{ m("<") }}'
    assert shown(text) == "<b>&lt;Korb</b>"


class Loud:
    """Something that says itself what its markup is."""

    def __html__(self) -> str:
        return "<i>"


@given(st.text())
def test_quote_is_escape(text: str) -> None:
    """What templates print is what markupsafe would escape it to."""
    assert quote(text) == str(markupsafe.escape(text))
    assert quote(Markup(text)) == text


@pytest.mark.parametrize("value", [None, 1, 1.5, Loud(), ["<"]])
def test_quote_takes_any_value(value: object) -> None:
    """Values that are no text are escaped as markupsafe does it."""
    assert quote(value) == str(markupsafe.escape(value))


@given(st.text())
def test_pieces_alternate(text: str) -> None:
    """A message is cut into words and names in turn, beginning and ending with words."""
    assert len(pieces(text)) % 2 == 1


def test_install_serves_an_environment_of_ones_own() -> None:
    """A developer's own Jinja2 environment gets words, plurals and safe descriptions, and no theme."""
    own = install(Environment(autoescape=True), german(), formats.locale("de").number())
    text = (
        '{{ t("Add to cart") }}|{{ t("By {date}", date=d) }}|{{ n("{count} review", "{count} reviews", 2000) }}|'
        "{{ html|rich }}|{{ plain|rich(false) }}|{{ own|rich(false) }}"
    )
    values = {"html": "<p onclick='x()'>a</p>", "plain": "a<b", "own": Text("a", "en")}
    words, by, count, *texts = own.from_string(text).render(d=Markup("<b>"), **values).split("|")
    assert words == "In den &lt;b&gt;Warenkorb&lt;/b&gt; &amp; mehr"
    assert (by, count) == ("Bis <b>, am <b>", "2.000 Bewertungen")
    assert texts == ["<p>a</p>", "<p>a&lt;b</p>", "<p>a</p>"]


def test_every_word_of_the_theme_reaches_translators() -> None:
    """No template asks for words that only run time knows, so the list of messages is whole."""
    theme = Theme.open()
    known = {m.msgid for m in theme.messages()}
    assert {"Add to cart", "Delivery", "{rating} out of 5"} <= known
    calls = sum(source(theme, name).count(" t(") for name in theme.templates())
    assert calls == len([m for m in theme.messages() if m.plural is None])


def source(theme: Theme, name: str) -> str:
    """The text of a template."""
    made = theme.environment(Texts("en"), formats.locale("en"))
    assert made.loader is not None
    return made.loader.get_source(made, name)[0]


def test_messages_know_where_they_stand() -> None:
    """A message names its template and line, its plural and its context."""
    made = environment(page='\n{{ t("Cart", context="button") }}\n{{ n("{count} a", "{count} b", 2) }}')
    found = [(m.msgid, m.plural, m.context, m.line) for m in messages(made, ["page"])]
    assert found == [("Cart", None, "button", 2), ("{count} a", "{count} b", None, 3)]
