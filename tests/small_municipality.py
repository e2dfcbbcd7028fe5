"""A small municipality's site, made the way that one is made: ``new_site``, then files of its own."""

import tempfile
from pathlib import Path

import yaml
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command

from catalogue.actions.load_catalogue import load_catalogue
from tests.demonstration import DEMO

NAME, SLUG, ACCENT = "Lillköping", "lillkoping", "#1f4a7a"
#: Numbers of the series that is kept for fiction.
INTAKE, SWITCHBOARD, JOUR, HOUSE = "08-465 004 10", "08-465 004 11", "08-465 004 12", "08-465 004 13"
ANSWERS = {
    "--municipality": NAME,
    "--intake-phone": INTAKE,
    "--switchboard": SWITCHBOARD,
    "--jour-phone": JOUR,
    "--jour-hours": "Kvällar och helger.",
    "--accent": ACCENT,
}
INSATSER = (
    *("abc", "faltassistenter", "familjebehandling", "foraldraradgivning", "komet-3-11", "kontaktperson"),
    *("mini-maria", "oppen-forskola", "rad-och-stodsamtal", "samarbetssamtal"),
)
#: Given together with the neighbour; what needs a decision; all else one calls for.
SHARED, DECIDED = "mini-maria", ("familjebehandling", "kontaktperson")
NEIGHBOUR = "Socialtjänsten i Grannköping"
VARIANTS = ("sv", "sv-simple", "ar")
ELSEWHERE = ("broader", "related", "method_owner", "successors", "source_title", "as_of")


def new_site(**answers: str) -> None:
    """``manage.py new_site --no-input`` with the municipality's answers, some of them changed."""
    given = ANSWERS | {f"--{name.replace('_', '-')}": text for name, text in answers.items()}
    call_command("new_site", "--no-input", *(part for pair in given.items() for part in pair))


def write() -> None:
    """The whole site, with its ten insatser and its one editor."""
    new_site()
    with tempfile.TemporaryDirectory() as folder:
        for kind, records in own_records().items():
            document = {"kind": kind, "records": records}
            (Path(folder) / f"{kind}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
        words = [DEMO / "words" / code / f"{slug}.yaml" for code in VARIANTS for slug in INSATSER]
        outcome = load_catalogue([Path(folder), *words])
    assert outcome.problems == []
    editor = get_user_model().objects.create_user("redaktor", password="redaktor")
    editor.groups.add(Group.objects.get(name="Kommunikatör"))
    call_command("rebuild_search")


def own_records() -> dict[str, list[dict[str, object]]]:
    """What a small municipality would write: the insatser it gives, at one house or through its mottagning."""
    known = yaml.safe_load((DEMO / "reports" / "insatser.yaml").read_text(encoding="utf-8"))["records"]
    insatser = [row for row in known if row["slug"] in INSATSER]
    house = {
        "slug": f"{SLUG}-familjens-hus",
        "name": "Familjens hus",
        "run_by_areas": [SLUG],
        "catchment": [SLUG],
        "contacts": [{"channel": "phone", "value": HOUSE}],
    }
    return {
        "insats": [{name: value for name, value in row.items() if name not in ELSEWHERE} for row in insatser],
        "provider": [house, {"slug": "grannkoping-socialtjansten", "name": NEIGHBOUR}],
        "offering": [_offering(slug) for slug in INSATSER],
    }


def _offering(slug: str) -> dict[str, object]:
    decided = slug in DECIDED
    return {
        "slug": f"{slug}--{SLUG}",
        "insats": slug,
        "area": SLUG,
        "provider": f"{SLUG}-mottagning" if decided else f"{SLUG}-familjens-hus",
        "route": "beslut" if decided else "ring",
        "decision_needed": "yes" if decided else "no",
        "together_with_providers": ["grannkoping-socialtjansten"] if slug == SHARED else [],
    }
