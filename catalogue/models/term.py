"""Taxonomy terms: one row each with a stable slug; labels and explanations are words per language."""

from django.db import models
from modelcluster.fields import ParentalKey

from catalogue.models.identity import DescribedFact
from catalogue.models.words import HasWords, Text, Words


class Term(HasWords, DescribedFact):
    """A term of one of the taxonomies."""

    order = models.PositiveSmallIntegerField("ordning", default=100, help_text="Lägre tal visas först.")

    class Meta:
        abstract = True
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> Text:
        """The term's name in the reader's language, else in Swedish."""
        return self.text("label") or Text(self.slug, "sv")


class TermWords(Words):
    """What a term is called and means in one language."""

    label = models.CharField("namn", max_length=120)
    explanation = models.TextField("förklaring", blank=True, help_text="En mening som en tolvåring förstår.")
    everyday = models.TextField("vardagsord", blank=True, help_text="Ord som folk söker med. Ett per rad.")

    class Meta:
        abstract = True
        ordering = ["language"]


def _names(singular: str, plural: str) -> type:
    return type("Meta", (Term.Meta,), {"abstract": False, "verbose_name": singular, "verbose_name_plural": plural})


class Need(Term):
    """What is hard: the need that a support answers to."""

    kind = "need"
    is_sensitive = models.BooleanField(
        "känsligt",
        default=False,
        help_text="Våld, heder eller hot. Sidorna får snabbknappen Lämna sidan och visar hjälp nu.",
    )
    drawing = models.CharField("teckning", max_length=30, blank=True, help_text="Namn på en teckning i ikonarket.")

    Meta = _names("behov", "behov")


class TargetGroup(Term):
    """For whom a support is."""

    kind = "target_group"
    Meta = _names("målgrupp", "målgrupper")


class Form(Term):
    """In what form a support is given: alone, in a group, at home."""

    kind = "form"
    Meta = _names("form", "former")


class Category(Term):
    """What sort of support it is, for browsing."""

    kind = "category"
    Meta = _names("sorts stöd", "sorters stöd")


class PreventionLevel(Term):
    """Universal, selective or indicated prevention."""

    kind = "prevention_level"
    Meta = _names("förebyggande nivå", "förebyggande nivåer")


class MeetingWay(Term):
    """How one meets: there, at home, by phone, video or chat."""

    kind = "meeting_way"
    Meta = _names("sätt att mötas", "sätt att mötas")


class Referrer(Term):
    """Who may refer to a support."""

    kind = "referrer"
    Meta = _names("den som hänvisar", "de som hänvisar")


class SupportLanguage(Term):
    """A language in which a support is given."""

    kind = "support_language"
    Meta = _names("språk för stödet", "språk för stödet")


class RouteGuide(Term):
    """What a route means for the reader, as content: sentence, steps, explanation, reference to the law.

    The slugs are the values of ``Route`` and, for offerings whose route is not stated, ``utan-beslut`` and
    ``anges-inte``. Source of the distinction: socialtjänstlag (2025:400), support without and after an
    individual assessment of needs.
    """

    kind = "route_guide"
    reviewed_by_lawyer_on = models.DateField(
        "granskad av jurist",
        null=True,
        blank=True,
        help_text="Tomt betyder att ingen jurist har granskat texten.",
    )
    Meta = _names("väg in", "vägar in")


class NeedWords(TermWords):
    """Words of a need."""

    owner = ParentalKey(Need, on_delete=models.CASCADE, related_name="words")


class TargetGroupWords(TermWords):
    """Words of a target group."""

    owner = ParentalKey(TargetGroup, on_delete=models.CASCADE, related_name="words")


class FormWords(TermWords):
    """Words of a form."""

    owner = ParentalKey(Form, on_delete=models.CASCADE, related_name="words")


class CategoryWords(TermWords):
    """Words of a category."""

    owner = ParentalKey(Category, on_delete=models.CASCADE, related_name="words")


class PreventionLevelWords(TermWords):
    """Words of a prevention level."""

    owner = ParentalKey(PreventionLevel, on_delete=models.CASCADE, related_name="words")


class MeetingWayWords(TermWords):
    """Words of a way to meet."""

    owner = ParentalKey(MeetingWay, on_delete=models.CASCADE, related_name="words")


class ReferrerWords(TermWords):
    """Words of one who refers."""

    owner = ParentalKey(Referrer, on_delete=models.CASCADE, related_name="words")


class SupportLanguageWords(TermWords):
    """Words of a language."""

    owner = ParentalKey(SupportLanguage, on_delete=models.CASCADE, related_name="words")


class RouteGuideWords(TermWords):
    """Words of a route: ``label`` is the sentence on a card, ``short`` the choice in a list."""

    approved_first = True

    owner = ParentalKey(RouteGuide, on_delete=models.CASCADE, related_name="words")
    short = models.CharField("kort namn", max_length=120)
    steps = models.TextField("steg", blank=True, help_text="Ett steg per rad: rubrik. Sedan meningarna.")
    legal = models.TextField("lagen säger", blank=True)


#: The taxonomies that facts of the catalogue point at.
TAXONOMIES: tuple[type[Term], ...] = (
    Need,
    TargetGroup,
    Form,
    Category,
    PreventionLevel,
    MeetingWay,
    Referrer,
    SupportLanguage,
    RouteGuide,
)
