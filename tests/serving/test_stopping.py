"""A server that is asked to stop answers first what it has begun."""

import signal
import socket
import time


def test_a_request_that_is_being_answered_is_finished(stack):
    body = b"q=skola&omrade=bromma"
    head = f"POST /sok/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection(("127.0.0.1", stack.inner_port), timeout=20) as slow:
        slow.sendall(head.encode() + body[:5])
        time.sleep(0.5)
        stack.gunicorn.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert stack.gunicorn.poll() is None
        slow.sendall(body[5:])
        answer = slow.recv(4000).decode()
    assert answer.startswith("HTTP/1.1 303 ")
    assert "Location: /sok/?q=skola&omrade=bromma" in answer
    assert stack.gunicorn.wait(timeout=20) == 0
