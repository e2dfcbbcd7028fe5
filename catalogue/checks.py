"""House rules that ``manage.py check`` asks, with ids."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security, deploy=True)
def demonstration_is_off(app_configs: Any, **kwargs: Any) -> list[CheckWarning]:
    """A public site must not run as a demonstration."""
    if settings.DEMO:
        return [CheckWarning("DEMO=1: webbplatsen visar demonstrationens uppgifter.", id="catalogue.W001")]
    return []


@register(Tags.database, deploy=True)
def every_area_has_a_number(
    app_configs: Any, databases: list[str] | None = None, **kwargs: Any
) -> list[CheckWarning]:
    """A missing number is a gap: an area without a mottagning or switchboard that one can call."""
    from django.db import OperationalError, ProgrammingError

    from catalogue.reach import areas_without_a_number

    if not databases:
        return []
    try:
        missing = areas_without_a_number()
    except (OperationalError, ProgrammingError):
        return []
    return [
        CheckWarning(f"{area.name} saknar telefonnummer till mottagning och växel.", id="catalogue.W002")
        for area in missing
    ]


@register(Tags.models)
def identity_needs_a_domain(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Identities are made from the domain; without it every record would change its name."""
    if not settings.CATALOGUE_DOMAIN:
        return [Error("CATALOGUE_DOMAIN är tom.", id="catalogue.E001")]
    return []
