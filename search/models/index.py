"""Tables of the search index. The terms themselves lie in the engine's own table beside these."""

import uuid

from django.db import models


class IndexState(models.Model):
    """Which generation of documents readers see. One row.

    A rebuild writes a new generation beside the one that is read and then swaps. The tokens change with every
    change of words or facts, so that a process knows when what it remembers is old; they are random, so that a
    change that was rolled back can never look like a later one.
    """

    live_generation = models.PositiveIntegerField(default=0)
    building_generation = models.PositiveIntegerField(null=True)
    words_token = models.UUIDField(default=uuid.uuid4)
    facts_token = models.UUIDField(default=uuid.uuid4)
    built_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"generation {self.live_generation}"


class IndexedRecord(models.Model):
    """A document in the index: what it is about, where its passages lie, which words it holds."""

    generation = models.PositiveIntegerField()
    group = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    slug = models.CharField(max_length=160)
    language = models.CharField(max_length=12)
    borders = models.JSONField(default=dict)
    words = models.JSONField(default=list)
    #: The terms in order, a field a line in the order of ``FIELDS``: where each stands is read from here.
    terms = models.TextField(default="")
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "group", "object_id", "language"], name="one_document_per_object_and_variant"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.slug} ({self.language})"


class VocabularyWord(models.Model):
    """A public word as it is written, and in how many documents of a group and language it stands."""

    generation = models.PositiveIntegerField()
    group = models.CharField(max_length=20, default="insats")
    language = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    documents = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "group", "language", "word"], name="one_row_per_word_group_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.word


class FieldTotal(models.Model):
    """How many terms a field holds in all documents of a group and language. Field ``""`` counts the documents."""

    generation = models.PositiveIntegerField()
    group = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    field = models.CharField(max_length=20, blank=True)
    total = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["generation", "group", "language", "field"], name="one_total_per_field_and_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field or 'documents'}: {self.total}"


#: Changes of facts that are kept for processes to follow. One that has missed more reads all facts.
MOST_CHANGES = 500


class ChangedFacts(models.Model):
    """A change of facts: from which token to which, and of which insatser.

    A process follows the tokens from the one it knows to the one that holds and reads those insatser anew. Where
    the way is broken (everything may be other than it was, or a change was undone) it reads them all.
    """

    before = models.UUIDField()
    after = models.UUIDField()
    insatser = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{len(self.insatser)} insatser"


class WaitingChange(models.Model):
    """A change made while a rebuild was going on: taken up again just before the new generation is shown."""

    group = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.group} {self.object_id or 'all'}"
