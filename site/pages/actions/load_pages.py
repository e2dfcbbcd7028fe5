"""Load editorial pages from files: once each, by slug; what editors changed since stays."""

from collections.abc import Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from catalogue.choices import Origin
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.variants import anchors, is_variant, source_of
from pages.actions.page_files import BrokenPages, PageFile, PageReader, read_page
from pages.models import EditorialPage, HomePage

#: The pages that every installation starts with. Those that only the municipality can finish are drafts.
STANDARD_PAGES = Path(__file__).resolve().parents[1] / "standard"
#: What the demonstration says of itself instead.
DEMO_PAGES = Path(__file__).resolve().parents[1] / "demo"
DESCRIPTION_LENGTH = 160


@transaction.atomic
def load_pages(*folders: Path) -> int:
    """Make the editorial pages that are missing.

    All files are read before anything is written. Pages are made first and filled then, so that they may link
    to each other.

    Args:
        folders: each has a folder for each variant, with a YAML file for each page, named for its slug. A page
            that stands in several is that of the first.

    Returns:
        The number of pages made.

    Raises:
        BrokenPages: naming file and block of every fault; no page is made.
    """
    faults: list[str] = []
    files = [page for path in _in_order(folders) if (page := read_page(path, faults))]
    missing = [file for file in files if not _page(file)]
    made = [(file, _make(file)) for file in missing]
    readers = {file.language: _reader(file.language, files) for file in missing}
    for file, page in made:
        name = f"{file.path.parent.name}/{file.path.name}"
        page.content = readers[file.language].blocks(file.values.get("content") or [], faults, name)
    if faults:
        raise BrokenPages(faults)
    for file, page in made:
        _say_from_what(page, str(file.values.get("origin") or Origin.MACHINE))
        revision = page.save_revision()
        if not file.values.get("draft"):
            revision.publish()
    return len(made)


def _say_from_what(page: EditorialPage, origin: str) -> None:
    """A page of a variant was made from the Swedish page as that is now."""
    source = source_of(page) if is_variant(page) else None
    if source is not None:
        page.slots = anchors(page, source, origin=origin, today=timezone.localdate())


def _in_order(folders: Sequence[Path]) -> list[Path]:
    """Swedish first: other variants are translations of its pages."""
    found: dict[tuple[str, str], Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.yaml")):
            found.setdefault((path.parent.name, path.name), path)
    return [found[key] for key in sorted(found, key=lambda key: (key[0] != SOURCE_LANGUAGE, key))]


def _page(file: PageFile) -> EditorialPage | None:
    return EditorialPage.objects.filter(locale__language_code=file.language, slug=file.slug).first()


def _make(file: PageFile) -> EditorialPage:
    """The page without its content, not yet public."""
    values = file.values
    source = EditorialPage.objects.filter(locale__language_code=SOURCE_LANGUAGE, slug=file.slug).first()
    page = EditorialPage(
        title=str(values["title"]).strip(),
        slug=file.slug,
        locale=Locale.objects.get(language_code=file.language),
        lead=str(values.get("lead") or "").strip(),
        search_description=str(values.get("description") or values.get("lead") or "").strip()[:DESCRIPTION_LENGTH],
        show_in_menus=bool(values.get("menu")),
        is_sensitive=bool(values.get("sensitive")),
        is_legal=bool(values.get("legal")),
        live=False,
        **({"translation_key": source.translation_key} if source else {}),
    )
    HomePage.objects.get(locale=page.locale).add_child(instance=page)
    return page


def _reader(language: str, files: list[PageFile]) -> PageReader:
    """Links lead to pages of the same variant, else to the Swedish ones, which its address answers with."""
    languages = (SOURCE_LANGUAGE, language)
    rows = EditorialPage.objects.filter(locale__language_code__in=languages).select_related("locale")
    pages: dict[str, EditorialPage] = {}
    for page in rows:
        if page.slug not in pages or page.locale.language_code == language:
            pages[page.slug] = page
    return PageReader(pages, {*pages, *(file.slug for file in files if file.language in languages)})
