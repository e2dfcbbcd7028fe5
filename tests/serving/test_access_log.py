"""Addresses of readers leave the access log after seven days."""

import os
import shutil
import subprocess
import time

import pytest

from tests.kept import ROOT

SCRIPT = ROOT / "deploy" / "nginx" / "forget-addresses"
LINE = '{"time":"2026-11-20T10:00:00+01:00","address":"192.0.2.17","section":"insatser","status":200}\n'
WITHOUT = LINE.replace("192.0.2.17", "")
DAY = 86_400


@pytest.fixture
def logs(tmp_path):
    """Logs of which the last line is so many hours old; the one of today, and another server's."""
    for name, hours in {"": 0, "-20261128": 47, "-20261125": 119, "-20261124": 121, "-20261001": 1500}.items():
        path = tmp_path / f"insatskatalogen.access.log{name}"
        path.write_text(LINE)
        os.utime(path, (time.time() - hours * 3600,) * 2)
    other = tmp_path / "other.access.log-20261001"
    other.write_text(LINE)
    os.utime(other, (0, 0))
    return tmp_path


def without_address(folder):
    return sorted(path.name.rpartition("log")[2] for path in folder.iterdir() if path.read_text() == WITHOUT)


def test_no_address_is_older_than_seven_days(logs):
    # A log holds one day, and almost one more may pass until the next call: five and two are seven.
    subprocess.run([SCRIPT, logs], check=True)
    assert without_address(logs) == ["-20261001", "-20261124"]
    assert (logs / "other.access.log-20261001").read_text() == LINE


def test_a_place_can_choose_fewer_days(logs):
    subprocess.run([SCRIPT, logs, "3"], check=True)
    assert without_address(logs) == ["-20261001", "-20261124", "-20261125", "-20261128"]


@pytest.mark.parametrize("days", ["", "0", "1", "-3", "sju", "7; rm -rf /"])
def test_a_number_of_days_that_is_none_changes_nothing(logs, days):
    assert subprocess.run([SCRIPT, logs, days], check=False, capture_output=True).returncode == 2 or days == ""
    assert without_address(logs) == (["-20261001", "-20261124"] if days == "" else [])


def test_the_shipped_rotation_is_one_that_logrotate_reads(tmp_path):
    if not shutil.which("logrotate"):
        pytest.skip("logrotate is not installed")
    shipped = (ROOT / "deploy" / "nginx" / "logrotate.conf").read_text()
    own = tmp_path / "logrotate.conf"
    own.write_text(shipped.replace("/var/log/nginx", str(tmp_path)).replace("/srv/insatskatalogen", str(ROOT)))
    own.chmod(0o644)
    log = tmp_path / "insatskatalogen.access.log"
    log.write_text(LINE)
    old = tmp_path / "insatskatalogen.access.log-20200101"
    old.write_text(LINE)
    os.utime(old, (time.time() - 6 * DAY,) * 2)
    done = subprocess.run(
        ["logrotate", "-f", "-s", tmp_path / "state", own], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_text() == ""
    assert old.read_text() == WITHOUT
