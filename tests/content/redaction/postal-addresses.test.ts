import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('postal addresses', () => {
  test.each([
    ['I live at Flat 4, 12 Elm Road, Leeds LS1 4AP now', 'I live at [address] now', 'en'],
    ['moved to 350 Fifth Avenue, New York, NY 10118', 'moved to [address]', 'en'],
    ['Elm Road 1 is long', 'Elm Road 1 is long', 'en'],
    ['12 Elm Road and 14 Oak Lane', '[address] and [address]', 'en'],
    ['near Leeds LS1 4AP', 'near [address]', 'en'],
    ['SW1A 1AA', '[address]', 'en'],
    ['ul. Kwiatowej 12/5, 00-950 Warszawa', '[address]', 'pl'],
    ['00-950 Warszawa', '[address]', 'pl'],
    ['Atatürk Cad. No:12 D:5 34710 Kadıköy/İstanbul', '[address]', 'tr'],
    ['Hauptstraße 12a, 10115 Berlin', '[address]', 'de'],
    ['12 bis, rue de la Paix, 75002 Paris', '[address]', 'fr'],
    ['Calle de Alcalá, 45, 3º B, 28014 Madrid', '[address]', 'es'],
    ['SW1A 1AA, then 12 Elm Road', '[address], then [address]', 'en'],
  ])('streets with a number, with capitals: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['my address is 12 elm road leeds. thanks', 'my address is [address]. thanks', 'en'],
    ['i live at 12 elm road, leeds', 'i live at [address]', 'en'],
    ['my address is 12 elm road; please', 'my address is [address]; please', 'en'],
    ['my address is wrong since 2019', 'my address is wrong since 2019', 'en'],
    ['my address is wrong 12 times', 'my address is wrong 12 times', 'en'],
    ['moj adres to 12 kwiatowa warszawa', 'moj adres to [address]', 'pl'],
    ['mieszkam przy kwiatowej 12', 'mieszkam przy [address]', 'pl'],
    ['mój adres: kwiatowa 12/5 warszawa. dzięki', 'mój adres: [address]. dzięki', 'pl'],
    ['adresim: çiçek sokak no 12 kadıköy', 'adresim: [address]', 'tr'],
    ['meine adresse ist lange gasse 7, köln', 'meine adresse ist [address]', 'de'],
    ['mi dirección es gran via 28', 'mi dirección es [address]', 'es'],
    ['mój adres to pomyłka od 2019', 'mój adres to pomyłka od 2019', 'pl'],
  ])(
    'in small letters where somebody says that it is one, the number in front or behind: %s',
    (text, redacted, language) => {
      expect(redact(text, language)).toBe(redacted)
    },
  )
})
