"""Staff: the people who sign in. Readers never do."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A member of staff of the municipality or of a provider."""

    class Meta(AbstractUser.Meta):
        verbose_name = "användare"
        verbose_name_plural = "användare"


class SignInCount(models.Model):
    """Attempts to sign in that were made lately, as Django's cache in the database keeps them.

    The columns are the cache's; the key is a hash of whose attempts they are (``config.sign_in_counts``).
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
