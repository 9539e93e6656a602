import { setTimeout as wait } from 'node:timers/promises'
import type { AgentsSee } from '../../../src/crm/access/asker.ts'
import { catchUpIndex } from '../../../src/crm/search/keep-index.ts'
import type { RouteTables } from '../../../src/server/app.ts'
import type { ApiRoute } from '../../../src/server/api/api-route.ts'
import { call, type Answer } from '../../server/call.ts'
import { serve, type Served } from '../../server/serve.ts'
import { askTheLine } from './line.ts'
import { listenForLeaks } from './live.ts'
import { isForKeys, isForRole, leakIn, seesRuled } from './oracle.ts'
import { peopleOf, type Caller, type People } from './people.ts'
import { requestOf } from './requests.ts'
import { lastSeq, relations, sceneFor, thingsFor, type Scene } from './scene.ts'

export type Matrix = {
  readonly calls: number
  readonly frames: number
  readonly leaks: readonly string[]
  /** Operations that nobody got through to: nothing is known of them. */
  readonly unreached: readonly string[]
}

export type MatrixOptions = {
  /** The tables to serve, perhaps with a check taken out. */
  readonly routes: RouteTables
  /** What the tables are when nothing is taken out. */
  readonly whole?: RouteTables
  readonly agentsSee: AgentsSee
  /** Only these operations are called; all when absent. */
  readonly only?: readonly string[]
  readonly withLive?: boolean
  readonly onProgress?: (done: number, total: number) => void
}

export const prefixes = { api: '/api/v1', desk: '/api/desk', studio: '/api/studio' } as const

/** Calls every route as everybody with everybody's records. */
export async function isolationMatrix({
  routes,
  whole = routes,
  agentsSee,
  only,
  withLive = true,
  onProgress = () => {},
}: MatrixOptions): Promise<Matrix> {
  const served = await serve(
    { AGENTS_SEE: agentsSee, RATE_PER_KEY: '0' },
    undefined,
    undefined,
    undefined,
    routes,
  )
  try {
    const scopes = [...new Set(whole.api.flatMap(({ scope }) => scope ?? []))]
    const people = await peopleOf(served, scopes)
    const asked = (['api', 'desk', 'studio'] as const).flatMap((table) =>
      whole[table]
        .filter(({ operation }) => !only || only.includes(operation))
        .map((route) => ({ route, prefix: prefixes[table] })),
    )
    const leaks: string[] = []
    const reached = new Set<string>()
    let calls = 0
    for (const [done, caller] of people.callers.entries()) {
      onProgress(done, people.callers.length)
      const scenes = await scenesFor(served, people, caller)
      const all = [...scenes]
      for (const { route, prefix } of asked) {
        // What a forged reading is answered no foreign page can read.
        if (caller.name === 'forged' && route.method === 'get') continue
        for (const scene of route.of ? scenes : scenes.slice(0, 1)) {
          // What is changed is changed of records of its own.
          const one =
            route.method === 'get'
              ? scene
              : await sceneFor(served.db, scene.relation, caller.person, people)
          if (one !== scene) all.push(one)
          const cell = { route, prefix, caller, scene: one }
          const isPatient = !reached.has(route.operation)
          const found = await tryOut(served, people, cell, isPatient)
          calls++
          if (found.status < 300 || hasNoModel(found)) reached.add(route.operation)
          const leak =
            leakIn(found.text, caller, all, agentsSee) ??
            (await wronglyLetIn(served, { route, caller, scene: one, found }, agentsSee))
          if (leak)
            leaks.push(
              `${caller.name}: ${route.method} ${prefix}${route.path} of ${one.relation}: ${leak}`,
            )
        }
      }
    }
    const live = withLive
      ? await listenForLeaks(served, people, agentsSee)
      : { frames: 0, leaks: [] }
    const line = withLive ? await askTheLine(served, people) : { calls: 0, leaks: [] }
    return {
      calls: calls + line.calls,
      frames: live.frames,
      leaks: [...leaks, ...live.leaks, ...line.leaks],
      unreached: asked.map(({ route }) => route.operation).filter((name) => !reached.has(name)),
    }
  } finally {
    await served.close()
  }
}

async function scenesFor(served: Served, people: People, caller: Caller): Promise<Scene[]> {
  const scenes: Scene[] = []
  for (const relation of relations) {
    scenes.push(await sceneFor(served.db, relation, caller.person, people))
  }
  await catchUpIndex(served.db)
  return scenes
}

type Cell = {
  readonly route: ApiRoute
  readonly caller: Caller
  readonly scene: Scene
}

type Found = Pick<Answer, 'status' | 'text'> & {
  readonly before: number | null
}

async function tryOut(
  served: Served,
  { boss }: People,
  { route, prefix, caller, scene }: Cell & { readonly prefix: string },
  isPatient: boolean,
): Promise<Found> {
  const things = await thingsFor(served.db, boss)
  const before = await lastSeq(served.db, scene)
  const given = { scene, things, mark: `mark${things.n}` }
  const { path, body } = await requestOf(served.db, route, given)
  const type = Buffer.isBuffer(body) && { 'content-type': 'application/octet-stream' }
  const ask = async () =>
    call(served.url, route.method.toUpperCase(), prefix + path, {
      headers: { ...(await caller.headers()), ...type },
      ...(body && { body }),
    })
  let answer = await ask()
  while (isPatient && isBusy(answer)) {
    await wait(100)
    answer = await ask()
  }
  const { status, text } = answer
  // A refusal says again what was asked for.
  const id = route.of && scene.ids[route.of.kind]
  const told = id !== undefined && status >= 400 ? text.replaceAll(id, '') : text
  return { status, text: told, before }
}

/** One file is worked on at a time. */
const isBusy = ({ status, text }: Answer) => status === 409 && text.includes('IntakeBusy')

/** No model serves here: this is as far as anybody comes in the studio. */
const hasNoModel = ({ status, text }: Found) => status === 503 && text.includes('NoModel')

/** Who has no business with a route, or with its record, hears no more than that. */
async function wronglyLetIn(
  { db }: Served,
  { route, caller, scene, found }: Cell & { readonly found: Found },
  agentsSee: AgentsSee,
): Promise<string | null> {
  const { status, before } = found
  const { role, via } = caller
  const isLetIn = status !== 401 && status !== 403
  if (role === null) return isLetIn ? `was let in (${status})` : null
  const isForAll = isForRole(route, role) && (via === 'desk' || isForKeys(route))
  if (isLetIn && !isForAll) return `was let in (${status})`
  if (!isLetIn || !isForAll) return null
  const isRuled = ['conversation', 'ticket', 'task', 'opportunity'].includes(route.of?.kind ?? '')
  if (isRuled && !seesRuled(caller, scene.relation, agentsSee)) {
    if (status !== 404) return `tells that it is there (${status})`
    if ((await lastSeq(db, scene)) !== before) return 'moved it on'
  }
  return null
}
