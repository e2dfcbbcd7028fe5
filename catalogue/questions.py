"""Questions to ask when one makes contact: what the facts do not answer, never a list of "not stated"."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from catalogue.models import Insats, Offering

#: No page asks more than somebody can bring to a telephone call.
MOST = 7


def open_questions(insats: Insats, offerings: Sequence[Offering]) -> list[str]:
    """What a reader should ask, because no offering answers it.

    Args:
        insats: with its target groups and needs.
        offerings: those that the reader may come to.
    """
    groups = {group.slug for group in insats.target_groups.all()}
    sensitive = any(need.is_sensitive for need in insats.needs.all())
    about_children = bool(groups & {"barn", "unga", "familj", "foraldrar"})
    asked = [
        (_answers(offerings, "cost"), _("Kostar det något?")),
        (_answers(offerings, "records"), _("Skriver ni ner det vi säger?")),
        (
            # Whoever is afraid is told what to do instead, above the questions.
            sensitive or not about_children or _answers(offerings, "tells_other_parent"),
            _("Kontaktar ni den andra föräldern?"),
        ),
        (
            "unga" not in groups or _answers(offerings, "tells_parents"),
            _("Får mina föräldrar veta att jag kommer?"),
        ),
        (
            not groups & {"barn", "unga"} or _answers(offerings, "own_access_age"),
            _("Får barnet eller den unga komma själv?"),
        ),
        (any(offering.meeting_ways.all() for offering in offerings), _("Var och hur träffas vi?")),
        (_answers(offerings, "waiting_contact"), _("Vem hör av sig medan vi väntar?")),
        (_answers(offerings, "diagnosis_required"), _("Behövs det en diagnos?")),
    ]
    return [question for answered, question in asked if not answered][:MOST]


def _answers(offerings: Sequence[Offering], fact: str) -> bool:
    return any(getattr(offering, fact) not in ("", None) for offering in offerings)
