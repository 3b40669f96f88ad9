import type { Message } from '#content/message/authored.ts'

/** What mail programs put below an answer: its name, and the text. */
export const answers: readonly [string, string][] = [
  [
    'Gmail, English',
    'On Mon, 16 Nov 2026 at 10:00, Acme Support <support@acme.example> wrote:\n\nPlease reset your PIN.',
  ],
  [
    'Gmail, over two lines',
    'On Mon, 16 Nov 2026 at 10:00, Acme Support <support@acme.example>\nwrote:\n\nPlease reset it.',
  ],
  [
    'Gmail, Turkish',
    'Acme Destek <x@acme.example>, 16 Kas 2026 Pzt, 10:00 tarihinde şunu yazdı:\n\nŞifrenizi sıfırlayın.',
  ],
  [
    'Gmail, Polish',
    'pon., 16 lis 2026 o 10:00 Acme Pomoc <x@acme.example> napisał(a):\n\nProszę zresetować PIN.',
  ],
  ['Gmail, German', 'Am Mo., 16. Nov. 2026 um 10:00 Uhr schrieb Acme <x@acme.example>:\n\nBitte PIN ändern.'],
  [
    'Gmail, French',
    'Le lun. 16 nov. 2026 à 10:00, Acme <x@acme.example> a écrit :\n\nVeuillez changer le code.',
  ],
  ['Gmail, Spanish', 'El lun, 16 nov 2026 a las 10:00, Acme (<x@acme.example>) escribió:\n\nCambie su PIN.'],
  [
    'Apple, English',
    'On 16 Nov 2026, at 10:00, Acme Support <x@acme.example> wrote:\n\n> Please reset your PIN.',
  ],
  ['Apple, Turkish', 'Acme Destek <x@acme.example> şunları yazdı (16 Kas 2026 10:00):\n\n> Sıfırlayın.'],
  [
    'Apple, Polish',
    'Wiadomość napisana przez Acme <x@acme.example> w dniu 16.11.2026, o godz. 10:00:\n\n> Proszę.',
  ],
  ['Thunderbird, Polish', 'W dniu 16.11.2026 o 10:00, Acme Pomoc pisze:\n> Proszę zresetować PIN.'],
  ['Thunderbird, German', 'Am 16.11.26 um 10:00 schrieb Acme:\n> Bitte PIN ändern.'],
  [
    'Outlook, English',
    'From: Acme Support\nSent: Monday, November 16, 2026 10:00\nTo: Me\nSubject: RE: PIN\n\nPlease reset it.',
  ],
  [
    'Outlook, Turkish',
    'Kimden: Acme Destek\nGönderme Tarihi: 16 Kasım 2026 10:00\nKime: Ben\nKonu: PIN\n\nSıfırlayın.',
  ],
  [
    'Outlook, Polish',
    'Od: Acme Pomoc\nWysłano: poniedziałek, 16 listopada 2026 10:00\nDo: Ja\nTemat: PIN\n\nProszę.',
  ],
  [
    'Outlook, German',
    'Von: Acme\nGesendet: Montag, 16. November 2026 10:00\nAn: Mich\nBetreff: AW: PIN\n\nBitte ändern.',
  ],
  [
    'Outlook, French',
    'De : Acme\nEnvoyé : lundi 16 novembre 2026 10:00\nÀ : moi\nObjet : RE: PIN\n\nVeuillez changer.',
  ],
  [
    'Outlook, Spanish',
    'De: Acme\nEnviado el: lunes, 16 de noviembre de 2026\nPara: yo\nAsunto: RE: PIN\n\nCambie su PIN.',
  ],
  [
    'Outlook, with its rule and stars',
    '________________________________\n*From:* Acme\n*Sent:* Monday\n*To:* Me\n\nPlease reset it.',
  ],
  ['Outlook, its older line', '-----Original Message-----\nFrom: Acme Support\n\nPlease reset your PIN.'],
  ['Outlook, its older line in German', '-----Ursprüngliche Nachricht-----\nVon: Acme\n\nBitte ändern.'],
  ['a help desk', '##- Please type your reply above this line -##\n\nYour request was updated.'],
  ['marked lines alone', '> Please reset your PIN.\n>\n> Ann'],
]

const english = `--
Ann Example | Head of Procurement
Acme Ltd, 1 High Street, London
T: 020 7946 0000 | www.acme.example
This email and any attachments are confidential and intended solely for the use of the individual to whom they are addressed. If you have received this email in error please notify the sender.`

/** What stands under a message: its name, and the text. */
export const signatures: readonly [string, string][] = [
  ['a company’s, with a disclaimer', english],
  ['without its rule', 'Kind regards,\nAnn Example\nHead of Procurement\nAcme Ltd\n+44 20 7946 0000'],
  ['a disclaimer alone', english.split('\n').at(-1)!],
  ['Turkish', 'Saygılarımla,\nAyşe Örnek\nSatın Alma Müdürü\nTel: 0212 000 00 00'],
  [
    'Turkish disclaimer',
    'Bu e-posta ve ekleri gizli olup yalnızca alıcısına aittir. Yetkisiz kişilerce kullanılamaz.',
  ],
  ['Polish', 'Pozdrawiam serdecznie,\nAnna Przykład\nKierownik działu\ntel. 22 000 00 00'],
  ['Polish disclaimer', 'Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata.'],
  ['German', 'Mit freundlichen Grüßen\nJürgen Beispiel\nEinkauf\nAcme GmbH, 10115 Berlin'],
  [
    'German disclaimer',
    'Diese E-Mail enthält vertrauliche Informationen und ist nur für den Empfänger bestimmt.',
  ],
  ['French', 'Cordialement,\nJean Exemple\nResponsable des achats'],
  ['French disclaimer', 'Ce message est confidentiel et destiné à son seul destinataire.'],
  ['Spanish', 'Un cordial saludo,\nJuan Ejemplo\nCompras'],
  ['Spanish disclaimer', 'Este mensaje es confidencial y va dirigido exclusivamente a su destinatario.'],
  ['a telephone', 'Sent from my iPhone'],
  ['a telephone, Turkish', "iPhone'umdan gönderildi"],
  ['a telephone, Polish', 'Wysłane z iPhone’a'],
  ['a telephone, German', 'Von meinem iPhone gesendet'],
  ['a telephone, French', 'Envoyé de mon iPhone'],
  ['a telephone, Spanish', 'Enviado desde mi iPhone'],
  ['Outlook on a telephone', 'Get Outlook for iOS<https://aka.example/ios>'],
]

const question = 'My card was swallowed by a cash machine in Rome, how do I get a new one?'
const head = 'From: A customer <c@example.com>\nDate: Mon, 16 Nov 2026\nSubject: card\nTo: us'

/** Forwarded messages: their name, the message, and what is left. */
export const forwards: readonly [string, Message, string][] = [
  ['Gmail', { body: `---------- Forwarded message ---------\n${head}\n\n${question}` }, question],
  [
    'Gmail, with a note',
    { body: `Please handle.\n\n---------- Forwarded message ---------\n${head}\n\n${question}` },
    `Please handle.\n${question}`,
  ],
  [
    'Gmail, under a signature',
    {
      body: `Please handle.\n-- \nAnn\nAcme\n\n---------- Forwarded message ---------\n${head}\n\n${question}`,
    },
    `Please handle.\n${question}`,
  ],
  [
    'Outlook',
    {
      subject: 'FW: card',
      body: `Please handle.\n\n-----Original Message-----\nFrom: A customer\n\n${question}`,
    },
    `Please handle.\n${question}`,
  ],
  [
    'Outlook, German',
    {
      subject: 'WG: Karte',
      body: `Bitte übernehmen.\n\nVon: Kunde\nGesendet: Montag\nAn: uns\nBetreff: Karte\n\n${question}`,
    },
    `Bitte übernehmen.\n${question}`,
  ],
  [
    'Outlook, nothing above',
    { body: `From: A customer\nSent: Monday\nTo: us\nSubject: card\n\n${question}` },
    question,
  ],
  ['Apple', { body: `Begin forwarded message:\n\n${head}\n\n${question}` }, question],
  [
    'Apple, marked',
    { body: `Begin forwarded message:\n\n> ${head.replaceAll('\n', '\n> ')}\n> \n> ${question}` },
    question,
  ],
  [
    'Thunderbird, Polish',
    {
      body: `-------- Przekazana wiadomość --------\nTemat: \tkarta\nData: \tMon\nNadawca: \tKlient\nAdresat: \tx@y.example\n\n${question}`,
    },
    question,
  ],
  [
    'with the answer quoted below',
    {
      body: `---------- Forwarded message ---------\n${head}\n\n${question}\n\nOn Mon, 2 Nov 2026, Ann wrote:\n> Hello`,
    },
    question,
  ],
]
