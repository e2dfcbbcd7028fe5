"""Group starts in the admin: when a group begins, who has signed up, and which groups lack people."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button

from catalogue.actions.change_running import add_running, change_running
from catalogue.admin.hours import AddHoursView, ChangeHoursView, HoursViewSet, ListHoursView, RemoveHoursView
from catalogue.admin.ids import is_id
from catalogue.admin.running_forms import GroupStartForm, NewGroupStartForm
from catalogue.admin.words_rows import words_panel
from catalogue.group_sign_ups import lacking_groups, people_in_words, state_in_words
from catalogue.models import GroupStart, Offering, Provider
from catalogue.own_units import answered_for


def groups_url(offering: Offering) -> str:
    """The group starts of an offering."""
    return f"{reverse('groupstart:index')}?{urlencode({'offering': offering.pk})}"


def groups_button(offering: Offering, user: Any) -> Button | None:
    """The way from the form of an offering to its group starts."""
    return Button("Gruppstarter", url=groups_url(offering), icon_name="group", priority=45)


class GroupStartFilterSet(WagtailFilterSet):
    """The group starts of a unit or an offering, and those that lack people."""

    provider = django_filters.ModelChoiceFilter(
        label="Verksamhet", field_name="offering__provider", queryset=lambda request: Provider.objects.all()
    )
    lacking = django_filters.BooleanFilter(label="Saknar anmälda", method="that_lack_people")
    mine = django_filters.BooleanFilter(label="Bara mina verksamheter", method="of_the_own_units")

    class Meta:
        model = GroupStart
        fields: ClassVar[list[str]] = ["offering"]

    def that_lack_people(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Coming groups that have fewer people than they need to start; or all others."""
        lacking = lacking_groups().values("pk")
        return queryset.filter(pk__in=lacking) if value else queryset.exclude(pk__in=lacking)

    def of_the_own_units(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        """Those that the user answers for."""
        own = answered_for(self.request.user, GroupStart).values("pk")
        return queryset.filter(pk__in=own) if value else queryset


class ListGroupStartsView(ListHoursView):
    """The starts; new ones are made for the offering that the list shows."""

    def get_add_url(self) -> str | None:
        """A new start for the same offering."""
        url, offering = super().get_add_url(), self.request.GET.get("offering", "")
        return f"{url}?{urlencode({'offering': offering})}" if url and is_id(offering) else url


class LeadsBack:
    """Leads back to the starts of the offering."""

    def get_success_url(self) -> str:
        """The list of the offering."""
        return groups_url(self.object.offering)


class AddGroupStartView(LeadsBack, AddHoursView):
    """A new start."""

    def get_initial(self) -> dict[str, Any]:
        """The offering that the editor came from."""
        offering = self.request.GET.get("offering", "")
        return {"offering": offering} if is_id(offering) else {}

    def save_instance(self) -> Model:
        """Save it with its words."""
        start = self.form.save(commit=False)
        add_running(start, user=self.request.user)
        return start


class ChangeGroupStartView(LeadsBack, ChangeHoursView):
    """One start, saved only if nobody changed it meanwhile."""

    def save_instance(self) -> Model:
        """Save under the version that was read."""
        start = self.form.save(commit=False)
        change_running(start, read_version=self.form.cleaned_data["read_version"], user=self.request.user)
        return start


class RemoveGroupStartView(LeadsBack, RemoveHoursView):
    """Take a start away. The history of the offering keeps what stood there."""

    confirmation_message = "Ta bort gruppstarten? Det syns direkt på webbplatsen."


class GroupStartViewSet(HoursViewSet):
    """Courses and groups that begin on a day."""

    model = GroupStart
    icon = "group"
    menu_label = "Gruppstarter"
    index_view_class = ListGroupStartsView
    add_view_class = AddGroupStartView
    edit_view_class = ChangeGroupStartView
    delete_view_class = RemoveGroupStartView
    filterset_class = GroupStartFilterSet
    search_fields = ["offering__insats__name", "offering__provider__name", "offering__area__name"]
    ordering = ["first_date"]
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("first_date", label="Första träffen", sort_key="first_date"),
        Column("people", label="Anmälda", accessor=people_in_words),
        Column("state", label="Läge", accessor=state_in_words),
    ]
    form = GroupStartForm
    new_form = NewGroupStartForm

    def get_queryset(self) -> Any:
        """The starts with the names that a list shows."""
        return GroupStart.objects.select_related("offering__insats", "offering__provider", "offering__area")

    def panels(self, day: str) -> list[Any]:
        """The form."""
        return [
            FieldPanel("offering"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("first_date"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
                    FieldRowPanel([FieldPanel("meetings"), FieldPanel("held"), FieldPanel("language")]),
                    FieldPanel("place"),
                ],
                heading="När och var",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("seats"), FieldPanel("signed_up"), FieldPanel("smallest")]),
                    FieldPanel("counted_on"),
                    FieldRowPanel(
                        [FieldPanel("sign_up"), FieldPanel("sign_up_until"), FieldPanel("reserve_list")]
                    ),
                    FieldPanel("is_cancelled"),
                ],
                heading="Anmälan och platser",
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]),
                    FieldRowPanel([FieldPanel("child_care"), FieldPanel("open_to_others")]),
                ],
                heading="För vem",
            ),
            words_panel(["for_whom", "where", "how_to_sign_up", "about"], heading="Ord om gruppen"),
        ]
