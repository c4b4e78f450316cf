"""Names that load when they are first used, so that opening a package costs nothing else."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False  # `typing` costs more than all the rest of this module
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["lazily"]


def lazily(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package whose names are found in the modules that `homes` says.

    A name whose home is '' is a module itself.

    >>> load, names = lazily("glocal", {"GlocalError": "errors", "errors": ""})
    >>> load("errors").GlocalError is load("GlocalError"), names()
    (True, ['GlocalError', 'errors'])
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(f"{package}.{homes[name] or name}")
        value = getattr(module, name) if homes[name] else module
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted(homes)

    return load, names
