import { expect, test } from 'vitest'
import { withField } from '#content/library/with-field.ts'

test('a field takes the place of its earlier lines, and all else stays to the byte', () => {
  const text =
    '---\r\ntitle: T # mine\r\nsegments:\r\n  - a\r\n- b\r\nupdated: 2020-01-01\r\n---\r\n\r\nupdated: x\r\n'
  expect(withField(text, 'segments', 'segments: [c]')).toBe(
    '---\r\ntitle: T # mine\r\nsegments: [c]\r\nupdated: 2020-01-01\r\n---\r\n\r\nupdated: x\r\n',
  )
  expect(withField(text, 'updated', 'updated: 2026-11-20')).toBe(text.replace('2020-01-01', '2026-11-20'))
})

test('a new field is the last one, and a field can be taken out', () => {
  const text = '---\ntitle: T\n---\nBody\n'
  const dated = '---\ntitle: T\npublish_at: 2026-12-01 09:30\n---\nBody\n'
  expect(withField(text, 'publish_at', 'publish_at: 2026-12-01 09:30')).toBe(dated)
  expect(withField(dated, 'publish_at', null)).toBe(text)
  expect(withField(text, 'publish_at', null)).toBe(text)
  expect(withField('No front-matter', 'title', 'title: T')).toBeUndefined()
})
