import type { Policy } from '../dialogue/policy.ts'
import { readSections, writeSections } from '../nlp/sections.ts'
import { Problem } from '../problem.ts'

const KIND = 'policy'

type Meta = Omit<Policy, 'rows' | 'scales' | 'bias' | 'out' | 'outBias'>

/** The same policy gives the same bytes. */
export function encodePolicy({ rows, scales, bias, out, outBias, ...meta }: Policy): Uint8Array {
  return writeSections(KIND, meta, { rows, scales, bias, out, outBias })
}

/** Throws a `Problem` for bytes that are no policy, another version's, cut short or altered. */
export function decodePolicy(bytes: Uint8Array): Policy {
  const { meta, arrays } = readSections<Meta>(KIND, bytes)
  const { hidden, features, actions } = meta
  const rows = arrays['rows']
  const floats = (name: string, length: number): Float32Array => {
    const array = arrays[name]
    if (!(array instanceof Float32Array) || array.length !== length) throw broken()
    return array
  }
  if (!(rows instanceof Int8Array) || rows.length !== features.length * hidden) throw broken()
  return {
    ...meta,
    rows,
    scales: floats('scales', features.length),
    bias: floats('bias', hidden),
    out: floats('out', actions.length * hidden),
    outBias: floats('outBias', actions.length),
  }
}

const broken = (): Problem =>
  new Problem(
    'invalid',
    'ModelBroken',
    'The model file holds a learned policy of the wrong size. Train it anew: npx parley train.',
  )
