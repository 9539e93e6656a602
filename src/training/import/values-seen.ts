import type { Importing } from './importing.ts'
import { plainName } from './plain-name.ts'

/** Values of an entity as the source lists them, else as its examples have them. */
export function valuesSeen(into: Importing, file: string): (entity: string) => string[] {
  return (entity) => {
    const name = plainName(into, file, 'entity', entity)
    const listed = into.draft.lookups.find((lookup) => lookup.name === name)?.values ?? []
    if (listed.length > 0) return listed.slice(0, 20)
    const marked = into.draft.examples.flatMap(({ entities }) =>
      entities.flatMap((one) => (one.entity === name ? [one.value] : [])),
    )
    return [...new Set(marked)].slice(0, 20)
  }
}
