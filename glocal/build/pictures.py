"""A shop's pictures on their way into a site: looked at, made smaller, copied.

Smaller copies need Pillow (`pip install glocal[images]`). Without it pictures are copied as they are.
"""

from __future__ import annotations

import hashlib
import warnings
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import Fault
from glocal.render.images import source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PIL.Image import Image

    from glocal.site import Site

__all__ = ["WIDTHS", "Pictures"]

WIDTHS = (320, 640, 1280)
"""Pixels: a card on one pixel a point and on two, a product's picture on two."""
MOST = 0.9
"""A copy is made where it is narrower than the picture by a tenth or more."""
QUALITY = 80
"""WebP's."""
METHOD = 2
"""WebP's: two thirds of the usual time, 6 % more bytes (80 pictures of the example)."""
MAX_PIXELS = 50_000_000
"""A larger picture is not opened."""
DRAWN = (".svg", ".svgz")
"""Drawings have no size of their own and need no copies."""


class Seen(NamedTuple):
    """What is known of a picture once its head was read."""

    width: int
    height: int
    copies: tuple[tuple[str, int], ...]
    """Path below the site and width."""


class Pictures:
    """The local pictures of a shop, by the address that its catalogue gives them."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder = folder
        self.site = site
        self.seen: dict[str, Seen] = {}
        self.faults: dict[str, Fault] = {}

    def look(self, addresses: Iterable[str]) -> None:
        """Read size and content of each picture once; one that cannot be read becomes a fault."""
        opened = _pillow()
        for src in dict.fromkeys(addresses):
            if not _is_local(src):
                continue
            if not _is_below(self.folder / src, self.folder):
                self._doubt(src, "a picture below the shop's folder", "no such file")
            elif opened and not src.lower().endswith(DRAWN):
                self._read(src)

    def _read(self, src: str) -> None:
        try:
            data = (self.folder / src).read_bytes()
            width, height, still = _measured(data)
        except UnreadableError as wrong:
            self._doubt(src, "a picture", str(wrong))
            return
        except OSError as wrong:
            self._doubt(src, "a file that can be read", wrong.strerror or str(wrong))
            return
        self.seen[src] = Seen(width, height, tuple(_names(data, width)) if still else ())

    def _doubt(self, src: str, expected: str, got: str) -> None:
        self.faults[src] = Fault("images", src, expected, got)

    @property
    def renditions(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Picture -> its smaller copies, for `render.Shop`."""
        return {src: seen.copies for src, seen in self.seen.items() if seen.copies}

    @property
    def dimensions(self) -> dict[str, tuple[int, int]]:
        """Picture -> width and height, for `render.Shop`."""
        return {src: (seen.width, seen.height) for src, seen in self.seen.items()}

    def write(self, addresses: Iterable[str]) -> None:
        """Put pictures and their smaller copies into the site."""
        wanted: dict[tuple[tuple[str, int], ...], str] = {}
        for src in addresses:
            path = self.folder / src
            if _is_local(src) and _is_below(path, self.folder):
                self.site.copy(path, src)
                copies = self.seen[src].copies if src in self.seen else ()
                missing = tuple((name, width) for name, width in copies if not self.site.take(name))
                if missing:
                    wanted[missing] = src
        with ThreadPoolExecutor() as pool:  # Pillow works outside the interpreter's lock
            for fault in pool.map(self._write_copies, wanted.values(), wanted):
                if fault is not None:
                    self.faults[fault.field] = fault

    def _write_copies(self, src: str, copies: tuple[tuple[str, int], ...]) -> Fault | None:
        path = self.folder / src
        try:
            made = _smaller(path.read_bytes(), [width for _, width in copies])
        except (UnreadableError, OSError) as wrong:
            for name, _ in copies:  # pages name them already
                self.site.copy(path, name)
            return Fault("images", src, "a whole picture", str(wrong))
        for (name, _), data in zip(copies, made, strict=True):
            self.site.write(name, data)
        return None


class UnreadableError(ValueError):
    """A picture that Pillow does not read."""


def _is_local(src: str) -> bool:
    return not src.startswith("https://") and bool(source(src))


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except OSError:  # a name longer than the file system takes
        return False


def _pillow() -> bool:
    try:
        import PIL.Image  # noqa: F401 - whether it is there
    except ImportError:
        return False
    return True


def _opened(data: bytes) -> Image:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is our own
        try:
            image = Image.open(BytesIO(data))
        except Exception as wrong:  # noqa: BLE001 - its readers raise whatever a broken file leads them into
            raise UnreadableError("none that Pillow reads" if "identify" in str(wrong) else str(wrong)[:80]) from None
    if image.width * image.height > MAX_PIXELS:
        raise UnreadableError(f"{image.width} x {image.height} pixels, over {MAX_PIXELS:,}")
    return image


def _measured(data: bytes) -> tuple[int, int, bool]:
    """Return width and height as shown, and whether the picture stands still."""
    image = _opened(data)
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    width, height = (image.height, image.width) if turned else (image.width, image.height)
    return width, height, getattr(image, "n_frames", 1) == 1


def _names(data: bytes, width: int) -> list[tuple[str, int]]:
    """Return path and width of the copies; named after the content, so they may be cached for ever."""
    digest = hashlib.sha256(data).hexdigest()[:12]
    return [(f"assets/{digest}-{step}.webp", step) for step in WIDTHS if step <= width * MOST]


def _smaller(data: bytes, widths: list[int]) -> list[bytes]:
    from PIL import Image, ImageOps

    image = _opened(data)
    try:
        whole = ImageOps.exif_transpose(image)
        whole = whole.convert("RGBA" if whole.has_transparency_data else "RGB")
        copies = [whole.resize((w, _height(whole, w)), Image.Resampling.LANCZOS) for w in widths]
        profile = image.info.get("icc_profile") if image.mode in ("RGB", "RGBA", "P") else None  # of CMYK: not ours
        return [_encoded(copy, profile) for copy in copies]
    except Exception as wrong:  # noqa: BLE001 - as above
        raise UnreadableError(str(wrong)[:80]) from None


def _height(image: Image, width: int) -> int:
    return max(1, round(image.height * width / image.width))


def _encoded(image: Image, profile: bytes | None) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=METHOD, icc_profile=profile or b"")
    return out.getvalue()
