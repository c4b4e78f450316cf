"""For translators: what there is to translate, kept up to date, checked and counted.

extract(products, shop / "locales", ["pt-BR"], categories=...) -> an Update for each language, as it is written
check(po.read(path), words=False, terms=glossary(path)) -> list[Remark];  as_text, as_json;  fixed(file, remarks)
coverage(file, language, template) -> Coverage;  seen(products, texts, market, language) -> Seen
pseudo_file(template, "en-XA") -> po.File;  pseudo(text, locale)
template(in_templates(theme)) -> entries of a theme's words;  merge(file, entries) -> po.File

For a shop as a whole: extract_shop(shop, ["pt-BR"]), check_shop(shop), status(shop), pseudo_shop(folder, "accented")
"""

from glocal.translate.check import check, fixed, glossary
from glocal.translate.culture import check_culture
from glocal.translate.exchange import Imported, from_csv, from_xliff, to_csv, to_xliff
from glocal.translate.merge import header, merge
from glocal.translate.products import Update, catalog_path, entries, extract, update
from glocal.translate.pseudo import LOCALES, is_pseudo, pseudo, pseudo_file
from glocal.translate.remarks import CODES, Remark, as_json, as_text
from glocal.translate.shop import (
    STYLES,
    Checked,
    Standing,
    TextFile,
    check_file,
    check_shop,
    extract_shop,
    languages,
    open_file,
    pseudo_shop,
    shop_files,
    status,
    text_file,
)
from glocal.translate.status import Coverage, Seen, coverage, seen
from glocal.translate.theme import extract_theme
from glocal.translate.words import Word, in_code, in_markets, in_templates, template

__all__ = [
    "CODES",
    "LOCALES",
    "STYLES",
    "Checked",
    "Coverage",
    "Imported",
    "Remark",
    "Seen",
    "Standing",
    "TextFile",
    "Update",
    "Word",
    "as_json",
    "as_text",
    "catalog_path",
    "check",
    "check_culture",
    "check_file",
    "check_shop",
    "coverage",
    "entries",
    "extract",
    "extract_shop",
    "extract_theme",
    "fixed",
    "from_csv",
    "from_xliff",
    "glossary",
    "header",
    "in_code",
    "in_markets",
    "in_templates",
    "is_pseudo",
    "languages",
    "merge",
    "open_file",
    "pseudo",
    "pseudo_file",
    "pseudo_shop",
    "seen",
    "shop_files",
    "status",
    "template",
    "text_file",
    "to_csv",
    "to_xliff",
    "update",
]
