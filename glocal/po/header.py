"""The header of a PO file, and the key that its texts are looked up by."""

from __future__ import annotations

from glocal.po.plural import Plural, formula_for, plural_forms

__all__ = ["Key", "header_fields", "plural_of"]

Key = tuple[str | None, str]
"""(context, msgid); a context of None and one of "" are two, as in gettext."""


def header_fields(text: str) -> dict[str, str]:
    """Split a header into its fields; of a repeated one the first counts."""
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def plural_of(header: dict[str, str]) -> Plural:
    """Compile the formula a header states, or the customary one of its language."""
    given = header.get("Plural-Forms", "")
    if given and "INTEGER" not in given:  # what xgettext writes into a template
        return plural_forms(given)
    return plural_forms(formula_for(header.get("Language", "")))
