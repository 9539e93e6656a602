import type { Action } from '../actions/action.ts'
import type { ActionServer } from '../actions/action-server.ts'
import { actions } from '../actions/actions.ts'
import type { Database } from '../crm/database.ts'
import { defaultActions } from '../dialogue/default-actions.ts'
import { record, startConversation } from '../crm/log.ts'
import type { Stage } from '../training/play-conversation.ts'
import type { ServingModel } from '../training/publish.ts'
import { createTakeTurn } from '../turn.ts'

/** The day on which test conversations are set, and on which the sample shop's records end. */
export const stageDay = new Date('2026-11-20T10:00:00.000Z')

export type StageParts = {
  readonly now?: () => Date
  /** What runs the actions that are not ours; null when nothing does. */
  readonly server?: ActionServer | null
  /** Actions that stand in for those of the same name. */
  readonly stubs?: Readonly<Record<string, Action>>
}

/** Where test conversations are played: the turn that serves, on a store of the caller's. */
export function setStage(
  db: Database,
  model: ServingModel,
  { now = () => stageDay, server = null, stubs = {} }: StageParts = {},
): Stage {
  const broken: unknown[] = []
  const takeTurn = createTakeTurn({
    db,
    model: () => model,
    actions: { ...actions, ...stubs },
    ...(server && { actionServer: server }),
    now,
    report: (error) => broken.push(error),
  })
  return {
    bot: model.bot,
    canRun: (action) =>
      Object.hasOwn(actions, action) ||
      Object.hasOwn(stubs, action) ||
      defaultActions.includes(action) ||
      !model.bot.actions.includes(action) ||
      Boolean(server?.(action, { endpoint: model.bot.actionEndpoint, domain: () => ({}) })),
    start: (scene) => start(db, scene, now()),
    async takeTurn(message) {
      const receipt = await takeTurn(message)
      // What broke inside a turn reads better as itself than as the hand-over it led to.
      if (broken.length > 0) throw broken.shift()
      return receipt
    },
  }
}

/** What a scene's metadata may say of the customer: `channel`, `locale`, `customer` (signed in). */
async function start(
  db: Database,
  { slots, metadata }: Parameters<Stage['start']>[0],
  now: Date,
): Promise<string> {
  const word = (key: string, usual: string): string =>
    typeof metadata[key] === 'string' ? metadata[key] : usual
  const { id } = await startConversation(db, {
    visitor: 'a-visitor',
    channel: word('channel', 'test'),
    language: word('locale', 'en'),
  })
  const at = now.toISOString()
  const customer = word('customer', '')
  if (customer !== '') {
    const events = [{ kind: 'identified', customer, how: 'signed' } as const]
    await record(db, { conversation: id, events, at })
  }
  const steps = Object.entries(slots).map(([slot, value]) => ({ slot, value }))
  if (steps.length > 0) {
    const events = [{ kind: 'decided', steps, trace: { model: 'fixture' } } as const]
    await record(db, { conversation: id, events, at })
  }
  return id
}
