"""Relaxing: nothing found is never a dead end. Choices are taken back one by one, and the reader is told which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from search.documents import Shelf
from search.filters import NAME, Choices
from search.hits import Hits, find
from search.models import IndexState

#: Steps in the order in which they cost the reader least. Each is taken on top of those before it.
STEPS: tuple[tuple[str, ...], ...] = (
    ("oppet", "vantetid"),
    ("utforare", "hanvisare", "anonymt", "kostnad", "sprak", "satt"),
    ("form", "vag", "beslut"),
    ("malgrupp", "behov"),
    ("alder",),
    ("omrade",),
)


@dataclass
class Answer:
    """What was found, by which choices, and what the reader is told about those taken back."""

    hits: Hits
    choices: Choices
    told: str = ""


def find_something(
    text: str,
    choices: Choices,
    language: str,
    state: IndexState | None = None,
    *,
    steps: Sequence[tuple[str, ...]] = STEPS,
    must_run: bool = False,
    shelf: Shelf | None = None,
) -> Answer:
    """What answers a search; if nothing does, what answers the closest search that finds something.

    Args:
        text: the reader's words.
        choices: the reader's filters.
        language: code of the reader's variant.
        state: what readers see of the index; read if left out.
        steps: which choices are taken back, one step after the other.
        must_run: whether what cannot be had now is no answer.
        shelf: the documents that are asked instead of the public ones.
    """
    hits = find(text, choices, language, state, shelf)
    if hits.fits or hits.maybes or (hits.not_running and not must_run):
        return Answer(hits, choices)
    relaxed, dropped = choices, list[str]()
    for step in steps:
        taken = [name for name in step if name in relaxed.params]
        if not taken:
            continue
        relaxed = relaxed.without(*taken)
        dropped += taken
        hits = find(text, relaxed, language, state, shelf)
        if hits.fits or hits.maybes:
            return Answer(hits, relaxed, _told(dropped))
    if text and choices.home_id is not None:
        # What the home area lacks may be given elsewhere, and then has a name to ask for at home.
        widened = replace(relaxed, home_id=None)
        hits = find(text, widened, language, state)
        if hits.fits or hits.maybes:
            told = _(
                "Vi hittade inget för de orden här. Det här finns i andra kommuner. Fråga om det i din kommun."
            )
            return Answer(hits, widened, told)
    if text:
        answer = find_something("", choices, language, state, steps=steps, must_run=must_run, shelf=shelf)
        answer.told = _("Vi hittade inget för de orden. Här är stöd som många börjar med.")
        return answer
    return Answer(hits, choices)


def _told(dropped: list[str]) -> str:
    names = {"alder": _("ålder"), "omrade": _("område")} | {name: str(label) for name, label in NAME.items()}
    listed = ", ".join(names[name] for name in dropped)
    return _("Inget passade med alla val. Vi visar därför utan: %(choices)s.") % {"choices": listed}
