import type { Context } from 'hono'
import { type ApiKey, keyOf, keyPrefix, type Scope } from '#api/storage/api-keys.ts'
import type { AppContext } from './context.ts'
import { count, limit } from './limits.ts'
import { placeOf } from './place.ts'
import { Problem } from './problems.ts'

/** The secret in `Authorization: Bearer kin_…`; undefined when none is sent. A page of another site cannot send one. */
export function bearerOf(c: Pick<Context, 'req'>): string | undefined {
  const [, secret] = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  return secret?.startsWith(keyPrefix) ? secret : undefined
}

/** The key of a request, for a route that asks for `scope`; refused when it is wrong, revoked, or made for other things. */
export async function readKey(c: Context, context: AppContext, scope: Scope | undefined): Promise<ApiKey> {
  const secret = bearerOf(c)
  const key = secret && (await keyOf(context.app, secret, context.now().getTime()))
  if (!key) {
    await count(context, [limit('key-wrong', placeOf(c, context.environment.trustedProxies))])
    throw new Problem('wrong-key')
  }
  if (!scope || !key.scopes.includes(scope))
    throw new Problem('not-allowed', {
      detail: scope ? `The key "${key.name}" has not the scope "${scope}".` : 'This is not open to keys.',
      hint: 'Make a key with it: npm run keys -- make NAME --scope SCOPE',
    })
  await count(context, [limit('key', key.id)])
  return key
}
