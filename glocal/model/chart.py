"""Size charts as data: the shape of the files under rules/sizes/ and of a merchant's own, and the answer they give.

A *chart* says which labels of several size systems go together, row by row or along straight lines, and which stretch
of the body each row is meant for. A published brand chart, a standard and a merchant's table have the same shape.
"""

from datetime import date
from typing import Literal

import msgspec

__all__ = [
    "Chart",
    "Confidence",
    "Evidence",
    "Interval",
    "Line",
    "Reference",
    "SizeFile",
    "SizeMatch",
    "System",
    "SystemsFile",
]

Confidence = Literal["high", "medium", "low"]


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a chart was read.

    `strength`: 5 standard text, 4 relayed standard, 3 retailer or maker, 2 blogs and calculators, 1 unverified.
    """

    ref: str
    seen: date
    strength: int
    note: str = ""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels on a straight line: the size `n` is meant for `origin + per * n` in the file's unit.

    Numbers run from `first` to `last` by `step`; where `labels` are given they are counted from 0 instead.
    `labelled` is a pattern such as "{}R" for labels that are more than the number.
    """

    origin: float
    per: float
    first: float = 0
    last: float = 0
    step: float = 1
    labels: tuple[str, ...] = ()
    labelled: str = "{}"


class Chart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One chart. `columns` names size systems; a column `body` holds the body dimension as a number or [low, high].

    Without `body`, the rows stand where the file's standard puts the labels of `anchor`. An empty cell is a size that
    the system does not have. `weight` is how much the chart counts when charts disagree, `standard` that it carries
    the definition of its systems.
    """

    id: str
    audience: str
    convention: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | int | float | tuple[float, float], ...], ...] = ()
    lines: dict[str, Line] = {}
    anchor: str = ""
    brand: str = ""
    dated: date | None = None
    standard: bool = False
    contested: bool = False
    """Whether its body sizes are known to contradict the standard's."""
    weight: float = 1.0
    sources: tuple[str, ...] = ()
    note: str = ""

    def __hash__(self) -> int:
        return hash((self.id, self.audience, self.convention, self.columns, self.rows))


class Ambiguous(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Labels that a system prints in two meanings: from `first` to `last`, each meaning in a sentence."""

    system: str
    first: float
    last: float
    readings: tuple[str, ...]


class SizeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One garment's file.

    `tolerance`, where labels are measures, is how far from its middle a label may still be meant. Labels fit the same
    person where their bodies are no further apart than `near`, or their numbers than `half` a size.
    """

    garment: str
    dimension: str
    unit: str
    hint: str
    sources: dict[str, Reference]
    chart: tuple[Chart, ...]
    disagreements: tuple[str, ...] = ()
    tolerance: float = 0
    near: float = 0
    half: float = 0
    ambiguous: tuple[Ambiguous, ...] = ()


class System(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A size system: its shown name, the words that name it in a label, and its members in page vocabularies."""

    name: str
    words: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    schema_org: str = ""
    google: str = ""
    letters: bool = False
    """Whether it has letters of its own beside S, M and L."""
    bare_stage: bool = False
    """Whether junior sizes are printed without the letter that glocal tells them by."""


class SystemsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """rules/sizes/systems.toml: the closed lists of systems, garments and audiences, with their other words."""

    system: dict[str, System]
    garment: dict[str, tuple[str, ...]]
    audience: dict[str, tuple[str, ...]]
    fallback: dict[str, str] = {}


class Interval(msgspec.Struct, frozen=True):
    """A stretch of a body dimension, `low` up to `high`, in `unit`."""

    low: float
    high: float
    unit: str
    dimension: str


class Evidence(msgspec.Struct, frozen=True):
    """One chart's word: the label that it gives, and the weight of that word between 0 and 1."""

    chart: str
    label: str
    weight: float
    strength: int
    ref: str
    dated: date | None = None


class SizeMatch(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to "which label is this in another system?".

    `spread` holds every label that a published convention gives, `best` among them, in order of size; `alternatives`
    is the spread without the best. `interval` is the body dimension that the asked label is meant for. `confidence` is
    how far the charts agree: high (nine in ten print a label that fits the same person: this one, in shoes one half a
    size beside, in rings one within a millimetre), medium, low.
    """

    label: str
    """The label that was asked, as its system prints it."""
    source: str
    """The system that it was read in."""
    system: str
    """The system of the answer."""
    best: str
    spread: tuple[str, ...]
    interval: Interval
    confidence: Confidence
    because: str
    evidence: tuple[Evidence, ...]
    hint: str
    length: str = ""
    """An inseam, sleeve or body height that stood beside the girth; it is not converted."""

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Return the spread without the best label."""
        return tuple(label for label in self.spread if label != self.best)
