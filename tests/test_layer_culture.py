"""The culture layer: what it lets lead, what it leaves out, what it only tells, and what it never touches."""

from __future__ import annotations

import datetime as dt

import pytest

from glocal.atlas import Atlas
from glocal.layers import culture
from glocal.model.draft import Context, Draft, Policies, Source
from glocal.model.listing import ListingImage, Text
from glocal.model.market import Market
from glocal.model.money import Money
from glocal.model.product import Category, HandPrice, Image, Option, Product, Variant

TODAY = dt.date(2026, 11, 21)
ATLAS = Atlas()


def context(market="BR", policies=None, trace=False, atlas=ATLAS, categories=None, language="en"):
    """Return what the layer binds to; it reads nothing but market, atlas, policies, categories, today and trace."""
    place = Market(code=market, languages=("en",), currency="USD")
    return Context(
        market=place,
        language=language,
        source_language="en",
        source_currency="USD",
        atlas=atlas,
        rates=None,
        texts=None,
        today=TODAY,
        policies=policies or Policies(),
        categories=categories or {},
        trace=trace,
    )


def product(**changes):
    """Return a dress in three colours, a picture of each; the first is purple."""
    fields = {
        "id": "dress",
        "slug": "dress",
        "title": "Linen dress",
        "language": "en",
        "options": (Option(name="Color", role="color", values=("Purple", "Blue", "Green")),),
        "images": tuple(Image(src=f"{n}.jpg", variants=(n,)) for n in ("P", "B", "G")),
        "variants": tuple(
            Variant(sku=sku, price=Money(5000, "USD"), options=(colour,), stock=5, images=(i,))
            for i, (sku, colour) in enumerate([("P", "Purple"), ("B", "Blue"), ("G", "Green")])
        ),
        "manufacturer": "Maker",
        "responsible_person": "Person",
    }
    return Product(**{**fields, **changes})


def draft(item, changes=None, title=None):
    """Return a draft as the language layer leaves it."""
    made = Draft(Source(item, item.category), changes)
    made.title = title or Text(item.title, item.language)
    made.description = Text(item.description, item.language)
    made.images = [ListingImage(i.src, Text(i.alt, "en"), 0, 0, n) for n, i in enumerate(item.images)]
    return made


def run(item, market="BR", **kwargs):
    """Run the layer once and return the draft."""
    made = draft(item, [] if kwargs.get("trace") else None, kwargs.pop("title", None))
    culture.bind(context(market, **kwargs))(made)
    return made


def told(made):
    """Return rule, severity and status of each finding."""
    return [(f.rule, f.severity, f.status) for f in made.findings]


def test_another_variant_leads_in_brazil():
    """The purple variant gives the lead and the first picture to the blue one."""
    made = run(product())
    assert told(made) == [("BR.purple", "avoid", "remedied")]
    assert made.lead == 1
    assert [i.src for i in made.images] == ["B.jpg", "P.jpg", "G.jpg"]
    assert made.findings[0].done == "B leads in place of P."
    assert made.findings[0].field == "variants[P].options"


def test_the_product_stays_as_it_was_elsewhere():
    """What Brazilians mind leads in Germany."""
    made = run(product(), "DE")
    assert (made.lead, told(made)) == (0, [])


def test_a_variant_out_of_stock_does_not_take_the_lead():
    """The next in stock does."""
    item = product()
    variants = (item.variants[0], Variant(sku="B", price=Money(1, "USD"), options=("Blue",), stock=0), item.variants[2])
    assert run(product(variants=variants)).lead == 2


def test_where_no_variant_is_left_the_finding_stays_open():
    """A dress that comes in purple only is told, not changed."""
    item = product(variants=product().variants[:1])
    made = run(item)
    assert told(made) == [("BR.purple", "avoid", "open")]
    assert made.lead == 0


def test_free_text_is_a_step_softer_and_never_acts():
    """A purple word in a title is a note with its place."""
    made = run(product(title="Purple dress", options=(), variants=product().variants[1:2]))
    assert told(made) == [("BR.purple", "note", "open")]
    assert (
        made.findings[0].field,
        made.findings[0].span,
        made.findings[0].snippet,
    ) == ("title", (0, 6), "Purple dress")


def test_a_black_cat_leaves_the_pictures_in_russia():
    """The tagged picture is left out where another remains."""
    images = (Image(src="cat.jpg", tags=("black cat",)), Image(src="plain.jpg"))
    made = run(product(images=images, options=(), variants=(Variant(sku="M", price=Money(1, "USD")),)), "RU")
    assert told(made) == [("RU.black-cat", "avoid", "remedied")]
    assert [i.src for i in made.images] == ["plain.jpg"]


def test_the_last_picture_stays():
    """A product never loses its only picture."""
    images = (Image(src="cat.jpg", tags=("black cat",)),)
    made = run(product(images=images, options=(), variants=(Variant(sku="M", price=Money(1, "USD")),)), "RU")
    assert told(made) == [("RU.black-cat", "avoid", "open")]
    assert [i.src for i in made.images] == ["cat.jpg"]


def test_words_are_read_in_the_language_shown():
    """A translation says what the source did not."""
    item = product(title="Robe", options=(), variants=product().variants[1:2])
    made = run(item, title=Text("Vestido roxo", "pt-BR"))
    assert told(made) == [("BR.purple", "note", "open")]
    assert made.findings[0].snippet == "Vestido roxo"


def test_a_shop_switches_a_rule_off():
    """policies.silence holds full ids."""
    assert told(run(product(), policies=Policies(silence=frozenset({"BR.purple"})))) == []


def test_a_shop_that_allows_no_remedy_is_only_told():
    """Nothing moves without leave."""
    made = run(product(), policies=Policies(remedies=frozenset()))
    assert (told(made), made.lead) == ([("BR.purple", "avoid", "open")], 0)


def test_hiding_a_variant_is_opt_in():
    """Where hiding is allowed and leading is not, the variant is hidden and another leads."""
    made = run(product(), policies=Policies(remedies=frozenset({"hide-variant"})))
    assert ([("BR.purple", "avoid", "remedied")], frozenset({0}), 1) == (told(made), made.hidden, made.lead)


def test_the_union_wants_to_know_who_stands_behind_a_product():
    """The manufacturer always, a responsible person for what is made elsewhere."""
    plain = product(options=(), images=(), variants=product().variants[1:2], manufacturer="", responsible_person="")
    assert told(run(plain, "FR")) == [("EU.manufacturer", "avoid", "open")]
    made_in_china = Product(**{f: getattr(plain, f) for f in plain.__struct_fields__} | {"origin": "CN"})
    assert [rule for rule, _, _ in told(run(made_in_china, "FR"))] == ["EU.manufacturer", "EU.responsible-person"]
    assert told(run(made_in_china, "US")) == []


def test_rewording_is_opt_in_and_reviewed():
    """Where the shop allows it, the rule's own word takes the place of the word; the product keeps its own."""
    item = product(title="Black Friday dress", options=(), variants=product().variants[1:2])
    assert run(item, "AE").title.value == "Black Friday dress"
    made = run(item, "AE", policies=Policies(remedies=frozenset({"reword"})))
    assert made.title.value == "White Friday dress"
    assert ("GCC.black-friday", "note", "remedied") in told(made)
    assert item.title == "Black Friday dress"


def test_withholding_is_opt_in_and_never_rests_on_free_text():
    """A vape by its category is withheld in Brazil where the shop says so; a word in a title is not enough."""
    policies = Policies(remedies=frozenset({"withhold"}))
    plain = product(title="Mint 5000", category="Vapes", options=(), variants=product().variants[1:2])
    assert not run(plain).withheld
    assert run(plain, policies=policies).withheld
    worded = product(title="Vape mint", options=(), variants=product().variants[1:2])
    assert not run(worded, policies=policies).withheld


def test_a_shop_that_withholds_what_is_forbidden_keeps_what_is_only_minded():
    """A dress that comes in purple only stays."""
    item = product(variants=product().variants[:1])
    assert not run(item, policies=Policies(remedies=frozenset({"withhold"}))).withheld


def test_religion_never_acts_by_itself():
    """A pork product is told in Saudi Arabia and stays, whatever the policies allow."""
    item = product(title="Bacon", category="Pork", options=(), variants=product().variants[1:2])
    made = run(item, "SA", policies=Policies(remedies=frozenset({"withhold", "lead-with-another-variant"})))
    assert ("OIC.pork", "avoid", "open") in told(made)
    assert not made.withheld


def test_recording_tells_the_same_story():
    """With trace the draft is the same, and each change is recorded."""
    plain, recorded = run(product()), run(product(), trace=True)
    assert (plain.lead, plain.images, plain.findings) == (recorded.lead, recorded.images, recorded.findings)
    assert [c.field for c in recorded.changes] == ["lead", "images"]
    assert (recorded.changes[0].before, recorded.changes[0].after) == ("P", "B")


def test_a_product_is_read_once_for_all_markets():
    """Two markets share what was seen."""
    made = draft(product())
    culture.bind(context("BR"))(made)
    seen = made.source.memo[culture.SEEN]
    culture.bind(context("RU"))(made)
    assert made.source.memo[culture.SEEN] is seen


def waived(tmp_path, until):
    """Return an atlas whose shop has decided to live with purple."""
    folder = tmp_path / "rules" / "culture"
    folder.mkdir(parents=True)
    text = f'[[waiver]]\nrule = "BR.purple"\nwho = "Ana"\nwhy = "It sells."\nuntil = {until}\nproducts = ["dress"]\n'
    (folder / "BR.toml").write_text(text, "utf-8")
    return Atlas([tmp_path])


def test_a_waiver_is_told_with_the_finding(tmp_path):
    """Who, why and until when."""
    made = run(product(), atlas=waived(tmp_path, "2027-01-01"))
    assert made.findings[0].status == "waived"
    assert made.findings[0].waiver == "Ana: It sells. (until 2027-01-01)"


def test_a_waiver_keeps_the_listing_as_it_is(tmp_path):
    """What the merchant has decided to live with is not set right either."""
    assert run(product(), atlas=waived(tmp_path, "2027-01-01")).lead == 0


def test_an_expired_waiver_is_a_finding(tmp_path):
    """The rule holds again, and the shop is told why."""
    made = run(product(), atlas=waived(tmp_path, "2026-11-20"))
    assert [f.rule for f in made.findings] == ["BR.purple", "glocal.waiver-expired"]


def test_a_hand_set_price_is_told_not_moved():
    """Only pricing moves digits, and never of a price set by hand."""
    pytest.importorskip("glocal.layers.culture")
    variant = Variant(sku="A", price=Money(1, "USD"), hand_prices={"CN": HandPrice(price=Money(25000, "CNY"))})
    made = run(product(options=(), images=(), variants=(variant,)), "CN")
    assert told(made) == [("CN.250", "note", "open")]


def test_a_gift_is_known_by_its_category():
    """A clock in a gift category is told in China; a clock for oneself is not."""
    item = product(title="Wall clock", category="clocks", options=(), variants=product().variants[1:2])
    gifts = {"clocks": Category(title="Wall clocks", gift=True)}
    assert told(run(item, "CN", categories=gifts))[:1] == [("SINO.clock-gift", "avoid", "open")]
    assert told(run(item, "CN", categories={"clocks": Category(title="Wall clocks")})) == []
