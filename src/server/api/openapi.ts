import { z } from 'zod'
import { rolesText } from './roles-text.ts'
import type { ApiRoute } from './api-route.ts'
import { problemSchema } from './problem-json.ts'

type Node = Record<string, unknown>

/** The OpenAPI 3.1 document of declared routes, mounted under `prefix`. */
export function openApiOf(routes: readonly ApiRoute[], prefix: string): Node {
  const components: Node = {}
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => jsonSchema(schema, io, components)
  const paths: Record<string, Node> = {}
  const problem = {
    description: 'A problem, as RFC 9457 has it.',
    content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
  }
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = {
      ...paths[path],
      [route.method]: operationOf(route, schemaOf),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'Times are ISO 8601 in UTC. Lists come in pages: hand `next` back as `cursor`. A POST with an `Idempotency-Key` is done once, whoever repeats it within a day gets the same answer.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: prefix }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      responses: { Problem: problem },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key, parley_…, which an administrator makes at the desk under Settings.',
        },
      },
    },
  }
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Node

function operationOf(route: ApiRoute, schemaOf: SchemaOf): Node {
  const { operation, tag, summary, params, query, body, scope } = route
  return {
    operationId: operation,
    tags: [tag],
    summary,
    description: [
      `For ${rolesText(route.may)}.`,
      scope === null ? 'At the desk only, not with an API key.' : `Scope: \`${scope}\`.`,
    ].join(' '),
    parameters: [
      ...parametersOf(params, 'path', schemaOf),
      ...parametersOf(query, 'query', schemaOf),
      ...headersOf(route),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: {
      ...answerOf(route, schemaOf),
      default: { $ref: '#/components/responses/Problem' },
    },
    'x-roles': route.may,
    ...(scope !== null && { 'x-scope': scope }),
  }
}

function answerOf({ answer, sends, status, version }: ApiRoute, schemaOf: SchemaOf): Node {
  if (sends !== undefined) {
    return {
      200: { description: 'The file.', content: { [sends]: { schema: { type: 'string' } } } },
    }
  }
  if (!answer) return { 204: { description: 'Done.' } }
  return {
    [status ?? 200]: {
      description: 'Done.',
      ...(version && {
        headers: { ETag: { description: 'The version.', schema: { type: 'string' } } },
      }),
      content: { 'application/json': { schema: schemaOf(answer, 'output') } },
    },
  }
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  schemaOf: SchemaOf,
): Node[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Node>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function headersOf({ method, ifMatch }: ApiRoute): Node[] {
  const header = (name: string, required: boolean, description: string): Node => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  })
  return [
    ...(method === 'post'
      ? [header('Idempotency-Key', false, 'The same key and body are performed once.')]
      : []),
    ...(ifMatch
      ? [header('If-Match', ifMatch === 'needed', 'The ETag that the record was read with.')]
      : []),
  ]
}

/** As JSON Schema, with the schemas that have an id among the components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', components: Node): Node {
  const made = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // Answers may get more fields in time, and clients are to bear it.
    override: ({ jsonSchema: node }) => {
      if (io === 'output' && node['additionalProperties'] === false) {
        delete node['additionalProperties']
      }
    },
  }) as Node
  const { $schema: _, $defs: defs = {}, ...rest } = made
  for (const [name, definition] of Object.entries(defs as Node)) {
    if (name.startsWith(UNNAMED)) continue
    const { id: _id, ...shape } = moved(definition)
    components[name] = shape
  }
  const { id, ...own } = moved(rest)
  if (typeof id !== 'string') return own
  components[id] = own
  return { $ref: `#/components/schemas/${id}` }
}

/** How definitions begin that nobody gave a name: JSON itself, which is anything. */
const UNNAMED = '__schema'

/** With references to the components. */
function moved(node: unknown): Node {
  const text = JSON.stringify(node)
    .replace(/\{"\$ref":"#\/\$defs\/__schema\d+"\}/g, '{}')
    .replaceAll('"#/$defs/', '"#/components/schemas/')
  return JSON.parse(text) as Node
}
