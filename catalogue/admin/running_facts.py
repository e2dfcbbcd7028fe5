"""What changes from day to day, shown on the form and changed beside it."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from wagtail.admin.panels import HelpPanel

from catalogue.admin.hours import hours_url
from catalogue.admin.verify import may_verify, verify_url
from catalogue.choices import Confirmed
from catalogue.models import Offering, Provider
from catalogue.waiting import wait_of


class RunningFactsPanel(HelpPanel):
    """Hours, wait and confirmations, live as the public sees them, with the ways to change them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("template", "catalogue/admin/running_facts.html")
        kwargs.setdefault("heading", "Just nu")
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one record."""

        def is_shown(self) -> bool:
            """A new record has no running facts yet."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What is live now."""
            context = super().get_context_data(parent_context)
            return {**context, **running_facts(self.instance, self.request.user)}


def running_facts(record: Offering | Provider, user: Any) -> dict[str, Any]:
    """What is live now for an offering or a unit, and where it is changed.

    Args:
        record: the offering or unit.
        user: who looks; the ways to change are shown to those who may.
    """
    marks = record.verifications.select_related("verified_by")
    mark = marks.filter(about=Confirmed.FACTS).first()
    may = may_verify(record, user)
    shared = {"mark": mark, "verify_url": verify_url(record) if may and record.live else ""}
    if isinstance(record, Offering):
        url = f"{reverse('wagtailsnippets_catalogue_queuereport:add')}?{urlencode({'offering': record.pk})}"
        wait = wait_of(list(record.queue_reports.all()), timezone.now())
        return {**shared, "wait": wait, "queue_url": url if may else ""}
    hours_mark = marks.filter(about=Confirmed.HOURS).first()
    hours = list(record.opening_hours.all())
    return {**shared, "hours": hours, "hours_mark": hours_mark, "hours_url": hours_url(record)}
