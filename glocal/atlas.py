"""What glocal knows: rules/ and locales/, read and checked, with the shop's overlays on top."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_folder"]


def data_folder() -> Path:
    """Return the folder that holds `rules/` and `locales/`: inside the wheel, or the repository's root."""
    here = Path(__file__).resolve().parent
    packed = here / "_data"
    return packed if packed.is_dir() else here.parent
