"""A genuine Elasticsearch node, as ``TEST_ELASTICSEARCH_URL`` names it; without one these tests are skipped."""

import os
import uuid
from contextlib import contextmanager

import pytest
from django.test import override_settings

from search.cluster.connection import WORKING, client, indexes_of
from search.engines import cluster_breaker

NODE = os.environ.get("TEST_ELASTICSEARCH_URL", "")


@contextmanager
def a_cluster(address=NODE):
    """Use a cluster for a while, with names of its own, and leave nothing in it."""
    if not NODE:
        pytest.skip("TEST_ELASTICSEARCH_URL names no server")
    prefix = f"test-{uuid.uuid4().hex[:10]}"
    cluster_breaker.worked()
    try:
        with override_settings(ELASTICSEARCH_URL=address, ELASTICSEARCH_PREFIX=prefix):
            yield prefix
    finally:
        with override_settings(ELASTICSEARCH_URL=NODE, ELASTICSEARCH_PREFIX=prefix):
            if left := list(indexes_of(None, WORKING)):
                client(WORKING).indices.delete(index=left)
        cluster_breaker.worked()


#: Few variants make few indexes, which are what takes time.
VARIANTS = [("sv", "Svenska"), ("en", "English")]


@pytest.fixture
def cluster():
    """The cluster, empty, for a site in two variants."""
    with a_cluster() as prefix, override_settings(SHIPPED_LANGUAGES=VARIANTS):
        yield prefix


@pytest.fixture(scope="module")
def cluster_of_module():
    """The cluster, for all tests of a module."""
    with a_cluster() as prefix:
        yield prefix


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    """What happens within is committed, as far as the outbox is concerned."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
