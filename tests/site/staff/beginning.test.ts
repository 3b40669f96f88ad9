import { expect, it } from 'vitest'
import { beginning } from '#site/staff/beginning.ts'

it.each([
  ['a short text as it is', 'Free of charge.', 20, 'Free of charge.'],
  ['a long text after a whole word', 'Installation is free of charge.', 22, 'Installation is free…'],
  [
    '… also where the limit falls between two words',
    'Installation is free of charge.',
    20,
    'Installation is free…',
  ],
  ['… without the comma before the rest', 'Installation is free, and quick.', 24, 'Installation is free…'],
  ['a text without spaces after whole characters', '取り付けは無料です😀はい', 10, '取り付けは無料です😀…'],
])('shows %s', (_, text, most, shown) => expect(beginning(text, most)).toBe(shown))
