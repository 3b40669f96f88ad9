const words = (text: string) => text.trim().split(/\s+/)

/** Common given names, folded; a capital word that is none needs better signs before it is taken for a person. */
const english = words(`
  aaron abby abdul abigail adam adele adrian agnes ahmed aidan aisha alan albert alex alexander alexandra alfie alfred ali
  alice alicia alison allison amanda amber amelia amir amy ana andrea andrei andrew andy angela anita ann anna anne annie
  anthony antonio archie arjun arthur ashley aurora ava barbara beatrice becky bella ben benjamin bernard beth bethany betty
  beverly bianca bob bobby brandon brenda brian bridget bruce bruno bryan caitlin callum cameron camila carl carla carlos
  carmen carol caroline catherine cathy cecilia charles charlie charlotte chidi chloe chris christian christina christine
  christopher claire clara claudia colin connor craig cynthia daisy damian dan dana daniel daniela danielle danny daphne
  darren dave david deborah debbie denise dennis derek diana diane diego dmitri dominic donald donna dorothy douglas duncan
  dylan eddie edith edward edwin eileen elaine eleanor elena eliza elizabeth ella ellen ellie elliot emilia emily emma eric
  erica erik erin esther ethan eugene eva evan eve evelyn fatima felix fernando fiona florence frances francesca francis
  francisco frank fred freddie frederick freya gabriel gareth gary gavin gemma geoffrey george georgia gerald gina giulia
  giovanni glenn gloria gordon graham greg gregory greta gwen hamza hannah hans harold harriet harry harvey hassan hazel
  heather heidi helen helena henry hiroshi holly howard hugh hugo ian ibrahim imogen ines ingrid irene isaac isabel isabella
  isla ivan jack jackie jacob jacqueline jake james jamie jane janet janice jasmine jason javier jay jean jeff jeffrey jenna
  jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joanne joe joel johan john johnny jonas jonathan
  jordan jorge jose joseph josh joshua joyce juan judith judy julia julian julie juliet justin kai karen karl kasper kate
  katherine kathleen kathryn kathy katie kayla keith kelly ken kenneth kevin kieran kim kirsty klaus kumar kwame kyle lara
  larry lars laura lauren laurence layla leah lee leila lena leo leon leonard leslie lewis liam lidia lily linda lindsay
  lisa liz lorenzo lorna lottie louis louise luca lucas lucia lucy luis luke luther lydia lynn mabel madison maja malcolm
  manuel marcel marco marcus margaret maria marian marie marilyn mario marion marta martha martin mary mateo mathew matilda
  matt matteo matthew maureen max maya mbali megan mei melanie melissa mia michael michelle miguel mike mila mildred millie
  miriam mo mohamed mohammed molly monica morgan muhammad nadia nancy naomi natalie natasha nathan nathaniel neil nia
  nicholas nick nicola nicole nigel nikhil nina noah noel nora norman nova olga oliver olivia omar oscar owen pablo pamela
  pat patricia patrick paul paula pauline pedro penny peter phil philip phillip phoebe pierre piers pippa polly poppy priya
  rachel raj ralph ravi ray raymond rebecca renee rhys richard rick ricky rita rob robert roberta robin rodney roger roland
  ron ronald rory rosa rosalind rosemary rosie ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott
  sean sebastian shane shannon sharon shaun sheila shirley sian silvia simon sofia sonia sophia sophie stacey stan stanley
  stefan stella stephanie stephen steve steven stewart stuart sue susan suzanne sven sylvia tamara tanya tara teresa terry
  tess tessa thea theo theodore theresa thomas tim timothy tina toby tom tommy toni tony tracey tracy trevor tristan tyler
  ursula valentina valerie vanessa vera veronica victor victoria vijay vincent violet virginia vivian walter wayne wendy
  wei will william winston xavier yasmin yuki yusuf yvonne zachary zara zoe
`)
const turkish = words(`
  abdullah adem adil adnan ahmet akin ali aliye alper altan anil arda arif arzu asim asli asuman atakan atilla ayca aydin
  ayfer ayhan ayla aylin aynur ayse aysegul aysel aysun ayten aziz baha bahar baki banu baris basak bedri begum belgin
  belma beren berk berkay berna berrin betul beyza bilal bilge birol buket bulent burak burcin burcu busra cagatay cagla
  can canan caner cansu celal celil cem cemal cemil cemre cengiz cenk ceren ceyda ceyhun cigdem cihan coskun defne demet
  deniz derya didem dilara dilek dogan dogukan duygu ebru ece eda ege ekin ekrem ela elif emel emin emine emrah emre ender
  engin enis ercan erdem eren erhan erkan erol ersin ertan ertugrul esin esma esra eylul eymen ezgi fadime fahri faruk
  fatih fatma ferhat feride ferit feyza fikret filiz firat fulya funda furkan galip gamze gizem gokce gokhan goksel gonca
  gonul gorkem gul gulay gulben gulcan guler gulhan gulin gulnur gulsah gulsen gulsum gulten gunay gurkan guven hakan
  hakki haldun halide halil halime haluk hamit handan hande harun hasan hatice haydar hayriye hidayet hulya huseyin husnu
  ibrahim idil idris ilayda ilgin ilhan ilkay ilker ilknur inci ipek irem irfan ismail ismet isil jale kaan kader kadir
  kadriye kamil kamuran kayra kazim kemal kenan kerem kerim koray korhan koksal kubra kursat lale latif levent leyla
  macit mahir mahmut mehmet mehtap melek melih melike melis meltem meral mert merve mesut metin mete mine miray mithat
  muammer muharrem muhammet mujde mumin murat musa mustafa muzaffer naci nadir nagihan nail nalan narin nazan nazim nazli
  nebahat necati necdet necla necmi nermin neslihan nesrin nevin nevzat nihal nihan nihat nil nilay nilgun nilufer nimet
  nuran nuray nurcan nurgul nurhan nuri nurten oguz oguzhan okan oktay olcay omer onder onur orcun orhan osman oya ozan
  ozcan ozge ozgur ozlem ozkan pelin pelinsu perihan pinar polat rabia ramazan rasim recep refik rengin resul reyhan rifat
  riza ruhi ruya saadet sabri sadik safiye sait salih saliha sami saniye seda sedat sefa sekip selcuk selda selim selin
  selma semih semra senem serap serdar serhat serkan sermin sertac servet sevda sevgi sevil sevilay sevim sevinc seyit
  sezai sezen sezgin sibel sinan sinem songul sude suheyla sukran sukru sule suleyman sultan tahir tahsin tamer taner
  tarik tayfun taylan tekin tevfik timur tolga toprak tugba tugce tulay tulin tuna tuncay turan turgut turhan turkan tulu
  ufuk ugur ulas umit umut ulku vahit vedat veli veysel volkan yagmur yakup yalcin yaman yasar yasemin yasin yavuz yelda
  yigit yildirim yildiz yilmaz yonca yunus yusuf zafer zehra zekeriya zeki zekiye zeliha zerrin zeynep ziya zuhal zubeyde
`)
const polish = words(`
  adam adrian agata agnieszka ala albert aldona aleksander aleksandra alicja alina amelia andrzej aneta angelika ania anita
  anka anna antek antoni antonina arek arkadiusz artur asia barbara bartek bartlomiej bartosz basia beata blanka blazej
  bogdan bogumil bogumila boguslaw boguslawa bozena bronislaw celina cezary czeslaw czeslawa dagmara damian daniel danuta
  daria darek dariusz dawid dominik dominika donata dorota edward edyta ela elwira elzbieta emil emilia eryk ernest eugeniusz
  ewa ewelina fabian felicja feliks filip franciszek franek gabriela genowefa gosia grazyna grzegorz grzesiek halina hania
  hanna helena henryk hubert ida iga ignacy igor ilona inga irena ireneusz iwona iza izabela jacek jadwiga jagoda jakub jan
  janek janina janusz jaroslaw jarek jerzy joanna jola jolanta jozef jozefina judyta julek julia julian julita justyna kacper
  kaja kalina kamil kamila karina karol karolina kasia katarzyna kazimierz kinga klara klaudia konrad kornelia krystian
  krystyna krysia krzysiek krzysztof kuba laura lech lena leokadia leon leszek lidia lila liliana lucja lucyna ludwik lukasz
  maciej maciek magda magdalena maja maksymilian malgorzata malgosia malwina marcel marcelina marcin marek marharyta maria
  marian marianna mariola mariusz marlena marta martyna marysia marzena mateusz matylda michal michalina mieczyslaw mikolaj
  milena milosz miroslaw miroslawa mirek monika nadia natalia natan nela nikodem nikola nina norbert ola olaf olga olgierd
  oliwia oliwier oskar oksana patrycja patryk paulina pawel piotr piotrek pola przemek przemyslaw radek radoslaw rafal
  regina renata robert roksana roman ryszard sabina sandra sebastian seweryn slawek slawomir sonia stanislaw stanislawa
  staszek stefan stefania sylwester sylwia szymon szymek tadeusz teresa tomasz tomek tymon tymoteusz urszula wacek waclaw
  waldek waldemar wanda weronika wieslaw wieslawa wiktor wiktoria wincenty wioletta witek witold wladek wladyslaw wlodzimierz
  wojciech wojtek zaneta zbigniew zbyszek zdzislaw zenon zofia zosia zuza zuzanna zygmunt
`)

const german = words(`
  achim alexandra andreas angelika anja anke annette annika antje armin astrid axel barbel bastian bernd bernhard bettina
  birgit bjorn britta brigitte burkhard carsten christa christoph corinna dagmar detlef dieter dietmar dirk doris eckhard
  elke ernst erwin florian franziska friedrich gabriele gerd gerhard gisela gregor gudrun gunter gunther hannelore hans hartmut
  heike heiko heiner heinrich heinz helga helmut henning herbert hermann hildegard holger horst ilse ingeborg ingo ingrid
  jan jana jens joachim jochen johanna johannes jorg jurgen jutta karin karsten katharina katja katrin kerstin klaus konrad
  kristina lieselotte lothar lukas lutz manfred manuela margarete marko markus marlene martina matthias maximilian mechthild
  meike michaela moritz niklas nils norbert olaf oskar otto petra philipp rainer ralf regina reiner reinhard renate roland
  rolf rudiger rudolf sabine sabrina siegfried sigrid silke simone sonja stefan stefanie steffen susanne svenja sven swen
  tanja theresa thomas thorsten tobias torsten ulrich ulrike ursula ute uwe vera volker waltraud werner wilfried wilhelm
  winfried wolfgang yannick yvonne
`)

const french = words(`
  adrien agathe alain alexandre alexis amandine amelie anais antoine arnaud aude audrey aurelie aurelien bastien benoit bernadette
  bertrand brigitte bruno camille cecile cedric celine chantal christelle christophe clemence clement corinne coralie cyril
  damien delphine didier dominique edouard elise elodie emilie emmanuel emmanuelle etienne eugenie fabien fabienne fabrice
  florent florian francine francois francoise frederic gael gaelle genevieve gerard gilles gregory guillaume guy helene herve
  isabelle jacques jean jeanne jerome joel josiane jules julien juliette laetitia laure laurent lucie lucien ludovic magali
  manon marcel marine marion mathieu mathilde maxime melanie mireille monique nadege nathalie nicolas noemie odile olivier
  pascal pascale patrice philippe pierrick quentin raphael remi remy romain sandrine sebastien severine solange solene
  stephane stephanie sylvain sylvie theo thibault thierry valentin valerie veronique vincent virginie xavier yann yannick yves
  yvette zoe
`)

const spanish = words(`
  adela agustin alba alberto alejandra alejandro alfonso alvaro amparo andres angeles antonia araceli arturo aurora beatriz
  belen begona blanca borja candela carlota carolina celia concepcion consuelo cristina cristobal dolores domingo eduardo elvira
  emilio encarnacion enrique ernesto esperanza esteban estefania eulalia eva federico fermin francisca gabriela gerardo gloria
  gonzalo guadalupe guillermo gustavo hector ignacio inmaculada irene isidro jaime javier jesus jimena joaquin jorge josefa
  julio leticia lorena lourdes luisa macarena manuela marcos margarita mariano maribel marina maite mercedes miguel montserrat
  natalia nerea nieves nuria oscar paloma patricio pilar rafael ramon raquel ricardo roberto rocio rodrigo ruben
  sergio silvia soledad susana teresa tomas valentina veronica vicente victor violeta yolanda
`)

const all = new Set([...english, ...turkish, ...polish, ...german, ...french, ...spanish])

/** Names that are also words: without a cue that a person is meant they are ignored. */
const ambiguous = new Set(
  words(`
    guy marina aurora domingo candela esperanza gloria nieves trinidad guadalupe mercedes rosario consuelo alba salvador
    jesus angeles romain valentina otto
    will mark bill may june april august grace hope joy rose faith dawn summer jay pat ray max miles amber sky penny poppy
    violet hazel holly ivy lily daisy ruby pearl gene art rich frank jack rob sue don dean grant chase ward jordan paris
    ben eve ana alan al bella stella marina carmen diego mila alexa chelsea victoria florence sydney virginia charlotte georgia lee van so mo kim ken guy christian dan bob pierre
    can deniz umut baris derya doga ege toprak bahar yagmur ada arda eylul inci ipek ufuk gunes ozgur onur savas sevgi yildiz
    yilmaz aydin ulas ugur guven sultan umit nil ela melek kader nimet ziya zafer bilge ekin doruk polat polonya canan gul
    lale nazim hayat devrim evrim evren engin ender cihan coskun yasar sevinc hidayet servet saadet dilek duygu songul turan
    duru su mine mete tuna metin kamil sefa demet basak narin nova ruya firat dogan yildirim yaman tekin erdem akin adil
    ala ida iga pola maja nela lech gloria roman rita aurora felicja kalina jagoda malina sonia karat marian ani
    zeki celal veli emin adem musa muzaffer aziz ramazan recep muharrem resul seyit
  `),
)

/** Stems that Polish endings are put on: "Anno", "Kasiu", "Tomka", "Markowi". */
const stems = new Set(
  polish.flatMap((name) => {
    if (name.endsWith('a')) return [name.slice(0, -1)]
    if (/[^aeiou]ek$/.test(name)) return [name, `${name.slice(0, -2)}k`]
    if (name.endsWith('pawel')) return [name, 'pawl']
    if (/r$/.test(name)) return [name, `${name}z`]
    if (/[iy]$/.test(name)) return [name, name.slice(0, -1)]
    return [name]
  }),
)
const endings = [
  '',
  'a',
  'e',
  'o',
  'u',
  'y',
  'i',
  'ie',
  'iu',
  'ia',
  'em',
  'iem',
  'owi',
  'ego',
  'emu',
  'im',
  'ze',
  'zie',
]

/** @param word folded, one word. */
export function isGivenName(word: string, language: string): boolean {
  if (all.has(word)) return true
  if (!language.startsWith('pl')) return false
  return endings.some(
    (ending) =>
      word.endsWith(ending) &&
      word.length - ending.length > 2 &&
      stems.has(word.slice(0, word.length - ending.length)),
  )
}

/** A given name that is no ordinary word as well. */
export function isSurelyGivenName(word: string, language: string): boolean {
  return !ambiguous.has(word) && isGivenName(word, language)
}
