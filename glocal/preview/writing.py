"""The pages where texts are read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glocal.preview import translations
from glocal.preview.actions import done
from glocal.preview.guard import checked

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from glocal.model.listing import Listing
    from glocal.model.product import Product
    from glocal.preview.desk import Preview
    from glocal.preview.translations import Translation

__all__ = ["check", "panel", "texts", "translate"]

PER_PAGE = 50
STATES = ("missing", "stale", "translated")


def panel(preview: Preview, request: Request, listing: Listing, item: Product) -> dict[str, Any]:
    """Return the texts of a product in the language of a listing, and the one that is being edited."""
    params = request.query_params
    alone = listing.market if params.get("alone") else ""
    found = preview.translations.of_product(item, listing.language, listing.market, alone=bool(alone))
    wanted = params.get("text", "")
    field = params.get("field", "")
    named = [
        t for t in found if wanted == t.key or (field and (t.entry.context or "").startswith(f"{item.id}|{field}"))
    ]
    words = _words(preview, listing.language, params.get("word", "")) if not named else []
    chosen = next(iter(named or words), None)
    return {"texts": found, "alone": alone, **(_editor(preview, chosen) if chosen else {"text": None})}


def _words(preview: Preview, language: str, shown: str) -> list[Translation]:
    """Return the storefront words that read as something on the page does."""
    if not shown:
        return []
    wanted = " ".join(shown.split())
    found = preview.translations.words(language)
    return [t for t in found if wanted in (" ".join(form.split()) for form in (*t.forms, t.entry.msgid))]


def _editor(preview: Preview, text: Translation, forms: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Return what the form for one text shows."""
    count = preview.translations.forms(text)
    given = forms if forms is not None else (*text.forms, *[""] * count)[:count]
    return {
        "text": text,
        "forms": given,
        "remarks": preview.translations.check(text, given) if any(given) else [],
        "tried": preview.translations.tried(text, given) if count > 1 or text.entry.plural is not None else [],
        "limit": translations.limit(text),
        "lengths": [translations.length(form) for form in given],
        "direction": _direction(text.language),
    }


def _direction(language: str) -> str:
    from glocal import formats

    return formats.locale(language).direction


def texts(request: Request) -> Response:
    """All texts of a language: those that lack a translation first."""
    preview: Preview = request.app.state.preview
    language, params = request.path_params["language"], request.query_params
    kind = params.get("kind", "products") if params.get("kind") in translations.KINDS else "products"
    pool = preview.translations.words(language) if kind == "words" else preview.translations.products(language)
    wanted, state = params.get("q", "").casefold()[:200], params.get("state", "")
    found = [t for t in pool if (not state or t.state == state) and wanted in _searched(t)]
    number = max(1, int(params["page"]) if params.get("page", "").isascii() and params.get("page", "").isdigit() else 1)
    chosen = next((t for t in pool if t.key == params.get("text", "")), None)
    return preview.render(
        request,
        "texts.html",
        language=language,
        kind=kind,
        state=state,
        states=STATES,
        q=params.get("q", "")[:200],
        counts={name: sum(t.state == name for t in pool) for name in STATES},
        found=len(found),
        rows=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        number=number,
        count=max(1, -(-len(found) // PER_PAGE)),
        params={k: v for k in ("kind", "state", "q") if (v := params.get(k, ""))},
        **(_editor(preview, chosen) if chosen else {"text": None}),
    )


def _searched(text: Translation) -> str:
    return " ".join((text.entry.context or "", text.entry.msgid, *text.forms)).casefold()


def _named(request: Request) -> tuple[Preview, dict[str, str], Translation, tuple[str, ...]]:
    preview: Preview = request.app.state.preview
    form: dict[str, str] = request.scope["glocal.form"]
    name = checked(form, "product", most=1_000, needed=False)
    product = preview.opened.shop.product(name) if name else None
    market = checked(form, "market", most=10, needed=False)
    market = preview.opened.edition(market)[0] if market else ""
    text = preview.translations.find(
        checked(form, "language", most=40),
        checked(form, "kind", most=20),
        checked(form, "key", most=40),
        product,
        market,
    )
    return preview, form, text, translations.given(form, preview.translations.forms(text))


def check(request: Request) -> Response:
    """Say what is to be said of a text as it is typed."""
    preview, _, text, forms = _named(request)
    return preview.render(request, "_remarks.html", **_editor(preview, text, forms))


def translate(request: Request) -> Response:
    """Save a translation."""
    preview, form, text, forms = _named(request)
    preview.translations.save(text, forms, seen=form.get("seen", ""))
    return done(preview, form, f"Saved in {text.path}.")
