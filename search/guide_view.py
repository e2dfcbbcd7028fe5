"""The page of guided questions: one question at a time, then what fits. Everything stands in the address."""

import logging
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from catalogue.home_area import home_area
from catalogue.models import Need
from search import index, remembered
from search.asking import undone_if_it_fails
from search.danger import danger_of
from search.guide import LONGEST_CODE, QUESTIONS, Answers, Step, read
from search.guide_form import Taken, take
from search.guide_options import options_of, question_of
from search.guide_results import danger_topic, guide_results, query_of, told
from search.labels import load_labels
from search.query import cleaned
from search.safety import load_alarm

logger = logging.getLogger(__name__)
ROBOTS = "noindex, nofollow"


@dataclass
class Visit:
    """Where a reader is: the needs to choose from, what has been answered, the place as it was given."""

    needs: list[Need]
    answers: Answers
    unknown: list[str]
    place: str

    @property
    def is_sensitive(self) -> bool:
        """Whether the answers tell of danger or of a need that belongs to it."""
        chosen = self.answers.needs or ()
        return bool(self.answers.danger) or any(need.is_sensitive for need in self.needs if need.pk in chosen)

    @property
    def known_needs(self) -> list[int]:
        """Keys of the needs that can be chosen."""
        return [need.pk for need in self.needs]


def address(answers: Answers, place: str, step: Step | None = None, **more: object) -> str:
    """Where the answers lead: the next question, or the one that is named.

    Args:
        answers: what has been answered.
        place: the reader's area.
        step: a question to answer anew.
        more: other values of the address.
    """
    values = {"s": answers.code, "f": "" if step is None else str(int(step)), "omrade": place, **more}
    query = urlencode({name: value for name, value in values.items() if value})
    return reverse("guide") + (f"?{query}" if query else "")


# The forms change nothing, and public pages set no cookie that a token could be compared with.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest) -> HttpResponse:
    """A posted answer is sent on to an address; GET asks the next question or shows what fits."""
    data = request.POST if request.method == "POST" else request.GET
    needs = list(Need.objects.filter(live=True, retired_from=None).prefetch_related("words"))
    answers, unknown = read(cleaned(data.get("s", ""), LONGEST_CODE), [need.pk for need in needs])
    visit = Visit(needs, answers, unknown, cleaned(data.get("omrade", ""), 80))
    step = _step(data.get("f", ""), visit)
    if request.method == "POST":
        response = _answered(request, visit, step)
    elif step == Step.RESULTS:
        response = _results(request, visit)
    elif step == Step.HELP:
        response = _help(request, visit)
    else:
        response = _question(request, visit, step)
    # The answers stand in the address, which no browser keeps and no link from here tells.
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "no-referrer"
    if data.get("s") or request.method == "POST":
        response["X-Robots-Tag"] = ROBOTS
    return response


def _step(text: str, visit: Visit) -> Step:
    """The step that an address names, never past the first question without an answer."""
    following = visit.answers.next_step
    if not text:
        return Step.HELP if visit.answers.danger and following == Step.WHO else following
    if text in {str(int(step)) for step in (Step.HELP, *QUESTIONS)}:
        step = Step(int(text))
        return min(step, following) if step != Step.HELP or visit.answers.danger else following
    visit.unknown.append(cleaned(text, 20))
    return following


def _answered(request: HttpRequest, visit: Visit, step: Step) -> HttpResponse:
    if step not in QUESTIONS:
        return _see_other(address(visit.answers, visit.place))
    taken = take(step, request.POST, visit.answers, visit.known_needs)
    if taken.error:
        return _question(request, visit, step, taken)
    is_danger = step == Step.DANGER and taken.answers.danger
    return _see_other(address(taken.answers, taken.place, Step.HELP if is_danger else None))


def _see_other(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def _question(request: HttpRequest, visit: Visit, step: Step, taken: Taken | None = None) -> HttpResponse:
    answers, language = visit.answers, translation.get_language()
    heading, hint = question_of(step, answers)
    before = Step.HELP if step == Step.WHO and answers.danger else Step(step - 1)
    context = {
        **_frame(visit, _messages(visit)),
        "step": step,
        "number": QUESTIONS.index(step) + 1,
        "total": len(QUESTIONS),
        "heading": heading,
        "hint": hint,
        **options_of(step, visit.answers, visit.needs, language),
        "code": answers.code,
        "error": taken.error if taken else "",
        "age_text": taken.typed if taken else ("" if answers.age is None else answers.age),
        "area_text": taken.typed if taken else visit.place,
        "matches": [(area, address(taken.answers, area.slug)) for area in taken.matches] if taken else [],
        "place": visit.place,
        "back_url": address(answers, visit.place, before) if step > Step.DANGER else "",
        "is_last": step == QUESTIONS[-1],
    }
    return render(request, "search/guide_question.html", context, status=422 if taken else 200)


def _help(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Danger: who answers now stands first, and the questions wait."""
    language = translation.get_language()
    alarm = load_alarm(language)
    topic = danger_topic(visit.answers, visit.needs, {"behov": {}}, alarm)
    context = {
        **_frame(visit, _messages(visit)),
        "danger": danger_of(topic, language, timezone.now()),
        "back_url": address(visit.answers, visit.place, Step.DANGER),
        "on_url": address(visit.answers, visit.place, Step.WHO if visit.answers.next_step == Step.WHO else None),
    }
    return render(request, "search/guide_help.html", context)


def _results(request: HttpRequest, visit: Visit) -> HttpResponse:
    home, language, now = home_area(request), translation.get_language(), timezone.now()
    answers, found = visit.answers, None
    try:
        with undone_if_it_fails():
            state = index.state()
            labels, alarm = remembered.labels(state, language), remembered.alarm(state, language)
            query = query_of(answers, visit.place, visit.needs, labels, home)
            topic = danger_topic(answers, visit.needs, labels, alarm)
            found = guide_results(
                query, topic, state=state, page=_page(request), language=language, home=home, now=now
            )
    except DatabaseError:
        # Without the index the catalogue, its topics and its numbers still answer.
        logger.exception("The search index does not answer.")
        labels, alarm = load_labels(language), load_alarm(language)
        query = query_of(answers, visit.place, visit.needs, labels, home)
        topic = danger_topic(answers, visit.needs, labels, alarm)
    context = {
        **_frame(visit, [*_messages(visit), *query.messages]),
        "results": found,
        "danger": danger_of(topic, language, now),
        "told": [
            (row, address(answers, visit.place, row.step)) for row in told(answers, query, visit.needs, labels)
        ],
        "back_url": address(answers, visit.place, QUESTIONS[-1]),
        "more_url": address(answers, visit.place, sida=found.page + 1) if found and found.has_more else "",
        "search_url": reverse("search") + f"?{found.search_query}" if found else "",
        "read_on": timezone.localdate(now),
    }
    return render(request, "search/guide_results.html", context)


def _page(request: HttpRequest) -> int:
    text = request.GET.get("sida", "")[:3]
    return int(text) if text.isascii() and text.isdigit() and text != "0" else 1


def _frame(visit: Visit, messages: list[str]) -> dict[str, Any]:
    """What every page of the guide has."""
    has_code = bool(visit.answers.code or visit.unknown)
    return {"sensitive": visit.is_sensitive, "noindex": has_code, "messages": messages}


def _messages(visit: Visit) -> list[str]:
    return [
        _("”%(value)s” går inte att välja här. Vi visar utan det.") % {"value": value}
        for value in visit.unknown[:5]
    ]
