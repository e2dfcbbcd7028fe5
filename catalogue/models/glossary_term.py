"""The glossary: words of the authority and of methods, explained so that everybody understands."""

from django.db import models
from modelcluster.fields import ParentalKey

from catalogue.models.term import Term, TermWords


class GlossaryTerm(Term):
    """A word that readers meet. Its label is the word, its explanation what it means in a sentence or two.

    ``everyday`` holds other forms of the word that stand in running text ("beslutet", "beslut"), one a line.
    """

    kind = "glossary_term"

    abbreviation = models.CharField("förkortning", max_length=30, blank=True)
    is_old = models.BooleanField(
        "äldre ord", default=False, help_text="Används inte längre, men står i äldre texter."
    )
    is_explained = models.BooleanField(
        "förklaras i löpande text",
        default=False,
        help_text="Första gången ordet står i en text kan läsaren öppna förklaringen.",
    )

    class Meta(Term.Meta):
        abstract = False
        verbose_name = "ord i ordlistan"
        verbose_name_plural = "ordlistan"


class GlossaryTermWords(TermWords):
    """Words of a term of the glossary."""

    owner = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="words")
