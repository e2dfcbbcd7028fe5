"""The documents of groups that begin: what their insats is called, when, for whom, where and in which language.

A date that has passed changes no document. Whether a group can still be joined is asked when somebody searches.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from catalogue.group_facts import places_in_words, when_in_words
from catalogue.group_list import times_of
from catalogue.group_starts import coming_starts, takes_others
from catalogue.models import GroupStart, Offering, Place, SupportLanguage
from catalogue.models.group_start import GroupStartWords
from catalogue.models.words import SOURCE_LANGUAGE, Text
from catalogue.pages_in_language import pages_of, title_of
from catalogue.shelf_life import shelf_life
from search.documents import Asker, Document, Signpost, Source
from search.insats_documents import INSATS_SOURCE, Touched, passages_of, words_model
from search.insats_words import InsatsWords, read_insatser

GROUPS = "gruppstart"


def documents(object_ids: Iterable[int] | None) -> Iterator[Document]:
    """The documents of some groups, or of all, in Swedish and in every variant that has words about the insats."""
    starts = GroupStart.objects.filter(is_cancelled=False, offering__in=Offering.objects.running().values("pk"))
    if object_ids is not None:
        starts = starts.filter(pk__in=list(object_ids))
    rows = starts.select_related("offering__provider", "offering__area", "place", "language")
    found = list(rows.prefetch_related("words", "language__words").order_by("pk"))
    insatser = {row.pk: row for row in read_insatser({start.offering.insats_id for start in found})}
    for start in found:
        if insats := insatser.get(start.offering.insats_id):
            yield from _in_each_language(start, insats)


def _in_each_language(start: GroupStart, insats: InsatsWords) -> Iterator[Document]:
    for language, _name in settings.SHIPPED_LANGUAGES:
        if language == SOURCE_LANGUAGE or language in insats.pages:
            with translation.override(language):
                passages = _passages(start, insats, language)
            yield Document(GROUPS, start.pk, f"{insats.slug}-{start.pk}", language, passages)


def _passages(start: GroupStart, insats: InsatsWords, language: str) -> dict[str, list[str]]:
    about = passages_of(insats, language)
    words = next((row for row in start.words.all() if row.language == language), None)
    spoken = str(start.language.text("label", language)) if start.language else ""
    whom = words.for_whom if words else ""
    title = next(iter(about.get("title", [])), insats.names[0])
    # One passage, so that "föräldrakurs kväll januari" is answered by a group that is all of it.
    when = [_("Grupper som startar"), when_in_words(start), *times_of(start)]
    passages = {
        "title": [". ".join(filter(None, [title, *when, spoken, whom]))],
        "search_words": [*about["alias"], *about.get("search_words", [])],
        "summary": about.get("summary", []),
        "needs": about["needs"],
        "who": [whom, spoken, *about["who"]],
        "body": [words.about, words.how_to_sign_up] if words else [],
        "places": _places(start, words),
    }
    return {name: list(dict.fromkeys(text for text in texts if text)) for name, texts in passages.items()}


def _places(start: GroupStart, words: GroupStartWords | None) -> list[str]:
    """Where it is and who gives it. Of a protected unit the name only."""
    provider, area = start.offering.provider, start.offering.area
    found = [record.name for record in (provider, area) if record is not None and record.live]
    if provider is not None and provider.is_protected:
        return found
    return [*found, start.place.name if start.place else "", words.where if words else ""]


def usable(object_ids: Sequence[int], asker: Asker) -> set[int]:
    """Groups that have not begun, for the reader's area or open to others; no stated area shuts nobody out."""
    today = timezone.localtime(asker.now).date()
    starts = GroupStart.objects.coming(today).filter(pk__in=object_ids).select_related("offering")
    return {
        start.pk
        for start in starts
        if asker.serving is None
        or start.offering.area_id is None
        or start.offering.area_id in asker.serving
        or takes_others(start)
    }


def signposts(object_ids: Sequence[int], language: str) -> dict[int, Signpost]:
    """What some groups are called, and when, where and with how many places they begin."""
    now, shelf = timezone.now(), shelf_life()
    starts = {start.pk: start for start in coming_starts(timezone.localtime(now).date(), Q(pk__in=object_ids))}
    pages = pages_of([start.offering.insats_id for start in starts.values()], language)
    found = {}
    for pk, start in starts.items():
        insats = start.offering.insats
        told = [f"{when_in_words(start)}.", f"{start.offering.given_by}.", places_in_words(start, now, shelf)]
        found[pk] = Signpost(
            title_of(insats, pages.get(insats.pk)),
            Text(" ".join(filter(None, told)), language),
            f"{insats.get_absolute_url()}#grupp-{pk}",
            start.offering.is_example,
        )
    return found


def _of_insatser(touched: Touched) -> Touched:
    """Groups of the insatser that a changed row touches: their documents repeat the words of the insats."""

    def groups(row: Any) -> list[int] | None:
        insatser = touched(row)
        if insatser is None:
            return None
        starts = GroupStart.objects.filter(offering__insats__in=list(insatser))
        return list(starts.values_list("pk", flat=True))

    return groups


def _of(name: str) -> Touched:
    def groups(row: Any) -> list[int]:
        return list(GroupStart.objects.filter(**{name: row.pk}).values_list("pk", flat=True))

    return groups


def _of_language_words(row: Any) -> Iterable[int] | None:
    return _of("language")(row.owner)


GROUP_SOURCE = Source(
    GROUPS,
    documents,
    {
        **{model: _of_insatser(touched) for model, touched in INSATS_SOURCE.touched_by.items()},
        GroupStart: lambda row: [row.pk],
        GroupStartWords: lambda row: [row.owner_id],
        Place: _of("place"),
        SupportLanguage: _of("language"),
        words_model(SupportLanguage): _of_language_words,
    },
    heading=gettext_noop("Grupper som startar"),
    signposts=signposts,
    usable=usable,
)
