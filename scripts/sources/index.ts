import { freshdesk } from './freshdesk.ts'
import { intercom } from './intercom.ts'
import type { Source } from './source.ts'
import { zendesk } from './zendesk.ts'

/** Every export format we read. One more is a file beside this one and a name in this list. */
export const sources: readonly Source[] = [zendesk, freshdesk, intercom]
