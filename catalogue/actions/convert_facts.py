"""Turn the fact folders (taken from public reports) into the catalogue format of the demonstration.

Facts carry over exactly; what a field cannot hold stays behind. An absent fact stays absent. Notes of those who
took the facts out of the reports are internal notes, never public words. Old names become today's.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

Record = dict[str, Any]

STOCKHOLM_SOURCE = (
    "Öppenvård barn, unga och familj – Kartläggning av omfattning och inriktning, Stockholms stad, 2018"
)
OTHER_SOURCES = {
    "000_76ab30fc1459e4b2.txt": "Familjeorienterat boendestöd, Växjö och Fyrbodal, 2019–2021",
    "001_b86429436d2a738e.txt": "Öppna jämförelser och digitalt boendestöd, Solna stad, 2022",
    "002_86fb95dd17d23c57.txt": "Förälder på avstånd, projektrapport, 2018–2024",
    "003_defaa583bce892e2.txt": "Förstärkt boendestöd i Skärholmen, slutrapport, 2016",
}
#: Municipalities beside Stockholm that the demonstration shows.
OTHER_MUNICIPALITIES = {
    *("vaxjo", "solna", "alingsas", "eksjo", "savsjo", "goteborg", "molndal", "stenungsund", "varnamo"),
    *("stockholm", "skarholmen"),
}
#: Sorts of support without a programme's name behind them are not published as an insats.
CATEGORY_ONLY = "category"
#: Districts that merged after the report. To be verified by a person before launch.
MERGED = {
    "hagersten-alvsjo": ("Hägersten-Älvsjö", "2020-07-01", ("hagersten-liljeholmen", "alvsjo")),
    "jarva": ("Järva", "2023-07-01", ("rinkeby-kista", "spanga-tensta")),
    "norra-innerstaden": ("Norra innerstaden", "2023-07-01", ("norrmalm", "ostermalm")),
}
PROTECTED = {"kruton"}
TODAY = {
    "Stockholms läns landsting": "Region Stockholm",
    "landstinget": "regionen",
    "landsting": "region",
    "SKL": "SKR",
}
LEVEL = {
    "county": "county",
    "municipality": "municipality",
    "district": "district",
    "cooperation": "cooperation",
}
STATUS = {"active": "offered", "under_development": "planned"}
STATE = {"room": "places"}
COME = {
    "oppen-forskola--stockholm--service",
    "parklek--stockholm--service",
    "fritidsgard--stockholm--service",
}
#: A third way that the report states: a court's judgment, or a commission from the district.
COURT = {"foraldrakoordinator--hagersten-liljeholmen--other", "skkp--skkp-framtid-stockholm--other"}
REFERRED = {"skolsociala-team--enskede-arsta-vantor--service"}
THROUGH_INTAKE = {"rad-och-stodsamtal--bromma--service", "rad-och-stodsamtal--norrmalm--service"}


def modern(text: str) -> str:
    """Names of authorities as they are called today."""
    for old, new in TODAY.items():
        text = text.replace(old, new)
    return text


def listed(value: Any) -> list[Any]:
    """A value that may stand alone or in a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def read(folder: Path, name: str) -> list[Record]:
    """The records of one fact file."""
    return yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def without_empty(record: Record) -> Record:
    """Leave out what is not stated."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {})}


def source_of(record: Record, *, stockholm: bool) -> Record:
    """Title of the source and of when the fact is."""
    title = STOCKHOLM_SOURCE if stockholm else OTHER_SOURCES[record["source"]["file"]]
    return {"source_title": title, "as_of": str(record["as_of"])}


def areas(stockholm: Path, others: Path, wanted: set[str]) -> list[Record]:
    """Areas of both folders, their tree under Sverige, and the districts that merged since."""
    own = read(stockholm, "areas")
    slugs = {area["slug"] for area in own}
    foreign = {area["slug"]: area for area in read(others, "areas")}
    needed: dict[str, Record] = {}
    for slug in sorted(wanted):
        while slug and slug in foreign and slug not in slugs:
            needed[slug] = foreign[slug]
            slug = foreign[slug].get("parent")
    out = [{"slug": "sverige", "name": "Sverige", "level": "country"}]
    for area, is_stockholm in [*((a, True) for a in own), *((a, False) for a in needed.values())]:
        aliases = [alias for alias in listed(area.get("aliases")) if alias not in ("staden", "länet")]
        out.append(
            without_empty(
                {
                    "slug": area["slug"],
                    "name": area["name"],
                    "level": LEVEL[area["kind"]],
                    "parent": area.get("parent") or "sverige",
                    "population_young": area.get("population_0_20"),
                    "aliases": sorted({*aliases, *SUBURBS.get(area["slug"], ())}),
                    **source_of(area, stockholm=is_stockholm),
                }
            )
        )
    by_slug = {area["slug"]: area for area in out}
    for slug, (name, day, parts) in MERGED.items():
        out.append({"slug": slug, "name": name, "level": "district", "parent": "stockholm", "valid_from": day})
        for part in parts:
            by_slug[part] |= {"valid_to": day, "successors": [slug]}
    return out


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


def queue_reports(stockholm: Path, others: Path, given: Iterable[Record]) -> list[Record]:
    """What the reports say of waiting. A report on one single offering is tied to it."""
    by_subject: dict[tuple[Any, Any], list[Record]] = {}
    for offering in given:
        by_subject.setdefault((offering["insats"], offering.get("provider")), []).append(offering)
    known = {"provider": set(), "insats": set(), "area": set()}
    for offering in by_subject.values():
        for row in offering:
            for name in known:
                known[name].add(row.get(name))
    out = []
    for folder, is_stockholm in ((stockholm, True), (others, False)):
        for record in read(folder, "queues"):
            if not is_stockholm and record.get("area") not in OTHER_MUNICIPALITIES:
                continue
            out.append(_queue_report(record, by_subject, known, stockholm=is_stockholm))
    return [record for record in out if record]


def _queue_report(record: Record, by_subject: dict, known: dict[str, set], *, stockholm: bool) -> Record:
    amounts: Record = {}
    for unit in ("week", "month", "day"):
        low, high, mean = (
            record.get(f"min_{unit}s"),
            record.get(f"max_{unit}s"),
            record.get(f"average_{unit}s"),
        )
        if low is not None or high is not None or mean is not None:
            if isinstance(mean, list):  # an average given as a span: the words of the report carry that it is one
                low, high, mean = mean[0], mean[1], None
            amounts = {"wait_from": low, "wait_to": high, "wait_average": mean, "unit": unit}
            break
    subject: Record = {
        name: record.get(name)
        for name in ("provider", "insats", "area")
        if record.get(name) and (stockholm or record[name] in known[name])
    }
    if not stockholm and not {"provider", "insats"} & set(subject):
        return {}
    match = by_subject.get((record.get("insats"), record.get("provider")), [])
    if record.get("provider") and len(match) == 1:
        subject["offering"] = match[0]["slug"]
    return without_empty(
        {
            "slug": record["slug"],
            **subject,
            "anonymous_label": record.get("anonymous_label", ""),
            "state": STATE.get(record["queue_state"], record["queue_state"]),
            **{key: value for key, value in amounts.items() if value is not None},
            "observed": str(record["as_of"]),
            "fact": modern(record["fact"]),
            **source_of(record, stockholm=stockholm),
        }
    )


def page_extras(stockholm: Path, others: Path) -> dict[str, Record]:
    """Facts in words that belong on the page of an insats: for whom, how long and how often."""
    out: dict[str, Record] = {}
    for folder in (others, stockholm):
        for record in read(folder, "insatser"):
            target = record.get("target") or {}
            conditions = [target.get("who_text")] if target.get("who_text") else listed(target.get("conditions"))
            scope = record.get("frequency_scope")
            extent = [
                record.get("sessions_text"),
                record.get("duration"),
                None if scope else record.get("frequency"),
            ]
            out[record["slug"]] = without_empty(
                {
                    "who": ". ".join(modern(text) for text in conditions if text),
                    "extent": ". ".join(modern(text) for text in extent if text),
                }
            )
    return out


#: Suburbs by district, so that the name somebody lives under finds the offer.
SUBURBS: dict[str, tuple[str, ...]] = {
    "bromma": (
        "Alvik",
        "Blackeberg",
        "Abrahamsberg",
        "Brommaplan",
        "Ulvsunda",
        "Åkeslund",
        "Mariehäll",
        "Traneberg",
    ),
    "enskede-arsta-vantor": (
        *("Enskede", "Årsta", "Vantör", "Högdalen", "Rågsved", "Hagsätra", "Bandhagen", "Örby", "Östberga"),
        *("Johanneshov", "Stureby", "Enskededalen", "Svedmyra"),
    ),
    "farsta": (
        "Sköndal",
        "Hökarängen",
        "Gubbängen",
        "Fagersjö",
        "Farsta strand",
        "Tallkrogen",
        "Svedmyra",
        "Larsboda",
    ),
    "hagersten-liljeholmen": (
        *(
            "Hägersten",
            "Liljeholmen",
            "Fruängen",
            "Hägerstensåsen",
            "Västertorp",
            "Midsommarkransen",
            "Aspudden",
        ),
        *("Gröndal", "Axelsberg", "Telefonplan", "Mälarhöjden", "Västberga"),
    ),
    "hasselby-vallingby": (
        "Hässelby",
        "Vällingby",
        "Hässelby gård",
        "Hässelby strand",
        "Råcksta",
        "Grimsta",
        "Nälsta",
    ),
    "kungsholmen": (
        "Fredhäll",
        "Kristineberg",
        "Stadshagen",
        "Hornsberg",
        "Marieberg",
        "Essingen",
        "Stora Essingen",
    ),
    "norrmalm": ("Vasastan", "Hagastaden", "Birkastan", "City"),
    "ostermalm": ("Gärdet", "Hjorthagen", "Djurgården", "Norra Djurgårdsstaden"),
    "rinkeby-kista": ("Rinkeby", "Kista", "Husby", "Akalla"),
    "spanga-tensta": ("Spånga", "Tensta", "Hjulsta", "Solhem", "Bromsten", "Sundby", "Flysta"),
    "skarpnack": ("Bagarmossen", "Kärrtorp", "Björkhagen", "Hammarbyhöjden", "Skarpnäcks gård", "Pungpinan"),
    "skarholmen": ("Bredäng", "Sätra", "Vårberg"),
    "sodermalm": ("Gamla stan", "Hammarby sjöstad", "Reimersholme", "Hornstull", "Långholmen"),
    "alvsjo": ("Solberga", "Långbro", "Herrängen", "Långsjö", "Liseberg", "Örby slott"),
    "stockholm": ("Stockholms kommun", "Sthlm"),
}
