"""Festive accents: which tokens a market's pages take at which time of the year. The date is given, never read."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.errors import DataError, Fault, FileError, UnknownError
from glocal.render.tokens import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Season", "outdated", "read", "tokens"]

_KEYS = ("markets", "days", "before", "after", "theme", "sources")
_YEARLY = re.compile(r"\d\d-\d\d")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
LONGEST = 120
"""Days that a season may take on either side of its feast."""


class Season(NamedTuple):
    """One entry of seasons.toml."""

    markets: tuple[str, ...]
    """ISO 3166 territories that see it."""
    days: tuple[str, ...]
    """Of the feast: '12-25' each year, '2027-02-06' once."""
    before: int
    """Days ahead of the feast from which it shows."""
    after: int
    """Days past the feast until which it shows."""
    theme: Mapping[str, str]
    """Tokens above the market's own."""

    def shows(self, today: dt.date) -> bool:
        """Return whether it is the time.

        >>> Season(("DE",), ("12-25",), 24, 8, {}).shows(dt.date(2027, 1, 2))
        True
        """
        return any(-self.before <= (today - feast).days <= self.after for feast in self._feasts(today.year))

    def _feasts(self, year: int) -> Iterator[dt.date]:
        for day in self.days:
            if _YEARLY.fullmatch(day):
                yield from (dt.date.fromisoformat(f"{y}-{day}") for y in (year - 1, year, year + 1))
            else:
                yield dt.date.fromisoformat(day)

    @property
    def last(self) -> dt.date | None:
        """The last day that is known; None where it comes every year."""
        known = [dt.date.fromisoformat(day) for day in self.days if not _YEARLY.fullmatch(day)]
        return max(known) if len(known) == len(self.days) else None


def read(path: Path) -> dict[str, Season]:
    """Read a seasons.toml; raises FileError with every fault of it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise FileError([Fault(path.name, "", "TOML in UTF-8", str(wrong))]) from None
    faults = [fault for name, entry in table.items() for fault in _faults(path.name, name, entry)]
    if faults:
        raise FileError(faults)
    return {name: _season(entry) for name, entry in table.items()}


def _season(entry: Mapping[str, Any]) -> Season:
    return Season(
        tuple(entry["markets"]), tuple(entry["days"]), entry.get("before", 0), entry.get("after", 0), entry["theme"]
    )


def _faults(file: str, name: str, entry: object) -> Iterator[Fault]:
    if not isinstance(entry, dict) or not _NAME.fullmatch(name):
        yield Fault(file, name, "a table with a name such as lunar-new-year", str(entry)[:40])
        return
    for key in entry:
        if key not in _KEYS:
            yield Fault(file, f"{name}.{key}", f"one of {', '.join(_KEYS)}", key)
    for key, expected, sound in _RULES:
        if not sound(entry.get(key)):
            yield Fault(file, f"{name}.{key}", expected, str(entry.get(key))[:40])
    if _is_theme(entry.get("theme")):
        yield from _unsound(file, name, entry["theme"])


def _unsound(file: str, name: str, theme: Mapping[str, str]) -> Iterator[Fault]:
    for token, value in theme.items():
        try:
            checked(token, value)
        except DataError:
            yield Fault(file, f"{name}.theme.{token}", "a colour or a length", value[:40])


def _is_day(text: object) -> bool:
    try:
        return isinstance(text, str) and bool(
            dt.date.fromisoformat(f"2027-{text}" if _YEARLY.fullmatch(text) else text)
        )
    except ValueError:
        return False


def _is_count(value: object) -> bool:
    return value is None or (type(value) is int and 0 <= value <= LONGEST)


def _is_theme(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(isinstance(v, str) for v in value.values())


def _is_markets(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and re.fullmatch("[A-Z]{2}", v) for v in value)


def _is_days(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_day, value))


_RULES = (
    ("markets", "a list of ISO 3166 territories", _is_markets),
    ("days", 'a list of days such as "12-25" or "2027-02-06"', _is_days),
    ("before", f"a count of days up to {LONGEST}", _is_count),
    ("after", f"a count of days up to {LONGEST}", _is_count),
    ("theme", "a table of tokens", _is_theme),
)


def tokens(known: Mapping[str, Season], chosen: Iterable[str], market: str, today: dt.date) -> Mapping[str, str]:
    """Return the tokens of the first chosen season that a market sees on a day; none out of season.

    Raises UnknownError for a season that is not there.

    >>> season = Season(("CN",), ("2027-02-06",), 21, 15, {"accent": "#a8131c"})
    >>> tokens({"lunar-new-year": season}, ["lunar-new-year"], "CN", dt.date(2027, 2, 1))
    {'accent': '#a8131c'}
    """
    seasons = [_known(known, name) for name in chosen]
    return next((s.theme for s in seasons if market in s.markets and s.shows(today)), {})


def outdated(known: Mapping[str, Season], chosen: Iterable[str], today: dt.date) -> list[tuple[str, dt.date]]:
    """Return the chosen seasons whose last known feast has passed, each with that day."""
    last = [(name, _known(known, name).last) for name in chosen]
    return [(name, day) for name, day in last if day is not None and day < today]


def _known(known: Mapping[str, Season], name: str) -> Season:
    if name not in known:
        raise UnknownError("season", name, known)
    return known[name]
