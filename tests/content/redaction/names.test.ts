import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('names', () => {
  test.each([
    ['Hi John and Kate, please', 'Hi [name] and [name], please', 'en'],
    ['Hi John and others', 'Hi [name] and others', 'en'],
    ['Hello Jonas,', 'Hello [name],', 'en'],
    ['Hello, Revolut, Wise and others', 'Hello, Revolut, Wise and others', 'en'],
    ['Thanks Marlin', 'Thanks Marlin', 'en'],
    ['Thanks, Emma', 'Thanks, [name]', 'en'],
    ['Hi Emma,', 'Hi [name],', 'en'],
    ['Hi Emma. Please', 'Hi [name]. Please', 'en'],
    ['Hi Emma please', 'Hi [name] please', 'en'],
    ['Hi emma, please', 'Hi [name], please', 'en'],
    ['Hello Zanele and team', 'Hello [name] and team', 'en'],
    ['Hello Zanele please', 'Hello Zanele please', 'en'],
    ['Hi Mrs Zanele please', 'Hi Mrs [name] please', 'en'],
    ['Thanks Zanele,', 'Thanks Zanele,', 'en'],
    ['Dear Mr. Brown,', 'Dear Mr. [name],', 'en'],
  ])('after a greeting, and the second of two: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['Best,\nJan Kowalski', 'Best,\n[name]', 'en'],
    ['Best Zanele', 'Best [name]', 'en'],
    ['Best,\nZanele Mokoena', 'Best,\n[name]', 'en'],
    ['Best,\nemma', 'Best,\n[name]', 'en'],
    ['Thanks,\nZanele', 'Thanks,\n[name]', 'en'],
    ['I like it best,\nZanele', 'I like it best,\nZanele', 'en'],
    ['LG Torsten', 'LG [name]', 'de'],
    ['Geht nicht.\nLG Torsten', 'Geht nicht.\nLG [name]', 'de'],
    ['which is best, Premium', 'which is best, Premium', 'en'],
    ['text\n- Hugo', 'text\n- [name]', 'en'],
  ])('under a closing formula: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ["I'm Chloe", "I'm [name]", 'en'],
    ['I am British', 'I am British', 'en'],
    ['I am Kwabena Asante and', 'I am [name] and', 'en'],
    ["I'm Zanele, the owner", "I'm [name], the owner", 'en'],
    ["I'm Hungarian, so", "I'm Hungarian, so", 'en'],
    ['my name is emma clark, and', 'my name is [name], and', 'en'],
    ['my name is emma, and', 'my name is [name], and', 'en'],
    ['my name is emma clark please', 'my name is [name] clark please', 'en'],
    ['I am Emma please', 'I am [name] please', 'en'],
    ['Benim adım Zeynep', 'Benim adım [name]', 'tr'],
    ['jestem Zanele, mam pytanie', 'jestem [name], mam pytanie', 'pl'],
    ['Lena here, hello', '[name] here, hello', 'en'],
    ['Rafał z księgowości', '[name] z księgowości', 'pl'],
  ])('in an introduction, but not what somebody is: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['Mr. Smith called', 'Mr. [name] called', 'en'],
    ['Dr Clark', 'Dr [name]', 'en'],
    ['name: emma', 'name: [name]', 'en'],
    ['name: Zanele', 'name: [name]', 'en'],
    ['name: Zanele is here', 'name: Zanele is here', 'en'],
    ['name Emma', 'name Emma', 'en'],
    ['I met James Porter and Emma Clark', 'I met [name] and [name]', 'en'],
    ['Name: Emma Clark', 'Name: [name]', 'en'],
    ['I sent 200 to James Porter by mistake', 'I sent 200 to [name] by mistake', 'en'],
    ['ul. James Porter', 'ul. James Porter', 'pl'],
    ['Eşim Bursa’da', 'Eşim Bursa’da', 'tr'],
    ['eşim Ayşe aradı', 'eşim [name] aradı', 'tr'],
    ['Ayşe Hanım aradı', '[name] Hanım aradı', 'tr'],
    ['Mehmet Bey', '[name] Bey', 'tr'],
  ])('beside a title, after a label, and given names anywhere: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})
