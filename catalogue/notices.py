"""Notices as a reader meets them: what has changed for a while, at which unit, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.choices import NoticeKind
from catalogue.models import Notice, Provider
from catalogue.models.words import Text
from catalogue.remembered import remembered

#: Notices that a page shows at most.
MOST = 6


@dataclass(frozen=True)
class ShownNotice:
    """One notice: what it is, the unit's own words, and until when it holds."""

    provider_id: int
    provider: str
    kind: str
    heading: str
    text: Text
    until: str

    @property
    def is_closed(self) -> bool:
        """Whether nobody is received while it holds."""
        return self.kind == NoticeKind.CLOSED

    @property
    def is_about_the_phone(self) -> bool:
        """Whether calling may not work."""
        return self.kind == NoticeKind.PHONE


def notices_of(
    provider_ids: Iterable[int | None], now: datetime, language: str, *, most: int | None = MOST
) -> list[ShownNotice]:
    """Notices of some units that hold at a moment.

    Args:
        provider_ids: keys of units; None among them is left out.
        now: the moment of the request.
        language: code of the variant; words that are missing in it are Swedish.
        most: how many at most; all if None.
    """
    units = set(provider_ids)
    rows = [row for row in _holding(timezone.localtime(now).date()) if row.provider_id in units]
    return [_shown(row, language) for row in rows[:most]]


def closed_units(now: datetime) -> set[int]:
    """Keys of units that have said that they are closed for a while."""
    rows = _holding(timezone.localtime(now).date())
    return {row.provider_id for row in rows if row.kind == NoticeKind.CLOSED}


@remembered
def _holding(day: date) -> list[Notice]:
    """All notices that hold on a day: they are few, and every page asks for those of its units."""
    return list(Notice.objects.on(day).select_related("provider"))


def notices_of_unit(provider: Provider | None, now: datetime, language: str) -> list[ShownNotice]:
    """Notices of one unit that hold at a moment."""
    return notices_of([provider.pk if provider else None], now, language)


def _shown(notice: Notice, language: str) -> ShownNotice:
    until = _("Gäller till och med %(day)s.") % {"day": date_format(notice.date_to)} if notice.date_to else ""
    return ShownNotice(
        provider_id=notice.provider_id,
        provider=notice.provider.name,
        kind=notice.kind,
        heading=capfirst(str(NoticeKind(notice.kind).label)),
        text=notice.text("text", language),
        until=until,
    )
