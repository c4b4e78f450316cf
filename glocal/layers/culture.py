"""What people there mind, found and set right: the variant and the picture that lead, what is hidden, what is told.

A product is read once for all markets (`draft.source.memo`); its words in a language once for all markets of that
language. A step then only asks whether what was seen is something that its market minds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glocal.rules.data import load_pack
from glocal.rules.library import library as library_of
from glocal.rules.match import bind_rules, finding, met
from glocal.rules.overlap import once
from glocal.rules.price import priced
from glocal.rules.remedy import OPT_IN, affected, apply, hero, lead_with
from glocal.rules.scan import look, read_text
from glocal.rules.waiver import waive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.model.listing import Finding
    from glocal.model.product import Product
    from glocal.model.rule import Waiver
    from glocal.rules.library import Library
    from glocal.rules.match import Bound, Met
    from glocal.rules.scan import Seen, Sight

__all__ = ["bind"]

SEEN = "culture.seen"
Bounds = dict[int, tuple["Bound", ...]]


def bind(context: Context) -> Step:
    """Return the step of the culture layer for a market."""
    folders = context.atlas.folders
    library = library_of(folders)
    pack = load_pack(folders, context.market.code, context.market.parents)
    policies = context.policies
    bounds = bind_rules(pack.rules, library, context.today, silence=policies.silence, favours=policies.favours)
    minded = frozenset(bounds)
    priced_bounds = [b for number, _ in library.digits for b in bounds.get(number, ()) if "price" in b.places]
    market, categories = context.market.code, context.categories
    lacking: dict[str, Finding] = {}
    unmoved = not pack.waivers and policies.remedies.isdisjoint(OPT_IN)

    def seen_of(source: Source) -> Seen:
        seen = source.memo[SEEN] = look(source.product, categories.get(source.category), library)
        return seen

    def step(draft: Draft) -> None:
        source = draft.source
        seen = source.memo.get(SEEN) or seen_of(source)
        product = source.product
        if draft.title.value == product.title and draft.description.value == product.description:
            words, subjects = seen.words, seen.subjects
        else:
            words, subjects = _shown_words(draft, library)
            if not seen.firm_subjects.isdisjoint(minded):
                subjects |= seen.firm_subjects
        if not subjects.isdisjoint(minded) or (priced_bounds and seen.hand_priced):
            found = [*met(_relevant(bounds, subjects), seen, words, product, market, hero(draft))]
            if seen.hand_priced:
                found += priced(product, market, priced_bounds, library)
            for one in once(found):
                if unmoved and one.sights[0].place == "missing":  # the same of every product: nothing of it is told
                    rule = one.bound.rule.id
                    draft.findings.append(lacking.get(rule) or _lack(lacking, one, product))
                else:
                    draft.findings += _settle(draft, one, found, context, pack.waivers)

    return step


def _lack(kept: dict[str, Finding], one: Met, product: Product) -> Finding:
    told = kept[one.bound.rule.id] = finding(product, one.bound, one.sights, one.also)
    return told


def _relevant(bounds: Bounds, subjects: frozenset[int]) -> list[Bound]:
    """Return the rules about what was seen, in the order of the files' subjects."""
    return [bound for number in sorted(subjects & bounds.keys()) for bound in bounds[number]]


def _shown_words(draft: Draft, library: Library) -> tuple[tuple[Sight, ...], frozenset[int]]:
    """Read the title and description in the language shown, once for all markets that show the same."""
    title, description = draft.title, draft.description
    key = ("culture", title.language, description.language)
    memo = draft.source.memo
    kept = memo.get(key)
    if kept is None or kept[0] != title.value or kept[1] != description.value:
        product = draft.product
        words = (
            *read_text(title.value, "", False, title.language, product.brand, library),
            *read_text("", description.value, product.html, description.language, product.brand, library),
        )
        kept = memo[key] = (title.value, description.value, words, frozenset(s.subject for s in words))
    return kept[2], kept[3]


def _settle(
    draft: Draft, one: Met, all_met: Sequence[Met], context: Context, waivers: Sequence[Waiver]
) -> list[Finding]:
    """Return what is told of one rule, after what could be set right has been."""
    told = finding(draft.product, one.bound, one.sights, one.also)
    if one.bound.rule.kind == "favour":
        return _favour(draft, one, told, all_met)
    decided = waive([told], waivers, draft.product.id, context.today)
    rewords = one.bound.rule.remedy == "reword" and "reword" in context.policies.remedies
    if decided[0].status == "waived" or one.bound.rule.topic or (told.severity == "note" and not rewords):
        return decided
    deed = apply(draft, one, context.policies.remedies, _shunned(draft, all_met))
    if deed is not None:
        decided[0] = msgspec.structs.replace(told, status="remedied", remedy=deed.remedy, done=deed.done)
    return decided


def _shunned(draft: Draft, all_met: Iterable[Met]) -> frozenset[int]:
    minded = [m for m in all_met if m.bound.severity != "note" and m.bound.rule.kind != "favour"]
    return frozenset().union(*(affected(draft, m.sights) for m in minded))


def _favour(draft: Draft, one: Met, told: Finding, all_met: Iterable[Met]) -> list[Finding]:
    """Let a variant lead that people like, where none is minded for another reason."""
    liked = affected(draft, one.sights) - _shunned(draft, all_met) - draft.hidden
    in_stock = [i for i in sorted(liked) if draft.product.variants[i].stock != 0]
    if not in_stock:
        return []
    if draft.lead not in in_stock:
        lead_with(draft, in_stock[0], one.bound.rule.because)
    done = f"{draft.product.variants[draft.lead].sku} leads."
    return [msgspec.structs.replace(told, status="remedied", remedy="lead-with-another-variant", done=done)]
