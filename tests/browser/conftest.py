"""A running demonstration and a real Chromium: what a newcomer gets from ``make run``."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.free_port import free_port
from tests.kept import KeptFile
from tests.migrated import migrated_database

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
START_SECONDS = 60


def missing(tool: str) -> None:
    """Skip with one loud line; a run that must be whole fails instead."""
    message = f"!!! {tool} saknas: webbläsartesterna körs inte"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """Address of a server with the whole demonstration, in a folder of its own."""
    folder = tmp_path_factory.mktemp("demonstration")
    port = free_port()
    environment = {
        **{
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        },
        "VAR_DIR": str(folder),
        "DEMO": "1",
        "PORT": str(port),
    }

    # Where the migrations have been run by other tests, none is left to run.
    migrated = migrated_database()
    if isinstance(migrated, KeptFile) and migrated.exists():
        shutil.copy(migrated.path, folder / "insatskatalogen.sqlite3")

    def manage(*arguments: str) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *arguments]

    for command in (["compile_messages"], ["migrate", "-v0"], ["start_demo"]):
        subprocess.run(manage(*command), env=environment, cwd=ROOT, check=True, capture_output=True)
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            manage("runserver", "--noreload", f"127.0.0.1:{port}"),
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=2):
                    break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def driver():
    """What drives browsers: one for the whole session, for a second one cannot run beside it."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium_options():
    """How Debian's Chromium is started, without a picture on a screen."""
    path = shutil.which("chromium")
    if path is None:
        missing("Chromium")
    return {
        "executable_path": path,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def chromium(driver: Playwright, chromium_options: dict[str, Any]):
    """Debian's Chromium."""
    browser = driver.chromium.launch(**chromium_options)
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Browser, demonstration: str):
    """A new, empty visit on a wide screen."""
    context = chromium.new_context(base_url=demonstration, locale="sv-SE", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium: Browser, demonstration: str):
    """A new, empty visit on a small telephone."""
    context = chromium.new_context(base_url=demonstration, locale="sv-SE", viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(chromium: Browser, demonstration: str):
    """A visit without JavaScript."""
    context = chromium.new_context(
        base_url=demonstration, locale="sv-SE", viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        missing("axe-core (npm ci)")
    return AXE.read_text(encoding="utf-8")
