"""Sizing: every size label in the shopper's system with the original beside it, and the chart behind them.

The sizes of a product are read together: two sizes that the merchant keeps apart stay apart, sold out or not. A label
that nobody can read stays as written, and the merchant is told.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from glocal import sizes, units
from glocal.errors import LabelError, UnknownError
from glocal.memo import Memo
from glocal.model.listing import Finding, Size, SizeChart, Text
from glocal.sizes.key import number_of

if TYPE_CHECKING:
    from glocal.model.chart import Chart, Interval, SizeMatch
    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.sizes import Bound

__all__ = ["bind"]

LAYER = "sizing"
Labels = tuple[tuple[str, str], ...]
"""Label and system of each variant, as the merchant wrote them; '' for none."""
Columns = tuple[tuple[str, "Bound"], ...]
"""Systems, each with the way into it."""


class Sized(NamedTuple):
    """What a market makes of the labels of a product."""

    sizes: list[Size | None]
    chart: SizeChart | None
    findings: tuple[Finding, ...]
    because: tuple[str, ...]


def bind(context: Context) -> Step:
    """Bind to a market: the step sets `sizes` and `size_chart`, and reports labels that it could not read."""
    view = _View(context)

    def step(draft: Draft) -> None:
        labels = _labels(draft.source)
        if labels:
            sized = view.sized[view.sorts[draft.source.category, draft.product.brand], labels]
            draft.sizes = [*sized.sizes]
            draft.size_chart = sized.chart
            draft.findings.extend(sized.findings)

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        step(draft)
        labels = _labels(draft.source)
        if not labels:
            return
        because = view.sized[view.sorts[draft.source.category, draft.product.brand], labels].because
        for variant, size, why in zip(draft.product.variants, draft.sizes or (), because, strict=True):
            if size is not None:
                draft.record(LAYER, f"variants[{variant.sku}].size", size.original, size, why)

    return recorded


def _labels(source: Source) -> Labels:
    """Return the product's labels, empty where no variant has one."""
    found: Labels | None = source.memo.get(LAYER)
    if found is None:
        labels = tuple((v.size, v.size_system) for v in source.product.variants)
        found = source.memo[LAYER] = labels if any(label for label, _ in labels) else ()
    return found


class _Sort(NamedTuple):
    """What is the same for all categories and brands that are sized alike; `unmapped` names a category without one."""

    garment: str = ""
    audience: str = ""
    system: str = ""
    brand: str = ""
    unmapped: str = ""


class _Kind(NamedTuple):
    """What a category's sizes are, bound to a market."""

    system: str
    shown: Columns
    """Systems of the chart with the way into each; the shopper's own first."""
    letters: Bound
    """The way into S, M and L, which people read everywhere."""

    @property
    def lettered(self) -> Columns:
        """Return the columns for a product sized in letters: they stand first, the market's numbers beside them."""
        return (("INT", self.letters), *(column for column in self.shown if column[0] != "INT"))


class _View:
    """One market's way with sizes."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told = units.bind("clothing", context.market.code, context.written(), units=context.market.units)
        self.sorts: Memo[tuple[str, str], _Sort] = Memo(lambda asked: self._sort(*asked))
        self.kinds: Memo[_Sort, _Kind | str] = Memo(self._kind)
        self.sized: Memo[tuple[_Sort, Labels], Sized] = Memo(lambda asked: self._sized(*asked))

    def _sort(self, category: str, brand: str) -> _Sort:
        """Return how a category of a brand is sized; a brand without charts is any brand."""
        table = self.context.categories.get(category)
        if table is None or not table.garment:
            return _Sort(unmapped=category)
        try:
            garment = sizes.garment(table.garment)
        except UnknownError:
            return _Sort(table.garment)
        charted = brand if brand and sizes.brand_charts(garment, brand) else ""
        return _Sort(garment, table.audience, table.size_system, charted)

    def _kind(self, sort: _Sort) -> _Kind | str:
        """Return the kind of a sort, or why it has none."""
        if not sort.garment:
            return f"give the category {sort.unmapped!r} a garment, audience and size_system in shop.toml"
        market, policies = self.context.market, self.context.policies
        try:
            garment = sizes.garment(sort.garment)
            convention = policies.size_convention or market.size_convention.get(garment, "")
            source = sizes.system(sort.system) if sort.system else ""
            habit = market.sizes.get(garment) or market.sizes.get("default") or sizes.system_of(market.code)
            read = [sizes.system(s) for s in (habit, *market.size_systems)]
            known = sizes.known(garment, sort.audience)
            target = next((s for s in (*read, source) if s in known), read[0])
            systems = dict.fromkeys(s for s in (target, source, *read) if s in known or s == target)
            charts = self._charts(garment, sort.brand)
            shown = tuple((s, sizes.bind(s, garment, sort.audience, convention, charts)) for s in systems)
            letters = sizes.bind("INT", garment, sort.audience)
        except UnknownError as error:
            return str(error)
        return _Kind(source, shown, letters)

    def _charts(self, garment: str, brand: str) -> tuple[Chart, ...]:
        """Return the charts that are asked before the published ones: the shop's, then the brand's."""
        own = sizes.own_charts(self.context.atlas.folders[1:], garment)
        return own + (sizes.brand_charts(garment, brand) if brand else ())

    def _sized(self, sort: _Sort, labels: Labels) -> Sized:
        kind = self.kinds[sort]
        if isinstance(kind, str):
            kept = [Size(self._word(label), system, label, system, "") if label else None for label, system in labels]
            return Sized(kept, None, (_unmapped(kind, labels),), ("as written",) * len(labels))
        matches: dict[tuple[str, str], SizeMatch | str] = {}
        for label, system in dict.fromkeys(labels):
            if label:
                matches[label, system] = _match(kind, label, system or kind.system)
        shown = _apart({key: m for key, m in matches.items() if not isinstance(m, str)})
        made = [self._size(key, matches.get(key), shown, kind) for key in labels]
        because = tuple(m if isinstance(m, str) else m.because if m else "" for m in map(matches.get, labels))
        return Sized(made, self._chart(kind, matches, shown), _unread(matches), because)

    def _size(
        self, key: tuple[str, str], match: SizeMatch | str | None, shown: dict[tuple[str, str], str], kind: _Kind
    ) -> Size | None:
        label, system = key
        if match is None:
            return None
        if isinstance(match, str):
            plain = _form(label)
            return Size(self._word(label), "", label, "" if plain else system or kind.system, "exact" if plain else "")
        if match.system == match.source:
            named = "" if match.system == "INT" else match.system
            return Size(match.label, named, label, named, "exact", (match.label,))
        return Size(shown[key], match.system, label, match.source, match.confidence, match.spread)

    def _word(self, label: str) -> str:
        return self.context.texts.word("option-value", label).value

    def _chart(
        self, kind: _Kind, matches: dict[tuple[str, str], SizeMatch | str], shown: dict[tuple[str, str], str]
    ) -> SizeChart | None:
        known = {key: m for key, m in matches.items() if not isinstance(m, str)}
        if not known:
            return None
        ordered = sorted(known, key=lambda key: (known[key].interval.low, known[key].interval.high, key))
        lettered = all(match.system == "INT" for match in known.values())
        columns = kind.lettered if lettered else kind.shown
        rows = tuple(_row(columns, key, shown[key], kind.system) for key in ordered)
        body = tuple((self._range(known[key].interval),) for key in ordered)
        return SizeChart(
            tuple(system for system, _ in columns),
            rows,
            body,
            (self._dimension(known[ordered[0]].interval.dimension),),
            _note(list(known.values())),
        )

    def _range(self, interval: Interval) -> str:
        low, high = (self.told(*_amount(n, interval.unit)) for n in (interval.low, interval.high))
        return low.text if low == high else f"{low.text} – {high.text}"

    def _dimension(self, name: str) -> Text:
        found = self.context.texts.word("attribute", name)
        return Text(found.value, found.language)


def _row(columns: Columns, key: tuple[str, str], own: str, system: str) -> tuple[str, ...]:
    others = (_answer(bound, key[0], key[1] or system) for _, bound in columns[1:])
    return (own, *("" if isinstance(m, str) else m.best for m in others))


def _match(kind: _Kind, label: str, system: str) -> SizeMatch | str:
    """Return the match of a label, or why there is none; S, M and L stay unless the market has a letter for them."""
    target, bound = kind.shown[0]
    if _form(label) != "letters":
        return _answer(bound, label, system)
    told = _answer(bound, label, system) if sizes.has_letters(target) else ""
    return _answer(kind.letters, label, "INT") if isinstance(told, str) or number_of(told.best) is not None else told


def _answer(bound: Bound, label: str, system: str) -> SizeMatch | str:
    try:
        return bound(label, system)
    except (LabelError, UnknownError) as error:
        return str(error)


def _apart(matches: dict[tuple[str, str], SizeMatch]) -> dict[tuple[str, str], str]:
    """Return a label for each size such that sizes the merchant keeps apart stay apart where the spread allows it."""
    ordered = sorted(matches, key=lambda key: (matches[key].interval.low, matches[key].interval.high, key))
    shown = [matches[key].best for key in ordered]
    for i in range(1, len(ordered)):
        if shown[i] == shown[i - 1]:
            above = _free(matches[ordered[i]].spread, shown[i - 1], shown[i + 1] if i + 1 < len(shown) else "")
            below = _free(matches[ordered[i - 1]].spread, shown[i - 2] if i > 1 else "", shown[i])
            if above:
                shown[i] = above[0]
            elif below:
                shown[i - 1] = below[-1]
    return dict(zip(ordered, shown, strict=True))


def _free(spread: tuple[str, ...], low: str, high: str) -> list[str]:
    """Return the labels of a spread that are numbers between two labels, both left out; '' is no bound."""
    bottom, top = number_of(low), number_of(high)
    numbers = ((number_of(label), label) for label in spread)
    return [
        label for n, label in numbers if n is not None and (bottom is None or n > bottom) and (top is None or n < top)
    ]


def _amount(number: float, unit: str) -> tuple[Decimal, str]:
    """Return a body size in whole centimetres, feet in millimetres told as centimetres with a tenth."""
    if unit == "mm":
        return (Decimal(round(number)) / 10).quantize(Decimal("0.1")), "centimeter"
    return Decimal(round(number)), "centimeter"


def _note(matches: list[SizeMatch]) -> str:
    refs = dict.fromkeys(e.ref for m in matches for e in sorted(m.evidence, key=lambda e: (-e.strength, e.chart)))
    return "; ".join(list(refs)[:3])


def _unmapped(why: str, labels: Labels) -> Finding:
    named = ", ".join(dict.fromkeys(label for label, _ in labels if label))
    return Finding(
        rule="glocal.size-unmapped",
        severity="note",
        status="open",
        field="variants.size",
        message=f"sizes stay as written: {named}",
        because=why,
        remedy="map-category",
    )


def _unread(matches: dict[tuple[str, str], SizeMatch | str]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            rule="glocal.size-unread",
            severity="note",
            status="open",
            field="variants.size",
            message=f"the size {label!r} stays as written",
            because=why,
            remedy="write-the-size-with-its-system",
            snippet=label,
        )
        for (label, _), why in matches.items()
        if isinstance(why, str) and not _form(label)
    )


def _form(label: str) -> str:
    """Return 'letters' or 'one-size' for a label that means the same everywhere, else ''."""
    kinds = {reading.kind for reading in sizes.readings(label)}
    return next((kind for kind in ("letters", "one-size") if kinds == {kind}), "")
