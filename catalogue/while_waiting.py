"""A wait never stands alone: call all the same, who keeps contact meanwhile, and what to do if it gets worse."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.choices import Route, WaitingContact
from catalogue.models import Offering
from catalogue.models.words import in_reader_language
from catalogue.privacy import Said, Sentences, plain, said_once
from catalogue.safety_texts import SafetyWords
from catalogue.waiting import Wait

#: The safety texts: that one calls all the same, and what one does if it gets worse.
CALL, WORSE = "vantan", "samre"
#: Who keeps contact.
_CONTACT: dict[str, Promise] = {
    WaitingContact.THEY_CALL: gettext_lazy("De ringer dig medan du väntar."),
    WaitingContact.YOU_CALL: gettext_lazy("Du ringer själv om du undrar något medan du väntar."),
}


@dataclass(frozen=True)
class WhileWaiting:
    """What stands beside a wait.

    Attributes:
        call: that one calls all the same, since whoever needs it most is helped first.
        contact: who keeps contact, and where it holds.
        worse: what to do if it gets worse; None while editors have written nothing.
    """

    call: SafetyWords
    contact: list[Said]
    worse: SafetyWords | None


def while_waiting(
    offerings: Sequence[Offering], wait: Wait, texts: Mapping[str, SafetyWords]
) -> WhileWaiting | None:
    """What somebody who must wait is told; None when there is nothing to wait for.

    Args:
        offerings: those that the reader may come to.
        wait: what is said of the wait.
        texts: safety texts in the reader's language.
    """
    comes_directly = all(offering.route == Route.COME for offering in offerings)
    if not offerings or wait.is_over or (comes_directly and not wait.has_figure):
        return None
    call, worse = texts.get(CALL), texts.get(WORSE)
    return WhileWaiting(
        call=call if call and call.text else _call_all_the_same(),
        contact=said_once(offerings, contact_of) or [Said(plain(_contact_not_stated()))],
        worse=worse if worse and worse.text else None,
    )


def contact_of(offering: Offering) -> list[Sentences]:
    """Who keeps contact while one waits, if it is stated."""
    known = _CONTACT.get(offering.waiting_contact)
    return [plain(str(known))] if known else []


def _contact_not_stated() -> str:
    return _("Det står inte vem som hör av sig medan du väntar. Fråga när du ringer.")


def _call_all_the_same() -> SafetyWords:
    return SafetyWords(
        in_reader_language(_("Medan du väntar")),
        in_reader_language(_("Ring ändå. Säg till om det är bråttom – den som behöver mest får hjälp först.")),
    )
