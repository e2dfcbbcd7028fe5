"""National lines that answer when it is urgent, until an editor's own page takes over.

The numbers are general knowledge and are checked by a person before the site is public.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Line:
    """A telephone line."""

    name: str
    number: str
    about: str = ""


@dataclass(frozen=True)
class Topic:
    """What it is about, and who answers."""

    id: str
    heading: str
    text: str
    lines: list[Line] = field(default_factory=list)


def topics() -> list[Topic]:
    """Topics in the order of urgency."""
    women = Line("Kvinnofridslinjen", "020-50 50 50", _("Dygnet runt. Gratis. Du är anonym."))
    return [
        Topic(
            "barn",
            _("Ett barn eller en ung person far illa"),
            _("Är du under 18 år? Du får ringa själv. Du behöver inte vara säker på att det du varit med om räknas."),
            [Line("Bris", "116 111", _("Dygnet runt. Gratis. Även chatt."))],
        ),
        Topic(
            "leva",
            _("Du orkar inte leva"),
            _("Säg det till någon, precis som det är. Är det bråttom: ring 112."),
            [Line("Självmordslinjen", "90101", _("Dygnet runt. Även chatt."))],
        ),
        Topic(
            "partner",
            _("Någon du lever eller har levt med är farlig"),
            _("Det kan vara slag, hot, tvång eller att någon bestämmer allt. Du behöver inte lämna någon för att få prata."),
            [women],
        ),
        Topic(
            "heder",
            _("Familjen bestämmer över ditt liv"),
            _("Är du rädd att bli förd utomlands eller bortgift? Säg det direkt."),
            [women],
        ),
        Topic(
            "overgrepp",
            _("Du har blivit utsatt för ett övergrepp"),
            _("Det är inte ditt fel. Vården kan hjälpa dig även om du inte vill göra en polisanmälan."),
            [Line("Sjukvårdsrådgivningen", "1177", _("Dygnet runt. De säger vart du kan åka."))],
        ),
        Topic(
            "slar",
            _("Du slår, eller är rädd att slå"),
            _("Det går att sluta. Den som svarar vet vad som kan hjälpa."),
            [Line("Välj att sluta", "020-555 666", _("Du är anonym. Se tiderna innan du ringer."))],
        ),
        Topic(
            "jour",
            _("Kväll, natt eller helg"),
            _("Socialjouren svarar om barn och familjer när mottagningen har stängt. Fråga polisen efter numret."),
            [Line("Polisen, när det inte är akut", "114 14", _("Dygnet runt."))],
        ),
    ]
