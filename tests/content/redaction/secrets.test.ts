import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('secrets', () => {
  test.each([
    ['Authorization: Bearer abcdefghijklmnop', 'Authorization: Bearer [token]', 'en'],
    ['Bearer abcdefghijkl 1', 'Bearer [token] 1', 'en'],
    ['bearer abc 1', 'bearer abc 1', 'en'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', '[token]', 'en'],
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', '[token]', 'en'],
    ['AKIAIOSFODNN7EXAMPLE', '[token]', 'en'],
    ['0123456789abcdef0123456789abcdef', '[token]', 'en'],
    ['abcdefabcdefabcdefabcdefabcdefab 1', 'abcdefabcdefabcdefabcdefabcdefab 1', 'en'],
    ['aB3dE5fG7hJ9kL1mN3pQ5rS7', '[token]', 'en'],
    ['aB3dE5fG7hJ9kL1mN3pQ5rS', 'aB3dE5fG7hJ9kL1mN3pQ5rS', 'en'],
    ['How-To-Reset-Your-PIN-2026-Again', 'How-To-Reset-Your-PIN-2026-Again', 'en'],
    ['https://x.example/help/aB3dE5fG7hJ9kL1mN3pQ5rS7/view', 'https://x.example/help/[token]/view', 'en'],
    ['a-B3-dE5fG7hJ9kL1mN3pQ5rS7tU', '[token]', 'en'],
    ['a-B3-dE5fG-7hJ9kL1mN3pQ5rS7tU', 'a-B3-dE5fG-7hJ9kL1mN3pQ5rS7tU', 'en'],
  ])('keys by their beginnings and by their looks: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['password Summer2026', 'password [token]', 'en'],
    ['password: 1234', 'password: [token]', 'en'],
    ['password: 123', 'password: 123', 'en'],
    ['password 1234', 'password 1234', 'en'],
    ['password reset 2026', 'password reset 2026', 'en'],
    ['password a1b2 token c3d4e5', 'password [token] token [token]', 'en'],
    ['password: a1b', 'password: a1b', 'en'],
    ['password: a1b2', 'password: [token]', 'en'],
    ['password: password: Abc123', 'password: password: [token]', 'en'],
    ['secret 9 pin 1234 and otp 123456', 'secret 9 pin [token] and otp [token]', 'en'],
    ['pin 12', 'pin 12', 'en'],
    ['pin 123', 'pin [token]', 'en'],
    ['pin 12345678', 'pin [token]', 'en'],
    ['PIN 1234', 'PIN [token]', 'en'],
    ['pin 123456789', 'pin 123456789', 'en'],
    ['the code 123 digits', 'the code 123 digits', 'en'],
    ['my code AB12C', 'my code [token]', 'en'],
    ['my code AB1', 'my code AB1', 'en'],
    ['the password: Winter!', 'the password: [token]', 'en'],
    ['the password Winter!', 'the password Winter!', 'en'],
    ['şifrem: Kış2026!', 'şifrem: [token]', 'tr'],
    ['hasło to Zima2026', 'hasło to [token]', 'pl'],
    ['I set it to Summer-2026! as my new password', 'I set it to [token] as my new password', 'en'],
    ['hunter2 as my password', '[token] as my password', 'en'],
    ['set a1b as my password', 'set a1b as my password', 'en'],
    ['set abcd as my password 1', 'set abcd as my password 1', 'en'],
  ])('passwords and codes by the word for them: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})
