import { z } from 'zod'
import { listApiKeys, makeApiKey, revokeApiKey } from '../../crm/access/api-keys.ts'
import { roles } from '../../crm/access/role.ts'
import { appendAudit } from '../../crm/audit/append-audit.ts'
import { Problem } from '../../problem.ts'
import { line } from '../desk-input.ts'
import { apiRoute, type ApiRoute } from './api-route.ts'
import { admins } from './may.ts'
import { recordId } from './record-id.ts'

const tag = 'API keys'

const key = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string().describe('How the secret ends.'),
    role: z.enum(roles),
    team: z.string().nullable(),
    scopes: z.array(z.string()),
    madeBy: z.string(),
    madeAt: z.string(),
    expiresAt: z.string().nullable(),
    usedAt: z.string().nullable().describe('To the minute.'),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })

/** `scopes` are all that any route asks for. */
export function keyRoutes(scopes: readonly string[]): readonly ApiRoute[] {
  const list = apiRoute({
    method: 'get',
    path: '/keys',
    operation: 'listKeys',
    tag,
    summary: 'The API keys, without their secrets, and the scopes there are.',
    may: admins,
    scope: null,
    answer: z.object({ items: z.array(key), scopes: z.array(z.string()) }),
    run: async ({ db }) => ({ items: await listApiKeys(db), scopes }),
  })

  const make = apiRoute({
    method: 'post',
    path: '/keys',
    operation: 'makeKey',
    tag,
    summary: 'Makes an API key. Its secret is in this answer and nowhere else.',
    may: admins,
    scope: null,
    body: z.strictObject({
      name: line(80),
      role: z.enum(roles).describe('What the key may at most.'),
      team: recordId.nullable().default(null).describe('Whose work it sees, besides its own.'),
      scopes: z.array(z.enum(scopes)).min(1).max(100),
      expiresAt: z.iso.datetime().nullable().default(null),
    }),
    answer: z.object({ key, secret: z.string() }),
    status: 201,
    isSecret: true,
    run({ db, asker, actor, body }) {
      const { name, role, scopes, expiresAt } = body
      if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
        throw new Problem('invalid', 'BadArgument', 'expiresAt: must be in the future.')
      }
      return db.write(function* () {
        const made = yield* makeApiKey({ ...body, scopes: [...new Set(scopes)], madeBy: asker.id })
        const detail = { name, role, scopes, expiresAt }
        yield* appendAudit({ by: actor, action: 'created', kind: 'key', id: made.key.id, detail })
        return made
      })
    },
  })

  const revoke = apiRoute({
    method: 'delete',
    path: '/keys/:id',
    operation: 'revokeKey',
    tag,
    summary: 'Ends an API key at once.',
    may: admins,
    scope: null,
    params: z.strictObject({ id: recordId }),
    run: ({ db, actor, params: { id } }) =>
      db.write(function* () {
        yield* revokeApiKey(id)
        yield* appendAudit({ by: actor, action: 'revoked', kind: 'key', id })
      }),
  })

  return [list, make, revoke]
}
