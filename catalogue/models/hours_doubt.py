"""Doubts about opening hours: a unit has said that it does not know whether they are true."""

from django.conf import settings
from django.db import models

from catalogue.models.identity import Row


class HoursDoubt(Row):
    """An answer "vet inte" about the hours of a unit. It holds until somebody confirms them."""

    provider = models.ForeignKey(
        "catalogue.Provider", verbose_name="verksamhet", on_delete=models.CASCADE, related_name="hours_doubts"
    )
    said_at = models.DateTimeField("svarade")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told_at = models.DateTimeField("sagt vidare", null=True, blank=True)

    class Meta:
        verbose_name = "tvekan om öppettider"
        verbose_name_plural = "tvekan om öppettider"
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.provider} {self.said_at:%Y-%m-%d}"
