"""Swedish words that changed, and the variants that were made from them: behind, or still true."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from catalogue.models.passages import HasPassages
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.variants import is_variant, slot_texts, text_hash

#: What is asked before changed Swedish words go live.
QUESTION = "Ändrar det vad läsaren kan få eller ska göra?"


def live_swedish_texts(page: HasPassages) -> dict[str, str]:
    """The words that readers have now; empty when the page is new, not live or no Swedish page.

    Args:
        page: a page as it is or is about to be saved.
    """
    if page.pk is None or is_variant(page):
        return {}
    live = page.with_passages().filter(pk=page.pk, live=True).first()
    return slot_texts(live) if live else {}


def changed_slots(page: HasPassages, before: dict[str, str]) -> list[str]:
    """The passages of a Swedish page that say something else than before."""
    return [name for name in page.SLOTS if before and page.slot_text(name) != before[name]]


def answer(text: str, *, matters: bool) -> dict[str, Any]:
    """What the Swedish page remembers of a changed passage; it holds for just this text.

    Args:
        text: the new Swedish text.
        matters: whether the change alters what the reader can get or must do.
    """
    return {"hash": text_hash(text), "matters": matters}


def answer_for(page: HasPassages, name: str) -> bool | None:
    """Whether the change of a passage matters to the reader; None when nobody has said."""
    kept = page.slots.get(name) or {}
    return kept.get("matters") if kept.get("hash") == text_hash(page.slot_text(name)) else None


def has_variants(page: HasPassages) -> bool:
    """Whether somebody has made a variant of the page."""
    return variants_of(page).exists()


def variants_of(page: HasPassages) -> Any:
    """The same page in other variants, live or not."""
    return page.in_all_variants().exclude(locale__language_code=SOURCE_LANGUAGE).select_related("locale")


def unanswered(page: HasPassages) -> list[str]:
    """Changed passages of a Swedish page of which nobody has said whether the change matters to the reader.

    Args:
        page: the page as it would go live.
    """
    changed = changed_slots(page, live_swedish_texts(page))
    open_ones = [name for name in changed if answer_for(page, name) is None]
    return open_ones if open_ones and has_variants(page) else []


@transaction.atomic
def tell_variants(page: HasPassages, before: dict[str, str]) -> None:
    """After changed Swedish words went live: a change that does not matter leaves the variants up to date.

    Any other change needs no writing: what a variant was made from is no longer what the Swedish page says.

    Args:
        page: the Swedish page as it is live now.
        before: the words of its slots until then.
    """
    harmless = [name for name in changed_slots(page, before) if answer_for(page, name) is False]
    if not harmless:
        return
    moved = [
        variant.locale.language_code for variant in variants_of(page) if _follow(variant, page, before, harmless)
    ]
    log(
        instance=page,
        action="catalogue.same_meaning",
        data={
            "before": {name: before[name] for name in harmless},
            "after": {name: page.slot_text(name) for name in harmless},
            "variants": moved,
        },
    )


def _follow(variant: HasPassages, page: HasPassages, before: dict[str, str], names: list[str]) -> bool:
    """Let what a variant was made from be the new Swedish text, in the live row and in the draft."""
    old = {name: text_hash(before[name]) for name in names}
    slots = _followed(variant.slots, page, old)
    if slots != variant.slots:
        type(variant)._default_manager.filter(pk=variant.pk).update(slots=slots)
    keys = {key for key in (variant.latest_revision_id, variant.live_revision_id) if key}
    for revision in Revision.objects.filter(pk__in=keys):
        drafted = _followed(revision.content.get("slots") or {}, page, old)
        if drafted != revision.content.get("slots"):
            revision.content["slots"] = drafted
            revision.save(update_fields=["content"])
    return slots != variant.slots


def _followed(slots: dict[str, Any], page: HasPassages, old: dict[str, str]) -> dict[str, Any]:
    found = dict(slots)
    for name, sign in old.items():
        kept = slots.get(name) or {}
        if kept.get("origin") and kept.get("hash") == sign:
            swedish = page.slot_text(name)
            found[name] = {**kept, "swedish": swedish, "hash": text_hash(swedish)}
    return found
