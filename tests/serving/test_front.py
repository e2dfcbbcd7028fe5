"""Pages through nginx: kept five seconds, shown while the site is down, and never longer."""

import re
import time
from threading import Event, Thread

HOME, SEARCH = "/", "/sok/?q=skola"
PAGE = "/insatser/komet-3-11/"
EDIT = "from wagtail.models import Page; Page.objects.filter(slug='komet-3-11').update(title='Nya namnet')"


def access_log(stack):
    # Lines wait a second for others.
    time.sleep(1.5)
    return (stack.folder / "insatskatalogen.access.log").read_text()


def test_an_edit_is_seen_by_the_next_reader_within_five_seconds_and_nobody_is_turned_away(stack):
    statuses, done = [], Event()

    def read():
        while not done.is_set():
            statuses.append(stack.get(PAGE)[0])
            time.sleep(0.005)

    readers = [Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    try:
        assert "Nya namnet" not in stack.get(PAGE)[2]
        stack.manage("shell", "-v0", "-c", EDIT)
        edited = time.monotonic()
        while "Nya namnet" not in stack.get(PAGE)[2]:
            assert time.monotonic() - edited < 6
            time.sleep(0.05)
    finally:
        done.set()
        for reader in readers:
            reader.join(timeout=30)
    assert len(statuses) > 100
    assert set(statuses) == {200}


def test_readers_ask_again_and_get_304_from_the_one_in_front(stack):
    status, headers, _text = stack.get(PAGE)
    assert (status, headers["Cache-Control"]) == (200, "no-cache, s-maxage=5, stale-if-error=86400")
    assert "X-Accel-Expires" not in headers
    assert stack.get(PAGE, If_None_Match=headers["ETag"])[0] == 304
    # With choices, which are not kept in front, the site itself answers.
    headers = stack.get(PAGE + "?fran=1")[1]
    assert stack.get(PAGE + "?fran=1", If_None_Match=headers["ETag"])[0] == 304


def test_only_pages_without_words_are_kept_in_front(stack):
    for path in (PAGE, "/en/", "/insatser/?omrade=bromma&sida=2", SEARCH, "/hitta-ratt/?s=0-1--0-1", "/?q=ugglor"):
        stack.get(path)
        stack.get(path)
    kept = [path.read_bytes() for path in stack.folder.glob("cache-*/**/*") if path.is_file()]
    keys = {re.search(rb"^KEY: [\d.:]+(.*)$", found, re.MULTILINE)[1].decode() for found in kept}
    assert keys == {PAGE, "/en/", "/insatser/?omrade=bromma&sida=2"}


def test_static_files_come_compressed_and_for_ever(stack):
    text = stack.get(HOME)[2]
    address = text.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    status, headers, _text = stack.get(address, Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert stack.get("/media/documents/hemligt.pdf")[0] == 404
    assert stack.get("/static/../insatskatalogen.sqlite3")[0] in {400, 404}
    assert stack.get("/static../insatskatalogen.sqlite3")[0] == 404


def test_a_request_has_one_number_everywhere(stack):
    number = stack.get(SEARCH)[1]["X-Request-ID"]
    assert f'"request_id":"{number}"' in access_log(stack)
    # A number that somebody else made up is not believed.
    assert stack.get(PAGE, X_Request_ID="kanariefagel")[1]["X-Request-ID"] != "kanariefagel"


def test_a_kept_page_is_shown_while_the_site_is_down_and_a_search_is_not(stack):
    assert stack.get(PAGE)[0] == stack.get(SEARCH)[0] == 200
    stack.gunicorn.terminate()
    stack.gunicorn.wait(timeout=40)
    time.sleep(5.1)
    assert stack.get(PAGE)[0] == 200
    assert stack.get(SEARCH)[0] == 502
