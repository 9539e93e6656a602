import { setTimeout as wait } from 'node:timers/promises'
import type { AgentsSee } from '../../../src/crm/access/asker.ts'
import { announceTyping } from '../../../src/server/live.ts'
import { listen } from '../../server/desk-client.ts'
import type { Served } from '../../server/serve.ts'
import { leakIn } from './oracle.ts'
import type { Caller, People } from './people.ts'
import { relations, sceneFor } from './scene.ts'

const LONGEST_MS = 5_000

/** Everybody's desk listens while conversations of all relations move on: what do they hear? */
export async function listenForLeaks(
  served: Served,
  people: People,
  agentsSee: AgentsSee,
): Promise<{ frames: number; leaks: string[] }> {
  const lines: { caller: Caller; line: ReturnType<typeof listen> }[] = []
  for (const caller of people.callers.filter(({ via }) => via === 'desk')) {
    const { cookie = '', origin = '' } = await caller.headers()
    // A page of another website sends the cookie along with its own origin.
    const from = caller.name === 'forged' ? 'https://evil.example' : origin
    lines.push({ caller, line: listen(served.url, { cookie, origin: from }, 0) })
  }
  await Promise.all(
    lines.map(({ line }) => Promise.race([line.next('hello'), line.closed]).catch(() => null)),
  )
  const scenes = new Map<string, Awaited<ReturnType<typeof sceneFor>>[]>()
  for (const { caller } of lines) {
    const theirs = []
    for (const relation of relations) {
      const scene = await sceneFor(served.db, relation, caller.person, people)
      announceTyping(scene.ids.conversation ?? '', { side: 'customer' })
      theirs.push(scene)
    }
    scenes.set(caller.name, theirs)
  }
  const heard = (line: ReturnType<typeof listen>) => JSON.stringify(line.frames)
  const until = performance.now() + LONGEST_MS
  const isLate = () =>
    lines.some(
      ({ caller, line }) =>
        caller.role !== null &&
        caller.role !== 'editor' &&
        !heard(line).includes(scenes.get(caller.name)?.[0]?.ruled ?? ''),
    )
  while (isLate() && performance.now() < until) await wait(50)
  // What comes late would be a leak too.
  await wait(250)
  const leaks: string[] = []
  let frames = 0
  for (const { caller, line } of lines) {
    frames += line.frames.length
    const leak = leakIn(heard(line), caller, scenes.get(caller.name) ?? [], agentsSee)
    if (leak) leaks.push(`${caller.name}: WS /api/desk/live ${leak}`)
    line.socket.terminate()
  }
  if (isLate()) leaks.push('WS /api/desk/live: not everybody heard of their own')
  return { frames, leaks }
}
