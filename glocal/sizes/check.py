"""What can be wrong with a size chart: columns that do not rise, unknown systems, words against the body arithmetic."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from glocal.errors import Fault
from glocal.sizes.key import key_of, number_of
from glocal.sizes.lists import systems
from glocal.sizes.scale import Scale, Scales

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.chart import Chart, SizeFile

__all__ = ["chart_faults", "faults"]

_DRIFT = 0.12


def faults(file: SizeFile) -> list[Fault]:
    """Return every fault of a garment's file, empty for a good one."""
    name = f"{file.garment}.toml"
    found: list[Fault] = []
    standards: dict[str, dict[str, Scale]] = {}
    for chart in file.chart:
        wrong = chart_faults(chart, standards.get(chart.audience, {}), name)
        missing = [s for s in chart.sources if s not in file.sources]
        wrong += [Fault(name, f"chart[{chart.id}].sources", "a name under [sources]", s) for s in missing]
        found += wrong
        if chart.standard and not wrong:
            standards.setdefault(chart.audience, {}).update(Scales(chart, standards.get(chart.audience, {})))
    ids = [chart.id for chart in file.chart]
    found += [Fault(name, "chart.id", "an id used once", i) for i in sorted({i for i in ids if ids.count(i) > 1})]
    return found


def chart_faults(chart: Chart, standard: dict[str, Scale], file: str) -> list[Fault]:
    """Return the faults of one chart: shape first, then order, then contradiction with the standard's body sizes."""
    found = list(_shape(chart, standard, file))
    if found:
        return found
    return [*_order(chart, standard, file), *_body(chart, standard, file)]


def _shape(chart: Chart, standard: dict[str, Scale], file: str) -> Iterator[Fault]:
    known = {*systems().system, "body"}
    place = f"chart[{chart.id}]"
    for system in (*chart.columns, *chart.lines):
        if system not in known:
            yield Fault(file, place, "a size system or 'body'", system)
    for i, row in enumerate(chart.rows):
        if len(row) != len(chart.columns):
            yield Fault(file, f"{place}.rows[{i}]", f"{len(chart.columns)} cells", str(len(row)))
    if chart.rows and "body" not in chart.columns:
        yield from _anchor(chart, standard, file)
    for system, line in chart.lines.items():
        if line.per <= 0 or line.step <= 0 or (not line.labels and line.last < line.first):
            yield Fault(file, f"{place}.lines.{system}", "a rising line", str(line))


def _anchor(chart: Chart, standard: dict[str, Scale], file: str) -> Iterator[Fault]:
    place = f"chart[{chart.id}]"
    if chart.anchor not in chart.columns or chart.anchor not in standard:
        yield Fault(
            file, f"{place}.anchor", "a column whose body sizes a standard above tells", chart.anchor or "nothing"
        )
        return
    column = chart.columns.index(chart.anchor)
    for i, row in enumerate(chart.rows):
        if len(row) == len(chart.columns) and key_of(str(row[column])) not in standard[chart.anchor].by_key:
            yield Fault(file, f"{place}.rows[{i}]", f"a {chart.anchor} label that the standard has", str(row[column]))


def _order(chart: Chart, standard: dict[str, Scale], file: str) -> Iterator[Fault]:
    scales = Scales(chart, standard)
    for system, scale in scales.items():
        for one, other in pairwise(scale.marks):
            before, after = one.rows, other.rows
            crossed = before and after and max(before) > min(after) and one.middle < other.middle
            first, then = number_of(one.label), number_of(other.label)
            falls = first is not None and then is not None and first > then and one.middle < other.middle
            if falls or (crossed and set(before) != set(after)):
                got = f"{one.label} then {other.label}"
                yield Fault(file, f"chart[{chart.id}].{system}", "labels that rise with the body", got)
        for mark in scale.marks:
            if mark.low > mark.high:
                yield Fault(file, f"chart[{chart.id}].{system}", "low at or below high", f"{mark.low} to {mark.high}")
            if mark.rows and mark.rows != tuple(range(mark.rows[0], mark.rows[-1] + 1)):
                yield Fault(file, f"chart[{chart.id}].{system}", "a label once or on neighbouring rows", mark.label)


def _body(chart: Chart, standard: dict[str, Scale], file: str) -> Iterator[Fault]:
    if chart.contested or (chart.rows and "body" not in chart.columns):
        return
    for system, scale in Scales(chart, standard).items():
        known = standard[system].by_key if system in standard else {}
        for mark in scale.marks:
            same = known.get(mark.key)
            if same and abs(same.middle - mark.middle) > _DRIFT * same.middle:
                body = f"{mark.middle:g} against {same.middle:g}"
                yield Fault(file, f"chart[{chart.id}].{system} {mark.label}", "a body size near the standard's", body)
