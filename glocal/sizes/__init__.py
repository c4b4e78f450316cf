"""Size labels -> body dimension -> size labels: an answer, its doubt, and the charts behind both."""

from glocal.sizes.match import convert
from glocal.sizes.label import Label, parse, readings

__all__ = ["Label", "convert", "parse", "readings"]
