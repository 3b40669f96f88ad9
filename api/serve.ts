// Over 250 lines: the one place that wires the server, in the order in which it starts and stops.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Server, ServerResponse } from 'node:http'
import { createServer, Server as TcpServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import pino from 'pino'
import { createApp } from '#api/app.ts'
import { createOutbox } from '#api/delivery/outbox.ts'
import { forgetOldMessages } from '#api/storage/messages.ts'
import { forgetOld } from '#api/storage/visitors.ts'
import { createFinder } from '#content/library/find.ts'
import type { CheckedLibrary } from '#content/library/index.ts'
import { openLibrary } from '#content/library/open-library.ts'
import { faultOf } from '#core/identify.ts'
import { staffCommands } from './control/commands.ts'
import { createPublisher } from './control/publisher.ts'
import { createSchedule } from './control/schedule.ts'
import { listenForCommands } from './control/server.ts'
import { readVectors } from './encoders/article-vectors.ts'
import { questionLikeness } from './encoders/question-likeness.ts'
import { loadSite, OtherBase } from './pages/built-site.ts'
import { type Published, publishedAt } from './pages/published.ts'
import { inherited } from './settings/child-environment.ts'
import { type Environment, readEnvironment } from './settings/environment.ts'
import { migrations } from './settings/folders.ts'
import { readIdentityKeys } from './settings/identity-keys.ts'
import { operatorMessage } from './settings/operator-message.ts'
import { readSecrets } from './settings/secrets.ts'
import { claimData } from './storage/data-owner.ts'
import { minedEvidence } from './storage/evidence.ts'
import { publishedOf, readPublished } from './storage/published-library.ts'
import { openStore, type Store } from './storage/store.ts'
import type { AppContext } from './web/context.ts'
import { everyoneIn } from './web/everyone-in.ts'
import { createFaultsLog } from './web/faults-log.ts'
import { logOutput } from './web/log-output.ts'
import { refuseUnreadable } from './web/malformed-request.ts'
import { createMetrics, listenForMetrics } from './web/metrics.ts'
import { createSessions } from './web/session.ts'
import { createTracing } from './web/tracing.ts'

/** How long requests that have begun may take to end after SIGTERM, in ms. */
const farewell = 10_000

/** How long we go on taking connections after SIGTERM, so that a proxy sees "connection: close" before a refusal, in ms. */
const hint = 250

/** How long kept connections may send one more request, which is answered with "connection: close", in ms. */
const lastRequests = 1_500

/** Forgetting what is past its time, in ms. */
const sweepEvery = 3_600_000

/** Looking for messages to forward again, in ms. */
const deliverEvery = 20_000

/** Looking for articles whose day has come, in ms. */
const dueEvery = 20_000

/** Looking for tickets while there are none, and for a newer mining, in ms. */
const miningEvery = 15_000

try {
  const env = inherited()
  // The address is part of what we tell the browser, so a port must be known before anything is made of it.
  if (env['PORT'] === '0') env['PORT'] = String(await freePort(env['HOST'] || '127.0.0.1'))
  await serve(readEnvironment(env))
} catch (error) {
  console.error(operatorMessage(error))
  process.exit(1)
}

async function serve(environment: Environment): Promise<void> {
  const { folders } = environment
  await claimData(folders)
  const log = pino({ level: environment.log, redact: ['req.headers'] }, logOutput(2))
  const { secret, devKey } = readSecrets(folders.secrets, environment.secret)
  const identityKeys = readIdentityKeys(environment.identity.keys, environment.local ? devKey : undefined)
  const now = () => new Date()
  let built = await publish(environment, log)
  let current = publishedAt(built, now)
  const app = await openStore({
    file: folders.appDb,
    url: folders.appUrl,
    migrations: migrations.app,
    writer: true,
    thread: true,
  })

  let tickets: Store | undefined
  const lookForTickets = async (): Promise<void> => {
    if (tickets || !existsSync(folders.ticketsDb)) return
    tickets = await openStore({
      file: folders.ticketsDb,
      migrations: migrations.tickets,
      writer: false,
    }).catch((error: Error) => {
      log.warn({ reason: error.message }, 'tickets.db cannot be read')
      return undefined
    })
  }
  const evidence = minedEvidence()
  const lookForMining = async (): Promise<void> => {
    await lookForTickets()
    await evidence.refresh(tickets).catch((error: Error) => {
      log.warn({ reason: error.message }, 'what customers ask cannot be read; the order stays as it is')
    })
  }
  await lookForMining()

  const faults = createFaultsLog(log)
  const likeness = questionLikeness(inherited(), (reason) => log.warn({ reason }, 'search by meaning'))
  const site = () => current().library.site.name
  const outbox = createOutbox({
    ...{ store: app, secret, settings: environment.contact, origin: environment.origin, site, now },
    tell: (fault) => faults.tell(fault),
  })
  const context: AppContext = {
    app,
    tickets: () => tickets,
    library: () => current().library,
    everything: () => current().everything,
    places: () => current().places,
    finder: () => current().finder,
    likeness: likeness && ((question, locale) => likeness(question, locale, built.vectors)),
    evidence: evidence.current,
    site: () => current().site,
    environment,
    secret,
    identityKeys,
    publisher: createPublisher(),
    log,
    outbox,
    faults,
    now,
    metrics: environment.metricsPort
      ? createMetrics({
          build: () => built.site.build,
          usable: async () => (await app.fault()) === undefined,
        })
      : undefined,
    tracing: environment.traces && (await createTracing(environment.traces)),
  }
  const hono = createApp(context)
  let stopping = false
  /** While the door closes, resolved behind it. */
  let door: Promise<void> | undefined
  const server = createAdaptorServer({
    fetch(request, bindings) {
      // Connections are kept for further requests, which would keep us from stopping.
      if (stopping) (bindings.outgoing as ServerResponse).shouldKeepAlive = false
      return door ? door.then(() => hono.fetch(request, bindings)) : hono.fetch(request, bindings)
    },
    // Node's own limit answers without a body; ours says what is wrong.
    serverOptions: { maxHeaderSize: 256 * 1024 },
  }) as Server
  server.on('clientError', refuseUnreadable)
  await listen(server, environment)
  const metrics =
    context.metrics && environment.metricsPort
      ? await listenForMetrics(context.metrics, environment.metricsPort)
      : undefined

  const commands = staffCommands({ store: app, secret, origin: environment.serverOrigin })
  const control = await listenForCommands(folders.socket, {
    ...commands,
    async reload() {
      built = await publish(environment, log)
      current = publishedAt(built, now)
      await lookForMining()
      return { build: built.site.build }
    },
  })
  const sweep = async (): Promise<void> => {
    await app.write([...forgetOld(app, Date.now()), ...forgetOldMessages(app, Date.now())])
    await createSessions(app).sweep()
  }
  // What is due is read from the library as built: what has expired is gone from the current one.
  const schedule = createSchedule({ ...context, everything: () => built.everything })
  const timers = [
    setInterval(() => schedule.look(), dueEvery),
    setInterval(() => sweep().catch((error) => log.warn({ err: error }, 'sweep')), sweepEvery),
    setInterval(() => lookForMining(), miningEvery),
    setInterval(() => outbox.deliver(), deliverEvery),
  ]
  process.once('SIGINT', () => stop('SIGINT'))
  process.once('SIGTERM', () => stop('SIGTERM'))

  async function stop(signal: string): Promise<void> {
    log.info({ signal }, 'stopping')
    stopping = true
    for (const timer of timers) clearInterval(timer)
    await pause(hint)
    // Whoever is answered now comes back with the next request, so that somebody always waits: answers wait a moment.
    const shut = Promise.withResolvers<void>()
    door = shut.promise
    await everyoneIn(server)
    const late = setTimeout(() => server.closeAllConnections(), farewell)
    const closed = once(server, 'close')
    // Not Node's own `close` for HTTP: it ends idle connections at once, and the requests that are on their way in them.
    TcpServer.prototype.close.call(server)
    shut.resolve()
    control.close()
    metrics?.close()
    await Promise.race([closed, pause(lastRequests, undefined, { ref: false })])
    server.closeIdleConnections()
    await closed
    clearTimeout(late)
    await tickets?.close()
    await app.close()
    await context.tracing?.close()
    process.exit(0)
  }

  const address = environment.serverOrigin
  const first = built.library.site.locales[0] ?? 'en'
  const segment = built.library.segments.find((one) => !one.id.includes('-'))?.id
  const lines = [
    `Kindred is ready at ${address}/`,
    ...(segment ? [`  As one of your segments sees it   ${address}/${first}/?for=${segment}`] : []),
    `  The desk and the gaps             ${address}/staff/`,
    ...(await firstInvitation(environment, commands)),
    ...(existsSync(join(folders.report, 'index.html'))
      ? [`  The gap report                    ${join(folders.report, 'index.html')}`]
      : []),
  ]
  console.log(lines.join('\n'))
}

/** Reads what was published last. */
async function publish({ folders, base }: Environment, log: pino.Logger): Promise<Published> {
  const site = await loadSite(folders.site)
  if (site.build && site.base !== base) throw new OtherBase(site.base, base)
  const left = publishedOf(folders.site, site.build)
  const published = readPublished(left, folders.content)
  const { library: everything, places } = published ?? (await read(folders.content))
  const library = openLibrary(everything)
  for (const segment of library.segments) {
    const fault = faultOf(segment)
    if (fault)
      log.error(
        { segment: segment.id, fault },
        'the rule of a segment cannot be evaluated; it matches nobody',
      )
  }
  return {
    ...{ library, everything, places, finder: createFinder(library, published?.indexFor), site },
    // Of the very library that was encoded: their passages are known by number.
    vectors: published && readVectors(left),
  }
}

/** Parsing Markdown takes a library of a hundred modules, which is loaded when it is needed. */
async function read(content: string): Promise<CheckedLibrary> {
  const { readLibrary } = await import('#content/library/index.ts')
  return readLibrary(content)
}

/** A way in for the first admin, while there is nobody; only on this machine, where nobody else reads the screen. */
async function firstInvitation(
  environment: Environment,
  commands: ReturnType<typeof staffCommands>,
): Promise<string[]> {
  if (!environment.local) return []
  const people = (await commands.staff()) as readonly unknown[]
  if (people.length > 0) return []
  const { link } = (await commands.invite({ email: 'admin@example.com', role: 'admin' })) as { link: string }
  return [`  The first admin joins here, once  ${link}`]
}

async function listen(server: Server, { port, host }: Environment): Promise<void> {
  const listening = once(server, 'listening')
  server.listen(port, host)
  await listening
}

async function freePort(host: string): Promise<number> {
  const probe = createServer().listen(0, host)
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
