import type { Schemas } from '../../shared/api-types.ts'
import { ListFrame } from './list-frame.tsx'
import { Part } from './part.tsx'
import { TaskForm } from './task-form.tsx'
import { TaskLines } from './task-lines.tsx'
import { useList } from './use-list.ts'
import { words } from './words.ts'

type Task = Schemas['Task']

/** What is still to be done about a record. */
export function TasksPart({ of }: { of: Readonly<Record<string, string>> }) {
  const list = useList<Task>(`/api/v1/tasks?${new URLSearchParams({ ...of, limit: '20' })}`)
  return (
    <Part title={words.value.parts.tasks}>
      <ListFrame list={list}>
        <TaskLines tasks={list.items} reload={list.reload} />
      </ListFrame>
      <TaskForm also={of} onMade={list.reload} />
    </Part>
  )
}
