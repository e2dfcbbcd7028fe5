"""House rules that ``manage.py check`` asks, with ids."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning

#: Tag of the rules about content. Not Django's ``database``, which ``check --deploy`` leaves out by itself.
CONTENT = "content"


@register(Tags.security, deploy=True)
def demonstration_is_off(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A public site must not run as a demonstration."""
    if settings.DEMO:
        return [Error("DEMO=1: webbplatsen visar demonstrationens uppgifter.", id="catalogue.E002")]
    return []


@register(Tags.security, deploy=True)
def mail_can_leave(app_configs: Any, **kwargs: Any) -> list[CheckWarning]:
    """Without mail nobody is reminded, and figures grow old."""
    if settings.SENDS_MAIL:
        return []
    return [CheckWarning("EMAIL_URL saknas: ingen påminns om kö och öppettider.", id="catalogue.W006")]


def asks_the_database(rule: Callable[[], Iterator[CheckMessage]]) -> Callable[..., list[CheckMessage]]:
    """Make a check of a rule that reads records. Where the database or its tables are missing, nothing is said."""

    def check(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
        from django.db import OperationalError, ProgrammingError

        try:
            return list(rule())
        except (OperationalError, ProgrammingError):
            return []

    # Not ``functools.wraps``: Django would read the rule's signature instead of this one's.
    check.__name__, check.__doc__ = rule.__name__, rule.__doc__
    return check


@register(CONTENT, deploy=True)
@asks_the_database
def every_area_has_a_number() -> Iterator[CheckWarning]:
    """A missing number is a gap: an area without a mottagning or switchboard that one can call."""
    from catalogue.reach import areas_without_a_number

    for area in areas_without_a_number():
        yield CheckWarning(f"{area.name} saknar telefonnummer till mottagning och växel.", id="catalogue.W002")


@register(CONTENT, deploy=True)
@asks_the_database
def a_lawyer_has_read_what_we_say_of_the_law() -> Iterator[CheckWarning]:
    """Legal sentences come partly from general knowledge; each is named until a lawyer has approved it."""
    from catalogue.unreviewed import without_a_lawyer

    for record in without_a_lawyer():
        name = f"{record._meta.verbose_name} ”{record}”"
        yield CheckWarning(f"Ingen jurist har granskat {name}.", id="catalogue.W003")


@register(CONTENT, deploy=True)
@asks_the_database
def somebody_has_called_every_help_line() -> Iterator[CheckWarning]:
    """A wrong number on the page about danger is worse than none."""
    from catalogue.unreviewed import unchecked_help_lines

    for line in unchecked_help_lines():
        yield CheckWarning(f"Ingen har kontrollerat hjälplinjen ”{line}”.", id="catalogue.W004")


@register(CONTENT, deploy=True)
@asks_the_database
def somebody_has_read_what_a_machine_wrote() -> Iterator[CheckMessage]:
    """Texts about danger, law and ways in that a machine wrote are read by a person before launch.

    A demonstration may show them, labelled; a public site may not.
    """
    from catalogue.unreviewed import machine_texts_nobody_read

    for language, number in machine_texts_nobody_read().items():
        text = f"{language}: {number} texter om fara, lag och vägar in är skrivna av en maskin och inte granskade."
        yield CheckWarning(text, id="catalogue.W005") if settings.DEMO else Error(text, id="catalogue.E005")


@register(CONTENT, deploy=True)
@asks_the_database
def a_person_has_approved_every_safety_text() -> Iterator[Error]:
    """Somebody in danger relies on them: two people have read each, one who wrote or looked over and one more."""
    from catalogue.unreviewed import safety_texts_nobody_approved

    for text in safety_texts_nobody_approved():
        yield Error(f"Ingen har godkänt säkerhetstexten ”{text}”.", id="catalogue.E003")


@register(CONTENT, deploy=True)
@asks_the_database
def no_invented_record_is_public() -> Iterator[Error]:
    """What was invented for the demonstration or for benchmarks is no help to anybody."""
    from catalogue.unreviewed import invented_records

    for name, number in invented_records().items():
        yield Error(f"Påhittade uppgifter är publicerade: {name}, {number} st.", id="catalogue.E004")


@register(CONTENT, deploy=True)
@asks_the_database
def nobody_signs_in_with_the_demonstrations_password() -> Iterator[Error]:
    """Its accounts have a password that everybody can read."""
    from catalogue.actions.seed_roles import open_demo_accounts

    for account in open_demo_accounts():
        yield Error(f"Demokontot ”{account}” går att logga in med. Stäng av det.", id="catalogue.E006")


@register(Tags.models)
def identity_needs_a_domain(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Identities are made from the domain; without it every record would change its name."""
    if not settings.CATALOGUE_DOMAIN:
        return [Error("CATALOGUE_DOMAIN är tom.", id="catalogue.E001")]
    return []
