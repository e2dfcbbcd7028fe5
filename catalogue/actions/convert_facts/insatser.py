"""Insatser: the concept and what the reports say of it as a rule."""

from pathlib import Path

from catalogue.actions.convert_facts.records import Record, listed, modern, read, source_of, without_empty

#: Sorts of support without a programme's name behind them are not published as an insats.
CATEGORY_ONLY = "category"


STATUS = {"active": "offered", "under_development": "planned"}


def insatser(stockholm: Path, others: Path, wanted: set[str]) -> list[Record]:
    """Insatser of both folders; the same slug in both is one insats, with Stockholm's facts first."""
    out: dict[str, Record] = {}
    for record in read(stockholm, "insatser"):
        out[record["slug"]] = _insats(record, stockholm=True)
    for record in read(others, "insatser"):
        if record["slug"] not in wanted:
            continue
        insats = _insats(record, stockholm=False)
        first = out.get(record["slug"])
        if first is None:
            out[record["slug"]] = insats
        else:
            first["needs"] = sorted({*first.get("needs", []), *insats.get("needs", [])})
    for record in out.values():
        record["related"] = [slug for slug in record.get("related", []) if slug in out]
    return [without_empty(record) for record in out.values()]


def _insats(record: Record, *, stockholm: bool) -> Record:
    target = record.get("target") or {}
    routes = listed(record.get("default_access_routes")) if stockholm else listed(record.get("access"))
    only = routes[0] if len(routes) == 1 else ""
    return {
        "slug": record["slug"],
        "name": modern(record["name"]),
        "full_name": record.get("full_name", ""),
        "abbreviation": record.get("abbreviation", ""),
        "category": record["category"],
        "broader": record.get("broader"),
        "related": listed(record.get("related")),
        "needs": sorted(listed(record.get("needs"))),
        "target_groups": sorted(who.replace("_", "-") for who in listed(target.get("who"))),
        "age_min": target.get("age_min"),
        "age_max": target.get("age_max"),
        "age_refers_to": target.get("age_refers_to", ""),
        "forms": sorted(listed(record.get("form"))),
        "prevention_level": record.get("prevention_level"),
        "default_route": "beslut" if only == "bistand" else "",
        "default_decision": {"bistand": "yes", "service": "no"}.get(only, ""),
        "manual_based": {True: "yes", False: "no"}.get(record.get("manual_based"), ""),
        "evidence_based": "yes" if record.get("evidence_based") is True else "",
        "method_owner": record.get("method_owner"),
        "status": STATUS.get(record.get("status", "active"), record.get("status", "offered")),
        **source_of(record, stockholm=stockholm),
    }
