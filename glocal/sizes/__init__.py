"""Size labels -> body dimension -> size labels: an answer, its doubt, and the charts behind both."""

from glocal.sizes.binding import Bound, bind
from glocal.sizes.files import audience, garment, system, system_of
from glocal.sizes.label import Label, parse, readings
from glocal.sizes.match import convert
from glocal.sizes.page import google, specification

__all__ = [
    "Bound",
    "Label",
    "audience",
    "bind",
    "convert",
    "garment",
    "google",
    "parse",
    "readings",
    "specification",
    "system",
    "system_of",
]
