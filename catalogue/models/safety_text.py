"""Safety texts: the words that somebody in danger reads, as content with draft and workflow."""

from django.db import models
from modelcluster.fields import ParentalKey

from catalogue.models.term import Term, TermWords


class SafetyText(Term):
    """A short text with a fixed place on the site. Its label is the heading, its explanation the text.

    The slug says where it stands: ``fara-nu`` (the box about danger), ``spar`` (what leaving the page does not
    hide), ``anonym-grans`` (the limit of being anonymous or not written down), ``andra-foraldern`` (when it is
    not stated whether the other parent is told), ``samtalslista`` (what the phone keeps), ``utan-internet``,
    ``tolk`` (what one may ask for), ``tolk-mening`` (what to say on the phone to get an interpreter), ``vantan``
    (that one calls all the same while one waits), ``samre`` (what to do if it gets worse meanwhile).
    """

    kind = "safety_text"

    class Meta(Term.Meta):
        abstract = False
        verbose_name = "säkerhetstext"
        verbose_name_plural = "säkerhetstexter"


class SafetyTextWords(TermWords):
    """Words of a safety text."""

    approved_first = True

    owner = ParentalKey(SafetyText, on_delete=models.CASCADE, related_name="words")
