"""What somebody asks or answers stands in no file that the servers write, whatever goes wrong meanwhile."""

import os
import signal
import socket
import sqlite3
import time

from tests.serving.stack import workers_of

CANARY = "kanariefagel-min-granne-slar-mig"
QUERY = f"q={CANARY}"
ASKED = (
    f"/sok/?{QUERY}",
    f"/en/sok/?{QUERY}&omrade=bromma",
    f"/hitta-ratt/?s={CANARY}&omrade={CANARY}",
    f"/personal/stammer/{CANARY}/",
    f"/insatser/?{QUERY}",
    f"/{CANARY}/",
    f"/static/{CANARY}.css",
)


def ask(stack, port=None):
    """Everything that takes words from a reader; gives the statuses."""
    before = {"Referer": f"http://127.0.0.1:{stack.port}/sok/?{QUERY}", "User_Agent": CANARY}
    found = [stack.get(path, port=port, **before)[0] for path in ASKED]
    form = {"Content_Type": "application/x-www-form-urlencoded", **before}
    for path in ("/sok/", "/sok/forslag/", "/hitta-ratt/", f"/personal/stammer/{CANARY}/"):
        found.append(stack.get(path, port=port, method="POST", body=f"{QUERY}&s={CANARY}", **form)[0])
    return found


def say(port, text):
    """Send bytes that are no sound request, and read what comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(text.encode())
        line.settimeout(5)
        return line.recv(200).decode("utf-8", "replace")


def files_with_the_canary(stack):
    return sorted(
        str(path.relative_to(stack.folder))
        for path in stack.folder.rglob("*")
        if path.is_file() and not path.is_symlink() and CANARY.encode() in path.read_bytes()
    )


def break_database(stack, table):
    with sqlite3.connect(stack.folder / "insatskatalogen.sqlite3") as database:
        database.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")


def test_no_file_holds_what_was_said(stack):
    assert set(ask(stack)) <= {200, 303, 404, 422}
    for port in (stack.port, stack.inner_port):
        # Too long, no sound protocol, a header without a name, a request that breaks off.
        say(port, f"GET /sok/?{QUERY}{'a' * 9000} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        say(port, f"GET /sok/?{QUERY} HTTP/9.9\r\n\r\n")
        say(port, f"GET /sok/?{QUERY} HTTP/1.1\r\nHost: 127.0.0.1\r\n: {CANARY}\r\n\r\n")
        say(port, f"POST /sok/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: x{CANARY}\r\n\r\n")
    assert stack.get(f"/sok/?{QUERY}", Host=f"{CANARY}.example")[0] == 400
    assert stack.get("/sok/", method="POST", body=CANARY * 4000)[0] == 413
    # An error on every page.
    break_database(stack, "catalogue_cataloguechange")
    assert 500 in ask(stack)
    # A server that does not answer in time, then one that is not there.
    stack.start_nginx(patience=2)
    time.sleep(1)
    stack.gunicorn.send_signal(signal.SIGSTOP)
    for worker in workers_of(stack.gunicorn):
        os.kill(worker, signal.SIGSTOP)
    assert stack.get(f"/sok/?{QUERY}")[0] == 504
    for worker in workers_of(stack.gunicorn):
        os.kill(worker, signal.SIGCONT)
    stack.gunicorn.send_signal(signal.SIGCONT)
    stack.gunicorn.terminate()
    stack.gunicorn.wait(timeout=40)
    assert stack.get(f"/hitta-ratt/?s={CANARY}")[0] == 502
    time.sleep(1.5)
    logs = {path.name: path.read_text() for path in stack.folder.glob("*.log")}
    assert '"status":504' in logs["insatskatalogen.access.log"]
    assert "django.request 500" in logs["gunicorn.log"]
    assert files_with_the_canary(stack) == []
