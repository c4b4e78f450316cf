"""Words as shops write them: what each must tell, and the other senses that must stay silent."""

import pytest

from glocal.rules import check

TOLD = [
    ("BR.purple", "BR", "fr", "Pull col roulé couleur aubergine"),
    ("BR.purple", "BR", "ru", "Платье лавандового цвета"),
    ("BR.purple", "BR", "pl", "Zasłona w kolorze lawendowym"),
    ("BR.purple", "BR", "tr", "Patlıcan rengi kazak"),
    ("CEE.even-flowers", "RU", "ru", "Букет из шести роз"),
    ("CEE.even-flowers", "PL", "pl", "Bukiet 10 białych tulipanów"),
    ("CEE.even-flowers", "UA", "uk", "Букет із 8 червоних троянд"),
    ("RU.knife-gift", "RU", "ru", "Набор ножей в подарочной коробке"),
    ("SINO.knife-gift", "CN", "de", "Jagdmesser im Geschenkkarton"),
    ("KR.shoes-gift", "KR", "ko", "여자친구 생일선물 스니커즈"),
    ("JP.handkerchief-gift", "JP", "ja", "タオルハンカチ 入学祝いギフト"),
    ("KR.four", "KR", "ko", "타월 4장 세트"),
    ("EU.health-claim", "FR", "fr", "Tisane qui guérit le rhume"),
    ("MA.map", "MA", "fr", "Carte murale du Maroc"),
    ("NO.wreath-gift", "NO", "de", "Türkranz als Geschenk"),
    ("SINO.four", "CN", "ru", "Набор 4 тарелки"),
    ("SINO.clock-gift", "CN", "zh", "钟表 礼物"),
    ("SINO.mirror-gift", "CN", "fr", "Miroir de poche, cadeau"),
    ("JP.comb-gift", "JP", "ko", "참빗 선물"),
    ("GCC.halloween", "AE", "ru", "Костюм на Хэллоуин"),
    ("IT.pearl-wedding", "IT", "ja", "パールネックレス 結婚式"),
    ("GB.pepper-spray", "GB", "pl", "Gaz pieprzowy 50 ml"),
    ("SA.alcohol-sale", "SA", "de", "Wodka 0,7 l"),
    ("OIC.alcohol", "SA", "es", "Vermut rojo, 1 l"),
    ("FR.alcohol", "FR", "de", "Bier, Dose 0,5 l"),
    ("BR.purple", "BR", "en", "Purple wine glasses"),
    ("BR.purple", "BR", "fr", "Moule à gâteau violet"),
    ("BR.purple", "BR", "ko", "보라색 커피잔"),
    ("BR.purple", "BR", "tr", "Mor kahve fincanı"),
    ("OIC.pork", "SA", "ja", "豚バラ肉 スライス"),
    ("BR.purple", "BR", "ru", "Лавандовый кардиган"),
    ("GCC.persian-gulf", "AE", "ru", "Карта Персидского залива"),
    ("UA.z-symbol", "UA", "ru", "Футболка с буквой Z"),
    ("NO.carnation", "NO", "no", "Nelliker i gave"),
    ("JP.four", "JP", "de", "Vier Teetassen im Set"),
    ("ID.halal-claim", "ID", "id", "Keripik singkong halal"),
]
"""Rule, market, language, title."""

SILENT = [
    ("RU.black-cat", "RU", "en", "Black cat litter box with lid"),
    ("RU.black-cat", "RU", "fr", "Litière pour chat noire"),
    ("RU.black-cat", "RU", "es", "Cama para gatos negra"),
    ("UA.black-cat", "UA", "uk", "Чорна миска для кота"),
    ("RU.black-cat", "RU", "id", "Kandang kucing hitam lipat"),
    ("RU.black-cat", "RU", "tr", "Siyah kedi tasması"),
    ("OIC.pig-image", "SA", "pl", "Domek dla świnki morskiej"),
    ("OIC.pork", "SA", "it", "Mangime per porcellini d'India"),
    ("MY.dog", "MY", "ko", "선물 컵 4 개 세트"),
    ("MY.dog", "MY", "zh", "热狗礼盒"),
    ("MY.dog", "MY", "id", "Boneka anjing laut kado"),
    ("MY.dog", "MY", "es", "Disfraz de perrito caliente para regalo"),
    ("CN.turtle", "CN", "zh", "龟苓膏礼盒"),
    ("SINO.mirror-gift", "CN", "ja", "老眼鏡 ギフト"),
    ("OIC.alcohol", "SA", "it", "Cacao amaro in polvere"),
    ("OIC.alcohol", "SA", "id", "Anggur merah segar 500 g"),
    ("IN.cow", "IN", "en", "Soap with cow's milk"),
    ("SINO.black-wrap", "CN", "en", "Black leather wallet in gift box"),
    ("SINO.white-wrap", "CN", "zh", "白色马克杯礼盒装"),
    ("JP.white-wrap", "JP", "ja", "白 リボン ブラウス"),
    ("JP.white-wrap", "JP", "ja", "白いマグカップ ラッピング無料"),
    ("KR.white-wrap", "KR", "ko", "흰색 리본 머리핀"),
    ("CN.superlative", "CN", "zh", "最好在两周内食用"),
    ("JP.number-one-claim", "JP", "ja", "口紅 カラーNo.1"),
    ("SINO.four", "CN", "zh", "4个月宝宝连体衣"),
    ("KR.four", "KR", "ko", "4개월 아기 우주복"),
    ("JP.four", "JP", "ja", "4枚刃カミソリ"),
    ("JP.four", "JP", "it", "Moka 4 tazze"),
    ("JP.four", "JP", "fr", "Cafetière italienne 4 tasses"),
    ("JP.four", "JP", "fr", "Cafetière 4 tasses"),
    ("OIC.alcohol", "SA", "ko", "유리 소주잔"),
    ("OIC.alcohol", "SA", "zh", "香槟金手机壳"),
    ("OIC.alcohol", "SA", "fr", "Cave à vin 12 bouteilles"),
    ("OIC.pork", "SA", "es", "Cuchillo para jamón"),
    ("OIC.pork", "SA", "ja", "とっとこハム太郎"),
    ("BR.purple", "BR", "en", "Purple sweet potatoes"),
    ("BR.purple", "BR", "de", "Lila Kartoffeln"),
    ("OIC.pork", "SA", "tr", "Hindi jambon dilimli"),
    ("OIC.pork", "SA", "fr", "Rillettes de thon"),
    ("OIC.alcohol", "SA", "en", "Apple cider vinegar gummies"),
    ("OIC.alcohol", "SA", "ja", "サワークリームポテト"),
    ("IN.beef", "IN", "tr", "Ezine inek peyniri"),
    ("OIC.alcohol", "SA", "en", "Red wine stain remover spray"),
    ("OIC.alcohol", "SA", "pt", "Cerveja zero álcool"),
    ("FR.perfume-gift", "FR", "fr", "Parfum d'ambiance, cadeau"),
    ("OIC.pig-image", "SA", "es", "Alcancía cerdito de cerámica"),
    ("CN.towel-gift", "CN", "ru", "Полотенца бумажные, подарок"),
    ("BR.purple", "BR", "es", "Uva morada sin semilla"),
]

MEDIA = [
    ("OIC.alcohol", "SA", {"title": "Blood and Wine", "category": "DVDs"}),
    ("OIC.pork", "SA", {"title": "Porky's", "category": "Blu-ray"}),
    ("BR.purple", "BR", {"title": "The Color of Violet", "category": "Comics"}),
]


@pytest.mark.parametrize(("rule", "market", "language", "title"), TOLD)
def test_a_shop_s_words_are_understood(rule, market, language, title):
    """A title says it in one of the ways in which shops do."""
    assert rule in [f.rule for f in check(title, market=market, language=language)]


@pytest.mark.parametrize(("rule", "market", "language", "title"), SILENT)
def test_another_sense_is_silent(rule, market, language, title):
    """The same letters mean another thing."""
    assert rule not in [f.rule for f in check(title, market=market, language=language)]


DESCRIBED = [
    ("BR.knife-gift", "BR", {"title": "Birthday gift cake", "description": "Use a serrated knife to cut the cake."}),
    ("OIC.alcohol", "SA", {"title": "Oak sideboard", "description": "Room for plates, glasses and a bottle of wine."}),
    ("BR.purple", "BR", {"title": "Oud perfume, 50 ml", "description": "Notes of rum, tobacco, violet and leather."}),
    ("SINO.mirror-gift", "CN", {"title": "Jewellery box gift", "description": "With a small mirror in the lid."}),
]


@pytest.mark.parametrize(("rule", "market", "fields"), DESCRIBED)
def test_a_thing_that_only_the_description_names_is_not_the_product(rule, market, fields):
    """Descriptions name what goes with a thing, what cuts it, what it holds and what it smells of."""
    assert rule not in [f.rule for f in check(fields, market=market, language="en")]


@pytest.mark.parametrize(("rule", "market", "fields"), MEDIA)
def test_titles_of_films_and_comics_are_names(rule, market, fields):
    """What a film is called is not what the product is."""
    assert rule not in [f.rule for f in check(fields, market=market, language="en")]


@pytest.mark.parametrize(
    "value", ["Heather Grey", "Navy Heather", "Indigo", "Dark Indigo", "Fuchsia", "Magenta", "Iris Blue"]
)
def test_a_shop_s_colour_that_only_sounds_purple_is_not(value):
    """Heathered yarn, the blue of denim, pinks: an `avoid` on them would move pictures for nothing."""
    assert check({"options": {"color": value}}, market="BR", language="en") == ()


@pytest.mark.parametrize("value", ["Heather", "Plum", "Ultra Violet", "Purple Haze", "Periwinkle", "Royal Purple"])
def test_a_shop_s_colour_that_is_purple_by_another_name_is_purple(value):
    """On a swatch even the name of a song is a colour."""
    assert [f.rule for f in check({"options": {"color": value}}, market="BR", language="en")] == ["BR.purple"]
