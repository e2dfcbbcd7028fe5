"""Providers: units that give support, their places, and how one reaches them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from catalogue.choices import AreaKind, ContactKind, ProviderStatus, Stated
from catalogue.models.identity import DescribedFact, Row
from catalogue.models.words import HasWords, Words

PROTECTED_REASON = (
    "Verksamheten är skyddad. Den får inte ha adress, vägbeskrivning, bild, besökstider "
    "eller ett område som är mindre än kommunen."
)


class Provider(HasWords, DescribedFact):
    """A unit that gives support: a mottagning, a team, a central enhet, an association."""

    kind = "provider"
    has_preview = True

    name = models.CharField("namn", max_length=160)
    sort = models.CharField("slag av verksamhet", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name="del av", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    run_by_areas = ParentalManyToManyField(
        "catalogue.Area", verbose_name="drivs av (område)", blank=True, related_name="runs"
    )
    run_by_providers = ParentalManyToManyField(
        "self", verbose_name="drivs av (verksamhet)", blank=True, symmetrical=False, related_name="runs"
    )
    partners = ParentalManyToManyField(
        "self", verbose_name="tillsammans med", blank=True, symmetrical=False, related_name="partner_of"
    )
    catchment = ParentalManyToManyField(
        "catalogue.Area",
        verbose_name="för dem som bor i",
        blank=True,
        related_name="served_by",
        help_text="Tomt betyder att det inte står.",
    )
    age_min = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("till och med ålder", null=True, blank=True)
    drop_in = models.CharField("drop-in", max_length=3, choices=Stated, blank=True)
    by_appointment = models.CharField(
        "tider efter överenskommelse", max_length=3, choices=Stated, blank=True, help_text="Besök bokas i förväg."
    )
    status = models.CharField("läge", max_length=10, choices=ProviderStatus, default=ProviderStatus.ACTIVE)
    is_protected = models.BooleanField(
        "skyddad",
        default=False,
        help_text="Skyddat boende och liknande. Ingen adress eller vägbeskrivning får finnas i katalogen.",
    )

    class Meta:
        verbose_name = "verksamhet"
        verbose_name_plural = "verksamheter"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ages the right way round; nothing that gives away where a protected unit is."""
        super().clean()
        refuse_ages_the_wrong_way_round(self.age_min, self.age_max)
        if self.is_protected:
            small = [area for area in self.catchment.all() if area.level == AreaKind.DISTRICT]
            if small:
                raise ValidationError({"catchment": PROTECTED_REASON})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a protected unit with a known place, whoever saves it.

        Raises:
            ValidationError: when the unit is protected and a place, a catchment below the municipality or
                words on how to find it exist.
        """
        if self.is_protected:
            self.clean()
            if self.pk and Place.objects.filter(provider_id=self.pk).exists():
                raise ValidationError({"is_protected": PROTECTED_REASON})
            if any(row.find for row in self.words.all()):
                raise ValidationError({"is_protected": PROTECTED_REASON})
            from catalogue.models.group_start import tells_where  # a group start knows its unit

            if self.pk and tells_where(self.pk):
                raise ValidationError({"is_protected": PROTECTED_REASON})
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Address of the provider's page."""
        return reverse("provider", args=[self.slug])


class ProviderAlias(Row):
    """Another name of a unit."""

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("namn", max_length=160)

    class Meta:
        verbose_name = "annat namn"
        verbose_name_plural = "andra namn"

    def __str__(self) -> str:
        return self.name


class Contact(Row):
    """A way to reach a unit, for everybody. Numbers between units are ``InternalContact``."""

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField("slag", max_length=10, choices=ContactKind)
    value = models.CharField("nummer eller adress", max_length=255)
    hidden_on_bill = models.CharField("syns inte på telefonräkningen", max_length=3, choices=Stated, blank=True)
    order = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "kontaktväg"
        verbose_name_plural = "kontaktvägar"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.value}"


class InternalContact(Row):
    """A direct contact between units. No public page, index, export or feed reads this table."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="internal_contacts")
    value = models.CharField("nummer eller adress", max_length=255)
    about = models.CharField("gäller", max_length=160, blank=True)

    class Meta:
        verbose_name = "intern kontakt"
        verbose_name_plural = "interna kontakter"

    def __str__(self) -> str:
        return self.value


class ProviderWords(Words):
    """Words about a unit."""

    owner = ParentalKey(Provider, on_delete=models.CASCADE, related_name="words")
    presentation = models.TextField("presentation", blank=True)
    contact = models.TextField("så tar du kontakt", blank=True)
    hours = models.TextField(
        "öppettider i ord", blank=True, help_text="Bara det som inte går att skriva som tider."
    )
    find = models.TextField("hitta hit", blank=True)
    staff = models.TextField("vilka du möter", blank=True, help_text="Yrken, aldrig namn på personer.")


class Place(HasWords, DescribedFact):
    """A site of a unit. A protected unit has none."""

    kind = "place"

    provider = models.ForeignKey(
        Provider, verbose_name="verksamhet", on_delete=models.PROTECT, related_name="places"
    )
    #: The unit's own mark, repeated here so that the database itself can refuse an address.
    provider_is_protected = models.BooleanField(default=False, editable=False)
    name = models.CharField("namn", max_length=160)
    area = models.ForeignKey(
        "catalogue.Area",
        verbose_name="område",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
    )
    street = models.CharField("gatuadress", max_length=160, blank=True)
    postcode = models.CharField("postnummer", max_length=10, blank=True)
    town = models.CharField("postort", max_length=80, blank=True)
    step_free = models.CharField("utan trappsteg", max_length=3, choices=Stated, blank=True)
    lift = models.CharField("hiss", max_length=3, choices=Stated, blank=True)
    accessible_toilet = models.CharField("toalett för rullstol", max_length=3, choices=Stated, blank=True)
    hearing_loop = models.CharField("hörslinga", max_length=3, choices=Stated, blank=True)

    class Meta:
        verbose_name = "plats"
        verbose_name_plural = "platser"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="protected_provider_has_no_place",
                condition=models.Q(provider_is_protected=False),
                violation_error_message=PROTECTED_REASON,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a place of a protected unit with the reason."""
        super().clean()
        if self.provider_id and self.provider.is_protected:
            raise ValidationError({"provider": PROTECTED_REASON})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Carry the unit's protection so that the database's constraint sees it."""
        self.provider_is_protected = Provider.objects.values_list("is_protected", flat=True).get(
            pk=self.provider_id
        )
        super().save(*args, **kwargs)


class PlaceWords(Words):
    """Words about a place."""

    owner = ParentalKey(Place, on_delete=models.CASCADE, related_name="words")
    way_in = models.TextField("vägen in", blank=True, help_text="Ingång, våning, hur du hittar från hållplatsen.")
    entrance = models.CharField("ingång", max_length=255, blank=True)
    report_to = models.CharField(
        "anmäl dig hos", max_length=255, blank=True, help_text="Reception, kölapp eller vänta i väntrummet."
    )


def refuse_ages_the_wrong_way_round(age_min: int | None, age_max: int | None) -> None:
    """Raise ``ValidationError`` when the lowest age lies above the highest or an age is not a human's."""
    if age_min is not None and age_max is not None and age_min > age_max:
        raise ValidationError({"age_max": f"Åldrarna står tvärtom: från {age_min} till {age_max} år."})
    if max(age_min or 0, age_max or 0) > 120:
        raise ValidationError({"age_max": "Åldern får vara högst 120 år."})
