// Over 250 lines: the shapes of all staff answers, which the pages import as types; one table of contents.
import type { InboxItem } from '#api/storage/inbox.ts'
import type { Dimension, Metric } from '#api/storage/insights.ts'
import type { GapDecision, Role } from '#api/storage/staff-schema.ts'
import type { ProblemBody } from '#api/web/problems.ts'
import type { Drawn } from '#content/library/preview-tree.ts'
import type { Held } from '#content/model/publication.ts'
import type { GapChange } from '#core/gaps/changes.ts'
import type { Effect, WeeklyCounts } from '#core/gaps/did-it-work.ts'
import type { GapSample, SegmentLift, VoteCount } from '#core/gaps/mined.ts'
import type { Reason } from '#core/gaps/reasons.ts'
import type { GapState } from '#core/gaps/state.ts'
import type { Match } from '#core/visitor.ts'
import type { Refused } from './article-plan.ts'

/** What the staff API answers with; the staff pages import these types and nothing else of the API. */

/** The rooms of the staff area. */
export type Room = 'desk' | 'gaps' | 'insights' | 'people'

/** `GET ways-in`: how somebody may sign in beside a password. */
export interface WaysInAnswer {
  /** Host of the OpenID provider, or null. */
  provider: string | null
}

/** `GET me` and every answer that signs somebody in. */
export interface MeAnswer {
  id: string
  email: string
  name: string
  role: Role
  /** Of the staff area, for this person; null: the browser's. */
  language: string | null
  /** IANA zone; null: the browser's. */
  timezone: string | null
  /** Rooms this role may enter; the first is where it starts. */
  rooms: Room[]
}

/** `GET me/second-step` */
export interface SecondStepAnswer {
  /** Whether one-time codes are asked for. */
  on: boolean
  /** Recovery codes that are left. */
  left: number
}

/** `POST me/second-step` */
export interface BegunStepAnswer {
  /** Base32 */
  secret: string
  /** `otpauth://totp/…` */
  address: string
}

/** `PUT me/second-step`: shown once. */
export interface RecoveryAnswer {
  codes: string[]
}

/** A segment's profile in English, empty lists left out. */
export interface ProfileAnswer {
  segment: string
  label: string
  characteristics: string[]
  needs: string[]
  pains: string[]
  tone: string
  /** `self-service` or `assisted`, '' when not said. */
  style: string
  /** Expected response time, in words. */
  response: string
  /** 1 usual … 5. */
  value: number
  valueNote: string
  owner: string
  /** Labels of the preferred channels, most preferred first. */
  channels: string[]
}

/** A request of one customer, and what became of it. */
export interface CustomerTicket {
  /** ISO 8601 */
  at: string
  /** Where it lies in the help desk, or null. */
  url: string | null
  channel: string | null
  status: string | null
  /** Redacted; the subject, else the first words. */
  text: string
  /** The article that was shared with the customer after it. */
  led: { title: string; url: string } | null
}

/** An article that was shared with a customer, and what became of it; all instants ISO 8601. */
export interface SharedArticle {
  title: string
  url: string
  at: string
  /** Whether its link carried a reference, so that opening it can be seen; never of a reader who sends GPC. */
  followed: boolean
  opened: string | null
  returned: string | null
  /** Their next contact within a fortnight. */
  contacted: string | null
}

/** What one customer did. */
export interface CustomerHistory {
  /** Newest first. */
  tickets: CustomerTicket[]
  /** What agents shared with them, newest first. */
  shared: SharedArticle[]
  /** Articles they read, newest first; empty when their browser asks not to be followed. */
  read: { title: string; url: string }[]
  searched: { query: string; at: string }[]
}

/** `POST customers/lookup` */
export interface CustomerAnswer extends CustomerHistory {
  /** How later requests name this customer; a keyed hash. */
  customer: string
  external: string | null
  /** The customer's language, as imported. */
  locale: string | null
  /** Strongest first, with reasons in English. */
  matches: Match[]
  /** Labels of the segments that do not fit. */
  others: string[]
  profiles: ProfileAnswer[]
  /** The one channel to answer on: preferred by their strongest segment, and open to them. */
  channel: string | null
  /** Every fact we hold, in words. */
  facts: { label: string; value: string }[]
  /** ISO 8601 */
  updated: string
}

export interface SnippetPart {
  text: string
  mark: boolean
}

/** Whether this customer can read an article: `partly` when only in a language that is not theirs. */
export interface CanOpen {
  state: 'yes' | 'partly'
  /** Language of the version that opens. */
  locale: string
  /** By link only. */
  unlisted: boolean
}

export interface DeskArticle {
  article: string
  title: string
  /** Address on the site, in the language it would be shared in. */
  url: string
  /** Language of the version that opens. */
  locale: string
  category: string
  /** Locales it exists in. */
  languages: string[]
  /** `YYYY-MM-DD` */
  updated: string
  /** Segments it is written for; `fits` when the customer is one of them. */
  segments: { segment: string; label: string; fits: boolean }[]
  /** Place without regard to segments when the customer's segment moved it up; else null. */
  usual: number | null
  heading: string
  snippet: SnippetPart[]
  /** The snippet is in the language of the ticket, which may not be the one that is shared. */
  snippetLocale: string
  open: CanOpen
  /** The question of several that it answers; null when the ticket asks one thing. */
  answers: string | null
  /** Votes of this customer's segment, else of everybody; null below ten. */
  helpful: { yes: number; of: number; segment: string | null } | null
  /** The whole article as plain text, for the preview. */
  preview: { heading: string; text: string }[]
}

/** "Third contact about this in nine days, over two channels": reason to pass it on. */
export interface RepeatedContact {
  /** This one included, so 2 or more. */
  times: number
  /** Days since the first. */
  days: number
  channels: string[]
}

/** `POST articles` */
export interface ArticlesAnswer {
  /** Language the text was read as. */
  language: string
  articles: DeskArticle[]
  again: RepeatedContact | null
}

/** `POST replies` */
export interface ReplyAnswer {
  text: string
  locale: string
  /** How the customer's segment is spoken to, or ''. */
  tone: string
  /** Name of the snippet. */
  reply: string
}

/** `GET desk-origins`: whose messages the desk in a frame takes. */
export interface DeskOriginsAnswer {
  origins: string[]
}

/** `POST links` */
export interface LinkAnswer {
  article: string
  locale: string
  title: string
  url: string
  markdown: string
  html: string
  text: string
}

/** A link that opens one article to one customer; instants are ms since 1970. */
export interface CustomerLinkAnswer {
  id: string
  article: string
  title: string
  url: string
  /** Name of who made it. */
  maker: string
  created: number
  expires: number
}

/** `GET customer-links?customer=…`: those that still work, newest first. */
export interface CustomerLinksAnswer {
  links: CustomerLinkAnswer[]
}

export interface NearestAnswer {
  /** Words that customers use and it lacks, most used first: its keywords to be. */
  lacks: readonly string[]
  article: string
  title: string
  url: string
  locale: string
  /** In English. */
  why: string
  /** The same sentence by sentence; none in minings of an earlier version. */
  reasons: readonly Reason[]
  /** 0 … 1 */
  score: number
  passage: string
}

/** A gap of this or an earlier mining. */
export interface GapName {
  id: string
  /** Null for one that was forgotten. */
  title: string | null
  /** It has a card. */
  here: boolean
}

/** What a mining did with gaps: merged, split, back, gone. */
export interface ChangeLine {
  what: GapChange['what']
  /** Day of the mining. */
  asOf: string
  gap: GapName
  /** What it now also holds, or is now several of, with what was decided last about each. */
  others: (GapName & { decided: HistoryLine | null })[]
  /** Of `gone`: title of the article that answers it now. */
  article: string | null
}

export interface GapLine {
  id: string
  /** From 1, in the list as filtered. */
  rank: number
  kind: string
  title: string
  volume: number
  customers: number
  /** Share of all questions in the list up to and with this one, 0 … 1. */
  upTo: number
  /** Recent rate over earlier rate. */
  trend: number
  /** One of the few that grow fastest. */
  growing: boolean
  /** Questions in each of the last 12 weeks, oldest first. */
  weeks: number[]
  languages: Record<string, number>
  /** Segments that surely ask more often than the others. */
  who: { segment: string; label: string; lift: number }[]
  nearest: NearestAnswer | null
  state: GapState
  writer: { id: string; name: string } | null
  /** What the last mining did with it, in a few words, or ''. */
  note: string
  /** Id of the last decision, 0 for none: sent along with the next one, so that nobody decides over another. */
  last: number
}

/** A word that customers write and no article of their language has. */
export interface LackingWord {
  /** As most of them spell it. */
  word: string
  language: string
  tickets: number
  /** Segments that clearly use it more. */
  who: { segment: string; label: string; lift: number }[]
  /** The gaps that have most of these tickets, most first. */
  gaps: { id: string; title: string }[]
}

/** `GET gaps` */
export interface GapsAnswer {
  /** Day of the newest ticket, `YYYY-MM-DD`; null before the first mining. */
  asOf: string | null
  /** Tickets that were read. */
  tickets: number
  /** Questions in the gaps listed. */
  questions: number
  gaps: GapLine[]
  /** What the last mining did with gaps. */
  changes: ChangeLine[]
  segments: { id: string; label: string }[]
  languages: string[]
  writers: { id: string; name: string }[]
  /** Most used first. */
  words: LackingWord[]
}

export interface CoverageRow {
  label: string
  cells: {
    locale: string
    state: 'partly' | 'missing'
    /** Null where withheld: one to nine, which could point at a person, or what would give such a figure away. */
    asked: number | null
  }[]
}

export interface HistoryLine {
  id: number
  decision: GapDecision
  /** A later "undo" took it back. */
  undone: boolean
  by: string
  /** ISO 8601 */
  at: string
  reason: string
  /** What it was about: the writer's name, the article's id, the draft's file. */
  object: string
}

/** `GET gaps/:id` and the answer to a decision. */
export interface GapAnswer extends GapCard {
  /** The gaps before and after it in the list as filtered. */
  previous: GapName | null
  next: GapName | null
}

/** What became of a topic since it has an article. */
export interface WorkedAnswer {
  /** Id of the article. */
  article: string
  /** Day it came, `YYYY-MM-DD`. */
  since: string
  effect: Effect
  /** Tickets a week, and those of all other topics. */
  weeks: WeeklyCounts
  /** Searches since that ended in reading it. */
  read: number
  /** Votes since, in all languages. */
  votes: { yes: number; of: number }
}

/** One gap with its evidence. */
export interface GapCard extends GapLine {
  asOf: string
  /** Gaps in the whole list, and this one's share of their questions, 0 … 1. */
  of: number
  share: number
  keywords: string[]
  /**
   * The topics it was joined from; empty when it is asked in one language. `apart`: a writer took it out, and the next
   * mining lists it by itself.
   */
  parts: readonly { language: string; title: string; questions: number; apart: boolean }[]
  channels: Record<string, number>
  /** Questions by kind: `ticket`, `search`, `unclicked`, `nothing-fits`, `flag`, `vote`; empty when mined by an older version. */
  asked: Record<string, number>
  /** Of the last days that the settings of mining name. */
  recent: { volume: number; customers: number } | null
  /** 1 usual … 5: what an unanswered question of those who ask costs. */
  value: number
  /** Of the nearest article's readers. */
  votes: VoteCount | null
  /** What minings did with it, newest first. */
  changes: ChangeLine[]
  /** It was dismissed, and is asked twice as often since. */
  cameBack: { was: number; now: number } | null
  /** Whether the article that answers it works; null while there is none. */
  worked: WorkedAnswer | null
  /** `YYYY-MM-DD`, or null. */
  firstSeen: string | null
  lastSeen: string | null
  segments: (SegmentLift & { label: string })[]
  /** Labels of segments whose figures are withheld. */
  withheld: string[]
  coverage: CoverageRow[]
  samples: (GapSample & { url: string | null })[]
  /** Messages of the inbox that its answer is to take up. */
  inbox: { text: string; locale: string | null }[]
  history: HistoryLine[]
  /** Gaps it could be merged with: title by id. */
  others: { id: string; title: string }[]
  /** The article that answers it, when one does. */
  answeredBy: { article: string; title: string; url: string } | null
  /** Of the draft, below the content folder: `articles/en/cards/x.mdx`. */
  draft: string | null
  /** For the decision form. */
  writers: { id: string; name: string }[]
  categories: { id: string; label: string; articles: { id: string; title: string }[] }[]
  locales: string[]
  /** A slug for a draft, from the title. */
  slug: string
}

/** `POST gaps/decisions`: what became of one decision about many gaps. */
export interface BulkAnswer {
  /** Ids of the gaps it was taken for. */
  done: string[]
  /** Gaps it was not taken for, and why. */
  refused: { gap: string; title: string; why: ProblemBody }[]
}

/** `POST gaps/:id/draft-text`, `POST articles/:locale/:category/:slug/first-draft` */
export interface DraftTextAnswer {
  /** Below the content folder. */
  file: string
  text: string
}

/** `GET me/sessions`: where this person is signed in, newest first. */
export interface OwnSessionsAnswer {
  sessions: {
    id: string
    /** ISO 8601 */
    created: string
    expires: string
    /** "Firefox, Linux", or null. */
    device: string | null
    here: boolean
  }[]
}

/** `GET audit`: who did what to what, newest first. */
export interface AuditAnswer {
  lines: {
    id: number
    /** ISO 8601 */
    at: string
    /** Name, `command`, or `nobody`. */
    by: string
    what: string
    object: string
    detail: string
  }[]
  /** Id to ask for what came before; null at the beginning. */
  before: number | null
}

/** `GET audit/chain` */
export interface ChainAnswer {
  lines: number
  /** Id of the first line that does not follow from the one before it; null when the chain is whole. */
  broken: number | null
}

/** `GET open-links`: invitations and resets that still work, those that end first at the top. */
export interface OpenLinksAnswer {
  links: {
    id: string
    kind: 'invitation' | 'reset'
    email: string
    /** Of an invitation. */
    role: Role | null
    /** Name of the admin who made it; null when it came from the command line. */
    by: string | null
    /** ISO 8601 */
    expires: string
  }[]
}

/** `GET keys`: every key of another system, revoked ones too, the newest first. */
export interface KeysAnswer {
  keys: {
    /** Names the key, opens nothing. */
    id: string
    name: string
    scopes: string[]
    /** Name of the admin who made it; null when it came from the command line. */
    by: string | null
    /** ISO 8601, as all of them */
    created: string
    /** Day of the last use; null before the first. */
    used: string | null
    revoked: string | null
  }[]
}

/** `POST keys`: the secret is only here. */
export interface MadeKeyAnswer {
  id: string
  secret: string
}

/** `GET people` */
export interface PeopleAnswer {
  people: { id: string; email: string; name: string; role: Role; created: string }[]
}

export interface ShelvedArticle {
  article: string
  title: string
  url: string
  /** Label of its category. */
  category: string
  /** Locales it exists in. */
  languages: string[]
  /** Labels of the segments it is written for. */
  segments: string[]
  /** `YYYY-MM-DD`, the oldest of its versions: that one needs a look first. */
  updated: string
  unlisted: boolean
  /** ISO 8601: when the first of its versions is taken off; null when none is. */
  expires: string | null
  /** Votes "Was this helpful?" in all languages. */
  yes: number
  no: number
  /** Messages about it in the inbox that wait for an answer. */
  waiting: number
}

/** `GET articles` */
export interface LibraryAnswer {
  locales: string[]
  segments: { id: string; label: string }[]
  categories: { id: string; label: string }[]
  articles: ShelvedArticle[]
  /** What readers do not see: begun, before its time, or past it. */
  drafts: {
    title: string
    file: string
    gap: string | null
    held: Held
    /** ISO 8601: when it is published or was taken off; null for what is only begun. */
    at: string | null
  }[]
}

/** `POST articles/plans` */
export interface ArticlesPlanAnswer {
  /** Articles that would change. */
  articles: number
  /** Files with their texts before and after, null where there is none; `digest` is of the text before. */
  files: { file: string; before: string | null; after: string | null; digest: string | null }[]
  refused: { title: string; why: Refused; file: string }[]
}

/** `POST articles/changes` and `DELETE articles/changes` */
export interface ArticlesChangedAnswer {
  /** Ids of the articles that changed. */
  done: string[]
  refused: ArticlesPlanAnswer['refused']
  kept: SavedAnswer['kept']
}

/** `GET articles/:locale/:category/:slug`: one language of an article as its file says it. */
export interface SourceAnswer {
  article: string
  locale: string
  /** Below the content folder. */
  file: string
  text: string
  /** SHA-256 of the file; null when there is none yet and the text is a beginning. */
  digest: string | null
  /** Its page, once published. */
  url: string | null
  /** The gap it answers. */
  gap: GapName | null
  /** Branch a saved text is committed on, '' on none; null where the content folder is no git checkout. */
  branch: string | null
  languages: { locale: string; there: boolean }[]
  segments: { id: string; label: string }[]
  /** Label of its shelf. */
  category: string
  /** Null where no language model is set, or the article answers no gap. */
  writer: FirstDraftOffer | null
}

/** What is sent to the language model for a first draft, and to whom. */
export interface FirstDraftOffer {
  host: string
  model: string
  /** Redacted questions of customers. */
  questions: number
  /** Titles of public articles. */
  articles: string[]
}

/** `PUT articles/:locale/:category/:slug` */
export interface SavedAnswer {
  digest: string | null
  /** `not-committed`: saved as a file, and git did not take it. */
  kept: 'commit' | 'file' | 'not-committed'
}

/** `POST articles/:locale/:category/:slug/reading`: what the check says of a text, and how it would look. */
export interface ReadingAnswer {
  title: string
  description: string
  draft: boolean
  /** By the clocks of `zone`, `2026-12-01T09:30`; '' for none. */
  schedule: { publish: string; expire: string; zone: string }
  /** Why readers would not see it if it were published now; null: they would. */
  held: Held | null
  /** `line`, 1-based, of the file. `stops`: nothing can be published with it. */
  issues: { line: number; message: string; hint: string; stops: boolean }[]
  tree: Drawn[]
  /** Lines before the body. */
  offset: number
}

/** `GET articles/:locale/:category/:slug/history`, newest first; empty without git. */
export interface HistoryAnswer {
  versions: { commit: string; by: string; at: string; subject: string }[]
}

/** `POST pictures` */
export interface PictureAnswer {
  /** As an article beside it names it. */
  name: string
  address: string
  kept: SavedAnswer['kept']
}

/** `GET publishes` and `POST publishes` */
export interface PublishAnswer {
  /** Why nothing was started. */
  issues: { file: string; line: number; message: string; hint: string }[]
  /** The run under way, else the last one since the server started; `by` null: what was due started it. */
  run: { by: string | null; started: string; ended: string | null; done: boolean; lines: string[] } | null
}

/** `GET coverage`: how many articles a shelf has in a locale, and how many of them are written for a segment. */
export interface CoverageAnswer {
  locales: string[]
  segments: { id: string; label: string }[]
  categories: { id: string; label: string }[]
  cells: { segment: string; category: string; locale: string; articles: number; forThem: number }[]
}

/** One message in the inbox. */
export interface InboxLine extends Omit<InboxItem, 'at' | 'article'> {
  /** ISO 8601 */
  at: string
  /** The article it is about; without an address when there is none any more. */
  article: { id: string; title: string; url: string | null } | null
}

/** `GET inbox` */
export interface InboxAnswerBody {
  /** Newest first. */
  items: InboxLine[]
  /** All that wait, whatever the filters. */
  waiting: number
  /** Gaps a message can become part of. */
  gaps: { id: string; title: string }[]
}

/** A share of one group. */
export interface ShareLine {
  metric: Metric
  group: string
  label: string
  /** How many it is a share of; 0 when withheld. */
  of: number
  /** With its 95 % interval; null below ten. */
  share: { value: number; low: number; high: number } | null
}

/** `GET insights` */
export interface InsightsAnswer {
  by: Dimension
  days: number
  shares: ShareLine[]
  /** What the own order of readers in a segment changes; null when either group has fewer than ten. */
  holdout: {
    own: ShareLine
    usual: ShareLine
    /** Own less usual, −1 … 1, with its 95 % interval. */
    difference: { value: number; low: number; high: number }
  } | null
}

/** `GET gaps/:id/askers`: customers who asked, of those that are known. */
export interface AskersAnswer {
  /** May be written to and were not told yet. */
  ready: number
  told: number
  /** Did not agree to be written to, or have no number. */
  unwilling: number
  /** Whether notices have a receiver. */
  notices: boolean
}

/** `POST gaps/:id/told` */
export interface ToldAnswer {
  told: number
  /** The list, when a file was asked for. */
  csv: string | null
}

/** `GET`, `PUT views`, `DELETE views/:name` */
export interface ViewsAnswer {
  views: { name: string; query: string }[]
}

/** `GET segments` */
export interface SegmentsAnswer {
  segments: { id: string; label: string; owner: string }[]
}

/** `GET segments/:id`: the profile as written beside what the data says. */
export interface SegmentAnswer {
  profile: ProfileAnswer
  /** Of the last 90 days. */
  shares: ShareLine[]
  /** What they clearly ask more often than others, most asked first. */
  gaps: { id: string; title: string; lift: number; tickets: number }[]
  articles: { title: string; url: string }[]
}
