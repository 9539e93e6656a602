import { readAnnotations } from '../read-annotations.ts'
import { type Importing, addExample, addLookup, addRegex, addSynonym, remark } from './importing.ts'
import { wordsOf } from './rasa-json.ts'
import type { SourceFile } from './source-file.ts'

export const isRasaMarkdown = (text: string): boolean =>
  /^## *(?:intent|synonym|regex|lookup) *:/m.test(text)

/** `## intent:greet` and lines after a dash, a star or a plus: the NLU data of Rasa 1. */
export function readRasaMarkdown(
  file: SourceFile,
  files: readonly SourceFile[],
  into: Importing,
): void {
  const { path } = file
  let section: { kind: string; name: string } | null = null
  for (const [at, line] of file
    .text()
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const heading = /^##\s*(\w+)\s*:\s*(.+?)\s*$/.exec(line)
    const item = /^\s*[-*+]\s+(.*?)\s*$/.exec(line)?.[1]
    if (heading) section = { kind: heading[1]!, name: heading[2]! }
    else if (item !== undefined && section) readItem(section, item, file, into)
    else if (section?.kind === 'lookup' && line.trim() !== '') {
      const words = wordsOf(line.trim(), files)
      if (words) addLookup(into, path, section.name, words)
      else
        remark(
          into,
          'broken',
          path,
          `lookup ${section.name}`,
          `Its file ${line.trim()} is not in the source.`,
        )
    } else if (line.trim() !== '' && !line.startsWith('#')) {
      remark(
        into,
        'broken',
        path,
        `line ${at + 1}`,
        'It stands under no heading, or begins with no dash.',
      )
    }
  }
}

function readItem(
  { kind, name }: { kind: string; name: string },
  item: string,
  { path }: SourceFile,
  into: Importing,
): void {
  switch (kind) {
    case 'intent': {
      const { text, entities, broken } = readAnnotations(item)
      for (const { message } of broken)
        remark(into, 'broken', path, `example ${JSON.stringify(item)}`, message)
      return addExample(into, path, { text, entities, intent: name })
    }
    case 'synonym':
      return addSynonym(into, name, item)
    case 'regex':
      return addRegex(into, path, name, item)
    case 'lookup':
      return addLookup(into, path, name, [item])
    default:
      remark(into, 'left-out', path, `${kind} ${name}: ${item}`, 'There is no such section.')
  }
}
