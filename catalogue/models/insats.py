"""An insats: a support or method as a concept, with every fact about the concept and no words."""

from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalManyToManyField

from catalogue.choices import AgeRefersTo, Route, Stated, Status
from catalogue.models.identity import DescribedFact
from catalogue.models.provider import refuse_ages_the_wrong_way_round


class Insats(DescribedFact):
    """A support or a method ("Komet 3–11 år"). Its words stand on ``InsatsPage``, once per variant."""

    kind = "insats"
    has_preview = True

    name = models.CharField(
        "metodens namn",
        max_length=160,
        help_text="Som yrkesverksamma säger. Det vanliga namnet står på sidan.",
    )
    full_name = models.CharField("utskrivet namn", max_length=255, blank=True)
    abbreviation = models.CharField("förkortning", max_length=30, blank=True)
    category = models.ForeignKey(
        "catalogue.Category",
        verbose_name="sorts stöd",
        null=True,
        on_delete=models.PROTECT,
        related_name="insatser",
    )
    broader = models.ForeignKey(
        "self",
        verbose_name="del av",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="narrower",
    )
    related = ParentalManyToManyField("self", verbose_name="liknar", blank=True, symmetrical=False)
    needs = ParentalManyToManyField("catalogue.Need", verbose_name="behov", blank=True, related_name="insatser")
    target_groups = ParentalManyToManyField(
        "catalogue.TargetGroup", verbose_name="målgrupper", blank=True, related_name="insatser"
    )
    age_min = models.PositiveSmallIntegerField("från ålder", null=True, blank=True)
    age_max = models.PositiveSmallIntegerField("till och med ålder", null=True, blank=True)
    age_refers_to = models.CharField("åldern gäller", max_length=12, choices=AgeRefersTo, blank=True)
    forms = ParentalManyToManyField("catalogue.Form", verbose_name="form", blank=True, related_name="insatser")
    prevention_level = models.ForeignKey(
        "catalogue.PreventionLevel",
        verbose_name="förebyggande nivå",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="insatser",
    )
    default_route = models.CharField(
        "vanlig väg in",
        max_length=12,
        choices=Route,
        blank=True,
        help_text="Som den brukar vara. Erbjudandet har sin egen.",
    )
    default_decision = models.CharField("behövs oftast beslut", max_length=3, choices=Stated, blank=True)
    manual_based = models.CharField("följer en manual", max_length=3, choices=Stated, blank=True)
    evidence_based = models.CharField("har stöd i forskning", max_length=3, choices=Stated, blank=True)
    method_owner = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="metodens ägare",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="methods",
    )
    status = models.CharField("läge", max_length=20, choices=Status, default=Status.OFFERED)

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Ages the right way round; no concept that is a part of itself."""
        super().clean()
        refuse_ages_the_wrong_way_round(self.age_min, self.age_max)
        if self.broader_id and self.broader_id == self.pk:
            from django.core.exceptions import ValidationError

            raise ValidationError({"broader": "En insats kan inte vara en del av sig själv."})

    def get_absolute_url(self) -> str:
        """Address of the insats in the active variant."""
        return reverse("insats", args=[self.slug])
