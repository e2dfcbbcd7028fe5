"""Legal texts: what the law says of consent, age and rights, as content that a lawyer must approve."""

from django.db import models
from modelcluster.fields import ParentalKey

from catalogue.choices import LegalPlace
from catalogue.models.term import Term, TermWords


class LegalText(Term):
    """A sentence or two about the law in plain words. Its label is the heading, its explanation the text."""

    kind = "legal_text"

    shown_on = models.CharField(
        "visas på",
        max_length=10,
        choices=LegalPlace,
        blank=True,
        help_text="Tomt betyder bara där en redaktör har lagt den på en sida.",
    )
    reviewed_by_lawyer_on = models.DateField(
        "granskad av jurist",
        null=True,
        blank=True,
        help_text="Tomt betyder att ingen jurist har granskat texten.",
    )

    class Meta(Term.Meta):
        abstract = False
        verbose_name = "rättslig text"
        verbose_name_plural = "rättsliga texter"


class LegalTextWords(TermWords):
    """Words of a legal text; ``legal`` names the law that stands behind it."""

    approved_first = True

    owner = ParentalKey(LegalText, on_delete=models.CASCADE, related_name="words")
    legal = models.TextField("lagen säger", blank=True, help_text="Lag, kapitel och paragraf.")
