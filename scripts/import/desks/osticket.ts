import type { Source } from './source.ts'
import { byHeader, type Columns } from './table-row.ts'

/**
 * osTicket: the export of a queue as CSV (`;` where the decimal sign is a comma) or JSON. Labels are translated and
 * columns chosen by each installation; JSON has the fields' paths as keys. A queue's export has no messages unless the
 * installation keeps the text in a field of the form, so the subject is often all there is.
 */
export const osticket: Source = {
  name: 'osticket',
  label: 'osTicket',
  lists: ['tickets'],
  ticket: (row) => byHeader(row, columns),
}

/** Paths first, then labels of the language packs, which differ from release to release. */
const columns: Columns = {
  id: [
    ...[
      'number',
      'Ticket Number',
      'Ticket #',
      'Talep Numaranız',
      'Talep Numarası',
      'Kayıt #',
      'Numer zgłoszenia',
    ],
    ...['Zgłoszenie #', 'Ticket-Nummer', 'Número de Ticket', 'Numéro de billet', 'Numéro du ticket'],
  ],
  subject: [
    ...[
      'cdata.subject',
      'Subject',
      'Issue Summary',
      'Konu',
      'Temat',
      'Betreff',
      'Asunto',
      'Sujet',
      'Sorun Özeti',
    ],
    ...['Podsumowanie zgłoszenia', 'Ticket-Betreff', 'Sumario de Tickets', 'Sommaire des billets'],
  ],
  body: [
    ...[
      'cdata.message',
      'Issue Details',
      'Message',
      'Sorun Detayları',
      'Mesaj',
      'Szczegóły problemu',
      'Wiadomość',
    ],
    ...[
      'Problembeschreibung',
      'Nachricht',
      'Detalles del problema',
      'Mensaje',
      'Détails du problème',
      'Description',
    ],
  ],
  createdAt: [
    ...['created', 'Date Created', 'Oluşturulma Tarihi', 'tarih oluşturuldu', 'Data utworzenia'],
    ...['Erstellungsdatum', 'Fecha de creación', 'Date de création'],
  ],
  updatedAt: [
    ...['lastupdate', 'Last Updated', 'Last Update', 'Son Güncelleme', 'Ostatnio zaktualizowano'],
    ...['Zuletzt aktualisiert', 'Última actualización', 'Dernière mise à jour'],
  ],
  email: [
    ...['user.default_email.address', 'From Email', 'Kimden E-Posta', 'Z emaila'],
    ...['Absender-E-Mail-Adresse', 'Correo del remitente', 'De cet email', 'Email'],
  ],
  name: [
    ...['user.name', 'From', 'User Name', 'Kimden', 'Od', 'Nazwa użytkownika', 'Von', 'Benutzername'],
    ...['De', 'Nombre de usuario', "Nom d'utilisateur"],
  ],
  organisation: [
    'user.org.name',
    'Organization',
    'Organizasyon',
    'Organizacja',
    'Organisation',
    'Organización',
  ],
  status: [
    ...[
      'status::getName',
      'Current Status',
      'Status',
      'Ticket Status',
      'Durum',
      'Talep Durumu',
      'Geçerli Durum',
    ],
    ...[
      'Status zgłoszenia',
      'Aktualny status',
      'Ticket-Status',
      'Aktueller Status',
      'Estado',
      'Estado actual',
    ],
    ...['Estado del Ticket', 'État', 'État du ticket', 'État actuel'],
  ],
  priority: [
    ...[
      'cdata.:priority.priority_desc',
      'Priority',
      'Öncelik',
      'Priorytet',
      'Priorität',
      'Prioridad',
      'Priorité',
    ],
  ],
  channel: [
    ...[
      'source',
      'Source',
      'Kaynak',
      'Talep Kaynağı',
      'Źródło',
      'Źródło zgłoszenia',
      'Quelle',
      'Ticket-Quelle',
    ],
    ...['Fuente', 'Fuente del Ticket', 'Source du ticket'],
  ],
  tags: [
    ...[
      'topic::getName',
      'Help Topic',
      'Yardım Konusu',
      'Temat pomocy',
      'Hilfethema',
      'Tema de ayuda',
      'Temas de ayuda',
    ],
    ...["Rubrique d'aide"],
  ],
  between: /\//,
}
