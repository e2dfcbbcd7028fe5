"""Forms for people who are not signed in: posted without cookies, so that a token to compare with has no place.

Accepted only from a page of this site (the browser says so), with a stamp that the page was made lately, and with
the field empty that no person sees.
"""

from urllib.parse import urlsplit

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest

STAMP, TRAP = "stampel", "webbplats"
STAMP_HOURS = 2
FOREIGN = "Formuläret kom från en annan webbplats. Inget har sparats."
OLD = "Sidan hade varit öppen länge. Inget har sparats. Läs den igen och tryck en gång till."
NOT_OURS = "Formuläret gick inte att läsa. Inget har sparats. Ladda om sidan och försök igen."


def stamp(purpose: str) -> str:
    """A mark in the form that says when and for what the page was made."""
    return TimestampSigner(salt=f"form.{purpose}").sign(purpose)


def refusal(request: HttpRequest, purpose: str) -> str:
    """Why a posted form is not accepted, in words for the sender; empty when it is.

    Args:
        request: the posted form.
        purpose: what the form is for; a stamp of another one does not open it.
    """
    if not _is_from_here(request):
        return FOREIGN
    if request.POST.get(TRAP):
        return NOT_OURS
    try:
        TimestampSigner(salt=f"form.{purpose}").unsign(request.POST.get(STAMP, ""), max_age=STAMP_HOURS * 3600)
    except SignatureExpired:
        return OLD
    except BadSignature:
        return NOT_OURS
    return ""


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood here. A page without referrer has the origin ``null``."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.netloc) and (origin.scheme, origin.netloc) == (request.scheme, request.get_host())
