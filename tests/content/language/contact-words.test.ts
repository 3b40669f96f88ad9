import { expect, it } from 'vitest'
import { asksForPerson } from '#content/language/contact-words.ts'

it.each([
  ['en', 'speak to a human'],
  ['en', 'phone number'],
  ['en', 'how can I contact you?'],
  ['en', 'I want to make a complaint'],
  ['en', 'let me talk to someone about my card'],
  ['en-gb', 'customer service'],
  ['tr', 'telefon numaranız nedir'],
  ['tr', 'canlı destek'],
  ['tr', 'bir insanla konuşmak istiyorum'],
  ['tr', 'şikayet'],
  ['pl', 'numer telefonu'],
  ['pl', 'chcę złożyć reklamację'],
  ['pl', 'rozmowa z konsultantem'],
  ['de', 'Telefonnummer'],
  ['de', 'ich möchte mit einem Menschen sprechen'],
  ['de', 'Beschwerde einreichen'],
  ['fr', 'numéro de téléphone'],
  ['fr', 'parler à un conseiller'],
  ['fr', 'déposer une réclamation'],
  ['es', 'número de teléfono'],
  ['es', 'quiero hablar con una persona'],
  ['es', 'presentar una queja'],
])('in %s “%s” asks for a person', (locale, query) => expect(asksForPerson(query, locale)).toBe(true))

it.each([
  ['en', 'change my phone number'],
  ['en', 'change contact details'],
  ['en', 'how do I order a card'],
  ['en', 'what is it'],
  ['en', 'card'],
  ['tr', 'telefon numaramı değiştirmek istiyorum'],
  ['pl', 'zmiana numeru telefonu'],
  ['de', 'Telefonnummer ändern'],
  ['fr', 'changer de numéro de téléphone'],
  ['es', 'cambiar mi número de teléfono'],
  ['ja', '電話番号'],
])('in %s “%s” does not', (locale, query) => expect(asksForPerson(query, locale)).toBe(false))
