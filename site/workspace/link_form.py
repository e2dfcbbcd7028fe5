"""What the holder of a confirmation link sends: an answer for each row, all in one form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalogue.actions.change_hours import ChangedMeanwhileError
from catalogue.actions.confirm_hours import confirm_hours, doubt_hours
from catalogue.actions.report_queue import (
    NothingToConfirmError,
    ReportedMeanwhileError,
    confirm_queue,
    new_report,
    report_queue,
)
from catalogue.admin.ids import is_id
from catalogue.confirmation_links import spend
from catalogue.models import ConfirmationLink
from workspace.team import HoursRow, QueueRow, UnitCard
from workspace.team_forms import PRESET_VALUES, TRUE, UNKNOWN, UNSURE

SKIP = ""
NO_ANSWER = "Välj minst ett svar."
UNREADABLE = "Formuläret gick inte att läsa. Inget är sparat. Svara igen."
CHANGED = (
    "{name}: någon annan har svarat medan du tittade. Inget av ditt är sparat. Läs raden igen och svara sedan."
)


class SpentError(Exception):
    """Somebody used the link up first."""


class AnswersRefusedError(Exception):
    """The answers cannot be saved as they are. The message says why, in words for the sender."""


@dataclass(frozen=True)
class Answer:
    """What was chosen for one row."""

    row: QueueRow | HoursRow
    value: str
    version: str


def rows_of(cards: Iterable[UnitCard]) -> list[QueueRow | HoursRow]:
    """All rows of a page, in its order."""
    return [row for card in cards for row in ([card.hours] if card.hours else []) + card.queues]


def read_answers(data: Mapping[str, str], cards: Iterable[UnitCard]) -> list[Answer]:
    """The chosen answers to rows that the holder answers for. Fields of other units are not looked at.

    Raises:
        AnswersRefusedError: when nothing is chosen or a value is none of the form's.
    """
    answers = []
    for row in rows_of(cards):
        value, version = data.get(f"svar-{row.key}", SKIP), data.get(f"version-{row.key}", "")
        if value == SKIP:
            continue
        is_queue = isinstance(row, QueueRow)
        if value not in ((TRUE, UNSURE, *PRESET_VALUES) if is_queue else (TRUE, UNSURE)):
            raise AnswersRefusedError(UNREADABLE)
        if is_queue and not is_id(version):
            raise AnswersRefusedError(UNREADABLE)
        answers.append(Answer(row, value, version))
    if not answers:
        raise AnswersRefusedError(NO_ANSWER)
    return answers


@transaction.atomic
def save_answers(link: ConfirmationLink, answers: list[Answer], *, now: datetime, via: str) -> None:
    """Use the link up and write all answers, or nothing.

    Raises:
        SpentError: when the link was used or closed meanwhile.
        AnswersRefusedError: when somebody else answered a row meanwhile.
    """
    if not spend(link, now=now):
        raise SpentError
    for answer in answers:
        try:
            _save(answer, now, via)
        except (ReportedMeanwhileError, ChangedMeanwhileError, NothingToConfirmError, ValidationError) as error:
            row = answer.row
            name = row.name if isinstance(row, QueueRow) else f"Öppettider, {row.provider.name}"
            raise AnswersRefusedError(CHANGED.format(name=name)) from error


def _save(answer: Answer, now: datetime, via: str) -> None:
    row = answer.row
    if isinstance(row, HoursRow):
        if answer.value == TRUE:
            confirm_hours(row.provider, user=None, now=now, read_version=answer.version, via=via)
        else:
            doubt_hours(row.provider, user=None, now=now, read_version=answer.version, via=via)
        return
    offering, clock, version = row.offering, row.clock, int(answer.version)
    if answer.value == TRUE:
        confirm_queue(offering, clock.measure, clock.group, user=None, now=now, read_version=version, via=via)
        return
    values = UNKNOWN if answer.value == UNSURE else PRESET_VALUES[answer.value]
    report = new_report(offering, now=now, measure=clock.measure, target_group_id=clock.group, **values)
    report_queue(report, user=None, now=now, read_version=version, via=via)
