"""A live table through forex-python, on request: with a time limit, tries again, checks, and a copy on disk.

forex-python asks its source without a time limit and hands on whatever comes. Here an answer counts only when it came
whole and in time, is JSON of the expected shape, has the base asked for, a date that is neither old nor in the future,
and no rate that jumped against the copy on disk. The copy is replaced in one step, so that a killed process or two at
once leave one whole table or the other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from glocal import whole
from glocal.errors import RatesError
from glocal.model.money import CURRENCIES
from glocal.rates.files import dump, parse_toml
from glocal.rates.table import Rates, Row, assemble, read_value

__all__ = ["live"]

MAX_ANSWER = 1_000_000
"""Bytes of an answer."""
PAUSE = 0.5
"""Seconds before the second try; doubled before each further one."""


def live(
    cache_folder: str | Path,
    *,
    today: dt.date,
    base: str = "EUR",
    url: str = "",
    timeout: float = 10.0,
    tries: int = 3,
    max_age_days: int = 4,
    max_jump_percent: Decimal | int = 20,
) -> Rates:
    """Return today's rates: the copy in `cache_folder` where it is of today, else what the source answers.

    `timeout` is seconds for one whole answer; `url` stands in for forex-python's own source. Where the source fails,
    or its answer is refused, the copy on disk stands in as long as it is at most `max_age_days` old, and `Rates.notes`
    says so. Otherwise raises RatesError with every reason. The copy on disk is only ever replaced by a sound table
    that is not older.
    """
    place = Path(cache_folder) / f"forex-python-{base}.toml"
    kept, trouble = _kept(place)
    if kept is not None and kept.date == today:
        return kept
    try:
        fresh = _asked(base, url, timeout, tries)
        _refuse_dates(fresh, today, max_age_days)
        if kept is not None:
            fresh.refuse_jumps(kept, max_jump_percent=max_jump_percent)
    except RatesError as error:
        return _stand_in(kept, today, max_age_days, f"{error}{trouble}")
    if kept is None or kept.date <= fresh.date:
        _keep(place, fresh)
    return fresh


def _stand_in(kept: Rates | None, today: dt.date, limit: int, why: str) -> Rates:
    if kept is None or not 0 <= (today - kept.date).days <= limit:
        age = "" if kept is None else f"; the copy on disk is of {kept.date}"
        raise RatesError(f"{why}{age}")
    return replace(kept, notes=(f"the live source failed, this is its table of {kept.date}: {why}",))


def _refuse_dates(table: Rates, today: dt.date, limit: int) -> None:
    days = (today - table.date).days
    if days < 0:
        raise RatesError(f"{table.source}: answered with a table of {table.date}, after today, {today}")
    if days > limit:
        raise RatesError(
            f"{table.source}: answered with a table of {table.date}, {days} days old; at most {limit} count"
        )


def _asked(base: str, url: str, timeout: float, tries: int) -> Rates:
    reasons = []
    for attempt in range(max(tries, 1)):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
        try:
            return _answer(base, url, timeout)
        except RatesError as error:
            reasons.append(str(error))
    raise RatesError(f"the live source gave no table in {len(reasons)} tries: " + "; ".join(dict.fromkeys(reasons)))


def _answer(base: str, url: str, timeout: float) -> Rates:
    """Ask once, through forex-python with its fetching and reading replaced."""
    import requests
    from forex_python.converter import CurrencyRates, RatesNotAvailableError

    class Source(CurrencyRates):  # type: ignore[misc]
        def _source_url(self) -> str:
            return url or str(super()._source_url())

        def get_rates(self, base_cur: str, date_obj: dt.date | None = None) -> Any:
            place = self._source_url() + self._get_date_string(date_obj)
            return _read(place, {"base": base_cur, "rtype": "fpy"}, timeout)

    source = Source(force_decimal=True)
    try:
        return _table(source.get_rates(base), base)
    except (requests.RequestException, RatesNotAvailableError, OSError) as error:
        raise RatesError(f"{source._source_url()}: {type(error).__name__}: {str(error)[:200]}") from error


def _read(place: str, query: dict[str, str], timeout: float) -> Any:
    """Return the JSON at an address; the whole answer has to come within `timeout` seconds."""
    import requests

    until = time.monotonic() + timeout
    with requests.get(place, params=query, timeout=timeout, stream=True) as response:
        if response.status_code != 200:
            raise RatesError(f"{place}: answered {response.status_code}")
        body = bytearray()
        for chunk in response.iter_content(1):
            body += chunk
            if time.monotonic() > until:
                raise RatesError(f"{place}: no whole answer within {timeout:g} seconds")
            if len(body) > MAX_ANSWER:
                raise RatesError(f"{place}: an answer of more than {MAX_ANSWER} bytes")
    try:
        return json.loads(body.decode("utf-8"), parse_float=Decimal, parse_constant=_no_constant)
    except ValueError as error:
        raise RatesError(f"{place}: no JSON: {str(error)[:120]}") from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _table(answer: Any, base: str) -> Rates:
    """Check an answer's shape and make a table of it."""
    if not isinstance(answer, dict) or not isinstance(answer.get("rates"), dict):
        raise RatesError(f"expected an object with rates, got {str(answer)[:80]!r}")
    if answer.get("base") != base:
        raise RatesError(f"asked for base {base}, got {answer.get('base')!r}")
    day = _day(answer.get("date"))
    source = "forex-python's source"
    pairs = sorted((c, v) for c, v in answer["rates"].items() if c in CURRENCIES and c != base)
    rows = [Row(c, read_value(c, v), base, day, source) for c, v in pairs]
    if not rows:
        raise RatesError("the answer holds no rates")
    return assemble(base, day, source, rows)


def _day(text: object) -> dt.date:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        raise RatesError(f"expected a date like 2026-11-20, got {str(text)[:40]!r}") from None


def _kept(place: Path) -> tuple[Rates | None, str]:
    """Return the copy on disk, and what is wrong with it where something is."""
    try:
        head, _, text = place.read_text("utf-8").partition("\n")
    except FileNotFoundError:
        return None, ""
    except (OSError, UnicodeDecodeError) as error:
        return None, f"; the copy on disk cannot be read: {error}"
    if head != _seal(text):
        return None, "; the copy on disk is damaged"
    try:
        return parse_toml(text, place.name), ""
    except RatesError as error:
        return None, f"; the copy on disk is no table: {error}"


def _keep(place: Path, table: Rates) -> None:
    text = dump(table)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        whole.write(place, f"{_seal(text)}\n{text}".encode())
    except OSError as error:
        raise RatesError(f"{place.name}: cannot be written: {error}") from error


def _seal(text: str) -> str:
    """The first line: a file that was cut anywhere does not match it."""
    return "# sha256 " + hashlib.sha256(text.encode()).hexdigest()
