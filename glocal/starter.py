"""`glocal new`: a small shop of one's own that builds as it is."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from glocal.atlas import data_folder
from glocal.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["start"]


def start(folder: Path, name: str = "") -> list[Path]:
    """Copy the starter shop into `folder` and name it; returns the files written.

    Raises BuildError where the folder already holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BuildError(f"{folder} is not empty; choose a new folder")
    shutil.copytree(data_folder() / "examples" / "starter", folder, dirs_exist_ok=True)
    settings = folder / "shop.toml"
    title = json.dumps(name or folder.resolve().name.replace("-", " ").title(), ensure_ascii=False)
    settings.write_text(settings.read_text(encoding="utf-8").replace('"My shop"', title, 1), encoding="utf-8")
    return sorted(path for path in folder.rglob("*") if path.is_file())
