import { z } from 'zod'
import { type ActionServer, actionServer } from './action-server.ts'
import { isOnThisMachine } from './is-on-this-machine.ts'

const listed = z.array(z.looseObject({ name: z.string() }))

/** A test run waits no longer for a server that does not answer. */
const LONGEST_MS = 2_000

/**
 * The action server that `setting` (ACTION_ENDPOINT), else `endpoint` of endpoints.yml names, with
 * the actions that it says it has, all when it does not say; null when there is none that answers.
 */
export async function reachActionServer(
  setting: string | undefined,
  endpoint: string | undefined,
): Promise<ActionServer | null> {
  const url = setting ?? endpoint
  if (url === undefined || (setting === undefined && !isOnThisMachine(url))) return null
  const names = await namesAt(url)
  if (names === null) return null
  const server = actionServer(setting)
  return (name, project) => (names === 'unsaid' || names.has(name) ? server(name, project) : null)
}

/** The SDK lists its actions at `/actions`, beside `/webhook`. */
async function namesAt(url: string): Promise<ReadonlySet<string> | 'unsaid' | null> {
  try {
    const response = await fetch(new URL('actions', url), {
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    const text = await response.text()
    if (!response.ok) return 'unsaid'
    const read = listed.safeParse(JSON.parse(text))
    return read.success ? new Set(read.data.map(({ name }) => name)) : 'unsaid'
  } catch (error) {
    return error instanceof SyntaxError ? 'unsaid' : null
  }
}
