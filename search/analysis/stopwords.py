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
a an and are as at be been but by can do does for from had has have he her him his how i if in into is it
its me my of on or our she so that the their them there they this to was we were what when where who why
will with you your
"""
_FINNISH = """
ja on ei se että en hän oli mutta kun niin joka jos tai minun minä sinä me te he ovat olla kanssa myös
"""
_ARABIC = """
في من على إلى عن مع هذا هذه التي الذي أن إن ما لا هو هي كان أو و ثم قد
"""
_SOMALI = """
iyo waa ka ku u in oo ah ay uu la si soo isku waxaa aan ayaa
"""
_KEPT = "inte utan ingen inget inga aldrig ensam mot not no without never ei ilman لا"

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
