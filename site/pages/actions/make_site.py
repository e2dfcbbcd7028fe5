"""Make the tree of pages: a home and a page for all insatser in each variant, and the site's settings."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Site

from catalogue.choices import Origin
from catalogue.models import Area, InsatsIndexPage
from catalogue.models.passages import HasPassages
from catalogue.variants import anchors
from pages.models import CatalogueSettings, HomePage

HOME_TITLE = _("Hitta stöd")
INDEX_TITLE = _("Alla insatser")
HOME_DESCRIPTION = _("Berätta vad som är svårt, så visar vi stöd som finns där du bor.")
#: The four sentences on how contact works, as content that editors own from then on.
CONTACT_STEPS = [
    ("Du ringer eller kommer dit.", "Börja var du vill i berättelsen."),
    ("En person lyssnar och frågar.", "Ofta en socialsekreterare eller en rådgivare."),
    ("Ni kommer fram till vad som kan hjälpa.", "Mycket stöd får man direkt. För annat behövs ett beslut."),
    ("Du får veta vad som händer sedan.", "Du kan alltid tacka nej, och alltid be om ett skriftligt beslut."),
]
EXAMPLES = {"sv": "vägrar gå till skolan\nvi bråkar varje dag\nmitt ex dricker"}


@transaction.atomic
def make_site(
    *, hostname: str, port: int, home_area: str = "", municipality: str = "", prepared: bool = False
) -> Site:
    """Make what is missing of the page tree; what is there stays as editors left it.

    Args:
        hostname: host of the site.
        port: port of the site.
        home_area: slug of the area that bounds home and search when the reader chose none.
        municipality: name of the municipality in the header.
        prepared: also the variants that only editors see; their pages stay drafts.
    """
    root = Page.objects.get(depth=1)
    homes = {}
    for code, _name in settings.LANGUAGES if prepared else settings.SHIPPED_LANGUAGES:
        locale, _made = Locale.objects.get_or_create(language_code=code)
        homes[code] = _home(root, locale, homes.get(settings.LANGUAGE_CODE))
    site, _made = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": hostname,
            "port": port,
            "root_page": homes[settings.LANGUAGE_CODE],
            "site_name": "Insatskatalogen",
        },
    )
    area = Area.objects.filter(slug=home_area).first()
    if area is not None:
        own = CatalogueSettings.for_site(site)
        own.home_area = area
        own.municipality_name = municipality or area.name
        own.save()
    return site


def contact_steps() -> list[tuple[str, list[dict[str, str]]]]:
    """How contact works, as a block of steps."""
    return [("steps", [{"heading": heading, "text": text} for heading, text in CONTACT_STEPS])]


def _home(root: Page, locale: Locale, source: HomePage | None) -> HomePage:
    existing = HomePage.objects.filter(locale=locale).first()
    with translation.override(locale.language_code):
        if existing is None:
            # Wagtail's own first page would take the address.
            if source is None:
                Page.objects.filter(depth=2, slug="home").exclude(content_type__model="homepage").delete()
            existing = HomePage(
                title=gettext(HOME_TITLE),
                slug=f"hem-{locale.language_code}",
                locale=locale,
                live=locale.language_code in dict(settings.SHIPPED_LANGUAGES),
                search_description=gettext(HOME_DESCRIPTION),
                question=gettext("Vad är svårt just nu?"),
                invitation=gettext("Berätta med egna ord. Du behöver inte veta vad hjälpen heter."),
                contact_steps=contact_steps() if source is None else [],
                examples=EXAMPLES.get(locale.language_code, ""),
                **({"translation_key": source.translation_key} if source else {}),
            )
            root.refresh_from_db()
            root.add_child(instance=existing)
            _show(existing, source)
        if not InsatsIndexPage.objects.filter(locale=locale).exists():
            _index(existing, locale, source)
    return existing


def _index(home: HomePage, locale: Locale, source: HomePage | None) -> None:
    source_index = InsatsIndexPage.objects.filter(locale=source.locale).first() if source else None
    index = InsatsIndexPage(
        title=gettext(INDEX_TITLE),
        slug="insatser",
        locale=locale,
        live=home.live,
        **({"translation_key": source_index.translation_key} if source_index else {}),
    )
    home.refresh_from_db()
    home.add_child(instance=index)
    _show(index, source_index)


def _show(page: HasPassages, source: HasPassages | None) -> None:
    """Publish the page of a shipped variant; that of a prepared one is a draft.

    The words of the interface are a machine's until a person has approved them.
    """
    is_shipped = page.locale.language_code in dict(settings.SHIPPED_LANGUAGES)
    if source is not None and is_shipped:
        page.slots = anchors(page, source, origin=Origin.MACHINE.value, today=timezone.localdate())
    revision = page.save_revision()
    if is_shipped:
        revision.publish()
