"""Confirmation link: lets the one who answers for a unit say what holds, once, without signing in."""

from datetime import datetime

from django.conf import settings
from django.db import models

from catalogue.models.identity import Row


class ConfirmationLink(Row):
    """A link that was sent to the holder of a responsibility. Only a hash of its token is kept."""

    duty = models.ForeignKey(
        "catalogue.Responsibility", verbose_name="ansvar", on_delete=models.CASCADE, related_name="links"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("skickad")
    expires_at = models.DateTimeField("går ut")
    used_at = models.DateTimeField("besvarad", null=True, blank=True)
    revoked_at = models.DateTimeField("återkallad", null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    escalated_at = models.DateTimeField("lyft till chef och redaktion", null=True, blank=True)

    class Meta:
        verbose_name = "bekräftelselänk"
        verbose_name_plural = "bekräftelselänkar"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Länk skickad {self.created_at:%Y-%m-%d}"

    def why_closed(self, now: datetime) -> str:
        """Why nobody can answer by the link any more, in words; empty while it is open."""
        if self.revoked_at:
            return "Länken är återkallad. Den kan ha ersatts av en nyare."
        if self.used_at:
            return "Länken är redan använd. Ditt svar är sparat."
        if self.expires_at <= now:
            return "Länken har gått ut."
        return ""
