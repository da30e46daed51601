"""
Given names by which a person is told from a firm, folded (``watchdog.core.text.fold``): Polish ones, the German and
Silesian ones of the region, and those of neighbours who work here.

Names that are as often a firm's or a thing's („Mars”, „Iris”, „Dar”) are left out. A name that is missing
shows somebody who should stand masked, so it is added as soon as it is seen.
"""

from __future__ import annotations

_WOMEN = """
ada adela adelajda adelheid adriana adrianna agata agnieszka aida aldona aleksa aleksandra alena aliaksandra alicja
alina aliona alla alona amalia amanda amelia anastasiia anastasija anastazija anastazja andzelika aneta anetta
angelika angelina anhelina ania anica aniela anika anita anja anna annamaria annika antonina apolonia arleta arletta
asia augustyna aurelia barbara basia beata beatrice beatrycze benigna berenika bernadeta bernadetta bernarda
bernardyna bianka blandyna blanka bogdana bogna bogumila boguslawa boleslawa bozena bozenna bronislawa brunhilda
brygida cecylia celestyna celina chrystyna czeslawa dagmara dagna dagny damiana daniela danka danuta daria dariia
dariya daromila daryna delfina diana ditta dobrochna dobromila dobroslawa domicela domicella dominika donata dorota
edeltrauda edyta edytha eleonora elisabeth eliza elizaveta elwira elzbieta elzbietha emilia emma erika erna
ernestyna eryka estera esther eugenia eugeniia eunika ewa ewangelina ewaryst ewelina fabiola fatma faustyna felicja
felicyta filipina filomena florentyna franciszka frida gabriela galina genowefa georgina gerda gerharda gertruda
gizela gloria gosia grazyna greta halina halszka halyna hania hanka hanna hanne hatice hedwig helena helga henrieta
henryka hermina hieronima hilda hildegarda honorata hortensja ida iga ilana iljana ilona ina inessa inez inga
ingeborga inka irena irina irma irmgarda irmina iryna ivanna iwa iwona iwonna iza izabela izabella izolda jadwiga
jadzia jagna jagoda janetta janina janka jarmila jaroslava jaroslawa jasmina jekaterina joanna johanna jola jolanta
jolenta jowita jozefa jozefina judyta julia julianna juliia julija julita julitta juliya justyna kaja kalina kamila
kamilla karina karola karolina kasia katarzyna kateryna kazimiera khatuna khrystyna kinga klara klarysa klaudia
klaudyna klementina klementyna kleopatra konstancja kordula kornelia kristina krysia krystiana krystyna krzysztofa
ksenia kseniia kunegunda larisa larysa laura lea leila lena leokadia leonarda leonia leonora leontyna lesia leslawa
letycja lidia lidiia ligia lila lilia liliana lilianna lilla lina lioba liudmila liudmyla livia liwia lubomira lubow
lucja lucyna ludmila ludmyla ludwika ludwina luiza lukrecja lyudmyla magda magdalena maja malgorzata malina malwina
marcela marcelina marcjanna margareta margaryta margit maria mariana marianna marietta mariia marika mariola marita
mariya marlena marta martyna maryla maryna marynia marysia marzanna marzena matylda melania melisa michalina
mieczyslawa milana milena miloslawa mira miranda mirela mirella miriam miroslawa modesta monika myroslava nadezda
nadia nadiia nadija nadzeya nadzieja nastassia natalia natalie nataliia natalija nataliya natalja natasza natella
nela nelly nicola nicole nikola nina nino noemi nora norberta oksana oktawia ola oleksandra olena olga olha olimpia
oliwia otylia pamela patrycja paula paulina pelagia petra petronela pola polina przemyslawa rachela radomila
radoslawa rafaela regina renata renia rita roksana romualda rosa rosemarie roswita roxana roza rozalia rozanna
rozeta rozmaria rozwita ruta ruth ryszarda sabina sabrina salomea samanta sandra sara sebastiana selena seweryna
sibilla slawa sofia sofiia sofija solange sonia stanislawa stefania stella svetlana svitlana swietlana sybilla
sylvia sylwana sylwia sylwina syntia tacjana tamar tamara tatiana tatsiana tekla teodora teodozja teofila teofilia
teresa tetiana tetyana tina tola tosia trauda ulana uliana ulrika ursula urszula valentyna valeriia vanessa veronika
viktoria viktoriia viola violeta violetta volha waclawa walburga waldemara waldtraut walentyna waleria waltrauda
wanda wanessa weneranda wera weronika wiera wiesia wieslawa wiktoria wilhelmina wilma wincentyna wiola wioleta
wioletta wirginia wislawa wita wladyslawa wlodzimiera wojciecha xenia yana yaroslava yelyzaveta yevheniia yulia
yuliia yuliya zaklina zaneta zanetta zanna zdzislawa zenobia zenona zhanna zinaida zita zlata zofia zofija zoja
zosia zuzanna zyta zywia
"""

_MEN = """
abel abraham achilles achim adam adolf adrian ahmed alan albert albin aleks aleksander aleksandr aleksey aleksy
alessandro alex alexander alexandru alexei alexey alfons alfred ali aliaksandr alois alojzy ambrozy anastazy anatol
anatolii anatoliy andreas andrei andrej andrii andriy andrzej anton antoni apolinary apoloniusz ariel arkadiusz
armin arno arnold arpad arsenii artem arthur artiem artiom artur atanazy august augustyn aurel aurelian aureliusz
axel baltazar barnaba bartlomiej bartosz bazyli benedykt beniamin benon bernard bert berthold blazej bogdan
boguchwal bogumil boguslaw bohdan bohumil boleslaw bonifacy borys boryslaw bozydar brajan brian bronislaw bruno
brunon casper cezariusz cezary christian christoph claudio cyprian cyryl czeslaw damian daniel danil danilo danyil
danylo dariusz david davyd dawid dawit denis denys dezydery dieter dionizjusz dionizy dmitri dmitrij dmitry dmytro
dobrogost dobroslaw dominik donald donat dymitr dyonizy dzmitry edgar edmund eduard edward edwin egon eligiusz
emanuel emil emilian engelbert erazm erhard eric erich ernest erwin eryk eugeniusz euzebiusz evgenii evgeny ewald
ewaryst fabian faustyn felicjan feliks ferdynand filip florian fortunat franciszek franco frank frans franz fryderyk
gabriel gaspar gawel gerard gerhard german gerwazy gilbert giorgi giovanni gniewomir gotfryd gracjan grigorij
grzegorz gunter gunther gustaw gwidon hannes hans harald hassan heinrich heinz heliodor helmut henri henrik henryk
heorhii herbert herman hermann heronim hieronim hilary hipolit horst hryhorii hubert hugo hugon ignacy igor ihor
ilia illia ilya ireneusz ivan iwan iwo iwon izaak izydor jacek jacenty jacob jacques jakob jakub jan janusz jarema
jarogniew jaromir jaroslaw jarosz jasiek jean jedrzej jens jeremi jeremiasz jeremy jerzy joachim johann johannes
jonasz jonatan jonathan jordan jorg josef jozafat jozef judasz julian juliusz jurand jurek jurgen jurij justin
justyn kacper kajetan kamil karl karol kasjan kasper kazimierz kevin kilian klaudiusz klaus klemens konrad konstanty
konstantyn kordian kornel korneliusz kosma kryspin krystian krystyn krzesimir krzys krzysztof ksawery kuba kurt
lambert lech lechoslaw leon leonard leonid leopold leslaw leszek levan longin lubomil lubomir luca lucas lucjan
ludomir ludwik luigi luis lukasz maciej maciek makary maksim maksym maksymilian manfred marc marcel marceli marcin
marcjan marco marek marian mariano mario mariusz markus martin martyn mateusz matthew matthias mattias matvii
maurice maurycy max maxim metody michael michail michal mieczyslaw mieszko mikalai mikhail mikolaj milan miloslaw
milosz miron miroslaw modest mohamed mojzesz muhammad mustafa mykhailo mykola mykyta napoleon narcyz natan nataniel
nazar nazarii nestor nguyen nikita nikodem nikolai nikolas nikolay norbert oktawian oktawiusz olaf oleg oleh
oleksandr oleksii oleksiy olgierd oliver oliwer oliwier omar oscar oskar ostap oswald otmar otto otton pankracy
paolo pascal patrick patrik patrycjusz patryk paul pavel pavlo pawel peter petr petro pierre pietro piotr pius
placyd prokop prot protazy przemyslaw radomir radoslaw radzimir rafal rainer rajmund rajnold raul reinhard reinhold
remigiusz rene richard robert roberto robin roch roderyk roger roland rolf roman romuald rostyslav rostyslaw rudolf
rufin rupert ruslan ryszard salomon salwator sambor samson samuel sebastian sergey sergiej sergiusz serhii serhiy
seweryn siarhei siegbert siegfried simon slawoj slawomir stanislaw stefan stefano steffen stepan stephan sulislaw
sven sviatoslav swiatopelk swiatoslaw swietopelk sylwan sylweriusz sylwester symeon szczepan szczesny szymon tadeusz
taras teodor teofil theodor thomas timo tobiasz tomasz tomek tomislaw torsten tymofii tymon tymoteusz tytus
uladzimir ulrich urban uriasz uwe vadym valerii vasyl viktor vitalii vladimir vladyslav volodymyr waclaw waldemar
walenty walerian walerij walery walter walther wasyl wawrzyniec werner wielislaw wieslaw wiktor wiktorin wilfried
wilhelm wili wilibald willi william wincenty wislaw wit witalij witalis witek witold witomir wladimir wladyslaw
wlodarz wlodzimierz wojciech wolfgang wolodymyr wsiewolod yaroslav yehor yevhen yevhenii yuri yurii yuriy yusuf
zachariasz zakhar zbignew zbigniew zbyslaw zbyszek zbyszko zdobyslaw zdzislaw zelislaw zenobiusz zenon ziemowit
zoltan zygfryd zygmunt zyta
"""

GIVEN_NAMES = frozenset(f"{_WOMEN} {_MEN}".split())
"""Given names in the nominative, folded."""
