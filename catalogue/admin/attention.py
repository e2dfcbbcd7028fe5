"""What needs attention, first thing on the editors' start page."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from catalogue.admin.hours import hours_url
from catalogue.admin.verify import verify_url
from catalogue.choices import ProviderStatus
from catalogue.doubted_hours import doubted_hours
from catalogue.doubted_waits import doubted_waits
from catalogue.group_sign_ups import lacking_groups
from catalogue.models import Area, HelpLine, InsatsPage, LegalText, Offering, Provider, RouteGuide
from catalogue.models.identity import DescribedFact
from catalogue.own_units import is_bound_to_own_units, own_units
from catalogue.reach import areas_without_a_number
from catalogue.unreviewed import unchecked_help_lines, without_a_lawyer

#: How many names a line shows before it says how many more there are.
NAMES = 5


class Gap(NamedTuple):
    """Something that is missing, how often, and where it is mended."""

    text: str
    count: int
    url: str
    names: list[str] = []


#: What apps above the catalogue add; each gives its gaps when asked.
_registered: list[Callable[[], Iterator[Gap]]] = []


def register_gaps(source: Callable[[], Iterator[Gap]]) -> None:
    """Let an app above the catalogue add gaps of its own; called once, when the app is ready."""
    _registered.append(source)


class Unit(NamedTuple):
    """A unit that the user leads, and what to do with it."""

    name: str
    edit_url: str
    hours_url: str
    verify_url: str
    offerings_url: str


class AttentionPanel(Component):
    """Gaps for those who answer for the whole catalogue; the own units for those who lead one."""

    name = "attention"
    template_name = "catalogue/admin/attention.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The gaps or the units."""
        user = parent_context["request"].user
        if is_bound_to_own_units(user):
            return {"units": list(units(user)), "gaps": []}
        return {"units": [], "gaps": [gap for gap in gaps() if gap.count]}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put the panel first on the start page for those who have something to do in the catalogue."""
    if request.user.has_perm("catalogue.change_offering"):
        panels.append(AttentionPanel())


def units(user: Any) -> Iterator[Unit]:
    """The units that somebody leads."""
    offerings = reverse("wagtailsnippets_catalogue_offering:list")
    for provider in own_units(user).queryset(Provider):
        yield Unit(
            provider.name,
            reverse("wagtailsnippets_catalogue_provider:edit", args=[provider.pk]),
            hours_url(provider),
            verify_url(provider),
            f"{offerings}?{urlencode({'provider': provider.pk})}",
        )


def gaps() -> Iterator[Gap]:
    """What is missing in the whole catalogue, most harmful first."""
    areas = list(areas_without_a_number())
    yield Gap("områden har inget telefonnummer att ringa", len(areas), _list(Area), _names(areas))
    providers = Provider.objects.filter(
        live=True, retired_from__isnull=True, is_example=False, contacts__isnull=True
    )
    providers = providers.exclude(status=ProviderStatus.ENDED)
    yield Gap("verksamheter saknar kontaktväg", providers.count(), _list(Provider, contacts="false"))
    doubted = list(doubted_hours().filter(is_example=False))
    yield Gap("verksamheter vet inte om öppettiderna stämmer", len(doubted), _list(Provider), _names(doubted))
    unsure = [wait.offering for wait in doubted_waits(timezone.localdate()) if not wait.offering.is_example]
    yield Gap("väntetider vet verksamheten inte", len(unsure), _list(Offering), _names(unsure))
    running = Offering.objects.running()
    without_route = running.filter(route="").count()
    yield Gap("erbjudanden säger inte hur man får kontakt", without_route, _list(Offering, route="-"))
    unverified = running.filter(verifications__isnull=True).count()
    yield Gap("erbjudanden har aldrig bekräftats", unverified, _list(Offering, verified="never"))
    groups = lacking_groups().count()
    yield Gap("gruppstarter saknar anmälda", groups, f"{reverse('groupstart:index')}?lacking=true")
    yield from _unreviewed()
    drafts = InsatsPage.objects.filter(has_unpublished_changes=True).count()
    yield Gap("insatssidor har ändringar som inte är publicerade", drafts, reverse("wagtailadmin_explore_root"))


def _unreviewed() -> Iterator[Gap]:
    """What a person must approve before readers can trust it."""
    records = without_a_lawyer()
    for model, text in (
        (LegalText, "rättsliga texter har ingen jurist granskat"),
        (RouteGuide, "vägar in har texter som ingen jurist har granskat"),
    ):
        rows = [record for record in records if isinstance(record, model)]
        yield Gap(text, len(rows), _list(model), _names(rows))
    lines = unchecked_help_lines()
    yield Gap("hjälplinjer är inte kontrollerade", len(lines), _list(HelpLine), _names(lines))
    for source in _registered:
        yield from source()


def _list(model: type[DescribedFact], **query: str) -> str:
    url = reverse(f"wagtailsnippets_catalogue_{model._meta.model_name}:list")
    return f"{url}?{urlencode(query)}" if query else url


def _names(records: Sequence[DescribedFact]) -> list[str]:
    more = len(records) - NAMES
    return [str(record) for record in records[:NAMES]] + ([f"och {more} till"] if more > 0 else [])
