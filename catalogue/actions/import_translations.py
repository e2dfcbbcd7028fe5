"""Bring an agency's translations in as drafts: all rows are checked before anything is written."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from catalogue.choices import Origin, Speaker
from catalogue.exchange.same_markup import markup_faults
from catalogue.exchange.translation_files import Unit
from catalogue.models import InsatsIndexPage, InsatsPage, Situation
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.variants import anchor, text_hash

RICH = {"body"}
OLDER = "svenskan har ändrats sedan filen skapades. Exportera texten igen"


@dataclass
class Imported:
    """What an import did, or why it did nothing."""

    pages: int = 0
    passages: int = 0
    empty: int = 0
    problems: list[str] = field(default_factory=list)


def import_translations(units: list[Unit], language: str, *, user: Any = None) -> Imported:
    """Write translations to drafts. With a problem in one row nothing is written at all.

    The texts are written by people and approved by nobody yet: an editor reads and publishes them.

    Args:
        units: what came back. Units without a translation are left alone and counted.
        language: code of the variant.
        user: who brings them in.
    """
    outcome = Imported()
    filled = [unit for unit in units if unit.target]
    outcome.empty = len(units) - len(filled)
    slugs = {unit.slug for unit in filled}
    rows = InsatsPage.objects.filter(insats__slug__in=slugs).select_related("locale", "insats")
    pages = {(page.insats.slug, page.locale.language_code): page for page in rows.prefetch_related("situations")}
    seen: set[tuple[str, str]] = set()
    for unit in filled:
        source = pages.get((unit.slug, SOURCE_LANGUAGE))
        faults = _faults(unit, source if source and source.live else None)
        if (unit.slug, unit.slot) in seen:
            faults.append("samma text står på två rader")
        seen.add((unit.slug, unit.slot))
        outcome.problems += [f"Rad {unit.row} ({unit.slug}, {unit.slot}): {fault}." for fault in faults]
    if not outcome.problems:
        _write(filled, language, pages, user, outcome)
    return outcome


def _faults(unit: Unit, source: InsatsPage | None) -> list[str]:
    if source is None or unit.slot not in source.SLOTS:
        return ["det finns ingen sådan text"]
    swedish = source.slot_text(unit.slot)
    if text_hash(swedish) != unit.sign:
        return [OLDER]
    if unit.slot == "situations":
        return _situation_faults(unit.target)
    faults = markup_faults(swedish, unit.target, is_rich=unit.slot in RICH)
    longest = InsatsPage._meta.get_field(unit.slot).max_length
    if longest and len(unit.target) > longest:
        faults.append(f"texten har {len(unit.target)} tecken. Den får ha högst {longest}")
    return faults


def _situation_faults(text: str) -> list[str]:
    faults = []
    for line in text.splitlines():
        speaker, _, sentence = line.partition(":")
        if speaker.strip() not in Speaker.values or not sentence.strip():
            faults.append(f"raden ”{line[:40]}” ska börja med vem som säger den, till exempel ”foralder:”")
        elif len(sentence.strip()) > Situation._meta.get_field("text").max_length:
            faults.append(f"raden ”{line[:40]}” är längre än 200 tecken")
    return faults


@transaction.atomic
def _write(
    units: list[Unit], language: str, pages: dict[tuple[str, str], InsatsPage], user: Any, outcome: Imported
) -> None:
    by_slug: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_slug[unit.slug].append(unit)
    for slug, own in by_slug.items():
        source = pages[slug, SOURCE_LANGUAGE]
        page = pages.get((slug, language))
        draft = page.get_latest_revision_as_object() if page else _copy(source, language)
        for unit in own:
            _set(draft, unit, source.slot_text(unit.slot))
        draft.save_revision(user=user, log_action=True)
        outcome.pages += 1
        outcome.passages += len(own)


def _copy(source: InsatsPage, language: str) -> InsatsPage:
    """A draft in the variant, every passage untranslated.

    Raises:
        ValidationError: when the site has no page for insatser in the variant.
    """
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or not InsatsIndexPage.objects.filter(locale=locale).exists():
        raise ValidationError("Webbplatsen har ingen sida för insatser på det språket.")
    return source.copy_for_translation(locale).get_latest_revision_as_object()


def _set(page: InsatsPage, unit: Unit, swedish: str) -> None:
    if unit.slot == "situations":
        lines = (line.partition(":") for line in unit.target.splitlines())
        page.situations = [
            Situation(sort_order=number, speaker=speaker.strip(), text=text.strip())
            for number, (speaker, _, text) in enumerate(lines)
        ]
    else:
        setattr(page, unit.slot, unit.target)
    made = anchor(swedish, origin=Origin.HUMAN.value, today=timezone.localdate())
    page.slots = {**page.slots, unit.slot: made}
