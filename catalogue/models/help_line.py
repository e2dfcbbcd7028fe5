"""Help now: the topics of danger and fear, and the lines that somebody answers."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from catalogue.choices import Stated
from catalogue.models.hours import WeeklyHours
from catalogue.models.term import Term, TermWords


class HelpTopic(Term):
    """What has happened, as somebody in danger would say it: a heading of the page *Hjälp nu*.

    Its label is the heading, its explanation what to read first, ``everyday`` the words that people search with.
    """

    kind = "help_topic"

    is_danger = models.BooleanField(
        "fara i sökningen",
        default=False,
        help_text="Den som söker med ämnets ord får hjälpen först, och orden stannar inte i adressen.",
    )

    class Meta(Term.Meta):
        abstract = False
        verbose_name = "ämne för hjälp nu"
        verbose_name_plural = "ämnen för hjälp nu"


class HelpTopicWords(TermWords):
    """Words of a topic."""

    approved_first = True

    owner = ParentalKey(HelpTopic, on_delete=models.CASCADE, related_name="words")


class HelpLine(Term):
    """A line that somebody answers. Its label is its name, its explanation whom it is for and what they do.

    Numbers, languages and hours are facts, live in every variant; an empty value is *not stated*. Topics order
    the page; a line may answer to several.
    """

    kind = "help_line"

    topics = ParentalManyToManyField(
        HelpTopic, verbose_name="ämnen", blank=True, related_name="lines", help_text="Var på Hjälp nu den står."
    )
    number = models.CharField("telefonnummer", max_length=30, blank=True)
    sms = models.CharField("nummer för sms", max_length=30, blank=True)
    chat_url = models.URLField("chatt", blank=True)
    website = models.URLField("webbplats", blank=True)
    age_min = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("till och med ålder", null=True, blank=True)
    around_the_clock = models.CharField("öppet dygnet runt", max_length=3, choices=Stated, blank=True)
    is_free = models.CharField("gratis att ringa", max_length=3, choices=Stated, blank=True)
    may_be_anonymous = models.CharField("får vara anonym", max_length=3, choices=Stated, blank=True)
    hidden_on_bill = models.CharField("syns inte på telefonräkningen", max_length=3, choices=Stated, blank=True)
    languages = ParentalManyToManyField(
        "catalogue.SupportLanguage", verbose_name="språk", blank=True, related_name="help_lines"
    )
    checked_on = models.DateField(
        "kontrollerad den",
        null=True,
        blank=True,
        help_text="När en person ringde och kontrollerade nummer och tider. Tomt betyder att ingen har gjort det.",
    )

    class Meta(Term.Meta):
        abstract = False
        verbose_name = "hjälplinje"
        verbose_name_plural = "hjälplinjer"


class HelpLineWords(TermWords):
    """Words of a line."""

    approved_first = True

    owner = ParentalKey(HelpLine, on_delete=models.CASCADE, related_name="words")


class HelpLineHours(WeeklyHours):
    """When somebody answers, for a line that is not open around the clock."""

    help_line = ParentalKey(HelpLine, on_delete=models.CASCADE, related_name="opening_hours")

    class Meta(WeeklyHours.Meta):
        abstract = False
        verbose_name = "tid"
        verbose_name_plural = "tider"
