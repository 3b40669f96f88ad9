import { describe, test } from 'vitest'
import { properties } from './redact-properties.ts'

/** `npm run campaign:redaction` has the long runs. */
describe('a redacted text', () => {
  test.each(Object.entries(properties))('%s', (_, holds) => holds(300))
})
