"""Group starts: a course or group of an offering with a first date, sign-up and places. A running fact."""

from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from catalogue.choices import GroupHeld, SignUp, Stated
from catalogue.models.identity import Row
from catalogue.models.provider import PROTECTED_REASON, refuse_ages_the_wrong_way_round
from catalogue.models.words import HasWords, Words


class GroupStartQuerySet(models.QuerySet):
    """Reads of group starts."""

    def coming(self, today: date) -> "GroupStartQuerySet":
        """What a reader can still join: not begun, not called off, of an offering that can be had now."""
        from catalogue.models.offering import Offering  # an offering knows its group starts

        return self.not_begun(today).filter(offering__in=Offering.objects.running().values("pk"))

    def not_begun(self, today: date) -> "GroupStartQuerySet":
        """What has not begun and is not called off, the nearest first."""
        rows = self.filter(first_date__gte=today, is_cancelled=False)
        return rows.order_by("first_date", "starts_at", "pk")


class GroupStart(HasWords, Row, ClusterableModel):
    """One time that a group begins: live when saved, outside every revision. An empty value is *not stated*."""

    offering = models.ForeignKey(
        "catalogue.Offering", verbose_name="erbjudande", on_delete=models.PROTECT, related_name="group_starts"
    )
    first_date = models.DateField("första träffen")
    starts_at = models.TimeField("börjar", null=True, blank=True)
    ends_at = models.TimeField("slutar", null=True, blank=True)
    meetings = models.PositiveSmallIntegerField("antal träffar", null=True, blank=True)
    held = models.CharField("hur man träffas", max_length=5, choices=GroupHeld, blank=True)
    place = models.ForeignKey(
        "catalogue.Place",
        verbose_name="plats",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="group_starts",
    )
    language = models.ForeignKey(
        "catalogue.SupportLanguage",
        verbose_name="språk",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    age_min = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(
        "till och med ålder", null=True, blank=True, help_text="Tomt betyder som erbjudandet och insatsen säger."
    )
    sign_up = models.CharField("så anmäler man sig", max_length=9, choices=SignUp, blank=True)
    sign_up_until = models.DateField("anmäl senast", null=True, blank=True)
    seats = models.PositiveSmallIntegerField("platser", null=True, blank=True)
    signed_up = models.PositiveSmallIntegerField(
        "anmälda",
        null=True,
        blank=True,
        help_text="Visas inte på webbplatsen. Den visar hur många platser som är kvar.",
    )
    counted_on = models.DateField("räknade den", null=True, blank=True)
    reserve_list = models.CharField("reservlista", max_length=3, choices=Stated, blank=True)
    smallest = models.PositiveSmallIntegerField("minsta antal för att starta", null=True, blank=True)
    child_care = models.CharField("barnpassning", max_length=3, choices=Stated, blank=True)
    open_to_others = models.CharField(
        "öppen för dem som bor i andra områden", max_length=3, choices=Stated, blank=True
    )
    is_cancelled = models.BooleanField("inställd", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    modified_at = models.DateTimeField(auto_now=True, editable=False)

    objects = GroupStartQuerySet.as_manager()

    class Meta:
        verbose_name = "gruppstart"
        verbose_name_plural = "gruppstarter"
        ordering = ["first_date", "starts_at", "pk"]
        indexes = [models.Index(fields=["first_date"], name="group_start_by_date")]

    def __str__(self) -> str:
        times = f" {self.starts_at:%H.%M}" if self.starts_at else ""
        places = f", {self.signed_up or 0} av {self.seats} anmälda" if self.seats is not None else ""
        called_off = ", inställd" if self.is_cancelled else ""
        return f"{self.offering} {self.first_date:%Y-%m-%d}{times}{places}{called_off}"

    def clean(self) -> None:
        """Dates, times and numbers that fit together; no place of a protected unit."""
        super().clean()
        refuse_ages_the_wrong_way_round(self.age_min, self.age_max)
        if self.sign_up_until and self.first_date and self.sign_up_until > self.first_date:
            raise ValidationError({"sign_up_until": "Sista dagen för anmälan är efter första träffen."})
        if self.ends_at and not self.starts_at:
            raise ValidationError({"starts_at": "Fyll i när träffen börjar."})
        if self.starts_at and self.ends_at and self.starts_at >= self.ends_at:
            raise ValidationError({"ends_at": "Träffen slutar innan den börjar."})
        if self.smallest is not None and self.seats is not None and self.smallest > self.seats:
            raise ValidationError({"smallest": "Gruppen behöver fler för att starta än den har platser."})
        if self.meetings == 0:
            raise ValidationError({"meetings": "En grupp har minst en träff. Lämna tomt om du inte vet."})
        provider = self.offering.provider if self.offering_id else None
        if provider and provider.is_protected:
            if self.place_id:
                raise ValidationError({"place": PROTECTED_REASON})
            if any(row.where for row in self.words.all()):
                raise ValidationError(PROTECTED_REASON)
        if self.place_id and (provider is None or self.place.provider_id != provider.pk):
            raise ValidationError({"place": "Platsen hör till en annan verksamhet."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A number of people that somebody has written was counted on a day: today, unless another is given."""
        if self.signed_up is not None and self.counted_on is None:
            self.counted_on = timezone.localdate()
        super().save(*args, **kwargs)

    @property
    def places_left(self) -> int | None:
        """How many more can join; None when it is not stated."""
        if self.seats is None or self.signed_up is None:
            return None
        return max(0, self.seats - self.signed_up)

    @property
    def is_full(self) -> bool:
        """Whether it is known that nobody more can join."""
        return self.places_left == 0

    @property
    def lacking(self) -> int:
        """How many more must sign up for the group to start; 0 when it is enough or not stated."""
        if self.smallest is None or self.signed_up is None:
            return 0
        return max(0, self.smallest - self.signed_up)

    def is_evening(self, evening: time) -> bool:
        """Whether it begins in the evening."""
        return self.starts_at is not None and self.starts_at >= evening


class GroupStartWords(Words):
    """Words about one group start: for whom, where, how one signs up, and what else one should know."""

    owner = ParentalKey(GroupStart, on_delete=models.CASCADE, related_name="words")
    for_whom = models.CharField("för vem", max_length=255, blank=True)
    where = models.CharField("var", max_length=255, blank=True)
    how_to_sign_up = models.CharField("så anmäler du dig", max_length=255, blank=True)
    about = models.TextField("mer om gruppen", blank=True)


def tells_where(provider_id: int) -> bool:
    """Whether a group of a unit names a place, so that the unit cannot become a protected one."""
    starts = GroupStart.objects.filter(offering__provider=provider_id)
    return starts.filter(models.Q(place__isnull=False) | models.Q(words__where__gt="")).exists()
