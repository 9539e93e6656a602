import { useState } from 'preact/hooks'
import type { StudioOverview } from '../../server/wire.ts'
import { words } from './words.ts'

export function Responses({ overview }: { overview: StudioOverview }) {
  const w = words.value
  const [wanted, setWanted] = useState('')
  const sought = wanted.trim().toLowerCase()
  const found = overview.responses.filter(
    ({ name, variants }) =>
      name.toLowerCase().includes(sought) ||
      variants.some(({ text }) => text.toLowerCase().includes(sought)),
  )
  return (
    <section class="panel" aria-label={w.responses}>
      <label class="visually-hidden" for="find">
        {w.findResponse}
      </label>
      <input
        id="find"
        type="search"
        class="find"
        placeholder={w.findResponse}
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
      />
      {found.length === 0 && <p class="panel-help">{w.nothingFound}</p>}
      {found.map(({ name, variants }) => (
        <article key={name} class="response">
          <h2>
            <code>{name}</code>
          </h2>
          <ul class="lines">
            {variants.map(({ text, language, source }) => (
              <li key={`${source.file}:${source.line} ${text}`}>
                <span>
                  <span class="tag">{language ?? w.anyLanguage}</span>{' '}
                  <bdi lang={language ?? undefined}>{text || w.noText}</bdi>
                </span>
                <code>
                  {source.file}:{source.line}
                </code>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  )
}
