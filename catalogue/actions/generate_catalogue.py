"""Generate a catalogue for benchmarks: invented records beside those that are there, written in bulk."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Model
from wagtail.models import Page

from catalogue.bulk import bulk_change
from catalogue.invented_records import INSATSER_PER_PROVIDER, TERMS, Invented, Inventor
from catalogue.models import Area, Insats, InsatsIndexPage, InsatsPage
from catalogue.models.identity import identity_of
from catalogue.models.words import SOURCE_LANGUAGE

Progress = Callable[[str], None]

MOST_AREAS = 5_000
MOST_INSATSER = 1_000_000
MOST_SEED = 2**32 - 1
#: Insatser that are held in memory and written together.
BATCH = 500
_WORD = re.compile(r"[a-zåäö]{3,}")

Thing = TypeVar("Thing")


class CannotGenerate(Exception):  # noqa: N818  # not an error of the program: the request was refused
    """Why no catalogue is generated, in words for the person who asked."""


class _Undone(Exception):  # noqa: N818
    """Raised inside the transaction of a dry run."""


def generate_catalogue(
    *,
    areas: int,
    insatser: int,
    seed: int,
    dry_run: bool = False,
    force: bool = False,
    progress: Progress = lambda _message: None,
) -> Counter[str]:
    """Write an invented catalogue. The same seed on the same catalogue gives the same records.

    Args:
        areas: areas to make, 1 to ``MOST_AREAS``: counties, municipalities and districts.
        insatser: insatser to make, 1 to ``MOST_INSATSER``, each with a Swedish page and about three offerings.
        seed: number that all chance comes from; part of every slug.
        dry_run: do everything, then undo it.
        force: also beside real records where no demonstration is running.
        progress: called with a line for people as the work goes on.

    Returns:
        How many records of each kind were made.

    Raises:
        CannotGenerate: with the reason; nothing was written.
    """
    check_request(areas=areas, insatser=insatser, seed=seed, force=force)
    made: Counter[str] = Counter()
    try:
        with bulk_change(), transaction.atomic():
            made = write_invented(areas=areas, insatser=insatser, seed=seed, progress=progress)
            if dry_run:
                raise _Undone
    except _Undone:
        pass
    return made


def check_request(*, areas: int, insatser: int, seed: int, force: bool) -> None:
    """Refuse what makes no sense and what would mix invented records into a catalogue in operation.

    Raises:
        CannotGenerate: with the reason.
    """
    limits = (
        ("areas", areas, 1, MOST_AREAS),
        ("insatser", insatser, 1, MOST_INSATSER),
        ("seed", seed, 0, MOST_SEED),
    )
    for name, value, least, most in limits:
        if not least <= value <= most:
            raise CannotGenerate(f"--{name} ska vara ett heltal från {least} till {most}, inte {value}.")
    if not settings.DEMO and not force and Insats.objects.filter(is_example=False).exists():
        raise CannotGenerate(
            "Här finns riktiga insatser. Påhittade läggs bara till i en demonstration (DEMO=1) eller med --force."
        )
    if Area.objects.filter(slug__endswith=f"-{seed}-0", is_example=True).exists():
        raise CannotGenerate(f"Det finns redan en påhittad katalog med --seed {seed}. Välj ett annat tal.")
    if not InsatsIndexPage.objects.filter(locale__language_code=SOURCE_LANGUAGE).exists():
        raise CannotGenerate("Webbplatsen har ingen sida för insatser på svenska. Kör först make_site.")


def write_invented(*, areas: int, insatser: int, seed: int, progress: Progress) -> Counter[str]:
    """Write the records in bulk. No listener hears of it; call it within a bulk change, or build the index after.

    Args:
        areas: areas to make.
        insatser: insatser to make.
        seed: number that all chance comes from.
        progress: called with a line for people as the work goes on.
    """
    inventor = inventor_for(seed)
    bulk = BulkWriter()
    bulk.write(inventor.missing_terms())
    levels = inventor.areas(areas)
    for level in levels:
        bulk.write(level)
    all_areas = [invented.record for level in levels for invented in level]
    providers: list[Any] = []
    for group in in_groups(inventor.providers(-(-insatser // INSATSER_PER_PROVIDER), all_areas)):
        bulk.write(group)
        providers += [invented.record for invented in group]
    for triples in in_groups(inventor.insatser(insatser, all_areas, providers)):
        bulk.write([insats for insats, _page, _offerings in triples])
        bulk.write_pages([page for _insats, page, _offerings in triples])
        bulk.write([offering for _insats, _page, offerings in triples for offering in offerings])
        progress(f"insatser: {bulk.made['insatser']}")
    return bulk.made


def inventor_for(seed: int) -> Inventor:
    """One who invents with the words and terms of the catalogue that is there."""
    terms = {model: list(model._default_manager.filter(live=True, retired_from=None)) for model in TERMS}
    return Inventor(seed, known_words(), terms)  # type: ignore[arg-type]  # lists by model, each of its own kind


def known_words() -> list[str]:
    """The words of the real Swedish pages, commonest first."""
    pages = InsatsPage.objects.filter(live=True, locale__language_code=SOURCE_LANGUAGE, insats__is_example=False)
    frequency: Counter[str] = Counter()
    for texts in pages.values_list("title", "summary", "search_words", "situations__text").iterator():
        frequency.update(set(_WORD.findall(" ".join(text or "" for text in texts).lower())))
    return sorted(frequency, key=lambda word: (-frequency[word], word))


def in_groups(things: Iterable[Thing], size: int = BATCH) -> Iterator[list[Thing]]:
    """Things in lists of a size."""
    walk = iter(things)
    while group := list(islice(walk, size)):
        yield group


class BulkWriter:
    """Writes invented records as saving them one by one would, with a fixed number of statements for many."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()

    def write(self, invented: Sequence[Invented]) -> None:
        """Write records, then what they point at, then the rows that point at them."""
        for model, group in _by_model(invented, lambda one: one.record).items():
            records = [one.record for one in group]
            for record in records:
                record.uuid = identity_of(record.kind, record.slug)
            self._create(model, records)
        self._write_relations(invented)
        self._write_rows(invented)

    def write_pages(self, invented: Sequence[Invented]) -> None:
        """Write pages as the last children of the Swedish page of all insatser."""
        index = InsatsIndexPage.objects.select_related("locale").get(locale__language_code=SOURCE_LANGUAGE)
        last = index.get_last_child()
        first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
        parents = []
        for number, one in enumerate(invented, first):
            page = one.record
            page.insats = page.insats  # which has its key only now
            page.locale, page.draft_title = index.locale, page.title
            page.path, page.depth = Page._get_path(index.path, index.depth + 1, number), index.depth + 1
            page.set_url_path(index)
            parents.append(Page(**{name: getattr(page, name) for name in _attributes(Page)}))
        self._create(Page, parents, count=False)
        for one, parent in zip(invented, parents, strict=True):
            one.record.pk = one.record.id = parent.pk
        _insert_own_columns(InsatsPage, [one.record for one in invented])
        self.made[str(InsatsPage._meta.verbose_name_plural)] += len(invented)
        Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(invented))
        self._write_rows(invented)

    def _write_relations(self, invented: Sequence[Invented]) -> None:
        pairs: dict[type[Model], list[Model]] = defaultdict(list)
        for one in invented:
            for name, targets in one.relations.items():
                field = type(one.record)._meta.get_field(name)
                through = field.remote_field.through
                owner, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
                pairs[through] += [through(**{owner: one.record.pk, target: to.pk}) for to in targets]
        for through, rows in pairs.items():
            self._create(through, rows, count=False)

    def _write_rows(self, invented: Sequence[Invented]) -> None:
        for model, rows in _by_model([row for one in invented for row in one.rows], lambda row: row).items():
            self._create(model, rows)

    def _create(self, model: type[Model], rows: Sequence[Model], *, count: bool = True) -> None:
        model._base_manager.bulk_create(rows)
        if count:
            self.made[str(model._meta.verbose_name_plural)] += len(rows)


def _by_model(things: Iterable[Thing], of: Callable[[Thing], Model]) -> dict[type[Model], list[Thing]]:
    groups: dict[type[Model], list[Thing]] = defaultdict(list)
    for thing in things:
        groups[type(of(thing))].append(thing)
    return groups


def _attributes(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.primary_key]


def _insert_own_columns(model: type[Model], rows: Sequence[Model]) -> None:
    """The part of rows that lies in the model's own table beside its parent's; ``bulk_create`` refuses these."""
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", values)  # noqa: S608
