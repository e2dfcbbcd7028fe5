"""The words of the demonstration's glossary: all that the sources use, short, and of today."""

import re

import pytest

from tests.demonstration import demo_records, demo_words
from tests.pages.html import page

#: Every word and abbreviation that the reports behind the catalogue list, by slug.
SOURCES = """
    4-kap-1-sol 6-kap-7-sol abc act adhd affektsmitta akutlista anmalningsskyldighet arbetsminne ast
    attention automatisering avhoppare barnens-bok barnets-basta barnforhor barnfridsbrott
    barnkonventionen barnobservation barnperspektiv basutbud bbic bedomningsstod-for-umgange
    behandlingsmal bestallare-och-utforare biff big bistand bistandsbedomd bistandsbeslut bmm boendestod
    boendestodjare bostad-forst bra-fam brukare brukarenkat budget-och-skuldradgivare bup bvc
    central-koherens cm comet cors-csrs dagsform delat-huvudmannaskap drop-out dubbel-omsorgsroll dur
    efter-barnforhor egen-regi ej-verkstallda-beslut elevhalsoteam empowerment esl ett-hem-att-vaxa-i
    evidensbaserad exekutiva-funktioner faltassistent familjebehandlare familjebehandling familjecentral
    familjehem familjehemssekreterare familjepedagog familjeradgivning familjeratt familjestodjare fb fia
    fift foralder-pa-avstand foraldraguiden foraldralots foraldramottagning foraldraplan
    foraldraradgivare foraldraskapsstod forhandsbedomning forum fou freda genombrottsmodellen
    genomforandeplan glidande-ord god-man granslinje-service-bistand gruppniva hbtq hederskontext
    hemmaplanslosning hemmasittare hemtagning hemtjanst hot-och-riskbedomning hvb ibic ifo
    indikerad-prevention individniva informationssamtal innerstad insats instrument-x
    intellektuell-funktionsnedsattning interndebitering ips ivo jarva kasam kommunallagen
    konsulentstott-familjehem kontaktfamilj kontaktperson koordinator kopt-oppenvard krisstod
    krisstodjare kurator lagaffektivt-bemotande larandeseminarium ledsagare likstallighet lov lss lvu
    manualbaserad manualbaserad-insats medfoljarstod medling merkostnadsersattning mfof mi min-bok mos
    motivationssteg mottagningsgrupp multiproblematik myndighet natverksfamiljehem natverkskompaniet
    natverkslag natverksmotesledare nivabeslut npf nsph omplacering omsorgstagare oppen-insats oppenvard
    oppna-forskolan oppna-jamforelser orosanmalan ors-srs pdsa personligt-ombud placering placeringsnara
    plus plus-portalen prio-medel procapita psykiatrireformen pyc rad-och-stod relationsvald remiss
    sakerhetsplan sakerhetsplanering samforskning samhallsniva samsjuklighet samtycke-15-ar
    samtycke-en-vardnadshavare score-15 sdf selektiv-prevention service sig signs-of-safety sip sis
    skalfraga skalig-levnadsniva skilda-varldar skr skum skyddsbedomning smarta-mal
    social-investeringsfond sociala-dokumentationssystemet socialforvaltningen-begrepp socialpsykiatri
    socialsekreterare socialstyrelsen sol spindelmatning stadsdelsnamnd startkit stis stodpedagog
    storsthlm strukturerat-oppenvardsprogram systematisk-uppfoljning theory-of-mind tidsuppfattning
    trafflokal tredelat-foraldraskap tryggare-barn umgangesstod umgangesstodjare umgangestrappa ungdok
    ungdomslots ungdomspedagog ungdomsstodjare universell-prevention uppdrag upphandlad-oppenvard
    upptagningsomrade utredare utredning utredningsenhet vardgivarkatalogen vardplan vidmakthallande-fas
    vin viva vuxenhabiliteringen ytterstad
"""

#: Words of the sources that are explained under another, or that no reader meets.
LEFT_OUT = {
    "6-kap-7-sol": "paragraf i den äldre lagen som ingen läsare möter",
    "akutlista": "arbetssätt bakom kulisserna",
    "dur": "mall för utredare",
    "fia": "bedömningsmall som källan säger att kommunen inte använder",
    "foralder-pa-avstand": "avslutat projekt",
    "genombrottsmodellen": "arbetssätt i projekt",
    "granslinje-service-bistand": "förklaras under bistånd",
    "innerstad": "vanligt ord",
    "instrument-x": "formulär för personal",
    "interndebitering": "hur enheter betalar varandra",
    "larandeseminarium": "möte för personal i projekt",
    "manualbaserad-insats": "förklaras under manualbaserad",
    "natverkskompaniet": "namn på en modell för personal",
    "pdsa": "arbetssätt bakom kulisserna",
    "placeringsnara": "ord som bara personal använder",
    "plus": "källan skriver inte ut förkortningen",
    "prio-medel": "pengar mellan myndigheter",
    "procapita": "datasystem",
    "sakerhetsplanering": "förklaras under säkerhetsplan",
    "samtycke-15-ar": "inaktuellt: förklaras under samtycke från tolv år",
    "social-investeringsfond": "pengar inom staden",
    "sociala-dokumentationssystemet": "datasystem",
    "spindelmatning": "mätning för personal",
    "vardgivarkatalogen": "intern förteckning",
    "viva": "datasystem",
    "ytterstad": "vanligt ord",
}


def words_of_the_demo():
    return demo_words("sv", "glossary_terms")


def demo_terms():
    return {row["slug"]: row for row in demo_records("glossary_terms")}


def test_every_word_of_the_sources_is_explained_or_left_out_with_a_reason():
    assert set(SOURCES.split()) - set(demo_terms()) == set(LEFT_OUT)


def test_every_word_has_its_words_and_every_form_means_one_word():
    assert set(demo_terms()) == set(words_of_the_demo())
    found = {}
    for slug, words in words_of_the_demo().items():
        abbreviation = demo_terms()[slug].get("abbreviation")
        for form in {words["label"].casefold(), *(form.casefold() for form in words.get("everyday", []))}:
            assert found.setdefault(form, slug) == slug
        if abbreviation:
            assert found.setdefault(abbreviation, slug) == slug


def test_explanations_are_short_and_of_today():
    for slug, words in words_of_the_demo().items():
        sentences = re.findall(r"[.!?](?:\s|$)", words["explanation"])
        assert 1 <= len(sentences) <= 4, slug
        assert len(words["explanation"].split()) <= 32, slug
        assert not re.search(r"landsting|\bSKL\b|2001:453|15 år", words["explanation"]), slug


def test_old_words_say_that_they_are_old():
    old = [slug for slug, row in demo_terms().items() if row.get("is_old")]
    assert len(old) == 6
    assert [slug for slug in old if not words_of_the_demo()[slug]["explanation"].startswith("Äldre ")] == []


@pytest.mark.content
def test_the_real_glossary_page_is_light_and_its_places_are_unique(real_catalogue, client):
    soup = page(client, "/ordlista/")
    assert len(soup.select("dl > div")) == len(demo_terms())
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(soup.response.content) <= 60_000
