import type { Customer } from './customers.ts'
import type { Random } from './random.ts'

const greetings: Readonly<Record<string, readonly string[]>> = {
  en: ['Hi,', 'Hello,', 'Hi team,', 'Good morning,', 'Hello Marlin,'],
  tr: ['Merhaba,', 'İyi günler,', 'Merhabalar,', 'Selam,'],
  pl: ['Dzień dobry,', 'Witam,', 'Cześć,'],
}
const closings: Readonly<Record<string, readonly string[]>> = {
  en: ['Thanks', 'Thanks, {name}', 'Kind regards,\n{name}', 'Best regards,\n{name}', 'Sent from my iPhone'],
  tr: ['Teşekkürler', 'Saygılarımla,\n{name}', 'İyi çalışmalar,\n{name}', 'iPhone’umdan gönderildi'],
  pl: ['Dziękuję', 'Pozdrawiam,\n{name}', 'Z poważaniem,\n{name}', 'Wysłano z iPhone’a'],
}
const reach: Readonly<Record<string, readonly string[]>> = {
  en: ['You can call me on {phone}.', 'My e-mail is {email}.', 'The card is {card}.', 'Reference #{order}'],
  tr: ['Telefonum {phone}.', 'E-posta adresim {email}.', 'Kart numaram {card}.', 'İşlem no #{order}'],
  pl: ['Mój telefon {phone}.', 'Mój e-mail to {email}.', 'Numer karty {card}.', 'Nr sprawy #{order}'],
}
const generic: Readonly<Record<string, readonly string[]>> = {
  en: ['Question', 'Help needed', 'Support request'],
  tr: ['Soru', 'Yardım', 'Destek talebi'],
  pl: ['Pytanie', 'Pomoc', 'Zgłoszenie'],
}

/** The question as a message: chats are bare, letters have manners and, now and then, details that redaction must catch. */
export function dress(
  random: Random,
  text: string,
  lang: string,
  channel: string,
  customer: Customer,
): string {
  const letter = channel === 'email' || channel === 'web'
  // Turkish and Polish questions were written with their own greetings.
  const manners = lang === 'en' ? 1 : 0.3
  const lines = [text]
  if (letter && random.chance(0.05)) lines.push(fill(random.pick(reach[lang]!), random, customer, lang))
  if (letter && random.chance(0.5 * manners)) lines.unshift(random.pick(greetings[lang]!))
  if (letter && random.chance(0.45 * manners))
    lines.push(fill(random.pick(closings[lang]!), random, customer, lang))
  return lines.join('\n')
}

export function subjectOf(random: Random, text: string, lang: string, channel: string): string {
  if (channel !== 'email' && channel !== 'web') return ''
  if (random.chance(0.35)) return random.pick(generic[lang]!)
  return text.split(/\s+/).slice(0, 6).join(' ')
}

/** Numbers that belong to nobody: reserved for films and tests. */
function fill(line: string, random: Random, customer: Customer, lang: string): string {
  const end = String(random.whole(0, 999)).padStart(3, '0')
  const phone = {
    en: `07700 900${end}`,
    tr: `0532 000 0${end[0]} ${end.slice(1)}`,
    pl: `+48 600 000 ${end}`,
  }[lang]!
  return line
    .replace('{name}', customer.name)
    .replace('{phone}', phone)
    .replace('{email}', customer.email)
    .replace('{card}', '4000 0000 0000 0002')
    .replace('{order}', String(random.whole(100_000, 9_999_999)))
}
