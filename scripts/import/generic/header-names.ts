import { fold } from '#content/language/fold.ts'

/** What a ticket is made of, as `--map` names it. */
export const fields = {
  id: 'the ticket’s number',
  created: 'when it was written',
  updated: 'when it last changed',
  subject: 'its title',
  body: 'the customer’s first message',
  email: 'the customer’s address',
  customer: 'the customer’s number',
  name: 'the customer’s name',
  organisation: 'the customer’s company',
  language: 'language, as a code',
  channel: 'e-mail, chat, phone …',
  tags: 'tags',
  status: 'open, closed …',
  priority: 'priority',
  csat: 'how content the customer was',
  url: 'its address in the help desk',
  merged_into: 'number of the ticket it was merged into',
} as const
export type Field = keyof typeof fields

/** Fields that may be spread over several columns. */
export const spread: readonly Field[] = ['name', 'tags']

/**
 * What people call these columns in English, Turkish, Polish, German, Spanish and French; without diacritics, case
 * and punctuation. The surest first: where a file has two of them the earlier one is proposed.
 */
const names: Readonly<Record<Field, readonly string[]>> = {
  id: [
    ...[
      'ticket id',
      'ticket number',
      'ticket no',
      'ticket key',
      'request id',
      'request no',
      'request number',
      'case id',
      'case number',
      'case no',
      'case nr',
    ],
    ...['conversation id', 'issue key', 'issue id', 'ticket', 'bilet kimligi', 'bilet no', 'talep no'],
    ...['talep numarasi', 'talep id', 'destek kaydi no', 'kayit no', 'numer zgloszenia', 'nr zgloszenia'],
    ...['id zgloszenia', 'identyfikator zgloszenia', 'numer sprawy', 'nr sprawy', 'id sprawy', 'vaka no'],
    ...['ticketnummer', 'ticket nr', 'anfragenummer'],
    ...['vorgangsnummer', 'fallnummer', 'numero de ticket', 'id del ticket', 'numero de solicitud'],
    ...['numero du ticket', 'id du ticket', 'numero de demande', 'id', 'number', 'numara', 'kimlik'],
    ...['numer', 'identyfikator', 'nummer', 'numero', 'identifiant', 'identificador', 'key', 'uuid'],
  ],
  created: [
    ...['created at', 'created', 'date created', 'created date', 'created on', 'created time', 'createdate'],
    ...['creation date', 'creation time', 'opened at', 'opened on', 'opened', 'date opened', 'submitted at'],
    ...['submitted on', 'submitted', 'received at', 'received', 'requested at', 'requested', 'sent at'],
    ...['olusturulma tarihi', 'olusturulma zamani', 'olusturuldu', 'acilis tarihi', 'kayit tarihi'],
    ...[
      'talep tarihi',
      'gonderim tarihi',
      'data utworzenia',
      'utworzono',
      'data zgloszenia',
      'data otwarcia',
    ],
    ...['data wyslania', 'erstellt am', 'erstellt', 'erstellungsdatum', 'eroffnet am', 'eingangsdatum'],
    ...[
      'eingegangen am',
      'fecha de creacion',
      'creado el',
      'creado',
      'fecha de apertura',
      'date de creation',
    ],
    ...['cree le', 'date d ouverture', 'ouvert le', 'date', 'timestamp', 'time', 'tarih', 'data', 'datum'],
    ...['fecha', 'datetime', 'date time', 'zeitstempel', 'horodatage'],
  ],
  updated: [
    ...['updated at', 'updated', 'last updated', 'date updated', 'updated on', 'last update', 'modified at'],
    ...[
      'last modified',
      'last changed',
      'latest update',
      'lastmodifieddate',
      'guncellenme tarihi',
      'guncelleme tarihi',
    ],
    ...['guncellendi', 'son guncelleme', 'data aktualizacji', 'zaktualizowano', 'data modyfikacji'],
    ...['ostatnia aktualizacja', 'aktualisiert am', 'aktualisiert', 'geandert am', 'letzte aktualisierung'],
    ...['fecha de actualizacion', 'actualizado el', 'actualizado', 'ultima actualizacion', 'mis a jour le'],
    ...['date de mise a jour', 'derniere mise a jour', 'modifie le'],
  ],
  subject: [
    ...['subject', 'ticket subject', 'ticket name', 'ticket title', 'title', 'summary', 'topic', 'headline'],
    ...['konu', 'konu basligi', 'baslik', 'talep konusu', 'temat', 'tytul', 'temat zgloszenia', 'betreff'],
    ...['titel', 'thema', 'asunto', 'titulo', 'objet', 'sujet', 'titre'],
  ],
  body: [
    ...['description', 'body', 'first message', 'message', 'message body', 'message text', 'content', 'text'],
    ...['question', 'comment', 'first comment', 'description text', 'plain text body', 'inquiry', 'details'],
    ...['aciklama', 'mesaj', 'mesaj metni', 'ilk mesaj', 'icerik', 'metin', 'soru', 'talep aciklamasi'],
    ...[
      'opis',
      'tresc',
      'tresc wiadomosci',
      'wiadomosc',
      'pierwsza wiadomosc',
      'pytanie',
      'tresc zgloszenia',
    ],
    ...['beschreibung', 'nachricht', 'erste nachricht', 'inhalt', 'anfrage', 'frage', 'descripcion'],
    ...['mensaje', 'primer mensaje', 'contenido', 'consulta', 'pregunta', 'texto', 'premier message'],
    ...['contenu', 'corps', 'texte', 'commentaire', 'comentario', 'kommentar', 'yorum', 'komentarz'],
  ],
  email: [
    ...[
      'requester email',
      'requester e mail',
      'customer email',
      'customer e mail',
      'contact email',
      'from email',
      'sender email',
    ],
    ...['author email', 'user email', 'email address', 'e mail address', 'email', 'e mail', 'mail', 'from'],
    ...['talep eden e posta', 'musteri e posta', 'musteri eposta', 'e posta adresi', 'e posta', 'eposta'],
    ...['email klienta', 'e mail klienta', 'adres e mail', 'adres email', 'nadawca', 'kunden e mail'],
    ...[
      'e mail adresse',
      'absender',
      'correo electronico',
      'correo',
      'correo del cliente',
      'email del cliente',
    ],
    ...['adresse e mail', 'e mail du client', 'courriel', 'adresse electronique', 'gonderen'],
  ],
  customer: [
    ...['requester id', 'customer id', 'contact id', 'user id', 'client id', 'author id', 'account id'],
    ...['musteri no', 'musteri numarasi', 'musteri id', 'talep eden no', 'id klienta', 'numer klienta'],
    ...['nr klienta', 'kundennummer', 'kunden id', 'kunden nr', 'id del cliente', 'numero de cliente'],
    ...['numero client', 'id client', 'identifiant client', 'userid', 'customerid'],
  ],
  name: [
    ...['requester name', 'customer name', 'contact name', 'full name', 'author name', 'sender name'],
    ...[
      'from name',
      'requester',
      'customer',
      'contact',
      'author',
      'name',
      'first name',
      'last name',
      'surname',
    ],
    ...['talep eden', 'musteri adi', 'ad soyad', 'adi soyadi', 'ad', 'soyad', 'musteri', 'imie i nazwisko'],
    ...['imie', 'nazwisko', 'zglaszajacy', 'klient', 'nazwa klienta', 'kunde', 'kundenname', 'vorname'],
    ...['nachname', 'nombre completo', 'nombre', 'apellido', 'apellidos', 'cliente', 'nom complet', 'nom'],
    ...['prenom', 'client', 'nom du client', 'demandeur', 'anfragesteller', 'solicitante'],
  ],
  organisation: [
    ...['organisation', 'organization', 'organisation id', 'organization id', 'company', 'company id'],
    ...['company name', 'sirket', 'firma', 'kurum', 'kurulus', 'organizacja', 'unternehmen', 'empresa'],
    ...['organizacion', 'entreprise', 'societe'],
  ],
  language: [
    ...['language', 'locale', 'lang', 'dil', 'jezyk', 'sprache', 'idioma', 'langue', 'requester locale'],
    ...['customer language', 'requester language'],
  ],
  channel: [
    ...['channel', 'ticket channel', 'via', 'via channel', 'source', 'origin', 'inbox', 'kanal', 'kaynak'],
    ...['zrodlo', 'quelle', 'canal', 'origen', 'origine', 'source type'],
  ],
  tags: [
    ...['tags', 'ticket tags', 'tag', 'labels', 'label', 'category', 'etiketler', 'etiket', 'kategori'],
    ...['tagi', 'etykiety', 'kategoria', 'schlagworte', 'kategorie', 'etiquetas', 'categoria', 'etiquettes'],
    ...['categorie'],
  ],
  status: [
    ...[
      'status',
      'ticket status',
      'state',
      'durum',
      'talep durumu',
      'stan',
      'zustand',
      'estado',
      'statut',
      'etat',
    ],
  ],
  priority: [
    'priority',
    'ticket priority',
    'urgency',
    'oncelik',
    'priorytet',
    'prioritat',
    'prioridad',
    'priorite',
  ],
  csat: [
    ...['csat', 'satisfaction rating', 'satisfaction score', 'satisfaction', 'rating', 'memnuniyet'],
    ...[
      'memnuniyet puani',
      'satysfakcja',
      'ocena',
      'zufriedenheit',
      'bewertung',
      'satisfaccion',
      'valoracion',
    ],
    ...['note de satisfaction', 'csat score'],
  ],
  url: ['url', 'ticket url', 'link', 'ticket link', 'permalink', 'adres url', 'baglanti', 'enlace', 'lien'],
  merged_into: ['merged into', 'merged into id', 'merged ticket id', 'birlestirilen talep', 'polaczone z'],
}

/** A column's name without case, diacritics and punctuation: `E-Mail_Address` and `e mail address` become the same. */
export function normal(header: string): string {
  return fold(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\be (?=mail|posta)/g, 'e')
    .trim()
}

const known: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
  (Object.entries(names) as [Field, readonly string[]][]).flatMap(([field, list]) =>
    list.map((name, rank) => [normal(name), { field, rank }] as const),
  ),
)

/** Objects that export formats put around a ticket's fields, which say nothing of them. */
const wrappers = /^(?:attributes|properties|fields|ticket|data|record|item|source|via)(?= )/

/** The field that a column's name stands for, and how surely: 0 is the surest. */
export function fieldNamed(header: string): { field: Field; rank: number } | undefined {
  // camelCase is parted before its case is lost.
  const name = normal(header.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2'))
  return known.get(name) ?? known.get(normal(header)) ?? known.get(name.replace(wrappers, '').trim())
}
