"""Finnish: stems that Snowball leaves apart, where gradation or an action's name makes one word into several."""

from functools import lru_cache

import snowballstemmer

#: One line a word: its stem, then what Snowball makes of its other forms.
_FORMS = """
laps: lap last lapsu lapsukais
poika: poj poja poik poikie
tytär: tyttär tyttäre tytö tyttö tyttöj tytöt
kannabis: kannab kannabiks
masennus: masentunu masentune masennuks masen masennust
väkivalt: väkiv väkivall väkivala
ero: eron eroa eros erosi erosiv erot eross eroav eronne eronnu
avioero: avioeron avioeroa avioeros
tuki: tuke tue
rikos: rikoks riko rikollis rikoll
riita: riido riida riitoj riite riitel riidel
raha: raho
vanhemp: vanhem vanhe vanhempa
äiti: äid äide äite
isä: isi isie
veli: velj velje
sisko: sisar sisare sisaruks sisarus
pelko: pelkä pelo pelott pelät
huume: huumei huumaus
juoda: juo juon juot juov juod join joi juomin juomis juop
lyödä: lyö lyön löi löin lyöd lyödä lyöv lyömin lyömis
kiusa: kiusaa kiusat kiusau kiusaamin kiusaamis kiusata
tapaa: tapaam tapaamin tapaamis tava tavat tapaav
itke: itku itkee itkev itk
nukku: nuku nukk nukkumin nukkumis
vihai: viha vihaa
yksin: yksinä yksinäis
raskaana: raskau raskaus raskaude raskaud
sijais: sijoitet sijoitettu sijoite
kuolla: kuol kuole kuoll kuolem kuollu kuollut
"""
_ACTIONS = ("min", "mis")


def _read(text: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for line in text.strip().splitlines():
        stem, _, others = line.partition(":")
        known[stem] = stem
        for other in others.split():
            known.setdefault(other, stem)
    return known


_ONE_STEM = _read(_FORMS)
_snowball = snowballstemmer.stemmer("finnish")


@lru_cache(maxsize=20_000)
def stem_finnish(word: str) -> str:
    """The stem of a Finnish word; a stem is its own stem."""
    for _ in range(6):
        if word in _ONE_STEM:
            return _ONE_STEM[word]
        shorter = _snowball.stemWord(word)
        for ending in _ACTIONS:
            if shorter.endswith(ending) and len(shorter) - len(ending) >= 4:
                shorter = shorter[: -len(ending)]
        if shorter == word or not shorter:
            break
        word = shorter
    return word
