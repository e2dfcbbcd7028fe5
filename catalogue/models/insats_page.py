"""The words about one insats in one variant: a Wagtail page that holds no fact."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from catalogue.admin.passage_form import InsatsPageForm, PassageForm
from catalogue.admin.slot_panel import MattersPanel, SituationsPanel, SlotPanel, TitleSlotPanel
from catalogue.choices import Speaker
from catalogue.markup import canonical, refusal
from catalogue.models.identity import Row
from catalogue.models.passages import HasPassages, SlotText

#: What pages about insatser are called in ids of their texts.
INSATS = "insats"
#: What editors can use in running text. Headings come from the page's own order.
BODY_FEATURES = ["bold", "ul", "ol", "link"]


class InsatsIndexPage(HasPassages, Page):
    """A–Ö: all insatser of the catalogue."""

    intro = models.TextField("inledning", blank=True)

    EXCHANGE_KIND = "alla_insatser"
    SLOTS = ("title", "intro")
    BY_RISK = ("intro", "title")

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["catalogue.InsatsPage"]
    base_form_class = PassageForm
    content_panels = [
        MattersPanel(heading="Om texten"),
        TitleSlotPanel("title"),
        SlotPanel("intro"),
    ]

    class Meta:
        verbose_name = "sida för alla insatser"
        verbose_name_plural = "sidor för alla insatser"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list A–Ö."""
        from catalogue.views import insats_index

        return insats_index(request)


class InsatsPage(HasPassages, Page):
    """The words about one insats in one variant. Facts stand on the insats and are shown read-only."""

    insats = models.ForeignKey(
        "catalogue.Insats", verbose_name="insats", on_delete=models.PROTECT, related_name="pages"
    )
    summary = models.CharField(
        "sammanfattning",
        max_length=160,
        help_text="En eller två meningar, högst 160 tecken. Vad får den som kommer?",
    )
    who = models.TextField(
        "för vem, i ord", blank=True, help_text="Bara det som inte framgår av målgrupp och ålder."
    )
    body = RichTextField(
        "brödtext",
        features=BODY_FEATURES,
        blank=True,
        help_text="60–150 ord: vad det är, vad som händer, vad det kräver av dig och vad det inte är.",
    )
    extent = models.TextField("hur länge och hur ofta", blank=True)
    next_step = models.TextField("vad händer sedan", blank=True)
    young = models.TextField(
        "till dig som är ung",
        blank=True,
        help_text="20–70 ord till den som är 12–25 år. Skriv du. Vad får jag, och vad händer om jag hör av mig?",
    )
    other_names = models.TextField(
        "andra namn", blank=True, help_text="Ett per rad. Visas på sidan och går att söka på."
    )
    search_words = models.TextField(
        "sökord", blank=True, help_text="Ett per rad. Visas inte, men den som söker på ordet hittar hit."
    )
    EXCHANGE_KIND = INSATS
    SLOTS = ("title", "summary", "body", "who", "extent", "next_step", "young", "situations")
    BY_RISK = ("next_step", "who", "extent", "summary", "body", "young", "situations", "title")
    REQUIRED = ("title", "summary", "body")
    RICH = ("body",)
    SLOT_LABELS = {"title": "vanligt namn", "situations": "känner du igen dig?"}

    parent_page_types = ["catalogue.InsatsIndexPage"]
    subpage_types: list[str] = []
    base_form_class = InsatsPageForm

    words_panels = [
        MattersPanel(heading="Om texten"),
        SlotPanel("title", heading="Vanligt namn", help_text="Så att den som aldrig hört om metoden förstår."),
        SlotPanel("summary"),
        SlotPanel("body"),
        SlotPanel("who"),
        SlotPanel("extent"),
        SlotPanel("next_step"),
        SlotPanel("young"),
        SituationsPanel(
            "situations",
            heading="Känner du igen dig?",
            label="Situation",
            min_num=0,
            max_num=8,
            help_text="3–6 korta meningar i vardagsspråk. Välj vem som säger dem.",
        ),
    ]
    search_panels = [
        MultiFieldPanel([FieldPanel("other_names"), FieldPanel("search_words")], heading="Ord att hitta på")
    ]
    fact_panels = [
        FieldPanel("insats"),
        HelpPanel(template="catalogue/admin/facts_panel.html", heading="Fakta"),
    ]
    settings_panels = [
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
        FieldPanel("go_live_at"),
        FieldPanel("expire_at"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(words_panels, heading="Ord"),
            ObjectList(search_panels, heading="Sökord"),
            ObjectList(fact_panels, heading="Fakta"),
            ObjectList(settings_panels, heading="Publicering"),
        ]
    )

    class Meta:
        verbose_name = "insatssida"
        verbose_name_plural = "insatssidor"

    def __str__(self) -> str:
        return self.title

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The slug is the insats' own, in every variant."""
        if self.insats_id:
            self.slug = self.insats.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """At most one page for each insats and variant, and no markup but our own."""
        super().clean()
        if refused := refusal(self.body):
            raise ValidationError({"body": f"{refused[:1].upper()}{refused[1:]}."})
        self.body = canonical(self.body)
        if not self.insats_id:
            return
        others = InsatsPage.objects.filter(insats=self.insats_id, locale=self.locale_id).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"insats": f"Det finns redan en sida om {self.insats.name} på det här språket."})

    @classmethod
    def with_passages(cls) -> "models.QuerySet[InsatsPage]":
        """The pages with their situations and their insats."""
        return super().with_passages().select_related("insats").prefetch_related("situations")

    @classmethod
    def live_with_passages(cls) -> "models.QuerySet[InsatsPage]":
        """Those of insatser that are still in the catalogue."""
        rows = super().live_with_passages().filter(insats__retired_from=None)
        return rows.select_related("insats__category").prefetch_related("insats__category__words")

    @property
    def key_in_all_variants(self) -> int | None:
        """The insats."""
        return self.insats_id

    def in_all_variants(self) -> "models.QuerySet[InsatsPage]":
        """All pages about the same insats."""
        return InsatsPage.objects.filter(insats=self.insats_id) if self.insats_id else InsatsPage.objects.none()

    def slot_text(self, name: str) -> str:
        """The words of a passage. Situations are one line each, ``speaker: sentence``."""
        if name == "situations":
            return "\n".join(f"{row.speaker}: {row.text}" for row in self.situations.all())
        return super().slot_text(name)

    def slot_words(self, name: str) -> str:
        """The words of a passage as a reader reads them. Who says a situation is shown otherwise."""
        if name == "situations":
            return "\n".join(row.text for row in self.situations.all())
        return super().slot_words(name)

    def texts_of_slot(self, name: str) -> dict[str, SlotText]:
        """Situations are one text."""
        if name != "situations":
            return super().texts_of_slot(name)
        text = self.slot_text(name)
        return {name: SlotText(text, is_rich=False, longest=None)} if text else {}

    def set_slot(self, name: str, texts: Mapping[str, str], source: "InsatsPage") -> None:
        """Situations are one line each, ``speaker: sentence``."""
        if name != "situations":
            super().set_slot(name, texts, source)
            return
        lines = [line.partition(":") for line in texts[name].splitlines()]
        self.situations = [
            Situation(sort_order=number, speaker=speaker.strip(), text=text.strip())
            for number, (speaker, _, text) in enumerate(lines)
        ]

    @property
    def sort_of_page(self) -> str:
        """The sort of support."""
        return str(self.insats.category or "utan sorts stöd")

    @property
    def own_terms(self) -> list[str]:
        """Other names, which the page explains."""
        return self.alias_list

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same page as the address of the insats gives."""
        from catalogue.views import insats

        return insats(request, self.slug)

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Easy-read has a shape of its own, also in a preview."""
        from catalogue.insats_view import insats_template

        return insats_template(self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What a preview shows: these words with the live facts."""
        from catalogue.insats_view import insats_context

        return {**super().get_context(request, *args, **kwargs), **insats_context(request, self.insats, self)}

    def copy_child_relation(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """A copied row is a row of its own, with an identity of its own."""
        copies = super().copy_child_relation(*args, **kwargs)
        for row in copies.values():
            if isinstance(row, Row):
                row.uuid = uuid4()
        return copies

    @property
    def alias_list(self) -> list[str]:
        """Other names, one each."""
        return [line.strip() for line in self.other_names.splitlines() if line.strip()]

    @property
    def search_word_list(self) -> list[str]:
        """Words to find the page by, one each."""
        return [line.strip() for line in self.search_words.splitlines() if line.strip()]


class Situation(Row, Orderable):
    """A sentence that a reader may recognise, and who says it."""

    page = ParentalKey(InsatsPage, on_delete=models.CASCADE, related_name="situations")
    speaker = models.CharField("vem säger det", max_length=14, choices=Speaker)
    text = models.CharField("mening", max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = "situation"
        verbose_name_plural = "situationer"

    def __str__(self) -> str:
        return self.text
