"""Identity: a slug for ever, a uuid made from it once, and nothing that is deleted."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

slug_validator = RegexValidator(
    r"^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*\Z", "Använd bara små bokstäver a–z, siffror och bindestreck."
)


def identity_of(kind: str, slug: str) -> uuid.UUID:
    """The uuid of a record, the same on every installation with the same ``CATALOGUE_DOMAIN``.

    Args:
        kind: the kind of record, such as ``insats``.
        slug: the slug of the record within its kind.
    """
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_DNS, settings.CATALOGUE_DOMAIN), f"{kind}:{slug}")


class Identified(models.Model):
    """A record with a slug: unique within its kind, locked after the first save, reserved for ever."""

    kind: ClassVar[str]

    slug = models.CharField(
        "adressnamn",
        max_length=160,
        unique=True,
        validators=[slug_validator],
        help_text="Står i webbadressen. Går inte att ändra efter att du har sparat första gången.",
    )
    uuid = models.UUIDField(editable=False, unique=True)
    modified_at = models.DateTimeField("senast ändrad", auto_now=True, editable=False)

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            # A row of the database hands over no children, which modelcluster would look for by name each time.
            models.Model.__init__(self, *args)
        self._locked_slug = self.slug if self.pk else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the identity once and hold on to the slug."""
        if self._locked_slug and self.slug != self._locked_slug:
            raise ValueError(f"The slug of {self.kind} {self._locked_slug} is locked.")
        if not self.uuid:
            self.uuid = identity_of(self.kind, self.slug)
        super().save(*args, **kwargs)
        self._locked_slug = self.slug

    def clean(self) -> None:
        """Refuse a changed slug with words that an editor understands."""
        super().clean()
        if self._locked_slug and self.slug != self._locked_slug:
            raise ValidationError({"slug": "Adressnamnet går inte att ändra. Andra webbplatser länkar till det."})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Nothing with a slug is deleted; it is retired.

        Raises:
            ProtectedError: always, for a saved record.
        """
        raise ProtectedError("En post i katalogen tas inte bort. Avsluta den i stället.", {self})


class Row(models.Model):
    """A row without a slug: its random uuid is stored and kept by revisions, export and import."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)

    class Meta:
        abstract = True


class Sourced(models.Model):
    """Where a fact comes from and of when it is, as the source gives it."""

    source_title = models.CharField(
        "källa",
        max_length=255,
        blank=True,
        help_text="Rapportens eller webbsidans titel. Visas vid uppgiften.",
    )
    as_of = models.CharField(
        "uppgiften är från",
        max_length=20,
        blank=True,
        help_text="Som källan anger det: ett datum, en månad eller ett år, till exempel 2018-12.",
    )

    class Meta:
        abstract = True


class DescribedFact(
    Identified,
    Sourced,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """A described fact: a snippet with a draft, revisions and a workflow, that can be retired."""

    retired_from = models.DateField(
        "avslutad från",
        null=True,
        blank=True,
        help_text="Sidan finns kvar som en kort upplysning som visar vidare.",
    )
    successors = models.ManyToManyField(
        "self", verbose_name="ersätts av", symmetrical=False, blank=True, related_name="predecessors"
    )
    is_example = models.BooleanField(
        "påhittat exempel",
        default=False,
        help_text="Märks som påhittat på varje sida och finns inte i öppna data.",
    )

    #: Whether a public page shows such a record, so that a draft of it can be previewed.
    has_preview: ClassVar[bool] = False

    class Meta:
        abstract = True

    @property
    def is_retired(self) -> bool:
        """Whether the record has left the catalogue."""
        return self.retired_from is not None

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One way to preview what has a page, none for the rest."""
        return self.DEFAULT_PREVIEW_MODES if self.has_preview else []

    @property
    def full_url(self) -> str | None:
        """Address that a preview pretends to stand at."""
        find = getattr(self, "get_absolute_url", None)
        return settings.BASE_URL + find() if find and self.slug else None

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The public page with this draft in place of the live record."""
        from catalogue.preview import preview  # the preview knows the public views, which know the models

        return preview(self, request)
