import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'

/** Length alone is asked for; a limit keeps hashing cheap. */
export const passwordSchema = z.string().min(10, 'at least 10 characters').max(256, 'at most 256 characters')

/** Argon2id (the library's default variant): 19 MiB, two passes, one lane; about 17 ms on the reference machine. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

/** Hashes at the same time: more would let a burst of sign-ins take the memory and the cores from readers. */
const atOnce = 2

/** Hashes that may wait; beyond that a sign-in is refused instead of queued for seconds. */
const waitingAtMost = 50

/** The password in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normal(password), cost))
}

/** False for a wrong password and, at the same price, for nobody: the time taken tells no names. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await nobodys())
  const right = await inTurn(() => verify(against, normal(password)))
  return right && stored !== undefined
}

/** Unicode NFC: systems disagree on whether "ş" is one character or two, and a person types the same either way. */
function normal(password: string): string {
  return password.normalize('NFC')
}

/** Too many people sign in at this moment. */
export class TooManyHashes extends Error {
  override readonly name = 'TooManyHashes'
}

let dummy: Promise<string> | undefined

function nobodys(): Promise<string> {
  dummy ??= hash('nobody has this password', cost)
  return dummy
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (running >= atOnce) {
    if (waiting.length >= waitingAtMost) throw new TooManyHashes()
    // The one who leaves hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
