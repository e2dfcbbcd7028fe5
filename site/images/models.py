"""Pictures in the catalogue."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CatalogueImage(AbstractImage):
    """A picture with the text that stands for it when it cannot be seen."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = "bild"
        verbose_name_plural = "bilder"


class CatalogueRendition(AbstractRendition):
    """One size of a picture."""

    image = models.ForeignKey(CatalogueImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]
