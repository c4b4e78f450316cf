"""Which unit a market uses for what, and the conversion; measures inside text too."""

from glocal.units.measure import Measure, bind, localize, preferred
from glocal.units.preference import usages
from glocal.units.text import Span, in_text, shown

__all__ = ["Measure", "Span", "bind", "in_text", "localize", "preferred", "shown", "usages"]
