/**
 * The frame of the API. A route is one declared value, and from it come the Express route, the
 * OpenAPI document, who may call it, the audit entry and the isolation matrix.
 *
 * To add a route: declare it in a file of its kind and put it into that file's list.
 *
 *     const readTask = apiRoute({
 *       method: 'get',
 *       path: '/tasks/:id',
 *       operation: 'readTask',
 *       tag: 'Tasks',
 *       summary: 'One task.',
 *       may: readers,                       // roles, of may.ts
 *       scope: 'tasks:read',                // what an API key needs; null: only from the desk
 *       params: z.strictObject({ id: recordId }),
 *       of: { kind: 'task', by: 'id' },     // must be seen by the asker, or is 404
 *       answer: task,                       // what is not in it never goes out
 *       version: ({ version }) => version,  // becomes the ETag
 *       async run({ db, params }) { … },
 *     })
 *     export const taskRoutes: readonly ApiRoute[] = [listTasks, readTask, …]
 *
 * and the list into `api-routes.ts`. A schema with `.meta({ id: 'Task' })` becomes a component of
 * the document. Lists hand `maySee(asker, 'task', 't')` to their query, take `limit` and `cursor`
 * (`pageQuery`) and answer with `pageOf(task)`; they say in `lists` of which kind they are. A kind
 * that is new needs a line in `crm/access/rules.ts` and a record in `tests/faults/isolation/scene.ts`;
 * a route that needs a body or a query needs a line in `requests.ts` beside it.
 * A change takes `If-Match` as `call.ifMatch` and says so with `ifMatch`. Then `npm run api-client`
 * writes the client of the desk anew.
 */
import type { Request, Response } from 'express'
import { z } from 'zod'
import type { Json } from '../../conversation.ts'
import type { Asker } from '../../crm/access/asker.ts'
import type { Role } from '../../crm/access/role.ts'
import type { RecordKind } from '../../crm/access/rules.ts'
import type { Actor } from '../../crm/records/actor.ts'
import type { Parley } from '../parley.ts'

/** What the routes are handed of the server. */
export type ApiParley = Pick<Parley, 'db' | 'settings' | 'model' | 'project'>

export type Call<P, Q, B> = {
  readonly parley: ApiParley
  readonly db: Parley['db']
  readonly asker: Asker
  /** The asker, as histories and the audit log name them. */
  readonly actor: Actor
  readonly params: P
  readonly query: Q
  readonly body: B
  /** The version that `If-Match` names; null without. */
  readonly ifMatch: number | null
  readonly request: Request
  /** For the few that send something else than JSON. */
  readonly response: Response
}

/** What an audit entry says. */
export type Audited = { readonly kind: string; readonly id: string; readonly detail?: Json }

type Declared<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Under the prefix it is mounted at, as Express writes it: `/tasks/:id`. */
  readonly path: string
  /** Unique: the name of the client's function. */
  readonly operation: string
  readonly tag: string
  readonly summary: string
  readonly may: readonly Role[]
  readonly scope: string | null
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** Absent: 204 without a body, or what `sends` says. */
  readonly answer?: A
  /** The media type of what `run` sends by itself. */
  readonly sends?: string
  /** 200 when absent. */
  readonly status?: 200 | 201 | 202
  /** Which record the path names. */
  readonly of?: { readonly kind: RecordKind; readonly by: string }
  /** Of which kinds records stand in the answer. */
  readonly lists?: readonly RecordKind[]
  /** Whether `If-Match` must be sent, or may be. */
  readonly ifMatch?: 'needed' | 'heard'
  /** The answer holds a secret, which is not kept for who repeats the request. */
  readonly isSecret?: true
  /** Read from the answer, for the ETag. */
  version?(this: void, answer: Given<A>): number | string
  /**
   * Of a `get`: what to write into the audit log before it is answered, when it is not just that the
   * record of the path was read, or records of the kinds that are listed. `about` is null where there
   * is nothing; `audit` is where there never is. What changes something calls `appendAudit` itself, in
   * the transaction of the change.
   */
  readonly audit?: {
    readonly action: string
    about(
      call: Call<z.output<P>, z.output<Q>, z.output<B>>,
      answer: Given<A>,
    ): Audited | null | Promise<Audited | null>
  } | null
  run(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Given<A>>
}

/** What an answer is made of; our own lists cannot be written to. */
type Given<A extends z.ZodType> = Fixed<z.input<A>>
type Fixed<T> = T extends readonly (infer Item)[]
  ? readonly Fixed<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Fixed<T[Name]> }
    : T

export type ApiRoute = Declared<z.ZodType, z.ZodType, z.ZodType, z.ZodType>

const none = z.strictObject({})
type None = typeof none

export function apiRoute<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = None,
  A extends z.ZodType = z.ZodVoid,
>(route: Declared<P, Q, B, A>): ApiRoute {
  return route
}
