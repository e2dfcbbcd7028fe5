"""Whether the site can serve: what watches a server asks this."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue import version
from config.release import release
from search.cluster.connection import is_used
from search.cluster.health import cluster_answers
from search.models import IndexState

#: States of the search in which readers get answers.
ANSWERS = ("ok", "degraded")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the database answers and the index can be asked, else 503; with what runs and what it shows.

    ``release`` is the code, the same on every server once an upgrade is through; ``catalogue`` is another text as
    soon as something public has been written.
    """
    state = {"status": "error", "database": "error", "search": "unknown", "release": release()}
    try:
        state |= {"catalogue": version.current(), "database": "ok", "search": search_state()}
    except DatabaseError:
        return JsonResponse(state, status=503)
    if state["search"] not in ANSWERS:
        return JsonResponse(state, status=503)
    return JsonResponse(state | {"status": "ok"})


def search_state() -> str:
    """``ok`` when there is an index that readers can ask, else a word on what is wrong.

    ``degraded``: the cluster of this installation does not answer, and the database's own index does.
    """
    try:
        state = IndexState.objects.order_by("pk").first()
    except DatabaseError:
        return "error"
    if state is None or not state.live_generation:
        return "empty"
    return "degraded" if is_used() and not cluster_answers(state.live_generation) else "ok"
