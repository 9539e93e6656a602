import type { Role } from '../../../server/wire.ts'
import { words } from '../words.ts'

const roles: readonly Role[] = ['agent', 'supervisor', 'viewer', 'editor', 'admin']

export function RoleSelect({
  label,
  value,
  onChoose,
}: {
  /** For who cannot see where it stands; absent inside of a label. */
  label?: string
  value: Role
  onChoose: (role: Role) => void
}) {
  const w = words.value
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = roles.find((role) => role === currentTarget.value)
        if (chosen) onChoose(chosen)
      }}
    >
      {roles.map((role) => (
        <option key={role} value={role}>
          {w.roles[role]}
        </option>
      ))}
    </select>
  )
}
