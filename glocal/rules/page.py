"""A rule's page: what it minds, why, on whose word, and what speaks against it. Markdown, made from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.atlas import data_folder
from glocal.errors import UnknownError
from glocal.model.rule import CONTEXTS, REMEDIES
from glocal.rules.data import load_pack, load_subjects
from glocal.rules.sentences import SENTENCE, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from glocal.model.rule import Example, Reference, Rule

    Say = Callable[[str], str]

__all__ = ["GRADES", "WORDS", "explain", "page"]

GRADES = {
    "A": "a law, a regulator, the policy of a platform, or a reviewed study",
    "B": "several secondary sources, or one of good name",
    "C": "a single weak source, or folklore",
}
NO_SOURCE = "Nobody has looked for a source yet: it stays a note."
WORDS = (
    "kind", "taboo", "favour", "require", "law", "severity", "remedy", "instead", "evidence", "what speaks against it",
    "about", "religion", "politics", "borders", "identity", "{topic}; it never acts by itself", "when",
    "{start} to {end}", "in force since", "to be read again by", "stands for", "Where it looks", "not in", "Sources",
    "{source} (law or platform)", "{source}, seen {day}", "Examples", "Told:", "Not told:", "picture of {tag}",
    "category {name}", "as a gift", "{count} pieces", "price {price}", "{what} not stated", NO_SOURCE, SENTENCE,
)  # fmt: skip
"""The words of a page; they pass through the translation with the rule's own sentences."""


def explain(rule: str, folders: Sequence[Path] | None = None, translate: Say = str) -> str:
    """Return the page of a rule by its full id. Raises UnknownError, with a near match.

    `translate` is a gettext function, as `glocal.rules.sentences.translation` gives one.

    >>> print(explain("BR.purple").splitlines()[0])
    # BR.purple
    """
    own = tuple(folders) if folders is not None else (data_folder(),)
    name = rule.split(".")[0]
    known = {r.id: r for r in load_pack(own, name).rules}
    if rule not in known:
        raise UnknownError("rule", rule, known)
    return page(known[rule], load_subjects(own)[known[rule].subject].title, translate)


def page(rule: Rule, title: str, translate: Say = str) -> str:
    """Return a rule's page in Markdown; `title` is what its subject is."""
    say = translate
    lines = [f"# {rule.id}", "", filled(say(SENTENCE), title=say(title), because=say(rule.because)), ""]
    lines += [f"- {say(name)}: {value}" for name, value in _facts(rule, say) if value]
    lines += ["", f"## {say('Where it looks')}", "", *(f"- `{c}`: {say(CONTEXTS[c])}" for c in rule.contexts)]
    lines += [f"- {say('not in')} `{c}`: {say(CONTEXTS[c])}" for c in rule.unless]
    lines += ["", f"## {say('Sources')}", "", *([_source(s, say) for s in rule.sources] or [say(NO_SOURCE)])]
    lines += ["", f"## {say('Examples')}", ""]
    lines += [say("Told:"), "", *_examples(rule.fires, say), "", say("Not told:"), "", *_examples(rule.silent, say), ""]
    return "\n".join(lines)


def _facts(rule: Rule, say: Say) -> Iterable[tuple[str, str]]:
    yield "kind", say(rule.kind)
    yield "severity", say(rule.severity)
    yield "remedy", f"`{rule.remedy}`: {say(REMEDIES[rule.remedy])}" if rule.remedy else ""
    yield "instead", say(rule.advice) if rule.advice else ""
    yield "evidence", f"{rule.evidence}: {say(GRADES[rule.evidence])}"
    yield "what speaks against it", say(rule.contested) if rule.contested else ""
    yield "about", filled(say("{topic}; it never acts by itself"), topic=say(rule.topic)) if rule.topic else ""
    yield "stands for", ", ".join(rule.covers)
    yield "when", ", ".join(filled(say("{start} to {end}"), start=s.start, end=s.end) for s in rule.seasons)
    yield "in force since", str(rule.since or "")
    yield "to be read again by", str(rule.reverify or "")


def _source(source: Reference, say: Say) -> str:
    ref = filled(say("{source} (law or platform)"), source=source.ref) if source.legal else source.ref
    told = filled(say("{source}, seen {day}"), source=ref, day=source.seen)
    return f"- {told}" + (f"; {say(source.note)}" if source.note else "")


def _examples(examples: Iterable[Example], say: Say) -> list[str]:
    return [f"- {_told(one, say)}" for one in examples]


def _told(one: Example, say: Say) -> str:
    parts = [f"“{one.title}”" if one.title else ""]
    parts += [f"{role} {value if isinstance(value, str) else ' / '.join(value)}" for role, value in one.options.items()]
    parts += [f"{name}: {value}" for name, value in one.attributes.items()]
    parts += [filled(say("picture of {tag}"), tag=tag) for tag in one.image_tags]
    category = one.goods or one.category
    parts += [filled(say("category {name}"), name=category) if category else "", say("as a gift") if one.gift else ""]
    parts += [filled(say("{count} pieces"), count=one.count) if one.count else ""]
    parts += [filled(say("price {price}"), price=one.price) if one.price else ""]
    parts += [filled(say("{what} not stated"), what=what) for what in one.missing]
    return ", ".join(part for part in parts if part) + f" ({one.language})"
