import type { Limit } from '#api/storage/limits.ts'
import { TooManyHashes } from '#api/storage/staff-password.ts'
import type { AppContext } from '#api/web/context.ts'
import { uncount } from '#api/web/limits.ts'
import { Problem } from '#api/web/problems.ts'

/** Checks a password. More at once than we hash is a matter of seconds, and what was not tried does not count. */
export async function tried<Value>(
  context: AppContext,
  limits: readonly Limit[],
  work: Promise<Value>,
): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof TooManyHashes)) throw error
    await uncount(context, limits)
    throw new Problem('busy')
  }
}
