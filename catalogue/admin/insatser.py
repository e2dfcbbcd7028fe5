"""Insatser in the admin: facts of the concept. The words stand on its pages."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from catalogue.admin.check_list import CheckListPanel
from catalogue.admin.columns import choice_column, computed_column
from catalogue.admin.record_viewset import STATUS, RecordViewSet, tab, tabs
from catalogue.choices import Status
from catalogue.models import Category, Insats, Need, TargetGroup


class InsatsFilterSet(WagtailFilterSet):
    """Ways to narrow the list of insatser."""

    category = django_filters.ModelChoiceFilter(
        label="Sorts stöd", queryset=lambda request: Category.objects.prefetch_related("words")
    )
    needs = django_filters.ModelMultipleChoiceFilter(
        label="Behov",
        queryset=lambda request: Need.objects.prefetch_related("words"),
        widget=CheckboxSelectMultiple,
    )
    target_groups = django_filters.ModelMultipleChoiceFilter(
        label="Målgrupp",
        queryset=lambda request: TargetGroup.objects.prefetch_related("words"),
        widget=CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(label="Läge", choices=Status, widget=CheckboxSelectMultiple)
    page = django_filters.ChoiceFilter(
        label="Svensk sida",
        choices=[("yes", "finns och är publicerad"), ("no", "saknas eller är ett utkast")],
        method="has_page",
    )
    retired_from = django_filters.BooleanFilter(label="Avslutad", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Insats
        fields: list[str] = []

    def has_page(self, insatser: QuerySet, name: str, value: str) -> QuerySet:
        """Those with, or without, live words in Swedish."""
        live = {"pages__live": True, "pages__locale__language_code": "sv"}
        return insatser.filter(**live).distinct() if value == "yes" else insatser.exclude(**live)


def _swedish_title(insats: Insats) -> str:
    return next((page.title for page in insats.pages.all() if page.locale.language_code == "sv"), "saknas")


def words_button(insats: Insats, user: Any) -> Button | None:
    """The way to the words about an insats."""
    page = insats.pages.filter(locale__language_code="sv").first()
    if page is None or not page.permissions_for_user(user).can_edit():
        return None
    return Button("Ändra orden", url=reverse("wagtailadmin_pages:edit", args=[page.pk]), icon_name="doc-full")


class InsatsViewSet(RecordViewSet):
    """Supports and methods as concepts."""

    model = Insats
    icon = "pick"
    menu_label = "Insatser"
    search_fields = ["name", "full_name", "abbreviation", "slug", "pages__title"]
    list_display = [
        "name",
        computed_column("title", "Vanligt namn (svenska)", _swedish_title),
        Column("category", label="Sorts stöd", accessor="category"),
        choice_column("default_route", "Vanlig väg in"),
        choice_column("status", "Läge"),
        STATUS,
    ]
    filterset_class = InsatsFilterSet
    joined = ["category"]
    prefetched = ["category__words", "pages__locale"]
    extra_buttons = [words_button]

    @property
    def edit_handler(self) -> TabbedInterface:
        """The form in tabs."""
        return tabs(
            tab("Insatsen", *_identity_panels()),
            tab("För vem", *_who_panels()),
            tab("Väg in och kunskap", *_knowledge_panels()),
            tab(
                "Släktskap",
                FieldPanel("broader", help_text="Den större insats som den här är en del av."),
                CheckListPanel("related", help_text="Visas som ”liknar” på sidan."),
            ),
        )


def _identity_panels() -> list[Any]:
    return [
        HelpPanel(template="catalogue/admin/insats_words.html", heading="Orden"),
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("full_name"), FieldPanel("abbreviation"), FieldPanel("slug")],
            heading="Namn",
        ),
        FieldPanel("category"),
        CheckListPanel("forms", heading="Hur stödet ges"),
        FieldPanel("status"),
    ]


def _who_panels() -> list[Any]:
    return [
        CheckListPanel("needs", heading="Vilka behov den svarar på"),
        CheckListPanel("target_groups"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]), FieldPanel("age_refers_to")],
            heading="Ålder",
            help_text="Lämna tomt om det inte står.",
        ),
    ]


def _knowledge_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            [FieldPanel("default_route"), FieldPanel("default_decision")],
            heading="Vanlig väg in",
            help_text="Vad som gäller på ett visst ställe står på erbjudandet.",
        ),
        FieldPanel("prevention_level"),
        MultiFieldPanel([FieldPanel("manual_based"), FieldPanel("evidence_based")], heading="Kunskap"),
        FieldPanel("method_owner"),
    ]
