"""Pages around the catalogue and the settings of the site."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from catalogue.admin.passage_form import PassageForm
from catalogue.admin.slot_panel import MattersPanel, SlotPanel, TitleSlotPanel
from catalogue.models.passages import HasPassages, SlotText
from catalogue.models.words import EASY_READ, SOURCE_LANGUAGE
from pages.blocks import EditorialBlock
from pages.theme import Unreadable, checked_accent

#: How a page with passages stands in menus and at its address: what is said of it there is a passage too.
PROMOTE_PANELS = [
    MultiFieldPanel([FieldPanel("slug"), FieldPanel("seo_title")], heading="Adress"),
    SlotPanel("search_description"),
    FieldPanel("show_in_menus"),
]


class HasBlocks(HasPassages):
    """A page with a passage that is built of blocks."""

    #: The field of blocks.
    STREAM: ClassVar[str]

    class Meta:
        abstract = True

    def slot_text(self, name: str) -> str:
        """The words of a passage; those of blocks as markup, with the place of each live block."""
        from pages.passages import as_markup

        return as_markup(getattr(self, name)) if name == self.STREAM else super().slot_text(name)

    def slot_words(self, name: str) -> str:
        """The words of a passage; what live blocks show is not the page's own."""
        from pages.passages import words_of

        return words_of(getattr(self, name)) if name == self.STREAM else super().slot_words(name)

    def texts_of_slot(self, name: str) -> dict[str, SlotText]:
        """What a translator gets of a passage; of blocks one text after the other."""
        from pages.passages import parts_of

        if name != self.STREAM:
            return super().texts_of_slot(name)
        return {
            f"{name}.{part.path}": SlotText(part.text, part.is_rich, None)
            for part in parts_of(getattr(self, name))
        }

    def set_slot(self, name: str, texts: Mapping[str, str], source: "HasBlocks") -> None:
        """Blocks become those of the Swedish page, with other words."""
        from pages.passages import with_texts

        if name != self.STREAM:
            super().set_slot(name, texts, source)
            return
        by_path = {key.removeprefix(f"{name}."): text for key, text in texts.items()}
        setattr(self, name, with_texts(getattr(source, name), by_path, self.locale))


class HomePage(HasBlocks, Page):
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

    STREAM = "contact_steps"
    EXCHANGE_KIND = "startsida"
    SLOTS = ("title", "question", "invitation", "contact_steps", "search_description")
    BY_RISK = ("contact_steps", "invitation", "question", "title", "search_description")
    # Without steps of its own the page shows those of the interface.
    FILLED_OTHERWISE = ("contact_steps", "search_description")
    RICH = ("contact_steps",)
    SLOT_LABELS = {"title": "rubrik", "search_description": "beskrivning för sökmotorer"}

    parent_page_types = ["wagtailcore.Page"]
    base_form_class = PassageForm
    content_panels = [
        MattersPanel(heading="Om texten"),
        TitleSlotPanel("title"),
        SlotPanel("question"),
        SlotPanel("invitation"),
        FieldPanel("examples"),
        SlotPanel("contact_steps"),
    ]
    promote_panels = PROMOTE_PANELS

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

        So nobody who changes language loses the page. Words that a person must read first are as if missing.
        """
        try:
            found = super().route(request, path_components)
            if not getattr(found.page, "may_be_shown", True):
                raise Http404
            return found
        except Http404:
            others = (
                HomePage.objects.live().exclude(pk=self.pk).select_related("locale") if path_components else []
            )
            for home in sorted(others, key=lambda home: home.locale.language_code != SOURCE_LANGUAGE):
                # Only the ordinary way: the other home would come back here in its turn.
                with suppress(Http404):
                    found = Page.route(home, request, list(path_components))
                    if isinstance(found.page, EditorialPage) and found.page.may_be_shown:
                        return found
            raise


class EditorialPage(HasBlocks, Page):
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

    STREAM = "content"
    EXCHANGE_KIND = "sida"
    SLOTS = ("title", "lead", "content", "search_description")
    BY_RISK = ("content", "lead", "title", "search_description")
    # Without a description the lead is the description.
    FILLED_OTHERWISE = ("search_description",)
    RICH = ("content",)
    SLOT_LABELS = {"title": "rubrik", "search_description": "beskrivning för sökmotorer"}
    # A lawyer has read the page that was copied, not its copy.
    exclude_fields_in_copy = ["reviewed_by_lawyer_on"]

    parent_page_types = ["pages.HomePage", "pages.EditorialPage"]
    subpage_types = ["pages.EditorialPage"]
    template = "pages/editorial_page.html"
    base_form_class = PassageForm
    content_panels = [
        MattersPanel(heading="Om texten"),
        TitleSlotPanel("title"),
        SlotPanel("lead"),
        SlotPanel("content"),
        MultiFieldPanel([FieldPanel("is_legal"), FieldPanel("reviewed_by_lawyer_on")], heading="Lagen"),
        FieldPanel("is_sensitive"),
    ]
    promote_panels = PROMOTE_PANELS

    class Meta:
        verbose_name = "redaktionell sida"
        verbose_name_plural = "redaktionella sidor"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The blocks, their list of contents, and in whose words they are."""
        from pages.editorial import editorial_context

        return {**super().get_context(request, *args, **kwargs), **editorial_context(request, self)}

    @property
    def approved_first(self) -> bool:
        """Danger and the law: a person reads the words before a reader does."""
        return self.is_sensitive or self.is_legal

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
    accent = models.CharField(
        "kommunens färg",
        max_length=7,
        blank=True,
        default="",
        # The version before knows nothing of it and goes on writing while an upgrade is under way.
        db_default="",
        help_text="Färgen på länkar och knappar, till exempel #1f4a7a. Andra nyanser följer av den. "
        "Tomt betyder katalogens egna färger.",
    )

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
        FieldPanel("accent"),
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
        """A figure may have changed before it is unknown, and a colour can be read."""
        super().clean()
        if self.accent:
            try:
                self.accent = checked_accent(self.accent)
            except Unreadable as unreadable:
                raise ValidationError({"accent": str(unreadable)}) from unreadable
        if self.queue_may_change and self.queue_unknown and self.queue_may_change >= self.queue_unknown:
            raise ValidationError({"queue_unknown": "Väntetiden måste kunna ha ändrats innan den blir okänd."})
