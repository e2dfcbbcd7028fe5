"""Areas, their tree under Sverige, the names people use for them, and the districts that merged."""

from pathlib import Path

from catalogue.actions.convert_facts.records import Record, listed, read, source_of, without_empty

#: Districts that merged after the report. To be verified by a person before launch.
MERGED = {
    "hagersten-alvsjo": ("Hägersten-Älvsjö", "2020-07-01", ("hagersten-liljeholmen", "alvsjo")),
    "jarva": ("Järva", "2023-07-01", ("rinkeby-kista", "spanga-tensta")),
    "norra-innerstaden": ("Norra innerstaden", "2023-07-01", ("norrmalm", "ostermalm")),
}


LEVEL = {
    "county": "county",
    "municipality": "municipality",
    "district": "district",
    "cooperation": "cooperation",
}


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
