"""Who minds what: cultural rules as data, and what they find in a product."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glocal.rules.checking import check as check
    from glocal.rules.data import load as load
    from glocal.rules.data import load_pack as load_pack

__all__ = ["check", "forget", "load", "load_pack"]

_HOMES = {"check": "checking", "load": "data", "load_pack": "data"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"glocal.rules.{_HOMES[name]}"), name)


def forget() -> None:
    """Let go of every rule, subject, waiver and sentence that was read, of all folders.

    They are kept by path, for good: who edits such a file while running calls this, then binds markets anew. What is
    already bound keeps what it has.
    """
    for name in ("data", "library", "sentences"):
        for value in vars(import_module(f"glocal.rules.{name}")).values():
            if callable(clear := getattr(value, "cache_clear", None)):
                clear()
