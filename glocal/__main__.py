"""python -m glocal: the same as the `glocal` command."""

from __future__ import annotations

from glocal.cli import main

if __name__ == "__main__":
    main()
