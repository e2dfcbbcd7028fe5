"""Rules of the repository itself: its layout, its words, and that README says what is true."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import alike

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    *(".ci", ".gitignore", "LICENSE", "Makefile", "README.md", "catalogue", "deploy", "docs", "manage.py"),
    *("package-lock.json", "package.json", "pyproject.toml", "requirements.lock", "search", "site", "static"),
    *("templates", "tests"),
}
pytestmark = pytest.mark.repository
RIVALS = re.compile(r"intervention|insatts|bistaand|biståndd", re.IGNORECASE)


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [ROOT / line for line in listed if (ROOT / line).exists()]


def test_the_top_level_is_the_agreed_one():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


def test_site_is_a_source_root_and_not_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()
    assert not re.search(r"^/?site/?$", (ROOT / ".gitignore").read_text(), re.MULTILINE)


def test_imports_point_one_way():
    from importlinter.api import use_cases  # noqa: F401  # the tool is there
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_readme_names_every_variable_that_the_settings_read():
    code = "\n".join(path.read_text() for path in (ROOT / "site" / "config" / "settings").glob("*.py"))
    read = set(re.findall(r"""(?:environ\.get|flag|words|number|pairs)\(\s*["']([A-Z_]+)["']""", code)) | {
        "DATABASE_URL"
    }
    cells = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    table = {name for cell in cells for name in re.findall("[A-Z_]+", cell)}
    assert read == table


def test_readme_names_every_dependency():
    declared = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.S | re.M)
    names = re.findall(r'"([A-Za-z-]+)', declared[1])
    readme = (ROOT / "README.md").read_text().lower()
    assert [name for name in names if name.lower() not in readme] == []


def test_every_module_that_is_left_out_on_a_second_database_is_there():
    assert [name for name in sorted(alike.MODULES) if not (ROOT / "tests" / name).is_file()] == []


def test_every_test_that_the_threat_model_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", (ROOT / "docs" / "threat-model.md").read_text())
    assert len(named) > 40
    lost = [f"{file}::{name}" for file, name in named
            if not (ROOT / file).exists() or f"\ndef {name}(" not in (ROOT / file).read_text()]  # fmt: skip
    assert lost == []


def test_every_package_is_pinned_by_its_hash():
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", lock, re.M)
    named = re.findall(r"^\w[\w.-]*(?:\[[\w,]+\])?(?:==|@|>=| )", lock, re.M)
    assert len(pinned) == len(named) > 50


def test_no_rival_words_for_the_domain():
    faults = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked("*.py", "*.html")
        if path != Path(__file__)
        for match in [RIVALS.search(path.read_text())]
        if match
    ]
    assert faults == []


def test_no_drawers_without_a_name():
    assert [p for p in tracked("*.py") if p.name in {"utils.py", "helpers.py", "misc.py", "common.py"}] == []


def test_colours_stand_in_tokens_and_themes_only():
    faults = []
    for path in tracked("static/css/*.css", "templates/*.html"):
        if path.name.startswith(("tokens", "theme")):
            continue
        faults += [
            f"{path.name}: {m}"
            for m in re.findall(r"(?<![\w&/-])#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", path.read_text())
        ]
    assert faults == []


def test_no_inline_style_or_script_in_templates():
    faults = [
        str(path.relative_to(ROOT))
        for path in tracked("templates/*.html")
        if re.search(r"\sstyle=\"|<style|<script(?![^>]*\bsrc=)(?![^>]*ld\+json)|\son\w+=\"", path.read_text())
    ]
    assert faults == []


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
