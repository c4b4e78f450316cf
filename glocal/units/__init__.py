"""Which unit a market uses for what, and the conversion; measures inside text too."""

from glocal.units.measure import Bound, Measure, bind, localize, preferred
from glocal.units.preference import usages
from glocal.units.text import Found, Span, completed, find, in_text, shown

__all__ = [
    "Bound",
    "Found",
    "Measure",
    "Span",
    "bind",
    "completed",
    "find",
    "in_text",
    "localize",
    "preferred",
    "shown",
    "usages",
]
