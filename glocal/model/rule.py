"""Who minds what, and how to recognise it: the shapes of rules/culture/*.toml and rules/subjects/*.toml."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from glocal.model.listing import Severity

__all__ = [
    "CONTEXTS",
    "GOODS",
    "OCCASIONS",
    "PLACES",
    "REMEDIES",
    "Colour",
    "Example",
    "Form",
    "Reference",
    "Rule",
    "RuleFile",
    "Season",
    "Subject",
    "Waiver",
]

Kind = Literal["taboo", "favour", "require", "law"]
Grade = Literal["A", "B", "C"]
Topic = Literal["", "religion", "politics", "borders", "identity"]
Form = Literal["colour", "motif", "number", "goods", "occasion", "material", "wording", "missing"]
Missing = Literal["", "manufacturer", "responsible-person", "origin", "lowest-price"]

PLACES = {
    "hero-image": "the picture that leads",
    "image": "any picture: its tags, and the text beside it",
    "variant": "a value that a shopper chooses: colour, material, style",
    "text": "title, description, tags and attributes",
    "category": "the category says that the product is the thing itself",
    "count": "how many pieces are in it",
    "price": "the digits of a price",
    "missing": "something that the product does not state",
}
"""Where a subject is seen. A rule that names none looks everywhere."""

GOODS = {
    "apparel": "clothes",
    "beauty": "cosmetics and personal care",
    "books": "books and prints",
    "electronics": "electric and electronic goods",
    "flowers": "cut flowers and bouquets",
    "food": "food and drink",
    "footwear": "shoes, slippers, socks",
    "headwear": "hats and caps",
    "home": "things for the home",
    "jewellery": "jewellery and watches",
    "mats": "mats, rugs and towels that are stepped on",
    "plants": "living plants and seeds",
    "stationery": "cards, pens, paper",
    "swimwear": "swimwear and underwear",
    "tableware": "plates, bowls, cups, glasses",
    "toys": "toys and games",
}
"""What the product is. Of a rule that names some, the product must be one."""

OCCASIONS = {
    "gift": "bought to be given",
    "wrap": "wrapping paper, gift bags, ribbons, envelopes",
    "wedding": "for a wedding",
    "personalised": "with a name put on it",
    "baby": "for a baby",
}
"""What it is for. Of a rule that names some, the product must be for one."""

CONTEXTS = {**PLACES, **GOODS, **OCCASIONS}
"""The closed list of contexts."""

REMEDIES = {
    "lead-with-another-variant": "another variant that is in stock leads, and its picture",
    "use-another-picture": "another picture leads",
    "drop-picture": "the picture is left out where another remains",
    "hide-variant": "the variant is not shown (opt-in)",
    "reword": "a reviewed word takes the place of the word (opt-in)",
    "reprice": "the price moves off the digit; the pricing layer does that for prices that were not set by hand",
    "change-set": "sell it in another number of pieces: a task for the merchant",
    "add-label": "the notice that the rule brings is shown (opt-in)",
    "withhold": "the product is not offered there (opt-in)",
    "state": "the merchant fills in what is missing",
    "review": "somebody looks at it",
}
"""The closed list of remedies."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Reference(_Table, frozen=True, kw_only=True):
    """Where a fact was read."""

    ref: str
    """Address or full citation."""
    seen: date
    legal: bool = False
    """Whether it is a law, a regulator or the policy of a platform; `block` needs one."""
    note: str = ""


class Season(_Table, frozen=True, kw_only=True):
    """Days in which a rule holds: '12-26' each year, or '2027-02-06' once. Both ends count."""

    start: str
    end: str


class Example(_Table, frozen=True, kw_only=True):
    """A product in a few words, for the tests of a rule."""

    language: str = "en"
    title: str = ""
    description: str = ""
    brand: str = ""
    category: str = ""
    goods: str = ""
    gift: bool = False
    attributes: dict[str, str] = {}
    options: dict[str, str | list[str]] = {}
    """Role -> value or values: {color = "#800080"}."""
    image_tags: tuple[str, ...] = ()
    image_alt: str = ""
    count: int = 0
    price: str = ""
    """A price set by hand: '250'."""
    missing: tuple[str, ...] = ()


class Rule(_Table, frozen=True, kw_only=True):
    """Who minds what, where, why, how badly, and on whose word."""

    id: str
    """Unique in its file: 'purple'. With the file's name: 'BR.purple'. A full id restates a region's rule."""
    subject: str = ""
    kind: Kind = "taboo"
    severity: Severity = "note"
    contexts: tuple[str, ...] = ()
    """Of PLACES, GOODS and OCCASIONS: see rules/README.md."""
    unless: tuple[str, ...] = ()
    """Goods and occasions for which the rule is silent."""
    because: str = ""
    """Why people there mind: a sentence."""
    remedy: str = ""
    """What helps most, of REMEDIES."""
    advice: str = ""
    """What to do instead, in a sentence."""
    evidence: Grade = "C"
    contested: str = ""
    """What speaks against it, in a sentence."""
    topic: Topic = ""
    """About religion, politics, borders or who people are: such a rule never acts by itself."""
    sources: tuple[Reference, ...] = ()
    seasons: tuple[Season, ...] = ()
    """When it holds; empty: always."""
    since: date | None = None
    until: date | None = None
    """The law's own dates."""
    reverify: date | None = None
    """For law: past it, `block` drops to `avoid` and says so."""
    named: bool = False
    """Asked for by name by the product's owner: evidence and unreviewed words do not cap it."""
    covers: tuple[str, ...] = ()
    """Full ids of rules that speak of the same thing: only the stricter is told, this one where both are as strict."""
    substitutes: dict[str, dict[str, str]] = {}
    """Language -> word -> reviewed word, for `reword`."""
    label: dict[str, str] = {}
    """Language -> notice, for `add-label`."""
    off: bool = False
    """Switches the region's rule of that full id off; `reason` says why."""
    reason: str = ""
    fires: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()


class Waiver(_Table, frozen=True, kw_only=True):
    """A merchant's decision to live with a rule."""

    rule: str
    """Full id."""
    who: str
    why: str
    until: date
    products: tuple[str, ...] = ()
    """Product ids; empty: all."""


class RuleFile(_Table, frozen=True, kw_only=True):
    """One file of rules/culture."""

    name: str = ""
    """For regions: what it is."""
    members: tuple[str, ...] = ()
    """For regions: the ISO 3166 territories in it."""
    rule: tuple[Rule, ...] = ()
    waiver: tuple[Waiver, ...] = ()


class Colour(_Table, frozen=True, kw_only=True):
    """A region of colours, in HSL: hue in degrees (it may pass 360), the rest in percent. All bounds count."""

    hue: tuple[int, int] = (0, 360)
    saturation: tuple[int, int] = (0, 100)
    lightness: tuple[int, int] = (0, 100)


Words = dict[str, tuple[str, ...]]


class Subject(_Table, frozen=True, kw_only=True):
    """How to recognise a thing. The grammar of words is in rules/README.md."""

    form: Form
    title: str
    """What it is, in English, as it stands in messages: 'the colour purple'."""
    words: Words = {}
    """Language -> words; '*' for all languages."""
    tones: Words = {}
    """Words that mean it only as the value of a colour: 'aubergine'."""
    traps: Words = {}
    """Longer words and names in which it means something else: 'Purple Rain'."""
    emoji: tuple[str, ...] = ()
    """Signs that show it."""
    cldr: tuple[str, ...] = ()
    """Signs whose short names in CLDR are its words, in every language."""
    colours: tuple[Colour, ...] = ()
    counts: Annotated[tuple[int, ...], msgspec.Meta(max_length=40)] = ()
    """For numbers: of these many pieces."""
    phrases: Words = {}
    """Phrases with {n} in the place of the count; those of rules/words/counts.toml where empty."""
    digits: tuple[str, ...] = ()
    """For prices: digit groups that a price must not hold: '250'."""
    missing: Missing = ""
    unless: tuple[str, ...] = ()
    """Goods in which the words mean something else: for purple, food."""
    review: dict[str, str] = {}
    """Language, or '*' -> who or what vouches for the words; other words cap a finding at `note`."""
    sources: tuple[Reference, ...] = ()
