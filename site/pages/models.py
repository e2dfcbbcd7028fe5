"""Pages around the catalogue and the settings of the site."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from catalogue.admin.page_form import GuardedPageForm
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE
from pages.blocks import EditorialBlock


class HomePage(Page):
    """The front door: a question, a field, and a person to call."""

    question = models.CharField("fråga i rubriken", max_length=80, default="Vad är svårt just nu?")
    invitation = models.CharField(
        "mening under rubriken",
        max_length=160,
        default="Berätta med egna ord. Du behöver inte veta vad hjälpen heter.",
    )
    examples = models.TextField("exempel på sökningar", blank=True, help_text="Ett per rad.")
    contact_steps = StreamField(
        EditorialBlock(required=False),
        verbose_name="så är det att ta kontakt",
        blank=True,
        use_json_field=True,
    )

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("question"),
        FieldPanel("invitation"),
        FieldPanel("examples"),
        FieldPanel("contact_steps"),
    ]

    class Meta:
        verbose_name = "startsida"
        verbose_name_plural = "startsidor"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Easy-read has a front door with less to choose among."""
        return "pages/home_easy.html" if self.locale.language_code == EASY_READ else "pages/home_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The needs, the areas and the person to call."""
        from pages.home import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(request, self)}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at an address. One that lacks this language is answered with its Swedish words, else others.

        So nobody who changes language loses the page.
        """
        try:
            return super().route(request, path_components)
        except Http404:
            others = (
                HomePage.objects.live().exclude(pk=self.pk).select_related("locale") if path_components else []
            )
            for home in sorted(others, key=lambda home: home.locale.language_code != SOURCE_LANGUAGE):
                # Only the ordinary way: the other home would come back here in its turn.
                with suppress(Http404):
                    found = Page.route(home, request, list(path_components))
                    if isinstance(found.page, EditorialPage):
                        return found
            raise


class EditorialPage(Page):
    """A page of running text about rights, contact and the like."""

    lead = models.TextField("ingress", blank=True, help_text="En eller två meningar.")
    content = StreamField(EditorialBlock(required=False), verbose_name="innehåll", blank=True, use_json_field=True)

    is_sensitive = models.BooleanField(
        "känsligt ämne",
        default=False,
        help_text="Våld, hot och rädsla. Sidan får knappen Lämna sidan, och ämnet står inte i flikens titel.",
    )
    is_legal = models.BooleanField(
        "säger vad lagen säger", default=False, help_text="En jurist ska ha granskat sidan innan den är klar."
    )
    reviewed_by_lawyer_on = models.DateField(
        "granskad av jurist",
        null=True,
        blank=True,
        help_text="Tomt betyder att ingen jurist har granskat sidan.",
    )

    parent_page_types = ["pages.HomePage", "pages.EditorialPage"]
    subpage_types = ["pages.EditorialPage"]
    template = "pages/editorial_page.html"
    base_form_class = GuardedPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("content"),
        MultiFieldPanel([FieldPanel("is_legal"), FieldPanel("reviewed_by_lawyer_on")], heading="Lagen"),
        FieldPanel("is_sensitive"),
    ]

    class Meta:
        verbose_name = "redaktionell sida"
        verbose_name_plural = "redaktionella sidor"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The blocks, their list of contents, and in whose words they are."""
        from pages.editorial import editorial_context

        return {**super().get_context(request, *args, **kwargs), **editorial_context(request, self)}

    def clean(self) -> None:
        """Refuse a name that belongs to a fixed address, where the page would never be seen."""
        from pages.reserved import is_reserved

        super().clean()
        if is_reserved(self.slug):
            raise ValidationError(
                {"slug": f"Adressen /{self.slug}/ är upptagen av webbplatsen. Välj ett annat adressnamn."}
            )


@register_setting(icon="site")
class CatalogueSettings(BaseSiteSetting):
    """What the municipality sets for its site."""

    home_area = models.ForeignKey(
        "catalogue.Area",
        verbose_name="hemområde",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Den kommun som sökning och A–Ö visar när läsaren inte har valt område.",
    )
    municipality_name = models.CharField("kommunens namn", max_length=80, blank=True)

    stops_hard_words = models.BooleanField(
        "stoppa svårlästa texter",
        default=False,
        help_text="Sidor över gränsen för LIX och meningslängd kan inte publiceras. Annars visas bara en varning.",
    )

    queue_may_change = models.PositiveSmallIntegerField(
        "väntetid kan ha ändrats efter (dagar)", default=14, validators=[MinValueValidator(1)]
    )
    queue_unknown = models.PositiveSmallIntegerField(
        "väntetid är okänd efter (dagar)", default=45, validators=[MinValueValidator(1)]
    )
    places_may_change = models.PositiveSmallIntegerField(
        "platser i en grupp kan ha ändrats efter (dagar)", default=14, validators=[MinValueValidator(1)]
    )
    hours_may_change = models.PositiveSmallIntegerField(
        "bekräftade öppettider kan ha ändrats efter (dagar)", default=180, validators=[MinValueValidator(1)]
    )
    long_wait = models.PositiveSmallIntegerField(
        "visa annat stöd när väntan är längre än (dagar)", default=28, validators=[MinValueValidator(1)]
    )

    panels = [
        FieldPanel("home_area"),
        FieldPanel("municipality_name"),
        FieldPanel("stops_hard_words"),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    *("queue_may_change", "queue_unknown", "places_may_change", "hours_may_change"),
                    "long_wait",
                )
            ],
            heading="Hur länge en uppgift håller",
            help_text="Räknas ut när sidan visas. Gamla uppgifter ändrar sig själva på webbplatsen.",
        ),
    ]

    class Meta:
        verbose_name = "katalogens inställningar"

    def clean(self) -> None:
        """A figure may have changed before it is unknown."""
        super().clean()
        if self.queue_may_change and self.queue_unknown and self.queue_may_change >= self.queue_unknown:
            raise ValidationError({"queue_unknown": "Väntetiden måste kunna ha ändrats innan den blir okänd."})
