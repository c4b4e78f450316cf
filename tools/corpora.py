"""Read every PO file below some folders and compare with msgfmt: what it accepts must be read, and written back.

Run: python tools/corpora.py FOLDER...

The corpora are those of gettext, Babel, polib and translate-toolkit. They are not part of this repository (some are
GPL); fetch their source packages where you like:

    pip download --no-deps --no-binary babel,polib,translate-toolkit babel polib translate-toolkit
    apt-get source gettext
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from glocal import po, translate

# gettext's own tests keep their files inside shell scripts.
HEREDOC = re.compile(rb"cat <<\\EOF > \S+\.pot?\n(.*?\n)EOF\n", re.DOTALL)


def samples(folder: Path) -> list[tuple[str, bytes]]:
    """Return name and bytes of every PO file, those in shell scripts included."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in (".po", ".pot"):
            found.append((path.as_posix(), path.read_bytes()))
        elif not path.suffix and "tests" in path.parts:
            pieces = enumerate(HEREDOC.findall(path.read_bytes()), 1)
            found += [(f"{path.as_posix()}#{number}", data) for number, data in pieces]
    return found


def accepted(data: bytes) -> bool:
    """Say whether `msgfmt -c` takes a file."""
    ran = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
    return ran.returncode == 0


def wrong(name: str, data: bytes, valid: bool) -> list[str]:
    """Return what goes against the promises for one file."""
    file = po.scan(data, name)
    found = [] if po.dump(file) == data else [f"{name}: not written back as it was"]
    po.catalog(data, name)
    if valid:
        found += [str(fault) for fault in file.faults]
        found += [str(remark) for remark in translate.check(file) if remark.level == "error"]
    return found


def main(folders: list[str]) -> int:
    """Print what is wrong, then the numbers."""
    count = valid = 0
    faults: list[str] = []
    for name, data in (sample for folder in folders for sample in samples(Path(folder))):
        count += 1
        takes = accepted(data)
        valid += takes
        faults += wrong(name, data, takes)
    print("\n".join(faults))
    print(f"{count} files, {valid} that msgfmt accepts, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
