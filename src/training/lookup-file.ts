import { decodeText } from './decode-text.ts'
import type { Draft } from './draft.ts'

/**
 * The lines of the text file that a lookup names, such as `data/cities.txt`: by its path in the
 * project, or by the end of it, as Rasa ran from other folders. Null when there is none.
 */
export function lookupFile(named: string, { lists }: Draft): string[] | null {
  const wanted = named.replace(/^(\.?\/)+/, '')
  const path = [...lists.keys()].find((one) => one === wanted || one.endsWith(`/${wanted}`))
  const decoded = path === undefined ? null : decodeText(lists.get(path)!)
  if (!decoded || 'refused' in decoded) return null
  return decoded.text.split(/\r\n|\n|\r/).flatMap((line) => line.trim() || [])
}
