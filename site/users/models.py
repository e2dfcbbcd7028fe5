"""Staff: the people who sign in. Readers never do."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff of the municipality or of a provider."""

    class Meta(AbstractUser.Meta):
        verbose_name = "användare"
        verbose_name_plural = "användare"
