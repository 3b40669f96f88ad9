import type { TraitSource, Traits, TraitValue } from '#content/model/trait.ts'

/** Traits by where they come from; {@link traitSources} says who wins when two disagree. */
export type Facts = { readonly [source in TraitSource]?: Traits }

/** Whoever is reading, as far as we know. An empty one is an anonymous visitor. */
export interface Visitor {
  /** From the visitor cookie; absent before the first choice, identity or vote. */
  readonly id?: string
  /** "I'm here as …": a segment id; null = asked for the usual order; absent = never said. */
  readonly choice?: string | null
  readonly facts: Facts
  /** Ids of articles already read, newest last. */
  readonly read?: readonly string[]
  /** The browser sends GPC or DNT: no behaviour profile. */
  readonly optedOut?: boolean
}

/** One fact that made a segment fit. */
export interface Because {
  readonly trait: string
  readonly is: TraitValue
  readonly source: TraitSource
  /** The fact in the reader's language: "4 trips in the last 90 days". */
  readonly text: string
}

/** A segment a visitor belongs to, and why. */
export interface Match {
  readonly segment: string
  readonly label: string
  readonly because: readonly Because[]
}

/** An article as a list shows it. */
export interface Listed {
  /** Article id. */
  readonly article: string
  readonly title: string
  /** Of its title and text; another than the reader's where it is not translated. */
  readonly language: string
  readonly url: string
}

export interface LiftedArticle extends Listed {
  /** '' when another article says the same. */
  readonly because: string
}

export interface Suggestion extends Listed {
  readonly because: { readonly segment: string; readonly text: string }
}

export interface OfferedChannel {
  readonly id: string
  readonly label: string
  /** Whether somebody is there now, by the site's clock. */
  readonly open: boolean
  /** When a closed one opens next: ISO instant, UTC; null when it is open. */
  readonly opens: string | null
  /** … in the reader's language, by the site's clock: "Monday 08:00". */
  readonly opensText: string
  /** Why it stands here or who may use it; null when there is nothing to say. */
  readonly because: string | null
}

/** The library in the order for one visitor: the body of `GET /api/ordering`. */
export interface Ordering {
  /** Strongest first; empty for a visitor we know nothing of. */
  readonly matches: readonly Match[]
  /** Every category id, in order: nothing is ever hidden. */
  readonly categories: readonly string[]
  /** Three at most, each with its reason. */
  readonly suggestions: readonly Suggestion[]
  readonly channels: readonly OfferedChannel[]
  /** In the control group of the hold-out: matched, but shown the editors' order. */
  readonly heldOut: boolean
}

/** What a page needs beside the ordering to be put together for one visitor: `GET /api/view?locale=en`. */
export interface View {
  readonly ordering: Ordering
  readonly choice?: string | null
  /** The version of `<For>` passages the reader asked for: a segment, or `everyone`. Absent: by the matches. */
  readonly as?: string
  /** Of each match that counts, strongest first. */
  readonly segments: readonly Why[]
  /** Articles that these segments ask clearly more than everyone does, most first: they move up on their shelves. */
  readonly lifted: readonly LiftedArticle[]
  /** Completes "In this order because …". */
  readonly channelsBecause?: string
  /** The visitor has voted on this article; after a bare "No" or "Partly" without script they are asked why. */
  readonly voted?: 'thanks' | 'why-not' | 'why-partly'
  /** Only on the search page. */
  readonly search?: SearchView
  /** Only on the contact page. */
  readonly contact?: ContactView
  /** Only on the sign-in page. */
  readonly signIn?: SignInView
  /** Only on the page about the visitor. */
  readonly about?: AboutView
}

/** What we believe about a visitor, and what we keep of them: the body of `GET /api/about-you`. */
export interface AboutView {
  /** Whether anything is stored about them. */
  readonly known: boolean
  readonly customer: string | null
  readonly choice: string | null
  readonly chosen: boolean
  readonly optedOut: boolean
  readonly heldOut: boolean
  readonly traits: readonly {
    readonly trait: string
    readonly label: string
    readonly is: TraitValue
    readonly source: string
    readonly text: string
    readonly signed: boolean
  }[]
  readonly matches: readonly Match[]
  readonly votes: readonly {
    readonly article: string
    readonly locale: string
    readonly helpful: boolean | 'partly'
    readonly comment: string | null
    readonly at: string
  }[]
  readonly searches: readonly {
    readonly query: string
    readonly locale: string
    readonly at: string
    readonly opened: string | null
  }[]
  readonly messages: readonly { readonly text: string; readonly locale: string; readonly at: string }[]
  /** Ids of articles. */
  readonly read: readonly string[]
  /** Title and address of those that can still be opened, by id. */
  readonly articles: Readonly<Record<string, { readonly title: string; readonly url: string }>>
}

/** Where a reader is on the way to signing in. */
export interface SignInView {
  readonly state: 'ask' | 'sent' | 'wait' | 'confirm' | 'gone' | 'in' | 'off'
  /** Of the link that is to be confirmed, '' else; with whose it is: "a…@example.com". */
  readonly token: string
  readonly who: string
}

/** The contact form as it stands. */
export interface ContactView {
  /** Of this form: the same message sent twice under it is one message. */
  readonly key: string
  /** Article the reader came from, '' when from none. */
  readonly from: string
  /** What was written, when it comes back. */
  readonly text: string
  readonly email: string
  /** Why it could not be sent: a field, files with it, or too many messages. */
  readonly wrong?: 'fields' | 'files' | 'wait'
  /** It has just been sent. */
  readonly sent?: boolean
  /** Nobody answers: no address is asked for. */
  readonly unanswered?: boolean
}

/** What a page may say of a segment that decides its order. */
export interface Why {
  readonly id: string
  /** Completes "Shown first because …". */
  readonly because: string
  /** Its customers: completes "Shown first for …". */
  readonly people: string
  /** The reader's own facts that decided, as one text; '' when they chose it or came by its link. */
  readonly facts: string
  /** '1' when a link alone decided: then the page offers to keep the order. */
  readonly linked: string
}

export interface SearchView {
  readonly query: string
  /** Names this search when the page tells what came of it; absent when the API is away. */
  readonly key?: string
  readonly total: number
  /** From 1. */
  readonly page?: number
  /** The one shelf that is shown; '' for all. */
  readonly shelf?: string
  /** Where all that was found stands. */
  readonly shelves?: readonly { readonly id: string; readonly label: string; readonly total: number }[]
  /** The question with likelier words. */
  readonly meant?: string
  /** Known words like those that nothing was found for. */
  readonly nearest?: readonly string[]
  /** The question asks for a person. */
  readonly person?: boolean
  readonly items: readonly {
    readonly title: string
    /** The title as safe HTML: escaped text with `<mark>` only. */
    readonly marked: string
    /** Of the title and the text. */
    readonly language: string
    readonly url: string
    /** The category's label. */
    readonly category: string
    /** Safe HTML: escaped text with `<mark>` only. */
    readonly excerpt: string
    /** '' when nothing lifted it. */
    readonly because: string
  }[]
}

/** Of somebody of whom nothing is known: everything keeps the editors' order. */
export const strangerView: View = {
  ordering: { matches: [], categories: [], suggestions: [], channels: [], heldOut: false },
  segments: [],
  lifted: [],
}
