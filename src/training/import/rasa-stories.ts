import type { Json, SlotTest } from '../../conversation.ts'
import type { EntityTest, StoryStep } from '../../dialogue/bot.ts'
import { readAnnotations } from '../read-annotations.ts'
import { type Importing, remark } from './importing.ts'
import { fieldsOf } from './json-parts.ts'
import type { SourceFile } from './source-file.ts'

export const isRasaStories = (text: string): boolean =>
  /^## /m.test(text) && /^\* *\/?[\w.+-]+/m.test(text) && /^\s+- *\w/m.test(text)

/** The stories of Rasa 1: `* intent{"entity": "value"}`, then `- action` lines. */
export function readRasaStories(file: SourceFile, into: Importing): void {
  let story: { name: string; steps: StoryStep[] } | null = null
  const close = (): void => {
    if (story && story.steps.length > 0)
      into.draft.stories.push({ ...story, source: { file: 'import', line: 1 } })
  }
  for (const [at, line] of file
    .text()
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const name = /^##\s*(.+?)\s*$/.exec(line)?.[1]
    const plain = line.trim()
    if (name !== undefined) {
      close()
      story = { name, steps: [] }
    } else if (plain !== '' && story) {
      const step = stepOf(plain, at + 1, file.path, into)
      if (step) story.steps.push(step)
    }
  }
  close()
}

function stepOf(line: string, at: number, path: string, into: Importing): StoryStep | null {
  const [, sign, said = ''] = /^([*>-])\s*(.*)$/.exec(line) ?? []
  if (sign === '*') {
    const choices = said.split(/\s+OR\s+/).map(messageOf)
    return choices.length === 1 ? choices[0]! : { or: choices }
  }
  if (sign === '>') return { checkpoint: said }
  if (sign !== '-' || said === 'export') {
    const why =
      sign === '-' ? 'It is what a tool left there.' : 'It begins with no star, dash or arrow.'
    remark(into, 'left-out', path, `line ${at}: ${line}`, why)
    return null
  }
  const event = /^(slot|form)\s*(\{.*\})$/.exec(said)
  if (!event) return { action: said.replace(/\{.*\}$/, '') }
  const values = parse(event[2]!)
  if (!values) {
    remark(into, 'broken', path, `line ${at}: ${line}`, 'What stands in its brackets is no JSON.')
    return null
  }
  if (event[1] === 'form')
    return { loop: typeof values['name'] === 'string' ? values['name'] : null }
  const slots = Object.entries(values).map(([slot, is]): SlotTest =>
    is === null ? { slot, set: false } : { slot, is },
  )
  return { slots }
}

/** `greet`, `inform{"city": "Rome"}`, or with its words: `inform: I live in [Rome](city)`. */
function messageOf(said: string): StoryStep {
  const [, intent = said, given] = /^\/?([^\s{:]+)\s*(\{.*\})?/.exec(said) ?? []
  const words = /^[^\s{:]+:\s*(.+)$/.exec(said)?.[1]
  const marked = words === undefined ? [] : readAnnotations(words).entities
  const entities: EntityTest[] = [
    ...Object.entries(given === undefined ? {} : (parse(given) ?? {})).map(([entity, value]) => ({
      entity,
      value,
    })),
    ...marked.map(({ entity, value, role }) => ({ entity, value, ...(role && { role }) })),
  ]
  return { intent, ...(entities.length > 0 && { entities }) }
}

function parse(json: string): Readonly<Record<string, Json>> | null {
  try {
    return fieldsOf(JSON.parse(json)) as Readonly<Record<string, Json>>
  } catch {
    return null
  }
}
