"""App of the image model."""

from django.apps import AppConfig


class ImagesConfig(AppConfig):
    """Pictures."""

    name = "images"
    verbose_name = "Bilder"
