"""What an import wrote last, field by field, so that an editor's change is never overwritten in silence."""

from django.db import models


class ImportRecord(models.Model):
    """The values that ``load_catalogue`` last wrote to one record."""

    kind = models.CharField(max_length=30)
    slug = models.CharField(max_length=200)
    written = models.JSONField(default=dict)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_import_record_each")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"
