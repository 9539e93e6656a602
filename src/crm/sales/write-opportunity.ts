import { randomInt } from 'node:crypto'
import type { Json } from '../../conversation.ts'
import { Problem } from '../../problem.ts'
import type { Actor } from '../records/actor.ts'
import { changeRecord, type Changed } from '../records/change-record.ts'
import { checkFields } from '../records/check-fields.ts'
import { writeHistory } from '../records/write-history.ts'
import { insertAll, one, run, type Work } from '../work.ts'
import { opportunityShape } from './opportunity-shape.ts'
import { outcomes, pipelineNow } from './pipeline.ts'

type Fields = Readonly<Record<string, Json>>

/** On whose word, and when (ISO 8601). */
type Scene = { readonly by: Actor; readonly at: string }

/**
 * Opens an opportunity in the pipeline's first stage or the one that is given, and returns its id.
 * Problems: 'invalid' `BadField`, `UnknownField`, `NoSuchStage`; 'not-found' of who is named.
 */
export function* openOpportunity(set: Fields, { by, at }: Scene): Work<string> {
  const [first] = yield* pipelineNow()
  const fields = checkFields(opportunityShape, { ...blank, stage: first?.id ?? '', ...set })
  yield* mustStand(fields)
  if (isOver(fields['stage'])) {
    throw new Problem('invalid', 'NoSuchStage', 'An opportunity begins in a stage of the pipeline.')
  }
  const id = yield* freeId()
  const columns = Object.keys(fields).map((name) => opportunityShape.fields[name]!.column)
  yield* insertAll(
    'opportunities',
    ['id', 'opened_at', ...columns],
    [[id, at, ...Object.values(fields)]],
  )
  yield* insertStay(id, 1, fields['stage'], at)
  const customer = fields['customer'] as string | null
  const made = { record: id, version: 1, customer, by, at, what: 'made' } as const
  yield* writeHistory({ kind: 'opportunity', ...made })
  return id
}

/**
 * Changes fields of an opportunity. Another stage ends the stay in the one before; `won` and `lost`
 * close it, and `lost` needs a reason. Problems: those of `openOpportunity` and `changeRecord`.
 */
export function* changeOpportunity(
  id: string,
  set: Fields,
  { by, at, expected }: Scene & { readonly expected?: number },
): Work<Changed> {
  const before = yield* one<{ stage: string; reason: string | null }>(
    'select stage, reason from opportunities where id = ?',
    id,
  )
  if (!before) {
    throw new Problem('not-found', 'OpportunityNotFound', `There is no opportunity ${id}.`)
  }
  const stage = typeof set['stage'] === 'string' ? set['stage'] : before.stage
  const hasMoved = stage !== before.stage
  if (hasMoved) yield* mustStand(set)
  // The reason of an end that is taken back is not one of the next.
  const isReopened = hasMoved && isOver(before.stage) && set['reason'] === undefined
  const wanted = isReopened ? { ...set, reason: null } : set
  const reason = wanted['reason'] === undefined ? before.reason : wanted['reason']
  if (stage === 'lost' && !reason) {
    throw new Problem(
      'invalid',
      'ReasonMissing',
      'Say why it was lost: give a reason. The next offer learns from it.',
    )
  }
  if (!hasMoved) yield* mustStand(wanted)
  const changed = yield* changeRecord(opportunityShape, id, {
    by,
    at,
    set: wanted,
    ...(expected !== undefined && { expected }),
    ...(hasMoved && { columns: { closed_at: isOver(stage) ? at : null } }),
  })
  if (hasMoved) yield* moveOn(id, stage, at)
  return changed
}

/** Takes it out with its history, as if it had never been entered. */
export function* removeOpportunity(id: string): Work<void> {
  yield* run('delete from opportunity_stays where opportunity = ?', id)
  yield* run("delete from record_changes where kind = 'opportunity' and record = ?", id)
  yield* run('delete from opportunities where id = ?', id)
}

const blank: Fields = {
  customer: null,
  probability: null,
  expectedClose: null,
  owner: null,
  reason: null,
  note: '',
}

const isOver = (stage: unknown): boolean => (outcomes as readonly unknown[]).includes(stage)

/** What is named must be there: the stage, the customer, the owner. */
function* mustStand(fields: Fields): Work<void> {
  const { stage, customer, owner } = fields
  if (typeof stage === 'string' && !isOver(stage)) {
    const stages = yield* pipelineNow()
    if (!stages.some(({ id }) => id === stage)) {
      const known = [...stages.map(({ id }) => id), ...outcomes].join(', ')
      throw new Problem(
        'invalid',
        'NoSuchStage',
        `There is no stage "${stage}". Use one of ${known}.`,
      )
    }
  }
  if (
    typeof customer === 'string' &&
    !(yield* one('select id from customers where id = ?', customer))
  ) {
    throw new Problem('not-found', 'CustomerNotFound', `There is no customer ${customer}.`)
  }
  if (typeof owner === 'string' && !(yield* one('select id from agents where id = ?', owner))) {
    throw new Problem('not-found', 'AgentNotFound', `There is no agent ${owner}.`)
  }
}

function* moveOn(id: string, stage: string, at: string): Work<void> {
  const last = yield* one<{ number: number }>(
    'select coalesce(max(number), 0) as number from opportunity_stays where opportunity = ?',
    id,
  )
  yield* run(
    'update opportunity_stays set until = ? where opportunity = ? and until is null',
    at,
    id,
  )
  yield* insertStay(id, (last?.number ?? 0) + 1, stage, at)
}

function insertStay(id: string, number: number, stage: unknown, since: string): Work<void> {
  const columns = ['opportunity', 'number', 'stage', 'since']
  return insertAll('opportunity_stays', columns, [[id, number, stage, since]])
}

/** None that are taken for one another. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789'

function* freeId(): Work<string> {
  for (;;) {
    const id = `O-${Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`
    if (!(yield* one('select id from opportunities where id = ?', id))) return id
  }
}
