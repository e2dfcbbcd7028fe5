"""What stands beside the insatser: units, groups that begin and pages that answer a question, each sort by itself.

They are found and counted apart, so that no page of running text moves an insats. A reader who writes the name of
a unit or a page gets it first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from catalogue.models.words import SOURCE_LANGUAGE
from search import remembered
from search.documents import Asker, Signpost, Source, sources
from search.engines import asked_engine
from search.engines.base import Scope
from search.expansion import expand
from search.facts import Facts
from search.filters import Answer, Choices, ask_areas, serving_areas
from search.models import IndexState
from search.provider_documents import PROVIDERS
from search.ranking import EXACT_NAME, Score, rank
from search.selection import select_each

#: Most signposts of a group, and how many of them are seen at once.
MOST = 10
AT_ONCE = 3
#: A score (of about 0 to 2 beside the name) from which a document answers, how much of that its title, lead or one
#: heading must hold, and how much of a name is enough alone. Few and certain: these groups are no second list.
ANSWERS = 0.91
IN_A_PASSAGE = 0.2
ENOUGH_OF_THE_NAME = 0.3
#: What scores less than this share of the best of its group is left out.
WORTH_SHOWING = 0.6


@dataclass(frozen=True)
class Group:
    """Signposts of one sort under their heading."""

    slug: str
    heading: str
    first: list[Signpost]
    more: list[Signpost]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.first) + len(self.more)


@dataclass
class Beside:
    """What stands beside the hits: what was asked for by name, and the groups."""

    named: list[Signpost] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def find_beside(text: str, choices: Choices, language: str, state: IndexState, now: datetime) -> Beside:
    """The units, groups and pages that answer a text.

    Args:
        text: the reader's words; without any there is nothing to stand beside.
        choices: the reader's filters, of which units and groups heed the area.
        language: code of the reader's variant. Where it has no words, the Swedish ones are searched too.
        state: what readers see of the index.
        now: the moment of the request.
    """
    found = Beside()
    shown = [source for source in sources() if source.signposts is not None]
    if not text or not shown:
        return found
    scores = _score(text, [source.group for source in shown], language, state)
    facts = remembered.facts(state)
    scores[PROVIDERS] = _near(scores.get(PROVIDERS, {}), choices, facts)
    asker = Asker(serving_areas(choices, facts.tree), now)
    for source in shown:
        if source.usable is not None and (found_ids := list(scores[source.group])):
            usable = source.usable(found_ids, asker)
            scores[source.group] = {pk: score for pk, score in scores[source.group].items() if pk in usable}
        _add(found, source, _worth_showing(scores[source.group])[:MOST], language)
    return found


def _score(text: str, groups: list[str], language: str, state: IndexState) -> dict[str, dict[int, Score]]:
    best: dict[str, dict[int, Score]] = {group: {} for group in groups}
    held = remembered.held(state)
    for code in dict.fromkeys((language, SOURCE_LANGUAGE)):
        meaning = expand(text, remembered.vocabulary(state, code), remembered.synonyms(state, code))
        scope = Scope(state.live_generation, tuple(groups), code)
        for group, selection in select_each(asked_engine(), scope, meaning.terms, held).items():
            for score in rank(selection, meaning):
                known = best[group].get(score.object_id)
                if known is None or score.total > known.total:
                    best[group][score.object_id] = score
    return best


def _worth_showing(scores: dict[int, Score]) -> list[Score]:
    """What answers most of the question, best first; a name word for word does not raise the bar for others."""
    order = sorted(scores.values(), key=lambda score: (-score.total, score.slug))
    answering = [score for score in order if _answers(score)]
    bar = WORTH_SHOWING * max((_without_name(score) for score in answering), default=0.0)
    return [score for score in answering if score.total >= bar]


def _answers(score: Score) -> bool:
    if score.parts["name"] >= ENOUGH_OF_THE_NAME:
        return True
    return score.parts["passage"] >= IN_A_PASSAGE and _without_name(score) >= ANSWERS


def _without_name(score: Score) -> float:
    return score.total - score.parts["name"]


def _near(scores: dict[int, Score], choices: Choices, facts: Facts) -> dict[int, Score]:
    """Units that are for the reader's area. One that does not say is not shut out."""
    serving = serving_areas(choices, facts.tree)
    if serving is None:
        return scores
    return {
        pk: score
        for pk, score in scores.items()
        if ask_areas(serving, facts.unit_areas.get(pk, frozenset()), Answer.NOT_STATED) is not Answer.NO
    }


def _add(found: Beside, source: Source, hits: Iterable[Score], language: str) -> None:
    hits = list(hits)
    if not hits or source.signposts is None:
        return
    signposts = source.signposts([score.object_id for score in hits], language)
    named, others = list[Signpost](), list[Signpost]()
    for score in hits:
        if score.object_id in signposts:
            is_named = score.parts["name"] == EXACT_NAME
            (named if is_named else others).append(signposts[score.object_id])
    found.named += named
    if others:
        found.groups.append(Group(source.group, _(source.heading), others[:AT_ONCE], others[AT_ONCE:]))
