"""What processes share through Redis, and what happens when it does not answer."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from config.apps import clear_sessions
from config.caches import cache_settings
from config.sign_in_counts import SHARED, CountsTogether
from tests.free_port import free_port
from users.models import SignInCount


@contextmanager
def redis_server(folder, port):
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield server
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture
def address(settings):
    port = free_port()
    settings.CACHES = cache_settings(f"redis://127.0.0.1:{port}/0")
    return port


def answers(cache):
    for _ in range(50):
        cache.asked_again_at = 0
        cache.set("väntar", 1)
        if cache.asked_again_at == 0:
            return
        time.sleep(0.1)
    pytest.fail("Redis did not start")


def test_two_processes_count_together_and_each_alone_while_redis_is_down(address, tmp_path):
    if not shutil.which("redis-server"):
        message = "!!! Redis: not tested, redis-server is not installed"
        print(message)  # noqa: T201
        assert not os.environ.get("CI"), message
        pytest.skip(message)
    one, other = caches.create_connection("default"), caches.create_connection("default")
    with redis_server(tmp_path, address):
        answers(one)
        one.set("antal", 1, 60)
        assert (other.incr("antal"), one.get("antal")) == (2, 2)
    # A Redis that is gone stops nobody: each goes on with its own memory.
    assert one.get("antal") is None
    assert one.add("antal", 7)
    assert one.incr("antal") == 8
    with redis_server(tmp_path, address):
        answers(one)
        assert one.get("antal") is None


@pytest.mark.django_db
def test_without_an_address_each_process_remembers_for_itself_all_but_attempts_to_sign_in():
    one, other = CountsTogether("one", {}), CountsTogether("other", {})
    for key, seen in (("confirmation_link:a", None), ("allauth:rl:account:login:60/60/ip:ip:192.0.2.7", [1.0])):
        one.set(key, [1.0], 60)
        assert (one.get(key), other.get(key)) == ([1.0], seen)
    assert (one.add("allauth:x:lock", True, 10), other.add("allauth:x:lock", True, 10)) == (True, False)
    # Nobody's address is written down, and a count is forgotten when it is over.
    (kept,) = SignInCount.objects.exclude(pk=caches[SHARED].make_key("allauth:x:lock"))
    assert "192.0.2" not in kept.cache_key + kept.value
    clear_sessions(timezone.now() + timedelta(minutes=2))
    assert not SignInCount.objects.exists()


@pytest.mark.parametrize("wrong", ["http://127.0.0.1", "127.0.0.1:6379", "file:///etc/passwd"])
def test_an_address_of_another_kind_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL ska börja med redis://"):
        cache_settings(wrong)
