"""What a translation agency gets: passages of a variant that are missing or behind, or all of them."""

from catalogue.exchange.translation_files import Unit
from catalogue.models import InsatsPage
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.variant_work import live_pages
from catalogue.variants import State, slots, text_hash


def units_to_translate(language: str, *, everything: bool = False) -> list[Unit]:
    """Passages with their Swedish text, insats by insats.

    Args:
        language: code of the variant.
        everything: also passages that keep up with the Swedish ones.
    """
    own: dict[int, InsatsPage] = {}
    sources: list[InsatsPage] = []
    rows = InsatsPage.objects.filter(locale__language_code=language).prefetch_related("situations")
    for page in rows.select_related("locale", "latest_revision"):
        own[page.insats_id] = page.get_latest_revision_as_object() if page.has_unpublished_changes else page
    for page in live_pages():
        if isinstance(page, InsatsPage) and page.locale.language_code == SOURCE_LANGUAGE:
            sources.append(page)
    found: list[Unit] = []
    for source in sources:
        found += _units(source, own.get(source.insats_id), everything=everything)
    return found


def _units(source: InsatsPage, page: InsatsPage | None, *, everything: bool) -> list[Unit]:
    slug = source.insats.slug
    if page is None:
        texts = {name: source.slot_text(name) for name in source.SLOTS}
        return [
            Unit(slug, name, text_hash(text), swedish=text, state=State.MISSING.label)
            for name, text in texts.items()
            if text
        ]
    return [
        Unit(
            slug,
            slot.name,
            text_hash(slot.swedish),
            swedish=slot.swedish,
            before=slot.made_from or "" if slot.state == State.BEHIND else "",
            target="" if slot.state == State.UNTRANSLATED else slot.text,
            state=slot.state.label,
        )
        for slot in slots(page, source)
        if slot.swedish and (everything or slot.needs_work)
    ]
