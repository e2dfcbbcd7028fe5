"""Areas: country, county, municipality, district; the names people use for them, and who followed whom."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey

from catalogue.choices import AreaKind
from catalogue.models.identity import DescribedFact, Row
from catalogue.models.words import HasWords, Words


class Area(HasWords, DescribedFact):
    """An area that support is given in. ``covers`` and ``within`` are the only ways to ask where it lies."""

    kind = "area"
    has_preview = True

    name = models.CharField("namn", max_length=120)
    level = models.CharField("nivå", max_length=20, choices=AreaKind)
    parent = models.ForeignKey(
        "self",
        verbose_name="ligger i",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    valid_from = models.DateField("finns från", null=True, blank=True)
    valid_to = models.DateField("fanns till", null=True, blank=True)
    population_young = models.PositiveIntegerField("invånare 0–20 år", null=True, blank=True)
    intake = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="mottagning",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="intake_of",
        help_text="Där man frågar och ansöker.",
    )
    switchboard = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="växel",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="switchboard_of",
    )
    out_of_hours = models.ForeignKey(
        "catalogue.Provider",
        verbose_name="socialjour",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="out_of_hours_of",
        help_text="Den som svarar kvällar och helger.",
    )

    class Meta:
        verbose_name = "område"
        verbose_name_plural = "områden"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a tree that bites its tail and dates the wrong way round."""
        super().clean()
        if self.parent is not None and self.pk and self.covers(self.parent):
            raise ValidationError(
                {"parent": f"{self.name} kan inte ligga i {self.parent.name}, som ligger i {self.name}."}
            )
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValidationError({"valid_to": "Området kan inte upphöra innan det finns."})

    def get_absolute_url(self) -> str:
        """Address of the area's page."""
        return reverse("area", args=[self.slug])

    def ancestors(self) -> Iterator["Area"]:
        """This area, all that it lies in, and all that followed it, nearest first. A loop ends the walk."""
        queue, seen = [self], set()
        while queue:
            area = queue.pop(0)
            if area.pk in seen:
                continue
            seen.add(area.pk)
            yield area
            queue.extend([area.parent] if area.parent else [])
            queue.extend(area.successors.all() if area.pk else [])

    def covers(self, other: "Area") -> bool:
        """Whether what is for this whole area is also for the other: it is the same or lies in it."""
        return any(area.pk == self.pk for area in other.ancestors())

    def within(self, other: "Area") -> bool:
        """Whether this area is the other or a part of it. A merged district is within its successor."""
        return other.covers(self)

    @property
    def municipality(self) -> "Area | None":
        """The municipality that the area is or lies in."""
        return next((area for area in self.ancestors() if area.level == AreaKind.MUNICIPALITY), None)


class AreaAlias(Row):
    """A name that people use: a suburb, an old district, a postcode."""

    area = ParentalKey(Area, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("namn", max_length=120)

    class Meta:
        verbose_name = "annat namn"
        verbose_name_plural = "andra namn"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AreaWords(Words):
    """Words about an area."""

    owner = ParentalKey(Area, on_delete=models.CASCADE, related_name="words")
    presentation = models.TextField("presentation", blank=True)
    intake_name = models.CharField(
        "mottagningen kallas", max_length=120, blank=True, help_text="Till exempel Mottagningsgruppen."
    )
