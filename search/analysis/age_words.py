"""Words of ages in the languages that readers write in: numbers, years, months and the parts of life."""

from search.analysis.folding import fold
from search.analysis.tokens import tokenise

_NUMBERS = (
    """
    noll ett två tre fyra fem sex sju åtta nio tio
    elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo
    """,
    """
    zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    """,
)
_YEARS = """
år åring åringar åringen årig åriga årigt åringens åringarna årsåldern
year years yr yrs
vuotta vuotias vuotiaan vuotiaalle vuotiaat vuotiaita vuotiasta vuotiaalla vuosi
sano jir jirka jirta
سنة سنوات سنين سنه عام اعوام عاما سال ساله
año años anos
рік роки років річний річна річного річної лет летний года
lat lata latek letni letnia letniego letniej
"""
_MONTHS = """
månader månad månaders veckor
month months weeks kuukautta kuukauden viikkoa bilood
شهور اشهر شهر ماه ماهه
meses місяці місяців miesiące miesięcy
"""
#: One line a part of life: years from-to, then the words that name it.
_LIFE = """
0-2: bebis bebisen bebisar spädbarn nyfödd nyfödda nyfött baby babies newborn infant infants vauva vauvan vauvani
0-2: vauvat dhallaan رضيع الرضيع رضيعي مولود نوزاد bebé немовля niemowlę niemowlak
0-6: småbarn småbarnet toddler toddlers taapero taaperon
3-6: förskolebarn preschooler preschool kindergarten päiväkoti päiväkodissa päiväkodista الروضة روضة
7-12: lågstadiet mellanstadiet skolbarn
13-17: högstadiet gymnasiet tonår tonåren tonåring tonåringen tonåringar tonåringens tonårsson tonårsdotter
13-17: teen teens teenager teenagers teenage adolescent adolescents teini teinin teinini teinit teinille
13-17: murrosikäinen dhalinyaro dhallinyaro مراهق مراهقة مراهقين المراهق المراهقة المراهقين نوجوان نوجوانم
13-17: adolescente adolescentes підліток підлітка підлітки nastolatek nastolatka nastolatków
"""


def _folded(words: str) -> list[str]:
    return [fold(word) for word in tokenise(words)]


def _life() -> dict[str, str]:
    parts = (line.partition(":") for line in _LIFE.strip().splitlines())
    return {word: years for years, _, words in parts for word in _folded(words)}


#: The number that a word stands for, up to twenty.
NUMBER_OF = {word: number for words in _NUMBERS for number, word in enumerate(_folded(words))} | {"en": 1}
#: Words that make the number before them years, and those that make it months or weeks.
YEARS, MONTHS = frozenset(_folded(_YEARS)), frozenset(_folded(_MONTHS))
#: Words that name a part of life.
LIFE = _life()
