"""Sizes made ready for the hot loop: one target system, garment and audience; a label seen before costs a look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.errors import LabelError, UnknownError
from glocal.memo import Memo
from glocal.sizes import lists
from glocal.sizes.match import convert

if TYPE_CHECKING:
    from glocal.model.chart import Chart, SizeMatch

__all__ = ["Bound", "bind"]

_MEMO = 4_096
_BOUND = 512


class Bound:
    """One question asked of many labels. `bound(label, system)` is `convert` with everything else decided."""

    __slots__ = ("_answers", "audience", "charts", "convention", "garment", "to")

    def __init__(self, to: str, garment: str, audience: str, convention: str, charts: tuple[Chart, ...]) -> None:
        self.to = lists.system(to)
        self.garment = lists.garment(garment)
        self.audience = lists.audience(audience) if audience else ""
        self.convention = convention
        self.charts = charts
        self._answers: Memo[tuple[str, str], SizeMatch | LabelError | UnknownError] = Memo(self._answer, _MEMO)

    def __call__(self, label: str, system: str = "") -> SizeMatch:
        """Return the match of a label; raises LabelError or UnknownError as `convert` does."""
        answer = self._answers[label, system]
        if isinstance(answer, LabelError | UnknownError):
            raise answer
        return answer

    def _answer(self, asked: tuple[str, str]) -> SizeMatch | LabelError | UnknownError:
        try:
            return convert(
                asked[0],
                to=self.to,
                garment=self.garment,
                audience=self.audience,
                convention=self.convention,
                charts=self.charts,
                system=asked[1],
            )
        except (LabelError, UnknownError) as error:
            return error


@lru_cache(maxsize=_BOUND)
def bind(to: str, garment: str, audience: str = "", convention: str = "", charts: tuple[Chart, ...] = ()) -> Bound:
    """Return `convert` made ready for one target system, garment, audience and convention.

    Raises UnknownError for a name that is not on its list.

    >>> bind("EU", "shoes", "women")("UK 6").best
    '39'
    """
    return Bound(to, garment, audience, convention, charts)
