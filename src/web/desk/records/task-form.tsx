import type { Schemas } from '../../shared/api-types.ts'
import { me } from '../state.ts'
import { MakeForm } from './make-form.tsx'
import { recordSettings } from './settings.ts'
import { words } from './words.ts'

type Task = Schemas['Task']

export function TaskForm({
  also = {},
  onMade,
}: {
  also?: Readonly<Record<string, string>>
  onMade: () => void
}) {
  const w = words.value
  const mine = me.value?.id
  const agents = recordSettings.value.agents
  return (
    <MakeForm<Task>
      title={w.newTask}
      path="/api/v1/tasks"
      also={also}
      fields={[
        { field: 'title', name: w.fields.title, isNeeded: true },
        { field: 'dueAt', name: w.fields.dueAt, type: 'datetime-local' },
        { field: 'remindAt', name: w.fields.remindAt, type: 'datetime-local' },
        {
          field: 'owner',
          name: w.fields.owner,
          choices: [
            ...agents.filter(({ id }) => id === mine),
            { id: '', name: w.nobody },
            ...agents.filter(({ id }) => id !== mine),
          ],
        },
      ]}
      onMade={onMade}
    />
  )
}
