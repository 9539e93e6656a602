import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { api, told } from '../../shared/api.ts'
import type { Schemas } from '../../shared/api-types.ts'
import { words } from '../words.ts'
import { useTry } from './use-try.ts'
import './stages.css'

type Stage = Schemas['Stage']

/** The stages that an opportunity goes through, in their order; saved all together. */
export function Stages() {
  const w = words.value
  const stages = useSignal<readonly Stage[] | null>(null)
  const isSaved = useSignal(false)
  const { problem, tryTo } = useTry()
  useEffect(
    () =>
      tryTo(async () => {
        stages.value = (await told(api.GET('/sales/board'))).stages
      }),
    [],
  )
  const put = (changed: readonly Stage[]) => {
    isSaved.value = false
    stages.value = changed
  }
  const save = (event: Event) => {
    event.preventDefault()
    tryTo(async () => {
      const body = { stages: [...(stages.value ?? [])] }
      stages.value = (await told(api.PUT('/sales/pipeline', { body }))).stages
      isSaved.value = true
    })
  }
  const list = stages.value

  return (
    <form class="stages" onSubmit={save}>
      <p class="settings-help">{w.stagesHelp}</p>
      {problem.value && (
        <p class="notice" role="alert">
          {problem.value}
        </p>
      )}
      {!list && !problem.value && <p>{w.loading}</p>}
      {list && (
        <>
          <ol>
            {list.map((stage, at) => (
              <StageRow
                key={stage.id}
                stage={stage}
                isFirst={at === 0}
                isOnly={list.length === 1}
                change={(to) => put(list.with(at, { ...stage, ...to }))}
                raise={() => put(list.with(at, list[at - 1]!).with(at - 1, stage))}
                remove={() => put(list.toSpliced(at, 1))}
              />
            ))}
          </ol>
          <div class="stages-do">
            <button
              type="button"
              class="button"
              disabled={list.length >= 20}
              onClick={() => put([...list, emptyStage()])}
            >
              {w.addStage}
            </button>
            <button type="submit" class="button button-main">
              {w.save}
            </button>
            <span role="status">{isSaved.value ? w.stagesSaved : ''}</span>
          </div>
        </>
      )}
    </form>
  )
}

function StageRow({
  stage: { name, nameZh, probability },
  isFirst,
  isOnly,
  change,
  raise,
  remove,
}: {
  stage: Stage
  isFirst: boolean
  isOnly: boolean
  change: (to: Partial<Stage>) => void
  raise: () => void
  remove: () => void
}) {
  const w = words.value
  return (
    <li class="stage">
      <label class="field">
        {w.stageName}
        <input
          required
          maxLength={60}
          value={name}
          onInput={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      </label>
      <label class="field">
        {w.stageNameZh}
        <input
          required
          maxLength={60}
          lang="zh"
          value={nameZh}
          onInput={({ currentTarget }) => change({ nameZh: currentTarget.value })}
        />
      </label>
      <label class="field">
        {w.stageProbability}
        <input
          required
          type="number"
          min={0}
          max={100}
          step={1}
          value={probability}
          onInput={({ currentTarget }) => change({ probability: currentTarget.valueAsNumber })}
        />
      </label>
      <button
        type="button"
        class="button"
        disabled={isFirst}
        aria-label={w.raiseStage(name)}
        onClick={raise}
      >
        ↑
      </button>
      <button
        type="button"
        class="button"
        disabled={isOnly}
        aria-label={`${w.remove}: ${name}`}
        onClick={remove}
      >
        {w.remove}
      </button>
    </li>
  )
}

/** Opportunities know a stage by its id, past ones too: no other is ever called so. */
function emptyStage(): Stage {
  const id = `stage-${crypto.randomUUID().slice(0, 8)}`
  return { id, name: '', nameZh: '', probability: 50 }
}
