"""The project as an app: it holds the commands that set up a whole site."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Named so that management commands of the project are found."""

    name = "config"
    verbose_name = "Webbplatsen"
