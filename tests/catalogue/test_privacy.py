"""Who gets to know: stated facts as sentences, and no promise of silence without its limit."""

import re

import pytest
from django.test import override_settings

from catalogue.models import Insats, Offering, Provider, SafetyText
from catalogue.privacy import limit_of_silence, privacy_of
from catalogue.safety_texts import safety_texts
from tests import records
from tests.pages.html import page, text

LIMIT = (
    "Om vi blir oroliga för att ett barn far illa måste vi göra något. Vi berättar det för dig först, om det går."
)
OTHER_PARENT = "Det står inte om den andra föräldern kontaktas. Är du rädd? Säg det först när du ringer."
PROMISE = re.compile(
    r"inte säga (vad du heter|vem du är)|skrivs ner om dig|har inte ditt namn|föräldrar får inte veta"
    r"|(är|vara|förbli) anonym|anonymt|(skrivs|antecknas|skriver|sparas) inte ner"
    r"|för(s|er) ing(en|a) (journal|anteckning)",
    re.IGNORECASE,
)


def safety_text(slug, heading, words):
    record = records.term(SafetyText, slug, heading)
    row = record.words.get()
    row.explanation = words
    row.save()
    return record


def said_about(client, offering):
    records.words(offering.insats)
    return [text(p) for p in page(client, f"/insatser/{offering.insats.slug}/").select("#vet p")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "promise"),
    [
        ({"records": "no"}, "Inget skrivs ner om dig, enligt nämndens beslut."),
        ({"records": "unnamed"}, "Det som skrivs ner har inte ditt namn."),
        ({"anonymous": "yes"}, "Du behöver inte säga vad du heter."),
        ({"tells_parents": "no"}, "Dina föräldrar får inte veta."),
    ],
)
def test_the_sentence_after_a_promise_is_its_limit(client, facts, promise):
    records.site()
    assert said_about(client, records.OfferingFactory(**facts)) == [f"{promise} {LIMIT}"]


@pytest.mark.django_db
def test_what_promises_nothing_stands_alone(client):
    records.site()
    offering = records.OfferingFactory(
        records="yes", anonymous="no", tells_other_parent="asks", tells_parents="yes", own_access_age=13
    )
    assert said_about(client, offering) == [
        "Det som sägs skrivs ner.",
        "Du behöver säga vem du är.",
        "De frågar dig innan den andra föräldern kontaktas.",
        "Dina föräldrar får veta.",
        "Du får komma själv från 13 år.",
    ]


@pytest.mark.django_db
def test_editors_own_the_limit_and_it_stands_while_they_have_none(client):
    records.site()
    safety_text("anonym-grans", "Gränsen", "Är ett barn i fara måste vi hjälpa barnet.")
    offering = records.OfferingFactory(anonymous="yes")
    said = ["Du behöver inte säga vad du heter. Är ett barn i fara måste vi hjälpa barnet."]
    assert said_about(client, offering) == said
    SafetyText.objects.update(live=False)
    assert [text(p) for p in page(client, f"/insatser/{offering.insats.slug}/").select("#vet p")] == [
        f"Du behöver inte säga vad du heter. {LIMIT}"
    ]


@pytest.mark.django_db
def test_a_limit_in_swedish_is_marked_as_swedish_on_a_page_in_another_language(client, monkeypatch):
    monkeypatch.setattr("pages.context.has_interface", lambda code: code in ("sv", "ar"))
    records.site()
    safety_text("anonym-grans", "Gränsen", LIMIT)
    offering = records.OfferingFactory(anonymous="yes")
    records.words(offering.insats)
    said = page(client, f"/ar/insatser/{offering.insats.slug}/").select_one("#vet p [lang=sv]")
    assert (text(said), said["dir"]) == (LIMIT, "ltr")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"cost": "free"}, "Det är gratis."),
        ({"cost": "income"}, "Du betalar en avgift som beror på din inkomst."),
        ({"cost": "fee"}, "Du betalar en avgift."),
        ({"cost": "fee", "cost_amount": 120, "cost_unit": "visit"}, "Det kostar 120 kronor per besök."),
        ({}, ""),
    ],
)
def test_the_cost_stands_below_the_steps_as_a_sentence(client, values, sentence):
    records.site()
    offering = records.OfferingFactory(route="ring", **values)
    records.words(offering.insats, next_step="Sedan ses ni.")
    said = [text(p) for p in page(client, f"/insatser/{offering.insats.slug}/").select("#steg .prose p")]
    assert said == ["Sedan ses ni.", *filter(None, [sentence])]


@pytest.fixture
def sensitive(db):
    records.site()
    insats = records.InsatsFactory(needs=["vald"])
    insats.needs.update(is_sensitive=True)
    records.words(insats)
    safety_text("andra-foraldern", "Om den andra föräldern", OTHER_PARENT)
    return insats


def notice(client, insats):
    found = page(client, f"/insatser/{insats.slug}/").select_one("#vet .notice--danger")
    return text(found.h3), text(found.p) if found.p else ""


def test_a_missing_answer_on_a_page_about_violence_says_what_to_say_first(client, sensitive):
    records.OfferingFactory(insats=sensitive, route="ring")
    assert notice(client, sensitive) == ("Om den andra föräldern", OTHER_PARENT)


def test_one_silent_place_is_enough_for_the_warning(client, sensitive):
    records.OfferingFactory(insats=sensitive, tells_other_parent="no")
    records.OfferingFactory(insats=sensitive)
    assert notice(client, sensitive) == ("Om den andra föräldern", OTHER_PARENT)


def test_where_every_place_answers_only_the_advice_is_left(client, sensitive):
    records.OfferingFactory(insats=sensitive, tells_other_parent="yes")
    assert notice(client, sensitive) == ("Är du rädd? Säg det först när du ringer", "")


def test_a_page_that_is_not_about_violence_asks_instead(client, db):
    records.site()
    insats = records.InsatsFactory(target_groups=["barn"])
    records.words(insats)
    records.OfferingFactory(insats=insats)
    soup = page(client, f"/insatser/{insats.slug}/")
    assert not soup.select("#vet")
    assert "Kontaktar ni den andra föräldern?" in [text(row) for row in soup.select("#fraga li")]


def promises_without_limit(soup, limit):
    """Every promise on the page that is not followed by the limit as the next sentence."""
    words = " ".join(soup.main.get_text(" ").split())
    for found in PROMISE.finditer(words):
        _, _, after = words[found.start() :].partition(". ")
        if not after.startswith(limit):
            yield words[max(0, found.start() - 80) : found.end() + 120]


@pytest.mark.content
@pytest.mark.django_db
@override_settings(DEMO=True, DEMO_EXAMPLE=True)
def test_no_page_of_the_real_catalogue_promises_silence_without_the_limit(client, real_catalogue):
    limit = str(limit_of_silence(safety_texts("sv")))
    paths = [
        f"/insatser/{slug}/" for slug in Insats.objects.filter(retired_from=None).values_list("slug", flat=True)
    ]
    paths += [f"/verksamheter/{slug}/" for slug in Provider.objects.values_list("slug", flat=True)]
    soups = {path: page(client, path) for path in paths}
    assert sum(limit in text(soup.main) for soup in soups.values()) >= 5
    assert {path: bad for path, soup in soups.items() if (bad := list(promises_without_limit(soup, limit)))} == {}


@pytest.mark.django_db
def test_every_combination_of_facts_keeps_promise_and_limit_together():
    limit = limit_of_silence({})
    for record in ("", "no", "unnamed", "yes"):
        for anonymous in ("", "yes", "no"):
            for parents in ("", "no", "yes", "asks"):
                row = Offering(records=record, anonymous=anonymous, tells_parents=parents)
                said = privacy_of(row, limit)
                promises = [part for part in said if PROMISE.search(str(part[0]))]
                assert promises == [part for part in said if len(part) == 2]
                assert all(part[1] == limit for part in promises)
