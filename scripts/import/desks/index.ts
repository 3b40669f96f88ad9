import { generic } from '#scripts/import/generic/generic.ts'
import { chatwoot } from './chatwoot.ts'
import { freshdesk } from './freshdesk.ts'
import { groove } from './groove.ts'
import { helpScout } from './help-scout.ts'
import { hubspot } from './hubspot.ts'
import { intercom } from './intercom.ts'
import { osticket } from './osticket.ts'
import type { Source } from './source.ts'
import { zammad } from './zammad.ts'
import { zendesk } from './zendesk.ts'

/** Every export format we read. One more is a file beside this one and a name in this list. */
export const sources: readonly Source[] = [
  ...[zendesk, freshdesk, intercom, helpScout, groove],
  ...[hubspot, zammad, osticket, chatwoot, generic],
]
