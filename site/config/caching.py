"""How long pages may be kept, and the answer 304 while nothing has changed.

A public page says the version of the catalogue that it was made from and the instant until which it holds, both in
its ETag. Whether it still holds is seen from the ETag alone, before anything is built: one question to the
database, no list of addresses, no memory of what was sent.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from catalogue import next_change, version
from config.middleware import STAFF_PATHS
from config.release import release

Handler = Callable[[HttpRequest], HttpResponse]

#: Addresses that this says nothing about: they say themselves how long they may be kept.
OTHERS = (*STAFF_PATHS, "/static/", "/media/", "/documents/", "/healthz")
#: Seconds that a cache shared by many readers keeps a page: as long as an edit may take to reach the next reader.
SHARED_SECONDS = 5
#: Seconds that it may go on showing a page while the server behind it is down.
IF_DOWN_SECONDS = 86_400
#: For browsers: what is sensitive, and what was asked, leaves no trace on a telephone that others look into.
NOT_KEPT = "no-store"


def public_caching_middleware(get_response: Handler) -> Handler:
    """Pages for readers are asked for anew each time and sent anew only when they have changed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(OTHERS):
            return get_response(request)
        now = timezone.now()
        current = version.current()
        held = _held_by_reader(request, current, now)
        if held is not None:
            return _with_limits(HttpResponseNotModified(), _etag(request, current, held), held, now)
        with next_change.noticing(now) as validity:
            response = get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if response.cookies:
            response["Cache-Control"] = f"private, {NOT_KEPT}"
        elif getattr(request, "is_sensitive", False):
            response["Cache-Control"] = NOT_KEPT
            if response.status_code == 200:
                _keep_in_front(response, _seconds(validity.until, now))
        elif response.status_code == 200 and not response.streaming and not settings.DEBUG:
            until = int(validity.until.timestamp())
            _with_limits(response, _etag(request, current, until), until, now)
        else:
            response["Cache-Control"] = "no-cache"
        return response

    return middleware


def _etag(request: HttpRequest, current: str, until: int) -> str:
    """What a page is made of, and until when it holds (seconds since 1970)."""
    made_of = (release(), settings.BASE_URL, settings.DEMO, settings.DEMO_EXAMPLE, current, until)
    text = "\n".join([*map(str, made_of), request.get_full_path()])
    return f'W/"{hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]}-{until}"'


def _held_by_reader(request: HttpRequest, current: str, now: datetime) -> int | None:
    """Until when the page holds that the reader has, if it is the one that would be sent now."""
    for etag in parse_etags(request.headers.get("If-None-Match", "")):
        until = etag.rpartition("-")[2].rstrip('"')
        if not (until.isascii() and until.isdigit() and len(until) < 12) or int(until) <= now.timestamp():
            continue
        if etag == _etag(request, current, int(until)):
            return int(until)
    return None


def _with_limits(response: HttpResponse, etag: str, until: int, now: datetime) -> HttpResponse:
    seconds = _seconds(datetime.fromtimestamp(until, UTC), now)
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, s_maxage=seconds, stale_if_error=IF_DOWN_SECONDS)
    _keep_in_front(response, seconds)
    return response


def _seconds(until: datetime, now: datetime) -> int:
    return max(0, min(SHARED_SECONDS, int((until - now).total_seconds())))


def _keep_in_front(response: HttpResponse, seconds: int) -> None:
    """For the shipped nginx, which passes this on to nobody. It reads no other word about keeping."""
    response["X-Accel-Expires"] = str(seconds)
