"""Protect a unit: what tells where it is leaves the database, every old version of it too, in one action."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from catalogue.choices import AreaKind, HoursKind, NoticeKind
from catalogue.models import (
    GroupStart,
    ImportRecord,
    Notice,
    Offering,
    OpeningException,
    OpeningHours,
    Place,
    Provider,
)

VISITS = (HoursKind.DROP_IN, HoursKind.OPEN_HOUSE)
#: Fields of words that say how one finds a unit or a place.
TELLING = ("find", "where", "way_in", "entrance", "report_to")
BACKUPS = "Säkerhetskopior från tidigare har kvar uppgifterna. Radera dem, eller förvara dem som hemliga."


@transaction.atomic
def protect(provider: Provider, *, user: Any = None) -> list[str]:
    """Mark a unit as protected and take away its places, words on finding it, visiting hours and moves.

    Old versions and the history lose the same words. Offerings for a district are facts that somebody must rewrite
    first.

    Args:
        provider: the unit.
        user: who does it, for the history.

    Returns:
        What was taken away, in words.

    Raises:
        ValidationError: naming the offerings that give the unit away; then nothing is changed.
    """
    offerings = Offering.objects.filter(provider=provider)
    if close := list(offerings.filter(area__level=AreaKind.DISTRICT)):
        names = ", ".join(str(offering.slug) for offering in close)
        raise ValidationError(f"Erbjudanden gäller en stadsdel. Ändra dem till hela kommunen först: {names}.")
    places = list(Place.objects.filter(provider=provider))
    starts = GroupStart.objects.filter(offering__in=offerings)
    secret = _secrets(provider, places, starts)
    taken = [f"plats: {place.name}" for place in places]
    taken += _take_rows(provider, starts)
    for place in places:
        _forget(place)
    provider.catchment.set(provider.catchment.exclude(level=AreaKind.DISTRICT))
    for row in provider.words.exclude(find=""):
        row.find = ""
        row.save()
        taken.append(f"så hittar du hit ({row.language})")
    protected = Provider.objects.get(pk=provider.pk)
    protected.is_protected = True
    protected.save()
    for record in (protected, *offerings, *starts):
        _scrub(record, secret)
    _protect_drafts(protected)
    data = {"before": {"is_protected": False}, "after": {"is_protected": True}}
    log(instance=protected, action="wagtail.edit", user=user, data=data)
    return taken


def _secrets(provider: Provider, places: Iterable[Place], starts: QuerySet[GroupStart]) -> set[str]:
    """Every text, of now and of old versions, that says where the unit is."""
    found = {getattr(row, name, "") for owner in (provider, *places, *starts) for row in owner.words.all()
             for name in TELLING}  # fmt: skip
    found |= {place.street for place in places}
    for owner in (provider, *places):
        for revision in Revision.objects.for_instance(owner):
            found.add(revision.content.get("street", ""))
            found |= {row.get(name, "") for row in revision.content.get("words", []) for name in TELLING}
    return {text for text in found if text}


def _take_rows(provider: Provider, starts: QuerySet[GroupStart]) -> list[str]:
    rows: list[tuple[str, QuerySet[Any]]] = [
        ("besökstider", OpeningHours.objects.filter(provider=provider, channel__in=VISITS)),
        ("undantag från besökstider", OpeningException.objects.filter(provider=provider, channel__in=VISITS)),
        ("meddelanden om flytt", Notice.objects.filter(provider=provider, kind=NoticeKind.MOVED)),
    ]
    taken = []
    for name, found in rows:
        if count := found.count():
            for row in found:
                ModelLogEntry.objects.for_instance(row).delete()
                row.delete()
            taken.append(f"{name}: {count}")
    for start in starts:
        if start.place_id or any(row.where for row in start.words.all()):
            start.words.update(where="")
            start.place = None
            start.save()
            taken.append(f"gruppens plats: {start}")
    return taken


def _forget(place: Place) -> None:
    """A place goes with its versions, its history and what an import remembers of it."""
    Revision.objects.for_instance(place).delete()
    ModelLogEntry.objects.for_instance(place).delete()
    ImportRecord.objects.filter(kind=Place.kind, slug=place.slug).delete()
    # A record says no to its own deletion, for others point at its name. Nobody may point here any longer.
    Place.objects.filter(pk=place.pk).delete()


def _scrub(record: Any, secret: set[str]) -> None:
    """Take the texts out of a record's old versions, its history and what an import remembers."""
    rows: list[tuple[QuerySet[Any], str]] = [
        (Revision.objects.for_instance(record), "content"),
        (ModelLogEntry.objects.for_instance(record), "data"),
    ]
    if kind := getattr(record, "kind", ""):
        rows.append((ImportRecord.objects.filter(kind=kind, slug=record.slug), "written"))
    for found, name in rows:
        for row in found:
            _save_if_changed(row, name, _without(getattr(row, name), secret))


def _save_if_changed(row: Model, name: str, value: Any) -> None:
    if value != getattr(row, name):
        type(row)._base_manager.filter(pk=row.pk).update(**{name: value})


def _without(value: Any, secret: set[str]) -> Any:
    """A value of JSON in which every text that holds one of the secrets is empty."""
    if isinstance(value, dict):
        return {key: _without(inner, secret) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without(inner, secret) for inner in value]
    return "" if isinstance(value, str) and any(text in value for text in secret) else value


def _protect_drafts(provider: Provider) -> None:
    """Publishing an old version does not undo the protection."""
    districts = {area.pk for area in provider.catchment.model.objects.filter(level=AreaKind.DISTRICT)}
    for revision in Revision.objects.for_instance(provider):
        kept = [pk for pk in revision.content.get("catchment", []) if pk not in districts]
        _save_if_changed(revision, "content", {**revision.content, "is_protected": True, "catchment": kept})
