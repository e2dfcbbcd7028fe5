"""Offerings: who offers what, and the way in that holds just there."""

from pathlib import Path

from catalogue.actions.convert_facts.records import (
    OTHER_MUNICIPALITIES,
    Record,
    listed,
    modern,
    read,
    source_of,
    without_empty,
)

COME = {
    "oppen-forskola--stockholm--service",
    "parklek--stockholm--service",
    "fritidsgard--stockholm--service",
}
#: A third way that the report states: a court's judgment, or a commission from the district.
COURT = {"foraldrakoordinator--hagersten-liljeholmen--other", "skkp--skkp-framtid-stockholm--other"}
REFERRED = {"skolsociala-team--enskede-arsta-vantor--service"}
THROUGH_INTAKE = {"rad-och-stodsamtal--bromma--service", "rad-och-stodsamtal--norrmalm--service"}


def route_of(record: Record) -> tuple[str, str]:
    """What a person must do, and whether a decision is needed, as far as the facts say.

    The law's word alone is not a way in: support without a decision becomes *come* or *call* only where the
    person may make contact on their own.
    """
    slug, way, basis = record["slug"], record["access_route"], record.get("access_basis")
    decision = {"service": "no", "bistand": "yes"}.get(way, "")
    if slug in COURT:
        return "domstol", ""
    if slug in REFERRED:
        return "hanvisning", decision
    if slug in THROUGH_INTAKE:
        return "mottagning", decision
    if way == "bistand":
        return "beslut", "yes"
    if way == "other" and basis == "stated":
        return (
            "beslut",
            "",
        )  # a commission from the district: socialtjänsten decides, the decision is not spelled out
    if record.get("self_referral") is True:
        return ("kom" if slug in COME else "ring"), decision
    return "", decision


def offerings(folder: Path, *, stockholm: bool, insats_slugs: set[str], extra: dict[str, Record]) -> list[Record]:
    """Who offers what, with the way in that holds just there."""
    area_slugs = {area["slug"] for area in read(folder, "areas")}
    out = []
    for record in read(folder, "offerings"):
        if not stockholm and not _is_wanted(record, insats_slugs):
            continue
        route, decision = route_of(record)
        together = listed(record.get("together_with"))
        basis = record.get("access_basis") or ("stated" if record.get("access_stated") else "inferred")
        notes = [
            record.get("note"),
            *(f"Informationsväg: {c}" for c in listed(record.get("information_channels"))),
        ]
        out.append(
            without_empty(
                {
                    "slug": record["slug"],
                    "insats": record["insats"],
                    "provider": record.get("provider"),
                    "area": record.get("area"),
                    "anonymous_label": record.get("anonymous_area", ""),
                    "level": record.get("level", ""),
                    "route": route,
                    "route_basis": basis if (route or decision) and basis != "not_stated" else "",
                    "decision_needed": decision,
                    "age_min": record.get("age_min"),
                    "age_max": record.get("age_max"),
                    "forms": sorted(listed(record.get("form"))),
                    "max_sessions": record.get("max_sessions"),
                    "together_with_areas": [slug for slug in together if slug in area_slugs],
                    "together_with_providers": [slug for slug in together if slug not in area_slugs],
                    "contracted_out": "yes" if record.get("contracted_out") else "",
                    "status": record["status"],
                    "internal_notes": [modern(note) for note in notes if note],
                    **extra.get(record["slug"], {}),
                    **source_of(record, stockholm=stockholm),
                }
            )
        )
    return out


def _is_wanted(record: Record, insats_slugs: set[str]) -> bool:
    return (
        record["area"] in OTHER_MUNICIPALITIES
        and record["status"] != "unclear"
        and record["insats"] in insats_slugs
    )
