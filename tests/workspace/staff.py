"""A member of staff who has signed in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from catalogue.actions.seed_roles import SOCIAL_WORKER


def staff(role=SOCIAL_WORKER, name="handlaggare"):
    """A browser in which somebody with a role has signed in."""
    user = get_user_model().objects.create_user(name)
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    client = Client()
    client.force_login(user)
    return client
