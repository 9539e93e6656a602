import type { Json, SlotTest } from '../conversation.ts'
import type { EntityTest, StoryStep } from '../dialogue/bot.ts'
import type { Draft, Use } from './draft.ts'
import type { MarkdownFile, MarkdownLine } from './markdown-lines.ts'
import type { TestStoryStep } from './project.ts'
import { readAnnotations } from './read-annotations.ts'

type Told = {
  readonly name: string
  readonly line: number
  readonly steps: { readonly step: StoryStep; readonly line: number; readonly said?: string }[]
}

/** `## story`, `* intent{"entity": "value"}`, `- action`, `- slot{…}`, `- form{…}`, `> checkpoint`. */
export function readMarkdownStories(file: MarkdownFile, isTest: boolean, draft: Draft): void {
  const stories: Told[] = []
  for (const line of file.lines) {
    if (line.text.startsWith('#')) {
      stories.push({ name: line.text.replace(/^#+ */, ''), line: line.line, steps: [] })
      continue
    }
    const story = stories.at(-1)
    if (!story) continue
    const by = `the ${isTest ? 'test ' : ''}story "${story.name}"`
    story.steps.push(...readLine(line, by, file, draft).map((one) => ({ ...one, line: line.line })))
  }
  // Words of the customer are what tests have and stories lack.
  const hasWords = stories.some(({ steps }) => steps.some(({ said }) => said !== undefined))
  for (const { name, line, steps } of stories) {
    if (steps.length === 0) continue
    const source = { file: file.path, line, name }
    if (!isTest && !hasWords) {
      draft.stories.push({ name, source, steps: steps.map(({ step }) => step) })
      continue
    }
    const placed = steps.map(({ step, line: at, said }): TestStoryStep => {
      const place = { file: file.path, line: at }
      return 'intent' in step && said !== undefined
        ? { ...step, text: said, source: place }
        : { ...step, source: place }
    })
    draft.tests.push({ kind: 'story', name, source, steps: placed })
  }
}

type Read = { readonly step: StoryStep; readonly said?: string }

function readLine(line: MarkdownLine, by: string, file: MarkdownFile, draft: Draft): Read[] {
  const { text } = line
  const tell = (message: string, remedy: string) =>
    draft.findings.push({
      severity: 'warning',
      file: file.path,
      line: line.line,
      column: line.column,
      message,
      remedy,
    })
  const use = (kind: Use['kind'], name: string) =>
    draft.uses.push({ kind, name, by, file: file.path, line: line.line, column: line.column })
  if (text.startsWith('>')) {
    return text
      .slice(1)
      .split(' AND ')
      .map((part) => {
        const { name, fields } = named(part)
        const slots = slotTests(fields, use)
        return { step: { checkpoint: name, ...(slots.length > 0 ? { slots } : {}) } }
      })
  }
  if (text.startsWith('*')) {
    // What an interactive session wrote before answers to a form.
    const heard = text
      .slice(1)
      .trim()
      .replace(/^form: */, '')
    const choices = heard.split(' OR ').map((choice) => readMessage(choice.trim(), use))
    return choices.length === 1 ? choices : [{ step: { or: choices.map(({ step }) => step) } }]
  }
  if (text.startsWith('-')) return readEvent(text.slice(1).trim(), use)
  tell(`The line "${text.slice(0, 40)}" of ${by} is left out.`, 'Begin it with "* " or "- ".')
  return []
}

type UseName = (kind: Use['kind'], name: string) => void

/** `greet`, `inform{"city": "Rome"}`, in tests `inform: to [Rome](city)`, or the mere words. */
function readMessage(heard: string, use: UseName): Read {
  if (/^".*"$/.test(heard)) return { step: { text: readAnnotations(heard.slice(1, -1)).text } }
  const test = /^\/?([\w.+/-]+) *: *(\S.*)$/.exec(heard)
  if (test) {
    const [, intent = '', words = ''] = test
    const { text, entities } = readAnnotations(words)
    const tests = entities.map(({ start: _, end: _end, ...rest }) => rest)
    return message(intent, tests, use, text)
  }
  const { name, fields } = named(heard)
  const tests = Object.entries(fields).map(([entity, value]): EntityTest =>
    value === null ? { entity } : { entity, value },
  )
  return message(name.replace(/^\//, ''), tests, use)
}

function message(
  intent: string,
  entities: readonly EntityTest[],
  use: UseName,
  said?: string,
): Read {
  use('intent', intent)
  for (const { entity } of entities) use('entity', entity)
  const step = { intent, ...(entities.length > 0 ? { entities } : {}) }
  return { step, ...(said === undefined ? {} : { said }) }
}

/** Events that change nothing a decision could hang on. */
const passing = new Set([
  'export',
  'pause',
  'resume',
  'rewind',
  'undo',
  'reminder',
  'cancel_reminder',
])

function readEvent(event: string, use: UseName): Read[] {
  const { name, fields } = named(event)
  const hasFields = event.includes('{')
  if (passing.has(name)) return []
  if (name === 'slot' && hasFields) return [{ step: { slots: slotTests(fields, use) } }]
  if ((name === 'form' || name === 'active_loop') && hasFields) {
    const loop = typeof fields['name'] === 'string' ? fields['name'] : null
    if (loop !== null) use('form', loop)
    return [{ step: { loop } }]
  }
  if (name === 'restart') return [{ step: { action: 'action_restart' } }]
  if (name === 'followup' || name === '') return []
  const action = name.replace(/^respond_/, 'utter_')
  use('action', action)
  return [{ step: { action } }]
}

function slotTests(fields: Readonly<Record<string, Json>>, use: UseName): SlotTest[] {
  return Object.entries(fields).map(([slot, value]) => {
    use('slot', slot)
    return value === null ? { slot, set: false } : { slot, is: value }
  })
}

/** `name{"a": 1}`: a name and what stands in braces behind it. */
function named(written: string): { name: string; fields: Readonly<Record<string, Json>> } {
  const open = written.indexOf('{')
  if (open < 0) return { name: written.trim(), fields: {} }
  const name = written.slice(0, open).trim()
  try {
    const fields = JSON.parse(written.slice(open)) as Json
    const isMap = typeof fields === 'object' && fields !== null && !Array.isArray(fields)
    return { name, fields: isMap ? (fields as Readonly<Record<string, Json>>) : {} }
  } catch {
    return { name, fields: {} }
  }
}
