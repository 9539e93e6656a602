import { useEffect } from 'preact/hooks'
import type { Schemas } from '../../shared/api-types.ts'
import type { PageProps } from '../pages/page.ts'
import { pageLink } from '../place.ts'
import { me } from '../state.ts'
import { ChoiceBar } from './choice-bar.tsx'
import { ListFrame } from './list-frame.tsx'
import { loadSettings } from './settings.ts'
import { TaskForm } from './task-form.tsx'
import { TaskLines } from './task-lines.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'
import './records.css'

type Task = Schemas['Task']

/** `#/tasks?owner=all&status=done`; at first one's own that are to be done. */
export default function TasksPage({ query: { owner = 'me', status = 'open' } }: PageProps) {
  const w = words.value
  useEffect(loadSettings, [])
  const whose = owner === 'me' ? (me.value?.id ?? '') : owner === 'all' ? '' : owner
  const list = useList<Task>(
    `/api/v1/tasks?${new URLSearchParams({ status, ...(whose && { owner: whose }) })}`,
  )
  const link = (to: Readonly<Record<string, string>>) =>
    pageLink('tasks', [], { owner, status, ...to })
  return (
    <div class="records">
      <header class="records-top">
        <ChoiceBar
          name={w.fields.owner}
          chosen={owner}
          choices={[
            { id: 'me', name: w.mine, href: link({ owner: 'me' }) },
            { id: 'nobody', name: w.nobody, href: link({ owner: 'nobody' }) },
            { id: 'all', name: w.everybody, href: link({ owner: 'all' }) },
          ]}
        />
        <ChoiceBar
          name={w.fields.status}
          chosen={status}
          choices={[
            { id: 'open', name: w.openTasks, href: link({ status: 'open' }) },
            { id: 'done', name: w.doneTasks, href: link({ status: 'done' }) },
          ]}
        />
        <TaskForm onMade={list.reload} />
      </header>
      <ListFrame list={list}>
        <div class="part">
          <TaskLines tasks={list.items} reload={list.reload} />
        </div>
      </ListFrame>
    </div>
  )
}
