"""Notices of a unit: closed for a while, moved, a fault on the telephone. A running fact with words of its own."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from catalogue.choices import NoticeKind
from catalogue.models.identity import Row
from catalogue.models.words import HasWords, Words


class NoticeQuerySet(models.QuerySet):
    """Reads of notices."""

    def on(self, day: date) -> "NoticeQuerySet":
        """Those that hold on a day; one without a last day holds until it is taken away."""
        holds = models.Q(date_to__isnull=True) | models.Q(date_to__gte=day)
        return self.filter(holds, date_from__lte=day).prefetch_related("words").order_by("date_from", "pk")


class Notice(HasWords, Row, ClusterableModel):
    """What readers of every page that the unit stands on must know between two days. Live when saved."""

    provider = models.ForeignKey(
        "catalogue.Provider", verbose_name="verksamhet", on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField("slag", max_length=7, choices=NoticeKind)
    date_from = models.DateField("från och med")
    date_to = models.DateField(
        "till och med", null=True, blank=True, help_text="Tomt betyder tills du tar bort meddelandet."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    modified_at = models.DateTimeField(auto_now=True, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "driftmeddelande"
        verbose_name_plural = "driftmeddelanden"
        ordering = ["date_from", "pk"]

    def __str__(self) -> str:
        until = f"{self.date_to:%Y-%m-%d}" if self.date_to else "tills vidare"
        text = self.text("text", "sv") if self.pk else ""
        return f"{self.get_kind_display()} {self.date_from:%Y-%m-%d}–{until}{f': {text}' if text else ''}"

    def clean(self) -> None:
        """Dates the right way round; a protected unit does not tell that it has moved."""
        super().clean()
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValidationError({"date_to": "Datumen står tvärtom."})
        if self.provider_id and self.provider.is_protected and self.kind == NoticeKind.MOVED:
            from catalogue.models.provider import PROTECTED_REASON

            raise ValidationError({"kind": PROTECTED_REASON})


class NoticeWords(Words):
    """Words of a notice."""

    owner = ParentalKey(Notice, on_delete=models.CASCADE, related_name="words")
    text = models.CharField("text", max_length=400)
