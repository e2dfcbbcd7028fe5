"""Responsibility: who answers for what. Permissions of unit managers and reminders derive from it."""

from django.conf import settings
from django.db import models

from catalogue.choices import Confirmed, Duty
from catalogue.models.identity import Row


class Responsibility(Row):
    """A person or a unit's mailbox that answers for a provider, an area or a page, from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="person",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    mailbox = models.EmailField("enhetens brevlåda", blank=True)
    duty = models.CharField("ansvar", max_length=10, choices=Duty)
    provider = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="verksamhet",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    area = models.ForeignKey(
        "catalogue.Area",
        verbose_name="område",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="sida",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="responsibilities",
    )
    starts = models.DateField("från", null=True, blank=True)
    ends = models.DateField("till", null=True, blank=True)

    class Meta:
        verbose_name = "ansvar"
        verbose_name_plural = "ansvar"
        constraints = [
            models.CheckConstraint(
                name="responsibility_has_a_holder",
                condition=models.Q(user__isnull=False) | ~models.Q(mailbox=""),
                violation_error_message="Ange en person eller en brevlåda.",
            ),
            models.CheckConstraint(
                name="responsibility_has_a_subject",
                condition=models.Q(provider__isnull=False)
                | models.Q(area__isnull=False)
                | models.Q(page__isnull=False),
                violation_error_message="Ange en verksamhet, ett område eller en sida.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}: {self.provider or self.area or self.page}"


class Verification(Row):
    """Somebody confirmed that the facts of an offering or a provider are true. Saving is not verifying."""

    offering = models.ForeignKey(
        "catalogue.Offering", null=True, blank=True, on_delete=models.CASCADE, related_name="verifications"
    )
    provider = models.ForeignKey(
        "catalogue.Provider", null=True, blank=True, on_delete=models.CASCADE, related_name="verifications"
    )
    about = models.CharField("gäller", max_length=5, choices=Confirmed, default=Confirmed.FACTS)
    verified_at = models.DateTimeField("bekräftad")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "bekräftelse"
        verbose_name_plural = "bekräftelser"
        ordering = ["-verified_at"]
        constraints = [
            models.CheckConstraint(
                name="verification_has_a_subject",
                condition=models.Q(offering__isnull=False) | models.Q(provider__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.offering or self.provider} {self.verified_at:%Y-%m-%d}"
