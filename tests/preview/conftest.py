"""The example shop with its preview, and a small ASGI client: requests as bytes, no server, no network."""

from __future__ import annotations

import asyncio
import re
import shutil
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

pytest.importorskip("starlette", reason="the extra `preview` is not installed")
pytest.importorskip("tomlkit", reason="the extra `preview` is not installed")

from glocal.preview import application

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
BAZAAR = ROOT / "examples" / "bazaar"
HOST = "127.0.0.1:8000"


class Answer:
    """What came back."""

    def __init__(self, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
        self.status = status
        self.headers = {name.decode().lower(): value.decode() for name, value in headers}
        self.body = body

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    def field(self, name: str, after: str = "") -> str:
        """Return the value of the first hidden input of a name, after some text."""
        found = re.search(
            rf'name="{name}" value="([^"]*)"', self.text[self.text.index(after) :] if after else self.text
        )
        assert found, f"no field {name}"
        return unescape(found[1])


class Client:
    """Asks an app."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def get(self, path: str, **options: Any) -> Answer:
        return self.ask("GET", path, **options)

    def post(self, path: str, fields: dict[str, str] | None = None, **options: Any) -> Answer:
        body = urlencode(fields or {}).encode("ascii")
        headers = [("content-type", "application/x-www-form-urlencoded"), *options.pop("headers", ())]
        return self.ask("POST", path, body=[body], headers=headers, **options)

    def ask(
        self,
        method: str,
        path: str,
        *,
        body: Iterable[bytes] = (b"",),
        headers: Iterable[tuple[str, str]] = (),
        host: str | None = HOST,
    ) -> Answer:
        raw, _, query = path.partition("?")
        given = [(b"host", host.encode("latin-1"))] if host is not None else []
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquoted(raw),
            "raw_path": raw.encode(),
            "query_string": query.encode("latin-1"),
            "root_path": "",
            "headers": [*given, *((n.encode("latin-1"), v.encode("latin-1")) for n, v in headers)],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
        }
        return asyncio.run(self._ask(scope, iter(body)))

    async def _ask(self, scope: dict[str, Any], body: Any) -> Answer:
        sent: list[Any] = []
        ended = asyncio.Event()
        self.taken = 0

        async def receive() -> dict[str, Any]:
            if ended.is_set():
                await asyncio.sleep(3600)
            chunk = next(body, None)
            if chunk is None:
                ended.set()
            self.taken += len(chunk or b"")
            return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = next(m for m in sent if m["type"] == "http.response.start")
        content = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
        return Answer(start["status"], start["headers"], content)


def unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)


class Shop:
    """A copy of the example shop, with the app that shows it."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self.folder = folder
        self.app = application(folder, **options)
        self.client = Client(self.app)
        self.get, self.post, self.ask = self.client.get, self.client.post, self.client.ask

    @property
    def preview(self) -> Any:
        return self.app.app.__closure__ and next(
            cell.cell_contents for cell in self.app.app.__closure__ if type(cell.cell_contents).__name__ == "Preview"
        )

    def decide(self, page: str, action: str, after: str = "", send: str = "", **fields: str) -> Answer:
        """Fill in a form of a page and send it; hidden fields are those that the page has."""
        shown = self.get(page)
        start = shown.text.index(f'action="{action}"', shown.text.index(after) if after else 0)
        form = shown.text[start : shown.text.index("</form>", start)]
        hidden = {
            unescape(n): unescape(v) for n, v in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
        }
        return self.post(send or action, hidden | fields)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the shop but pictures and the app's own notes."""
        found = (p for p in self.folder.rglob("*") if p.is_file() and p.suffix != ".webp")
        return {
            p.relative_to(self.folder).as_posix(): p.read_bytes() for p in found if ".glocal-preview" not in p.parts
        }


def copied(folder: Path, *, pictures: bool = False) -> Path:
    """Copy the example shop; pictures only where they are wanted."""
    ignore = None if pictures else shutil.ignore_patterns("*.webp")
    return Path(shutil.copytree(BAZAAR, folder / "shop", ignore=ignore))


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop that is only looked at, all of it checked."""
    shop = Shop(copied(tmp_path_factory.mktemp("seen"), pictures=True))
    shop.preview.catalogue.start()
    assert shop.preview.catalogue.wait(120)
    yield shop
    shop.preview.catalogue.stop()


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop that is written to."""
    return Shop(copied(tmp_path))


@pytest.fixture
def keyed(tmp_path: Path) -> Shop:
    """A shop that is shown beyond this machine."""
    return Shop(copied(tmp_path), host="0.0.0.0", key="k" * 24)
