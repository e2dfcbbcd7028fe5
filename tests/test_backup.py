"""Backups that restore, into an empty place, with the same rows and files; and archives that nobody may trust."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.kept import drop_database

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[1]
#: Names that uploads have, one of them in a folder and with a letter that is not ASCII.
UPLOADS = {"original_images/hus.png": b"\x89PNG not really", "documents/år.pdf": b"%PDF-1.7", "tom.txt": b""}
SCRATCH = "restored_scratch"


def url_of(name):
    """The address of a database of the server that the tests run on."""
    values = connection.settings_dict
    return f"postgres://{values['USER']}@{values['HOST']}:{values['PORT']}/{name}"


def manage(place, *arguments):
    """``manage.py`` as somebody runs it at a place: a folder and a database."""
    folder, database = place
    environment = {
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *map(str, arguments)],
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def place(small_site, tmp_path_factory):
    """A small municipality's site with some uploads."""
    folder = tmp_path_factory.mktemp("place")
    for name, content in UPLOADS.items():
        path = folder / "media" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "media" / "link").symlink_to("/etc/hostname")
    if connection.vendor == "postgresql":
        return folder, url_of(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(folder / "insatskatalogen.sqlite3")) as copy:
        small_site.loaded.backup(copy)
    return folder, f"sqlite:///{folder / 'insatskatalogen.sqlite3'}"


@pytest.fixture(scope="module")
def made(place):
    """A backup of it."""
    path = place[0] / "kopia.tar.gz"
    done = manage(place, "backup", path)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def backup(made, tmp_path):
    """A copy of the backup, to do with as one likes."""
    return Path(shutil.copy2(made, tmp_path))


@pytest.fixture
def elsewhere(tmp_path):
    """An empty place: a folder, and a database that nothing has been written to."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if connection.vendor != "postgresql":
        yield folder, f"sqlite:///{folder / 'insatskatalogen.sqlite3'}"
        return
    drop_database(SCRATCH)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {SCRATCH}")
    yield folder, url_of(SCRATCH)
    drop_database(SCRATCH)


def manifest_of(path):
    with tarfile.open(path) as archive:
        return json.load(archive.extractfile("manifest.json"))


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_restores_into_an_empty_place_with_every_row_and_file(backup, elsewhere):
    told = manifest_of(backup)
    assert told["rows"]["catalogue_insats"] == 10
    assert told["rows"]["users_user"] == 1
    assert told["files"]["media/documents/år.pdf"]["sha256"] == sha256(b"%PDF-1.7").hexdigest()
    done = manage(elsewhere, "restore", backup)
    assert done.returncode == 0, done.stderr
    assert f"{sum(told['rows'].values())} rader, 3 filer. Antal och summor stämmer." in done.stdout
    assert files_in(elsewhere[0] / "media") == UPLOADS
    # The other place now gives the same backup, row by row, and no migration is left to run.
    assert manage(elsewhere, "backup", elsewhere[0] / "igen.tar.gz").returncode == 0
    again = manifest_of(elsewhere[0] / "igen.tar.gz")
    assert (again["rows"], again["migrations"]) == (told["rows"], told["migrations"])
    assert {name: file for name, file in again["files"].items() if name != "database"} == {
        name: file for name, file in told["files"].items() if name != "database"
    }
    assert manage(elsewhere, "migrate", "--check").returncode == 0


def test_a_place_that_is_not_empty_is_left_alone_until_it_is_said_that_it_may_go(backup, elsewhere):
    assert manage(elsewhere, "restore", backup).returncode == 0
    upload = elsewhere[0] / "media" / "ny.txt"
    upload.write_text("later")
    refused = manage(elsewhere, "restore", backup)
    assert refused.returncode == 1
    assert "Databasen är inte tom. Lägg till --replace" in refused.stderr
    assert upload.read_text() == "later"
    replaced = manage(elsewhere, "restore", backup, "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert files_in(elsewhere[0] / "media") == UPLOADS


def test_an_archive_can_be_read_by_its_owner_alone_and_nothing_lies_beside_it(made):
    assert made.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in made.parent.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_exists_is_never_written_over(backup):
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="finns redan"):
        call_command("backup", str(backup))
    assert backup.read_bytes() == before


def test_a_folder_keeps_the_newest(place, tmp_path):
    old = [tmp_path / f"insatskatalogen-2026010{day}-030000.tar.gz" for day in range(1, 5)]
    for path in [*old, tmp_path / "annat.tar.gz"]:
        path.write_bytes(b"")
    done = manage(place, "backup", tmp_path, "--keep", "3")
    assert done.returncode == 0, done.stderr
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 4
    assert left[:3] == ["annat.tar.gz", old[2].name, old[3].name]


def test_a_database_that_somebody_writes_to_is_copied_as_it_was_before(place, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps a moment by itself")
    with closing(sqlite3.connect(place[0] / "insatskatalogen.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM catalogue_contact")
        done = manage(place, "backup", tmp_path / "medan.tar.gz")
        writer.execute("ROLLBACK")
    assert done.returncode == 0, done.stderr
    assert manifest_of(tmp_path / "medan.tar.gz")["rows"]["catalogue_contact"] == 4


# --- Archives that must not be trusted -------------------------------------------------------------------------


def entries_of(path):
    with tarfile.open(path) as archive:
        return [(entry, archive.extractfile(entry).read()) for entry in archive]


def write(path, entries):
    with tarfile.open(path, "w:gz") as archive:
        for entry, content in entries:
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-40])


def half_written(path):
    write(path, entries_of(path)[:-1])


def turned_bit(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def other_content(path):
    write(
        path,
        [(entry, b"other" if entry.name.endswith(".pdf") else content) for entry, content in entries_of(path)],
    )


def file_too_many(path):
    write(path, [(tarfile.TarInfo("media/extra.txt"), b"x"), *entries_of(path)])


def file_too_few(path):
    write(path, [pair for pair in entries_of(path) if not pair[0].name.endswith(".png")])


def named(name, kind=tarfile.REGTYPE, link=""):
    def spoil(path):
        entry = tarfile.TarInfo(name)
        entry.type, entry.linkname = kind, link
        write(path, [(entry, b""), *entries_of(path)])

    spoil.__name__ = name
    return spoil


def no_archive(path):
    path.write_text("Kära backup")


def other_kind_of_database(path):
    *files, (entry, content) = entries_of(path)
    told = json.loads(content)
    told["database"] = "oracle"
    write(path, [*files, (entry, json.dumps(told).encode())])


SPOILED = [
    (cut_off, "går inte att läsa"),
    (half_written, "innehållsförteckningen saknas"),
    (turned_bit, "Säkerhetskopian"),
    (other_content, "media/documents/år.pdf är inte den fil som kopierades"),
    (file_too_many, "media/extra.txt är inte den fil som kopierades"),
    (file_too_few, "media/original_images/hus.png är inte den fil som kopierades"),
    (named("../../evil"), "något som inte hör dit: ../../evil"),
    (named("media/../../evil"), "något som inte hör dit: media/../../evil"),
    (named("/etc/evil"), "något som inte hör dit: /etc/evil"),
    (named("media/link", tarfile.SYMTYPE, "/etc/passwd"), "något som inte hör dit: media/link"),
    (named("media/hard", tarfile.LNKTYPE, "database"), "något som inte hör dit: media/hard"),
    (named("media/pipe", tarfile.FIFOTYPE), "något som inte hör dit: media/pipe"),
    (named("media\\..\\evil"), "något som inte hör dit"),
    (named("settings.py"), "något som inte hör dit: settings.py"),
    (no_archive, "går inte att läsa"),
    (other_kind_of_database, "Säkerhetskopian är av oracle"),
]


@pytest.mark.parametrize(("spoil", "said"), SPOILED, ids=lambda one: getattr(one, "__name__", ""))
def test_a_bad_archive_is_refused_and_changes_nothing(backup, settings, tmp_path, spoil, said):
    spoil(backup)
    settings.MEDIA_ROOT = tmp_path / "later"
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "mine.txt").write_text("mine")
    before = set(tmp_path.rglob("*"))
    rows = rows_of()
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(backup), "--replace")
    assert said in str(refused.value)
    assert set(tmp_path.rglob("*")) == before
    assert files_in(settings.MEDIA_ROOT) == {"mine.txt": b"mine"}
    assert rows_of() == rows


def rows_of():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM catalogue_insats")
        return cursor.fetchone()


def test_a_damaged_database_in_a_sound_archive_changes_nothing(backup, elsewhere):
    entries = entries_of(backup)
    broken = entries[0][1][:8192] + b"\xff" * 4096 + entries[0][1][12288:]
    told = json.loads(entries[-1][1])
    told["files"]["database"] = {"size": len(broken), "sha256": sha256(broken).hexdigest()}
    write(backup, [(entries[0][0], broken), *entries[1:-1], (entries[-1][0], json.dumps(told).encode())])
    refused = manage(elsewhere, "restore", backup)
    assert refused.returncode == 1
    assert "Databasen i säkerhetskopian" in refused.stderr
    assert files_in(elsewhere[0] / "media") == {}
