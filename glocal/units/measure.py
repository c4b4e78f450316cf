"""A measure in the unit that a market uses, rounded to what its source can bear, in words of a language."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from glocal import formats
from glocal.errors import DataError, UnknownError
from glocal.memo import Memo
from glocal.units import preference
from glocal.units.definitions import data, factor, normal
from glocal.units.definitions import unit as unit_of
from glocal.units.preference import Choice, from_base, product_choices, quantity
from glocal.units.way import stays, way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glocal.units.way import Way

__all__ = ["Bound", "Measure", "bind", "localize", "preferred", "rounded"]

_MEMO = 4096
_CLOSE = Fraction(1, 100)
_DIGITS = 3
_KINDS = ("metric", "ussystem", "uksystem")
_LARGEST = Decimal("1e30")


class Measure(msgspec.Struct, frozen=True):
    """An amount as a market reads it.

    `unit` is a CLDR unit, `foot-and-inch` for a mixed one; `value` then counts the first, and `parts` holds each.
    """

    value: Decimal
    unit: str
    text: str
    parts: tuple[tuple[Decimal, str], ...] = ()

    def __str__(self) -> str:
        return self.text


def localize(
    value: int | Decimal | str,
    unit: str,
    *,
    usage: str = "default",
    market: str,
    language: str = "",
    width: str = "short",
    units: Mapping[str, str] | None = None,
) -> Measure:
    """Return a measure in the unit that people in a market use for it.

    `value` keeps its precision: `Decimal("38.0")` is told to a tenth. `market` is a territory, `language` a BCP 47 tag,
    '' for the territory's likely one. `units` (usage -> unit) stands above CLDR's preferences.

    Raises UnknownError for a unit, usage or territory that is not known, DataError for a value that is not finite.

    >>> localize(95, "cm", usage="default", market="US").text
    '37.4 in'
    >>> localize(2, "m", market="US").text
    '6 ft 7 in'
    """
    amount = Decimal(value) if isinstance(value, int | str) else value
    own = tuple(sorted((units or {}).items()))
    return _bound(usage, market, language or likely_language(market), width, own)(amount, unit)


def preferred(amount: Fraction, unit: str, usage: str, territory: str) -> tuple[tuple[Fraction, str], ...]:
    """Return an amount in the units that CLDR prefers, exact; only the last of several is not a whole number.

    >>> preferred(Fraction(2), "meter", "person-height", "US")
    ((Fraction(6, 1), 'foot'), (Fraction(856, 127), 'inch'))
    """
    source = unit_of(unit)
    base = amount * source.factor + source.offset
    among = preference.choices(quantity(unit).removesuffix("-inverse"), usage, territory)
    if not among:
        return ((amount, unit),)
    return split(base, preference.prefer(base, among, source), unit)


def split(base: Fraction, choice: Choice, source: str) -> tuple[tuple[Fraction, str], ...]:
    """Return an amount in base units as parts of a mixed unit: whole numbers, the last one exact."""
    rest, found = from_base(base, unit_of(source), choice.parts[0]), []
    for i, part in enumerate(choice.parts):
        if i + 1 == len(choice.parts):
            found.append((rest, part))
            break
        whole = Fraction(rest.numerator // rest.denominator)
        found.append((whole, part))
        rest = (rest - whole) * factor(part, choice.parts[i + 1])
    return tuple(found)


class Bound:
    """A usage, a territory and a language made ready: `bound(value, unit)` looks up what it has told before."""

    __slots__ = (
        *("_memo", "_own", "_scaled", "_territory", "_usage", "_ways", "_width", "_writers", "_written", "language"),
    )

    def __init__(self, usage: str, territory: str, language: str, width: str, own: Mapping[str, str]) -> None:
        if usage not in preference.usages():
            raise UnknownError("usage", usage, preference.usages())
        self._usage, self._territory, self.language = usage, territory, language
        self._width, self._own = width, dict(own)
        self._memo: dict[tuple[str, str], Measure] = {}
        self._written: dict[tuple[str, str], Measure] = {}
        self._writers: dict[tuple[str, int], Callable[[Decimal], str]] = {}
        self._ways: Memo[str, Way | None] = Memo(self._way)
        self._scaled: Memo[tuple[str, int], Callable[[int], str]] = Memo(self._scale)

    def __call__(self, value: int | Decimal, unit: str) -> Measure:
        """Return the measure of a value; raises as `localize` does."""
        key = (str(value), unit)
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[key] = self._measure(value if isinstance(value, Decimal) else Decimal(value), unit)
        return found

    def written(self, value: Decimal, unit: str) -> Measure:
        """Return the measure in its own unit, as the merchant stated it."""
        key = (str(value), unit)
        found = self._written.get(key)
        if found is None:
            if len(self._written) >= _MEMO:
                self._written.clear()
            name = normal(unit)
            found = self._written[key] = _exactly(stays(name), value, self._scaled) or self._told([(value, name)], name)
        return found

    def words(self, value: Decimal, unit: str) -> tuple[str, str]:
        """Return the text of a measure and its unit, and remember nothing: for callers that remember themselves."""
        name = normal(unit)
        road = self._ways[name]
        told = road.tell(value) if road is not None and value > 0 else None
        if told is None:
            measure = self._measure(value, name)
            return measure.text, measure.unit
        shown, number, places = told
        return self._scaled[shown, places](number), shown

    def own_words(self, value: Decimal, unit: str) -> str:
        """Return the text of a measure in its own unit, as the merchant stated it; remembers nothing either."""
        name = normal(unit)
        told = stays(name).tell(value) if value > 0 else None
        return self.written(value, name).text if told is None else self._scaled[name, told[2]](told[1])

    def _measure(self, value: Decimal, name: str) -> Measure:
        if not value.is_finite() or abs(value) > _LARGEST:
            raise DataError(f"{value} {name} is no measure", expected="a finite number", got=value)
        name = normal(name)
        quick = _exactly(self._ways[name], value, self._scaled)
        if quick is not None:
            return quick
        choice = self._choice(value, name)
        if choice.unit == name:
            return self._told([(value, name)], name)
        base = _base(value, name)
        parts = split(abs(base) if len(choice.parts) > 1 else base, choice, name)
        numbers = _rounded_parts(parts, value, name)
        if base < 0 and len(parts) > 1:
            numbers = [(-n, u) for n, u in numbers]
        return self._told(numbers, choice.unit)

    def _way(self, name: str) -> Way | None:
        among = self._among(name)
        return stays(name) if not among else way(name, among)

    def _scale(self, key: tuple[str, int]) -> Callable[[int], str]:
        name, places = key
        width = "long" if name in preference.rules().long else self._width
        return _scaled(self.language, name, width, min(15, places))

    def _choice(self, value: Decimal, name: str) -> Choice:
        among = self._among(name)
        if not among:
            return Choice(name, (name,), Fraction(0))
        return preference.prefer(_base(value, name), among, unit_of(name))

    def _among(self, name: str) -> tuple[Choice, ...]:
        """Return the units to choose from; none where the source's own stays."""
        usage = preference.rules().own.get(name, "default") if self._usage == "default" else self._usage
        own = self._own.get(usage) or self._own.get(self._usage)
        kind = quantity(name)
        if own and quantity(own.split("-and-")[0]) == kind:
            return (Choice(own, tuple(own.split("-and-")), Fraction(0)),)
        among = product_choices(kind.removesuffix("-inverse"), usage, self._territory)
        if not among or any(name == c.unit for c in among) or _at_home(name, among):
            return ()
        return among

    def _told(self, parts: list[tuple[Decimal, str]], name: str) -> Measure:
        shown = [(n, u) for n, u in parts if n] or parts[-1:]
        text = " ".join(self._write(number, part) for number, part in shown)
        return Measure(parts[0][0], name, text, tuple(parts) if len(parts) > 1 else ())

    def _write(self, number: Decimal, name: str) -> str:
        digits = min(15, max(0, -int(number.as_tuple().exponent)))
        width = "long" if name in preference.rules().long else self._width
        key = (name, digits)
        write = self._writers.get(key)
        if write is None:
            write = self._writers[key] = _writer(self.language, name, width, digits)
        return write(number)


def _exactly(road: Way | None, value: Decimal, write: Mapping[tuple[str, int], Callable[[int], str]]) -> Measure | None:
    """Return a measure by whole-number steps; None where it needs the general road."""
    told = road.tell(value) if road is not None and value > 0 else None
    if told is None:
        return None
    unit, number, places = told
    return Measure(Decimal(number).scaleb(-places), unit, write[unit, places](number))


@lru_cache(maxsize=256)
def _bound(usage: str, territory: str, language: str, width: str, own: tuple[tuple[str, str], ...]) -> Bound:
    return Bound(usage, territory, language, width, dict(own))


def bind(
    usage: str, territory: str, language: str, *, width: str = "short", units: Mapping[str, str] | None = None
) -> Bound:
    """Return `localize` made ready for one usage, territory and language; a value seen before costs a look-up.

    >>> inches = bind("clothing", "US", "en-US")
    >>> inches(95, "centimeter").text
    '37.4 in'
    """
    return _bound(usage, territory, language, width, tuple(sorted((units or {}).items())))


def _writer(language: str, name: str, width: str, digits: int) -> Callable[[Decimal], str]:
    """Return the words of a unit; one that CLDR has no words for borrows its plainer kin's, or shows its identifier."""
    locale = formats.locale(language)
    for known in (name, name.removesuffix("-imperial"), name.removesuffix("-metric")):
        try:
            return locale.unit(known, width=width, min_fraction=digits, max_fraction=digits)
        except UnknownError:
            continue
    number = locale.number(min_fraction=digits, max_fraction=digits)
    return lambda value: f"{number(value)} {name}"


def _scaled(language: str, name: str, width: str, places: int) -> Callable[[int], str]:
    """Like `_writer`, for digits whose last `places` stand behind the point."""
    locale = formats.locale(language)
    for known in (name, name.removesuffix("-imperial"), name.removesuffix("-metric")):
        try:
            return locale.scaled_unit(known, places, width=width)
        except UnknownError:
            continue
    write = _writer(language, name, width, places)
    return lambda number: write(Decimal(number).scaleb(-places))


@lru_cache(maxsize=512)
def likely_language(territory: str) -> str:
    """Return the language that most people of a territory read, by CLDR's likely subtags.

    >>> likely_language("BR")
    'pt-BR'
    """
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(f"und_{territory}", resolve_likely_subtags=True)
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownError("territory", territory) from error
    return f"{found.language}-{territory}"


def _base(value: Decimal, name: str) -> Fraction:
    source = unit_of(name)
    return Fraction(value) * source.factor + source.offset


def _at_home(name: str, among: tuple[Choice, ...]) -> bool:
    """Tell whether the source's unit is of the same system as what the territory uses: it is then kept as written."""
    units = data()["units"]
    mine = _systems(name, units)
    theirs = [_systems(part, units) for choice in among for part in choice.parts]
    return any(kind in mine and all(kind in systems for systems in theirs) for kind in _KINDS)


def _systems(name: str, units: Mapping[str, Mapping[str, list[str]]]) -> list[str]:
    for word in (name, name.rpartition("-")[2]):
        if word in units:
            return units[word]["systems"]
        stem = next((w for p in data()["prefixes"] if (w := word.removeprefix(p)) != word and w in units), "")
        if stem:
            return units[stem]["systems"]
    return []


def _rounded_parts(parts: tuple[tuple[Fraction, str], ...], value: Decimal, name: str) -> list[tuple[Decimal, str]]:
    amount, last = parts[-1]
    if len(parts) == 1:
        return [(rounded(amount, value, name, last), last)]
    whole = [int(n) for n, _ in parts[:-1]]
    least = round(amount)
    if least == factor(parts[-2][1], last):
        whole[-1], least = whole[-1] + 1, 0
    return [*((Decimal(n), u) for n, (_, u) in zip(whole, parts, strict=False)), (Decimal(least), last)]


def rounded(amount: Fraction, value: Decimal, name: str, target: str) -> Decimal:
    """Round an amount in `target` to the precision of the `value` in `name` that it came from.

    No finer than the source can bear, at most one per cent off, three digits unless the source has more.

    >>> rounded(Fraction(95) / Fraction("2.54"), Decimal(95), "centimeter", "inch")
    Decimal('37.4')
    """
    if not amount:
        return Decimal(0)
    step = Fraction(10) ** int(value.as_tuple().exponent) * _steepness(name, target)
    places = -_magnitude(step)
    digits = max(_DIGITS, len(value.as_tuple().digits))
    most = digits - 1 - _magnitude(amount)
    for place in range(min(places, most), most + 1):
        shown = _at(amount, max(place, 0))
        if abs(Fraction(shown) - amount) <= _CLOSE * abs(amount):
            break
    return _plain(shown)


def _steepness(name: str, target: str) -> Fraction:
    a, b = unit_of(name), unit_of(target)
    return a.factor / b.factor if a.base == b.base else Fraction(1)


def _magnitude(amount: Fraction) -> int:
    with localcontext(prec=30):
        return (Decimal(abs(amount).numerator) / Decimal(abs(amount).denominator)).adjusted()


def _at(amount: Fraction, places: int) -> Decimal:
    with localcontext(prec=60):
        exact = Decimal(amount.numerator) / Decimal(amount.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)


def _plain(number: Decimal) -> Decimal:
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
