"""What processes share through Redis, and what happens when it does not answer."""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured

from config.caches import cache_settings
from tests.free_port import free_port


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


def test_without_an_address_each_process_remembers_for_itself():
    assert cache_settings("")["default"]["BACKEND"].endswith("LocMemCache")


@pytest.mark.parametrize("wrong", ["http://127.0.0.1", "127.0.0.1:6379", "file:///etc/passwd"])
def test_an_address_of_another_kind_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL ska börja med redis://"):
        cache_settings(wrong)
