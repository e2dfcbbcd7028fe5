"""What the page about an insats reads of the database, in a fixed number of queries whatever it shows."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from catalogue.alternatives import HOW_MANY, alternatives, neighbours
from catalogue.at_hand import give_terms, give_words, keep
from catalogue.cards import nearest_wait
from catalogue.models import Insats, InsatsPage, Offering
from catalogue.models.insats_page import Situation
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.offerings_at_hand import give_reports, read_offerings
from catalogue.pages_in_language import in_language, live_pages
from catalogue.place_groups import Reader
from catalogue.queue_context import told_of
from catalogue.shelf_life import shelf_life
from catalogue.sooner import Looked, Sooner, Waiting, sooner
from catalogue.stock import Stock, by_insats, insatser_of, starts_of


@dataclass(frozen=True)
class Reading:
    """All that is known of an insats and of what stands beside it.

    Attributes:
        offerings: every one that may be shown, running or not.
        running: those that can be had now.
        own: those of them that serve the reader's area.
        waiting: how long one waits.
        sooner: what can be had sooner, when the wait is long.
        others: keys of other insatser for the same needs.
        pages: the words about it by language.
        stock: the insats and all that stands beside it, for cards.
    """

    offerings: list[Offering]
    running: list[Offering]
    own: list[Offering]
    waiting: Waiting
    sooner: list[Sooner]
    others: list[int]
    pages: dict[str, InsatsPage]
    stock: Stock


def read_insats(insats: Insats, reader: Reader) -> Reading:
    """Read it for somebody.

    Args:
        insats: the insats.
        reader: who reads.
    """
    served = reader.tree.ids_serving(reader.area.pk) if reader.area else None
    today = timezone.localtime(reader.now).date()
    near_by = neighbours(insats, served)
    beside = alternatives(near_by)
    every = read_offerings(Q(insats__in=[insats.pk, *beside]))
    told = give_reports(every, today, about=told_of(insats))
    offerings = [offering for offering in every if offering.insats_id == insats.pk]
    running = [offering for offering in offerings if offering.is_running]
    own = [offering for offering in running if reader.is_served_by(offering)]
    shelf, near = shelf_life(), own or running
    waiting = Waiting(insats, near, nearest_wait(near, reader.now, shelf), reader.now, shelf)
    looked = sooner(waiting, near_by, served) if near and waiting.is_long else Looked()
    quick = looked.found
    others = [pk for pk in beside if pk not in {row.insats_id for row in quick}][: HOW_MANY - len(quick)]
    unread = {row.insats_id for row in quick} - set(beside)
    every += [offering for offering in looked.offerings if offering.insats_id in unread]
    give_words(every, reader.language)
    keys = [insats.pk, *(row.insats_id for row in quick), *others]
    insatser = insatser_of(keys, every)
    insatser[insats.pk] = insats
    give_terms([*offerings, *insatser.values()], "needs", "target_groups", "meeting_ways", "support_languages")
    pages = _pages(insats, keys, reader.language)
    return Reading(
        offerings,
        running,
        own,
        waiting,
        quick,
        others,
        {page.locale.language_code: page for page in pages if page.insats_id == insats.pk},
        Stock(insatser, _shown(pages, reader.language), by_insats(every), starts_of(every, reader.now), told),
    )


def _pages(insats: Insats, keys: Collection[int], language: str) -> list[InsatsPage]:
    """The words about the insats in every variant, and about others in those that a reader of the language gets.

    Situations are read of the page that is shown.
    """
    shipped = {code for code, _name in settings.SHIPPED_LANGUAGES}
    read = Q(locale__language_code__in={language, SOURCE_LANGUAGE})
    pages = live_pages(Q(insats=insats) | Q(insats__in=keys) & read, shipped)
    shown = {page.locale.language_code: page for page in pages if page.insats_id == insats.pk}
    told = {page.pk: page for page in (shown.get(language), shown.get(SOURCE_LANGUAGE)) if page}
    situations: dict[int, list[Situation]] = {pk: [] for pk in told}
    for row in Situation.objects.filter(page__in=told).defer("uuid"):
        situations[row.page_id].append(row)
    for pk, page in told.items():
        keep(page, "situations", situations[pk])
    return pages


def _shown(pages: Collection[InsatsPage], language: str) -> dict[int, InsatsPage]:
    """The page of each insats that a reader of the language gets."""
    readable = (language, SOURCE_LANGUAGE)
    return in_language((page for page in pages if page.locale.language_code in readable), language)
