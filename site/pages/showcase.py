"""Every component in every state, for the component page: invented rows and nothing from the database."""

from dataclasses import dataclass, field
from typing import Any

from catalogue.choices import Speaker
from catalogue.hours_table import DayRow, ExceptionRow, HoursTable
from catalogue.models import Situation
from catalogue.models.words import Text
from catalogue.offering_facts import Fact
from catalogue.place_groups import PlaceGroup, PlaceRow
from catalogue.reach import Person
from catalogue.route_steps import Step
from catalogue.waiting import Wait
from catalogue.way_in import WayIn

#: Colours by role, as ``tokens.css`` names them.
COLOURS = (
    *("page", "surface", "quiet", "text", "text-soft", "action", "action-soft", "evening", "lamp", "person"),
    *("decision", "decision-soft", "danger", "danger-soft", "ageing-soft", "line", "control"),
)
SIGNS = (
    *("arrow", "ask", "calendar", "chat", "check", "clock", "close", "court", "desk", "door", "down", "easy"),
    *("exit", "filter", "globe", "info", "menu", "paper", "people", "phone", "pin", "print", "school", "search"),
    "warn",
)
DRAWINGS = (
    *(
        "school",
        "quarrel",
        "shelter",
        "honour",
        "drugs",
        "mood",
        "parent",
        "baby",
        "separation",
        "crime",
        "placed",
    ),
    "everyday",
)


@dataclass(frozen=True)
class ShownCard:
    """A card with the same names as those of the catalogue."""

    title: Text
    method: str
    summary: Text
    way: WayIn
    wait: Wait
    who: str = "Barn 7–16 år och föräldrar"
    way_note: str = ""
    status_note: str = ""
    url: str = "#kort"
    is_example: bool = True


@dataclass(frozen=True)
class ShownOption:
    """A box of a filter."""

    value: str
    label: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class ShownFacet:
    """A filter."""

    param: str
    label: str
    hint: str = ""
    options: list[ShownOption] = field(default_factory=list)


def _way(kind: str, icon: str, sentence: str, *details: str) -> WayIn:
    return WayIn(kind, icon, "", Text(sentence, "sv"), [Text(detail, "sv") for detail in details])


WAYS = [
    _way("direct", "door", "Kom direkt. Inget beslut behövs."),
    _way("direct", "phone", "Ring eller boka själv. Inget beslut behövs."),
    _way("referred", "desk", "Ring socialtjänstens mottagning. Inget beslut behövs."),
    _way("referred", "school", "Skolan eller vården hänvisar."),
    _way(
        "decision", "paper", "Ansök hos socialtjänsten. De utreder och beslutar.", "Din stadsdel beviljar stödet."
    ),
    _way("court", "court", "En dom från domstolen behövs."),
    _way("unstated", "ask", "Det står inte hur du får stödet. Ring och fråga."),
]
WAITS = [
    Wait("fresh", "Ingen kö", "Bekräftat i dag", 0),
    Wait("fresh", "Ungefär 3 veckor till första samtalet", "Bekräftat för 4 dagar sedan", 21),
    Wait("ageing", "Ungefär 5 veckor – kan ha ändrats", "Uppgiften är 24 dagar gammal.", 35),
    Wait("unknown", "Okänd", "Senaste uppgiften är från december 2018: start inom 30 dagar."),
    Wait("unknown", "Okänd", "Ingen uppgift finns. Ring och fråga."),
    Wait("closed", "Tar inte emot nya just nu", "Bekräftat för 2 dagar sedan"),
]


def _cards() -> list[ShownCard]:
    title = Text("Hjälp att komma tillbaka till skolan", "sv")
    why = Text("Någon träffar er hemma och gör en plan tillsammans med skolan.", "sv")
    method = "Närvaroteamet i Exempelstad"
    return [
        ShownCard(title, method, why, WAYS[1], WAITS[1]),
        ShownCard(
            Text("Wadahadallada taageerada waalidnimada ee qoysaska dhibaataysan", "so"),
            method,
            Text("Kotikäyntityöskentelymahdollisuudet ja päihdekuntoutuspalvelut.", "fi"),
            WAYS[4],
            WAITS[3],
            way_note="Vägen in är en annan på andra platser.",
        ),
        ShownCard(title, method, why, WAYS[6], WAITS[4], status_note="Planerades 2018. Finns inte nu."),
    ]


def _places() -> list[PlaceGroup]:
    facts = [Fact("info", "Kostnad", "Gratis"), Fact("calendar", "Hur länge", "Högst fem samtal.")]
    nothing = Text("", "sv")
    own = PlaceRow("Familjens hus", "#platser", nothing, WAYS[1], WAITS[1], facts)
    other = PlaceRow("", "", nothing, WAYS[4], WAITS[3], [])
    return [
        PlaceGroup("Exempelstad", "#platser", True, True, [own], {"2026-11-20": None}),
        PlaceGroup("Övre Exempelstad", "", False, True, [other, own], {"2018-12": None}),
    ]


def _hours() -> HoursTable:
    days = [
        DayRow("måndag", False, [("Telefon", "9–12, 13–16.30"), ("Drop-in", "")]),
        DayRow("tisdag", True, [("Telefon", "9–12, 13–16.30"), ("Drop-in", "15–18")]),
        DayRow("onsdag", False, [("Telefon", "9–12"), ("Drop-in", "")]),
    ]
    return HoursTable(["Telefon", "Drop-in"], days, [ExceptionRow("5 januari – 6 januari", "Stängt")])


def showcase() -> dict[str, Any]:
    """What the component page shows."""
    say = "Säg så här: ”Jag vill fråga om stöd till min familj.”"
    jour = Person(Text("Socialjouren", "sv"), "031-390 06 90", "+46313900690", is_example=True)
    options = [ShownOption(str(n), f"Val nummer {n}", n, n == 1) for n in range(11)]
    return {
        "noindex": True,
        "colours": COLOURS,
        "signs": SIGNS,
        "drawings": DRAWINGS,
        "ways": WAYS,
        "waits": WAITS,
        "cards": _cards(),
        "places": _places(),
        "hours": _hours(),
        "facets": [ShownFacet("behov", "Vad gäller det?", "Välj ett eller flera.", options)],
        "chosen": [{"label": "Farsta", "url": "#urval"}, {"label": "Utan beslut", "url": "#urval"}],
        "steps": [
            Step("Ring mottagningen", "Säg: ”Jag vill fråga om stöd till mitt barn.”"),
            Step("Du träffar en rådgivare", "Det tar ungefär en timme. Du får ta med någon."),
        ],
        "situations": [
            Situation(text="Jag låtsas sova så att de ska sluta bråka.", speaker=Speaker.CHILD),
            Situation(text="Vi har slutat äta middag tillsammans.", speaker=Speaker.PARENT),
        ],
        "questions": ["Kostar det något?", "Skriver ni ner det vi säger?", "Får jag ta med någon?"],
        "badges": [
            ("fresh", "Bekräftat i dag"),
            ("ageing", "Kan ha ändrats"),
            ("unknown", "Okänt"),
            ("stop", "Stängt"),
        ],
        "person": Person(
            Text("Mottagningen i Exempelstad", "sv"),
            "031-390 06 10",
            "+46313900610",
            say,
            "Telefonen är öppen till 16.30.",
            jour,
            True,
        ),
        "nobody": Person(
            Text("Mottagningsgruppen i Bromma", "sv"),
            sentence_to_say=say,
            open_sentence="Numret står inte här än. Ring kommunens växel.",
        ),
        "pager": {"page": 2, "pages": 5, "previous_url": "#sidor", "next_url": "#sidor"},
        "many_variants": [
            {"code": "sv", "name": "Svenska", "url": "#sidor", "is_current": True},
            {"code": "sv-simple", "name": "Lättläst", "url": "#sidor", "is_current": False},
            {"code": "ar", "name": "العربية", "url": "#sidor", "is_current": False},
            {"code": "so", "name": "Soomaali", "url": "#sidor", "is_current": False},
        ],
        "some_words": ["sv", "sv-simple", "ar"],
    }
