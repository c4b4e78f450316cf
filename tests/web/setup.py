"""Install what the page checks need, where that is possible, and say what is missing where it is not.

    python tests/web/setup.py

npm packages go into tests/web/node_modules. Chromium comes from Debian's packages where apt-get can install it, Java
is never installed. Nothing here fails: a check whose tool is missing is skipped, with the reason this prints.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 600
"""Seconds that one installation may take."""


def wanted() -> dict[str, str]:
    """Name and version of every npm package that package.json asks for."""
    return dict(json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"])


def installed(name: str) -> str:
    """The version of an npm package that is there, or ''."""
    try:
        return str(json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


def missing_packages() -> list[str]:
    """Names of npm packages that are not there in the wanted version."""
    return [name for name, version in wanted().items() if installed(name) != version]


def browser() -> str:
    """Path of a Chromium, or ''."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def java() -> str:
    """Path of Java, or ''."""
    return shutil.which("java") or ""


def run(*command: str, cwd: Path = HERE) -> str:
    """Run a command; return '' or the last line of what went wrong."""
    try:
        done = subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as wrong:
        return str(wrong)
    lines = (done.stderr or done.stdout).strip().splitlines()
    return "" if done.returncode == 0 else (lines[-1] if lines else f"exit code {done.returncode}")


def install_packages() -> str:
    """Install the npm packages; return what stands in the way, or ''."""
    if not missing_packages():
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    wrong = run(npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    return wrong or (f"npm left out {', '.join(missing_packages())}" if missing_packages() else "")


def install_browser() -> str:
    """Install Debian's Chromium; return what stands in the way, or ''."""
    if browser():
        return ""
    apt = shutil.which("apt-get")
    if apt is None:
        return "no chromium on the path, and no apt-get to install it with"
    if os.geteuid() != 0:
        return "no chromium on the path; install it with: sudo apt-get install chromium"
    run(apt, "update", "--quiet")
    wrong = run("env", "DEBIAN_FRONTEND=noninteractive", apt, "install", "--yes", "--no-install-recommends", "chromium")
    return wrong or ("" if browser() else "apt-get installed no chromium")


def main() -> None:
    """Install, and tell."""
    steps = {
        "npm packages (axe, Nu HTML checker, structured data)": install_packages(),
        "Chromium": install_browser(),
        "Java, for the Nu HTML checker": "" if java() else "no java on the path",
    }
    for name, wrong in steps.items():
        print(f"web checks: {name}: {'skipped: ' + wrong if wrong else 'ready'}")


if __name__ == "__main__":
    main()
