// Over 250 lines: every setting of the server in one table, and what is read from it.
import type { BlockList } from 'node:net'
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import { type ContactSettings, decoded, readContact } from './contact.ts'
import { type Folders, folders } from './folders.ts'
import { identityNames } from './identity-keys.ts'
import { readNetworks } from './networks.ts'
import { publicOrigin, readBase, serverOrigin } from './origin.ts'
import { WrongSetting } from './secrets.ts'
import { readWriter, type WriterSettings } from './writer.ts'

/** Every variable the server reads, with its default. */
const schema = z.object({
  /** Where to listen; 0 takes any free port. */
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a whole number from 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'a whole number from 0 to 65535')
    .default(4321),
  HOST: z
    .string()
    .regex(/^[\w.:%[\]-]+$/, 'an address or a name of this machine, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  /** The company's content folder. */
  KINDRED_CONTENT: z.string().default('content/marlin'),
  /** Where everything is written. */
  KINDRED_DATA: z.string().default('data'),
  /** `libsql://…` when app.db lives on a server. */
  KINDRED_APP_DB: z
    .string()
    .regex(/^(libsql|https?|wss?):\/\/[^/\s]/, 'an address such as libsql://db.example.com')
    .optional(),
  /** The address people see; other origins may not write. A path behind the host is the base. */
  KINDRED_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'an address such as https://help.example.com' })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** The path below which everything lies, `/help`; the build needs it too. */
  KINDRED_BASE: z.string().optional(),
  /** Where this server is reached, when the pages at KINDRED_ORIGIN lie on another host; the build needs it too. */
  KINDRED_API_ORIGIN: z.string().refine(isOrigin, 'an origin such as https://api.example.com').optional(),
  /** Our own reverse proxies, addresses or networks: `127.0.0.1, 10.0.0.0/8`. Only they may say where a request comes from. */
  KINDRED_TRUSTED_PROXIES: z
    .string()
    .transform((text) => readNetworks(text))
    .refine((list) => list !== undefined, 'addresses or networks, such as 127.0.0.1, 10.0.0.0/8')
    .optional(),
  /** Share of visitors that see the editors' order, so that tailoring can be measured. */
  KINDRED_HOLDOUT: z
    .string()
    .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'a share from 0 to 1, such as 0.1')
    .transform(Number)
    .default(0.1),
  /** At least 32 bytes, hex or base64; made once into the data folder when absent. */
  KINDRED_SECRET: z.string().optional(),
  /** Keys of the host product that signs identities: `kid:base64,…`, at most two. */
  KINDRED_IDENTITY_KEYS: z.string().optional(),
  KINDRED_IDENTITY_ISSUER: z.string().optional(),
  KINDRED_IDENTITY_AUDIENCE: z.string().optional(),
  /** The mail server, with its user and password if it wants them: `smtp://user:password@mail.example.com:587`, `smtps://…`. */
  KINDRED_SMTP: z
    .url({ protocol: /^smtps?$/, error: 'an address such as smtp://user:password@mail.example.com:587' })
    .refine(
      isMailServer,
      'an address such as smtp://user:password@mail.example.com:587, with %40 for an @ in the password',
    )
    .optional(),
  /** Who our mails come from. */
  KINDRED_MAIL_FROM: z.email('an e-mail address').optional(),
  /** Where messages of the contact form go: `mailto:desk@example.com` or a webhook, `https://desk.example.com/hook`. */
  KINDRED_CONTACT: z
    .string()
    .refine(isReceiver, 'mailto:desk@example.com, or an https:// address of a webhook')
    .optional(),
  /** Signs the webhook (Standard Webhooks): at least 32 bytes, base64, `whsec_` before it or not. */
  KINDRED_CONTACT_KEY: z.string().optional(),
  /** Days after which a message that nobody took is given up and its whole text deleted. */
  KINDRED_CONTACT_DAYS: z
    .string()
    .regex(/^([1-9]|[1-8]\d|90)$/, 'a whole number from 1 to 90')
    .transform(Number)
    .default(7),
  /** Where notices go (gaps for the product, digests, alerts): `mailto:team@example.com` or a webhook. */
  KINDRED_NOTICES: z
    .string()
    .refine(isReceiver, 'mailto:team@example.com, or an https:// address of a webhook')
    .optional(),
  /** Signs that webhook, as KINDRED_CONTACT_KEY signs the other. */
  KINDRED_NOTICES_KEY: z.string().optional(),
  /** Help desks that may show the desk in a frame, exact origins: `https://app.chatwoot.com, https://acme.zendesk.com`. */
  KINDRED_DESK_ORIGINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every(isOrigin), 'origins such as https://app.chatwoot.com')
    .optional(),
  /** Products that may show the widget, exact origins: `https://app.acme.example`. */
  KINDRED_WIDGET_ORIGINS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every(isOrigin), 'origins such as https://app.acme.example')
    .optional(),
  /** OpenID provider by which staff may sign in: its issuer, as its discovery document names it. */
  KINDRED_OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'an address such as https://login.example.com' })
    .refine(isSafe, 'https, unless it is on this machine')
    .optional(),
  /** What Kindred is called there. Its redirect address is `<origin>/api/staff/oidc/callback`. */
  KINDRED_OIDC_CLIENT: z.string().optional(),
  /** Absent for a public client: PKCE is used in any case. */
  KINDRED_OIDC_SECRET: z.string().optional(),
  /** Language model that begins drafts for writers: an address that speaks OpenAI's `/v1/chat/completions`. Absent: none. */
  KINDRED_WRITER_URL: z.string().optional(),
  KINDRED_WRITER_MODEL: z.string().optional(),
  KINDRED_WRITER_KEY: z.string().optional(),
  /** A port on loopback for Prometheus: `/metrics`. Absent: none. */
  KINDRED_METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'a whole number from 1 to 65535')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'a whole number from 1 to 65535')
    .optional(),
  /** Where OpenTelemetry spans of requests go, the base address of an OTLP/HTTP receiver. Absent: nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'an address such as http://127.0.0.1:4318' })
    .optional(),
  /** What Kindred is called in them. */
  OTEL_SERVICE_NAME: z.string().default('kindred'),
  /** What is logged to standard error. */
  KINDRED_LOG: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'one of trace, debug, info, warn, error, fatal and silent',
    })
    .default('warn'),
})

/** Read by the build, the development server, mining and the tests, so they may be there. */
const othersVariables = [
  ...['KINDRED_OUT', 'KINDRED_DRAFTS', 'KINDRED_API', 'KINDRED_DEV_API', 'KINDRED_AXE', 'KINDRED_HOSTILE'],
  ...['KINDRED_ENCODER', 'KINDRED_EMBEDDINGS_URL', 'KINDRED_EMBEDDINGS_MODEL', 'KINDRED_EMBEDDINGS_KEY'],
]

/** Every variable that is read; the documentation has a row for each. */
export const settingNames: readonly string[] = [...Object.keys(schema.shape), ...othersVariables]

/** Names this machine has for itself; as origins they are the same. */
export const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]', '::1']

export interface Environment {
  readonly port: number
  readonly host: string
  /** The path below which everything lies, such as `/help`; '' at the root of the host. */
  readonly base: string
  /** Public address without a slash at its end: the origin and the base. */
  readonly origin: string
  /** Where this server itself is reached; not `origin` when the pages lie on another host. */
  readonly serverOrigin: string
  /** Help desks that may show the desk in a frame. */
  readonly deskOrigins: readonly string[]
  /** Products that may show the widget. */
  readonly widgetOrigins: readonly string[]
  /** OpenID provider by which staff may sign in. */
  readonly oidc:
    | { readonly issuer: string; readonly client: string; readonly secret: string | undefined }
    | undefined
  /** Whether only this machine can reach us. */
  readonly local: boolean
  readonly holdout: number
  readonly trustedProxies: BlockList | undefined
  readonly log: string
  readonly metricsPort: number | undefined
  readonly traces: { readonly endpoint: string; readonly service: string } | undefined
  readonly secret: string | undefined
  readonly contact: ContactSettings
  readonly writer: WriterSettings | undefined
  readonly identity: {
    readonly keys: string | undefined
    readonly issuer: string
    readonly audience: string
  }
  readonly folders: Folders
}

/** The one place that reads the environment. Throws {@link WrongSetting} with everything that is wrong at once. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  // An empty variable is one that was not set: `HOST= npm start`.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = schema.safeParse(given)
  const wrong = (error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0])
    // A password in an address must not reach the screen, or a log.
    const is = (given[name] ?? '').replace(/\/\/[^@/]*@/, '//…@')
    return `${name} is "${is}": ${issue.message}.`
  })
  for (const name of Object.keys(given)) {
    if (!name.startsWith('KINDRED_') || settingNames.includes(name)) continue
    wrong.push(`There is no setting called ${name}. Did you mean ${nearest(name, settingNames)}?`)
  }
  const local =
    !data ||
    [data.KINDRED_ORIGIN, data.KINDRED_API_ORIGIN].every((origin) =>
      isLocal(data.HOST, origin, data.KINDRED_TRUSTED_PROXIES),
    )
  if (data && !local && !data.KINDRED_SECRET)
    wrong.push(
      `KINDRED_SECRET is missing: others can reach Kindred on ${data.KINDRED_ORIGIN ?? data.HOST}, so it needs a secret you keep. Make one with: openssl rand -hex 32`,
    )
  if (data && Boolean(data.KINDRED_OIDC_ISSUER) !== Boolean(data.KINDRED_OIDC_CLIENT))
    wrong.push('KINDRED_OIDC_ISSUER and KINDRED_OIDC_CLIENT are set together, or neither.')
  if (data?.KINDRED_OIDC_SECRET && !data.KINDRED_OIDC_ISSUER)
    wrong.push('KINDRED_OIDC_SECRET is set without KINDRED_OIDC_ISSUER: say whose secret it is, too.')
  if (data?.KINDRED_METRICS_PORT && data.KINDRED_METRICS_PORT === data.PORT)
    wrong.push(`KINDRED_METRICS_PORT and PORT are both ${data.PORT}: give the metrics a port of their own.`)
  if (data?.KINDRED_API_ORIGIN && !data.KINDRED_ORIGIN)
    wrong.push('KINDRED_API_ORIGIN is set without KINDRED_ORIGIN: say where the pages lie, too.')
  const base = readBase(given, wrong)
  const contact = data && readContact(data, wrong)
  const writer = data && readWriter(data, wrong)
  if (!data || !contact || wrong.length > 0) throw new WrongSetting(wrong.join('\n'))

  const origin = publicOrigin(given)
  return {
    port: data.PORT,
    host: data.HOST,
    base,
    origin,
    serverOrigin: serverOrigin(given),
    deskOrigins: data.KINDRED_DESK_ORIGINS ?? [],
    widgetOrigins: data.KINDRED_WIDGET_ORIGINS ?? [],
    oidc:
      data.KINDRED_OIDC_ISSUER && data.KINDRED_OIDC_CLIENT
        ? {
            issuer: data.KINDRED_OIDC_ISSUER,
            client: data.KINDRED_OIDC_CLIENT,
            secret: data.KINDRED_OIDC_SECRET,
          }
        : undefined,
    local,
    holdout: data.KINDRED_HOLDOUT,
    trustedProxies: data.KINDRED_TRUSTED_PROXIES,
    log: data.KINDRED_LOG,
    metricsPort: data.KINDRED_METRICS_PORT,
    traces: data.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT, service: data.OTEL_SERVICE_NAME }
      : undefined,
    secret: data.KINDRED_SECRET,
    contact,
    writer,
    identity: { keys: data.KINDRED_IDENTITY_KEYS, ...identityNames(given, origin) },
    folders: folders(given),
  }
}

/**
 * An origin and nothing else, encrypted unless it is this machine: in a frame of it people type what is theirs alone.
 * A content security policy would take `https://*.example.com` for every host below, so there is no star in it.
 */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || new URL(text).origin !== text || text.includes('*')) return false
  return isSafe(text)
}

/** Names a host, and user and password can be decoded. */
function isMailServer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, username, password } = new URL(text)
  return hostname !== '' && [username, password].every((part) => decoded(part) !== undefined)
}

/** Encrypted, or on this machine. What is no address at all is not judged here. */
function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return true
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname))
}

/** The receiver gets what people write, so the way there is encrypted unless it stays on this machine. */
function isReceiver(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.protocol === 'mailto:')
    return url.search === '' && z.email().safeParse(decoded(url.pathname)).success
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback.includes(url.hostname))
}

/** Behind a proxy on the same machine we listen on loopback as well, so the public address counts too. */
function isLocal(host: string, origin: string | undefined, proxies: BlockList | undefined): boolean {
  const public_ = origin !== undefined && !loopback.includes(new URL(origin).hostname)
  return loopback.includes(host) && !public_ && proxies === undefined
}

/** The name of `known` that is spelt most alike. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  return known.toSorted((a, b) => distance(name, a) - distance(name, b))[0]
}
