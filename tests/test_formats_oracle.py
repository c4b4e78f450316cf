"""glocal.formats against ICU, as Node's Intl answered when tools/record_intl.mjs was run."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from glocal import formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).parent / "data" / "formats"
FILES = ("currency", "currency_options", "number", "unit", "date", "calendar", "list", "relative", "plural", "names")
Answer = tuple[str, str, str, str]


def cases(name: str) -> list[list[Any]]:
    """Return the recorded cases of one file."""
    recorded: list[list[Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return recorded


def day(text: str) -> dt.date:
    """Read a recorded day."""
    return dt.date.fromisoformat(text)


def currency(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our prices with ICU's."""
    tag, code, options, values, answers = case
    write = formats.locale(tag).currency(code, **options)
    yield from ((write(Decimal(value)), answer) for value, answer in zip(values, answers, strict=True))


def number(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our numbers with ICU's."""
    tag, kind, options, values, answers = case
    write = getattr(formats.locale(tag), kind)(**options)
    yield from ((write(Decimal(value)), answer) for value, answer in zip(values, answers, strict=True))


def unit(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our measures with ICU's."""
    tag, name, width, values, answers = case
    write = formats.locale(tag).unit(name, width=width)
    yield from ((write(Decimal(value)), answer) for value, answer in zip(values, answers, strict=True))


def date(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our dates and ranges with ICU's; in single dates V8 makes a plain space of ICU's U+202F, for old pages."""
    tag, style, days, answers, ranges, range_answers = case
    write, span = formats.locale(tag).date(style), formats.locale(tag).date_range(style)
    for one, answer in zip(days, answers, strict=True):
        yield write(day(one)).replace("\u202f", " "), answer
    for (first, last), answer in zip(ranges, range_answers, strict=True):
        text = span(day(first), day(last))
        yield (text.replace("\u202f", " ") if first == last else text), answer


def calendar(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our dates in other calendars with ICU's."""
    tag, name, style, days, answers, ranges, range_answers = case
    write, span = (ask(style, calendar=name) for ask in (formats.locale(tag).date, formats.locale(tag).date_range))
    yield from ((write(day(one)), answer) for one, answer in zip(days, answers, strict=True))
    yield from ((span(day(a), day(b)), answer) for (a, b), answer in zip(ranges, range_answers, strict=True))


def listing(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our lists with ICU's."""
    tag, style, width, lists, answers = case
    write = formats.locale(tag).list(style, width=width)
    yield from ((write(words), answer) for words, answer in zip(lists, answers, strict=True))


def relative(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our relative times with ICU's."""
    tag, style, words, name, counts, answers = case
    write = formats.locale(tag).relative(style, words=words)
    yield from ((write(Decimal(count), name), answer) for count, answer in zip(counts, answers, strict=True))


def plural(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our plural categories with ICU's."""
    tag, kind, numbers, answers = case
    category = getattr(formats.locale(tag), kind)
    yield from ((category(Decimal(text)), answer) for text, answer in zip(numbers, answers, strict=True))


def names(case: list[Any]) -> Iterator[tuple[str, str]]:
    """Pair our names with ICU's."""
    tag, kind, codes, answers = case
    name = getattr(formats.locale(tag), kind)
    yield from ((name(code), answer) for code, answer in zip(codes, answers, strict=True))


ASK: dict[str, Callable[[list[Any]], Iterator[tuple[str, str]]]] = {
    "currency": currency,
    "currency_options": currency,
    "number": number,
    "unit": unit,
    "date": date,
    "calendar": calendar,
    "list": listing,
    "relative": relative,
    "plural": plural,
    "names": names,
}


@cache
def compared(name: str) -> tuple[tuple[str, str, str], ...]:
    """Return (locale, ours, ICU's) of one file; U+202F counts as U+00A0."""
    found = [(case[0], ours, icu) for case in cases(name) for ours, icu in ASK[name](case)]
    return tuple((tag, ours.replace("\u202f", "\u00a0"), icu.replace("\u202f", "\u00a0")) for tag, ours, icu in found)


@cache
def differences() -> list[dict[str, Any]]:
    """Return the reviewed differences."""
    return tomllib.loads((DATA / "differences.toml").read_text(encoding="utf-8"))["difference"]


@pytest.mark.parametrize("name", FILES)
def test_every_difference_from_icu_is_reviewed(name: str) -> None:
    """What differs from ICU is exactly what differences.toml lists, locale by locale."""
    seen = Counter(tag for tag, ours, icu in compared(name) if ours != icu)
    expected: Counter[str] = Counter()
    for entry in differences():
        if entry["file"] == name:
            expected.update(entry["counts"])
    assert dict(expected) == dict(seen)


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_format_equals_icu_in_nearly_all_cases(name: str) -> None:
    """At least 98 of 100 answers of every file are ICU's."""
    answers = compared(name)
    same = sum(ours == icu for _, ours, icu in answers)
    assert same / len(answers) >= 0.98


def test_every_difference_has_a_reason() -> None:
    """A reviewed difference says why, in a sentence."""
    assert [entry for entry in differences() if len(entry["reason"]) < 20 or entry["file"] not in FILES] == []


def test_the_grid_is_as_wide_as_promised() -> None:
    """At least 60 locales, each with its own currency and five others, from -1234567.891 to a thousand million."""
    grid = cases("currency")
    values = {Decimal(value) for case in grid for value in case[3]}
    assert len({case[0] for case in grid}) >= 60
    assert min(values) == Decimal("-1234567.891")
    assert max(values) == Decimal(10) ** 9
    assert all(
        {"USD", "EUR", "JPY", "KWD", "CHF"} <= {c[1] for c in grid if c[0] == tag} for tag in {c[0] for c in grid}
    )


def test_minor_units_are_written_like_decimals() -> None:
    """The fast path over minor units writes what the path over decimals writes, in the whole grid."""
    for tag, code, options, values, _ in cases("currency") + cases("currency_options"):
        if "digits" in options:
            continue
        entry, places = formats.locale(tag), formats.minor_digits(code)
        for value in values:
            minor = int(Decimal(value).scaleb(places))
            amount = Decimal(minor).scaleb(-places)
            assert entry.currency(code, **options)(amount) == entry.money(code, **options)(minor)
