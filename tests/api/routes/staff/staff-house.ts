import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import { createApp } from '#api/app.ts'
import { createPublisher } from '#api/control/publisher.ts'
import { loadSite } from '#api/pages/built-site.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { migrations } from '#api/settings/folders.ts'
import { fillCustomers } from '#api/storage/customers.ts'
import { invite, join as joinStaff } from '#api/storage/staff-accounts.ts'
import type { Role } from '#api/storage/staff-schema.ts'
import { openStore, type Store } from '#api/storage/store.ts'
import { gaps, gapTickets, runs, tickets } from '#api/storage/tickets-schema.ts'
import type { AppContext } from '#api/web/context.ts'
import { createFaultsLog } from '#api/web/faults-log.ts'
import { createSessions } from '#api/web/session.ts'
import { createFinder } from '#content/library/find.ts'
import { readLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { noEvidence } from '#core/evidence.ts'
import type { GapSample } from '#core/gaps/mined.ts'
import { article, contentFolder } from '#tests/support/content-folder.ts'

export const password = 'four words in a row'
export const origin = 'http://127.0.0.1:4321'

/** A small shop: two shelves, two locales, one segment. */
const files = {
  'site.yaml': 'name: Shop\nlocales: [en, tr]\n',
  'categories.yaml': '- { id: parcels, label: Parcels }\n- { id: returns, label: Returns }\n',
  'traits.yaml':
    '- { id: plan, type: string, values: [free, business], label: Plan, text: "your plan is {value}" }\n',
  'segments/business.yaml':
    'label: Business\npriority: 5\nwho: { plan: business }\nprofile:\n  needs: [invoices]\n',
  'articles/en/parcels/where-is-my-parcel.mdx': article(
    'Where is my parcel?',
    'Open the order, then press Track. A parcel takes three days.',
    'segments: [business]\nupdated: 2026-11-01\n',
  ),
  'articles/tr/parcels/where-is-my-parcel.mdx': article(
    'Kargom nerede?',
    'Siparişi açın, sonra İzle düğmesine basın. Kargo üç günde gelir.',
    'updated: 2026-11-01\n',
  ),
  'articles/en/returns/send-it-back.mdx': article(
    'Send it back <fast> [now]',
    'Print the label and take the parcel to a shop within 30 days.',
    'updated: 2026-11-01\n',
  ),
}

export interface House {
  readonly app: Hono
  readonly store: Store
  /** tickets.db, as mining writes it. */
  readonly mined: Store
  readonly content: string
  /** Reads the content folder again, as a publish does. */
  republish(): Promise<void>
  /** Asks the staff API; `cookie` from {@link House.signedIn}. */
  ask(method: string, path: string, body?: unknown, cookie?: string): Promise<Response>
  /** A new colleague's cookie. */
  signedIn(role: Role, email?: string): Promise<string>
}

/** The whole app on a small shop, with one customer and one mined gap. Gone when the test is over. */
export async function staffHouse(samples?: GapSample[], env: Record<string, string> = {}): Promise<House> {
  const content = contentFolder(files)
  const data = mkdtempSync(join(tmpdir(), 'kindred-staff-'))
  const store = await openStore({ file: join(data, 'app.db'), migrations: migrations.app, writer: true })
  const mined = await openStore({
    file: join(data, 'tickets.db'),
    migrations: migrations.tickets,
    writer: true,
  })
  onTestFinished(async () => {
    await store.close()
    await mined.close()
    rmSync(data, { recursive: true, force: true })
  })
  await mine(mined, samples)

  const secret = Buffer.alloc(32, 7)
  const rows = [{ email: 'elif@example.com', external_id: 'm-1', locale: 'tr', traits: { plan: 'business' } }]
  await fillCustomers(store, { rows, secret, by: 'command' })

  const now = () => new Date('2026-11-22T12:00:00Z')
  let { library: everything, places } = await readLibrary(content, now())
  let library = openLibrary(everything)
  let finder = createFinder(library)
  const site = await loadSite(join(data, 'site'))
  const log = pino({ level: 'silent' })
  const context: AppContext = {
    app: store,
    tickets: () => mined,
    library: () => library,
    everything: () => everything,
    places: () => places,
    finder: () => finder,
    evidence: () => noEvidence,
    site: () => site,
    environment: readEnvironment({
      KINDRED_CONTENT: content,
      KINDRED_DATA: data,
      KINDRED_LOG: 'silent',
      ...env,
    }),
    secret,
    outbox: { deliver: () => Promise.resolve() },
    identityKeys: new Map(),
    publisher: createPublisher(['-e', 'console.log("built")']),
    log,
    faults: createFaultsLog(log),
    now,
  }
  const app = createApp(context)
  const sessions = createSessions(store)
  return {
    app,
    store,
    mined,
    content,
    async republish() {
      ;({ library: everything, places } = await readLibrary(content, now()))
      library = openLibrary(everything)
      finder = createFinder(library)
    },
    async ask(method, path, body, cookie) {
      const json = body === undefined ? {} : { body: JSON.stringify(body) }
      const headers = {
        origin,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie ? { cookie } : {}),
      }
      return app.request(`/api/staff${path}`, { method, headers, ...json })
    },
    async signedIn(role, email = `${role}@example.com`) {
      const made = await invite(store, { email, role, by: 'command' })
      if (typeof made === 'string') throw new Error(made)
      const joined = await joinStaff(store, { token: made.token, name: `A ${role}`, password })
      if (joined === 'gone') throw new Error('The invitation is gone.')
      return cookieIn((await sessions.open(joined)) ?? null)
    },
  }
}

/** `name=value` of a Set-Cookie header. */
export function cookieIn(setCookie: string | null): string {
  return (setCookie ?? '').split(';')[0] ?? ''
}

/** The question of g1 in two languages. */
const parts = [
  { language: 'en', title: 'my parcel came broken', questions: 30, tickets: ['t1'] },
  { language: 'tr', title: 'kolim ezik geldi', questions: 5, tickets: ['t2', 't3'] },
]

async function mine(
  store: Store,
  samples: GapSample[] = [{ ticket: 't1', text: 'my parcel came broken', language: 'en' }],
) {
  const { db } = store
  const ticket = {
    id: 't1',
    source: 'zendesk',
    account: '',
    externalId: '1',
    createdAt: '2026-11-20T10:00:00Z',
    updatedAt: '2026-11-20T10:00:00Z',
    subject: '',
    body: 'my parcel came broken',
    language: 'en',
    tags: [],
    traits: { plan: 'business' },
    digest: 'x',
  }
  const gap = {
    run: 1,
    kind: 'missing',
    keywords: ['broken', 'parcel'],
    customers: 30,
    trend: 1.8,
    weeks: [1, 1, 1, 1, 2, 2, 2, 3, 3, 5, 6, 8],
    firstSeen: '2026-08-30',
    lastSeen: '2026-11-20',
    languages: { en: 25, tr: 10 },
    segments: [{ segment: 'business', lift: 2.5, low: 1.4, high: 4.2, tickets: 20 }],
    channels: { email: 35 },
    score: 1,
    samples,
  }
  const nearest = {
    article: 'parcels/where-is-my-parcel',
    locale: 'en',
    title: 'Where is my parcel?',
    score: 0.3,
    passage: 'A parcel takes three days.',
    why: 'says nothing of damage',
  }
  await store.write([
    db.insert(runs).values({ asOf: '2026-11-20', tickets: 100, topics: 9, gaps: 2, open: 45 }),
    db.insert(tickets).values(ticket),
    db
      .insert(gaps)
      .values({ ...gap, id: 'g1', rank: 1, title: 'my parcel came broken', volume: 35, nearest, parts }),
    db.insert(gaps).values({
      ...gap,
      id: 'g2',
      rank: 2,
      title: 'gift cards',
      volume: 10,
      segments: [],
      nearest: null,
      languages: { en: 10 },
    }),
    db.insert(gapTickets).values({ gap: 'g1', ticket: 't1' }),
  ])
}
