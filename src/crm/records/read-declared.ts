import { readFileSync, statSync } from 'node:fs'
import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import { usualSla, type Sla } from '../service/sla.ts'
import type { Attribute } from './attribute.ts'

/** What a team declares of its records. */
export type Declared = { readonly attributes: readonly Attribute[]; readonly sla: Sla }

const nothing: Declared = { attributes: [], sla: usualSla }

const read = new Map<string, { readonly version: string; readonly declared: Declared }>()

/**
 * Reads the records file: attributes of customers and companies, and how soon tickets are to be
 * answered and solved. It is read again when it changes; without it there are no attributes, and
 * the usual targets hold. A file that breaks later leaves what it said before in force. Problem
 * 'invalid' `BadRecordsFile` that names file and line.
 *
 *     attributes:
 *       customer:
 *         shoe_size: { type: number, label: { en: Shoe size, zh: 鞋码 } }
 *         contact_by: { type: choice, choices: [post, phone] }
 *     tickets:
 *       at_risk: 25%
 *       urgent: { response: 30m, resolution: 4h }
 */
export function readDeclared(path: string): Declared {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return nothing
  const version = `${stat.mtimeMs} ${stat.size}`
  const known = read.get(path)
  if (known?.version === version) return known.declared
  try {
    const declared = parse(readFileSync(path, 'utf8'), path)
    read.set(path, { version, declared })
    return declared
  } catch (error) {
    if (!known) throw error
    // A slip while a server runs must not stop the desk: what held before holds on.
    return known.declared
  }
}

function parse(text: string, path: string): Declared {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [error] = document.errors
  if (error) throw refuse(path, lines.linePos(error.pos[0]).line, error.message.split('\n')[0]!)
  const { success, data, error: wrong } = file.safeParse(document.toJS() ?? {})
  if (!success) {
    const [issue] = wrong.issues
    const at = issue?.path.join('.')
    throw refuse(path, lineOf(document, issue?.path ?? [], lines), `${at}: ${issue?.message}`)
  }
  const { attributes, tickets } = data
  const { at_risk: risk, ...targets } = tickets
  const usual = usualSla.targets
  return {
    attributes: (['customer', 'company'] as const).flatMap((of) =>
      Object.entries(attributes[of]).map(([name, { type, label, choices }]) => ({
        name,
        of,
        type,
        choices: choices ?? [],
        label: { en: label?.en ?? spoken(name), zh: label?.zh ?? label?.en ?? spoken(name) },
      })),
    ),
    sla: {
      targets: {
        urgent: targets.urgent ?? usual.urgent,
        high: targets.high ?? usual.high,
        normal: targets.normal ?? usual.normal,
        low: targets.low ?? usual.low,
      },
      riskShare: risk ?? usualSla.riskShare,
    },
  }
}

/** The line of the nearest thing around it that stands in the file. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

const refuse = (path: string, line: number, why: string) =>
  new Problem('invalid', 'BadRecordsFile', `${path}:${line}: ${why}.`)

const spoken = (name: string): string => {
  const words = name.replaceAll(/[_-]+/g, ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}

const duration = z
  .string()
  .regex(/^\d+(?:\.\d+)?\s*[mh]$/, 'should be minutes or hours such as 30m or 4h')
  .transform((text) => Math.round(parseFloat(text) * (text.endsWith('h') ? 60 : 1)))

const target = z.strictObject({ response: duration, resolution: duration }).optional()

const attribute = z
  .strictObject({
    type: z.enum(['text', 'number', 'date', 'boolean', 'choice']),
    label: z.strictObject({ en: z.string().optional(), zh: z.string().optional() }).optional(),
    choices: z.array(z.string().min(1)).min(1).optional(),
  })
  .refine(({ type, choices }) => (type === 'choice') === (choices !== undefined), {
    message: 'a choice needs choices, and nothing else has them',
  })

const attributes = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, 'should be small letters'), attribute)
  .default({})

const file = z.strictObject({
  attributes: z
    .strictObject({ customer: attributes, company: attributes })
    .default({ customer: {}, company: {} }),
  tickets: z
    .strictObject({
      at_risk: z
        .string()
        .regex(/^\d{1,2}%$/, 'should be a share such as 25%')
        .transform((text) => parseInt(text, 10) / 100)
        .optional(),
      urgent: target,
      high: target,
      normal: target,
      low: target,
    })
    .default({}),
})
