import { DuplicatesPart } from '../duplicates/duplicates-part.tsx'
import { duplicateWords } from '../duplicates/words.ts'
import { ImportPart } from '../import/import-part.tsx'
import { importWords } from '../import/words.ts'
import type { PageProps } from '../pages/page.ts'
import { me } from '../state.ts'
import { words } from '../words.ts'
import { ApiKeys } from './api-keys.tsx'
import { AuditLog } from './audit-log.tsx'
import { Colleagues } from './colleagues.tsx'
import { ExportPart } from './export-part.tsx'
import { Stages } from './stages.tsx'
import { Teams } from './teams.tsx'
import './settings-page.css'

const parts = [
  'colleagues',
  'teams',
  'stages',
  'keys',
  'audit',
  'import',
  'duplicates',
  'export',
] as const
const forAdmins: readonly string[] = ['keys', 'audit', 'import', 'duplicates', 'export']

/** `#/settings/teams`: who is at the desk, and what was done there. */
export default function SettingsPage({ path: [named, id] }: PageProps) {
  const w = words.value
  const who = me.value
  if (!who) return null
  const mayBe = (part: string) => part !== 'stages' || who.role === 'supervisor'
  const mine = parts.filter(
    (part) => who.role === 'admin' || (!forAdmins.includes(part) && mayBe(part)),
  )
  const part = mine.find((one) => one === named) ?? 'colleagues'
  const titles = {
    ...w.settings,
    import: importWords.value.title,
    duplicates: duplicateWords.value.title,
  }
  return (
    <div class="settings">
      <nav aria-label={w.settingsParts}>
        {mine.map((one) => (
          <a key={one} href={`#/settings/${one}`} aria-current={one === part ? 'page' : undefined}>
            {titles[one]}
          </a>
        ))}
      </nav>
      <section aria-labelledby="settings-title">
        <h2 id="settings-title">{titles[part]}</h2>
        {part === 'colleagues' && <Colleagues me={who} />}
        {part === 'teams' && <Teams me={who} />}
        {part === 'stages' && <Stages />}
        {part === 'keys' && <ApiKeys />}
        {part === 'audit' && <AuditLog />}
        {part === 'import' && <ImportPart id={id} />}
        {part === 'duplicates' && <DuplicatesPart />}
        {part === 'export' && <ExportPart />}
      </section>
    </div>
  )
}
