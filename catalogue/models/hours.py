"""Opening hours: weekly rows with a kind and exceptions by date. Running facts: live when saved."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import models

from catalogue.choices import HoursKind, Weekday
from catalogue.models.identity import Row

WHOLE_DAY_HINT = "Skriv 00.00–23.59 om det är öppet dygnet runt."


def _end_of_day(opens: time, closes: time) -> time:
    return closes if closes > opens else time.max


def refuse_visits(row: "OpeningHours | OpeningException", channel: str) -> None:
    """A protected unit has no hours at which strangers may come.

    Raises:
        ValidationError: when the row would give it some.
    """
    if row.provider_id and row.provider.is_protected and channel in (HoursKind.DROP_IN, HoursKind.OPEN_HOUSE):
        from catalogue.models.provider import PROTECTED_REASON  # a unit knows its hours

        raise ValidationError({"provider": PROTECTED_REASON})


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
        return _end_of_day(self.opens, self.closes)


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
        refuse_visits(self, self.channel)
        if self.season_from and self.season_to and self.season_from > self.season_to:
            raise ValidationError({"season_to": "Perioden står tvärtom."})
        if self.opens == self.closes:
            raise ValidationError({"closes": WHOLE_DAY_HINT})
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
        kind = f" {self.get_channel_display()}" if self.channel else ""
        last = f"–{self.date_to:%Y-%m-%d}" if self.date_to != self.date_from else ""
        return f"{self.date_from:%Y-%m-%d}{last}{kind} {self.times}"

    def clean(self) -> None:
        """Dates the right way round, both times or none, and one answer for each day and kind."""
        super().clean()
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValidationError({"date_to": "Datumen står tvärtom."})
        if (self.opens is None) != (self.closes is None):
            raise ValidationError({"closes": "Fyll i både öppnar och stänger, eller ingen av dem."})
        if self.opens is not None and self.opens == self.closes:
            raise ValidationError({"closes": WHOLE_DAY_HINT})
        refuse_visits(self, self.channel if self.opens else "")
        if self.provider_id and self.date_from and self.date_to:
            self._refuse_two_answers()

    @property
    def times(self) -> str:
        """The hours of those days, or that it is closed."""
        return f"{self.opens:%H.%M}–{self.closes:%H.%M}" if self.opens and self.closes else "stängt"

    def _refuse_two_answers(self) -> None:
        """Two rows of one kind for a day may be two times that lie apart, nothing else."""
        rows = OpeningException.objects.filter(
            provider=self.provider_id,
            channel=self.channel,
            date_from__lte=self.date_to,
            date_to__gte=self.date_from,
        ).exclude(pk=self.pk)
        for row in rows:
            if not (self.opens and self.closes and row.opens and row.closes) or (
                self.opens < _end_of_day(row.opens, row.closes)
                and row.opens < _end_of_day(self.opens, self.closes)
            ):
                raise ValidationError({"date_from": f"För de dagarna står det redan: {row}."})
