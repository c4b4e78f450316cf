"""Reads rules/subjects, rules/culture and rules/words of glocal and of a shop, and refuses what is wrong in them.

A shop's folder has the same shape: a subject file of its own replaces ours of that name; a rule of the same full id
replaces ours; `off = true` switches one off; waivers stand beside the rules.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from glocal.atlas import data_folder, parse_toml, read_toml
from glocal.compiled import kept
from glocal.errors import Fault, FileError
from glocal.model.rule import Rule, RuleFile, Subject, Waiver
from glocal.rules.misfits import misfits, salvaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = [
    "Counts",
    "Pack",
    "cldr_names",
    "counts",
    "covered",
    "lint",
    "load",
    "load_pack",
    "load_subjects",
    "members",
    "negations",
]

Table = dict[str, Any]
T = TypeVar("T", bound=msgspec.Struct)


class Pack(NamedTuple):
    """What one market minds: its rules with their full ids, and the shop's waivers."""

    rules: tuple[Rule, ...]
    waivers: tuple[Waiver, ...]


class Counts(NamedTuple):
    """How counts are said: phrases with {n}, and the words for numbers."""

    phrases: dict[str, tuple[str, ...]]
    numerals: dict[str, dict[str, str]]
    names: dict[str, tuple[str, ...]]
    """Names of attributes that state a count."""


def load(folders: Sequence[Path], market: str, parents: Sequence[str] = ()) -> tuple[Rule, ...]:
    """Return the rules of a territory and its regions, each under its full id, in the order of the files.

    `folders` hold a `rules/` folder each, ours first; `parents` are regions, to which those that list the territory
    among their members are added. Raises FileError with every fault of every file that was read.

    >>> [rule.id for rule in load((data_folder(),), "BR") if rule.subject == "purple"]
    ['BR.purple', 'BR.purple-flowers']
    """
    return load_pack(folders, market, parents).rules


def load_pack(folders: Sequence[Path], market: str, parents: Sequence[str] = ()) -> Pack:
    """Return the rules of a territory, and the waivers of the shop."""
    return _pack(tuple(folders), market, tuple(parents))


@lru_cache(maxsize=512)
def _pack(folders: tuple[Path, ...], market: str, parents: tuple[str, ...]) -> Pack:
    names = [*dict.fromkeys([*parents, *_regions(folders, market)]), market]
    rules: dict[str, Rule] = {}
    waivers: list[Waiver] = []
    for name in names:
        for file in _files(folders, name):
            waivers.extend(file.waiver)
            for rule in file.rule:
                full = rule.id if "." in rule.id else f"{name}.{rule.id}"
                rules[full] = msgspec.structs.replace(rule, id=full)
    return Pack(tuple(rule for rule in rules.values() if not rule.off), tuple(waivers))


def _files(folders: tuple[Path, ...], name: str) -> Iterator[RuleFile]:
    for folder in folders:
        file = _rule_file(folder / "rules" / "culture" / f"{name}.toml", folders)
        if file is not None:
            yield file


@lru_cache(maxsize=1024)
def _rule_file(path: Path, folders: tuple[Path, ...]) -> RuleFile | None:
    if not path.is_file():
        return None
    if not _ours(path):
        _refuse([*_subject_faults(folders), *_rule_faults(path, folders)])
    return _converted(read_toml(path), path.name, RuleFile)


def _refuse(faults: Iterable[Fault]) -> None:
    told = list(dict.fromkeys(faults))
    if told:
        raise FileError(told)


def _ours(path: Path) -> bool:
    """Our own files are linted by the tests, not at every start."""
    return path.is_relative_to(data_folder())


def _converted(table: Table, file: str, kind: type[T]) -> T:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError:
        raise FileError(misfits(table, kind, file)) from None


def lint(folders: Sequence[Path], market: str) -> None:
    """Raise FileError with every fault of the subjects and of a market's rules, ours too; fine files pass."""
    own = tuple(folders)
    faults = [*_subject_faults(own, ours=True)]
    try:
        names = [*_regions(own, market), market]
    except FileError as error:
        faults.extend(map(_syntax, error.faults))
        names = [market]
    paths = (folder / "rules" / "culture" / f"{name}.toml" for name in names for folder in own)
    _refuse([*faults, *(fault for path in paths if path.is_file() for fault in _rule_faults(path, own))])


def _rule_faults(path: Path, folders: tuple[Path, ...]) -> Iterator[Fault]:
    from glocal.rules.lint import rule_file_faults

    table, faults = _table(path)
    yield from faults
    if not faults:
        names = {path.stem for path in _subject_paths(folders)}
        yield from rule_file_faults(table, path.name, names, lambda rules: covered(folders, rules))


def _subject_faults(folders: tuple[Path, ...], *, ours: bool = False) -> Iterator[Fault]:
    from glocal.rules.lint import subject_file_faults

    for path in _subject_paths(folders):
        if ours or not _ours(path):
            table, faults = _table(path)
            yield from faults or subject_file_faults(table, path.name)


def _subject_paths(folders: tuple[Path, ...]) -> list[Path]:
    """Return the files of subjects, the last folder's of each name, by name."""
    paths = {p.stem: p for folder in folders for p in sorted((folder / "rules" / "subjects").glob("*.toml"))}
    return [path for _, path in sorted(paths.items())]


def _table(path: Path) -> tuple[Table, list[Fault]]:
    try:
        return read_toml(path), []
    except FileError as error:
        return {}, [*map(_syntax, error.faults)]


def _syntax(fault: Fault) -> Fault:
    """Return a fault of TOML itself with what most often is wrong."""
    if fault.expected != "TOML":
        return fault
    hint = "a quote, a bracket or an equals sign is missing, there or on the line before"
    return msgspec.structs.replace(fault, field="the line", expected="a line of TOML", hint=hint)


def covered(folders: Sequence[Path], rules: Iterable[Rule]) -> dict[str, Rule]:
    """Return what rules may cover, by full id: all rules of the files that they name in `covers`."""
    names = dict.fromkeys(full.partition(".")[0] for rule in rules for full in rule.covers)
    paths = [(name, folder / "rules" / "culture" / f"{name}.toml") for name in names for folder in folders]
    tables = [(name, _table(path)[0]) for name, path in paths if path.is_file()]
    found = [(name, salvaged(entry, Rule)[0]) for name, table in tables for entry in table.get("rule", ())]
    return {rule.id if "." in rule.id else f"{name}.{rule.id}": rule for name, rule in found if not rule.off}


def members(folders: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the territories of each region that has a file."""
    return {region: file for region, file in _members(tuple(folders)).items() if file}


@lru_cache(maxsize=16)
def _members(folders: tuple[Path, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for folder in folders:
        found |= _shipped_members() if folder == data_folder() else _listed(folder / "rules" / "culture")
    return found


def _shipped_members() -> dict[str, tuple[str, ...]]:
    place = data_folder() / "rules" / "culture"
    return kept(place / "members.toml", [place], lambda: _listed(place))


def _listed(place: Path) -> dict[str, tuple[str, ...]]:
    files = ((path.stem, read_toml(path).get("members", ())) for path in sorted(place.glob("*.toml")))
    return {name: tuple(listed) for name, listed in files if listed}


def _regions(folders: tuple[Path, ...], market: str) -> list[str]:
    return [region for region, territories in _members(folders).items() if market in territories]


def load_subjects(folders: Sequence[Path]) -> dict[str, Subject]:
    """Return all subjects by id, sorted. Raises FileError with every fault of every file."""
    return _subjects(tuple(folders))


@lru_cache(maxsize=16)
def _subjects(folders: tuple[Path, ...]) -> dict[str, Subject]:
    shipped = _shipped_subjects() if data_folder() in folders else {}
    _refuse(_subject_faults(folders))
    tables = ((path, shipped[path.stem] if _ours(path) else read_toml(path)) for path in _subject_paths(folders))
    return {path.stem: _converted(table, path.name, Subject) for path, table in tables}


def _shipped_subjects() -> dict[str, Table]:
    """Return the tables of our own subjects: one compiled copy for all of them."""
    place = data_folder() / "rules" / "subjects"
    return kept(place / "subjects.toml", [place], lambda: _parsed(place))


def _parsed(place: Path) -> dict[str, Table]:
    return {path.stem: parse_toml(path.read_bytes(), path.name) for path in sorted(place.glob("*.toml"))}


@lru_cache(maxsize=1)
def counts() -> Counts:
    """Return how counts are said in each language: rules/words/counts.toml."""
    table = read_toml(data_folder() / "rules" / "words" / "counts.toml")
    return Counts(table["phrases"], table["numerals"], table["names"])


@lru_cache(maxsize=1)
def negations() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the words that say "without", before and after the thing: rules/words/negations.toml."""
    table = read_toml(data_folder() / "rules" / "words" / "negations.toml")
    return table["before"], table["after"]


@lru_cache(maxsize=1)
def cldr_names() -> dict[str, dict[str, str]]:
    """Return CLDR's short names: emoji -> language -> name. Empty where they have not been cut."""
    path = data_folder() / "rules" / "words" / "annotations.json"
    if not path.is_file():
        return {}
    names: dict[str, dict[str, str]] = json.loads(path.read_bytes())["names"]
    return names
