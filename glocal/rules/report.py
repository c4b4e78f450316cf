"""Findings for a person, for a program and for a code host: text, JSON and SARIF, and a baseline of known ones."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.errors import DataError
from glocal.model.rule import REMEDIES
from glocal.rules.match import AROUND, RANK
from glocal.rules.sentences import SENTENCE, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from glocal.model.listing import Finding, Severity

    Say = Callable[[str], str]

__all__ = [
    "Row",
    "exit_code",
    "fingerprint",
    "fresh",
    "read_baseline",
    "summary",
    "tally",
    "to_json",
    "to_sarif",
    "to_text",
    "write_baseline",
]

LEVEL: dict[Severity, str] = {"note": "note", "avoid": "warning", "block": "error"}
VERSION = 1
"""Of the baseline's form."""
WORDS = ("because", "remedied", "remedy", "source", "waived", "says the same", *RANK, "open", "none")
"""The words of a report; they pass through the translation with the rules' sentences."""
SUMMARY = "{count} findings in {products} products: {severities} ({statuses})"
"""The last line of a report."""
OWN_REMEDIES = {
    "review-price": "look at the price that was set by hand",
    "state-lowest-price": "state the lowest price of the days before the reduction",
    "map-category": "say in shop.toml how the category is sized",
    "write-the-size-with-its-system": "write the size with its system: 'EU 39'",
    "show-no-reduction": "the former price is not shown",
}
"""What helps with findings of the layers themselves."""


SENTENCES = ("message", "because", "advice", "done", "waiver")
"""The fields of a finding that are told in the report's language."""


class Row(NamedTuple):
    """A finding and where it was met."""

    product: str
    market: str
    language: str
    finding: Finding
    file: str = ""
    """The catalogue's file, below the shop's folder."""
    line: int = 0


def to_text(rows: Iterable[Row], translate: Say = str) -> str:
    """Return a block of lines for each finding: place, rule, words with a mark below them, why, what to do, source.

    `translate` is a gettext function, as `glocal.rules.sentences.translation` gives one; it gets every sentence.
    """
    return "\n".join(line for row in rows for line in _block(row, translate))


def _block(row: Row, say: Say) -> Iterable[str]:
    found = row.finding
    yield f"{_place(row)}: {say(found.severity)} {found.rule} [{row.market} {row.language}] {say(found.message)}"
    if found.snippet and found.span:
        yield f"    {found.snippet}"
        yield f"    {_caret(found)}"
    yield f"    {say('because')}: {say(found.because)}"
    yield f"    {_outcome(found, say)}"
    if found.also:
        yield f"    {say('says the same')}: {', '.join(found.also)}"
    if found.sources:
        yield f"    {say('source')}: {found.sources[0]}"
    yield ""


def _place(row: Row) -> str:
    file = f"{row.file}:{row.line}: " if row.file and row.line else f"{row.file}: " if row.file else ""
    return f"{file}{row.product} {row.finding.field}"


def _outcome(found: Finding, say: Say) -> str:
    if found.status == "remedied":
        return f"{say('remedied')}: {say(found.done)}"
    if found.status == "waived":
        return f"{say('waived')}: {say(found.waiver)}"
    what = say(found.advice or {**REMEDIES, **OWN_REMEDIES}.get(found.remedy, found.remedy))
    return f"{say('remedy')}: {what}" + (f" ({found.remedy})" if found.remedy else "")


def summary(rows: Sequence[Row], translate: Say = str) -> str:
    """Return the last line of a report: how many findings, by severity and status, in how many products."""
    counts = tally(rows)
    severities, statuses = (
        ", ".join(f"{count} {translate(word)}" for word, count in counts[name].items()) or translate("none")
        for name in ("severity", "status")
    )
    products = len({row.product for row in rows})
    told = translate(SUMMARY)
    return filled(told, count=len(rows), products=products, severities=severities, statuses=statuses)


def _caret(found: Finding) -> str:
    start, end = found.span or (0, 0)
    before = min(start, AROUND) + (start > AROUND)
    head = found.snippet[:before]
    word = found.snippet[before : before + end - start]
    return " " * _width(head) + "^" * max(1, _width(word))


def _width(text: str) -> int:
    """Return the columns that a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in ("Mn", "Cf") for c in text)


def to_json(rows: Sequence[Row], translate: Say = str) -> str:
    """Return all rows with their counts as one JSON document; keys sorted, so that equal findings are equal bytes."""
    document = {"version": VERSION, "counts": tally(rows), "findings": [_plain(row, translate) for row in rows]}
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True)


def _plain(row: Row, say: Say) -> dict[str, Any]:
    import msgspec

    place = {"product": row.product, "market": row.market, "language": row.language, "file": row.file, "line": row.line}
    fields: dict[str, Any] = msgspec.to_builtins(row.finding)
    told = {name: say(fields[name]) for name in SENTENCES if fields[name]}
    return {**place, **fields, **told, "fingerprint": fingerprint(row)}


def to_sarif(rows: Sequence[Row], version: str, translate: Say = str, language: str = "en") -> str:
    """Return a SARIF 2.1.0 log, as code hosts read it; waived and remedied findings are suppressed results."""
    rules = {row.finding.rule: row.finding for row in rows}
    driver = {
        "name": "glocal",
        "version": version,
        "rules": [_sarif_rule(name, rules[name], translate) for name in sorted(rules)],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": language.replace("_", "-"),
                "results": [_sarif_result(row, translate) for row in rows],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_rule(name: str, found: Finding, say: Say) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": name},
        "fullDescription": {"text": say(found.because)},
        "help": {"text": "\n".join(found.sources) or say(found.because)},
    }


def _sarif_result(row: Row, say: Say) -> dict[str, Any]:
    found = row.finding
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "level": LEVEL[found.severity],
        "message": {"text": _sentence(say(found.message), say(found.because), say)},
        "partialFingerprints": {"glocal/v1": fingerprint(row)},
        "locations": [_sarif_place(row)],
    }
    if found.status != "open":
        result["suppressions"] = [{"kind": "external", "justification": say(found.done or found.waiver)}]
    return result


def _sentence(message: str, because: str, say: Say) -> str:
    return filled(say(SENTENCE), title=message.rstrip(".。"), because=because)


def _sarif_place(row: Row) -> dict[str, Any]:
    logical = {"fullyQualifiedName": f"{row.market}/{row.language}/{row.product}/{row.finding.field}"}
    physical: dict[str, Any] = {"artifactLocation": {"uri": row.file or "catalog"}}
    if row.line:
        physical["region"] = {"startLine": row.line}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def tally(rows: Iterable[Row]) -> dict[str, Any]:
    """Return how many findings there are by severity and status, and how many products each rule touches."""
    listed = list(rows)
    touched: dict[str, set[str]] = {}
    for row in listed:
        touched.setdefault(row.finding.rule, set()).add(row.product)
    return {
        "severity": dict(sorted(Counter(row.finding.severity for row in listed).items())),
        "status": dict(sorted(Counter(row.finding.status for row in listed).items())),
        "products": {rule: len(products) for rule, products in sorted(touched.items())},
    }


def exit_code(rows: Iterable[Row], fail_on: Severity = "block") -> int:
    """Return 1 where an open finding is at or above a severity, else 0."""
    return int(any(r.finding.status == "open" and RANK[r.finding.severity] >= RANK[fail_on] for r in rows))


def fingerprint(row: Row) -> str:
    """Return what stays the same of a finding while the product and the rule do."""
    found = row.finding
    parts = (row.product, row.market, row.language, found.rule, found.field, found.snippet)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def write_baseline(rows: Iterable[Row]) -> str:
    """Return a baseline file's text: the fingerprints of the findings that are known, with what they are."""
    known = {fingerprint(row): f"{row.product} {row.market} {row.finding.rule}" for row in rows}
    return json.dumps({"version": VERSION, "known": dict(sorted(known.items()))}, ensure_ascii=False, indent=2) + "\n"


def read_baseline(text: str) -> frozenset[str]:
    """Return the fingerprints of a baseline file. Raises DataError for a text that is none."""
    try:
        table = json.loads(text)
        return frozenset(table["known"])
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            "not a baseline of glocal check", expected='{"version": 1, "known": {...}}', got=text[:60]
        ) from error


def fresh(rows: Iterable[Row], known: frozenset[str]) -> list[Row]:
    """Return the rows that a baseline does not know."""
    return [row for row in rows if fingerprint(row) not in known]
