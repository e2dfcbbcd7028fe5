"""Swedish words whose forms no rule of endings can bring together. One line a word: its name, then its forms."""

_FORMS = """
förälder: föräldrar föräldrarna föräldern förälderns föräldrars föräldrarnas föräldrarns
mamma: mamman mammor mammorna mammas morsa morsan mor moder modern mödrar mödrarna mammans
pappa: pappan pappor papporna pappas farsa farsan far fader fadern fäder fäderna pappans
bror: broder brodern bröder bröderna brorsa brorsan brors lillebror storebror
syster: systern systrar systrarna syrra syrran systers lillasyster storasyster
dotter: dottern döttrar döttrarna dotters dotterns
son: sonen söner sönerna sons sonens
barn: barnet barnen barns barnens barnets
man: mannen män männen mans männens
kvinna: kvinnan kvinnor kvinnorna kvinnors kvinnas
tjej: tjejen tjejer tjejerna tjejs
natt: natten nätter nätterna
hand: handen händer händerna
bok: boken böcker böckerna
stad: staden städer städerna
fot: foten fötter
oro: oron oros orolig oroliga oroligt oroar oroa oroad
frånvaro: frånvaron frånvaros frånvarande
närvaro: närvaron närvarande
väntan: väntans
liten: litet lilla små mindre minst
gammal: gammalt gamla äldre äldst
ung: ungt unga unge yngre yngst yngsta
dålig: dåligt dåliga sämre värre
bra: bättre bäst
god: gott goda
ledsen: ledset ledsna
slå: slår slog slagit slås slogs slagen slagna slåss slagits slagsmål
gå: går gick gått gås
få: får fick fått
se: ser såg sett ses
göra: gör gjorde gjort görs
bli: blir blev blivit
ta: tar tog tagit tas
ge: ger gav gett givit ges
säga: säger sa sade sagt sägs
sova: sover sov sovit somna somnar somnade sömn sömnen
komma: kommer kom kommit
dricka: dricker drack druckit dricks
skära: skär skar skurit skurna
äta: äter åt ätit
stjäla: stjäl stal stulit stulen stöld stölder stölden
hålla: håller höll hållit hålls
ligga: ligger låg legat
sitta: sitter satt suttit
stå: står stod stått
dö: dör dog dött död döda döden dött
ljuga: ljuger ljög ljugit lögn lögner
skriva: skriver skrev skrivit
springa: springer sprang sprungit
försvinna: försvinner försvann försvunnit
bryta: bryter bröt brutit
flytta: flyttar flyttade flyttat flytt flytten
gråta: gråter grät gråtit
skrika: skriker skrek skrikit skrik
sticka: sticker stack stuckit
skilja: skiljer skilde skilt skiljas skilda skild skils skiljs skilts skilsmässa skilsmässan skilsmässor
separera: separerar separerade separerat separerad separation separationen separationer
veta: vet visste vetat
vilja: vill ville velat
orka: orkar orkade orkat
röka: röker rökte rökt rökning
hjälpa: hjälp hjälper hjälpte hjälpt hjälpen hjälps
rädd: rädda rädsla rädslan rädslor
våld: våldet våldets våldsam våldsamt våldsamma våldsamme
hot: hotet hotar hotade hotat hota hotfull hotfullt hoten hotas hotad
bråk: bråket bråkar bråkade bråkat bråka bråkig bråkiga bråkigt bråken
skola: skolan skolans skolor skolorna skolas
utreda: utreder utredde utrett utredning utredningen utredningar utreds utredningarna
behandla: behandlar behandlade behandlat behandling behandlingen behandlingar behandlare behandlaren behandlas
missbruk: missbruket missbrukar missbrukare missbrukaren missbrukat missbruka missbrukande
knark: knarket knarkar knarka knarkade knarkat knarkare
placera: placerar placerade placerat placerad placerade placering placeringen placeringar placeras
ångest: ångesten ångestens
psykisk: psykiskt psykiska
ensam: ensamt ensamma ensamhet ensamheten
ställe: stället ställen ställena
träffa: träffar träffade träffat träff träffen träffar träffas
kompis: kompisen kompisar kompisarna polare polaren polarna
vän: vännen vänner vännerna väns vännernas
brott: brottet brotten brotts brottets
kriminell: kriminellt kriminella kriminalitet kriminaliteten
gravid: gravida gravitet graviditet graviditeten
nyfödd: nyfött nyfödda
ex: exet exets exmake exfru exman
vårda: vård vården vårdar vårdade vårdat
resa: reser reste rest resan resor
"""


#: Words whose endings the rules would take for those of another word: a secret is no home, a camp no situation,
#: the poor do not understand, a vape is no weapon, debts are more than guilt, a loan is not the act, periods mean
#: nothing.
_APART = """
hemlig: hemligt hemliga hemlighet hemligheten hemligheter hemligheterna
läger: lägret lägren lägers lägrets
läge: läget lägen lägena lägets
fattig: fattigt fattiga fattigdom fattigdomen
fatta: fattar fattade fattat
vape: vapes vejp vejpa vejpar vapar vaping
vapen: vapnet vapnen vapens vapnens
skulder: skulderna skulders skuldernas skuldsatt skuldsatta skuldsättning
lån: lånet lånen lånens lånets
låna: lånar lånade lånat lånas
mens: mensen mensens
mena: menar menade menat menas
"""


def _read(text: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in text.strip().splitlines():
        lemma, _, others = line.partition(":")
        forms[lemma] = lemma
        for form in others.split():
            forms.setdefault(form, lemma)
    return forms


#: Each form and the word that it is a form of. A word is a form of itself.
LEMMA_OF: dict[str, str] = _read(_FORMS + _APART)

#: Words that end like an inflected form and are none.
_NOT_INFLECTED = """
innan sedan nästan annan utan redan samman plan medan nedan ovan ifrån hejdan orkan islam mycket paket planet
internet biljett alfabet intet något inget mindre någonstans diet kabinet
"""
NOT_INFLECTED = frozenset(_NOT_INFLECTED.split())
