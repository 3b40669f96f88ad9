import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './gap-sets.ts'
import { mechanisms } from './mechanisms.ts'

it.each(Object.entries(mechanisms))(
  '%s: what is switched off stands in its file, once',
  (_, { file, text }) => {
    expect(readFileSync(join(root, 'scripts', 'mining', file), 'utf8').split(text)).toHaveLength(2)
  },
)
