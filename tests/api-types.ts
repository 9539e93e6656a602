/** The types of the desk's client, made of the OpenAPI document in the shape that openapi-fetch reads. */
import { format, resolveConfig } from 'prettier'
import { API_PREFIX } from '../src/server/api/api-router.ts'
import { apiRoutes } from '../src/server/api/api-routes.ts'
import { openApiOf } from '../src/server/api/openapi.ts'

/** Written by `npm run api-client`. */
export const API_TYPES = 'src/web/shared/api-types.ts'

type Schema = {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}
type Parameter = { name: string; in: string; required: boolean; schema: Schema }
type Content = { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
type Operation = {
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>
}
type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** What the file is to hold. */
export async function apiTypes(): Promise<string> {
  const { paths, components } = openApiOf(apiRoutes, API_PREFIX) as unknown as Document
  const text = `/** Written by \`npm run api-client\` from the routes of src/server/api: do not edit. */

export type Schemas = ${object(Object.entries(components.schemas).map(([name, schema]) => [name, typeOf(schema)]))}

export type paths = ${object(
    Object.entries(paths).map(([path, methods]) => [
      path,
      object(
        Object.entries(methods).map(
          ([method, operation]) => [method, operationOf(operation)] as const,
        ),
      ),
    ]),
  )}
`
  return format(text, { ...(await resolveConfig(API_TYPES)), parser: 'typescript' })
}

function operationOf({ parameters, requestBody, responses }: Operation): string {
  const places = ['query', 'header', 'path'].map((place) => {
    const some = parameters.filter((one) => one.in === place)
    const isNeeded = some.some(({ required }) => required)
    const fields = some.map(
      ({ name, required, schema }) => [required ? name : `${name}?`, typeOf(schema)] as const,
    )
    return [isNeeded ? place : `${place}?`, some.length === 0 ? 'never' : object(fields)] as const
  })
  const answers = Object.entries(responses).map(([status, answer]) => {
    const content = answer.$ref
      ? "{ 'application/problem+json': Schemas['Problem'] }"
      : contentOf(answer)
    return [
      status,
      object([
        ['headers', '{ [name: string]: unknown }'],
        content ? ['content', content] : ['content?', 'never'],
      ]),
    ] as const
  })
  return object([
    ['parameters', object([...places, ['cookie?', 'never']])],
    requestBody
      ? ['requestBody', `{ content: ${contentOf(requestBody)} }`]
      : ['requestBody?', 'never'],
    ['responses', object(answers)],
  ])
}

function contentOf({ content }: Content): string | null {
  if (!content) return null
  return object(Object.entries(content).map(([type, { schema }]) => [type, typeOf(schema)]))
}

function typeOf(schema: Schema): string {
  const { $ref, type, anyOf, items, prefixItems } = schema
  if ($ref !== undefined) return `Schemas['${$ref.split('/').at(-1)}']`
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (anyOf) return anyOf.some(isAnyText) ? withoutConstants(anyOf) : unionOf(anyOf)
  if (Array.isArray(type))
    return type.map((one: string) => typeOf({ ...schema, type: one })).join(' | ')
  if (prefixItems) return `[${prefixItems.map(typeOf).join(', ')}]`
  if (type === 'array') return `(${items ? typeOf(items) : 'unknown'})[]`
  if (type === 'object') return objectOf(schema)
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'string' || type === 'boolean' || type === 'null' ? type : 'unknown'
}

const unionOf = (schemas: readonly Schema[]): string => schemas.map(typeOf).join(' | ')

const isAnyText = ({ type, enum: some, const: one }: Schema): boolean =>
  type === 'string' && some === undefined && one === undefined

/** A text that any text stands beside says no more. */
const withoutConstants = (schemas: readonly Schema[]): string =>
  unionOf(schemas.filter((one) => isAnyText(one) || typeof one.const !== 'string'))

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, schema]) => [required.includes(name) ? name : `${name}?`, typeOf(schema)] as const,
  )
  if (fields.length > 0) return object(fields)
  const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
  return `{ [name: string]: ${value} }`
}

/** A name that ends with `?` may be absent. */
function object(fields: readonly (readonly [name: string, type: string])[]): string {
  const lines = fields.map(([name, type]) => {
    const mark = name.endsWith('?') ? '?' : ''
    const key = mark ? name.slice(0, -1) : name
    // A status is a number to openapi-fetch.
    return `${/^\d+$/.test(key) ? key : JSON.stringify(key)}${mark}: ${type}`
  })
  return `{ ${lines.join('\n')} }`
}
