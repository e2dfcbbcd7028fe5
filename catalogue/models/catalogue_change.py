"""Catalogue change: a mark that a transaction leaves, so that everybody sees that something public was written."""

import uuid

from django.db import models


class CatalogueChange(models.Model):
    """One transaction that wrote something that readers may see.

    A row of its own for each: two transactions at once never wait for each other, as they would for one counter.
    The token is random, so that a restored database never looks like a later one.
    """

    token = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "ändring"
        verbose_name_plural = "ändringar"

    def __str__(self) -> str:
        return str(self.token)
