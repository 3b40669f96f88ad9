import { describe, expect, test } from 'vitest'
import { redact } from '#content/redaction/redact.ts'

describe('addresses of machines', () => {
  test.each([
    ['server 10.0.0.1 is down', 'server [ip] is down', 'en'],
    ['from 256.1.1.1', 'from 256.1.1.1', 'en'],
    ['from 255.1.1.1', 'from [ip]', 'en'],
    ['version 94.3.10.10', 'version 94.3.10.10', 'en'],
    ['at 8.8.8.8', 'at 8.8.8.8', 'en'],
    ['ping 8.8.8.8', 'ping [ip]', 'en'],
    ['8.8.8.8:53', '[ip]:53', 'en'],
    ['10.0.0.0/8', '[ip]/8', 'en'],
    ['49.49.49.49', '49.49.49.49', 'en'],
    ['50.1.1.1', '[ip]', 'en'],
    ['93.184.216.34.', '[ip].', 'en'],
    ['93.184.216.34.5', '93.184.216.34.5', 'en'],
    ['Chrome/94.3.3.10', 'Chrome/94.3.3.10', 'en'],
    ['93.184.216.34 version', '93.184.216.34 version', 'en'],
    ['x93.184.216.34', 'x93.184.216.34', 'en'],
    ['93.184.216.34x', '93.184.216.34x', 'en'],
  ])('of version 4, unless the words or its size make it a version: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
  test.each([
    ['2001:db8:0:0:0:ff00:42:8329', '[ip]', 'en'],
    ['2001:db8:0:0:0:ff00:42:8329:8443', '[ip]:8443', 'en'],
    ['2001:db8:0:0:0:ff00:42', '2001:db8:0:0:0:ff00:42', 'en'],
    ['at 10:30:45', 'at 10:30:45', 'en'],
    ['fe80::1', '[ip]', 'en'],
    ['12::3:4', '[ip]', 'en'],
    ['12::3:45', '[ip]', 'en'],
    ['1::2 3', '1::2 3', 'en'],
    ['2001::db8::1', '2001::db8::1', 'en'],
    ['2001:db8:::1', '2001:db8:::1', 'en'],
    ['12345::1', '12345::1', 'en'],
    ['fe80::1:', '[ip]:', 'en'],
  ])('of version 6, and no time of day: %s', (text, redacted, language) => {
    expect(redact(text, language)).toBe(redacted)
  })
})
