"""Words of an insats from a file to its page, in the tree of its variant."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import escape
from wagtail.log_actions import log
from wagtail.models import Locale

from catalogue.actions.tell_variants import answer, changed_slots, live_swedish_texts
from catalogue.choices import Origin
from catalogue.exchange.merging import merge
from catalogue.exchange.plain import Plain
from catalogue.exchange.reading import RawRecord
from catalogue.exchange.schema import PAGE_FIELDS
from catalogue.gate import may_go_live
from catalogue.markup import canonical, refusal
from catalogue.models import ImportRecord, Insats, InsatsIndexPage, InsatsPage, Situation
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.variants import anchor

#: Fields that are a list in a file and one line each on the page.
LINES = ("other_names", "search_words")


def as_html(text: str) -> str:
    """Paragraphs of plain text as the markup of running text; text that is markup already stays.

    Markup that is not allowed stays too: the page refuses it, and the file's row is named.
    """
    text = text.strip()
    if not text or text.startswith("<"):
        return text if refusal(text) else canonical(text)
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "".join(f"<p>{escape(part)}</p>" for part in paragraphs if part)


def page_values(values: dict[str, Any]) -> dict[str, Plain]:
    """What a words file says, in the form that the page stores."""
    plain: dict[str, Plain] = {}
    for name, value in values.items():
        if name == "origin":
            continue
        if name in LINES:
            plain[name] = "\n".join(str(line) for line in value) if isinstance(value, list) else str(value or "")
        elif name == "body":
            plain[name] = as_html(str(value or ""))
        elif name == "situations":
            plain[name] = [{"speaker": str(row["speaker"]), "text": str(row["text"])} for row in value or []]
        else:
            plain[name] = str(value or "").strip()
    return plain


def _anchor(page: InsatsPage, source: InsatsPage | None, changed: set[str], origin: str) -> None:
    """Let the page remember from which Swedish words the new ones were made."""
    today = timezone.localdate()
    for name in changed:
        page.slots[name] = anchor(source.slot_text(name) if source else "", origin=origin, today=today)


def _say_that_it_matters(page: InsatsPage) -> None:
    """Nobody is asked about a changed file: to be on the safe side its changes matter to the reader."""
    for name in changed_slots(page, live_swedish_texts(page)):
        page.slots[name] = answer(page.slot_text(name), matters=True)


class PageWriter:
    """Writes the words of insatser to pages and remembers what it wrote."""

    def __init__(
        self,
        outcome: Any,
        written: dict[tuple[str, str], ImportRecord],
        *,
        overwrite: bool,
        progress: Callable[[str], None],
    ) -> None:
        self.outcome = outcome
        self.written = written
        self.overwrite = overwrite
        self.progress = progress

    def write(self, records: list[RawRecord]) -> None:
        """Make or change one page for each record; a problem is noted, never raised."""
        if not records:
            return
        self.progress(f"insatssidor: {len(records)}")
        insatser = Insats.objects.in_bulk(field_name="slug")
        indexes = {page.locale.language_code: page for page in InsatsIndexPage.objects.select_related("locale")}
        known = {
            (page.insats_id, page.locale_id): page for page in InsatsPage.objects.prefetch_related("situations")
        }
        locales = {locale.language_code: locale for locale in Locale.objects.all()}
        # Swedish first: what the variants say is made from it.
        for record in sorted(records, key=lambda record: record.language != SOURCE_LANGUAGE):
            index = indexes.get(record.language)
            if index is None:
                self.outcome.problems.append(
                    record.problem(
                        "language",
                        f"webbplatsen har ingen sida för insatser på {record.language}; kör först make_site",
                    )
                )
                continue
            insats = insatser[record.slug]
            key = (insats.pk, index.locale_id)
            source = known.get((insats.pk, locales[SOURCE_LANGUAGE].pk))
            known[key] = self._write_one(record, insats, index, known.get(key), source)

    def _write_one(
        self,
        record: RawRecord,
        insats: Insats,
        index: InsatsIndexPage,
        page: InsatsPage | None,
        source: InsatsPage | None,
    ) -> InsatsPage:
        values = page_values(record.values)
        key = f"{record.slug}:{record.language}"
        memory = self.written.get(("insats_page", key)) or ImportRecord(kind="insats_page", slug=key)
        is_new = page is None
        if page is None:
            same = {"translation_key": source.translation_key} if source else {}
            page = InsatsPage(insats=insats, slug=insats.slug, locale=index.locale, **same)
        found = merge(
            page,
            values,
            lambda name: self._stored(page, name),
            memory,
            is_new=is_new,
            overwrite=self.overwrite,
        )
        self.outcome.conflicts += found.conflicts(f"insats_page {key}")
        if found.changed and record.language != SOURCE_LANGUAGE:
            origin = str(record.values.get("origin") or Origin.MACHINE)
            _anchor(page, source, set(found.changed) & set(page.SLOTS), origin)
        if found.changed and not self._apply(record, page, index, found.changed, is_new=is_new):
            return page
        memory.save()
        counter = (
            self.outcome.created if is_new else self.outcome.updated if found.changed else self.outcome.unchanged
        )
        counter["insats_page"] += 1
        return page

    def _stored(self, page: InsatsPage, name: str) -> Plain:
        if name == "situations":
            return [{"speaker": row.speaker, "text": row.text} for row in page.situations.all()]
        return getattr(page, name)

    def _apply(
        self,
        record: RawRecord,
        page: InsatsPage,
        index: InsatsIndexPage,
        changed: dict[str, tuple[Plain, Plain]],
        *,
        is_new: bool,
    ) -> bool:
        for name, (_before, value) in changed.items():
            if name == "situations":
                page.situations = [Situation(sort_order=i, **row) for i, row in enumerate(value)]
            else:
                setattr(page, name, value)
        if record.language == SOURCE_LANGUAGE:
            _say_that_it_matters(page)
        if reasons := may_go_live(page, None):
            self.outcome.problems.append(record.problem("", " ".join(reasons)))
            return False
        try:
            if is_new:
                page.draft_title = page.title
                index.add_child(instance=page)
            else:
                page.full_clean()
                page.save(clean=False)
            for situation in page.situations.all():
                situation.clean_fields(exclude=["page"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.outcome.problems.append(
                    record.problem(name if name in PAGE_FIELDS else "", " ".join(messages))
                )
            return False
        revision = page.save_revision(changed=False, log_action=False, clean=False)
        page.live_revision = revision
        page.has_unpublished_changes = False
        page.save(update_fields=["live_revision", "has_unpublished_changes", "measures"], clean=False)
        log(
            instance=page,
            action="wagtail.create" if is_new else "wagtail.edit",
            data={"door": "import", "fields": sorted(changed)},
        )
        return True
