"""Design tokens: the few values that a shop or a market may change, checked before they reach a stylesheet."""

from __future__ import annotations

import hashlib
import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import DataError, Fault, FileError, UnknownError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Asset", "Tokens", "contrast"]

_VALUE = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z0-9 .,%+\-'()/]{1,200}")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SECTIONS = ("light", "dark", "shape")


class Asset(NamedTuple):
    """A file that pages link to; its name changes with its content, so it may be cached for ever."""

    name: str
    """Path below the site: 'assets/style.1a2b3c4d.css'."""
    content: bytes


class Tokens:
    """The values of a theme's tokens.toml, by section: light and dark colours, shape.

    A market changes one with `accent` (light) or `dark.accent`, `shape.radius`.
    """

    def __init__(self, sections: Mapping[str, Mapping[str, str]]) -> None:
        self.sections = {name: dict(sections.get(name, {})) for name in _SECTIONS}

    @classmethod
    def read(cls, path: Path) -> Tokens:
        """Read a tokens.toml; raises FileError with every fault of it."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
            raise FileError([Fault(path.name, "", "TOML in UTF-8", str(wrong))]) from None
        faults = list(_faults(table, path.name))
        if faults:
            raise FileError(faults)
        return cls(table)

    def over(self, changes: Mapping[str, str]) -> Tokens:
        """Return these tokens with some changed; raises UnknownError for a name that the theme does not have.

        >>> Tokens({"light": {"accent": "#005a9c"}}).over({"accent": "#00693e"}).sections["light"]
        {'accent': '#00693e'}
        """
        merged = {name: dict(values) for name, values in self.sections.items()}
        for key, value in changes.items():
            section, _, name = key.rpartition(".")
            section = section or "light"
            if name not in merged.get(section, {}):
                raise UnknownError("theme token", key, self.names())
            merged[section][name] = checked(key, value)
        return Tokens(merged)

    def names(self) -> list[str]:
        """Every name that a market may set."""
        return [n if s == "light" else f"{s}.{n}" for s, values in self.sections.items() for n in values]

    def css(self) -> str:
        """Return the custom properties, both colour schemes."""
        light, dark, shape = (self.sections[name] for name in _SECTIONS)
        plain = _properties({**shape, **light})
        if not dark:
            return f":root{{{plain}}}"
        night = f"@media screen and (prefers-color-scheme:dark){{:root{{{_properties(dark)}}}}}"  # paper has none
        return f":root{{color-scheme:light dark;{plain}}}{night}"


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _faults(table: Mapping[str, object], file: str) -> list[Fault]:
    faults = [Fault(file, key, f"one of {', '.join(_SECTIONS)}", key) for key in table if key not in _SECTIONS]
    for section in _SECTIONS:
        values = table.get(section, {})
        if not isinstance(values, dict):
            faults.append(Fault(file, section, "a table", str(values)[:40]))
            continue
        faults += [
            Fault(file, f"{section}.{key}", "a colour or a length", str(value)[:40])
            for key, value in values.items()
            if not isinstance(value, str) or not _VALUE.fullmatch(value) or not re.fullmatch("[a-z][a-z0-9-]*", key)
        ]
    return faults


def checked(key: str, value: str) -> str:
    """Return a token's value; raises DataError where it could be more than one CSS value."""
    if not _VALUE.fullmatch(value) or "url(" in value.lower():
        raise DataError(
            f"theme.{key}: expected a colour or a length, got {value[:40]!r}", expected="#005a9c", got=value
        )
    return value


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #rrggbb colours by WCAG 2: 1 to 21; text needs 4.5.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    if not (_HEX.fullmatch(one) and _HEX.fullmatch(other)):
        raise DataError(
            f"expected two #rrggbb colours, got {one!r} and {other!r}", expected="#rrggbb", got=(one, other)
        )
    low, high = sorted((_luminance(one), _luminance(other)))
    return round((high + 0.05) / (low + 0.05), 2)


def asset(stem: str, suffix: str, content: str) -> Asset:
    """Return a file named after its content."""
    data = content.encode("utf-8")
    return Asset(f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:10]}{suffix}", data)
