"""How many questions a page asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, path):
    """Queries of a page that has been asked for once before, so that what is remembered is remembered."""
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
