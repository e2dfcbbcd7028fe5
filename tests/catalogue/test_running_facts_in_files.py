"""Group starts and notices in catalogue files: only added, faults named by row and field, examples move on."""

from datetime import date

import pytest
import yaml
from freezegun import freeze_time
from wagtail.models import ModelLogEntry

from catalogue.actions.load_catalogue import load_catalogue
from catalogue.exchange.row_writer import relative_day
from catalogue.models import GroupStart, Notice
from tests.records import OfferingFactory, ProviderFactory

pytestmark = pytest.mark.django_db
#: A Monday.
MONDAY = date(2026, 11, 30)


@pytest.fixture
def load(tmp_path):
    OfferingFactory(slug="kurs", provider=ProviderFactory(slug="huset"))

    def load(kind, *records):
        file = tmp_path / f"{kind}.yaml"
        file.write_text(yaml.safe_dump({"kind": kind, "records": list(records)}, allow_unicode=True))
        return load_catalogue([file])

    return load


START = {
    "slug": "kurs-1",
    "offering": "kurs",
    "first_date": "tue+2",
    "starts_at": "17:30",
    "seats": 12,
    "signed_up": 3,
    "counted_on": "today-2",
    "words": {"sv": {"for_whom": "För föräldrar"}, "en": {"for_whom": "For parents", "origin": "machine"}},
}


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("today+3", "2026-12-03"),
        ("today-2", "2026-11-28"),
        ("mon+0", "2026-11-30"),
        ("tue+0", "2026-12-01"),
        ("sun+1", "2026-12-13"),
        ("2027-01-12", "2027-01-12"),
        ("today", "today"),
    ],
)
def test_dates_count_from_the_day_of_the_load(stated, day):
    assert relative_day(stated, MONDAY) == day


@freeze_time("2026-11-30 09:00")
def test_a_group_start_comes_in_once_with_its_words_and_stands_in_the_history(load):
    outcome = load("group_start", START)
    assert (outcome.problems, outcome.created["group_start"]) == ([], 1)
    start = GroupStart.objects.get()
    assert (start.first_date, start.places_left) == (date(2026, 12, 15), 9)
    assert {row.language: (row.for_whom, row.origin) for row in start.words.all()} == {
        "sv": ("För föräldrar", "human"),
        "en": ("For parents", "machine"),
    }
    entry = ModelLogEntry.objects.for_instance(start.offering).get(action="catalogue.group_start")
    assert entry.data == {"door": "import", "before": "", "after": str(start)}
    again = load("group_start", START)
    assert (again.unchanged["group_start"], GroupStart.objects.count()) == (1, 1)


def test_what_a_unit_has_changed_stays_and_a_passed_example_moves_on(load):
    with freeze_time("2026-11-30 09:00"):
        load("group_start", START)
        GroupStart.objects.update(signed_up=11)
        load("group_start", START)
        assert GroupStart.objects.get().signed_up == 11
    with freeze_time("2026-12-16 09:00"):
        outcome = load("group_start", START)
        assert outcome.updated["group_start"] == 1
        start = GroupStart.objects.get()
        assert (start.first_date, start.signed_up, start.words.count()) == (date(2027, 1, 5), 3, 2)


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"offering": "finns-inte"}, "offering", "finns-inte finns inte bland offering"),
        ({"color": "blå"}, "color", "okänt fält"),
        ({"first_date": "nästa vecka"}, "first_date", ""),
        ({"sign_up_until": "tue+9"}, "sign_up_until", "Sista dagen för anmälan är efter första träffen."),
        ({"words": {"xx": {"about": "x"}}}, "words", "okänt språk: xx"),
        ({"words": {"sv": {"hej": "x"}}}, "words", "okänt fält: hej"),
        ({"words": ["sv"]}, "words", "Skriv ett språk"),
        ({"held": "utomhus"}, "held", ""),
    ],
)
def test_a_fault_names_the_field_and_nothing_is_written(load, changed, field, message):
    outcome = load("group_start", {**START, "slug": "kurs-2"}, {**START, **changed})
    assert [problem.field for problem in outcome.problems] == [field]
    assert message in outcome.problems[0].message
    assert outcome.problems[0].row > 1
    assert GroupStart.objects.count() == 0


@freeze_time("2026-11-30 09:00")
def test_a_notice_comes_in_with_its_words(load):
    record = {
        "slug": "telefonen",
        "provider": "huset",
        "kind": "phone",
        "date_from": "today-1",
        "date_to": "today+6",
    }
    outcome = load("notice", {**record, "words": {"sv": {"text": "Skicka ett sms."}}})
    assert outcome.problems == []
    notice = Notice.objects.get()
    assert (notice.date_to, str(notice.text("text", "sv"))) == (date(2026, 12, 6), "Skicka ett sms.")
