import type { Json } from '../conversation.ts'
import type { Draft } from './draft.ts'
import type { Finding } from './project.ts'
import { readAnnotations } from './read-annotations.ts'
import type { Place, YamlFile } from './read-yaml.ts'

/** Examples are longer only by mistake (letters). */
const longestExample = 4000

/** One example as it was written, with its place. */
export type Line = { readonly text: string; readonly place: Place; readonly metadata?: Json }

/** Puts a written example among the read ones: its annotations become entities with offsets. */
export function addExample(
  intent: string,
  line: Line,
  file: Pick<YamlFile, 'path' | 'language'>,
  draft: Draft,
): void {
  const tell = (place: Place, severity: Finding['severity'], message: string, remedy: string) =>
    draft.findings.push({ severity, file: file.path, ...place, message, remedy })
  const isTooLong = line.text.length > 2 * longestExample
  const { text, entities, broken } = isTooLong
    ? { text: line.text, entities: [], broken: [] }
    : readAnnotations(line.text)
  for (const { at, message } of broken) {
    const place = { line: line.place.line, column: line.place.column + at }
    tell(place, 'error', message, 'Write [text](entity) or [text]{"entity": "name"}.')
  }
  if (text.length > longestExample) {
    tell(
      line.place,
      'warning',
      `The example has ${text.length} letters and is left out.`,
      `Keep examples under ${longestExample} letters.`,
    )
    return
  }
  for (const { entity } of entities) {
    draft.uses.push({
      kind: 'entity',
      name: entity,
      by: `an example of ${intent}`,
      file: file.path,
      ...line.place,
    })
  }
  draft.examples.push({
    text,
    intent,
    entities,
    language: file.language ?? '',
    source: { file: file.path, line: line.place.line },
    ...(line.metadata === undefined ? {} : { metadata: line.metadata }),
  })
}
