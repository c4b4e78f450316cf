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


@pytest.mark.parametrize(("rule", "market", "fields"), MEDIA)
def test_titles_of_films_and_comics_are_names(rule, market, fields):
    """What a film is called is not what the product is."""
    assert rule not in [f.rule for f in check(fields, market=market, language="en")]
