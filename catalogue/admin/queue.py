"""Queue reports in the admin: added, looked at, never changed."""

from typing import Any, ClassVar

import django_filters
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UserColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from catalogue.actions.report_queue import write_down
from catalogue.admin.chooser import RecordChooserViewSet, chooser_for
from catalogue.admin.columns import choice_column
from catalogue.admin.forms import QueueReportForm
from catalogue.admin.ids import is_id
from catalogue.admin.inspect import RecordInspectView
from catalogue.admin.views import RecordDeleteView, RecordIndexView, SaysWhatWasDone
from catalogue.choices import QueueState
from catalogue.models import QueueReport


class QueueReportFilterSet(WagtailFilterSet):
    """Ways to narrow the list of observations."""

    state = django_filters.MultipleChoiceFilter(label="Läge", choices=QueueState, widget=CheckboxSelectMultiple)

    class Meta:
        model = QueueReport
        fields: ClassVar[list[str]] = []


class QueueReportIndexView(RecordIndexView):
    """The list of observations begins with what they are about."""

    title_field = "subject"
    title_label = "Gäller"

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column(field_name, *args, **kwargs)
        column.accessor = subject
        return column

    @property
    def columns(self) -> list[Any]:
        """Without boxes to tick: nothing is done with many observations at once."""
        return [column for column in super().columns if column.name != "bulk_actions"]


class QueueReportAddView(SaysWhatWasDone, snippets.CreateView):
    """A new observation."""

    def get_initial(self) -> dict[str, Any]:
        """Observed today, of the offering that the editor came from."""
        offering = self.request.GET.get("offering", "")
        initial = {"observed": timezone.localdate().isoformat()}
        return {**initial, "offering": offering} if is_id(offering) else initial

    def save_instance(self) -> Model:
        """Save, and write it into the history of the offering."""
        with transaction.atomic():
            report = super().save_instance()
            if report.offering_id:
                before = (
                    report.offering.queue_reports.filter(
                        measure=report.measure, target_group=report.target_group_id
                    )
                    .exclude(pk=report.pk)
                    .first()
                )
                write_down(report, before=before, user=self.request.user, now=timezone.now())
        return report


class QueueReportViewSet(SnippetViewSet):
    """What somebody observed of a wait."""

    model = QueueReport
    icon = "history"
    menu_label = "Köuppgifter"
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = QueueReportIndexView
    add_view_class = QueueReportAddView
    delete_view_class = RecordDeleteView
    inspect_view_class = RecordInspectView
    list_per_page = 50
    search_backend_name = None
    search_fields = [
        "offering__insats__name",
        "offering__provider__name",
        "insats__name",
        "provider__name",
        "fact",
    ]
    filterset_class = QueueReportFilterSet
    list_display: ClassVar[list[Any]] = [
        "state",
        choice_column("state", "Läge"),
        Column("wait", label="Väntetid", accessor=lambda report: wait_as_stated(report)),
        Column("observed", label="Observerad", sort_key="observed"),
        UserColumn("reported_by", label="Av"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "offering",
                heading="Erbjudande",
                help_text="Vad köuppgiften gäller. Den visas på sidan med sitt datum.",
            ),
            FieldPanel("state"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("wait_from"), FieldPanel("wait_to"), FieldPanel("unit")]),
                    FieldPanel("measure"),
                ],
                heading="Väntetid",
                help_text="Lämna tomt om du inte vet. ”3 till 4 veckor” skrivs från 3, till 4, veckor.",
            ),
            FieldPanel("observed"),
            FieldPanel("target_group"),
            MultiFieldPanel(
                [
                    FieldPanel("provider", heading="Verksamhet"),
                    FieldPanel("insats", heading="Insats"),
                    FieldPanel("area", heading="Område"),
                    FieldPanel("anonymous_label"),
                    FieldPanel("wait_average"),
                    FieldPanel("fact"),
                    FieldPanel("source_title"),
                    FieldPanel("as_of"),
                ],
                heading="Om uppgiften kommer från en rapport",
                classname="collapsed",
            ),
        ],
        base_form_class=QueueReportForm,
    )

    @property
    def chooser_viewset_class(self) -> type[RecordChooserViewSet]:
        """A chooser that searches where the listing does."""
        return chooser_for(self.search_fields)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """The observations with what they are about."""
        return QueueReport.objects.select_related(
            "offering__insats", "offering__provider", "offering__area", "provider", "insats", "area", "reported_by"
        )


def subject(report: QueueReport) -> str:
    """What an observation is about."""
    parts = (report.offering, report.insats, report.provider, report.area)
    return ", ".join(str(part) for part in parts if part) or report.anonymous_label


def wait_as_stated(report: QueueReport) -> str:
    """The wait in the unit in which it was stated."""
    if report.wait_from is None and report.wait_to is None and report.wait_average is None:
        return ""
    amounts = [str(amount) for amount in (report.wait_from, report.wait_to) if amount is not None]
    return f"{'–'.join(amounts) or report.wait_average} {report.get_unit_display()}"
