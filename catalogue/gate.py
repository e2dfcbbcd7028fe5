"""The one door-keeper: what must be in place before something is shown to the public."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from catalogue.models import HelpLine, HelpTopic, InsatsPage, LegalText, RouteGuide, SafetyText
from catalogue.models.identity import DescribedFact
from catalogue.models.passages import HasPassages
from catalogue.models.term import Term
from catalogue.models.words import SOURCE_LANGUAGE, HasWords

SUMMARY_LENGTH = 160
NO_SWEDISH_LABEL = "Ordet saknar ett namn på svenska."
NOT_REACHABLE = "Hjälplinjen saknar nummer, sms, chatt och webbplats. Fyll i minst en."
NO_SAFETY_TEXT = "Säkerhetstexten saknar text på svenska."
#: Safety and law: nobody publishes alone what somebody in danger relies on.
FOUR_EYES = (HelpLine, HelpTopic, SafetyText, LegalText, RouteGuide)
SAME_EYES = "Någon annan än den som skrev ska publicera. Skicka för granskning, så får en kollega den."

Reasons = Callable[[Any], list[str]]
#: Rules of apps above, by kind of record.
_rules: dict[type, Reasons] = {}


def register_rule(kind: type, reasons: Reasons) -> None:
    """Tell what a kind of record of an app above must have before it may go live."""
    _rules[kind] = reasons


def may_go_live(record: Any, user: Any) -> list[str]:
    """Reasons why a record may not be published yet, in words for the editor. An empty list opens the door.

    Args:
        record: a page or a record of the catalogue as it would go live.
        user: who wants to publish it; the rules hold for everybody, superusers too.
    """
    if isinstance(record, DescribedFact):
        return _record_reasons(record) + _four_eyes(record, user)
    rule = _page_reasons if isinstance(record, InsatsPage) else _rules.get(type(record))
    reasons = rule(record) if rule else []
    if isinstance(record, HasPassages):
        # Asked late: these rules read pages, which know their form, which knows the gate.
        from catalogue.variant_gate import words_reasons

        reasons = [*reasons, *words_reasons(record)]
    return reasons


def _page_reasons(page: InsatsPage) -> list[str]:
    reasons = []
    if not page.title.strip():
        reasons.append("Sidan saknar ett vanligt namn.")
    if not page.summary.strip():
        reasons.append("Sidan saknar sammanfattning.")
    if len(page.summary) > SUMMARY_LENGTH:
        reasons.append(f"Sammanfattningen har {len(page.summary)} tecken. Den får ha högst {SUMMARY_LENGTH}.")
    if not strip_tags(page.body).strip():
        reasons.append("Sidan saknar brödtext.")
    return reasons + _insats_reasons(page)


def _insats_reasons(page: InsatsPage) -> list[str]:
    if not page.insats_id:
        return ["Välj vilken insats sidan handlar om."]
    if not page.insats.live:
        return [f"Insatsen ”{page.insats.name}” är inte publicerad. Publicera den först."]
    return []


def _record_reasons(record: DescribedFact) -> list[str]:
    reasons = []
    try:
        record.full_clean(exclude={"uuid"})
    except ValidationError as error:
        reasons += _messages(record, error)
    if isinstance(record, Term) and not _has_swedish_label(record):
        reasons.append(NO_SWEDISH_LABEL)
    if isinstance(record, HelpLine) and not is_reachable(record):
        reasons.append(NOT_REACHABLE)
    if isinstance(record, SafetyText) and not record.text("explanation", SOURCE_LANGUAGE):
        reasons.append(NO_SAFETY_TEXT)
    return [*reasons, *unanswered_reasons(record)]


def unanswered_reasons(record: DescribedFact) -> list[str]:
    """That nobody has said whether changed Swedish words matter to the readers of the other languages."""
    if not isinstance(record, HasWords):
        return []
    from catalogue.actions.tell_variants import QUESTION
    from catalogue.words_state import unanswered_words

    kind = type(record)._meta.get_field("words").related_model
    names = [str(kind._meta.get_field(name).verbose_name) for name in unanswered_words(record)]
    return [f"Svara på frågan ”{QUESTION}” Ändrat: {', '.join(names)}."] if names else []


def is_reachable(line: HelpLine) -> bool:
    """Whether a line says how one reaches it."""
    return bool(line.number or line.sms or line.chat_url or line.website)


def _four_eyes(record: DescribedFact, user: Any) -> list[str]:
    """A person who wrote the last version may not be the one who publishes it. An import has no person."""
    if user is None or not isinstance(record, FOUR_EYES) or record.latest_revision is None:
        return []
    return [SAME_EYES] if record.latest_revision.user_id == user.pk else []


def _has_swedish_label(term: Term) -> bool:
    return any(row.language == SOURCE_LANGUAGE and row.label.strip() for row in term.words.all())


def _messages(record: DescribedFact, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [text for name, errors in error.error_dict.items() for text in _field_messages(record, name, errors)]


def _field_messages(record: DescribedFact, name: str, errors: list[ValidationError]) -> list[str]:
    texts = [message for error in errors for message in error.messages]
    if name == "__all__":
        return texts
    label = str(record._meta.get_field(name).verbose_name).capitalize()
    return [f"{label}: {text}" for text in texts]
