"""Reviews: what buyers from the shopper's own country say comes first, then what is said in their language.

Every review counts in the average; those from elsewhere are shown with their country and language.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from glocal import formats
from glocal.errors import UnknownError
from glocal.memo import Memo
from glocal.model.listing import ListingReview, Rating, Text

if TYPE_CHECKING:
    from datetime import date

    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.model.product import Review

__all__ = ["bind"]

LAYER = "reviews"


class Told(NamedTuple):
    """A review, and what of it no market changes."""

    review: Review
    text: Text
    language: str
    """The language alone, without script or territory."""


class Tally(NamedTuple):
    """What all reviews of a product say together, whatever the market."""

    newest: tuple[Told, ...]
    reviews: int
    tenths: int
    """Average rating in tenths, rounded half up."""
    countries: tuple[tuple[str, int], ...]
    """Territory and count, most first."""


def bind(context: Context) -> Step:
    """Bind to a market: the step sets `rating` and `reviews`."""
    view = _View(context)

    def step(draft: Draft) -> None:
        tally = _tally(draft.source)
        draft.rating = view.rating(tally)
        draft.reviews = view.choose(tally)

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        step(draft)
        origins = Counter(review.origin for review in draft.reviews)
        shown = ", ".join(f"{origins[o]} {o}" for o in ("local", "language", "foreign") if origins[o])
        draft.record(
            LAYER,
            "reviews",
            f"{draft.rating.count} reviews",
            shown or "none",
            f"own country {context.market.code} first, then language {context.language}, newest first",
        )

    return recorded


def _tally(source: Source) -> Tally:
    tally: Tally | None = source.memo.get(LAYER)
    if tally is None:
        tally = source.memo[LAYER] = _count(source.product.reviews)
    return tally


def _count(reviews: tuple[Review, ...]) -> Tally:
    total, count = sum(r.rating for r in reviews), len(reviews)
    tenths = (20 * total + count) // (2 * count) if count else 0
    countries = Counter(r.country for r in reviews)
    most = sorted(countries.items(), key=lambda item: (-item[1], item[0]))
    newest = sorted(reviews, key=lambda r: r.date.toordinal() if r.date else 0, reverse=True)
    told = tuple([Told(r, Text(r.text, r.language), r.language.partition("-")[0]) for r in newest])
    return Tally(told, count, tenths, tuple(most))


class _View:
    """One market's way to show reviews."""

    def __init__(self, context: Context) -> None:
        self.country = context.market.code
        self.language = context.language.split("-")[0]
        self.shown = context.policies.reviews_shown
        self.locale = formats.locale(context.language, digits=context.policies.digits)
        number = self.locale.number()
        average = self.locale.number(min_fraction=1, max_fraction=1)
        self.averages = {tenths: average(Decimal(tenths) / 10) for tenths in range(10, 51)}
        self.label: Memo[int, str] = Memo(
            lambda count: context.texts.n("{count} review", "{count} reviews", count, count=number(count))
        )
        medium = self.locale.date("medium")
        self.date: Memo[date | None, tuple[str, str]] = Memo(
            lambda day: (medium(day), day.isoformat()) if day else ("", "")
        )
        self.country_name = Memo(self._name)

    def _name(self, code: str) -> str:
        try:
            return self.locale.territory_name(code) if code else ""
        except UnknownError:
            return code

    def rating(self, tally: Tally) -> Rating:
        if not tally.reviews:
            return Rating(0, "", self.label[0], "", ())
        value = f"{tally.tenths // 10}.{tally.tenths % 10}"
        return Rating(tally.reviews, self.averages[tally.tenths], self.label[tally.reviews], value, tally.countries)

    def choose(self, tally: Tally) -> tuple[ListingReview, ...]:
        local: list[ListingReview] = []
        spoken: list[ListingReview] = []
        foreign: list[ListingReview] = []
        for review, text, language in tally.newest:
            if review.country == self.country:
                origin, group = "local", local
            elif language == self.language:
                origin, group = "language", spoken
            else:
                origin, group = "foreign", foreign
            if len(group) < self.shown:
                day, iso = self.date[review.date]
                country = review.country
                name = self.country_name[country]
                group.append(
                    ListingReview(review.rating, text, review.author, country, name, day, iso, review.verified, origin)
                )
        return tuple((local + spoken + foreign)[: self.shown])
