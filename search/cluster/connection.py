"""The way to the cluster: its client, and what indexes are called there."""

from functools import cache

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

#: How long a reader waits for an answer, in seconds. After that the database answers.
ASKING = 0.5
#: The same for counting all that there is, which takes longer wherever it is done.
COUNTING = 2.0
#: How long an editor's save waits for the cluster to take it, and how long a job or a rebuild does.
SAVING = 2.0
WORKING = 60.0


class ClusterError(Exception):
    """The cluster did not do what it was asked. The message is for staff and holds no words of readers."""


#: Whatever can go wrong between here and there.
FAULTS = (ApiError, TransportError, ClusterError)


def is_used() -> bool:
    """Whether this installation has a cluster."""
    return bool(settings.ELASTICSEARCH_URL)


def client(patience: float) -> Elasticsearch:
    """The client of the cluster.

    Args:
        patience: seconds that a request may take.
    """
    return _client(settings.ELASTICSEARCH_URL).options(request_timeout=patience)


@cache
def _client(addresses: str) -> Elasticsearch:
    """One for each process. A request that fails is not sent again: another node, or the database, is quicker."""
    nodes = [address.strip() for address in addresses.split(",")]
    return Elasticsearch(nodes, max_retries=len(nodes) - 1, retry_on_timeout=False, http_compress=True)


def alias_of(generation: int, language: str) -> str:
    """What readers ask: the copy of a generation in one variant, whatever index holds it just now."""
    return f"{settings.ELASTICSEARCH_PREFIX}-g{generation}-{language.lower()}"


def generation_of(index: str) -> int:
    """The generation that an index holds, by its name."""
    return int(index.removeprefix(f"{settings.ELASTICSEARCH_PREFIX}-g").partition("-")[0])


def indexes_of(generation: int | None, patience: float) -> dict[str, list[str]]:
    """The indexes of a generation, or of all, each with the aliases that it answers to: none while it is built."""
    part = "*" if generation is None else generation
    found = client(patience).indices.get_alias(index=f"{settings.ELASTICSEARCH_PREFIX}-g{part}-*")
    return {name: sorted(body["aliases"]) for name, body in found.items()}


def fault_of(error: Exception) -> str:
    """What went wrong in few words, without anything that a reader wrote."""
    if isinstance(error, ApiError):
        return f"{type(error).__name__} {error.status_code}"
    return str(error) if isinstance(error, ClusterError) else type(error).__name__
