import type { Schemas } from '../shared/api-types.ts'
import { useFetched } from './fetched.ts'
import { sendTo } from './hold.ts'
import { words } from './words.ts'

/** Lets the conversation on the screen wait for a team; nothing where there is none. */
export function SendToTeam() {
  const w = words.value
  const teams = useFetched<{ items: readonly Schemas['Team'][] }>('/api/v1/teams')
  if (!teams.value?.items.length) return null
  return (
    <select
      class="button"
      aria-label={w.sendToTeam}
      value=""
      onChange={({ currentTarget }) => {
        const team = currentTarget.value
        currentTarget.value = ''
        if (team) void sendTo(team)
      }}
    >
      <option value="">{w.sendToTeam}</option>
      {teams.value.items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
