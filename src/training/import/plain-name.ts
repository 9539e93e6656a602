import { outOfScope } from '../../dialogue/standing-names.ts'
import type { Importing } from './importing.ts'

const allowed = /[^\p{L}\p{N}_./+-]+/gu

/**
 * A name as our files can hold it: what stands between its words becomes `_`; LUIS's None is ours too. The same name is always
 * the same one; another that would become the same gets a number. Changes are remarked upon.
 */
export function plainName(into: Importing, file: string, kind: string, name: string): string {
  const key = JSON.stringify([kind, name])
  const known = into.names.get(key)
  if (known !== undefined) return known
  const isKept = into.keepsSlash && (kind === 'intent' || kind === 'response')
  const clean = cleaned(isKept ? name : name.replaceAll('/', '_'))
  const plain = kind === 'intent' && name.toLowerCase() === 'none' ? outOfScope : clean
  const taken = new Set(
    [...into.names].filter(([other]) => other.startsWith(`["${kind}"`)).map(([, here]) => here),
  )
  let here = plain
  for (let n = 2; taken.has(here); n++) here = `${plain}_${n}`
  into.names.set(key, here)
  if (here !== name && (kind === 'intent' || kind === 'entity')) {
    into.remarks.push({
      kind: 'changed',
      file,
      item: `${kind} ${name}`,
      why: `It is named ${here} here.`,
    })
  }
  return here
}

function cleaned(name: string): string {
  const parts = name
    .normalize('NFC')
    .split('/')
    .map((part) => part.replace(allowed, '_').replace(/^_+|_+$/g, ''))
  const plain = parts
    .filter((part) => part !== '')
    .slice(0, 2)
    .join('/')
  return plain === '' || plain === '__proto__' ? 'unnamed' : plain.slice(0, 200)
}
