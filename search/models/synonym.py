"""Synonyms and everyday words as content: what people say, and what the catalogue calls it."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import RevisionMixin

from catalogue.models.words import SOURCE_LANGUAGE, language_choices

#: Longest word or phrase, in signs, and most of them in a row.
LONGEST = 80
MOST = 40


class SynonymKind(models.TextChoices):
    """In which direction the words lead."""

    EQUIVALENT = "equivalent", "betyder samma sak"
    EVERYDAY = "everyday", "vardagsord → katalogens ord"
    ACRONYM = "acronym", "förkortning ↔ utskrivet"
    OLD = "old", "äldre ord → nytt ord"


class Synonym(RevisionMixin, models.Model):
    """Words that lead to other words when somebody searches. In force as soon as it is saved.

    ``words`` and ``leads_to`` hold a word or a phrase a line. With *betyder samma sak* every line of ``words``
    leads to every other and ``leads_to`` stays empty.
    """

    language = models.CharField("språk", max_length=12, choices=language_choices, default=SOURCE_LANGUAGE)
    kind = models.CharField("slag", max_length=12, choices=SynonymKind, default=SynonymKind.EVERYDAY)
    words = models.TextField("ord som folk skriver", help_text="Ett ord eller uttryck per rad.")
    leads_to = models.TextField(
        "leder till",
        blank=True,
        help_text="Ord som står i katalogen, ett per rad. Lämna tomt om orden ovan betyder samma sak.",
    )

    class Meta:
        verbose_name = "synonym"
        verbose_name_plural = "synonymer"
        ordering = ["words"]

    def __str__(self) -> str:
        lead = f" → {', '.join(self.leads_to_list)}" if self.leads_to_list else ""
        return f"{', '.join(self.word_list)}{lead}"

    @property
    def word_list(self) -> list[str]:
        """What people write, one each."""
        return _lines(self.words)

    @property
    def leads_to_list(self) -> list[str]:
        """What it leads to, one each."""
        return _lines(self.leads_to)

    def clean(self) -> None:
        """Two words at least that mean the same, or something to lead to; no line that is a text."""
        super().clean()
        for name, lines in (("words", self.word_list), ("leads_to", self.leads_to_list)):
            if len(lines) > MOST:
                raise ValidationError({name: f"Högst {MOST} rader. Gör en synonym till av resten."})
            if long := next((line for line in lines if len(line) > LONGEST), ""):
                raise ValidationError({name: f"Raden ”{long[:30]} …” är för lång. Högst {LONGEST} tecken."})
        if self.kind == SynonymKind.EQUIVALENT:
            if len(self.word_list) < 2:
                raise ValidationError({"words": "Skriv minst två ord som betyder samma sak, ett per rad."})
            if self.leads_to_list:
                raise ValidationError({"leads_to": "Ska vara tomt när orden betyder samma sak."})
        elif not self.leads_to_list:
            raise ValidationError({"leads_to": "Skriv minst ett ord som det leder till."})


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
