"""Areas: who lies where, old and new names, and what a reader writes."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings

from catalogue.area_choice import choose_area
from catalogue.area_tree import AreaTree
from catalogue.models import AreaAlias
from tests.records import AreaFactory, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def stockholm():
    """A county with a municipality, two old districts and the one that followed them, and a neighbour."""
    county = AreaFactory(slug="stockholms-lan", name="Stockholms län", level="county")
    city = AreaFactory(slug="stockholm", name="Stockholm", level="municipality", parent=county)
    solna = AreaFactory(slug="solna", name="Solna", level="municipality", parent=county)
    new = AreaFactory(slug="jarva", name="Järva", parent=city)
    old = AreaFactory(slug="rinkeby-kista", name="Rinkeby-Kista", parent=city)
    old.aliases = [AreaAlias(name="Kista"), AreaAlias(name="Husby")]
    old.save()
    old.successors.add(new)
    farsta = AreaFactory(slug="farsta", name="Farsta", parent=city)
    farsta.aliases = [AreaAlias(name="Svedmyra")]
    farsta.save()
    enskede = AreaFactory(slug="enskede-arsta-vantor", name="Enskede-Årsta-Vantör", parent=city)
    enskede.aliases = [AreaAlias(name="Svedmyra")]
    enskede.save()
    return {a.slug: a for a in (county, city, solna, new, old, farsta, enskede)}


SERVES = [
    ("farsta", "farsta", True),
    ("stockholm", "farsta", True),
    ("stockholms-lan", "farsta", True),
    ("farsta", "stockholm", True),
    ("farsta", "jarva", False),
    ("solna", "farsta", False),
    ("jarva", "rinkeby-kista", True),
    ("rinkeby-kista", "jarva", True),
    ("rinkeby-kista", "farsta", False),
    ("stockholms-lan", "solna", True),
    ("stockholm", "solna", False),
]


@pytest.mark.parametrize(("offered", "reader", "serves"), SERVES)
def test_an_offering_serves_those_above_and_below_its_area(stockholm, offered, reader, serves):
    tree = AreaTree.load()
    assert tree.serves(stockholm[offered].pk, stockholm[reader].pk) is serves
    assert (stockholm[offered].pk in tree.ids_serving(stockholm[reader].pk)) is serves


def test_the_tree_and_the_single_area_follow_the_same_rule(stockholm):
    tree = AreaTree.load()
    for one in stockholm.values():
        for other in stockholm.values():
            assert tree.covers(one.pk, other.pk) == one.covers(other)
            assert tree.within(one.pk, other.pk) == one.within(other)


def test_the_tree_costs_two_queries_beside_that_for_the_version(stockholm, django_assert_num_queries):
    with django_assert_num_queries(3):
        AreaTree.load()
    with django_assert_num_queries(1):
        AreaTree.load()


def test_a_loop_is_refused(stockholm):
    county = stockholm["stockholms-lan"]
    county.parent = stockholm["farsta"]
    with pytest.raises(ValidationError, match="kan inte ligga i"):
        county.full_clean()


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("farsta", "farsta"),
        ("Farsta", "farsta"),
        (" FARSTA ", "farsta"),
        ("Järva", "jarva"),
        ("jarva", "jarva"),
        ("kista", "rinkeby-kista"),
        ("Rinkeby Kista", "rinkeby-kista"),
        ("enskede arsta vantor", "enskede-arsta-vantor"),
    ],
)
def test_a_name_an_alias_or_a_careless_spelling_finds_the_area(stockholm, text, slug):
    assert choose_area(text).area == stockholm[slug]


@pytest.mark.parametrize("text", ["", "  ", "Jag vet inte", "vet inte"])
def test_not_knowing_is_an_answer(stockholm, text):
    choice = choose_area(text)
    assert (choice.area, choice.matches, choice.unknown) == (None, [], False)


def test_a_name_that_fits_several_asks(stockholm):
    choice = choose_area("Svedmyra")
    assert choice.area is None
    assert {area.slug for area in choice.matches} == {"farsta", "enskede-arsta-vantor"}


@pytest.mark.parametrize("text", ["Mars", "x" * 10_000, "'; drop table", "٣"])
def test_an_unknown_name_is_said_to_be_unknown(stockholm, text):
    assert choose_area(text).unknown


def test_all_municipalities_can_be_asked_for(stockholm):
    assert choose_area("alla").everywhere


def test_an_example_area_is_only_known_in_the_demonstration(settings):
    AreaFactory(slug="exempelstad", name="Exempelstad", level="municipality", is_example=True)
    settings.DEMO = False
    assert choose_area("exempelstad").unknown
    settings.DEMO, settings.DEMO_EXAMPLE = True, True
    assert choose_area("exempelstad").area.slug == "exempelstad"
    settings.DEMO_EXAMPLE = False
    assert choose_area("exempelstad").unknown


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Solna kommun", "solna"),
        ("Solnas stad", "solna"),
        ("Farsta stadsdelsförvaltning", "farsta"),
        ("Kista, Stockholm", "rinkeby-kista"),
        ("164 40", "rinkeby-kista"),
    ],
)
def test_words_around_a_name_do_not_hide_it(stockholm, text, slug):
    AreaAlias.objects.create(area=stockholm["rinkeby-kista"], name="16440")
    assert choose_area(text).area == stockholm[slug]


def test_every_area_with_a_page_can_be_chosen_by_its_address_name():
    region = AreaFactory(slug="goteborgsregionen", name="Göteborgsregionen", level="cooperation")
    assert choose_area("goteborgsregionen").area == region


def test_what_followed_a_district_is_nearer_than_what_it_lay_in(stockholm):
    keys = list(AreaTree.load().ancestors(stockholm["rinkeby-kista"].pk))
    assert keys.index(stockholm["jarva"].pk) < keys.index(stockholm["stockholm"].pk)


def test_the_field_suggests_areas_and_says_which_are_invented(client):
    site()
    AreaFactory(name="Farsta & <Sköndal>")
    AreaFactory(name="Exempelby", is_example=True)
    html = client.get("/sok/").content.decode()
    assert '<option value="Farsta &amp; &lt;Sköndal&gt;"></option>' in html
    english = client.get("/en/sok/").content.decode()
    with override_settings(DEMO=True, DEMO_EXAMPLE=True):
        invented = '<option value="Exempelby" label="Exempelby (påhittat)"></option>'
        assert invented in client.get("/sok/").content.decode()
        assert "Exempelby (påhittat)" not in client.get("/en/sok/").content.decode()
    assert "Exempelby" not in html + english
