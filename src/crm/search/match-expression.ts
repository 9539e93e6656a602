import type { Engine } from '../database.ts'
import type { Alternative, Wanted } from './expand.ts'

/** The condition on `words`, with one parameter: the query in the engine's own language. */
export const matches = (engine: Engine): string =>
  engine === 'sqlite' ? 'words match ?' : 'words @@ cast(? as tsquery)'

/** Words hold letters and digits only, so that nothing in them means something to the engine. */
export function matchExpression(engine: Engine, wanted: readonly Wanted[]): string {
  const each = engine === 'sqlite' ? fts5 : tsquery
  const [or, and] = engine === 'sqlite' ? [' OR ', ' AND '] : [' | ', ' & ']
  return wanted.map(({ alternatives }) => `(${alternatives.map(each).join(or)})`).join(and)
}

const fts5 = ({ words, isPrefix }: Alternative): string =>
  `"${words.join(' ')}"${isPrefix ? ' *' : ''}`

const tsquery = ({ words, isPrefix }: Alternative): string =>
  `(${words.map((word) => `'${word}'`).join(' <-> ')}${isPrefix ? ':*' : ''})`
