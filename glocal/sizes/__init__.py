"""Size labels -> body dimension -> size labels: an answer, its doubt, and the charts behind both."""

from glocal.sizes.ask import known
from glocal.sizes.binding import Bound, bind
from glocal.sizes.files import brand_charts
from glocal.sizes.label import Label, parse, readings
from glocal.sizes.lists import audience, garment, has_letters, system, system_of
from glocal.sizes.match import convert
from glocal.sizes.own import own_charts
from glocal.sizes.page import google, specification

__all__ = [
    "Bound",
    "Label",
    "audience",
    "bind",
    "brand_charts",
    "convert",
    "garment",
    "google",
    "has_letters",
    "known",
    "own_charts",
    "parse",
    "readings",
    "specification",
    "system",
    "system_of",
]
