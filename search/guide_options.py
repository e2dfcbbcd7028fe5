"""How each question of the guide is put, and what can be chosen as its answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from catalogue.models import Need
from catalogue.models.words import Text
from search.guide import NO, SOMETHING_ELSE, WHO, YES, Answers, Step

#: Where the message about a missing answer leads.
FIRST = "svar-1"


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    value: str
    label: Text | str
    is_chosen: bool
    about: Text | str = ""
    anchor: str = ""


def question_of(step: Step, answers: Answers) -> tuple[str, str]:
    """A question and a line that helps to answer it.

    Args:
        step: which question.
        answers: what has been answered; later questions speak of whom it is about.
    """
    who = answers.who or WHO[-1]
    questions = {
        Step.DANGER: (
            _("Är någon i fara nu?"),
            _("Till exempel om någon blir slagen eller hotad. Är du osäker? Svara ja."),
        ),
        Step.WHO: (_("Vem gäller det?"), ""),
        Step.AGE: (str(who.age_question), _("Hela år. Lämna tomt om du inte vet.")),
        Step.NEEDS: (_("Vad gäller det?"), _("Välj det som liknar mest. Du kan välja flera.")),
        Step.PLACE: (_("Var bor den som behöver stöd?") if who is WHO[-1] else _("Var bor du?"), ""),
    }
    return questions[step]


def options_of(step: Step, answers: Answers, needs: Sequence[Need], language: str) -> dict[str, Any]:
    """What can be chosen at a step, by the names that the template uses; nothing where one writes.

    Args:
        step: which question.
        answers: what has been answered.
        needs: the needs that can be chosen.
        language: code of the reader's variant.
    """
    if step == Step.NEEDS:
        return _needs(answers, needs, language)
    options: list[Option] = []
    if step == Step.DANGER:
        options = [
            Option(YES, _("Ja"), answers.danger is True, anchor=FIRST),
            Option(NO, _("Nej"), answers.danger is False),
        ]
    elif step == Step.WHO:
        options = [
            Option(who.code, str(who.label), who is answers.who, anchor=FIRST if who is WHO[0] else "")
            for who in WHO
        ]
    return {"options": options, "kind": "radio"}


def _needs(answers: Answers, needs: Sequence[Need], language: str) -> dict[str, Any]:
    """The needs of the front door stand open; the others are folded away, and "something else" stands last."""
    chosen = answers.needs or ()
    common = [need for need in needs if need.drawing] or list(needs)
    rarer = [need for need in needs if need not in common]

    def option(need: Need) -> Option:
        return Option(
            str(need.pk),
            need.text("label", language),
            need.pk in chosen,
            need.text("explanation", language),
            FIRST if need is common[0] else "",
        )

    more = [option(need) for need in rarer]
    other = Option(
        SOMETHING_ELSE, _("Något annat, eller vet inte"), answers.needs == (), anchor="" if common else FIRST
    )
    return {
        "options": [option(need) for need in common] or [other],
        "kind": "checkbox",
        "more_options": more,
        "has_hidden_choice": any(row.is_chosen for row in more),
        "last_option": other if common else None,
    }
