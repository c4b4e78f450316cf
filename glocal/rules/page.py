"""A rule's page: what it minds, why, on whose word, and what speaks against it. Markdown, made from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.atlas import data_folder
from glocal.errors import UnknownError
from glocal.model.rule import CONTEXTS, REMEDIES
from glocal.rules.data import load_pack, load_subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from glocal.model.rule import Example, Rule

__all__ = ["explain", "page"]

GRADES = {
    "A": "a law, a regulator, the policy of a platform, or a reviewed study",
    "B": "several secondary sources, or one of good name",
    "C": "a single weak source, or folklore",
}


def explain(rule: str, folders: Sequence[Path] | None = None) -> str:
    """Return the page of a rule by its full id. Raises UnknownError, with a near match.

    >>> print(explain("BR.purple").splitlines()[0])
    # BR.purple
    """
    own = tuple(folders) if folders is not None else (data_folder(),)
    name = rule.split(".")[0]
    known = {r.id: r for r in load_pack(own, name).rules}
    if rule not in known:
        raise UnknownError("rule", rule, known)
    return page(known[rule], load_subjects(own)[known[rule].subject].title)


def page(rule: Rule, title: str) -> str:
    """Return a rule's page in Markdown; `title` is what its subject is."""
    lines = [f"# {rule.id}", "", f"{title}. {rule.because}".strip(), ""]
    lines += [f"- {name}: {value}" for name, value in _facts(rule) if value]
    lines += ["", "## Where it looks", "", *(f"- `{c}`: {CONTEXTS[c]}" for c in rule.contexts)]
    lines += [f"- not in `{c}`: {CONTEXTS[c]}" for c in rule.unless]
    if rule.sources:
        lines += ["", "## Sources", "", *(_source(s.ref, str(s.seen), s.note, legal=s.legal) for s in rule.sources)]
    lines += [
        "",
        "## Examples",
        "",
        "Told:",
        "",
        *_examples(rule.fires),
        "",
        "Not told:",
        "",
        *_examples(rule.silent),
        "",
    ]
    return "\n".join(lines)


def _facts(rule: Rule) -> Iterable[tuple[str, str]]:
    yield "kind", rule.kind
    yield "severity", rule.severity
    yield "remedy", f"`{rule.remedy}`: {REMEDIES[rule.remedy]}" if rule.remedy else ""
    yield "instead", rule.advice
    yield "evidence", f"{rule.evidence}: {GRADES[rule.evidence]}"
    yield "what speaks against it", rule.contested
    yield "about", f"{rule.topic}; it never acts by itself" if rule.topic else ""
    yield "when", ", ".join(f"{s.start} to {s.end}" for s in rule.seasons)
    yield "in force since", str(rule.since or "")
    yield "to be read again by", str(rule.reverify or "")


def _source(ref: str, seen: str, note: str, *, legal: bool) -> str:
    kind = " (law or platform)" if legal else ""
    return f"- {ref}{kind}, seen {seen}" + (f"; {note}" if note else "")


def _examples(examples: Iterable[Example]) -> list[str]:
    return [f"- {_told(one)}" for one in examples]


def _told(one: Example) -> str:
    parts = [f"“{one.title}”" if one.title else ""]
    parts += [f"{role} {value if isinstance(value, str) else ' / '.join(value)}" for role, value in one.options.items()]
    parts += [f"{name}: {value}" for name, value in one.attributes.items()]
    parts += [f"picture of {tag}" for tag in one.image_tags]
    parts += [
        f"category {one.goods or one.category}" if one.goods or one.category else "",
        "as a gift" if one.gift else "",
    ]
    parts += [f"{one.count} pieces" if one.count else "", f"price {one.price}" if one.price else ""]
    parts += [f"{what} not stated" for what in one.missing]
    return ", ".join(part for part in parts if part) + f" ({one.language})"
