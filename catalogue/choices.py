"""Values that a fact of the catalogue can have. An empty value always means *not stated*, never *no*."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stated(models.TextChoices):
    """A yes or no that the source may be silent about."""

    YES = "yes", _("ja")
    NO = "no", _("nej")


class AreaKind(models.TextChoices):
    """Levels of the area tree."""

    COUNTRY = "country", _("land")
    COUNTY = "county", _("län")
    COOPERATION = "cooperation", _("samverkan mellan kommuner")
    MUNICIPALITY = "municipality", _("kommun")
    DISTRICT = "district", _("stadsdelsområde")


class Route(models.TextChoices):
    """What a person must do to get the support. The law's words are a fact of their own (``Decision``)."""

    COME = "kom", _("kom direkt")
    CALL = "ring", _("ring eller boka själv")
    INTAKE = "mottagning", _("via socialtjänstens mottagning, utan beslut")
    REFERRAL = "hanvisning", _("skola eller vård hänvisar")
    DECISION = "beslut", _("socialtjänsten utreder och beslutar")
    COURT = "domstol", _("domstol beslutar")


class RouteBasis(models.TextChoices):
    """How sure we are of the route."""

    STATED = "stated", _("sagt om just detta")
    SECTION = "section", _("framgår av avsnittet i källan")
    INFERRED = "inferred", _("härlett ur sammanhanget")


class Status(models.TextChoices):
    """Whether a support can be had. Only ``offered`` and ``pilot`` are running."""

    OFFERED = "offered", _("finns")
    PILOT = "pilot", _("provas")
    PLANNED = "planned", _("planeras")
    NOT_STARTED = "not_started", _("har inte startat")
    NOT_INTRODUCED = "not_introduced", _("är inte infört")
    ENDED = "ended", _("har upphört")
    NOT_OFFERED = "not_offered", _("erbjuds inte")


RUNNING = (Status.OFFERED, Status.PILOT)


class ProviderStatus(models.TextChoices):
    """Whether a unit is at work."""

    ACTIVE = "active", _("i gång")
    PILOT = "pilot", _("på prov")
    ENDED = "ended", _("nedlagd")


class AgeRefersTo(models.TextChoices):
    """Whose age the limits speak of."""

    CHILD = "barnet", _("barnet")
    PARTICIPANT = "deltagaren", _("den som deltar")


class Cost(models.TextChoices):
    """What the reader pays. A municipality's own cost is never a fee and has no place here."""

    FREE = "free", _("gratis")
    FEE = "fee", _("avgift")
    FEE_BY_INCOME = "income", _("avgift efter inkomst")


class CostUnit(models.TextChoices):
    """For what the fee is taken."""

    VISIT = "visit", _("per besök")
    HOUR = "hour", _("per timme")
    MONTH = "month", _("per månad")
    COURSE = "course", _("för hela kursen")


class AfterSessions(models.TextChoices):
    """What happens when the sessions run out."""

    SAME_PERSON = "same", _("du kan få fler samtal med samma person")
    NEW_PERSON = "new", _("du får träffa en ny person")
    APPLY = "apply", _("du kan ansöka om mer stöd")


class Records(models.TextChoices):
    """Whether what is said is written down."""

    NO = "no", _("nej, enligt nämndens beslut")
    WITHOUT_NAME = "unnamed", _("ja, men utan namn")
    YES = "yes", _("ja")


class Tells(models.TextChoices):
    """Whether others in the family are told."""

    NO = "no", _("nej")
    YES = "yes", _("ja")
    ASKS_FIRST = "asks", _("frågar dig först")


class WaitingContact(models.TextChoices):
    """Who keeps contact while a person waits."""

    THEY_CALL = "they", _("de ringer dig")
    YOU_CALL = "you", _("du ringer")


class QueueState(models.TextChoices):
    """What is said about waiting."""

    NONE = "none", _("ingen kö")
    SHORT = "short", _("kort kö")
    QUEUE = "queue", _("kö")
    LONG = "long", _("lång kö")
    PLACES = "places", _("lediga platser")
    HARD_TO_FILL = "hard_to_fill", _("svårt att fylla platserna")
    FULL = "full", _("fullt")
    PAUSED = "paused", _("tar inte emot nya just nu")
    UNKNOWN = "unknown", _("okänt")


class QueueMeasure(models.TextChoices):
    """What the wait is measured to."""

    FIRST_TALK = "first_talk", _("till första samtalet")
    INQUIRY = "inquiry", _("utredningen")
    START = "start", _("från beslut till start")


class WaitUnit(models.TextChoices):
    """The unit in which a wait was stated. Weeks become days (7); months stay months."""

    DAY = "day", _("dagar")
    WEEK = "week", _("veckor")
    MONTH = "month", _("månader")


class HoursKind(models.TextChoices):
    """What one can do at that time. A stranger can use all but booked visits."""

    PHONE = "telefon", _("telefon")
    DROP_IN = "dropin", _("drop-in")
    BOOKED = "bokat", _("bokade besök")
    CHAT = "chatt", _("chatt")
    OPEN_HOUSE = "oppen", _("öppen verksamhet")


#: Kinds that somebody who is not known to the unit can use.
OPEN_TO_STRANGERS = (HoursKind.PHONE, HoursKind.DROP_IN, HoursKind.CHAT, HoursKind.OPEN_HOUSE)


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("måndag")
    TUESDAY = 1, _("tisdag")
    WEDNESDAY = 2, _("onsdag")
    THURSDAY = 3, _("torsdag")
    FRIDAY = 4, _("fredag")
    SATURDAY = 5, _("lördag")
    SUNDAY = 6, _("söndag")


class ContactKind(models.TextChoices):
    """How one reaches a unit."""

    PHONE = "phone", _("telefon")
    SMS = "sms", _("sms")
    CHAT = "chat", _("chatt")
    EMAIL = "email", _("e-post")
    FORM = "form", _("formulär på webben")
    WEB = "web", _("webbplats")


class Speaker(models.TextChoices):
    """Who says a sentence under "Känner du igen dig?"."""

    CHILD = "barn", _("Barn")
    YOUNG = "ung", _("Ung")
    PARENT = "foralder", _("Förälder")
    RELATIVE = "anhorig", _("Mormor, syskon, granne eller vän")
    PROFESSIONAL = "yrkesperson", pgettext_lazy("speaker", "Den som möter familjen i sitt arbete")
    ADULT = "vuxen", _("Vuxen")


class LegalPlace(models.TextChoices):
    """Where a legal text stands without anybody placing it."""

    CHILDREN = "children", _("varje insats för barn och unga")
    DECISION = "decision", _("varje insats som kräver beslut")


class Duty(models.TextChoices):
    """What somebody answers for."""

    MANAGES = "manages", _("leder verksamheten")
    OWNS_TEXT = "owns_text", _("äger texten")
    REMINDED = "reminded", _("får påminnelser")


class Confirmed(models.TextChoices):
    """What somebody confirmed to be true. Only staff read these words."""

    FACTS = "facts", "alla uppgifter"
    HOURS = "hours", "öppettiderna"


class Origin(models.TextChoices):
    """Who made a text."""

    HUMAN = "human", _("en person")
    MACHINE = "machine", _("en maskin")


class GroupHeld(models.TextChoices):
    """Where a group meets. Readers get a sentence of their own."""

    PLACE = "place", "på plats"
    VIDEO = "video", "på video"
    BOTH = "both", "på plats eller på video"


class SignUp(models.TextChoices):
    """How one joins a group. Readers get a sentence of their own."""

    CALL = "call", "ringer"
    FORM = "form", "på webben"
    COME = "come", "kommer direkt"
    ASK = "ask", "genom socialtjänsten"


class NoticeKind(models.TextChoices):
    """What a unit must tell for a while."""

    CLOSED = "closed", _("tillfälligt stängt")
    MOVED = "moved", _("har flyttat")
    PHONE = "phone", _("fel på telefonen")
    OTHER = "other", _("meddelande")
