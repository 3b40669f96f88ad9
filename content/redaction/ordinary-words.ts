const set = (text: string) => new Set(text.trim().split(/\s+/))

/** Words that stand, with a capital, where a name might: after greetings and under closing formulas. Folded. */
const ordinary = set(`
  a about account advance afternoon again all also although am an and another any anyone app april are as at august be because
  been before best board but by can card cards care cheers colleague colleagues concern could customer customers day days dear
  december delivery did do does done each evening ever every everybody everyone faithfully february folks for forward friday
  friend friends from gentlemen google good great greetings guys hello help hey hi hope how however i if in is it its
  january july june just kind kindest ladies later let looking love madam mam maam manager many march marketing mate may maybe me
  member merry morning most mr mrs ms much my name new nice night no not november now october of ok okay on once one
  only or order our owner people please pls premium question re regards regarding respectfully sales same saturday sent september
  service services shop should since sincerely sir sirs so some somebody someone sorry still subject sunday support tech ta
  team thanks thank that the then there these they this those though thursday to today tomorrow truly tuesday two unfortunately
  update urgent user visa mastercard apple microsoft windows android paypal very was we wednesday week weekend
  well were what when where which while who whoever why will wish wishes with would wrong year yes yesterday yet you your yours
  business unhappy angry annoyed frustrated world worried confused satisfied happy loyal long-time dissatisfied
  doctor professor officer representative agent agents engineer director president operator captain valued
  required missing unknown n/a none na not british english polish turkish german french italian spanish american dutch indian irish
  scottish welsh european chinese russian ukrainian

  acaba acil adim adi adim ancak arkadas arkadaslar ama aralik ayrica agustos bana banka bay bayan ben benim bey beyefendi beyler
  bilgi bilginize bir biz bize bu bugun bunu cok cuma cumartesi carsamba da de degerli departman destek dilerim dun ekibi ekim
  ekip en eylul fakat gorevli gorevliler gun gunaydin gunler hala hanim hanimefendi hanimlar haziran hayirli hem hepinize herkes
  herkese hesap hosca iban ile ilgili ilgililer ilginize iletisim isim ismim iyi kalin kargo kart kartim kasim kolay kod lutfen
  marka mayis mart merhaba merhabalar millet muhasebe mudur mudurluk musteri musterimiz musteriler nasil ne neden nisan
  numara numaram o ocak pazar pazartesi paketim persembe sali para param premium sayin saygi saygilar saygilarimla saygilarimizla
  selam selamlar sevgi sevgiler siparis siparisim simdi simdiden siz size sizden sn sonra soru sorum sube subat sikayet talep
  tekrar telefon temmuz tesekkur tesekkurler tum uye ve var veya ya yardim yarin yetkili yetkililer yine yok zorunlu ogrenci
  doktor doktorum hocam hoca mudurum muhendis abi abla usta kaptan patron efendim temsilci danisman ogretmen avukat
  turk turkum ankara istanbul izmir

  ale bank bardzo bo bowiem byl byla chcialbym chcialabym co cos czekam czesc czy czemu czerwiec dla dlaczego dobry dobra
  dostawa droga drodzy drogi drugi dzial dziekuje dzieki dzien dzis dzisiaj faktura gdy gdzie ja jak jaki jakie
  jest jestem jesli jezeli jutro juz kartki karta karte kiedy klient klienci kliencie klientka kod konto kto ktora ktore ktory
  kurier kwiecien lipiec listopad ludzie luty maj marzec mam mi mila milego mily moge moj moja moje na nadal nasz nazwisko
  nie niestety niedziela nikt nr numer o obsluga obslugi od odbiorca oraz paczka pan panem panie panowie pani panstwo panstwa piatek
  pazdziernik po podpis poniedzialek ponownie poprosze pozdrawiam powazaniem prosze przeciez przesylka pytanie raz reklamacja
  sa serdecznie sierpien skad sobota sroda strona styczen szanowna szanowni szanowny ta tam te tego ten to tu tutaj twoj tylko
  u w wam wasz wczoraj wiec witam witajcie wlasnie wrzesien wszyscy wszystkim wtorek wy wymagane wymagany z za zamowienie zawsze
  ze zespol zespole znow znowu zona maz poczta polak polka polakiem polka warszawa krakow klientem klientka 
  niezadowolony niezadowolona wkurzony panstwu panstwem dyrektor dyrektorze dyrektorko redakcjo firmo prezes prezesie kierownik
  kierowniku kierowniczko profesor profesorze mecenas mecenasie doktorze konsultant konsultancie konsultantko operatorze
  serwisie zalogo ekipo administratorze zespolu marki firmy sklepu pilne

  aber alle als am an auch auf aus bei bitte bestellung da damen danke dann das dass dem den der des die dies diese ein eine
  einen er es frage für fur geehrte geehrter guten tag morgen abend haben hallo herren herr frau hier ich ihr ihre ihren im in
  ist ja jetzt kann kein keine konto kunde kundin kundendienst leider lieber liebe mein meine mich mit montag dienstag mittwoch
  donnerstag freitag samstag sonntag nach nein nicht noch nur oder rechnung schon sehr seit sie sind so team und uns unser vielen
  von vor wann warum was wenn wer wie wir wo zu zum zur zusammen deutscher deutsche kollegen mitarbeiter kundenservice
  freundlichen grusen gruse grus lg vg mfg

  alors aussi au aux avec bien bonjour bonsoir car ce cela ces cette client cliente comment commande compte dans de depuis des
  du elle en est et facture il ils je la le les leur lundi mardi mercredi jeudi vendredi dimanche madame mais merci mes
  messieurs mesdames mon ma monsieur ne non nos notre nous on ou où oui par pas pour pourquoi pouvez quand que quel quelle qui
  sans service si sur tous tout toute tres un une urgent votre vous equipe francais francaise conseiller cordialement

  ahora al algo antes asi aunque buenas buenos cada como con cuando cuenta de del desde dias donde dos el ella ellos en equipo
  es esta este esto factura gracias ha hace hasta hay hola la las le lo los lunes martes miercoles jueves viernes sabado
  domingo mas me mi mis muy necesito ni no nos nosotros o para pedido pero por porque puedo que quien quiero saludos se senor
  senora senores si sin sobre su sus tambien tarjeta tengo todo todos tu un una usted ustedes y ya yo espanol espanola
`)

/** After one of these, or with one in it, capitals are an office or a place: "Marlin Team", "Oxford Street". */
const offices = set(`
  team support service services department dept desk crew care staff bank help helpdesk office sales group ltd llc inc gmbh corp
  company family committee centre center gmbh plc university school hotel street road avenue lane square line river lake station
  airport bridge park island islands pass plan card account tour river city town county hospital museum mall beach cathedral
  ekibi ekip destek departmani birimi hizmetleri merkezi ofisi sirketi ltd sti bankasi muhasebe mudurlugu caddesi cad sokak sokagi
  sok bulvari mahallesi meydani havalimani istasyonu parki koprusu otobusu universitesi hastanesi okulu oteli bayrami adasi yolu
  zespol zespolu dzial dzialu obsluga obslugi biuro biura firma sklep bank spolka ulica ulicy ul aleja alei plac placu lotnisko
  lotniska dworzec stacja rondo most szkola szpital hotel uniwersytet rodzina ksiegowosci ksiegowosc
`)

/** Whether a folded word can be part of somebody's name. */
export function mayBeName(word: string): boolean {
  return !ordinary.has(word) && !offices.has(word)
}

export function isOffice(word: string): boolean {
  return offices.has(word)
}
