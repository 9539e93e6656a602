import type { Schema } from './document.ts'
import { Says } from './says.tsx'

/** The type of a value in a few words, the schemas of the document as links. */
export function SchemaName({ schema }: { schema: Schema }) {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (schema.items) {
    return (
      <>
        list of <SchemaName schema={schema.items} />
      </>
    )
  }
  if (schema.anyOf) {
    return (
      <>
        {schema.anyOf.map((one, i) => (
          <>
            {i > 0 && ' or '}
            <SchemaName schema={one} />
          </>
        ))}
      </>
    )
  }
  if (schema.enum) return <>{schema.enum.map((one) => JSON.stringify(one)).join(' | ')}</>
  const { type = 'anything' } = schema
  return <>{typeof type === 'string' ? type : type.join(' or ')}</>
}

/** The fields of an object; of anything else its name. */
export function SchemaView({ schema }: { schema: Schema }) {
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) {
    return (
      <p>
        <SchemaName schema={schema} />
      </p>
    )
  }
  return (
    <dl class="fields">
      {fields.map(([name, field]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <SchemaName schema={field} />
            {!schema.required?.includes(name) && ', optional'}
            {field.description && (
              <span class="says">
                {' '}
                <Says text={field.description} />
              </span>
            )}
            {field.properties && <SchemaView schema={field} />}
            {field.items?.properties && <SchemaView schema={field.items} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
