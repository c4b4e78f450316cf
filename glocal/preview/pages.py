"""The pages that are read: products, one product, the wall, markets, decisions, the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse

from glocal.model.rule import REMEDIES
from glocal.preview import dashboard as figures
from glocal.preview import explain, frames
from glocal.preview.catalogue import SEVERITIES, Query
from glocal.preview.edits import ACTING, OPT_IN, SHOP, keys
from glocal.preview.pricelist import FILE as PRICES
from glocal.preview.values import difference, is_field, values
from glocal.preview.words import later
from glocal.rules.waiver import EXPIRED

if TYPE_CHECKING:
    from starlette.requests import Request

    from glocal.model.listing import Listing
    from glocal.model.product import Product
    from glocal.preview.catalogue import Card
    from glocal.preview.desk import Preview

__all__ = ["dashboard", "decisions", "findings", "market", "product", "products", "progress", "wall"]

PER_PAGE = 50
WIDTHS = {"360": later("Phone"), "768": later("Tablet"), "1280": later("Computer")}
SHOWS = {"": later("All pages"), "first": later("One language a market"), "open": later("With open findings")}
PANELS = ("findings", "values", "texts", "compare")
STATUSES = ("open", "remedied", "waived")


def _preview(request: Request) -> Preview:
    found: Preview = request.app.state.preview
    return found


def products(request: Request) -> Response:
    """The list, searched and filtered."""
    preview = _preview(request)
    query = Query.of(request.query_params)
    found = preview.catalogue.find(query)
    count = max(1, -(-len(found) // PER_PAGE))
    number = min(max(1, _number(request, "page")), count)
    return preview.render(
        request,
        "products.html",
        query=query,
        params=query.params(),
        found=len(found),
        cards=found[(number - 1) * PER_PAGE : number * PER_PAGE],
        number=number,
        count=count,
        rules=figures.rules(preview.catalogue),
        drifted=dict(figures.rules(preview.catalogue)).get(figures.DRIFT, 0),
        severities=SEVERITIES,
        statuses=STATUSES,
    )


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def product(request: Request) -> Response:
    """One product as one market sees it, with what is found beside it."""
    preview = _preview(request)
    card = preview.catalogue.card(request.path_params["slug"])
    params = request.query_params
    query = Query.of(params)
    chosen = params.get("at") or query.market or preview.opened.shop.markets[0]
    spoken = [tag for code, tag in preview.opened.editions if code == chosen]
    language = params.get("language", "")
    edition = preview.opened.edition(chosen, language if language in spoken else None)
    shop = preview.opened.of(*edition)
    listing = shop.localize(card.id, market=edition[0], language=edition[1])
    panel = params.get("panel", "findings")
    context = _surroundings(preview, request, card, edition)
    context |= {
        "listing": listing,
        "item": shop.product(card.id),
        "panel": panel if panel in PANELS else "findings",
        "width": params.get("width", "") if params.get("width", "") in WIDTHS else "",
        "widths": WIDTHS,
        "field": params.get("field", "") if is_field(params.get("field", "")) else "",
    }
    context["shape"] = "stage"
    return preview.render(request, "product.html", **context, **_panel(preview, request, listing, context))


def _surroundings(preview: Preview, request: Request, card: Card, edition: tuple[str, str]) -> dict[str, Any]:
    """Return the product's neighbours in the list it was opened from, and the market's among the markets."""
    query = Query.of(request.query_params)
    before, after, place, total = preview.catalogue.neighbours(query, card.slug)
    at = preview.opened.editions.index(edition)
    editions = preview.opened.editions
    kept = query.params() | {k: v for k in ("width", "panel") if (v := request.query_params.get(k, ""))}
    return {
        "card": card,
        "query": query,
        "edition": edition,
        "frame": f"/frame/{frames.place(edition)}/{card.slug}/index.html",
        "before": before,
        "after": after,
        "place_in_list": place,
        "total": total,
        "last_edition": editions[at - 1],
        "next_edition": editions[(at + 1) % len(editions)],
        "params": kept | {"at": edition[0], "language": edition[1]},
        "languages": [tag for code, tag in editions if code == edition[0]],
    }


def _panel(preview: Preview, request: Request, listing: Listing, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the chosen panel shows."""
    shop = preview.opened.of(*context["edition"])
    if context["panel"] == "values":
        told = explain.explanation(shop, listing, context["item"], context["field"]) if context["field"] else None
        pricing = _pricing(preview, context) if told else None
        priced = {"by_hand": _by_hand(listing, context["item"]), "pricing": pricing}
        return {"values": values(listing), "told": told, "seen_prices": preview.journal.digest(PRICES), **priced}
    if context["panel"] == "texts":
        from glocal.preview.writing import panel

        return panel(preview, request, listing, context["item"])
    if context["panel"] == "compare":
        return _compared(preview, request, listing)
    return _found(preview, request, listing)


def _pricing(preview: Preview, context: dict[str, Any]) -> dict[str, Any] | None:
    """Return what the form for a price set by hand shows; None where the field is no price of a variant."""
    listing, item, field = context["listing"], context["item"], context["field"]
    sku = next((v.sku for v in item.variants if field == f"variants[{v.sku}].price"), "")
    sku = listing.lead if field == "price" else sku
    if not sku:
        return None
    return {
        "sku": sku,
        "count": len(item.variants),
        "alike": len({v.price for v in listing.variants}) == 1,
        "currency": preview.edits.currency(listing.market, sku),
        "row": preview.edits.priced(listing.market, sku) or {},
        "converted": next(v.price.amount for v in listing.variants if v.sku == sku),
        "lowest": preview.opened.of(listing.market).atlas.market(listing.market).price.prior_price_days,
    }


def _by_hand(listing: Listing, item: Product) -> frozenset[str]:
    """Return the fields of a page whose price was set by hand."""
    skus = {variant.sku for variant in item.variants if listing.market in variant.hand_prices}
    lead = {"price"} if listing.lead in skus else set()
    return frozenset({f"variants[{sku}].price" for sku in skus} | lead)


def _found(preview: Preview, request: Request, listing: Listing) -> dict[str, Any]:
    shop = preview.opened.of(listing.market, listing.language)
    wanted = request.query_params.get("effect", "")
    known = {one.remedy for one in listing.findings}
    offered = {one.remedy for one in listing.findings if one.status == "open" and one.remedy in ACTING}
    able = {name for name in offered - shop.policies.remedies if explain.effect(shop, listing, name)}
    return {
        "found": frames.ordered(listing.findings),
        "affected": {one.rule: preview.catalogue.affected(one.rule, listing.market) for one in listing.findings},
        "effect": explain.effect(shop, listing, wanted) if wanted in known else None,
        "effect_of": wanted,
        "acting": ACTING,
        "expired": EXPIRED,
        "remedies": REMEDIES,
        "able": able,
        "seen": preview.journal.digest(preview.edits.waivers_file(listing.market)),
        "seen_shop": preview.journal.digest(SHOP),
        "in_a_year": shop.today.replace(year=shop.today.year + 1, day=min(shop.today.day, 28)),
        "today": shop.today,
    }


def _compared(preview: Preview, request: Request, listing: Listing) -> dict[str, Any]:
    markets = [code for code in preview.opened.shop.markets if code != listing.market]
    other = request.query_params.get("with", "")
    other = other if other in markets else (markets or [listing.market])[0]
    shop = preview.opened.of(other)
    return {"other": other, "rows": difference(listing, shop.localize(listing.id, market=other))}


def wall(request: Request) -> Response:
    """One product in many markets, side by side."""
    preview = _preview(request)
    card = preview.catalogue.card(request.path_params["slug"])
    params = request.query_params
    query, show = Query.of(params), params.get("show", "") if params.get("show", "") in SHOWS else ""
    before, after, at, total = preview.catalogue.neighbours(query, card.slug)
    kept = query.params() | ({"at": params["at"]} if params.get("at", "") in preview.opened.shop.markets else {})
    return preview.render(
        request,
        "wall.html",
        card=card,
        frames=[(e, f"/frame/{frames.place(e)}/{card.slug}/index.html") for e in _walled(preview, card, show)],
        before=before,
        after=after,
        place_in_list=at,
        total=total,
        show=show,
        shows=SHOWS,
        params=kept,
    )


def _walled(preview: Preview, card: Card, show: str) -> list[tuple[str, str]]:
    editions = preview.opened.editions
    if show == "open":
        return [e for e in editions if any(card.counts(e[0])[severity] for severity in SEVERITIES)]
    if show == "first":
        return list({code: (code, tag) for code, tag in reversed(editions)}.values())[::-1]
    return list(editions)


def market(request: Request) -> Response:
    """What is known of a market, where from, and what of it is the shop's own."""
    preview = _preview(request)
    code = request.path_params["code"]
    facts = preview.opened.of(code).atlas.market(code)
    told = ((key, place) for key, place in facts.provenance.items() if key.rpartition(".")[2] != "sources")
    rows = [(key, _shown(facts, key), place) for key, place in told]
    return preview.render(
        request,
        "market.html",
        code=code,
        rows=rows,
        adjusted=preview.opened.shop.policies.adjust.get(code, ""),
        seen=preview.journal.digest(preview.edits.market_file(code)),
        seen_shop=preview.journal.digest(SHOP),
        seen_by={place: preview.journal.digest(place.removeprefix("shop:")) for _, _, place in rows if _is_own(place)},
    )


def _is_own(place: str) -> bool:
    return place.startswith("shop:rules/markets/") and "," not in place


def _shown(facts: Any, key: str) -> tuple[str, bool]:
    """Return a value as text, and whether it can be changed in a line."""
    import msgspec

    value = msgspec.to_builtins(facts)
    for part in keys(value, key):
        value = value.get(part, "") if isinstance(value, dict) else ""
    if isinstance(value, bool):
        return ("true" if value else "false"), True
    if isinstance(value, list | tuple):
        simple = all(isinstance(one, str) for one in value)
        return ", ".join(map(_in_short, value)), simple
    return _in_short(value), not isinstance(value, dict)


def _in_short(value: Any) -> str:
    """Return one entry of a list: by its name, else by what it holds."""
    if not isinstance(value, dict):
        return str(value)
    name = value.get("name") or value.get("id") or value.get("tax_class") or value.get("ref")
    return str(name or " ".join(f"{key} {_flat(one)}" for key, one in value.items() if one and key != "sources"))


def _flat(value: Any) -> str:
    return "/".join(map(_flat, value)) if isinstance(value, list | tuple) else str(value)


def decisions(request: Request) -> Response:
    """What the shop has decided: waivers, silenced rules, remedies that act, and what can be undone."""
    preview = _preview(request)
    shop = preview.opened.shop
    notes = preview.journal.notes()
    return preview.render(
        request,
        "decisions.html",
        waivers=list(_waivers(preview)),
        silenced=sorted(shop.policies.silence),
        remedies=[name for name in OPT_IN if name in shop.policies.remedies],
        names=REMEDIES,
        notes=notes[::-1][:30],
        seen_shop=preview.journal.digest(SHOP),
        today=shop.today,
    )


def _waivers(preview: Preview) -> Any:
    from glocal.rules.data import load_pack

    for code in preview.opened.shop.markets:
        name = preview.edits.waivers_file(code)
        if preview.journal.read(name) is not None:
            pack = load_pack((preview.folder,), code)
            yield from ((code, waiver, preview.journal.digest(name)) for waiver in pack.waivers)


def dashboard(request: Request) -> Response:
    """All markets in numbers."""
    preview = _preview(request)
    report = getattr(preview.opened.catalog, "report", None)
    rows = figures.rows(preview.catalogue, preview.opened.editions, report)
    most = {column: max((row.counts[column] for row in rows), default=0) for column in figures.COLUMNS}
    rates = preview.opened.shop.rates
    return preview.render(
        request,
        "dashboard.html",
        rows=rows,
        most=most,
        columns=figures.COLUMNS,
        rules=figures.rules(preview.catalogue)[:20],
        report=report,
        rates=rates,
        age=(preview.opened.shop.today - rates.date).days,
    )


def findings(request: Request) -> Response:
    """The findings that are asked for as a file for a spreadsheet."""
    query = Query.of(request.query_params)
    cards = _preview(request).catalogue.find(query)
    headers = {"content-disposition": 'attachment; filename="findings.csv"'}
    return StreamingResponse(figures.export(cards, query), media_type="text/csv; charset=utf-8", headers=headers)


def progress(request: Request) -> Response:
    """How far the look at all products is."""
    return _preview(request).render(request, "_progress.html")
