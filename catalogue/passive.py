"""Swedish sentences without a doer: verbs in the passive, as far as their form tells."""

import re

WORD = re.compile(r"[a-zåäöé]+", re.IGNORECASE)
#: Forms that end in -s like many nouns do, and are verbs in the passive all the same.
SHORT_VERBS = frozenset(
    (
        *(
            "ges",
            "görs",
            "tas",
            "fås",
            "sägs",
            "läggs",
            "ställs",
            "hålls",
            "bestäms",
            "erbjuds",
            "utreds",
            "sätts",
        ),
        *(
            "skrivs",
            "förs",
            "används",
            "bedöms",
            "döms",
            "krävs",
            "styrs",
            "drivs",
            "leds",
            "följs",
            "nås",
            "köps",
        ),
        *("beskrivs", "genomförs", "utförs", "sköts", "byggs", "bryts", "ansöks", "avgörs", "fastställs", "stöds"),
        *("gavs", "gjordes", "togs", "sades", "lades", "hölls", "skrevs", "fördes", "leddes", "bröts", "bedömdes"),
        *("utreddes", "användes", "bestämdes", "följdes", "gjorts", "getts", "tagits", "skrivits", "hållits"),
    )
)
#: Verbs that look passive and have a doer, and nouns, pronouns and times that end like verbs.
NOT_PASSIVE = frozenset(
    (
        *("hoppas", "lyckas", "misslyckas", "andas", "låtsas", "trivas", "finnas", "minnas", "kännas", "behövas"),
        *(
            "träffas",
            "träffats",
            "träffades",
            "saknas",
            "saknades",
            "vistas",
            "envisas",
            "skiljas",
            "mötas",
            "enas",
        ),
        *(
            "kramas",
            "pussas",
            "samlas",
            "turas",
            "ångras",
            "brottas",
            "åldras",
            "bråkas",
            "vänjas",
            "fattas",
            "retas",
        ),
        *("hjälpas", "svettas", "trängas", "knuffas", "höras", "synas", "märkas", "luras", "skämmas", "avundas"),
        *("mammas", "pappas", "allas", "bådas", "andras", "varandras", "ungas", "vuxnas", "deras", "vilkas"),
        *("våras", "somras", "höstas", "vintras", "måndas", "lustgas", "palats", "tjejernas", "killarnas"),
    )
)
#: beslutas, beslutades, beslutats.
ENDING = re.compile(r"[a-zåäö]{2,}(?:as|ades|ats)$")
#: föräldrarnas, skolornas, barnens arbetsplats.
NOUN_ENDING = re.compile(r"(?:(?:or|ar|er)nas|plats|sats)$")
BECOME = frozenset(("bli", "blir", "blev", "blivit"))
#: kallad, beviljat, placerade, tagen, skriven, given.
PARTICIPLE = re.compile(r"[a-zåäö]{2,}(?:ad|ats|ade|erat|jat|gen|gna|iven|ivna)$")
#: Participles that end like other words.
SHORT_PARTICIPLES = frozenset(("bedömd", "dömd", "dömda", "utredd", "utredda", "hjälpt", "slagen", "tvingad"))
#: Feelings and states: somebody is so, nobody did it.
STATES = frozenset(("glad", "skild", "egen", "bekymrad", "bekymrade", "irriterad", "besviken", "nyfiken"))
#: So many words after "blir" may stand before the participle: "du blir snart också kallad".
REACH = 3


def is_passive(sentence: str) -> bool:
    """Whether a Swedish sentence seems to hide its doer: ”det beslutas”, ”du blir kallad”.

    Told by forms alone, with the exceptions that everyday texts are full of (hoppas, träffas, finns).
    """
    words = [word.lower() for word in WORD.findall(sentence)]
    if any(_is_s_passive(word) for word in words):
        return True
    return any(
        word in BECOME and any(map(_is_participle, words[place + 1 : place + 1 + REACH]))
        for place, word in enumerate(words)
    )


def _is_s_passive(word: str) -> bool:
    if word in SHORT_VERBS:
        return True
    return bool(ENDING.match(word)) and word not in NOT_PASSIVE and not NOUN_ENDING.search(word)


def _is_participle(word: str) -> bool:
    return word in SHORT_PARTICIPLES or (bool(PARTICIPLE.match(word)) and word not in STATES)
