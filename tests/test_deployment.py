"""The files for a deployment: what they set is known, what they name is there, and what they pull is pinned."""

import configparser
import re
import shutil
import subprocess

import pytest
import yaml

from tests.test_repository import ROOT

pytestmark = pytest.mark.repository

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
#: Of a developer's machine alone.
DEVELOPMENT = {"DEBUG", "PORT"}
#: Not read by the site: which settings, and the passwords that compose.yaml hands on.
BESIDE = {"DJANGO_SETTINGS_MODULE", "POSTGRES_PASSWORD", "ELASTIC_PASSWORD"}


def variables():
    """What README says that the settings read."""
    table = (ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def test_the_example_names_every_variable_of_a_server_and_no_other():
    text = (DEPLOY / "insatskatalogen.env.example").read_text()
    named = re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE)
    assert set(named) == (variables() - DEVELOPMENT) | BESIDE
    assert len(named) == len(set(named))


def test_the_example_holds_no_secret():
    text = (DEPLOY / "insatskatalogen.env.example").read_text()
    secrets = re.findall(r"^#?((?:\w+_)?(?:SECRET\w*|PASSWORD|DSN))=(.*)$", text, re.MULTILINE)
    assert {name for name, _ in secrets} >= {"SECRET_KEY", "POSTGRES_PASSWORD", "OIDC_CLIENT_SECRET"}
    assert [name for name, value in secrets if value] == []


def test_compose_sets_only_what_the_settings_read_and_hides_every_password():
    document = compose()
    assert set(document["x-site"]["environment"]) <= variables()
    for service in document["services"].values():
        for name, value in (service.get("environment") or {}).items():
            if "PASSWORD" in name:
                assert re.fullmatch(r"\$\{[A-Z_]+:\?\}", value), name
    given = set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yaml").read_text()))
    assert given <= BESIDE


def test_compose_has_every_part_each_with_a_check_and_none_of_them_open_but_the_front():
    services = compose()["services"]
    assert set(services) == {"release", "site", "worker", "jobs", "front", "forget", "db", "search", "cache"}
    assert {name for name in services if services[name].get("ports")} == {"site"}
    for name in ("front", "db", "search", "cache"):
        assert services[name]["healthcheck"]["test"], name
    for name in ("db", "search", "cache"):
        assert services[name]["networks"] == ["inside"]
    assert compose()["networks"]["inside"] == {"internal": True}
    assert services["site"]["read_only"]
    assert services["site"]["cap_drop"] == ["ALL"]


def test_every_image_is_of_one_version():
    images = [service["image"] for service in compose()["services"].values()]
    images += re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    pulled = [image for image in images if image != "insatskatalogen"]
    assert len(pulled) == 7
    assert [image for image in pulled if not re.search(r":\d+\.\d+\.?\d*(-[a-z]+)*\Z", image)] == []


def test_what_the_files_name_is_there():
    for volume in compose()["services"]["front"]["volumes"]:
        source = volume.split(":")[0]
        if source.startswith("./"):
            assert (DEPLOY / source).is_file(), source
    for text in ((DEPLOY / "Dockerfile").read_text(), *(unit.read_text() for unit in UNITS)):
        for name in re.findall(r"deploy/[\w./-]+", text):
            assert (ROOT / name).is_file(), name
    commands = {path.stem for path in ROOT.glob("*/**/management/commands/*.py")} | {
        "db_worker",
        "migrate",
        "collectstatic",
    }
    named = [unit.read_text() for unit in UNITS] + [
        (DEPLOY / "compose.yaml").read_text(),
        (DEPLOY / "Dockerfile").read_text(),
    ]
    called = {name for text in named for name in re.findall(r"manage\.py\"?,? \"?([a-z_]+)", text)}
    assert called
    assert called <= commands


def test_the_image_runs_as_a_user_of_its_own_and_brings_no_tools_for_building():
    text = (DEPLOY / "Dockerfile").read_text()
    assert text.count("\nFROM ") == 2
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9]\d+$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert "pip install" not in last


def test_what_the_image_installs_is_what_was_tested():
    pins = re.compile(r"^([a-z0-9._-]+)==(\S+) ", re.MULTILINE)
    tested = dict(pins.findall((ROOT / "requirements.lock").read_text()))
    installed = dict(pins.findall((DEPLOY / "requirements.lock").read_text()))
    assert {name: version for name, version in installed.items() if tested.get(name) != version} == {}
    declared = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.S | re.M)[1]
    assert {name.lower() for name in re.findall(r'"([A-Za-z0-9-]+)', declared)} <= set(installed)
    assert not {"pytest", "mypy", "playwright", "ruff"} & set(installed)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_is_one_that_systemd_understands(unit):
    if not (tool := shutil.which("systemd-analyze")):
        pytest.skip("!!! systemd: units not verified, systemd-analyze is missing")
    done = subprocess.run([tool, "verify", unit], capture_output=True, text=True, check=False)
    # The commands are on the server that it runs on, not here.
    said = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert said == []


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_may_do_nothing_that_it_has_no_reason_to(unit):
    parser = configparser.RawConfigParser(strict=False, delimiters=("=",))
    parser.optionxform = str
    parser.read_string(unit.read_text())
    service = parser["Service"]
    assert service["User"] != "root"
    assert service["NoNewPrivileges"] == service["PrivateTmp"] == service["ProtectHome"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert service["EnvironmentFile"] == "/etc/insatskatalogen.env"
