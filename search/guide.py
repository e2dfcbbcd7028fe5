"""The guided questions: what is asked, and the short code that carries the answers in the address. Pure.

The code says nothing to somebody who sees the address or reads the history: figures for the answers in the order
of the questions, such as ``0-1-9-5.12-1``. The area is no secret and travels as ``omrade``, as everywhere.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.query import MOST_VALUES, OLDEST

YES, NO = "1", "0"
#: Stands for "something else, or I do not know" among the needs.
SOMETHING_ELSE = "0"
#: A question that has no answer yet while a later one has.
NOT_ASKED = "x"
#: Longest code that is looked at; no honest one is longer.
LONGEST_CODE = 200


class Step(IntEnum):
    """Where in the questions a reader is. ``HELP`` comes between the first and the second when there is danger."""

    HELP = 0
    DANGER = 1
    WHO = 2
    AGE = 3
    NEEDS = 4
    PLACE = 5
    RESULTS = 6


#: Steps that ask something, in their order.
QUESTIONS = (Step.DANGER, Step.WHO, Step.AGE, Step.NEEDS, Step.PLACE)


@dataclass(frozen=True)
class Who:
    """Whom it is about.

    Attributes:
        code: its figure in the address.
        label: as the reader says it.
        groups: slugs of the target groups whose support may help; none asks nothing.
        age_question: how the age is asked for.
    """

    code: str
    label: Promise
    groups: tuple[str, ...]
    age_question: Promise


CHILDS_AGE = _("Hur gammalt är barnet?")
#: Support to the parents is support for the child too, and the other way round.
WHO = (
    Who("1", _("Mitt barn"), ("barn", "unga", "foraldrar", "familj"), CHILDS_AGE),
    Who("2", _("Jag som är ung"), ("unga", "barn", "familj"), _("Hur gammal är du?")),
    Who("3", _("Jag som är förälder"), ("foraldrar", "blivande-foraldrar", "familj", "par"), CHILDS_AGE),
    Who("4", _("Hela familjen"), ("familj", "foraldrar", "par"), CHILDS_AGE),
    Who("5", _("Någon annan"), (), _("Hur gammal är den som behöver stöd?")),
)
WHO_BY_CODE = {who.code: who for who in WHO}


@dataclass(frozen=True)
class Answers:
    """What a reader has answered so far. ``None`` is a question without an answer.

    Attributes:
        danger: whether somebody is in danger now.
        who: whom it is about.
        age: whole years of the one who needs support.
        age_asked: whether the age has been answered, possibly with nothing.
        needs: keys of the chosen needs; an empty tuple is "something else, or I do not know".
        place_asked: whether the place has been answered, possibly with nothing.
    """

    danger: bool | None = None
    who: Who | None = None
    age: int | None = None
    age_asked: bool = False
    needs: tuple[int, ...] | None = None
    place_asked: bool = False

    @property
    def code(self) -> str:
        """The answers as they stand in the address."""
        parts = [
            NOT_ASKED if self.danger is None else (YES if self.danger else NO),
            self.who.code if self.who else NOT_ASKED,
            ("" if self.age is None else str(self.age)) if self.age_asked else NOT_ASKED,
            NOT_ASKED if self.needs is None else ".".join(map(str, self.needs)) or SOMETHING_ELSE,
            YES if self.place_asked else NOT_ASKED,
        ]
        while parts and parts[-1] == NOT_ASKED:
            parts.pop()
        return "-".join(parts)

    @property
    def next_step(self) -> Step:
        """The first question without an answer."""
        has_answer = (
            self.danger is not None,
            self.who is not None,
            self.age_asked,
            self.needs is not None,
            self.place_asked,
        )
        return next((step for step, done in zip(QUESTIONS, has_answer, strict=True) if not done), Step.RESULTS)


def read(code: str, known_needs: Collection[int]) -> tuple[Answers, list[str]]:
    """The answers that a code stands for, and the parts of it that stand for none and are ignored.

    Args:
        code: what the address holds; anything at all.
        known_needs: keys of the needs that can be chosen.
    """
    parts = code[:LONGEST_CODE].split("-") if code else []
    answers, unknown = Answers(), list[str]()
    for part, reader in zip(parts, READERS, strict=False):
        if part != NOT_ASKED:
            answers, left = reader(answers, part, known_needs)
            unknown += left
    return answers, unknown + [part for part in parts[len(READERS) :] if part]


Reading = tuple[Answers, list[str]]


def _danger(answers: Answers, part: str, _needs: Collection[int]) -> Reading:
    return (replace(answers, danger=part == YES), []) if part in (YES, NO) else (answers, [part])


def _who(answers: Answers, part: str, _needs: Collection[int]) -> Reading:
    return (replace(answers, who=WHO_BY_CODE[part]), []) if part in WHO_BY_CODE else (answers, [part])


def _age(answers: Answers, part: str, _needs: Collection[int]) -> Reading:
    if not part:
        return replace(answers, age_asked=True), []
    if part.isascii() and part.isdigit() and len(part) <= 3 and int(part) <= OLDEST:
        return replace(answers, age=int(part), age_asked=True), []
    return answers, [part]


def _needs(answers: Answers, part: str, known: Collection[int]) -> Reading:
    given = list(dict.fromkeys(part.split(".")))
    by_text = {str(key): key for key in known}
    chosen = tuple(by_text[value] for value in given if value in by_text)[:MOST_VALUES]
    unknown = [value for value in given if value not in by_text and value != SOMETHING_ELSE]
    if chosen or SOMETHING_ELSE in given:
        answers = replace(answers, needs=chosen)
    return answers, unknown


def _place(answers: Answers, part: str, _needs: Collection[int]) -> Reading:
    return (replace(answers, place_asked=True), []) if part == YES else (answers, [part])


#: How each part of the code is read, in the order of the questions.
READERS: tuple[Callable[[Answers, str, Collection[int]], Reading], ...] = (_danger, _who, _age, _needs, _place)
