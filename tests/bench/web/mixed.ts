import { Agent, type IncomingMessage, request } from 'node:http'

/** Readers at the same time; each asks again as soon as it is answered. */
const readers = 200

/** How long each of the two loads lasts, in ms. */
const lasting = 20_000

/** A reader votes after so many pages. */
const pagesAVote = 9

const paths = ['/en/', '/en/cards/', '/en/cards/freeze-a-card/', '/en/?for=traveller']

/** Milliseconds from question to answer, the slowest hundredth left out. */
export interface Slowest {
  readonly pages: number
  readonly votes: number
  readonly counted: { readonly pages: number; readonly votes: number }
}

/** 99th percentiles of many readers at once: pages alone, then with a vote of somebody new after every nine. */
export async function mixed(origin: string): Promise<{ alone: Slowest; mixed: Slowest }> {
  return { alone: await load(origin, false), mixed: await load(origin, true) }
}

async function load(origin: string, voting: boolean): Promise<Slowest> {
  const agent = new Agent({ keepAlive: true, maxSockets: readers })
  const times = { pages: [] as number[], votes: [] as number[] }
  const until = performance.now() + lasting
  const reader = async (_: unknown, number: number): Promise<void> => {
    for (let asked = number; performance.now() < until; asked++) {
      const votes = voting && asked % (pagesAVote + 1) === 0
      const began = performance.now()
      await (votes ? vote(origin, agent) : page(origin, agent, asked))
      times[votes ? 'votes' : 'pages'].push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: readers }, reader))
  agent.destroy()
  const slowest = (of: number[]) => of.sort((a, b) => a - b)[Math.floor(of.length * 0.99)] ?? 0
  return {
    ...{ pages: slowest(times.pages), votes: slowest(times.votes) },
    counted: { pages: times.pages.length, votes: times.votes.length },
  }
}

function page(origin: string, agent: Agent, at: number): Promise<void> {
  const headers = { 'Accept-Encoding': 'br, gzip' }
  return answered(origin + paths[at % paths.length]!, { agent, headers }, 200)
}

function vote(origin: string, agent: Agent): Promise<void> {
  const body = JSON.stringify({ article: 'cards/freeze-a-card', locale: 'en', helpful: true })
  const headers = { 'Content-Type': 'application/json', Origin: origin }
  return answered(`${origin}/api/votes`, { agent, headers, method: 'POST' }, 201, body)
}

function answered(
  address: string,
  options: { agent: Agent; headers: Record<string, string>; method?: string },
  status: number,
  body?: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const take = (answer: IncomingMessage) => {
      if (answer.statusCode !== status)
        reject(new Error(`${address} was answered with ${answer.statusCode}.`))
      answer.resume().once('end', resolve)
    }
    request(address, options, take).once('error', reject).end(body)
  })
}
