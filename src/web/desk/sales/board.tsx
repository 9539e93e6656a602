import { useSignal } from '@preact/signals'
import type { Opportunity, SalesBoard } from '../../../server/wire.ts'
import { send } from '../../shared/call.ts'
import { useFetched } from '../fetched.ts'
import { mayWrite } from '../may-write.ts'
import { Notice } from '../notice.tsx'
import { pageLink } from '../place.ts'
import { me } from '../state.ts'
import { Card } from './card.tsx'
import { amount } from './money.ts'
import { OpportunityDialog } from './opportunity-dialog.tsx'
import { stageName } from './stage-name.ts'
import { words } from './words.ts'

/** The pipeline: a column for each stage, then what was won and lost. */
export function Board(props: {
  open: string | null
  owner: string | null
  /** The stage that the open one is to be moved to. */
  stage: string | null
}) {
  const { open, owner, stage } = props
  const w = words.value
  const board = useFetched<SalesBoard>(
    `/api/v1/sales/board${owner ? `?owner=${encodeURIComponent(owner)}` : ''}`,
  )
  const problem = useSignal<string | null>(null)
  const stages = board.value?.stages ?? []
  const columns = board.value?.columns ?? []
  const query: Record<string, string> = owner ? { owner } : {}

  async function move({ id, version }: Opportunity, stage: string): Promise<void> {
    problem.value = null
    // Whoever closes one is asked why.
    if (stage === 'won' || stage === 'lost') {
      location.hash = pageLink('sales', [id], { ...query, stage })
      return
    }
    try {
      await send('PATCH', `/api/v1/opportunities/${id}`, { stage }, version)
    } catch (refusal) {
      problem.value = (refusal as Error).message
    }
    await board.load()
  }

  return (
    <>
      <div class="sheet-tools">
        <label class="field field-row">
          {w.whose}
          <select
            value={owner ?? ''}
            onChange={({ currentTarget: { value } }) =>
              (location.hash = pageLink('sales', [], value ? { owner: value } : {}))
            }
          >
            <option value="">{w.everybody}</option>
            <option value={me.value?.id ?? ''}>{w.mine}</option>
          </select>
        </label>
        {mayWrite() && (
          <a class="button button-main" href={pageLink('sales', ['new'], query)}>
            {w.newOpportunity}
          </a>
        )}
      </div>
      <Notice says={problem.value ?? board.problem} />
      <div class="board" role="group" aria-label={w.board}>
        {columns.map((column) => (
          <section class="board-column" key={column.stage} aria-labelledby={`of-${column.stage}`}>
            <h3 id={`of-${column.stage}`}>
              {stageName(column.stage, stages)} <span class="tag">{column.count}</span>
            </h3>
            <p class="board-sums">
              {column.sums.map((sum) => amount(sum.amountCents, sum.currency)).join(' · ')}
            </p>
            {column.opportunities.length < column.count && (
              <p class="board-more">
                {(column.stage === 'won' || column.stage === 'lost' ? w.latest : w.first)(
                  column.opportunities.length,
                  column.count,
                )}
              </p>
            )}
            <ul>
              {column.opportunities.map((opportunity) => (
                <Card
                  key={opportunity.id}
                  opportunity={opportunity}
                  stages={stages}
                  href={pageLink('sales', [opportunity.id], query)}
                  onMove={(stage) => void move(opportunity, stage)}
                />
              ))}
            </ul>
            {column.count === 0 && <p class="board-more">{w.nothingHere}</p>}
          </section>
        ))}
      </div>
      {open && board.value && (
        <OpportunityDialog
          key={open}
          id={open === 'new' ? null : open}
          stages={stages}
          stage={stage}
          onClose={() => {
            location.hash = pageLink('sales', [], query)
            void board.load()
          }}
        />
      )}
    </>
  )
}
