"""What every request passes: its language by the path alone, sessions for staff only, policies for their pages."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils import translation

from catalogue import version
from config.urlprefix import language_of_path, path_in_variant, variant_of_path
from config.variants import PREFIX, nearest_shipped

Handler = Callable[[HttpRequest], HttpResponse]

#: Where staff work. Nowhere else is a session read or written, so a public URL is the same for everybody.
STAFF_PATHS = ("/admin/", "/personal/")
#: Answers also while the database does not.
HEALTH = "/healthz"
#: Below the staff's paths, yet for somebody who has not signed in: the page of a confirmation link.
WITHOUT_SESSION = "/personal/stammer/"


def path_locale_middleware(get_response: Handler) -> Handler:
    """The path alone decides the language: no cookie, no Accept-Language, no ``Vary``."""

    def middleware(request: HttpRequest) -> HttpResponse:
        first, _, rest = request.path_info.lstrip("/").partition("/")
        query = request.META.get("QUERY_STRING", "")
        ending = f"?{query}" if query else ""
        if first.lower() in PREFIX:
            return HttpResponsePermanentRedirect(f"/{PREFIX[first.lower()]}/{rest}{ending}")
        asked, code = language_of_path(request.path_info), variant_of_path(request.path_info)
        if asked != code:
            # Prepared, not shipped. An editor's preview (Wagtail's dummy request) is in it all the same.
            if not getattr(request, "is_dummy", False):
                return HttpResponseRedirect(path_in_variant(request.path_info, nearest_shipped(asked)) + ending)
            code = asked
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware


def staff_session_middleware(get_response: Handler) -> Handler:
    """Sessions exist below the staff's paths only; elsewhere everybody is anonymous."""
    with_session = SessionMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(STAFF_PATHS) and not path.startswith(WITHOUT_SESSION):
            return with_session(request)
        request.session = with_session.SessionStore()
        return get_response(request)

    return middleware


def admin_policy_middleware(get_response: Handler) -> Handler:
    """Wagtail's own pages get a security policy that allows the inline scripts of its panels."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_config = settings.ADMIN_SECURITY_POLICY
        return response

    return middleware


def one_version_middleware(get_response: Handler) -> Handler:
    """Whoever only reads is shown one version of the catalogue, and asks for it once."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path_info == HEALTH:
            return get_response(request)
        with version.held():
            return get_response(request)

    return middleware


def private_pages_middleware(get_response: Handler) -> Handler:
    """Nothing below ``/personal/`` is kept by a cache or found by a search engine."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith("/personal/"):
            response.headers["Cache-Control"] = "private, no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware
