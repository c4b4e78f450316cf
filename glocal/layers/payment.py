"""Payment: the methods that people there use, in the order in which they use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.model.listing import PaymentMethod, Text

if TYPE_CHECKING:
    from glocal.model.draft import Context, Draft, Step
    from glocal.model.market import Payment

__all__ = ["bind"]

LAYER = "payment"


def bind(context: Context) -> Step:
    """Bind to a market: the step sets `payment`, one value shared by all listings."""
    methods = tuple(_method(payment, context) for payment in context.market.payment)

    def step(draft: Draft) -> None:
        draft.payment = methods

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        step(draft)
        file = context.market.provenance.get("payment", "")
        shown = ", ".join(method.name.value for method in methods)
        draft.record(LAYER, "payment", "", shown, f"what people in {context.market.code} use, in their order ({file})")

    return recorded


def _method(payment: Payment, context: Context) -> PaymentMethod:
    if not payment.translate:
        return PaymentMethod(payment.id, Text(payment.name, ""), payment.kind)
    name = Text(context.texts.t(payment.name), context.texts.language_of(payment.name))
    return PaymentMethod(payment.id, name, payment.kind)
