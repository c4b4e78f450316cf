"""The preview's door: what a stranger's page, a forged request or a flood gets, and that files stay as they were."""

from __future__ import annotations

import asyncio
from typing import Any, TypeAlias

import pytest

from glocal.preview.guard import Doors

Shop: TypeAlias = Any
FORM = ("content-type", "application/x-www-form-urlencoded")


@pytest.fixture
def fields(shop: Shop) -> dict[str, str]:
    """A form that would be carried out."""
    page = shop.get("/product/linen-dress?at=BR")
    return {name: page.field(name, 'action="/silence"') for name in ("csrf", "seen", "rule", "on")}


def test_the_form_of_these_tests_would_be_carried_out(shop: Shop, fields: dict[str, str]) -> None:
    """What is refused below is refused for the reason that is tested."""
    assert shop.post("/silence", fields).status == 303


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1:9999", "127.0.0.1.evil.example:8000", "", None,
     "127.0.0.1:8000@evil.example", "localhost.evil.example:8000", "192.168.0.1:8000", "[::1", "127.0.0.1:8000:8000"],
)  # fmt: skip
def test_a_foreign_host_is_refused(shop: Shop, fields: dict[str, str], host: str | None) -> None:
    """A name that a stranger's DNS points here reads nothing and writes nothing."""
    before = shop.files()
    assert shop.get("/products", host=host).status == 421
    assert shop.post("/silence", fields, host=host).status == 421
    assert shop.files() == before


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"])
def test_the_names_of_this_machine_are_known(seen: Shop, host: str) -> None:
    """Every name of loopback is answered."""
    assert seen.get("/static/app.js", host=host).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        [("origin", "https://evil.example")],
        [("origin", "null")],
        [("origin", "http://localhost:8000")],
        [("origin", "http://127.0.0.1:8000"), ("origin", "https://evil.example")],
        [("origin", "https://127.0.0.1:8000")],
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
    ],
)
def test_a_form_of_another_site_is_refused(shop: Shop, fields: dict[str, str], headers: list[tuple[str, str]]) -> None:
    """Even with the right token, a form that was sent from elsewhere does nothing."""
    before = shop.files()
    assert shop.post("/silence", fields, headers=headers).status == 403
    assert shop.files() == before


@pytest.mark.parametrize("token", ["", "x", "é" * 32, "A" * 100_000])
def test_a_stale_or_missing_token_is_refused(shop: Shop, fields: dict[str, str], token: str) -> None:
    """A page of an earlier run, or of nobody, decides nothing."""
    before = shop.files()
    assert shop.post("/silence", fields | {"csrf": token}).status == 403
    assert shop.files() == before


def test_every_form_wants_its_token_and_reading_does_not_decide(shop: Shop) -> None:
    """No address that writes does so on GET, or without the token."""
    before = shop.files()
    for name in "waive withdraw silence remedy adjust override reset undo translate translate/check".split():
        assert shop.get(f"/{name}").status in (404, 405)
        assert shop.post(f"/{name}", {"number": "1"}).status == 403
    assert shop.files() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "WHATEVER"])
def test_other_methods_are_refused(seen: Shop, method: str) -> None:
    """Reading and forms is all there is."""
    assert seen.ask(method, "/silence", headers=[FORM]).status == 405


def test_a_form_that_declares_a_gigabyte_is_refused_unread(seen: Shop) -> None:
    """Not a byte is taken."""
    answer = seen.ask(
        "POST", "/silence", body=iter([b"a" * 1000] * 1000), headers=[FORM, ("content-length", str(2**30))]
    )
    assert answer.status == 413
    assert seen.client.taken == 0


def test_a_form_that_streams_a_gigabyte_is_cut_off(seen: Shop) -> None:
    """Little more than the limit is taken, whatever was declared."""
    chunk = b"a" * 65_536
    answer = seen.ask("POST", "/silence", body=(chunk for _ in range(2**30 // len(chunk))), headers=[FORM])
    assert answer.status == 413
    assert seen.client.taken <= 10 * len(chunk)


@pytest.mark.parametrize("length", ["-1", "1e9", "٣", "0x10", "99999999999999999999999"])
def test_a_length_that_is_none_is_refused(seen: Shop, length: str) -> None:
    """Only plain digits are a length."""
    headers = [FORM, ("content-length", length.encode("utf-8").decode("latin-1"))]
    assert seen.ask("POST", "/silence", headers=headers).status == 413


def test_ten_thousand_fields_are_refused(shop: Shop, fields: dict[str, str]) -> None:
    """A form has few fields."""
    before = shop.files()
    assert shop.post("/silence", fields | {f"f{i}": "1" for i in range(10_000)}).status == 400
    assert shop.files() == before


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=csrf"),
        ("multipart/form-data", b"--"),
        ("multipart/form-data; boundary=" + "x" * 9000, b"\0" * 100),
        ("application/json", b'{"csrf": 1}'),
        ("text/plain", b"csrf=x"),
        ("", b"csrf=x"),
    ],
)
def test_other_kinds_of_body_are_refused(seen: Shop, kind: str, body: bytes) -> None:
    """Nothing but plain forms is parsed: there are no uploads."""
    assert seen.ask("POST", "/silence", body=[body], headers=[("content-type", kind)]).status == 415


@pytest.mark.parametrize("body", [b"\xff\xfe", b"csrf=%ff%fe", b"csrf=%", b"&&&&=", b"=" * 1000, b"\0"])
def test_a_broken_form_does_nothing(seen: Shop, body: bytes) -> None:
    """It is refused, with a sentence."""
    assert seen.ask("POST", "/silence", body=[body], headers=[FORM]).status in (400, 403)


TRAVERSALS = ["../shop.toml", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "/etc/passwd",
              "..\\..\\etc\\passwd", "images/../../secret.png", "images/%00.png", "shop.toml", ".glocal-preview/lock",
              "....//....//etc/passwd", "images/..%252f..%252fetc", "C:\\x.png", "prices.csv"]  # fmt: skip


@pytest.mark.parametrize(
    "path",
    ["/frame/{}", "/frame/assets/{}", "/static/{}", "/frame/pt-br/{}/index.html", "/frame/{}/linen-dress/index.html",
     "/product/{}", "/wall/{}", "/market/{}", "/texts/{}"],
)  # fmt: skip
def test_no_address_leads_out_of_the_shop(seen: Shop, path: str) -> None:
    """A path in an address is a picture below the folder, or nothing."""
    for name in TRAVERSALS:
        answer = seen.get(path.format(name))
        assert answer.status in (200, 404)
        assert b"root:" not in answer.body
        assert b"max_rate_age_days" not in answer.body
        if answer.status == 200:
            assert answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("page", ["/products", "/product/linen-dress", "/texts/pt-BR"])
def test_no_parameter_leads_out_of_the_shop(seen: Shop, page: str) -> None:
    """Parameters are looked up, never opened."""
    params = (
        "q market rule severity status category untranslated page at language width panel field text alone word with"
    )
    for param in (params + " effect said kind state").split():
        for name in TRAVERSALS[:6]:
            answer = seen.get(f"{page}?{param}={name}")
            assert answer.status in (200, 404)
            assert b"root:" not in answer.body


@pytest.mark.parametrize(
    ("action", "field"),
    [("/silence", "rule"), ("/waive", "market"), ("/waive", "rule"), ("/waive", "product"), ("/override", "market"),
     ("/override", "key"), ("/reset", "key"), ("/remedy", "remedy"), ("/adjust", "market"), ("/translate", "language"),
     ("/translate", "kind"), ("/translate", "key"), ("/translate", "product"), ("/undo", "number"),
     ("/withdraw", "market")],
)  # fmt: skip
def test_no_field_of_a_form_leads_out_of_the_shop(shop: Shop, fields: dict[str, str], action: str, field: str) -> None:
    """A name that is on no list is refused, and nothing is written anywhere."""
    whole = {"market": "BR", "rule": "BR.purple", "product": "linen-dress", "who": "A", "why": "B", "key": "currency",
             "until": "2027-01-01", "value": "USD", "remedy": "reword", "percent": "5", "language": "pt-BR",
             "kind": "products", "number": "1", "seen": fields["seen"], "csrf": fields["csrf"]}  # fmt: skip
    before = shop.files()
    for name in TRAVERSALS:
        assert shop.post(action, whole | {field: name}).status in (404, 409, 422)
    assert shop.files() == before


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
                                  "/x\r\nSet-Cookie: a=b", "\\\\evil", "/ok y"])  # fmt: skip
def test_a_form_sends_nobody_to_another_site(shop: Shop, fields: dict[str, str], back: str) -> None:
    """Where to go back to is a place of the app."""
    answer = shop.post("/silence", fields | {"back": back})
    assert answer.status == 303
    assert answer.headers["location"].startswith("/?said=")


def test_a_picture_that_is_a_link_out_of_the_shop_is_not_served(shop: Shop, tmp_path: Any) -> None:
    """Links are followed before they are judged."""
    (tmp_path / "secret.png").write_bytes(b"secret")
    (shop.folder / "images").mkdir(exist_ok=True)
    (shop.folder / "images" / "link.png").symlink_to(tmp_path / "secret.png")
    assert shop.get("/frame/images/link.png").status == 404


def test_a_websocket_is_closed_at_the_door(seen: Shop) -> None:
    """The app speaks HTTP only."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(seen.app({"type": "websocket", "path": "/events", "headers": []}, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_pages_allow_no_script_but_their_own_and_no_frame_around_them(seen: Shop) -> None:
    """The policy names a nonce that is new on every page, and each script carries it."""
    first, second = seen.get("/products"), seen.get("/products")
    policy = first.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert policy != second.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce}"')


def test_what_a_merchant_sees_of_a_crash_is_a_sentence(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """No stack trace, no name of a file."""

    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("secret inner words")

    monkeypatch.setattr(shop.preview.catalogue, "find", crash)
    answer = shop.get("/products")
    assert answer.status == 500
    assert "secret inner words" not in answer.text
    assert "Traceback" not in answer.text


def test_beyond_loopback_the_key_is_asked_for() -> None:
    """An app on the network knows its addresses only, and shows nothing without the key."""
    doors = Doors(host="0.0.0.0", port=8000, key="k" * 24)
    assert doors.admits("192.168.0.7:8000")
    assert not doors.admits("shop.example:8000")
    assert not Doors(host="127.0.0.1", port=8000).admits("192.168.0.7:8000")


def test_the_key_opens_the_app_once_and_is_then_a_cookie(keyed: Shop) -> None:
    """Without it nothing, with it a cookie, with the cookie everything."""
    assert keyed.get("/products").status == 403
    assert keyed.get("/products?key=wrong").status == 403
    answer = keyed.get("/?key=" + "k" * 24)
    assert answer.status == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert keyed.get("/products", headers=[("cookie", cookie.partition(";")[0])]).status == 200
