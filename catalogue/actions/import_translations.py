"""Bring an agency's translations in as drafts: all rows are checked before anything is written."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from catalogue.actions.export_translations import translatables
from catalogue.exchange.translatable import UNKNOWN, Translatable
from catalogue.exchange.translation_files import Unit

TWICE = "samma text står på två rader"


@dataclass
class Imported:
    """What an import did, or why it did nothing.

    Attributes:
        owners: pages and records with new drafts.
        passages: texts that were brought in.
        empty: rows without a translation, which were left alone.
        problems: refused rows in words; with one of them nothing was done.
    """

    owners: int = 0
    passages: int = 0
    empty: int = 0
    problems: list[str] = field(default_factory=list)


def import_translations(units: list[Unit], language: str, *, user: Any = None) -> Imported:
    """Write translations to drafts. With a problem in one row nothing is written at all.

    The texts are written by people and approved by nobody yet: an editor reads and publishes them.

    Args:
        units: what came back. Units without a translation are left alone and counted.
        language: code of the variant.
        user: who brings them in.
    """
    filled = [unit for unit in units if unit.target]
    outcome = Imported(empty=len(units) - len(filled))
    wanted = {(unit.kind, unit.slug) for unit in filled}
    owners = {key: own for own in translatables(language) if (key := (own.kind, own.slug)) in wanted}
    by_owner: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    for unit in filled:
        key = (unit.kind, unit.slug)
        faults = owners[key].faults(unit) if key in owners else [UNKNOWN]
        if (*key, unit.slot) in seen:
            faults.append(TWICE)
        seen.add((*key, unit.slot))
        by_owner[key].append(unit)
        outcome.problems += [_problem(unit, fault) for fault in faults]
    if not outcome.problems:
        for key, own in by_owner.items():
            outcome.problems += [_problem(unit, fault) for unit, fault in owners[key].faults_together(own)]
    if not outcome.problems:
        _write(owners, by_owner, user)
        outcome.owners, outcome.passages = len(by_owner), len(filled)
    return outcome


def _problem(unit: Unit, fault: str) -> str:
    return f"Rad {unit.row} ({unit.slug}, {unit.slot}): {fault}."


@transaction.atomic
def _write(
    owners: dict[tuple[str, str], Translatable], by_owner: dict[tuple[str, str], list[Unit]], user: Any
) -> None:
    for key, own in by_owner.items():
        owners[key].write(own, user)
