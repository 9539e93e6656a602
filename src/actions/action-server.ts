import { isOnThisMachine } from './is-on-this-machine.ts'
import { rasaAnswer } from './rasa-answer.ts'
import { rasaTracker } from './rasa-tracker.ts'
import type { Action, ActionContext, Outcome } from './action.ts'
import type { Json } from '../conversation.ts'
import { actionsThisTurn } from './this-turn.ts'

/** Finds an action of the server that a project names; null where there is none. */
export type ActionServer = (name: string, project: AtServer) => Action | null

export type AtServer = {
  /** `action_endpoint` of endpoints.yml. */
  readonly endpoint: string | undefined
  readonly domain: () => Json
}

/** A customer waits for no action longer. */
const LONGEST_MS = 5_000
const MOST_BYTES = 1_000_000

const VERSION = '3.1.0'

/**
 * Calls actions by the Rasa SDK's protocol. A training file can only name a server on this machine:
 * what customers write goes elsewhere only when the setting ACTION_ENDPOINT, here `setting`, says so.
 */
export function actionServer(setting?: string, longestMs = LONGEST_MS): ActionServer {
  return (name, { endpoint, domain }) => {
    const url = setting ?? endpoint
    return url === undefined
      ? null
      : (context) =>
          callServer({ name, url, domain, longestMs, isSet: setting !== undefined }, context)
  }
}

type Called = {
  readonly name: string
  readonly url: string
  readonly domain: () => Json
  readonly longestMs: number
  /** Whether a setting names the server. */
  readonly isSet: boolean
}

async function callServer(
  { name, url, domain, longestMs, isSet }: Called,
  context: ActionContext,
): Promise<Outcome> {
  if (!isSet && !isOnThisMachine(url)) {
    throw new Error(
      `The action ${name} is not called: endpoints.yml names a server that is not on this machine. Set ACTION_ENDPOINT to its address to allow it.`,
    )
  }
  // The same when a turn is tried again, so that the server can tell a call that is repeated.
  const call = `${context.turn}/${actionsThisTurn(context.tracker).length}/${name}`
  const { status, body } = await post({ name, url, longestMs }, call, {
    next_action: name,
    sender_id: context.tracker.conversation,
    tracker: rasaTracker(context),
    domain: domain(),
    version: VERSION,
  })
  // The SDK's word for an action that does not take the message.
  if (status === 400) return { isRejected: true, reads: [`action server: ${name} (rejected)`] }
  if (status !== 200) throw new Error(`The action server answered ${status} to ${name}.`)
  const outcome = rasaAnswer(parse(name, body))
  return { ...outcome, reads: [`action server: ${name}`, ...(outcome.reads ?? [])] }
}

async function post(
  { name, url, longestMs }: Pick<Called, 'name' | 'url' | 'longestMs'>,
  call: string,
  body: Json,
): Promise<{ status: number; body: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Where it sends us on to was named by nobody.
      redirect: 'error',
      signal: AbortSignal.timeout(longestMs),
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': Buffer.from(call).toString('base64url'),
      },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await readAtMost(response) }
  } catch (error) {
    // `fetch` says no more than "failed" itself.
    const { cause } = error as { readonly cause?: unknown }
    const why = [error, cause].flatMap((one) => (one instanceof Error ? [one.message] : []))
    throw new Error(`The action server could not be asked for ${name}: ${why.join(': ')}`, {
      cause: error,
    })
  }
}

async function readAtMost(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) throw new Error(`its answer is larger than ${MOST_BYTES} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parse(name: string, body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Error(`The action server's answer to ${name} is not JSON.`)
  }
}
