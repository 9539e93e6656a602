import { useEffect } from 'preact/hooks'
import { LanguageSwitch } from '../shared/language-switch.tsx'
import { Intents } from './intents.tsx'
import { Report } from './report.tsx'
import { Responses } from './responses.tsx'
import { loadOverview, overview, place, problem } from './state.ts'
import { words } from './words.ts'
import './studio.css'

export function Studio() {
  const w = words.value
  const { page, chosen } = place.value
  useEffect(() => void (document.title = `${w.title} · Parley`), [w])
  const pages = { overview: w.overview, intents: w.intents, responses: w.responses }
  return (
    <>
      <header class="studio-bar">
        <h1>
          Parley <span>{w.title}</span>
        </h1>
        <nav aria-label={w.title}>
          {Object.entries(pages).map(([name, title]) => (
            <a key={name} href={`#/${name}`} aria-current={name === page ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <div class="studio-bar-end">
          <a class="button button-plain" href="/desk">
            {w.desk}
          </a>
          <LanguageSwitch />
        </div>
      </header>
      <main class="studio">
        {problem.value === 'signed-out' && (
          <div class="studio-empty">
            <p>{w.signInFirst}</p>
            <a class="button button-main" href="/desk">
              {w.signIn}
            </a>
          </div>
        )}
        {problem.value && problem.value !== 'signed-out' && (
          <p class="notice" role="alert">
            {problem.value}{' '}
            <button type="button" class="button" onClick={() => void loadOverview()}>
              {w.retry}
            </button>
          </p>
        )}
        {!overview.value && !problem.value && <p class="studio-empty">{w.loading}</p>}
        {overview.value && page === 'intents' && (
          <Intents overview={overview.value} chosen={chosen} />
        )}
        {overview.value && page === 'responses' && <Responses overview={overview.value} />}
        {overview.value && page !== 'intents' && page !== 'responses' && (
          <Report overview={overview.value} />
        )}
      </main>
    </>
  )
}
