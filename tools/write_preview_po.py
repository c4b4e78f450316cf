"""Write the words of the merchant's preview for translators: locales/preview.pot, and every preview.po anew.

    python tools/write_preview_po.py

The words are those that `t` and `nt` say in the templates, and `say`, `count` and `later` in the code. What is
translated stays; what the app no longer says goes. A test holds the template equal to the app.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, nodes

from glocal import po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
PREVIEW = ROOT / "glocal" / "preview"
Sentence = tuple[str, str]
"""Singular and plural; the plural is '' where there is none."""


def sentences() -> list[Sentence]:
    """Return every sentence of the app, sorted."""
    found = {one for path in sorted(PREVIEW.glob("*.py")) for one in _of_code(ast.parse(path.read_text("utf-8")))}
    found |= {one for path in sorted(PREVIEW.glob("templates/*.html")) for one in _of_template(path)}
    return sorted(found)


def _of_code(tree: ast.AST) -> Iterator[Sentence]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "count", "later"):
            given = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if given:
                yield given[0], given[1] if node.func.id == "count" else ""


def _of_template(path: Path) -> Iterator[Sentence]:
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("t", "nt"):
            given = [one.value for one in call.args if isinstance(one, nodes.Const)]
            if given:
                yield given[0], given[1] if call.node.name == "nt" else ""


def text(language: str, known: dict[str, tuple[str, ...]]) -> str:
    """Return a PO file's text."""
    head = f"# The words of the merchant's preview{f', in {language}' if language else ''}.\n"
    fields = ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0"]
    if language:
        tag = language.replace("_", "-")
        fields += [f"Language: {language}", f"Plural-Forms: {po.formula_for(tag)}", "X-Reviewed-By: nobody yet"]
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)
    return "\n".join([head + header, *(_entry(one, known.get(one[0], ())) for one in sentences())])


def _entry(sentence: Sentence, forms: tuple[str, ...]) -> str:
    one, many = sentence
    if not many:
        return f"msgid {quoted(one)}\nmsgstr {quoted(forms[0] if forms else '')}\n"
    told = "".join(f"msgstr[{i}] {quoted(form)}\n" for i, form in enumerate(forms or ("", "")))
    return f"msgid {quoted(one)}\nmsgid_plural {quoted(many)}\n{told}"


def quoted(value: str) -> str:
    """Return a string as PO files write it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def translated(path: Path) -> dict[str, tuple[str, ...]]:
    """Return what a file has translated, by its singular."""
    found = po.catalog(path.read_bytes(), path.name)
    return {msgid: (form,) for (_, msgid), form in found.texts.items()} | {
        msgid: forms for (_, msgid), forms in found.forms.items()
    }


def main() -> None:
    """Write the template and every translation anew."""
    (LOCALES / "preview.pot").write_text(text("", {}), "utf-8")
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/preview.po")):
        known = translated(path)
        path.write_text(text(path.parent.parent.name, known), "utf-8")
        print(f"{path.parent.parent.name}: {sum(one in known for one, _ in sentences())} of {len(sentences())}")


if __name__ == "__main__":
    main()
