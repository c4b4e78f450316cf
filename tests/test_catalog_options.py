"""Option names and their role in every shipped language."""

from __future__ import annotations

import tomllib

import pytest

from glocal.atlas import data_folder
from glocal.catalog.options import ROLES, fold, role
from glocal.po import catalog

TABLE = tomllib.loads((data_folder() / "rules" / "options.toml").read_text("utf-8"))
WORDS = [
    (name, language, word)
    for name, languages in TABLE["role"].items()
    for language, words in languages.items()
    for word in words
]
EVERYWHERE = ("color", "size", "material", "style", "count")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("цвет", "color"),
        ("颜色", "color"),
        ("Cor", "color"),
        ("サイズ", "size"),
        ("Größe", "size"),
        ("GRÖSSE:", "size"),
        ("Ｃｏｌｏｒ", "color"),
        ("Shoe size", "size"),
        ("frame_colour", "color"),
        ("taille de ceinture", "size"),
        ("цвет рамы", "color"),
        ("Screen size", "other"),
        ("Color temperature", "other"),
        ("Engraving", "other"),
        ("", "other"),
    ],
)
def test_an_option_is_known_by_its_name(name, expected):
    """Case, width, dashes and a colon do not matter; the head noun decides."""
    assert role(name) == expected


def test_every_word_has_one_role():
    """No word stands at two roles, in whatever languages."""
    seen: dict[str, str] = {}
    clashes = [(word, name) for name, _, word in WORDS if seen.setdefault(fold(word), name) != name]
    assert clashes == []


def test_every_language_has_every_role():
    """A language that knows colour knows size, material, style and count too."""
    languages = {name: sorted(TABLE["role"][name]) for name in EVERYWHERE}
    assert languages == dict.fromkeys(EVERYWHERE, languages["color"])


def test_roles_are_the_closed_list():
    """The file names no role that the model does not have."""
    assert set(TABLE["role"]) <= set(ROLES)


def test_every_shipped_language_is_there():
    """Each language with storefront words has option words."""
    folders = {path.parent.parent.name for path in (data_folder() / "locales").glob("*/LC_MESSAGES/glocal.po")}
    shipped = {name.replace("_", "-") for name in folders}
    known = set(TABLE["role"]["color"])
    missing = sorted(tag for tag in shipped if tag not in known and tag.partition("-")[0] not in known)
    assert missing == []


SAID = {
    "Color": "color",
    "Size": "size",
    "Material": "material",
    "Style": "style",
    "Pattern": "style",
    "Pieces": "count",
}


@pytest.mark.parametrize(
    "file", sorted((data_folder() / "locales").glob("*/LC_MESSAGES/glocal.po")), ids=lambda file: file.parts[-3]
)
def test_the_words_of_the_storefront_are_recognised(file):
    """What a language's own translators call an option is what that option is known by."""
    texts = catalog(file.read_bytes()).texts
    found = {word: role(texts["word", word]) for word in SAID if ("word", word) in texts}
    assert found == {word: SAID[word] for word in found}
