"""What a process remembers: read once, and never older than what has been written, whoever wrote it."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from catalogue import version
from catalogue.area_choice import public_areas
from catalogue.area_tree import AreaTree
from catalogue.at_hand import terms_of
from catalogue.known_areas import known_areas
from catalogue.models import Area, Need, Notice, SafetyText
from catalogue.models.safety_text import SafetyTextWords
from catalogue.models.term import NeedWords
from catalogue.notices import notices_of
from catalogue.remembered import MOST, remembered
from catalogue.safety_texts import safety_texts
from tests.records import AreaFactory, ProviderFactory, term

pytestmark = pytest.mark.django_db


def a_need():
    return term(Need, "oro", "Oro")


def questions(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_what_is_remembered_costs_the_question_for_the_version():
    a_need()
    terms_of(Need)
    assert questions(lambda: terms_of(Need)) == 1


def test_within_one_request_nothing_is_asked():
    a_need()
    with version.held():
        terms_of(Need)
        assert questions(lambda: terms_of(Need)) == 0


def test_a_saved_row_is_seen_at_once():
    need = a_need()
    assert not terms_of(Need)[need.pk].drawing
    need.drawing = "hus"
    need.save()
    assert terms_of(Need)[need.pk].drawing == "hus"


def test_an_update_that_tells_nobody_is_seen_at_once():
    need = a_need()
    terms_of(Need)
    Need.objects.filter(pk=need.pk).update(drawing="sol")
    assert terms_of(Need)[need.pk].drawing == "sol"


def test_a_word_is_seen_at_once_also_within_one_request():
    need = a_need()
    with version.held():
        assert str(terms_of(Need)[need.pk].label) == "Oro"
        NeedWords.objects.filter(owner=need).update(label="Ilska")
        assert str(terms_of(Need)[need.pk].label) == "Ilska"


def test_what_is_undone_is_forgotten():
    area = AreaFactory()
    before = AreaTree.load()
    with transaction.atomic():
        AreaFactory(parent=area)
        assert len(AreaTree.load().levels) == len(before.levels) + 1
        transaction.set_rollback(True)
    assert AreaTree.load().levels == before.levels


def test_a_draft_hides_what_was_remembered():
    text = SafetyText.objects.create(slug="vantan", live=True)
    SafetyTextWords.objects.create(owner=text, label="Medan du väntar", explanation="Ring ändå.")
    assert safety_texts("sv")["vantan"].text.value == "Ring ändå."
    SafetyText.objects.filter(pk=text.pk).update(live=False)
    assert "vantan" not in safety_texts("sv")


def test_a_setting_that_changes_what_is_shown_is_seen():
    AreaFactory(name="Exempelby", is_example=True)
    assert [area.name for area in public_areas()] == []
    with override_settings(DEMO=True, DEMO_EXAMPLE=True):
        assert [area.name for area in public_areas()] == ["Exempelby"]
    assert [area.name for area in public_areas()] == []


def test_a_notice_that_has_ended_is_not_shown_though_nothing_was_written():
    unit = ProviderFactory()
    Notice.objects.create(provider=unit, kind="closed", date_from="2026-11-30", date_to="2026-11-30")
    assert len(notices_of([unit.pk], datetime(2026, 11, 30, 22, 59, tzinfo=UTC), "sv")) == 1
    assert notices_of([unit.pk], datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "sv") == []


def test_each_argument_has_an_answer_of_its_own():
    calls = []

    @remembered
    def doubled(number):
        calls.append(number)
        return number * 2

    assert [doubled(2), doubled(3), doubled(2)] == [4, 6, 4]
    assert calls == [2, 3]


def test_no_more_is_kept_than_the_limit():
    calls = []

    @remembered
    def same(number):
        calls.append(number)
        return number

    with version.held():
        for number in range(MOST + 2):
            same(number)
        same(MOST + 1)
        assert len(calls) == MOST + 2
        same(0)
    assert len(calls) == MOST + 3


def test_areas_keep_what_they_lie_in_without_asking():
    area = AreaFactory(parent=AreaFactory(name="Länet"))
    areas = known_areas()
    assert questions(lambda: areas[area.pk].parent.name) == 0
    assert Area.objects.get(pk=area.pk).parent == areas[area.pk].parent
