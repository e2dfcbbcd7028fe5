"""Queue: one observation of waiting, never changed."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Q, Window
from django.db.models.functions import Coalesce, Length, RowNumber

from catalogue.choices import QueueMeasure, QueueState, WaitUnit
from catalogue.models.identity import Row, Sourced
from catalogue.partial_dates import last_day

#: Days in a unit when waits are sorted. A month has no fixed number of weeks, so months are sorted apart.
DAYS: dict[str, int] = {WaitUnit.DAY: 1, WaitUnit.WEEK: 7}
#: Days of the shortest month: a wait in months is at least so long.
SHORTEST_MONTH = 28
#: Length of a whole date, ``2026-11-20``; what is shorter is a month or a year.
WHOLE_DATE = 10


class LastDayField(models.DateField):
    """The last day that the stated day of the observation can mean, so that the database can order reports."""

    def pre_save(self, model_instance: models.Model, add: bool) -> date | None:
        """Read it off the stated day, however the row is saved."""
        day = last_day(model_instance.observed)  # type: ignore[attr-defined]  # only reports have the field
        setattr(model_instance, self.attname, day)
        return day


class QueueReportQuerySet(models.QuerySet):
    """Reads of reports."""

    def current(self, today: date) -> "QueueReportQuerySet":
        """The newest telling report of each subject, group and measure: a few rows, however long the history is.

        Where the unit has said later that it does not know, that answer stands beside it.

        Args:
            today: a whole date after it is a slip of the pen, and would otherwise hide the true one for years.
        """
        subject = (F("offering"), F("provider"), F("insats"), F("area"), F("anonymous_label"))
        clock = [*subject, Coalesce("target_group", 0), F("measure")]
        newest_first = [F("observed_last").desc(), F("pk").desc()]
        believed = self.filter(observed_last__isnull=False).annotate(stated=Length("observed"))
        believed = believed.filter(Q(observed_last__lte=today) | ~Q(stated=WHOLE_DATE)).annotate(
            is_telling=ExpressionWrapper(~Q(state=QueueState.UNKNOWN), output_field=BooleanField())
        )
        newest = believed.annotate(
            place=Window(RowNumber(), partition_by=clock, order_by=newest_first),
            place_of_kind=Window(RowNumber(), partition_by=[*clock, "is_telling"], order_by=newest_first),
        ).filter(Q(is_telling=True, place_of_kind=1) | Q(is_telling=False, place=1))
        return newest.select_related("target_group").prefetch_related("target_group__words")


class QueueReport(Row, Sourced):
    """What somebody observed of the wait at a moment. A new observation is a new row."""

    offering = models.ForeignKey(
        "catalogue.Offering", null=True, blank=True, on_delete=models.PROTECT, related_name="queue_reports"
    )
    provider = models.ForeignKey(
        "catalogue.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="queue_reports"
    )
    insats = models.ForeignKey(
        "catalogue.Insats", null=True, blank=True, on_delete=models.PROTECT, related_name="queue_reports"
    )
    area = models.ForeignKey(
        "catalogue.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="queue_reports"
    )
    anonymous_label = models.CharField("utan namn i källan", max_length=200, blank=True)
    target_group = models.ForeignKey(
        "catalogue.TargetGroup",
        verbose_name="bara för målgruppen",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Tomt betyder alla som får stödet.",
    )
    state = models.CharField("läge", max_length=14, choices=QueueState)
    wait_from = models.PositiveSmallIntegerField("från", null=True, blank=True)
    wait_to = models.PositiveSmallIntegerField("till", null=True, blank=True)
    wait_average = models.DecimalField("i snitt", max_digits=5, decimal_places=1, null=True, blank=True)
    unit = models.CharField("enhet", max_length=5, choices=WaitUnit, blank=True)
    measure = models.CharField("mäts till", max_length=10, choices=QueueMeasure, blank=True)
    observed = models.CharField(
        "observerad", max_length=20, help_text="Datum eller del av datum: 2026-11-20 eller 2018."
    )
    observed_last = LastDayField(null=True, editable=False)
    fact = models.CharField("i ord", max_length=255, blank=True, help_text="Som källan säger.")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    #: Of an answer "vet inte": when the unit's manager and the office were told. No part of what was observed.
    told_at = models.DateTimeField("sagt vidare", null=True, editable=False)

    objects = QueueReportQuerySet.as_manager()

    class Meta:
        verbose_name = "köuppgift"
        verbose_name_plural = "köuppgifter"
        ordering = ["-observed", "-pk"]
        indexes = [models.Index(fields=["offering", "measure", "-observed_last"], name="queue_report_newest")]
        constraints = [
            models.CheckConstraint(
                name="queue_report_has_a_subject",
                condition=models.Q(offering__isnull=False)
                | models.Q(provider__isnull=False)
                | models.Q(insats__isnull=False)
                | models.Q(area__isnull=False)
                | ~models.Q(anonymous_label=""),
                violation_error_message="Ange vad köuppgiften gäller.",
            ),
            models.CheckConstraint(
                name="queue_wait_has_a_unit",
                condition=models.Q(wait_from__isnull=True, wait_to__isnull=True, wait_average__isnull=True)
                | ~models.Q(unit=""),
                violation_error_message="Ange om väntetiden är i dagar, veckor eller månader.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.observed})"

    def clean(self) -> None:
        """A wait that ends before it begins is refused."""
        super().clean()
        if self.wait_from is not None and self.wait_to is not None and self.wait_from > self.wait_to:
            raise ValidationError(
                {"wait_to": f"Väntetiden står tvärtom: från {self.wait_from} till {self.wait_to}."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An observation is written once.

        Raises:
            ValueError: when an existing observation would be changed.
        """
        if self.pk:
            raise ValueError("A queue report is never changed; report a new one.")
        super().save(*args, **kwargs)

    @property
    def days(self) -> int | None:
        """The longest stated wait in days (a week is 7), or None when it is not stated or is in months."""
        amount = self._longest
        if amount is None:
            return 0 if self.state in (QueueState.NONE, QueueState.PLACES) else None
        factor = DAYS.get(self.unit)
        return int(amount * factor) if factor else None

    @property
    def least_days(self) -> int | None:
        """The fewest days that the longest stated wait can mean: as ``days``, with a month as the shortest one."""
        if self.unit == WaitUnit.MONTH and self._longest is not None:
            return int(self._longest * SHORTEST_MONTH)
        return self.days

    @property
    def _longest(self) -> Any:
        """The longest stated amount in its own unit."""
        return next((n for n in (self.wait_to, self.wait_average, self.wait_from) if n is not None), None)
