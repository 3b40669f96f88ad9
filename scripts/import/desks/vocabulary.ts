/**
 * One word for what every help desk says in its own. Words that nobody listed stay as they are, in lower case: a
 * company's own stages mean something to the company.
 */
type Words = Readonly<Record<string, readonly string[]>>

const statuses: Words = {
  new: ['unread', 'yeni', 'nowe', 'nowy', 'neu', 'nuevo', 'nouveau'],
  open: [
    ...['active', 'opened', 'being processed', 'waiting on us', 'reopened'],
    ...['açık', 'aç', 'otwarte', 'otwarty', 'offen', 'abierto', 'ouvert'],
  ],
  pending: [
    ...['hold', 'on-hold', 'on hold', 'snoozed', 'waiting on contact', 'waiting on customer', 'waiting'],
    ...['awaiting your reply', 'waiting on third party', 'pending reminder', 'pending close'],
    ...['beklemede', 'oczekujące', 'wartend', 'wartet', 'ausstehend', 'pendiente', 'en attente'],
  ],
  solved: ['resolved', 'çözüldü', 'rozwiązane', 'gelöst', 'resuelto', 'résolu'],
  closed: [
    ...['closed - unresolved', 'archived', 'kapalı', 'kapatıldı', 'arşivlenmiş'],
    ...['zamknięte', 'zamknięty', 'zarchiwizowane', 'geschlossen', 'cerrado', 'fermé', 'clos'],
  ],
  merged: ['birleştirildi', 'scalone', 'zusammengeführt', 'zusammengefasst', 'fusionado', 'fusionné'],
  spam: ['junk'],
  deleted: ['removed', 'trash', 'silindi', 'usunięte', 'gelöscht', 'eliminado', 'supprimé'],
}

const priorities: Words = {
  low: ['düşük', 'niski', 'niska', 'niedrig', 'bajo', 'baja', 'basse', 'faible'],
  normal: [
    ...['medium', 'not_priority', 'orta', 'normalny', 'normalna', 'średni', 'mittel'],
    ...['media', 'normale', 'moyenne'],
  ],
  high: ['priority', 'yüksek', 'wysoki', 'wysoka', 'hoch', 'alto', 'alta', 'haute', 'élevée'],
  urgent: [
    ...['emergency', 'critical', 'acil', 'awaryjny', 'pilny', 'pilne', 'dringend', 'notfall'],
    ...['urgente', 'urgence'],
  ],
}

const channels: Words = {
  email: ['mail', 'e-mail', 'e-posta', 'emailticket', 'channel::email', 'correo electrónico', 'courriel'],
  web: [
    ...['portal', 'form', 'web form', 'webform', 'feedback widget', 'website', 'helpcenter', 'help center'],
    ...['web sitesi', 'formularz', 'formular', 'formulario', 'formulaire'],
  ],
  chat: [
    ...[
      'conversation',
      'beacon',
      'beaconchat',
      'live chat',
      'messaging',
      'native_messaging',
      'sohbet',
      'czat',
    ],
    ...['channel::webwidget', 'web widget', 'widget'],
  ],
  phone: ['voice', 'phone_call', 'phone_switch', 'call', 'telefon', 'teléfono', 'téléphone'],
  app: ['mobile', 'mobile_sdk', 'mobihelp', 'push'],
  api: ['channel::api'],
  whatsapp: ['channel::whatsapp', 'whatsapp message'],
  sms: ['channel::sms', 'channel::twiliosms'],
  facebook: [
    ...['channel::facebookpage', 'facebook direct-message', 'facebook feed post', 'facebook feed comment'],
  ],
  instagram: ['channel::instagram', 'instagram_dm'],
  telegram: ['channel::telegram', 'telegram personal-message'],
  twitter: ['x', 'channel::twitterprofile', 'twitter status', 'twitter direct-message', 'twitter_dm'],
}

export const statusWord = wordsOf(statuses)
export const priorityWord = wordsOf(priorities)
export const channelWord = wordsOf(channels)

/** Compared without case, spaces around, and the dots of İ and ı. */
export function folded(text: string): string {
  return text.trim().toLowerCase().replaceAll('\u0307', '').replaceAll('ı', 'i')
}

function wordsOf(words: Words): (text: string | undefined) => string | undefined {
  const known = new Map(
    Object.entries(words).flatMap(([word, others]) => [word, ...others].map((one) => [folded(one), word])),
  )
  return (text) => {
    if (text === undefined || text.trim() === '') return undefined
    const said = folded(text.slice(0, 100))
    return known.get(said) ?? said
  }
}

/** 1 satisfied, 0 not, undefined in between or unknown: a grade of five, or a word. */
export function satisfaction(given: unknown): 0 | 1 | undefined {
  if (typeof given === 'number')
    return given >= 4 && given <= 5 ? 1 : given >= 1 && given <= 2 ? 0 : undefined
  if (typeof given !== 'string') return undefined
  const said = folded(given.slice(0, 100))
  if (/^[1-5]$/.test(said)) return satisfaction(Number(said))
  return satisfied.has(said) ? 1 : dissatisfied.has(said) ? 0 : undefined
}

// biome-ignore format: lists
const satisfied = new Set([
  'good', 'good_with_comment', 'good, with comment', 'great', 'happy', 'very happy', 'extremely happy', 'satisfied', 'very satisfied',
  'iyi', 'memnun', 'dobra', 'dobrze', 'zadowolony', 'gut', 'zufrieden', 'bueno', 'satisfecho', 'bon', 'satisfait',
].map(folded))

// biome-ignore format: lists
const dissatisfied = new Set([
  'bad', 'bad_with_comment', 'bad, with comment', 'not good', 'unhappy', 'very unhappy', 'extremely unhappy', 'dissatisfied', 'very dissatisfied',
  'kötü', 'memnun değil', 'zła', 'źle', 'niezadowolony', 'schlecht', 'unzufrieden', 'malo', 'insatisfecho', 'mauvais', 'insatisfait',
].map(folded))
