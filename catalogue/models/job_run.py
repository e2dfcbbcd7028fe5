"""Job run: when a job ran last, how it went, and who holds its lock."""

from django.db import models


class JobOutcome(models.TextChoices):
    """How a run ended. Only staff read these words."""

    OK = "ok", "klart"
    FAILED = "failed", "misslyckades"
    SKIPPED = "skipped", "hoppades över"


class JobRun(models.Model):
    """The last run of one job. Its row is also its lock, so that two servers never run it at once."""

    name = models.CharField("jobb", max_length=60, unique=True)
    started_at = models.DateTimeField("startade", null=True, blank=True)
    finished_at = models.DateTimeField("slutade", null=True, blank=True)
    outcome = models.CharField("utfall", max_length=7, choices=JobOutcome, blank=True)
    message = models.TextField("vad som hände", blank=True)
    locked_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "jobb"
        verbose_name_plural = "jobb"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
