"""``manage.py convert_facts``: make the demonstration's catalogue files from the fact folders."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from catalogue.actions.convert_facts import records
from catalogue.actions.convert_facts.areas import areas
from catalogue.actions.convert_facts.insatser import CATEGORY_ONLY, insatser
from catalogue.actions.convert_facts.offerings import offerings
from catalogue.actions.convert_facts.providers import providers
from catalogue.actions.convert_facts.queue_reports import queue_reports
from catalogue.actions.convert_facts.records import read
from catalogue.management.commands.load_catalogue import DEMO_CATALOGUE

#: What the facts state in words and a field can hold, read by a person.
STATED = Path(records.__file__).with_name("stated.yaml")


class Command(BaseCommand):
    """Writes ``catalogue/demo/<place>/*.yaml``. Words are written by people and are left alone."""

    help = "Gör demonstrationens katalogfiler av faktamapparna."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the facts lie and where the files go."""
        parser.add_argument("facts", type=Path, help="Mappen med stockholm/ och others/.")
        parser.add_argument("--out", type=Path, default=DEMO_CATALOGUE)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Convert and write, one file a kind."""
        stockholm, others = options["facts"] / "stockholm", options["facts"] / "others"
        out: Path = options["out"]
        extra = yaml.safe_load(STATED.read_text(encoding="utf-8"))
        others_insatser = {
            record["slug"]: record
            for record in read(others, "insatser")
            if record.get("specificity") != CATEGORY_ONLY
        }
        stockholm_slugs = {record["slug"] for record in read(stockholm, "insatser")}
        published = stockholm_slugs | set(others_insatser)
        given = offerings(stockholm, stockholm=True, insats_slugs=published, extra=extra)
        given += offerings(others, stockholm=False, insats_slugs=published, extra=extra)
        wanted_insatser = {record["insats"] for record in given}
        wanted_providers = {record["provider"] for record in given if record.get("provider")}
        wanted_areas = {record["area"] for record in given if record.get("area")}
        files = {
            "areas": ("area", areas(stockholm, others, wanted_areas)),
            "providers": ("provider", providers(stockholm, others, wanted_providers)),
            "insatser": ("insats", insatser(stockholm, others, wanted_insatser)),
            "offerings": ("offering", given),
            "queue_reports": ("queue_report", queue_reports(stockholm, others, given)),
        }
        for name, (kind, rows) in files.items():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {len(rows)}")
            if not options["dry_run"]:
                path = out / "reports" / f"{name}.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                text = yaml.safe_dump(
                    {"kind": kind, "records": rows}, allow_unicode=True, sort_keys=False, width=110
                )
                path.write_text(text, encoding="utf-8")
