"""The door: who may ask what, how much they may send, and what the answers allow a browser to do."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse

from glocal.errors import DataError
from glocal.preview import words
from glocal.preview.words import later, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["FORM_BYTES", "Doors", "Guard", "is_loopback", "policy"]

FORM_BYTES = 512 * 1024
"""The largest form that is read."""
FORM_FIELDS = 64
FORM_SECONDS = 10.0
"""Within which a form has to arrive."""
ANSWER_SECONDS = 60.0
COOKIE = "glocal_preview"
CRASHED = later("Something went wrong in the preview itself. Your files are unchanged. Go back and try again.")
LOG = logging.getLogger("glocal.preview")
UNREAD = (408, 413)
"""After these the connection is closed: the rest of the form is not even taken."""
_READING = ("GET", "HEAD")


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("localhost")
    (True, True, False, True)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Where the app answers, and what has to be known to use it."""

    host: str = "127.0.0.1"
    port: int = 8000
    key: str = ""
    """Asked for once, in the address, where the app is not on loopback alone."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Every form carries it; another run of the app has another."""

    def admits(self, host: str) -> bool:
        """Tell whether a Host header is one of ours: a name that a stranger's DNS points here is not."""
        name, _, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
        name, port = (name, port) if name else (host, "")
        bare = name.removeprefix("[").removesuffix("]").lower()
        if (port or "80") != str(self.port):
            return False
        if is_loopback(self.host):
            return is_loopback(bare)
        return bare == self.host.lower() or is_loopback(bare) or (self._is_any() and _is_address(bare))

    def _is_any(self) -> bool:
        return self.host in ("0.0.0.0", "::")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def policy(nonce: str) -> str:
    """Return the Content-Security-Policy of the app's own pages: its own files, and scripts that carry the nonce."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class _RefusalError(Exception):
    def __init__(self, status: int, text: str) -> None:
        self.status = status
        self.text = text


class Guard:
    """ASGI middleware around the whole app. What passes has a known host and, where it changes something, a token."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app = app
        self.doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        nonce = secrets.token_urlsafe(16)
        scope["glocal.nonce"] = nonce
        answer = _Answer(send, nonce, words.chosen(scope))
        words.SPOKEN.set(words.wanted(scope))
        try:
            headers = Headers(scope=scope)
            self._check(scope, headers)
            if scope["method"] not in _READING:
                scope["glocal.form"] = await _form(headers, receive)
                self._check_token(scope["glocal.form"], headers)
            elif self._shows_key(scope):
                await self._welcome(scope, receive, answer)
                return
            await self._answer(scope, receive, answer)
        except _RefusalError as refusal:
            closing = {"connection": "close"} if refusal.status in UNREAD else None
            await PlainTextResponse(refusal.text, refusal.status, closing)(scope, receive, answer)

    async def _answer(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        try:
            limit = None if scope["path"] == "/events" else ANSWER_SECONDS
            async with asyncio.timeout(limit):
                await self.app(scope, receive, answer)
        except Exception as error:
            LOG.error("%s %s: %s: %s", scope["method"], scope["path"], type(error).__name__, error)
            LOG.debug("in full", exc_info=error)
            if not answer.begun:
                await PlainTextResponse(say(CRASHED), 500)(scope, receive, answer)

    def _check(self, scope: Scope, headers: Headers) -> None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.doors.admits(hosts[0]):
            raise _RefusalError(421, say("The preview answers only at the address that `glocal preview` printed."))
        if scope["method"] not in (*_READING, "POST"):
            raise _RefusalError(405, say("Only reading and sending forms is possible here."))
        if scope["method"] == "POST":
            self._check_origin(hosts[0], headers)
        if self.doors.key and not self._shows_key(scope) and not _same(_cookie(headers), self.doors.key):
            raise _RefusalError(403, say("Open the whole address that `glocal preview` printed: it ends with a key."))

    def _check_origin(self, host: str, headers: Headers) -> None:
        origins = headers.getlist("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        if len(origins) > 1 or (origins and origins[0] != f"http://{host}") or site not in ("same-origin", "none"):
            raise _RefusalError(403, say("This form was sent from another site; nothing was done."))

    def _check_token(self, form: Mapping[str, str], headers: Headers) -> None:
        if not _same(form.get("csrf") or headers.get("x-csrf-token") or "", self.doors.token):
            raise _RefusalError(
                403,
                say(
                    "This page is from an earlier run of the preview; nothing was done. Go back, load it again, retry."
                ),
            )

    def _shows_key(self, scope: Scope) -> bool:
        return bool(self.doors.key) and _same(QueryParams(scope["query_string"]).get("key", ""), self.doors.key)

    async def _welcome(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        response = RedirectResponse("/", 303)
        response.set_cookie(COOKIE, self.doors.key, httponly=True, samesite="strict")
        await response(scope, receive, answer)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8"))


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


async def _form(headers: Headers, receive: Receive) -> dict[str, str]:
    """Return the fields of a form; of a repeated one the last."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise _RefusalError(415, say("Only plain forms are read here."))
    declared = headers.get("content-length", "0")
    if not declared.isascii() or not declared.isdigit() or int(declared) > FORM_BYTES:
        raise _RefusalError(413, _too_large())
    try:
        async with asyncio.timeout(FORM_SECONDS):
            body = await _body(receive)
        return dict(parse_qsl(body.decode("ascii"), True, max_num_fields=FORM_FIELDS, errors="strict"))
    except TimeoutError:
        raise _RefusalError(408, say("The form took too long to arrive.")) from None
    except ValueError:
        told = say("The form is broken, or has more than {fields} fields.", fields=FORM_FIELDS)
        raise _RefusalError(400, told) from None


def _too_large() -> str:
    return say("A form may have at most {bytes} bytes.", bytes=f"{FORM_BYTES:,}")


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _RefusalError(400, say("The form did not arrive whole."))
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > FORM_BYTES:
            raise _RefusalError(413, _too_large())
        if not message.get("more_body"):
            return b"".join(parts)


class _Answer:
    """Passes an answer on with the headers that every one has."""

    def __init__(self, send: Send, nonce: str, language: str) -> None:
        self._send = send
        self._nonce = nonce
        self._language = language
        """Chosen by this request; kept in a cookie."""
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            given = {name for name, _ in message.get("headers", ())}
            extra = [(n, v) for n, v in self._headers() if n not in given]
            message = {**message, "headers": [*message.get("headers", ()), *extra]}
        await self._send(message)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"content-security-policy", policy(self._nonce).encode("ascii")),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
            *([(b"set-cookie", self._kept().encode("ascii"))] if self._language else []),
        ]

    def _kept(self) -> str:
        return f"{words.COOKIE}={self._language}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly"


def checked(form: Mapping[str, Any], name: str, *, most: int = 2_000, needed: bool = True) -> str:
    """Return a field of a form, trimmed; raises DataError where it is missing or too long."""
    value = str(form.get(name, "")).strip()
    if needed and not value:
        raise DataError(say("Something is missing: {name}.", name=name), expected="a text", got="")
    if len(value) > most:
        told = say("{name} has more than {most} characters.", name=name, most=most)
        raise DataError(told, expected=f"at most {most} characters", got=len(value))
    return value
