import { describe, expect, it } from 'vitest'
import { asksNothing } from '#scripts/mining/text/asks-nothing.ts'

describe('a message that asks nothing', () => {
  it.each([
    ['Thank you, that solved it!', 'en'],
    ['Great, thanks a lot for the quick help', 'en'],
    ['It works now, thank you very much', 'en'],
    ['Perfect, thanks, problem solved', 'en'],
    ['Many thanks, all good now', 'en'],
    ['Çok teşekkür ederim, sorun çözüldü', 'tr'],
    ['Teşekkürler, iyi çalışmalar', 'tr'],
    ['Dziękuję bardzo, wszystko działa', 'pl'],
    ['Vielen Dank, jetzt funktioniert alles', 'de'],
    ['Brilliant, you can close this ticket. Thanks', 'en'],
    ['Never mind, I found it myself', 'en'],
    ['Cheers guys, sorted', 'en'],
    ['That did the trick', 'en'],
    ['Hallettim, eyvallah', 'tr'],
    ['Danke, hat sich erledigt', 'de'],
    ['Merci pour votre aide, c’est réglé', 'fr'],
  ])('is thanks: %s', (text, language) => expect(asksNothing(text, language)).toBe('thanks'))

  it.each(['help', 'Help!', 'test', 'hello', 'hi', 'Agent please', 'talk to a human', 'refund', '?'])(
    'says too little: %s',
    (text) => expect(asksNothing(text, 'en')).toBe('too little'),
  )

  it.each([
    ['Dzień dobry, co mam teraz zrobić?', 'pl'],
    ['Merhaba, şimdi ne yapmalıyım?', 'tr'],
    ['Hello, what should I do now?', 'en'],
    ['Hallo, was soll ich jetzt tun?', 'de'],
  ])('says too little, for it could be about anything: %s', (text, language) =>
    expect(asksNothing(text, language)).toBe('too little'),
  )

  it.each([
    [
      'I am currently out of the office and will be back on Monday. In urgent cases please call my colleague.',
      'en',
    ],
    ['Thank you for your e-mail. I am on annual leave until Friday and will answer when I return.', 'en'],
    ['Ofis dışındayım, 3 Aralık tarihinde döneceğim.', 'tr'],
    ['Jestem na urlopie. W pilnych sprawach proszę o telefon do biura.', 'pl'],
    ['Automatic reply: I am travelling with limited access to email until 5 January.', 'en'],
    ['I am on maternity leave. Please contact Anna instead.', 'en'],
    ['Ich bin bis zum 5.1. nicht im Büro und habe keinen Zugriff auf meine E-Mails.', 'de'],
    ['Je suis absent du bureau jusqu’au 5 janvier. Merci de contacter mon collègue.', 'fr'],
    ['Estoy fuera de la oficina hasta el lunes.', 'es'],
    ['Yıllık izindeyim, 5 Ocak’ta döneceğim.', 'tr'],
  ])('is a note of absence: %s', (text, language) => expect(asksNothing(text, language)).toBe('absence'))

  it.each([
    'We can get you to the first page of Google within 30 days. Can we schedule a call?',
    'Our SEO team can bring your website to the top of Google search. Are you free for a short call on Monday?',
    'We offer guest posts and backlinks that improve your website ranking in Google.',
    'I help companies like yours get more leads. Do you have 15 minutes this week?',
    'Increase your Instagram followers, 10k for $50',
    'Following up on my last email about our lead generation services',
  ])('is a sales mail: %s', (text) => expect(asksNothing(text, 'en')).toBe('sales'))
})

it.each([
  ['Thanks for nothing, my card is still blocked', 'en'],
  ['I am on maternity leave, can I pause my subscription until I will be back?', 'en'],
  ['Please close my account', 'en'],
  ['Never mind the delay, I want a refund', 'en'],
  ['I got an automatic reply but nobody answered my complaint', 'en'],
  ['My website ranking is wrong in your dashboard', 'en'],
  ['Hello, my card is lost. Thank you!', 'en'],
  ['I am on holiday until Friday and my card was swallowed', 'en'],
  ['How do I schedule a call with an adviser?', 'en'],
  ['internet yok', 'tr'],
  ['kalan kullanım', 'tr'],
  ['karta nie działa', 'pl'],
])('a question stays one: %s', (text, language) => expect(asksNothing(text, language)).toBeUndefined())
