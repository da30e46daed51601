"""Words that no person is called and firms, schools and offices are, folded: beginnings of words, and whole words."""

from __future__ import annotations

_BEGINNINGS = (
    "uslug handlow handel hurtow przedsiebior stowarzysz fundacj spoldziel zaklad centrum kancelari pracowni "
    "przychodni wspolnot towarzyst instytut osrod szkol szkole nieruchomosc inwestyc budowlan budownic wydawnict "
    "drukarn ksiegarn restaurac piekarn cukiern wielobranz produkcyj produkcj remontow ogolnobudow instalacyj "
    "instalato instalacj projektow projektant architektur architektoni geodezyj geodeta geodeci medyczn medycyn "
    "lekarsk stomatolog weterynar dentyst rehabilitac fizjoterap edukac edukacyj sportow kultural kultury "
    "uniwersyt politechni akademi ministerst zarzadz konsorcj wspolnic wspolnik notari adwoka komornik radcow "
    "rzeczoznaw doradzt doradcz konsult konsulti catering gastronom transport przewoz spedyc logistyk motoryzac "
    "samochod serwis service systemy system technolog technicz technik informat komputer telekom elektro energety "
    "hydraul sanitarn klimatyz wentylac ogrody reklam poligraf fotograf filmow artystycz artysta muzycz teatr "
    "galeri muzeum bibliotek parafi klaszt zgromadz diecez archidiec urzad gmina powiat miejsk panstw publicz "
    "spolecz socjal przedszko zlobek zlobk liceum gimnazj technikum szpital aptek apteka laborator optyk optycz "
    "gabinet praktyk poradni terapeut psycholog logoped trener instruktor tlumacz agencj agency biuro studio "
    "market warsztat fabryk wytworn hodowl gospodarst szkolk kwiaciar pralni sprzatan ochron detektyw ubezpiecz "
    "finans ksiegow podatkow rachunk audyt prawn prawnic mieszkan deweloper developer wynajem najem hotel hostel "
    "pensjonat turysty podroz rekreac klub zwiazek federac ognisk zespol orkiestr kabaret festiwal telewizj radio "
    "prasa media multimedi internet kominiar stolarst stolarn slusarst dekarst malarst tapicer mechanik wulkaniz "
    "blacharst lakiernic kamieniar kowalst brukarst pompy okna drzwi meble mebel dywan rolety plytki dachy "
    "szklarst zegarmistrz jubiler krawiect fryzjer kosmety montaz wykonawst nadzor kosztorys inspekto inzynier "
    "projekt group grupa polska poland company solution partner international invest property trade trading "
    "security solid design event animac animato promoc szkolen trenin kreac grafik dystryb sprzedaz zaopatrz "
    "utylizac recykl odpad wodociag kanalizac gazown cieplown elektrown kolejow tramwaj drogi mosty windy dzwig "
    "rusztow maszyn narzedz materialy artykul produkt wyposaz pogrzeb cmentar opieki opiekun wsparci integrac "
    "rozwoj inicjatyw forum kongres operator laborat foundation cleaning atelier bistro bufet smaki stolow "
    "indywidualn prywatn nzoz wlasciciel wspolwlasc oddzial filia zajazd gospoda pizzeri kawiarn taxi "
    "carrefour castorama zywnosc hurt consult enginee coach brukars drogowe drogowy drogown collecti"
)
_WORDS = (
    "firma kks phu pphu fhu puh ppuh fpuh fphu phut put zpuh pph ppu pw fh fu pu ph tph zuh zpu zhu zbud zoz sp sa sc "
    "sj spj spk spolka jawna cywilna komandytowa akcyjna bud trans met pol eko geo tech net com bis plus pro art "
    "auto agro bhp ppoz rem mix max lux top vip media music sport fit gym yoga dance film foto photo video sound "
    "studio bar pub cafe dom domy park las woda gaz prad klima lift winda taxi bus car cars moto rower eco bio "
    "med dent vet wet lab rtv agd it tel telecom gsm web soft data info news press print druk ksero copy toner "
    "club team zone point center centre house home holding invest finanse bank izba cech liga wojsko policja "
    "straz osp zhp pttk pck tkkf lks mks uks ks kp azs gks im imienia przy dla na rzecz w we od do pod nad u z ze "
    "and of the und duo trio kwartet polskie polski ltd inc b2b dzieciom pieknie radosc zabawa nauka jezyki "
    "english school kids baby world planet green blue active umowa zlecenie dzielo rozne inni uczen nauczyciel "
    "pracownik komitet festyn okregowa obslugi roboty prace przewozy naprawa konserwacja wycena wyceny "
    "pielegnacja ogrod zabytki adr osk ods skup karczma rada rady wojewoda wojewody wojewodztwo miasto miasta "
    "kosciol bruk zabaw pomoc pomocy zielen zieleni ogrodnicze ogrodniczy ogrodnicza ogrodnictwo kapela kuchnia "
    "kuchni jadlo sklep zdrowie zdrowia zdrowotne przyjaciele architekt architekci polozna lekarz geodeta "
    "nieruchomosci uczniowski odpady ksiazki ksiazek swiat kraina"
)
BEGINNINGS = tuple(_BEGINNINGS.split())
WORDS = frozenset(_WORDS.split())


def is_firm_word(word: str) -> bool:
    """Tell whether a folded word is one of a firm's or an institution's name."""
    return any(part.startswith(BEGINNINGS) or part in WORDS for part in word.split("-"))
