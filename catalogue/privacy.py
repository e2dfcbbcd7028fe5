"""Who gets to know: what is stated of records, names, parents and cost, in sentences that a reader can trust.

A promise of silence has a limit in law. Promises are made in one place, ``promise``, and come out as a ``Said``
whose sentences cannot be printed one without the other.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.choices import Cost, Records, Stated, Tells
from catalogue.models import Offering
from catalogue.models.words import Text, in_reader_language
from catalogue.offering_facts import cost_of
from catalogue.place_groups import names_in_a_row
from catalogue.safety_texts import SafetyWords

#: Where the texts stand that editors own.
LIMIT = "anonym-grans"
OTHER_PARENT = "andra-foraldern"

Sentences = tuple[Text, ...]

#: What is said of the other parent, and of a young person's own, where it is no promise.
_OTHER_PARENT: dict[str, Promise] = {
    Tells.NO: gettext_lazy("Den andra föräldern kontaktas inte."),
    Tells.YES: gettext_lazy("Den andra föräldern kontaktas."),
    Tells.ASKS_FIRST: gettext_lazy("De frågar dig innan den andra föräldern kontaktas."),
}
_PARENTS: dict[str, Promise] = {
    Tells.YES: gettext_lazy("Dina föräldrar får veta."),
    Tells.ASKS_FIRST: gettext_lazy("De frågar dig innan dina föräldrar får veta."),
}


@dataclass(frozen=True)
class Said:
    """One thing that is stated: sentences that belong together, and where they hold. No place: everywhere."""

    sentences: Sentences
    places: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (*map(str, self.sentences), self.places)))


def limit_of_silence(texts: Mapping[str, SafetyWords]) -> Text:
    """What must happen even so when a child is harmed. It is said also while editors have no text for it."""
    written = texts.get(LIMIT)
    return (written.text if written else None) or in_reader_language(
        _(
            "Om vi blir oroliga för att ett barn far illa måste vi göra något."
            " Vi berättar det för dig först, om det går."
        )
    )


def said_once(offerings: Sequence[Offering], said_of: Callable[[Offering], Iterable[Sentences]]) -> list[Said]:
    """What is stated of several offerings, each thing once, with where it holds when not everywhere."""
    places: dict[Sentences, dict[str, None]] = {}
    for offering in offerings:
        for sentences in said_of(offering):
            places.setdefault(sentences, {})[offering.given_by] = None
    everywhere = len({offering.given_by for offering in offerings})
    return [
        Said(
            sentences,
            "" if len(where) == everywhere else _("Gäller %(places)s.") % {"places": names_in_a_row(list(where))},
        )
        for sentences, where in places.items()
    ]


def privacy_of(offering: Offering, limit: Text) -> list[Sentences]:
    """Who gets to know. What is not stated is left to the questions."""
    return [
        *records_of(offering, limit),
        *anonymity_of(offering, limit),
        *other_parent_of(offering),
        *parents_of(offering, limit),
        *own_access_of(offering),
    ]


def records_of(offering: Offering, limit: Text) -> list[Sentences]:
    """Whether what is said is written down."""
    if offering.records == Records.NO:
        day = offering.records_decided_on
        said = (
            _("Inget skrivs ner om dig, enligt nämndens beslut den %(day)s.") % {"day": date_format(day)}
            if day
            else _("Inget skrivs ner om dig, enligt nämndens beslut.")
        )
        return [promise(said, limit)]
    if offering.records == Records.WITHOUT_NAME:
        return [promise(_("Det som skrivs ner har inte ditt namn."), limit)]
    return [plain(_("Det som sägs skrivs ner."))] if offering.records == Records.YES else []


def anonymity_of(offering: Offering, limit: Text) -> list[Sentences]:
    """Whether one may come without saying who one is."""
    if offering.anonymous == Stated.YES:
        return [promise(_("Du behöver inte säga vad du heter."), limit)]
    return [plain(_("Du behöver säga vem du är."))] if offering.anonymous == Stated.NO else []


def other_parent_of(offering: Offering) -> list[Sentences]:
    """Whether the other parent is contacted."""
    known = _OTHER_PARENT.get(offering.tells_other_parent)
    return [plain(str(known))] if known else []


def parents_of(offering: Offering, limit: Text) -> list[Sentences]:
    """Whether a young person's parents are told. That they are not is a promise too, with the same limit."""
    if offering.tells_parents == Tells.NO:
        return [promise(_("Dina föräldrar får inte veta."), limit)]
    known = _PARENTS.get(offering.tells_parents)
    return [plain(str(known))] if known else []


def own_access_of(offering: Offering) -> list[Sentences]:
    """From what age one may come by oneself."""
    if offering.own_access_age is None:
        return []
    return [plain(_("Du får komma själv från %(age)s år.") % {"age": offering.own_access_age})]


def cost_in_words(offering: Offering) -> list[Sentences]:
    """What it costs, as a sentence."""
    if offering.cost == Cost.FREE:
        return [plain(_("Det är gratis."))]
    if offering.cost == Cost.FEE_BY_INCOME:
        return [plain(_("Du betalar en avgift som beror på din inkomst."))]
    if offering.cost == Cost.FEE and offering.cost_amount is None:
        return [plain(_("Du betalar en avgift."))]
    cost = cost_of(offering)
    return [plain(_("Det kostar %(cost)s.") % {"cost": cost})] if cost else []


def other_parent_notice(offerings: Sequence[Offering], texts: Mapping[str, SafetyWords]) -> SafetyWords:
    """What somebody who is afraid must know of the other parent. It holds as soon as one place is silent."""
    heading = in_reader_language(_("Är du rädd? Säg det först när du ringer"))
    if offerings and all(offering.tells_other_parent for offering in offerings):
        return SafetyWords(heading, in_reader_language(""))
    written = texts.get(OTHER_PARENT)
    if written and written.text:
        return SafetyWords(written.heading or heading, written.text)
    return SafetyWords(heading, in_reader_language(_("Det står inte om den andra föräldern kontaktas.")))


def promise(sentence: str, limit: Text) -> Sentences:
    """A promise of silence. The limit is the next sentence, always."""
    return (in_reader_language(sentence), limit)


def plain(sentence: str) -> Sentences:
    """A sentence that promises nothing and stands by itself."""
    return (in_reader_language(sentence),)
