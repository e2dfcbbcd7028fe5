"""A gate before the node that can be shut, slow or busy: faults of a network, with a genuine server behind."""

import time
from collections.abc import Callable
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TOO_MANY = 429
#: What the official client asks of every answer.
GENUINE = ("X-elastic-product", "Elasticsearch")


class Gate:
    """Passes requests on. ``refuses``: for a method and path, a status to answer with instead, or None."""

    def __init__(self, node):
        self.node = node
        self.pause = 0.0
        self.refuses: Callable[[str, str], int | None] = lambda method, path: None
        self.seen: list[tuple[str, str]] = []
        self.address = ""

    def asked(self, part):
        """How often a path with a part in it was asked."""
        return sum(part in path for _method, path in self.seen)


def handler_of(gate):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            gate.seen.append((self.command, self.path))
            time.sleep(gate.pause)
            status = gate.refuses(self.command, self.path)
            if status is None:
                self.answer(*self.from_node(body))
            else:
                self.answer(status, [GENUINE, ("Content-Type", "application/json")], b"{}")

        def from_node(self, body):
            headers = {k: v for k, v in self.headers.items() if k.lower() not in {"host", "accept-encoding"}}
            node = HTTPConnection(gate.node.removeprefix("http://"), timeout=60)
            node.request(self.command, self.path, body or None, headers)
            response = node.getresponse()
            found = response.status, response.getheaders(), response.read()
            node.close()
            return found

        def answer(self, status, headers, body):
            try:
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # whoever asked did not wait

        def log_message(self, *args):
            pass

    for method in ("GET", "POST", "PUT", "DELETE", "HEAD"):
        setattr(Handler, f"do_{method}", Handler.pass_on)
    return Handler


@contextmanager
def gate_before(node):
    """A gate that is open, at an address of its own."""
    gate = Gate(node)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(gate))
    gate.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield gate
    finally:
        server.shutdown()
        server.server_close()
