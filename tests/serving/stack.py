"""The site as a server runs it: gunicorn with the settings of production behind the nginx that is shipped."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.free_port import free_port
from tests.kept import ROOT
from tests.production import SECRET

#: Around the shipped file: what a distribution's own nginx.conf says, in a folder of the test's.
AROUND = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/start.log info;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/distribution.log;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def needs(*tools):
    """Skip with one loud line where a tool is missing; a run that must be whole fails instead."""
    for tool in tools:
        if not shutil.which(tool):
            message = f"!!! {tool} saknas: webbservern provas inte"
            assert not os.environ.get("CI"), message
            pytest.skip(message)


def workers_of(server):
    """Numbers of the processes that a server has started."""
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


class Stack:
    """A folder with a database and static files, and the servers that run on it.

    Args:
        folder: everything that the servers write lies here.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.port, self.inner_port = free_port(), free_port()
        self.processes = []
        self.nginx = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "VAR_DIR": str(self.folder),
            "TRUSTED_PROXIES": "1",
        }

    def manage(self, *arguments):
        """A command with the settings of the server."""
        done = subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-800:]
        return done.stdout

    def start(self):
        """Start gunicorn and, in front of it, nginx; wait until they answer."""
        self.gunicorn = self._run(
            "gunicorn.log",
            *(Path(sys.executable).with_name("gunicorn"), "-c", ROOT / "deploy" / "gunicorn.conf.py"),
            *("--bind", f"127.0.0.1:{self.inner_port}", "config.wsgi"),
        )
        self.wait(self.inner_port)
        self.start_nginx()
        self.wait(self.port)

    def start_nginx(self, patience=60):
        """Start nginx, which waits so many seconds for gunicorn; in place of the one that runs."""
        if self.nginx is not None:
            self.nginx.terminate()
            self.nginx.wait(timeout=20)
        self._configure(patience)
        self.nginx = self._run(
            "nginx.log", "nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-g", "daemon off;"
        )

    def _run(self, log, *command):
        with (self.folder / log).open("ab") as output:
            process = subprocess.Popen(
                [str(part) for part in command], env=self.environment, cwd="/", stdout=output, stderr=output
            )
        self.processes.append(process)
        return process

    def _configure(self, patience):
        text = (ROOT / "deploy" / "nginx" / "insatskatalogen.conf").read_text()
        for shipped, own in {
            "listen 80 default_server;": f"listen 127.0.0.1:{self.port} default_server;",
            "127.0.0.1:8000": f"127.0.0.1:{self.inner_port}",
            "/srv/insatskatalogen/var/": f"{self.folder}/",
            "/var/cache/nginx/": f"{self.folder}/cache-",
            "/var/log/nginx/": f"{self.folder}/",
            "proxy_read_timeout 60s;": f"proxy_read_timeout {patience}s;",
        }.items():
            assert shipped in text
            text = text.replace(shipped, own)
        (self.folder / "site.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder, user=user))

    def wait(self, port, seconds=90):
        """Wait until a server answers that it can serve."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.get("/healthz", port=port)[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        logs = "".join(path.read_text()[-800:] for path in self.folder.glob("*.log"))
        raise AssertionError(f"nobody answers: {logs}")

    def get(self, path, *, port=None, method="GET", body=None, **headers):
        """Status, headers and text of an answer. Headers are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=90)
        try:
            connection.request(method, path, body, sent)
            response = connection.getresponse()
            return response.status, response.headers, response.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def stop(self):
        """End what was started."""
        for process in reversed(self.processes):
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        for process in self.processes:
            process.wait(timeout=40)
