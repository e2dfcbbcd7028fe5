"""What a posted question of the guide answers, or what is missing in it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalogue.models import Area
from search.guide import NO, SOMETHING_ELSE, WHO_BY_CODE, YES, Answers, Step
from search.query import MOST_VALUES, Query, cleaned, parse
from search.safety import Alarm


@dataclass
class Taken:
    """A posted answer.

    Attributes:
        answers: everything answered, with this answer.
        place: the reader's area as an address names it.
        error: why the answer cannot be taken; then nothing is changed.
        typed: what stood in the field.
        matches: areas that the typed place fits, when it fits several.
    """

    answers: Answers
    place: str
    error: str = ""
    typed: str = ""
    matches: list[Area] = field(default_factory=list)


def take(step: Step, data: QueryDict, answers: Answers, known_needs: Collection[int]) -> Taken:
    """Take the answer to one question.

    Args:
        step: which question.
        data: the posted form.
        answers: what was answered before.
        known_needs: keys of the needs that can be chosen.
    """
    taken = Taken(answers, cleaned(data.get("omrade", ""), 80))
    chosen = [cleaned(value, 20) for value in data.getlist("svar")[: 2 * MOST_VALUES]]
    if step == Step.AGE:
        _take_age(data, taken)
    elif step == Step.PLACE:
        _take_place(data, taken)
    elif step == Step.NEEDS:
        by_text = {str(key): key for key in known_needs}
        needs = tuple(by_text[value] for value in dict.fromkeys(chosen) if value in by_text)[:MOST_VALUES]
        if needs or SOMETHING_ELSE in chosen:
            taken.answers = replace(answers, needs=needs)
        else:
            taken.error = _("Välj minst ett svar.")
    elif step == Step.DANGER and chosen[:1] in ([YES], [NO]):
        taken.answers = replace(answers, danger=chosen[0] == YES)
    elif step == Step.WHO and chosen and chosen[0] in WHO_BY_CODE:
        taken.answers = replace(answers, who=WHO_BY_CODE[chosen[0]])
    else:
        taken.error = _("Välj ett svar.")
    return taken


def _asked(name: str, data: QueryDict) -> Query:
    """One field, understood as the search understands it."""
    one = QueryDict(mutable=True)
    one[name] = data.get(name, "")
    return parse(one, {}, None, Alarm(""))


def _take_age(data: QueryDict, taken: Taken) -> None:
    query = _asked("alder", data)
    taken.typed = query.age_text
    if query.messages:
        taken.error = query.messages[0]
    else:
        taken.answers = replace(taken.answers, age=query.choices.age, age_asked=True)


def _take_place(data: QueryDict, taken: Taken) -> None:
    query = _asked("omrade", data)
    taken.typed, taken.matches = query.area_text, query.area_matches
    if query.messages:
        taken.error = query.messages[0]
    elif taken.matches:
        taken.error = _("Flera platser heter så. Välj den du menar.")
    else:
        taken.place = query.areas[0].slug if query.areas else "alla" if query.everywhere else ""
    if not taken.error or taken.matches:
        taken.answers = replace(taken.answers, place_asked=True)
