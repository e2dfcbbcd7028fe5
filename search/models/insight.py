"""What was asked, counted by day: no person, no address, no time of the day, no order."""

from django.db import models


class WeekKey(models.Model):
    """The secret of one week. Thrown away when the week is over, so that what it hashed can never be guessed."""

    week = models.CharField(max_length=8, unique=True)
    secret = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return self.week


class AskedWords(models.Model):
    """How often one question was asked on a day in an area, and how often it found nothing or little.

    ``mark`` is a keyed hash of the question. ``words`` stays empty until the question has been asked five times
    in a week; then enough people ask it for the words to say nothing of anyone.
    """

    day = models.DateField()
    week = models.CharField(max_length=8)
    area = models.CharField("område", max_length=160, blank=True)
    language = models.CharField(max_length=12)
    mark = models.CharField(max_length=64)
    words = models.CharField("ord", max_length=200, blank=True)
    times = models.PositiveIntegerField("gånger", default=0)
    found_nothing = models.PositiveIntegerField("utan träff", default=0)
    found_little = models.PositiveIntegerField("få träffar", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "area", "language", "mark"], name="one_count_per_day_area_and_question"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.words or '–'}: {self.times}"


class AskedTopic(models.Model):
    """How often a topic of danger was heard on a day. Nothing of the words is kept."""

    day = models.DateField()
    topic = models.CharField("ämne", max_length=160)
    times = models.PositiveIntegerField("gånger", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "topic"], name="one_count_per_day_and_topic")]

    def __str__(self) -> str:
        return f"{self.day} {self.topic}: {self.times}"
