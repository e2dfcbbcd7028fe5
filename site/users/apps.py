"""App of the user model."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """Staff accounts."""

    name = "users"
    verbose_name = "Användare"
