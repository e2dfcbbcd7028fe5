"""``manage.py compile_messages``: compile the interface's translations with a Python library, no gettext tools."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Writes ``django.mo`` beside each ``django.po`` that changed."""

    help = "Kompilerar gränssnittets översättningar."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is newer than its compiled file. A shipped variant without a catalogue gets an empty one.

        Django accepts a language in an address only when a compiled catalogue exists for it.
        """
        for folder in settings.LOCALE_PATHS:
            for po in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                mo = po.with_suffix(".mo")
                if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
                    polib.pofile(str(po)).save_as_mofile(str(mo))
                    self.stdout.write(f"{po.parent.parent.name}: kompilerad")
