import { DuplicatesPart } from '../duplicates/duplicates-part.tsx'
import { duplicateWords } from '../duplicates/words.ts'
import type { PageProps } from '../pages/page.ts'
import { words } from '../words.ts'
import { ImportPart } from './import-part.tsx'
import { importWords } from './words.ts'
import './intake-page.css'

/** `#/settings/import` and `#/settings/duplicates`. */
export default function IntakePage({ path: [part = 'import', id] }: PageProps) {
  const names = { import: importWords.value.title, duplicates: duplicateWords.value.title }
  const shown = part === 'duplicates' ? 'duplicates' : 'import'
  return (
    <div class="intake">
      <nav aria-label={words.value.pageNames.settings}>
        {(['import', 'duplicates'] as const).map((name) => (
          <a
            key={name}
            href={`#/settings/${name}`}
            aria-current={name === shown ? 'page' : undefined}
          >
            {names[name]}
          </a>
        ))}
      </nav>
      <h2>{names[shown]}</h2>
      {shown === 'import' ? <ImportPart id={id} /> : <DuplicatesPart />}
    </div>
  )
}
