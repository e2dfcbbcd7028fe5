"""Stop words: words that stand in every text. Those that turn a meaning round (inte, utan, aldrig) are kept."""

_SWEDISH = """
och i att det som en på är av för med till den har de ett om men var sig så från vi när nu kan ska skall
skulle vid eller kunde blev bli blir vara varit hade mot denna detta dessa dem han hon hen honom henne hans
hennes deras jag mig mitt min mina du dig din ditt dina vår vårt våra er ert era ni oss man där här då än
bara också även sedan sen samt vilken vilket vilka vad vem hur varför ju väl nog typ liksom alltså o å ens
ha nån nåt någon något några sin sitt sina under över efter innan mellan genom hos inom igen redan just
mycket lite mer fler flera annan annat andra sådan får få ta tar göra gör går gå kommer komma vill måste
behöver brukar åt upp ner ut in jo nej ja hej dom mej dej sej nånstans någonstans nånting någonting folk
gånger gång jämt alltid fast lär ba asså ur tack snälla finns finnas ge ger dess vars därför eftersom medan
tills alla allt all helt ganska hit dit bort kring runt både antingen varje år åring åringen åringar ar
aring vet veta säger säga se ser tycker tror känner känns
"""
_ENGLISH = """
a about after again all also always am an and any anyone are as at be because been before being but by can
cannot could couldn did didn do does doesn doing don down during each ever every everyone for from get gets
getting give go goes going got had has have having he her here hers him his how i if in into is isn it its just
know let like ll make many may me might mine more most much must my need needs now of off on once one only or
other our out over own please re really s shall she should since so some someone something still such t take
tell than thank that the their them then there these they thing think this those through to too until up us use
ve very want wants was wasn way we were what when where which while who whom whose why will with won would yes
yet you your yours
"""
_FINNISH = """
ja on ei se että en hän oli mutta kun niin joka jos tai minun minä sinä me te he ovat olla kanssa myös et emme
ette eivät eikä mikä mitä miten miksi missä mistä mihin milloin kuka ketä kenen jota jotka joita jonka josta
jossa tämä tätä tässä tästä nämä näitä ne niitä niiden sitä sen siitä siinä siihen minua minulle minulla minusta
minut sinun sinua sinulle hänen häntä hänelle hänellä meidän meitä meille meillä heidän heitä heille teidän olen
olet olemme olette olin olit olisi voi voin voiko voisi voimme saa saan saako pitää täytyy haluan haluaa
haluaisin tarvitsen tarvitsee tarvitsemme vain nyt sitten jo vielä aina usein hyvin paljon vähän koko joku
jotain jokin joitakin jonkun koska vaikka kuin sekä eli ennen jälkeen ilman asti kaikki kaikkea muu muut muita
muuta itse onko eikö tuo noin ihan
"""
_ARABIC = """
في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين أن ان إن ما هو هي هم كان كانت يكون أو او و ثم قد انا أنا
نحن انت أنت انتم كيف أين اين متى لماذا هل كل بعض عند عندي عندنا له لها لهم لي لنا لك بعد قبل حتى إذا اذا لو لكن
كما أي اي هناك هنا جدا جداً كثيرا كثيراً فقط أيضا ايضا يوجد أريد اريد نريد يريد تريد أحتاج احتاج نحتاج بدي بدنا
بدهم بده بدها شو وين ليش مين اللي عم رح مشان عشان به بها فيه فيها منه منها عليه عليها عليّ إليه إليها غير بين منذ
"""
_SOMALI = """
iyo waa ka ku u in oo ah ay uu la si soo isku waxaa aan ayaa waan waad wuu way waxa waxay waxaan wuxuu baa baan
buu bay ayay ayuu ayaan ma mana mise ama haddii marka markii kii tii kuwa kuwo kan tan kale kalena aad ee e iga
igu ii iyada isaga aniga adiga annaga innaga idinka iyaga ina inaan inuu inay inaad inta intaas leh lahaa tahay
yahay yihiin ahay ahaa ahayd noqon karo karaa karaan karin rabo rabaa rabtaa rabnaa doonayaa doonaysaa baahan
sidee maxaa maxay halkee xagee goorma cid cidna qof wax waxba ha haa maya hal badan yar aadan aanan anigu isagu
kuu kula lagu laga loo lama kama kuma uma ilaa kadib dib hore mar walba halkan halkaas hadda sida tan waxaad
keliya kaliya
"""
_KEPT = "inte utan ingen inget inga aldrig ensam mot not no without never ilman لا"

#: Words that look small and change everything.
KEPT = frozenset(_KEPT.split())

STOP_WORDS: dict[str, frozenset[str]] = {
    "sv": frozenset(_SWEDISH.split()) - KEPT,
    "en": frozenset(_ENGLISH.split()) - KEPT,
    "fi": frozenset(_FINNISH.split()) - KEPT,
    "ar": frozenset(_ARABIC.split()) - KEPT,
    "so": frozenset(_SOMALI.split()) - KEPT,
}


def stop_words(language: str) -> frozenset[str]:
    """The stop words of a variant; none where we know none."""
    return STOP_WORDS.get(language.partition("-")[0], frozenset())
