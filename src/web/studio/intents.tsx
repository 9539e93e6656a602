import { useEffect, useState } from 'preact/hooks'
import type { StudioExamples, StudioIntent, StudioOverview } from '../../server/wire.ts'
import { percent } from '../shared/times.ts'
import { loadExamples } from './state.ts'
import { words } from './words.ts'

export function Intents({ overview, chosen }: { overview: StudioOverview; chosen: string | null }) {
  const w = words.value
  const [wanted, setWanted] = useState('')
  const found = overview.intents.filter(({ name }) => name.includes(wanted.trim().toLowerCase()))
  const intent = overview.intents.find(({ name }) => name === chosen)
  return (
    <div class="intents" data-chosen={intent !== undefined}>
      <section class="panel intents-list" aria-label={w.intents}>
        <label class="visually-hidden" for="find">
          {w.findIntent}
        </label>
        <input
          id="find"
          type="search"
          class="find"
          placeholder={w.findIntent}
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
        {found.length === 0 && <p class="panel-help">{w.nothingFound}</p>}
        <ul>
          {found.map(({ name, languages, examples }) => (
            <li key={name}>
              <a
                href={`#/intents/${encodeURIComponent(name)}`}
                aria-current={name === chosen ? 'true' : undefined}
              >
                <code>{name}</code>
                <span>
                  {overview.languages.length > 1
                    ? overview.languages
                        .map((code) => `${code} ${languages[code] ?? 0}`)
                        .join(' · ')
                    : examples}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      {intent ? (
        <Examples key={intent.name} intent={intent} />
      ) : (
        <p class="studio-empty">{w.choose}</p>
      )}
    </div>
  )
}

function Examples({ intent }: { intent: StudioIntent }) {
  const w = words.value
  const [loaded, setLoaded] = useState<StudioExamples | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    loadExamples(intent.name).then(setLoaded, (refusal: Error) => setProblem(refusal.message))
  }, [intent.name])
  return (
    <section class="panel" aria-label={intent.name}>
      <a class="button only-phone" href="#/intents">
        ‹ {w.intents}
      </a>
      <h2>
        <code>{intent.name}</code>
      </h2>
      <p class="panel-help">
        {w.examples}: {intent.examples}
        {intent.score &&
          ` · ${w.f1} ${percent(intent.score.f1)} · ${w.precision} ${percent(intent.score.precision)} · ${w.recall} ${percent(intent.score.recall)}`}
      </p>
      {problem && (
        <p class="notice" role="alert">
          {problem}
        </p>
      )}
      {!loaded && !problem && <p class="panel-help">{w.loading}</p>}
      {loaded && (
        <ul class="lines">
          {loaded.examples.map(({ text, language, file, line }) => (
            <li key={`${file}:${line} ${text}`}>
              <bdi lang={language}>{text}</bdi>
              <code>
                {file}:{line}
              </code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
