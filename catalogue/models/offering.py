"""An offering: this insats, given by someone somewhere, with the way in that holds just there."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from catalogue.choices import (
    RUNNING,
    AfterSessions,
    Cost,
    CostUnit,
    Records,
    Route,
    RouteBasis,
    Stated,
    Status,
    Tells,
    WaitingContact,
)
from catalogue.models.identity import DescribedFact, Row
from catalogue.models.provider import refuse_ages_the_wrong_way_round
from catalogue.models.words import HasWords, Words
from catalogue.querysets import OfferingQuerySet

#: Routes that contradict a stated decision fact.
WITHOUT_DECISION = (Route.COME, Route.CALL, Route.INTAKE)


class Offering(HasWords, DescribedFact):
    """*This insats, given by someone somewhere.* An empty value is *not stated*, never *no*."""

    kind = "offering"
    has_preview = True

    insats = models.ForeignKey(
        "catalogue.Insats", verbose_name="insats", on_delete=models.PROTECT, related_name="offerings"
    )
    provider = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="verksamhet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offerings",
    )
    area = models.ForeignKey(
        "catalogue.Area",
        verbose_name="område",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="offerings",
        help_text="Det område som erbjuder insatsen.",
    )
    anonymous_label = models.CharField(
        "utan namn i källan",
        max_length=200,
        blank=True,
        help_text="Som källan säger: en stadsdel i ytterstaden.",
    )
    level = models.CharField(
        "nivå", max_length=60, blank=True, help_text="Kort nyckel när en insats ges i nivåer."
    )

    # The way in
    route = models.CharField("så får man kontakt", max_length=12, choices=Route, blank=True)
    route_basis = models.CharField("hur säkert är det", max_length=10, choices=RouteBasis, blank=True)
    decision_needed = models.CharField("behövs beslut", max_length=3, choices=Stated, blank=True)
    referrers = ParentalManyToManyField("catalogue.Referrer", verbose_name="kan hänvisa", blank=True)

    # Who may come
    age_min = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("till och med ålder", null=True, blank=True)
    diagnosis_required = models.CharField("kräver diagnos", max_length=3, choices=Stated, blank=True)
    residents_elsewhere = models.CharField(
        "tar emot dem som bor i andra områden", max_length=3, choices=Stated, blank=True
    )
    own_access_age = models.PositiveSmallIntegerField(
        "får komma själv från ålder", null=True, blank=True, help_text="Utan att föräldrarna är med."
    )

    # How it is
    forms = ParentalManyToManyField("catalogue.Form", verbose_name="form", blank=True)
    meeting_ways = ParentalManyToManyField("catalogue.MeetingWay", verbose_name="hur man möts", blank=True)
    support_languages = ParentalManyToManyField("catalogue.SupportLanguage", verbose_name="språk", blank=True)
    max_sessions = models.PositiveSmallIntegerField("högst antal samtal", null=True, blank=True)
    after_sessions = models.CharField("när samtalen är slut", max_length=6, choices=AfterSessions, blank=True)
    cost = models.CharField("kostnad", max_length=8, choices=Cost, blank=True)
    cost_amount = models.DecimalField(
        "avgift i kronor",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Vad den enskilde betalar.",
    )
    cost_unit = models.CharField("avgiften gäller", max_length=8, choices=CostUnit, blank=True)
    cost_year = models.PositiveSmallIntegerField("avgiftens år", null=True, blank=True)

    # Who gets to know
    records = models.CharField("antecknas det", max_length=8, choices=Records, blank=True)
    records_decided_on = models.DateField("nämndens beslut den", null=True, blank=True)
    anonymous = models.CharField("kan man vara anonym", max_length=3, choices=Stated, blank=True)
    tells_other_parent = models.CharField("kontaktas den andra föräldern", max_length=5, choices=Tells, blank=True)
    tells_parents = models.CharField("får en ungs föräldrar veta", max_length=5, choices=Tells, blank=True)
    reminders = models.CharField("påminner om tider", max_length=3, choices=Stated, blank=True)
    waiting_contact = models.CharField("kontakt under väntan", max_length=5, choices=WaitingContact, blank=True)

    # Who gives it
    together_with_areas = ParentalManyToManyField(
        "catalogue.Area", verbose_name="tillsammans med områden", blank=True, related_name="shared_offerings"
    )
    together_with_providers = ParentalManyToManyField(
        "catalogue.Provider",
        verbose_name="tillsammans med verksamheter",
        blank=True,
        related_name="shared_offerings",
    )
    contracted_out = models.CharField("ges av annan på uppdrag", max_length=3, choices=Stated, blank=True)
    status = models.CharField("läge", max_length=20, choices=Status, default=Status.OFFERED)

    objects = OfferingQuerySet.as_manager()

    class Meta:
        verbose_name = "erbjudande"
        verbose_name_plural = "erbjudanden"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "insats",
                Coalesce("provider", 0),
                Coalesce("area", 0),
                "anonymous_label",
                "level",
                "route",
                name="one_offering_each",
                violation_error_message=(
                    "Det här erbjudandet finns redan: samma insats, verksamhet, område, nivå och väg in."
                ),
            ),
            models.CheckConstraint(
                name="offering_is_given_by_someone",
                condition=models.Q(provider__isnull=False)
                | models.Q(area__isnull=False)
                | ~models.Q(anonymous_label=""),
                violation_error_message="Ange minst en av verksamhet, område och benämning utan namn.",
            ),
            models.CheckConstraint(
                name="route_agrees_with_decision",
                condition=~(models.Q(route__in=WITHOUT_DECISION) & models.Q(decision_needed="yes"))
                & ~(models.Q(route="beslut") & models.Q(decision_needed="no")),
                violation_error_message="Vägen in och uppgiften om beslut säger emot varandra.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insats.name} – {self.given_by}"

    def clean(self) -> None:
        """Say in an editor's words what does not fit together."""
        super().clean()
        refuse_ages_the_wrong_way_round(self.age_min, self.age_max)
        if not (self.provider_id or self.area_id or self.anonymous_label):
            raise ValidationError("Ange minst en av verksamhet, område och benämning utan namn.")
        if self.route in WITHOUT_DECISION and self.decision_needed == Stated.YES:
            raise ValidationError(
                {"decision_needed": f"Vägen in är ”{self.get_route_display()}”. Då behövs inget beslut."}
            )
        if self.route == Route.DECISION and self.decision_needed == Stated.NO:
            raise ValidationError(
                {"decision_needed": "Vägen in är att socialtjänsten beslutar. Då behövs ett beslut."}
            )
        if self.cost == Cost.FREE and self.cost_amount:
            raise ValidationError({"cost_amount": "Stödet är gratis, men en avgift är ifylld."})
        if self.provider_id and self.provider.is_protected and self.area_id and self.area.level == "district":
            from catalogue.models.provider import PROTECTED_REASON

            raise ValidationError({"area": PROTECTED_REASON})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a protected unit's whereabouts out of the database, whoever saves."""
        if self.provider_id and self.provider.is_protected:
            self.clean()
        super().save(*args, **kwargs)

    @property
    def given_by(self) -> str:
        """Who gives it, always with its place: two units may bear the same name."""
        names = [part.name for part in (self.provider, self.area) if part]
        return ", ".join(names) or self.anonymous_label

    @property
    def is_running(self) -> bool:
        """Whether it can be had now."""
        return self.status in RUNNING and not self.is_retired


class OfferingWords(Words):
    """Words about one offering: its way in, its conditions, its sessions and hours."""

    owner = ParentalKey(Offering, on_delete=models.CASCADE, related_name="words")
    way_in = models.TextField("så får du kontakt", blank=True)
    conditions = models.TextField("villkor", blank=True)
    sessions = models.TextField("antal och längd", blank=True)
    hours = models.TextField("tider i ord", blank=True)
    place = models.TextField("var", blank=True)
    level = models.CharField("nivåns namn", max_length=120, blank=True)
    who_decides = models.TextField("vem beslutar", blank=True)
    who_pays = models.TextField("vem betalar", blank=True)


class InternalNote(Row):
    """A note between colleagues about an offering. No public page, index, export or feed reads this table."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="internal_notes")
    text = models.TextField("anteckning")

    class Meta:
        verbose_name = "intern anteckning"
        verbose_name_plural = "interna anteckningar"

    def __str__(self) -> str:
        return self.text[:80]
