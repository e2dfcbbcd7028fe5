"""For whom: one line in which nobody can mistake whose age is meant."""

import pytest

from catalogue.for_whom import for_whom
from tests.records import InsatsFactory, OfferingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("groups", "ages", "refers_to", "line"),
    [
        (["foraldrar"], (3, 11), "barnet", "Foraldrar till barn 3–11 år"),
        (["barn", "foraldrar"], (None, 12), "barnet", "Barn upp till 12 år och foraldrar"),
        (["familj"], (13, None), "barnet", "Familj med barn från 13 år"),
        (["unga"], (13, 20), "deltagaren", "Unga, 13–20 år"),
        ([], (7, 16), "", "7–16 år"),
        (["barn", "foraldrar", "unga"], (None, None), "", "Barn, foraldrar och unga"),
        ([], (None, None), "", ""),
    ],
)
def test_the_age_stands_at_those_whose_age_it_is(groups, ages, refers_to, line):
    insats = InsatsFactory(target_groups=groups, age_min=ages[0], age_max=ages[1], age_refers_to=refers_to)
    assert for_whom(insats).replace("öräldrar", "oraldrar") == line


@pytest.mark.parametrize(
    ("own", "line"),
    [
        ((3, 12), "Unga, 3–12 år"),
        ((None, 15), "Unga, 13–15 år"),
        ((21, None), "Unga, från 21 år"),
        ((None, None), "Unga, 13–20 år"),
    ],
)
def test_the_offerings_own_limits_hold_and_never_contradict_themselves(own, line):
    insats = InsatsFactory(target_groups=["unga"], age_min=13, age_max=20, age_refers_to="deltagaren")
    assert for_whom(insats, None, OfferingFactory(insats=insats, age_min=own[0], age_max=own[1])) == line
