import { expect, test } from 'vitest'
import type { Publishing } from '#api/control/publisher.ts'
import { createSchedule } from '#api/control/schedule.ts'
import { readLibrary } from '#content/library/index.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

/** A server that has built the folder at one moment and looks at it at others. */
async function server({ able = true } = {}) {
  const folder = contentFolder({
    'site.yaml': 'timezone: Europe/Istanbul\n',
    'articles/en/a/one.md': article('One', 'Text.', 'expires_at: 2026-12-02\n'),
    'articles/en/a/two.md': article('Two', 'Text.', 'publish_at: 2026-12-01 09:00\n'),
    'articles/en/a/three.md': article('Three', 'Text.', 'draft: true\npublish_at: 2026-12-01\n'),
  })
  let now = new Date('2026-11-30T12:00:00Z')
  let { library } = await readLibrary(folder, now)
  let run: Publishing | undefined
  const started: string[] = []
  const said: string[] = []
  const tell = (level: string) => (_: object, message: string) => void said.push(`${level}: ${message}`)
  const schedule = createSchedule({
    everything: () => library,
    publisher: {
      able,
      now: () => run,
      start(by) {
        if (run?.ended === null) return false
        started.push(now.toISOString())
        run = { by, started: now.getTime(), ended: null, done: false, lines: [] }
        return true
      },
    },
    log: { info: tell('info'), warn: tell('warn'), error: tell('error') },
    now: () => now,
  })
  return {
    started,
    said,
    at(time: string) {
      now = new Date(time)
      schedule.look()
    },
    async ends(done: boolean) {
      run = { ...run!, ended: now.getTime(), done }
      if (done) ({ library } = await readLibrary(folder, now))
    },
  }
}

test('an article is published when its time has come and taken off when it is over, each once', async () => {
  const { at, ends, started } = await server()
  at('2026-12-01T05:59:50Z')
  expect(started).toEqual([])
  at('2026-12-01T06:00:10Z')
  at('2026-12-01T06:00:30Z')
  await ends(true)
  at('2026-12-01T06:01:00Z')
  at('2026-12-01T20:59:00Z')
  expect(started).toEqual(['2026-12-01T06:00:10.000Z'])
  at('2026-12-01T21:00:00Z')
  await ends(true)
  at('2026-12-03T00:00:00Z')
  expect(started).toEqual(['2026-12-01T06:00:10.000Z', '2026-12-01T21:00:00.000Z'])
})

test('a publish that failed is tried again after ten minutes, and one that somebody started is waited for', async () => {
  const { at, ends, started, said } = await server()
  at('2026-12-01T06:00:00Z')
  await ends(false)
  at('2026-12-01T06:09:00Z')
  at('2026-12-01T06:10:00Z')
  expect(started).toHaveLength(2)
  expect(said.filter((line) => line.startsWith('error'))).toHaveLength(1)
  // What falls due meanwhile follows as soon as that run has ended.
  at('2026-12-01T21:00:00Z')
  expect(started).toHaveLength(2)
  await ends(false)
  at('2026-12-01T21:00:20Z')
  expect(started).toHaveLength(3)
})

test('a server without build tools says what is due', async () => {
  const { at, started, said } = await server({ able: false })
  at('2026-12-01T06:00:00Z')
  at('2026-12-01T06:05:00Z')
  expect([started, said]).toEqual([[], ['warn: articles are due, and this server has no build tools']])
})
