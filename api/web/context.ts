import type { Logger } from 'pino'
import type { Publisher } from '#api/control/publisher.ts'
import type { Outbox } from '#api/delivery/outbox.ts'
import type { SitePages } from '#api/pages/built-site.ts'
import type { Environment } from '#api/settings/environment.ts'
import type { IdentityKeys } from '#api/settings/identity-keys.ts'
import type { Store } from '#api/storage/store.ts'
import type { Finder } from '#content/library/find.ts'
import type { Likeness } from '#content/library/likeness.ts'
import type { Places } from '#content/library/links.ts'
import type { OpenLibrary } from '#content/library/open-library.ts'
import type { Library } from '#content/model/library.ts'
import type { Evidence } from '#core/evidence.ts'
import type { FaultsLog } from './faults-log.ts'
import type { Metrics } from './metrics.ts'
import type { Tracing } from './tracing.ts'

/** What the app is wired from; tests bring their own. What can be swapped while we run is a function. */
export interface AppContext {
  readonly app: Store
  /** Absent before the first import. */
  tickets(): Store | undefined
  /** The library as last built, as anybody may see it: see open-library.ts. */
  library(): OpenLibrary
  /** With drafts and with articles that are not open: for pages reached by their link, and for staff. */
  everything(): Library
  /** Where links of articles may lead, as last built. */
  places(): Places
  finder(): Finder
  /** How near articles are to a redacted question in meaning; absent where search goes by words alone. */
  likeness?: ((question: string, locale: string) => Promise<Likeness | undefined>) | undefined
  /** What customers ask, as last mined. */
  evidence(): Evidence
  /** The built site. */
  site(): SitePages
  /** Sends messages of the contact form on. */
  readonly outbox: Outbox
  readonly environment: Environment
  /** Keys customers' addresses. */
  readonly secret: Uint8Array
  readonly identityKeys: IdentityKeys
  readonly publisher: Publisher
  readonly log: Logger
  readonly faults: FaultsLog
  /** Absent where nobody reads them. */
  readonly metrics?: Metrics | undefined
  /** The same. */
  readonly tracing?: Tracing | undefined
  now(): Date
}
