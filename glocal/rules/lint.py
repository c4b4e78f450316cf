"""What is wrong with a subject or a rule: all of it, with the key and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import Fault, near
from glocal.model.rule import CONTEXTS, GOODS, OCCASIONS, PLACES, REMEDIES, Rule, RuleFile, Subject
from glocal.rules.misfits import misfits, salvaged
from glocal.rules.words import faults as word_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from glocal.rules.misfits import Table

__all__ = ["rule_faults", "rule_file_faults", "subject_faults", "subject_file_faults"]

_ID = re.compile(r"^([A-Z0-9]+\.)?[a-z0-9]+(-[a-z0-9]+)*$")
_LANGUAGE = re.compile(r"^(\*|[a-z]{2,3})$")
_DAY = re.compile(r"^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


def subject_file_faults(table: Table, file: str) -> Iterator[Fault]:
    """Yield the faults of a subject's file: of its shape, and of what fits."""
    yield from misfits(table, Subject, file)
    subject, gone = salvaged(table, Subject)
    yield from (f for f in subject_faults(subject, file) if f.field.partition(".")[0] not in gone)


def rule_file_faults(
    table: Table, name: str, subjects: Iterable[str], covered: Callable[[Iterable[Rule]], Mapping[str, Rule]]
) -> Iterator[Fault]:
    """Yield the faults of a file of rules: of its shape, and of what fits.

    `subjects` are the names that are known; `covered` returns what rules may cover, by full id.
    """
    yield from misfits(table, RuleFile, name)
    listed = table.get("rule", ())
    rules: list[Rule] = []
    passed: set[str] = set()
    for number, entry in enumerate(e for e in listed if isinstance(e, dict)) if isinstance(listed, list) else ():
        rule, gone = salvaged(entry, Rule)
        rules.append(msgspec.structs.replace(rule, id=rule.id or str(entry.get("id", number))))
        passed |= {f"rule[{rules[-1].id}].{key}" for key in gone}
    found = rule_faults(RuleFile(rule=tuple(rules)), name, subjects, covered(rules))
    yield from (f for f in found if f.field.partition("[")[0] + _head(f.field) not in passed)


def _head(field: str) -> str:
    """Return a field's rule and key: '[durian].sources' of 'rule[durian].sources[0].ref'."""
    label, _, key = field.partition("].")
    return f"[{label.partition('[')[2]}].{key.partition('[')[0].partition('.')[0]}"


def subject_faults(subject: Subject, file: str) -> Iterator[Fault]:
    """Yield the faults of a subject."""
    for key in ("words", "tones", "traps", "phrases"):
        for language, lines in getattr(subject, key).items():
            yield from _language_faults(language, file, f"{key}.{language}")
            yield from _line_faults(lines, language, file, f"{key}.{language}")
    yield from _doubles(subject, file)
    yield from _listed(subject.unless, {**GOODS, **OCCASIONS}, file, "unless")
    if not _recognisable(subject):
        yield Fault(file, "words", "words, emoji, colours, counts, digits or missing", "none of them")


def _recognisable(subject: Subject) -> bool:
    signs = (subject.words, subject.tones, subject.emoji, subject.cldr, subject.colours, subject.counts, subject.digits)
    return any(signs) or bool(subject.missing)


def _language_faults(language: str, file: str, key: str) -> Iterator[Fault]:
    if not _LANGUAGE.match(language):
        code = _code_of(language)
        hint = f"did you mean {code!r}?" if code else "pt, zh, ar ..."
        yield Fault(file, key, "a language of two or three letters, or '*'", repr(language), hint=hint)


def _code_of(name: str) -> str:
    """Return the code of a language by its English name or tag: 'pt' for 'Portuguese' and for 'pt-BR'."""
    from babel import Locale

    languages: dict[str, str] = dict(Locale("en").languages)
    names = {told.casefold(): code for code, told in languages.items() if _LANGUAGE.match(code)}
    base = name.replace("_", "-").split("-")[0].lower()
    return names.get(name.casefold(), base if _LANGUAGE.match(base) and base in names.values() else "")


def _line_faults(lines: Iterable[str], language: str, file: str, key: str) -> Iterator[Fault]:
    for line in lines:
        fault = word_fault(line.replace("{n}", "7"), language)
        if fault:
            yield Fault(file, key, "a word that can match", repr(line), hint=fault)


def _doubles(subject: Subject, file: str) -> Iterator[Fault]:
    for language, lines in subject.words.items():
        seen: set[str] = set()
        for line in lines:
            if line in seen:
                yield Fault(file, f"words.{language}", "each word once", repr(line))
            seen.add(line)


def rule_faults(
    file: RuleFile, name: str, subjects: Iterable[str], others: Mapping[str, Rule] | None = None
) -> Iterator[Fault]:
    """Yield the faults of all rules of a file; `others` are the rules that it may cover, by full id, where known."""
    seen: set[str] = set()
    known = frozenset(subjects)
    for rule in file.rule:
        where = f"rule[{rule.id}]."
        if rule.id in seen:
            yield Fault(name, f"{where}id", "an id of its own", repr(rule.id))
        seen.add(rule.id)
        if not _ID.match(rule.id):
            yield Fault(name, f"{where}id", "small letters, digits and hyphens", repr(rule.id))
        yield from _off_faults(rule, name, where) if rule.off else _one(rule, name, where, known)
        yield from _covering(rule, name, where, others)
    yield from _overlaps(file, name)


def _off_faults(rule: Rule, name: str, where: str) -> Iterator[Fault]:
    if not rule.reason:
        yield Fault(name, f"{where}reason", "why the rule is off", "nothing")


def _one(rule: Rule, name: str, where: str, subjects: Collection[str]) -> Iterator[Fault]:
    if rule.subject not in subjects:
        close = near(rule.subject, subjects)
        hint = f"did you mean {close!r}?" if close else "write rules/subjects/<subject>.toml first"
        yield Fault(name, f"{where}subject", "a file of rules/subjects", repr(rule.subject), hint=hint)
    yield from _listed(rule.contexts, CONTEXTS, name, f"{where}contexts")
    yield from _listed(rule.unless, {**GOODS, **OCCASIONS}, name, f"{where}unless")
    if rule.remedy:
        yield from _listed([rule.remedy], REMEDIES, name, f"{where}remedy")
    if not any(c in PLACES for c in rule.contexts):
        yield Fault(name, f"{where}contexts", "at least one place: " + ", ".join(PLACES), repr(list(rule.contexts)))
    yield from _told(rule, name, where)
    yield from _graded(rule, name, where)
    yield from _dated(rule, name, where)


def _told(rule: Rule, name: str, where: str) -> Iterator[Fault]:
    if not rule.because.strip():
        yield Fault(name, f"{where}because", "why people there mind, in a sentence", "nothing")
    for key in ("fires", "silent"):
        if not getattr(rule, key):
            yield Fault(name, f"{where}{key}", "at least one example", "none")
    if not rule.sources and rule.severity != "note":
        yield Fault(
            name, f"{where}sources", f"a source for severity {rule.severity!r}", "none", hint="or make it a note"
        )
    for number, source in enumerate(rule.sources):
        if not source.ref.strip():
            yield Fault(name, f"{where}sources[{number}].ref", "an address or a citation", "nothing")


def _graded(rule: Rule, name: str, where: str) -> Iterator[Fault]:
    if rule.severity == "block" and not (rule.evidence == "A" and any(s.legal for s in rule.sources)):
        yield Fault(name, f"{where}severity", "block only with evidence A and a source marked legal", rule.evidence)
    if rule.evidence == "C" and rule.severity != "note" and not rule.named:
        yield Fault(name, f"{where}severity", "note, for evidence C", rule.severity)
    if rule.evidence in "AB" and not rule.sources:
        yield Fault(name, f"{where}evidence", "C where there is no source", rule.evidence)
    if rule.kind == "law" and rule.severity != "note" and rule.reverify is None:
        yield Fault(name, f"{where}reverify", "the day by which somebody reads the law again", "nothing")


def _dated(rule: Rule, name: str, where: str) -> Iterator[Fault]:
    for number, season in enumerate(rule.seasons):
        for end in (season.start, season.end):
            if not _DAY.match(end):
                yield Fault(name, f"{where}seasons[{number}]", "'12-26' or '2027-02-06'", repr(end))
    if rule.since and rule.until and rule.since > rule.until:
        yield Fault(name, f"{where}until", f"a day after {rule.since}", str(rule.until))


def _covering(rule: Rule, name: str, where: str, others: Mapping[str, Rule] | None) -> Iterator[Fault]:
    for full in rule.covers:
        if "." not in full:
            yield Fault(name, f"{where}covers", "a full id: 'OIC.alcohol'", repr(full))
        elif others is not None and full not in others:
            close = near(full, others)
            yield Fault(
                name,
                f"{where}covers",
                "a rule that is there",
                repr(full),
                hint=f"did you mean {close!r}?" if close else "",
            )


def _listed(values: Iterable[str], known: Mapping[str, str], file: str, key: str) -> Iterator[Fault]:
    for value in values:
        if value not in known:
            close = near(value, known)
            hint = f"did you mean {close!r}?" if close else "one of: " + ", ".join(known)
            yield Fault(file, key, "a name of the closed list", repr(value), hint=hint)


def _overlaps(file: RuleFile, name: str) -> Iterator[Fault]:
    seen: dict[tuple[object, ...], str] = {}
    for rule in file.rule:
        if rule.off:
            continue
        key = (rule.subject, rule.kind, frozenset(rule.contexts), rule.seasons)
        if key in seen:
            yield Fault(name, f"rule[{rule.id}]", "a subject and contexts of its own", f"those of {seen[key]!r}")
        seen[key] = rule.id
