"""A unit manager at *Läget*: one unit of the own, one of somebody else."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from catalogue.actions.seed_roles import MANAGER, seed_roles
from catalogue.models import Responsibility
from tests import records
from tests.pages.html import page

URL = "/personal/laget/"


@pytest.fixture(scope="module")
def room(django_db_setup, django_db_blocker):
    """The site and its roles, made once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        records.site()
        seed_roles()
        yield
        transaction.set_rollback(True)


def manager(*providers, name="chef", **period):
    """A browser in which somebody who leads the units has signed in."""
    user = get_user_model().objects.create_user(name, first_name=name.title())
    user.groups.add(Group.objects.get(name=MANAGER))
    for provider in providers:
        Responsibility.objects.create(user=user, provider=provider, duty="manages", **period)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def offering(provider=None, name="Komet", **values):
    """A running offering of a unit."""
    provider = provider or records.ProviderFactory(name="Familjens hus")
    return records.OfferingFactory(insats=records.InsatsFactory(name=name), provider=provider, area=None, **values)


def hidden_fields(form):
    """What a browser sends along with a button of a form."""
    names = form.select("input[name]:not([type=checkbox]), select[name]")
    chosen = {}
    for field in names:
        if field.name == "select":
            option = field.select_one("option[selected]") or field.select_one("option")
            chosen[field["name"]] = option.get("value", "") if option else ""
        elif field["name"] != "csrfmiddlewaretoken":
            chosen[field["name"]] = field.get("value", "")
    return chosen


def row(client, key, path=URL, **query):
    """One row of the page."""
    found = page(client, path, **query).find(id=key)
    assert found is not None, key
    return found


def answer(client, key, value, **changes):
    """Press a button of a row, as it stands on the page now."""
    form = row(client, key).select_one(f"button[value='{value}']").find_parent("form")
    return client.post(form["action"], {**hidden_fields(form), "svar": value, **changes})


def today():
    return date.today().isoformat()  # frozen by the tests
