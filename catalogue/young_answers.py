"""What somebody who is 12–25 asks before making contact, answered from the facts; never said of "your child"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from catalogue.choices import ContactKind, Stated
from catalogue.help_lines import phone_bill
from catalogue.models import Insats, Offering
from catalogue.models.words import SOURCE_LANGUAGE
from catalogue.place_groups import names_in_a_row
from catalogue.privacy import (
    Said,
    Sentences,
    anonymity_of,
    cost_in_words,
    limit_of_silence,
    own_access_of,
    parents_of,
    plain,
    records_of,
    said_once,
)
from catalogue.safety_texts import SafetyWords, safety_texts

YOUNGEST, OLDEST = 12, 25
#: Groups that somebody belongs to as a grown-up beside a child: no young person can come for their own sake.
BESIDE_A_CHILD = {"foraldrar", "blivande-foraldrar", "par", "familjehem", "natverk", "yrkesverksamma"}
#: Groups that hold young people unless an age says otherwise.
WITH_THE_YOUNG = {"barn", "familj"}
CHAT = "chatt"


@dataclass(frozen=True)
class Answer:
    """A question and what is stated. An empty answer means *not stated*: the question is one to ask."""

    question: str
    answer: tuple[Said, ...]


def usable_by_young(insats: Insats, offerings: Iterable[Offering]) -> bool:
    """Whether somebody aged 12–25 can use it: an age span that meets theirs, or groups that hold them.

    Args:
        insats: with its target groups.
        offerings: those that can be had.
    """
    groups = {group.slug for group in insats.target_groups.all()}
    if "unga" in groups:
        return True
    if groups and groups <= BESIDE_A_CHILD:
        return False
    spans = list(_age_spans((insats, *offerings)))
    if spans:
        return any(low <= OLDEST and high >= YOUNGEST for low, high in spans)
    return bool(groups & WITH_THE_YOUNG)


def _age_spans(records: Iterable[Insats | Offering]) -> Iterator[tuple[int, int]]:
    for record in records:
        if record.age_min is not None or record.age_max is not None:
            high = record.age_max if record.age_max is not None else OLDEST
            yield record.age_min or 0, max(high, record.age_min or 0)


def young_answers(
    insats: Insats, offerings: Sequence[Offering], texts: Mapping[str, SafetyWords] | None = None
) -> list[Answer]:
    """The six questions with what the facts say.

    Args:
        insats: the insats; its own facts answer none of the questions yet.
        offerings: those that the reader may come to, with contacts and ways to meet at hand.
        texts: the safety texts in the reader's language; read if left out.
    """
    if texts is None:
        texts = safety_texts(translation.get_language() or SOURCE_LANGUAGE)
    limit = limit_of_silence(texts)
    asked: list[tuple[str, Callable[[Offering], Iterable[Sentences]]]] = [
        (_("Får jag komma själv?"), own_access_of),
        (_("Får mina föräldrar veta att jag kommer?"), lambda row: parents_of(row, limit)),
        (_("Kostar det något?"), cost_in_words),
        (_("Skriver ni ner det vi säger?"), lambda row: _traces_of(row, texts)),
        (_("Kan jag chatta eller skicka sms?"), _writing_of),
        (_("Får jag gå till en mottagning där ingen känner mig?"), _elsewhere_of),
    ]
    return [Answer(question, tuple(said_once(offerings, said_of))) for question, said_of in asked]


def _traces_of(offering: Offering, texts: Mapping[str, SafetyWords]) -> list[Sentences]:
    """What is left behind: notes, a name, a line on the bill. The bill is never said without the phone itself."""
    limit = limit_of_silence(texts)
    contacts = offering.provider.contacts.all() if offering.provider else ()
    hidden = any(row.channel == ContactKind.PHONE and row.hidden_on_bill == Stated.YES for row in contacts)
    bill: list[Sentences] = [(phone_bill(texts),)] if hidden else []
    return [*records_of(offering, limit), *anonymity_of(offering, limit), *bill]


def _writing_of(offering: Offering) -> list[Sentences]:
    """Whether one may write instead of calling."""
    contacts = offering.provider.contacts.all() if offering.provider else ()
    channels = {row.channel for row in contacts}
    if any(way.slug == CHAT for way in offering.meeting_ways.all()):
        channels.add(ContactKind.CHAT)
    ways = [str(kind.label) for kind in (ContactKind.CHAT, ContactKind.SMS) if kind in channels]
    return [plain(_("Ja, det går att använda %(ways)s.") % {"ways": names_in_a_row(ways)})] if ways else []


def _elsewhere_of(offering: Offering) -> list[Sentences]:
    """Whether one may go where nobody knows one."""
    if offering.residents_elsewhere == Stated.YES:
        return [plain(_("Du får komma även om du bor i ett annat område."))]
    return [plain(_("Bara för dig som bor i området."))] if offering.residents_elsewhere == Stated.NO else []


def open_young_questions(answers: Iterable[Answer]) -> list[str]:
    """What no fact answers, to be asked when one makes contact."""
    return [row.question for row in answers if not row.answer]
