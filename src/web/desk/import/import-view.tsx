import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { apiCall } from '../api-call.ts'
import { ColumnTable } from './column-table.tsx'
import { FindingList } from './finding-list.tsx'
import type { ImportDetail } from './import-wire.ts'
import { PreviewTable } from './preview-table.tsx'
import { StatusTag } from './status-tag.tsx'
import { StepBar } from './step-bar.tsx'
import { importWords } from './words.ts'

/** One file: how it is read, what is wrong with it, and what became of it. */
export function ImportView({ id }: { id: string }) {
  const w = importWords.value
  const found = useSignal<ImportDetail | null>(null)
  const problem = useSignal<string | null>(null)
  const path = `/imports/${encodeURIComponent(id)}`

  const isChanging = useSignal(false)
  const order = useRef({ asked: 0, shown: 0 })

  const tryTo = async (work: () => Promise<ImportDetail>) => {
    problem.value = null
    const asked = ++order.current.asked
    try {
      const detail = await work()
      // An answer that was overtaken tells what is no longer so.
      if (asked < order.current.shown) return
      order.current.shown = asked
      found.value = detail
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }
  const look = () => void tryTo(() => apiCall('GET', path))
  // One after another: each is made from what the one before came to.
  const change = async (body: object) => {
    isChanging.value = true
    await tryTo(() => apiCall('PATCH', path, body))
    isChanging.value = false
  }
  const act = (what: string) => void tryTo(() => apiCall('POST', `${path}/${what}`, {}))
  useEffect(look, [])
  const isWorking = found.value?.progress != null
  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(look, 700)
    return () => clearInterval(timer)
  }, [isWorking])

  const one = found.value
  if (!one) return <p role={problem.value ? 'alert' : undefined}>{problem.value ?? w.loading}</p>
  const { report, plan, status } = one
  const good = report ? report.rows - report.refused - report.skipped : 0
  const mayChange = status === 'planned' && !isWorking && !isChanging.value
  return (
    <div class="import">
      <p>
        <a href="#/settings/import">← {w.all}</a>
      </p>
      <h3>
        <bdi>{one.fileName}</bdi> <span class="tag">{w.kinds[one.kind]}</span>{' '}
        <StatusTag status={status} />
      </h3>
      {(problem.value ?? one.problem ?? one.error) && (
        <p class="notice" role="alert">
          {problem.value ?? one.problem ?? one.error}
        </p>
      )}
      {one.progress && <StepBar step={one.progress} />}
      {one.done > 0 && <p>{w.outcome(one.made, one.changed, one.refused)}</p>}
      {one.left.length > 0 && (
        <>
          <p>{w.left}</p>
          <ul class="import-left">
            {one.left.map(({ record, because }) => (
              <li key={record}>
                <bdi>{record}</bdi>: {w.because[because]}
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="import-actions">
        {mayChange && report && (
          <button
            type="button"
            class="button button-main"
            disabled={good === 0}
            onClick={() => act('run')}
          >
            {w.run(good)}
          </button>
        )}
        {status === 'failed' && !isWorking && (
          <button type="button" class="button button-main" onClick={() => act('run')}>
            {w.goOn}
          </button>
        )}
        {(status === 'running' || status === 'planned') && (
          <button type="button" class="button" onClick={() => act('stop')}>
            {status === 'running' ? w.stop : w.discard}
          </button>
        )}
        {one.done > 0 && !isWorking && status !== 'undone' && (
          <button type="button" class="button" onClick={() => confirm(w.undoSure) && act('undo')}>
            {w.undo}
          </button>
        )}
        {one.refused > 0 && (
          <a class="button" href={`/api/v1${path}/refused`} download>
            {w.refusedFile}
          </a>
        )}
      </div>
      {report && (
        <FindingList
          report={report}
          accepted={plan.accepted}
          onAccept={mayChange ? (accepted) => void change({ accepted }) : null}
        />
      )}
      {plan.columns.length > 0 && (
        <ColumnTable one={one} onMap={mayChange ? (mapping) => void change({ mapping }) : null} />
      )}
      {one.preview.length > 0 && status === 'planned' && <PreviewTable rows={one.preview} />}
    </div>
  )
}
