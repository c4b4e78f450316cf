"""Bringing a translator's file up to date: what they wrote stays, byte for byte, where the source did not change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from glocal import po

__all__ = ["header", "merge"]

Identity = Callable[[po.Entry], Hashable]


def header(language: str, *, title: str, review: str = "nobody yet") -> po.Entry:
    """Return the header of a new file for `language` (BCP 47); it says who has reviewed the translations."""
    tag = language.replace("-", "_")
    fields = (
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        "MIME-Version: 1.0",
        f"Language: {tag}",
        f"Plural-Forms: {po.formula_for(language)}",
        f"X-Reviewed-By: {review}",
    )
    return po.Entry("", ("\n".join(fields) + "\n",), notes=(f" {title}",))


def merge(file: po.File, template: Sequence[po.Entry], *, identity: Identity = lambda entry: entry.key) -> po.File:
    """Return `file` with the entries of `template`, each translation kept.

    Entries are the same when `identity` is. New ones follow the one before them in the template; those no longer in
    it become obsolete at the end, or go when nobody translated them. Where the source text changed, the old one is
    kept as previous and the translation is marked fuzzy.
    """
    wanted = {identity(entry): entry for entry in template}
    kept, old = _split(file, wanted, identity)
    revived = {identity(entry): entry for entry in old if identity(entry) in wanted}
    present = {identity(entry) for entry in kept}
    forms = file.plural.nplurals
    placed = _placed(kept, template, present, identity, lambda new: _fresh(new, revived.get(identity(new)), forms))
    rest = [entry for entry in old if identity(entry) not in revived or identity(entry) in present]
    entries = (*([file.head] if file.head else []), *placed, *rest)
    return replace(file, entries=entries)


def _split(
    file: po.File, wanted: dict[Hashable, po.Entry], identity: Identity
) -> tuple[list[po.Entry], list[po.Entry]]:
    """Return the entries that stay, brought up to date, and those that are obsolete."""
    kept: list[po.Entry] = []
    old: list[po.Entry] = []
    head, forms = file.head, file.plural.nplurals
    for entry in file.entries:
        if entry is head:
            continue
        new = wanted.get(identity(entry))
        if entry.obsolete:
            old.append(entry)
        elif new is not None:
            kept.append(_updated(entry, new, forms))
        elif any(entry.msgstr):
            old.append(entry.edit(obsolete=True, references=(), extracted=()))
    return kept, old


def _updated(entry: po.Entry, new: po.Entry, forms: int) -> po.Entry:
    fuzzy, previous = _history(entry, new)
    msgstr = entry.msgstr if (entry.plural is None) == (new.plural is None) else _empty(new, forms)
    made = entry.edit(
        msgid=new.msgid, plural=new.plural, context=new.context, msgstr=msgstr, flags=_flags(entry, new, fuzzy=fuzzy),
        previous=previous, extracted=new.extracted, references=new.references,
    )  # fmt: skip
    return entry if made == entry else made


def _history(entry: po.Entry, new: po.Entry) -> tuple[bool, po.Previous | None]:
    """Say whether the translation is now doubtful, and what it was made from."""
    if not any(entry.msgstr) or (entry.msgid, entry.plural) == (new.msgid, new.plural):
        return entry.fuzzy, entry.previous
    was = entry.previous or po.Previous(entry.msgid, None, entry.plural)
    if entry.fuzzy and entry.previous and (was.msgid, was.plural) == (new.msgid, new.plural):
        return False, None  # the source is again what was translated
    return True, was


def _flags(entry: po.Entry, new: po.Entry, *, fuzzy: bool) -> tuple[str, ...]:
    own = [flag for flag in entry.flags if flag != "fuzzy" and flag not in new.flags]
    if tuple(entry.flags) and set(entry.flags) - {"fuzzy"} == set(new.flags) | set(own) and fuzzy == entry.fuzzy:
        return entry.flags
    return (*(["fuzzy"] if fuzzy else []), *new.flags, *(flag for flag in own if flag not in new.flags))


def _empty(entry: po.Entry, forms: int) -> tuple[str, ...]:
    return ("",) * (forms if entry.plural is not None else 1)


def _fresh(new: po.Entry, revived: po.Entry | None, forms: int) -> po.Entry:
    if revived is None:
        return replace(new, msgstr=_empty(new, forms))
    return _updated(replace(revived, obsolete=False), new, forms)


def _placed(
    kept: list[po.Entry],
    template: Sequence[po.Entry],
    present: set[Hashable],
    identity: Identity,
    fresh: Callable[[po.Entry], po.Entry],
) -> list[po.Entry]:
    """Put each new entry behind the one that it follows in the template."""
    behind: dict[Hashable, list[po.Entry]] = {}
    last: Hashable = None
    for new in template:
        key = identity(new)
        if key in present:
            last = key
        else:
            behind.setdefault(last, []).append(fresh(new))
    placed = [*behind.get(None, [])]
    for entry in kept:
        placed += [entry, *behind.get(identity(entry), [])]
    return placed
