"""The job of the cluster: send what is left unsent, and give a cluster that has lost its copy a new one."""

from datetime import datetime, timedelta

from catalogue.jobs import Job, JobFailedError
from catalogue.models.words import SOURCE_LANGUAGE
from search import index
from search.cluster.connection import FAULTS, WORKING, alias_of, fault_of, indexes_of, is_used
from search.cluster.outbox import has_copy, send_unsent
from search.models import IndexState


def keep_in_step(now: datetime) -> str:
    """Bring the cluster into step with what readers see.

    Raises:
        JobFailedError: when it does not answer. The database answers readers, and the next run tries again.
    """
    if not is_used():
        return "Inget sökkluster."
    try:
        sent = send_unsent()
        if _has_copy():
            return f"{sent} ändringar skickade."
        index.copy_to_cluster()
    except FAULTS as error:
        raise JobFailedError(f"Sökklustret svarar inte: {fault_of(error)}") from error
    return "Sökklustret fick en ny kopia."


def _has_copy() -> bool:
    state = IndexState.objects.order_by("pk").first()
    if state is None or not has_copy(state.live_generation):
        return False
    names = {alias for aliases in indexes_of(state.live_generation, WORKING).values() for alias in aliases}
    return alias_of(state.live_generation, SOURCE_LANGUAGE) in names


KEEP_IN_STEP = Job("search_cluster", "Håll sökklustret i takt", timedelta(minutes=5), keep_in_step)
