"""The demonstration holds the report's facts exactly: counts, routes, statuses; no number is made up."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from catalogue.choices import Route
from catalogue.models import Area, Contact, Insats, InsatsPage, Offering, Provider, QueueReport
from tests.demonstration import DEMO

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]
STOCKHOLM = "Öppenvård barn, unga och familj"
FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts" / "stockholm"


def of_stockholm(model):
    return model.objects.filter(source_title__startswith=STOCKHOLM)


def facts(name):
    """The fact file itself, where it lies beside the project."""
    path = FACTS / f"{name}.yaml"
    if not path.exists():
        pytest.skip("the fact folder is not beside the project")
    return {record["slug"]: record for record in yaml.safe_load(path.read_text(encoding="utf-8"))}


def test_every_record_of_the_report_is_there():
    assert of_stockholm(Insats).count() == 170
    assert of_stockholm(Provider).count() == 82
    assert of_stockholm(Offering).count() == 371
    assert of_stockholm(Area).count() == 16
    assert of_stockholm(QueueReport).count() == 35


def test_the_slugs_are_those_of_the_facts():
    for model, name in ((Insats, "insatser"), (Provider, "providers"), (Offering, "offerings")):
        assert set(of_stockholm(model).values_list("slug", flat=True)) == set(facts(name))


def test_every_insats_has_words_in_swedish():
    without = Insats.objects.filter(retired_from=None).exclude(pages__locale__language_code="sv")
    assert list(without.values_list("slug", flat=True)) == []
    assert InsatsPage.objects.filter(live=True, locale__language_code="sv").count() == 218


def test_statuses_carry_over():
    assert Counter(of_stockholm(Offering).values_list("status", flat=True)) == {
        "offered": 358,
        "planned": 5,
        "not_offered": 4,
        "pilot": 1,
        "not_started": 1,
        "not_introduced": 1,
        "ended": 1,
    }


def test_support_without_a_decision_is_direct_only_where_one_may_make_contact_oneself():
    rows = of_stockholm(Offering)
    direct = rows.filter(decision_needed="no", route__in=(Route.COME, Route.CALL))
    assert direct.count() == 8
    assert rows.filter(decision_needed="no").count() == 182
    assert rows.filter(decision_needed="no", route="").count() == 182 - 8 - 4 + 1
    assert rows.filter(route=Route.REFERRAL).get().slug == "skolsociala-team--enskede-arsta-vantor--service"


def test_a_decision_is_needed_exactly_where_the_facts_say_so():
    says = {slug: record["access_route"] for slug, record in facts("offerings").items()}
    expected = {"service": "no", "bistand": "yes", "other": ""}
    wrong = [o.slug for o in of_stockholm(Offering) if o.decision_needed != expected[says[o.slug]]]
    assert wrong == []


def test_an_unknown_route_is_never_shown_as_one():
    unknown = {slug for slug, record in facts("offerings").items() if record["access_basis"] == "not_stated"}
    shown = Offering.objects.filter(slug__in=unknown).exclude(route="")
    # Two of them may be called by anybody; whether a decision is needed is not stated.
    assert sorted(shown.values_list("slug", "route", "decision_needed")) == [
        ("mini-maria--mini-maria-stockholm--other", "ring", ""),
        ("radgivningstelefon-framtid-stockholm--framtid-stockholm--other", "ring", ""),
    ]


def test_what_the_report_keeps_anonymous_stays_anonymous():
    anonymous = of_stockholm(Offering).exclude(anonymous_label="")
    assert anonymous.count() == 41
    assert set(anonymous.exclude(area=None).values_list("area__level", flat=True)) == {"municipality"}
    assert of_stockholm(Offering).filter(provider=None).count() == 163


def test_ages_and_limits_carry_over_exactly():
    for slug, record in facts("offerings").items():
        offering = Offering.objects.get(slug=slug)
        assert (offering.age_min, offering.age_max, offering.max_sessions) == (
            record.get("age_min"),
            record.get("age_max"),
            record.get("max_sessions"),
        )


def test_real_units_have_no_number_no_hours_and_no_address_that_the_facts_do_not_give():
    assert Contact.objects.filter(provider__is_example=False).count() == 0
    assert Provider.objects.filter(is_example=False, opening_hours__isnull=False).count() == 0
    assert Provider.objects.filter(is_example=False, places__isnull=False).count() == 0


def test_example_numbers_come_from_the_range_kept_for_fiction():
    numbers = Contact.objects.filter(channel__in=("phone", "sms")).values_list("value", flat=True)
    assert len(numbers) >= 6
    assert [number for number in numbers if not number.startswith("031-390 06")] == []


def test_kruton_is_protected_and_bound_to_the_whole_city():
    kruton = Provider.objects.get(slug="kruton")
    assert kruton.is_protected
    assert kruton.places.count() == 0
    assert {area.level for area in kruton.catchment.all()} <= {"municipality", "county"}


def test_merged_districts_lie_within_those_that_followed():
    jarva = Area.objects.get(slug="jarva")
    for slug in ("rinkeby-kista", "spanga-tensta"):
        assert jarva.covers(Area.objects.get(slug=slug))


def test_other_municipalities_are_there_with_their_levels():
    vaxjo = Offering.objects.filter(area__slug="vaxjo", insats__slug="familjeorienterat-boendestod").exclude(
        level=""
    )
    assert set(vaxjo.values_list("level", flat=True)) == {"niva-1", "niva-2"}
    support = Offering.objects.filter(insats__slug="krisstod-vid-placering")
    assert {"alingsas", "molndal", "varnamo"} <= set(support.values_list("area__slug", flat=True))
    assert Offering.objects.filter(area__slug="solna").count() >= 20


def test_authorities_have_todays_names_in_public_words():
    old = ("landsting", "SKL ")
    texts = [page.title + page.summary + page.body for page in InsatsPage.objects.all()]
    texts += list(Provider.objects.values_list("name", flat=True))
    assert [text for text in texts if any(word.lower() in text.lower() for word in old if word != "SKL ")] == []


def test_the_files_of_the_demonstration_are_the_converted_facts(tmp_path):
    from django.core.management import call_command

    facts("areas")
    for name in ("areas", "providers", "insatser", "offerings", "queue_reports"):
        assert (DEMO / "reports" / f"{name}.yaml").exists()
    call_command("convert_facts", str(FACTS.parent), out=tmp_path, verbosity=0)
    for name in ("areas", "providers", "insatser", "offerings", "queue_reports"):
        assert (tmp_path / "reports" / f"{name}.yaml").read_text() == (
            DEMO / "reports" / f"{name}.yaml"
        ).read_text()
