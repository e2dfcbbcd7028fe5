"""Units that give support."""

from pathlib import Path

from catalogue.actions.convert_facts.records import Record, listed, modern, read, source_of, without_empty

PROTECTED = {"kruton"}


def providers(stockholm: Path, others: Path, wanted: set[str]) -> list[Record]:
    """Units of Stockholm, and those of the other municipalities that give something here."""
    own = read(stockholm, "providers")
    area_slugs = {area["slug"] for area in read(stockholm, "areas")}
    out = []
    for record in own:
        run_by = listed(record.get("run_by"))
        out.append(
            {
                "slug": record["slug"],
                "name": modern(record["name"]),
                "sort": record["kind"],
                "aliases": [modern(alias) for alias in listed(record.get("aliases"))],
                "parent": record.get("parent"),
                "run_by_areas": [slug for slug in run_by if slug in area_slugs],
                "run_by_providers": [slug for slug in run_by if slug not in area_slugs],
                "partners": listed(record.get("partners")),
                "catchment": listed(record.get("catchment")),
                "age_min": record.get("age_min"),
                "age_max": record.get("age_max"),
                "drop_in": {True: "yes", False: "no"}.get((record.get("booking") or {}).get("drop_in"), ""),
                "status": record["status"],
                "is_protected": record["slug"] in PROTECTED,
                **source_of(record, stockholm=True),
            }
        )
    foreign = {record["slug"]: record for record in read(others, "providers")}
    needed: dict[str, Record] = {}
    for slug in sorted(wanted):
        while slug and slug in foreign:
            needed[slug] = foreign[slug]
            slug = foreign[slug].get("parent")
    for record in needed.values():
        out.append(
            {
                "slug": record["slug"],
                "name": modern(record["name"]),
                "sort": record["kind"],
                "aliases": listed(record.get("aliases")),
                "parent": record.get("parent"),
                "run_by_areas": [record["area"]] if record.get("run_by") in ("municipality", "region") else [],
                "catchment": listed(record.get("area")),
                **source_of(record, stockholm=False),
            }
        )
    return [without_empty(record) for record in out]
