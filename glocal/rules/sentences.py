"""The rules' sentences in the merchant's language: locales/<language>/LC_MESSAGES/rules.po."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glocal import po
from glocal.atlas import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["translation"]


def translation(language: str, folders: Sequence[Path] | None = None) -> Callable[[str], str]:
    """Return a function that says a rule's sentence in a language, or as it stands where nobody has translated it.

    >>> translation("zh-Hans")("Add a coin."), translation("en")("Add a coin.")
    ('附一枚硬币。', 'Add a coin.')
    """
    texts = _texts(language, tuple(folders) if folders is not None else (data_folder(),))
    return lambda sentence: texts.get(sentence) or sentence


@lru_cache(maxsize=64)
def _texts(language: str, folders: tuple[Path, ...]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for folder in folders:
        for tag in _tags(language):
            path = folder / "locales" / tag / "LC_MESSAGES" / "rules.po"
            if path.is_file():
                found = po.catalog(path.read_bytes(), path.name).texts
                texts |= {msgid: msgstr for (_, msgid), msgstr in found.items() if isinstance(msgstr, str)}
    return texts


def _tags(language: str) -> list[str]:
    """Return the folders of a language, the widest first: zh, zh_Hans, zh_Hans_CN."""
    parts = language.replace("-", "_").split("_")
    tags = ["_".join(parts[: i + 1]) for i in range(len(parts))]
    chinese = {"zh": ["zh_Hans"], "zh_CN": ["zh_Hans"], "zh_SG": ["zh_Hans"]}
    return list(dict.fromkeys([*(t for tag in tags for t in (tag, *chinese.get(tag, ()))), tags[-1]]))
