"""Waits that are told of a unit, an area or an insats as a whole: context beside the waits of single offerings."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from catalogue.models import Area, Insats, Provider, QueueReport
from catalogue.models.words import Text, in_reader_language
from catalogue.offerings_at_hand import give_reports
from catalogue.shelf_life import shelf_life
from catalogue.waiting import Wait, wait_of

_NAMES: dict[type, str] = {Provider: "provider", Area: "area", Insats: "insats"}
#: Lines on a page. No real subject has more.
MOST = 12


@dataclass(frozen=True)
class ContextWait:
    """What is told of the wait, and of whom beside the page's own subject; nothing when it is of that alone."""

    about: Text
    wait: Wait


def context_waits(subject: Provider | Area | Insats, now: datetime) -> list[ContextWait]:
    """What is told of the wait of a whole subject, newest first, in one query.

    Args:
        subject: what the page is about.
        now: the moment of the request.
    """
    return waits_told(give_reports([], timezone.localtime(now).date(), about=told_of(subject)), subject, now)


def told_of(subject: Provider | Area | Insats) -> Q:
    """Which reports tell of a whole subject."""
    return Q(**{_NAMES[type(subject)]: subject}, offering=None)


def waits_told(
    reports: Iterable[QueueReport], subject: Provider | Area | Insats, now: datetime
) -> list[ContextWait]:
    """The same of reports that have been read already."""
    own = _NAMES[type(subject)]
    found: dict[str, list[QueueReport]] = defaultdict(list)
    for report in sorted(reports, key=lambda row: (row.observed_last, row.pk), reverse=True):
        found[_about(report, own)].append(report)
    shelf = shelf_life()
    waits = ((about, wait_of(rows, now, shelf=shelf)) for about, rows in found.items())
    told = [
        ContextWait(Text(about, "sv") if about else in_reader_language(""), wait)
        for about, wait in waits
        # An answer "vet inte" tells nothing where there is no figure beside it.
        if wait.has_figure
    ]
    return told[:MOST]


def _about(report: QueueReport, own: str) -> str:
    """Names of what a report is about beside the page's own subject."""
    parts = [getattr(report, name) for name in ("insats", "provider", "area") if name != own]
    return ", ".join([part.name for part in parts if part] or [report.anonymous_label])
