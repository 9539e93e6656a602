import { me } from '../state.ts'
import { words } from '../words.ts'
import { ApiKeys } from './api-keys.tsx'
import { AuditLog } from './audit-log.tsx'
import { Colleagues } from './colleagues.tsx'
import { Teams } from './teams.tsx'
import './settings-page.css'

const parts = ['colleagues', 'teams', 'keys', 'audit'] as const
const forAdmins: readonly string[] = ['keys', 'audit']

/** `#/settings/teams`: who is at the desk, and what was done there. */
export default function SettingsPage({ path: [named] }: { path: readonly string[] }) {
  const w = words.value
  const who = me.value
  if (!who) return null
  const mine = parts.filter((part) => who.role === 'admin' || !forAdmins.includes(part))
  const part = mine.find((one) => one === named) ?? 'colleagues'
  return (
    <div class="settings">
      <nav aria-label={w.settingsParts}>
        {mine.map((one) => (
          <a key={one} href={`#/settings/${one}`} aria-current={one === part ? 'page' : undefined}>
            {w.settings[one]}
          </a>
        ))}
      </nav>
      <section aria-labelledby="settings-title">
        <h2 id="settings-title">{w.settings[part]}</h2>
        {part === 'colleagues' && <Colleagues me={who} />}
        {part === 'teams' && <Teams me={who} />}
        {part === 'keys' && <ApiKeys />}
        {part === 'audit' && <AuditLog />}
      </section>
    </div>
  )
}
