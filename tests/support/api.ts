import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { SignJWT } from 'jose'
import pino from 'pino'
import { createApp } from '#api/app.ts'
import { createPublisher } from '#api/control/publisher.ts'
import { createOutbox } from '#api/delivery/outbox.ts'
import { loadSite } from '#api/pages/built-site.ts'
import { publishedAt } from '#api/pages/published.ts'
import { readEnvironment } from '#api/settings/environment.ts'
import { migrations } from '#api/settings/folders.ts'
import { readIdentityKeys } from '#api/settings/identity-keys.ts'
import { searches } from '#api/storage/app-schema.ts'
import { openStore } from '#api/storage/store.ts'
import type { AppContext } from '#api/web/context.ts'
import { createFaultsLog } from '#api/web/faults-log.ts'
import { createFinder } from '#content/library/find.ts'
import { openLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import { noEvidence } from '#core/evidence.ts'
import { tinyLibrary } from './tiny-library.ts'
import { tinySite } from './tiny-site.ts'

/** A shared key of the host product, 32 bytes. */
export const hostKey = Buffer.alloc(32, 7)

/** Monday noon: the tiny company's phone is open. */
export const noon = new Date('2026-11-23T12:00:00Z')

export interface TestApi {
  /** All searches that were noted, written or not yet. */
  searches(): Promise<(typeof searches.$inferSelect)[]>
  readonly app: Hono
  readonly context: AppContext
  readonly folder: string
  /** Like a page of the site itself would ask; `cookie` is sent along. */
  ask(path: string, init?: Asked): Promise<Response>
  /** A good identity token, changed as asked. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>, key?: Uint8Array): Promise<string>
  /** From now on it is this moment. */
  at(moment: string): void
  close(): Promise<void>
}

export interface Asked {
  method?: string
  json?: unknown
  form?: Record<string, string>
  cookie?: string | undefined
  headers?: Record<string, string>
  /** Address the request comes from. */
  place?: string
}

/** The app on a library, a built site and a database of its own. */
export async function testApi(
  library: Library = tinyLibrary(),
  env: Record<string, string> = {},
  /** A folder of builds; default: the tiny company's pages. */
  built?: string,
): Promise<TestApi> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-'))
  const environment = readEnvironment({ KINDRED_DATA: folder, KINDRED_HOLDOUT: '0', ...env })
  for (const [path, html] of Object.entries(tinySite())) {
    const file = join(folder, 'site', 'one', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, html)
  }
  writeFileSync(join(folder, 'site', 'current'), 'one')
  const store = await openStore({ file: environment.folders.appDb, migrations: migrations.app, writer: true })
  const open = openLibrary(library)
  const [site, finder] = [await loadSite(built ?? environment.folders.site), createFinder(open)]
  const log = pino({ level: 'silent' })
  const secret = Buffer.alloc(32, 1)
  const settings = environment.contact
  let time = noon
  const places = {
    pages: new Map(),
    articles: new Map(),
    files: new Set<string>(),
    keptBack: new Set<string>(),
  }
  const now = () => time
  const current = publishedAt(
    { library: open, everything: library, places, finder, site, vectors: undefined },
    now,
  )
  const context: AppContext = {
    app: store,
    tickets: () => undefined,
    library: () => current().library,
    everything: () => current().everything,
    places: () => places,
    finder: () => current().finder,
    evidence: () => noEvidence,
    site: () => current().site,
    environment,
    secret,
    outbox: createOutbox({
      ...{
        store,
        secret,
        settings,
        origin: environment.origin,
        site: () => 'Tiny',
        tell() {},
        now: () => noon,
      },
    }),
    identityKeys: readIdentityKeys(`host:${hostKey.toString('base64')}`, undefined),
    publisher: createPublisher(),
    log,
    faults: createFaultsLog(log),
    now,
  }
  const app = createApp(context)
  const { origin, identity } = environment

  return {
    app,
    at(moment: string) {
      time = new Date(moment)
    },
    async searches() {
      await store.settle()
      return store.db.select().from(searches)
    },
    context,
    folder,
    async ask(path, { method = 'GET', json, form, cookie, headers, place } = {}) {
      const body =
        json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form).toString() : undefined
      const type = json !== undefined ? 'application/json' : form && 'application/x-www-form-urlencoded'
      const request = {
        method,
        ...(body !== undefined && { body }),
        headers: {
          Origin: origin,
          ...(type && { 'Content-Type': type }),
          ...(cookie && { Cookie: cookie }),
          ...headers,
        },
      }
      const from = place && { incoming: { socket: { remoteAddress: place } } }
      return from ? app.request(`${origin}${path}`, request, from) : app.request(`${origin}${path}`, request)
    },
    token(claims = {}, header = {}, key = hostKey) {
      const now = Math.floor(noon.getTime() / 1000)
      const all = {
        iss: identity.issuer,
        aud: identity.audience,
        sub: 'customer-1',
        iat: now,
        exp: now + 300,
        jti: crypto.randomUUID(),
        ...claims,
      }
      const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
      return new SignJWT(given).setProtectedHeader({ alg: 'HS256', kid: 'host', ...header }).sign(key)
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The visitor cookie as a browser would send it back. */
export function cookieOf(response: Response): string | undefined {
  return response.headers.get('set-cookie')?.match(/__Host-visitor=[\w-]+/)?.[0]
}
