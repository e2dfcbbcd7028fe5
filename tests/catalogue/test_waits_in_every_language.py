"""Beside a wait each variant says: call all the same, and what to do if it gets worse."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from catalogue.models import SafetyText
from tests.demonstration import demo_words
from tests.records import InsatsFactory, OfferingFactory, report, site, words

pytestmark = pytest.mark.django_db
#: For each variant its address, and what its words begin with.
VARIANTS = {
    "sv": ("", "Ring ändå. Säg till om det är bråttom – den som behöver mest får hjälp först."),
    "sv-simple": ("/lattlast", "Ring ändå. Säg om det är bråttom. Den som behöver mest hjälp får hjälp först."),
    "en": ("/en", "Call anyway. Say if it is urgent – those who need it most get help first."),
    "ar": ("/ar", "اتصل على أي حال. أخبرهم إن كان الأمر عاجلًا، فمن يحتاج إلى المساعدة أكثر يحصل عليها أولًا."),
    "so": ("/so", "Si kasta ha ahaatee wac. Sheeg haddii ay degdeg tahay – qofka ugu baahida badan ayaa"),
    "fi": ("/fi", "Soita silti. Kerro, jos on kiire – eniten apua tarvitseva saa apua ensin."),
}


@pytest.fixture
def insats():
    site()
    for slug in ("vantan", "samre"):
        text = SafetyText.objects.filter(slug=slug).first() or SafetyText(slug=slug)
        rows = SafetyText._meta.get_field("words").related_model
        text.words = [
            rows(language=language, **{name: known[name] for name in ("label", "explanation")})
            for language in VARIANTS
            if (known := demo_words(language, "safety_texts")[slug])
        ]
        text.save()
    found = OfferingFactory(insats=InsatsFactory(slug="komet"), route="ring")
    report(found, timezone.localdate().isoformat(), wait_from=5, wait_to=6, unit="week", measure="first_talk")
    for language in VARIANTS:
        words(found.insats, language)
    return found.insats


@pytest.mark.parametrize("language", VARIANTS)
def test_a_wait_never_stands_alone(client, insats, language):
    prefix, call = VARIANTS[language]
    soup = BeautifulSoup(client.get(f"{prefix}/insatser/komet/").content, "html.parser")
    said = " ".join(soup.main.get_text(" ").split())
    worse = demo_words(language, "safety_texts")["samre"]
    assert call in said
    assert worse["label"] in said
    for line in worse["explanation"].splitlines():
        assert line.strip() in said
    # Who is in danger gets the number in every language, beside the words and not only in the frame.
    assert "112" in worse["explanation"]
    # None of it is Swedish that has fallen through.
    if language not in ("sv", "sv-simple"):
        assert "Ring ändå" not in said
        assert "Blir det värre" not in said


def test_easy_read_has_short_sentences():
    for slug in ("vantan", "samre"):
        text = demo_words("sv-simple", "safety_texts")[slug]["explanation"]
        sentences = [part for part in text.replace("?", ".").replace("\n", " ").split(".") if part.strip()]
        assert max(len(sentence.split()) for sentence in sentences) <= 9, slug
