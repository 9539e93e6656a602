import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Document, Operation } from './document.ts'
import { Says } from './says.tsx'
import { SchemaView } from './schema-view.tsx'
import './api-docs.css'

/** The server's own OpenAPI document, for people to read. Nothing comes from elsewhere. */
export function ApiDocs() {
  const document = useSignal<Document | null>(null)
  const hasFailed = useSignal(false)
  useEffect(() => {
    fetch('/api/v1/openapi.json')
      .then((response) => response.json() as Promise<Document>)
      .then((read) => (document.value = read))
      .catch(() => (hasFailed.value = true))
  }, [])
  if (hasFailed.value) return <p class="notice">Parley does not answer. Reload the page.</p>
  if (!document.value) return <p class="says">Loading…</p>
  const { info, servers, paths, components } = document.value
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  const server = servers[0]?.url ?? ''
  return (
    <main class="api-docs">
      <h1>The API of Parley</h1>
      <p>
        <Says text={info.description} />
      </p>
      <p>
        Programs send a key with each call, which an administrator makes at the desk:{' '}
        <code>Authorization: Bearer parley_…</code>. The whole as{' '}
        <a href={`${server}/openapi.json`}>OpenAPI 3.1</a>.
      </p>
      <nav aria-label="Parts">
        {tags.map((tag) => (
          <a key={tag} href={`#${idOf(tag)}`}>
            {tag}
          </a>
        ))}
      </nav>
      {tags.map((tag) => (
        <section key={tag} aria-labelledby={idOf(tag)}>
          <h2 id={idOf(tag)}>{tag}</h2>
          {operations
            .filter(({ operation }) => operation.tags.includes(tag))
            .map(({ path, method, operation }) => (
              <OperationView
                key={operation.operationId}
                name={`${method.toUpperCase()} ${server}${path}`}
                operation={operation}
              />
            ))}
        </section>
      ))}
      <section aria-labelledby="schemas">
        <h2 id="schemas">Schemas</h2>
        {Object.entries(components.schemas).map(([name, schema]) => (
          <article key={name} id={`schema-${name}`}>
            <h3>{name}</h3>
            <SchemaView schema={schema} />
          </article>
        ))}
      </section>
    </main>
  )
}

function OperationView({ name, operation }: { name: string; operation: Operation }) {
  const { summary, description, parameters, requestBody, responses } = operation
  const body = requestBody?.content?.['application/json']?.schema
  return (
    <details>
      <summary>
        <code>{name}</code> <span>{summary}</span>
      </summary>
      <p class="says">
        <Says text={description} />
      </p>
      {parameters.length > 0 && (
        <>
          <h3>Parameters</h3>
          <SchemaView
            schema={{
              properties: Object.fromEntries(
                parameters.map(({ name, schema, description, in: place }) => [
                  name,
                  { description: description ?? `In the ${place}.`, ...schema },
                ]),
              ),
              required: parameters.filter(({ required }) => required).map(({ name }) => name),
            }}
          />
        </>
      )}
      {body && (
        <>
          <h3>Body</h3>
          <SchemaView schema={body} />
        </>
      )}
      {Object.entries(responses)
        .filter(([status]) => status !== 'default')
        .map(([status, { content }]) => (
          <>
            <h3>Answer {status}</h3>
            {Object.entries(content ?? {}).map(([type, { schema }]) => (
              <div key={type}>
                <p class="says">{type}</p>
                <SchemaView schema={schema} />
              </div>
            ))}
          </>
        ))}
    </details>
  )
}

const idOf = (tag: string): string => tag.toLowerCase().replaceAll(' ', '-')
