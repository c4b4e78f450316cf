"""A storm of bad requests over the wire: the server stays up, files stay as they are, memory stays flat."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from .conftest import copied
from .served import FORM, App

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROUNDS = 6
GROWTH = 12_000
"""Kilobytes that memory may grow by in all rounds after the first two, which fill the caches."""
GIGABYTE = 2**30
TRAVERSALS = ("/frame/../../etc/passwd", "/frame/..%2f..%2fetc%2fpasswd", "/static/%2e%2e/app.py", "/frame/shop.toml",
              "/frame/%00.png", "/frame/assets/../../shop.toml", "/product/..%2f..%2fshop.toml",
              "/frame/.glocal-preview/lock", "//etc/passwd", "/frame/images/....//....//shop.toml")  # fmt: skip


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A shop, and a form of a run of the app that is over."""
    folder = copied(tmp_path_factory.mktemp("storm"))
    app = App(folder)
    fields = app.hidden("/market/BR", "/adjust") | {"percent": "5"}
    app.stop()
    return folder, fields


@pytest.fixture(scope="module")
def app(earlier: tuple[Path, dict[str, str]]) -> Iterator[App]:
    """The same shop, served anew."""
    started = App(earlier[0])
    started.get("/products")
    yield started
    started.stop()


@pytest.fixture
def unchanged(app: App) -> Iterator[None]:
    """Every file of the shop is afterwards what it was."""
    before = files(app.folder)
    yield
    assert files(app.folder) == before


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def form(app: App) -> dict[str, str]:
    """A form that would be carried out."""
    return app.hidden("/market/BR", "/adjust") | {"percent": "5"}


def post(app: App, body: Any, **headers: str) -> int:
    return app.ask("POST", "/adjust", body, **({"Content_Type": FORM} | headers))[0]


def raw(app: App, data: bytes) -> bytes:
    """Send bytes, hang up after the first answer or a moment."""
    with socket.create_connection(("127.0.0.1", app.port), timeout=5) as connection, contextlib.suppress(OSError):
        connection.sendall(data)
        connection.settimeout(0.3)
        return connection.recv(300)
    return b""


def streamed(app: App, length: int) -> int:
    """Stream a form of a length in chunks; return how many bytes were taken before the door was shut."""
    taken = 0
    chunk = b"%x\r\n" % 65_536 + b"a" * 65_536 + b"\r\n"
    head = f"POST /adjust HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\nContent-Type: {FORM}\r\n"
    with socket.create_connection(("127.0.0.1", app.port), timeout=5) as connection, contextlib.suppress(OSError):
        connection.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        while taken < length:
            connection.sendall(chunk)
            taken += 65_536
    return taken


def upgrade(app: App) -> bytes:
    """What a browser sends to open a websocket, and what follows from somebody who means no good."""
    head = (
        f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    return head.encode() + b"\x81\xff" + b"\xff" * 5_000


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_over_the_wire_leads_out(app: App, path: str) -> None:
    """As sent, without a client that tidies it first."""
    answer = raw(app, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n\r\n".encode())
    assert answer.split(b" ")[1] == b"404"


@pytest.mark.usefixtures("unchanged")
def test_a_forged_host_or_origin_is_refused_with_a_good_token(app: App) -> None:
    """The token alone opens nothing."""
    body = urlencode(form(app))
    assert post(app, body, Host="shop.example") == 421
    assert post(app, body, Origin="https://shop.example") == 403
    assert post(app, body, Origin="null") == 403
    assert post(app, body, Sec_Fetch_Site="cross-site") == 403


@pytest.mark.usefixtures("unchanged")
def test_a_token_of_an_earlier_run_is_stale(app: App, earlier: tuple[Path, dict[str, str]]) -> None:
    """A tab that was left open over a restart decides nothing, and is told so."""
    status, text = app.ask("POST", "/adjust", urlencode(earlier[1]), Content_Type=FORM)
    assert status == 403
    assert "earlier run" in text


@pytest.mark.usefixtures("unchanged")
def test_a_gigabyte_is_not_taken(app: App) -> None:
    """Neither where it is declared nor where it just comes."""
    assert post(app, b"", Content_Length=str(GIGABYTE)) == 413
    assert streamed(app, GIGABYTE) < GIGABYTE / 50


@pytest.mark.usefixtures("unchanged")
def test_ten_thousand_fields_are_not_read(app: App) -> None:
    """A form of ours has a dozen."""
    assert post(app, urlencode(form(app) | {f"f{n}": "1" for n in range(10_000)})) == 400


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("body", [b"--x\r\nContent-Disposition: form-data; name=csrf", b"--x--", b"\0" * 5000, b""])
def test_broken_multipart_is_not_parsed(app: App, body: bytes) -> None:
    """No part of the app reads it."""
    assert post(app, body, Content_Type="multipart/form-data; boundary=x") == 415


@pytest.mark.usefixtures("unchanged")
def test_a_websocket_gets_no_upgrade(app: App) -> None:
    """What comes after its handshake is noise to the server, which goes on."""
    assert b" 101 " not in raw(app, upgrade(app))
    assert app.ask("GET", "/progress")[0] == 200


def test_of_two_tabs_that_save_at_once_one_is_told(app: App) -> None:
    """Both forms know the same file; one writes it, the other hears that somebody was faster, whichever it is."""
    for number in range(5):
        fields = form(app)
        seen: list[int] = []
        tabs = [
            threading.Thread(
                target=lambda percent: seen.append(app.post("/adjust", fields | {"percent": str(percent)})),  # noqa: B023
                args=(10 * number + tab + 1,),
            )
            for tab in (0, 1)
        ]
        for tab in tabs:
            tab.start()
        for tab in tabs:
            tab.join()
        assert sorted(seen) == [303, 409]


@pytest.mark.usefixtures("unchanged")
def test_a_storm_leaves_memory_flat_and_the_next_page_quick(app: App) -> None:
    """All of it together, again and again; connections that say nothing among it."""
    _checked(app)
    for _ in range(2):
        _storm(app)
    before = app.memory()
    for _ in range(ROUNDS):
        _storm(app)
    start = time.perf_counter()
    assert app.ask("GET", "/products")[0] == 200
    took, grown = time.perf_counter() - start, app.memory() - before
    print(f"the next page after {1000 * took:.0f} ms; memory grew by {grown} kB from {before} kB")
    assert grown < GROWTH
    assert took < 5


def _checked(app: App) -> None:
    """Wait until every product was looked at: that takes memory of its own."""
    for _ in range(300):
        if "progress>" not in app.get("/progress"):
            return
        time.sleep(0.2)
    raise AssertionError("the products are never checked")


def _storm(app: App) -> None:
    idle = [socket.create_connection(("127.0.0.1", app.port), timeout=5) for _ in range(20)]
    for path in TRAVERSALS:
        raw(app, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n\r\n".encode())
    for noise in (upgrade(app), b"\0" * 50_000, b"GET " + b"/a" * 100_000 + b" HTTP/1.1\r\n\r\n",
                  b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00",
                  b"POST /adjust HTTP/1.1\r\nContent-Length: 99\r\n\r\nhalf"):  # fmt: skip
        raw(app, noise)
    for kind in (FORM, "multipart/form-data; boundary=x", "application/json"):
        with contextlib.suppress(OSError, http.client.HTTPException):
            post(app, urlencode({f"f{n}": "1" for n in range(10_000)}), Content_Type=kind)
    streamed(app, 64 * 2**20)
    for number in range(50):
        app.ask("GET", f"/products?q={'x' * number}&market={number}&ui={number}&page={10**number}")
    for connection in idle:
        connection.close()
