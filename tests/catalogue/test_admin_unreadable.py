"""Values that no form of the editors' site would send: an answer that says so, no error of the server."""

import pytest
from django.db import OperationalError, connection
from wagtail.admin.views import chooser

from catalogue.admin import measuring
from tests import records
from tests.catalogue.admin_user import sign_in

pytestmark = pytest.mark.django_db
NUL, HUGE = "%00", "9" * 40


@pytest.fixture
def office():
    records.site()
    client = sign_in("administrator")
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("method", "path", "data"),
    [
        ("post", "/admin/choose-external-link/", {}),
        ("post", "/admin/redirects/import/process/", {}),
        ("post", "/admin/redirects/import/process/", {"input_format": "0", "import_file_name": "../passwd"}),
        ("post", "/admin/snippets/choose/search/synonym/create/", {}),
        ("post", "/admin/groupstart/new/", {"offering": "abc"}),
        ("post", "/admin/snippets/catalogue/offering/add/", {"insats": "\x00"}),
        ("get", f"/admin/choose-anchor-link/?parent_page_id={NUL}", {}),
        ("get", f"/admin/choose-page/chosen-multiple/?id={NUL}", {}),
        ("get", f"/admin/images/chooser/?q=x&tag={HUGE}", {}),
        ("get", f"/admin/workflows/edit/1/?p={HUGE}", {}),
        ("get", "/admin/workflows/edit/1/?p=x", {}),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(office, method, path, data):
    response = getattr(office, method)(path, data)
    assert response.status_code == 400
    assert "Det som skickades var inte i rätt form. Inget har sparats." in response.text


def test_a_number_that_is_too_large_for_the_database_is_no_error_of_the_server(office):
    # SQLite refuses to look for it, PostgreSQL finds nothing.
    response = office.get(f"/admin/choose-page/chosen-multiple/?id={HUGE}")
    assert response.status_code == (400 if connection.vendor == "sqlite" else 200)


def test_it_is_told_to_the_log_all_the_same(office, caplog):
    office.post("/admin/choose-external-link/", {})
    (told,) = [record for record in caplog.records if record.name == "config.unreadable_requests"]
    assert told.exc_info[0] is AttributeError


def broken(monkeypatch, owner, name, error):
    def fall(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(owner, name, fall)


def test_what_our_own_code_raises_stays_an_error_of_the_server(office, monkeypatch):
    written = {"language": "sv", "text": "Ord."}
    assert office.post("/admin/sprak/mat/", written).status_code == 200
    broken(monkeypatch, measuring, "text_measures", ValueError)
    assert office.post("/admin/sprak/mat/", written).status_code == 500


def test_a_database_that_does_not_answer_is_no_fault_of_the_sender(office, monkeypatch):
    broken(monkeypatch, chooser.ExternalLinkView, "get_initial_data", OperationalError)
    assert office.post("/admin/choose-external-link/", {}).status_code == 500
