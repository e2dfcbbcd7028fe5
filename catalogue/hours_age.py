"""How old opening hours are: when somebody last confirmed them, and that old ones may have changed."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.models import Provider
from catalogue.shelf_life import shelf_life


def hours_age(provider: Provider, now: datetime) -> str:
    """A sentence on when the hours were confirmed; empty when nobody has answered about them.

    A unit that answers "vet inte" makes them at once what they are after too long: hours that may have changed.

    Args:
        provider: the unit; its marks about hours and about all facts count alike.
        now: the moment of the request.
    """
    mark, doubt = provider.verifications.first(), provider.hours_doubts.first()
    may_have_changed = _("De kan ha ändrats. Ring innan du går dit.")
    if mark is None:
        return f"{_('Ingen har bekräftat tiderna.')} {may_have_changed}" if doubt else ""
    day = timezone.localtime(mark.verified_at).date()
    said = _("Tiderna bekräftades %(day)s.") % {"day": date_format(day)}
    is_doubted = doubt is not None and doubt.said_at > mark.verified_at
    if not is_doubted and (timezone.localtime(now).date() - day).days <= shelf_life().hours_may_change:
        return said
    return f"{said} {may_have_changed}"
