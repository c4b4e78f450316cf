"""A preview that runs in a process of its own, and what a browser would send to it: requests over the wire."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"


class App:
    """`glocal preview`, started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "glocal", "preview", str(folder), "--port", "0", "--no-open"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split()[0].rstrip("/")
        self.port = int(self.url.rpartition(":")[2])

    def stop(self) -> None:
        """End it as a person does."""
        self.process.terminate()
        self._gone()

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self._gone()

    def _gone(self) -> None:
        self.process.wait(10)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def get(self, path: str) -> str:
        """Return a page."""
        status, text = self.ask("GET", path)
        assert status == 200, (path, status, text[:300])
        return text

    def post(self, path: str, fields: dict[str, str]) -> int:
        """Send a form; return the status."""
        return self.ask("POST", path, urlencode(fields), Content_Type=FORM)[0]

    def hidden(self, page: str, action: str, after: str = "") -> dict[str, str]:
        """Return the hidden fields of a form of a page."""
        return hidden(self.get(page), action, after)

    def memory(self) -> int:
        """Return the resident kilobytes of the process; 0 where the system does not tell."""
        status = Path(f"/proc/{self.process.pid}/status")
        return int(re.search(r"VmRSS:\s+(\d+)", status.read_text())[1]) if status.exists() else 0  # type: ignore[index]


def hidden(text: str, action: str, after: str = "") -> dict[str, str]:
    """Return the hidden fields of a form in a page's text."""
    start = text.index(f'action="{action}"', text.index(after) if after else 0)
    form = text[start : text.index("</form>", start)]
    return {unescape(n): unescape(v) for n, v in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}
