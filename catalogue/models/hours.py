"""Opening hours: weekly rows with a kind and exceptions by date. Running facts: live when saved."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.choices import HoursKind, Weekday
from catalogue.models.identity import Row


class WeeklyHours(Row):
    """One weekly row: on this day, for this, from then to then. Past midnight when it closes before it opens."""

    channel = models.CharField("gäller", max_length=10, choices=HoursKind)
    weekday = models.PositiveSmallIntegerField("veckodag", choices=Weekday)
    opens = models.TimeField("öppnar")
    closes = models.TimeField("stänger", help_text="En tid före öppningen betyder att det är öppet över midnatt.")
    season_from = models.DateField("gäller från", null=True, blank=True)
    season_to = models.DateField("gäller till", null=True, blank=True)
    holidays_too = models.BooleanField("öppet även på helgdagar", default=False)

    class Meta:
        abstract = True
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M} {self.get_channel_display()}"

    @property
    def end_of_day(self) -> time:
        """Closing time on the same day: the end of the day for a row that passes midnight."""
        return self.closes if self.closes > self.opens else time.max


class OpeningHours(WeeklyHours):
    """A weekly row of a unit, or of one of its offerings alone."""

    provider = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="verksamhet",
        on_delete=models.CASCADE,
        related_name="opening_hours",
    )
    offering = models.ForeignKey(
        "catalogue.Offering",
        verbose_name="bara för erbjudandet",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="opening_hours",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(WeeklyHours.Meta):
        abstract = False
        verbose_name = "öppettid"
        verbose_name_plural = "öppettider"

    def clean(self) -> None:
        """Overlapping rows of the same kind and day are refused with both rows named."""
        super().clean()
        if (
            self.provider_id
            and self.provider.is_protected
            and self.channel in (HoursKind.DROP_IN, HoursKind.OPEN_HOUSE)
        ):
            from catalogue.models.provider import PROTECTED_REASON

            raise ValidationError({"provider": PROTECTED_REASON})
        if self.season_from and self.season_to and self.season_from > self.season_to:
            raise ValidationError({"season_to": "Perioden står tvärtom."})
        if self.opens == self.closes:
            raise ValidationError({"closes": "Skriv 00.00–23.59 om det är öppet dygnet runt."})
        rows = OpeningHours.objects.filter(
            provider=self.provider_id, offering=self.offering_id, channel=self.channel, weekday=self.weekday
        ).exclude(pk=self.pk)
        for row in rows:
            if self._same_season(row) and self.opens < row.end_of_day and row.opens < self.end_of_day:
                raise ValidationError({"opens": f"Tiden går in i en annan tid: {row}."})

    def _same_season(self, other: "OpeningHours") -> bool:
        starts_before_end = not (self.season_from and other.season_to and self.season_from > other.season_to)
        ends_after_start = not (self.season_to and other.season_from and self.season_to < other.season_from)
        return starts_before_end and ends_after_start


class OpeningException(Row):
    """Other hours, or closed, between two dates."""

    provider = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="verksamhet",
        on_delete=models.CASCADE,
        related_name="opening_exceptions",
    )
    channel = models.CharField("gäller", max_length=10, choices=HoursKind, blank=True, help_text="Tomt = allt.")
    date_from = models.DateField("från")
    date_to = models.DateField("till")
    opens = models.TimeField("öppnar", null=True, blank=True, help_text="Tomt = stängt.")
    closes = models.TimeField("stänger", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "avvikande öppettid"
        verbose_name_plural = "avvikande öppettider"
        ordering = ["date_from"]

    def __str__(self) -> str:
        return f"{self.date_from:%Y-%m-%d}–{self.date_to:%Y-%m-%d}"

    def clean(self) -> None:
        """Dates the right way round, both times or none."""
        super().clean()
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValidationError({"date_to": "Datumen står tvärtom."})
        if (self.opens is None) != (self.closes is None):
            raise ValidationError({"closes": "Fyll i både öppnar och stänger, eller ingen av dem."})
