"""The words of a shop's own templates, into the shop's own `glocal.po`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal import po
from glocal.texts import folder_name
from glocal.translate.merge import header, merge
from glocal.translate.products import Update, counted
from glocal.translate.words import in_templates, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["extract_theme"]


def extract_theme(
    theme: Path, folder: Path, languages: Iterable[str], *, shipped: Path | None = None, write: bool = True
) -> Iterator[Update]:
    """Write or update `<folder>/<lang>/LC_MESSAGES/glocal.po` with the words of the templates in `theme`.

    Words that the template file `shipped` (glocal's own glocal.pot) has are left out: they are translated already.
    Yields what was done, language by language; raise FileError for a file that cannot be read.
    """
    known = {entry.key for entry in po.read(shipped).entries} if shipped else set()
    words = [entry for entry in template(in_templates(theme)) if entry.key not in known]
    for language in languages:
        path = folder / folder_name(language) / "LC_MESSAGES" / "glocal.po"
        old = po.read(path) if path.exists() else po.File((header(language, title=f"Words of the theme: {language}"),))
        new = merge(old, words)
        changed = po.dump(new) != (po.dump(old) if path.exists() else b"")
        if changed and write:
            po.save(path, new)
        yield counted(language, path, old, new, changed)
