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
from glocal.errors import Fault, FileError, near
from glocal.model.rule import Rule, RuleFile, Subject, Waiver

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
    file = _read(path)
    if not _ours(path):
        _refuse(file, path.name, folders)
    return file


def _read(path: Path) -> RuleFile:
    return _converted(read_toml(path), path.name, RuleFile)


def _refuse(file: RuleFile, name: str, folders: tuple[Path, ...]) -> None:
    from glocal.rules.lint import rule_faults

    faults = [*rule_faults(file, name, load_subjects(folders), covered(folders, file))]
    if faults:
        raise FileError(faults)


def covered(folders: Sequence[Path], file: RuleFile) -> dict[str, Rule]:
    """Return the rules that a file may cover, by full id: all of the files that it names in `covers`."""
    names = dict.fromkeys(full.partition(".")[0] for rule in file.rule for full in rule.covers)
    paths = [(name, folder / "rules" / "culture" / f"{name}.toml") for name in names for folder in folders]
    found = [(name, rule) for name, path in paths if path.is_file() for rule in _read(path).rule if not rule.off]
    return {rule.id if "." in rule.id else f"{name}.{rule.id}": rule for name, rule in found}


def _ours(path: Path) -> bool:
    """Our own files are linted by the tests, not at every start."""
    return path.is_relative_to(data_folder())


def _converted(table: Table, file: str, kind: type[T]) -> T:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError:
        raise FileError(_misfits(table, kind, file)) from None


def lint(folders: Sequence[Path], market: str) -> None:
    """Raise FileError with every fault of the subjects and of a market's rules, ours too; fine files pass."""
    from glocal.rules.lint import rule_faults, subject_faults

    own = tuple(folders)
    subjects = load_subjects(own)
    faults = [fault for name, subject in subjects.items() for fault in subject_faults(subject, f"{name}.toml")]
    for name in [*_regions(own, market), market]:
        for file in _files(own, name):
            faults.extend(rule_faults(file, f"{name}.toml", subjects, covered(own, file)))
    if faults:
        raise FileError(faults)


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
    paths = {p.stem: p for folder in folders for p in sorted((folder / "rules" / "subjects").glob("*.toml"))}
    shipped = _shipped_subjects() if data_folder() in folders else {}
    faults: list[Fault] = []
    subjects: dict[str, Subject] = {}
    for name, path in sorted(paths.items()):
        try:
            table = shipped[name] if _ours(path) else read_toml(path)
            subjects[name] = _converted(table, path.name, Subject)
        except FileError as error:
            faults.extend(error.faults)
            continue
        if not _ours(path):
            faults.extend(_subject_faults(subjects[name], path.name))
    if faults:
        raise FileError(faults)
    return subjects


def _subject_faults(subject: Subject, file: str) -> Iterable[Fault]:
    from glocal.rules.lint import subject_faults

    return subject_faults(subject, file)


def _shipped_subjects() -> dict[str, Table]:
    """Return the tables of our own subjects: one compiled copy for all of them."""
    place = data_folder() / "rules" / "subjects"
    return kept(place / "subjects.toml", [place], lambda: _parsed(place))


def _parsed(place: Path) -> dict[str, Table]:
    return {path.stem: parse_toml(path.read_bytes(), path.name) for path in sorted(place.glob("*.toml"))}


def _misfits(table: Table, kind: Any, file: str, where: str = "") -> Iterator[Fault]:
    """Yield every key that is unknown, missing or of the wrong kind; of a list of tables, in each table."""
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    yield from _unknown(table, fields, file, where)
    for name, field in fields.items():
        if name not in table:
            if field.required:
                yield Fault(file, f"{where}{name}", "a value", "nothing")
            continue
        inner = {"rule": Rule, "waiver": Waiver}.get(name) if kind is RuleFile else None
        if inner and isinstance(table[name], list):
            for number, entry in enumerate(table[name]):
                label = entry.get("id", number) if isinstance(entry, dict) else number
                yield from _misfits(entry, inner, file, f"{name}[{label}].")
            continue
        try:
            msgspec.convert(table[name], field.type)
        except msgspec.ValidationError as error:
            what, _, place = str(error).partition(" - at `$")
            yield Fault(file, f"{where}{name}{place.rstrip('`')}", _plain(what), _shown(table[name]))


def _unknown(table: Table, fields: Iterable[str], file: str, where: str) -> Iterator[Fault]:
    known = list(fields)
    for key in table:
        if key not in known:
            close = near(key, known)
            yield Fault(
                file, f"{where}{key}", "a known key", repr(key), hint=f"did you mean {close!r}?" if close else ""
            )


def _plain(what: str) -> str:
    return what.removeprefix("Expected ").partition(", got")[0] or what


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


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
