import type { Node } from 'yaml'
import type { Button, Json, SlotTest, Variant } from '../conversation.ts'
import type { Draft } from './draft.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  isEmpty,
  itemsOf,
  jsonOf,
  placeOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

const variantKeys = [
  'text',
  'buttons',
  'image',
  'custom',
  'channel',
  'condition',
  'metadata',
  'attachment',
  'elements',
  'quick_replies',
  'button_type',
  'id',
]

export function readResponses(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const { key, keyNode, value } of wantEntries(node, file, 'responses')) {
    if (!key.startsWith('utter_')) {
      report(
        file,
        keyNode,
        'warning',
        `The response ${key} does not begin with utter_, so no rule or story can say it.`,
        `Rename it to utter_${key}.`,
      )
    }
    const items = itemsOf(value, file) ?? (isEmpty(value) ? [] : [value!])
    if (items.length === 0) {
      report(
        file,
        keyNode,
        'error',
        `The response ${key} says nothing.`,
        'Write - text: "…" under it.',
      )
    }
    const variants = items.flatMap((item) => readVariant(key, item, file, draft))
    const known = draft.responses.get(key) ?? []
    const twice = known.find((variant) => variant.language === variants[0]?.language)
    if (twice) {
      report(
        file,
        keyNode,
        'warning',
        `The response ${key} is written a second time (first at ${twice.source.file}:${twice.source.line}); the variants of both are said.`,
        'Put them in one place.',
      )
    }
    draft.responses.set(key, [...known, ...variants])
  }
}

function readVariant(response: string, item: Node, file: YamlFile, draft: Draft): Variant[] {
  const source = sourceOf(item, file, response)
  const language = file.language
  const plain = textOf(item)
  if (plain !== null) return [{ text: plain, ...(language ? { language } : {}), source }]
  const what = `The response ${response}`
  const entries = wantEntries(item, file, what)
  checkKeys(entries, variantKeys, file, what)
  for (const key of ['attachment', 'elements']) {
    if (isEmpty(valueAt(entries, key))) continue
    const node = valueAt(entries, key)
    report(file, node, 'warning', `${key} of ${response} is not sent.`, 'Write it as custom:.')
  }
  const [text, image, channel] = ['text', 'image', 'channel'].map((key) => {
    const value = valueAt(entries, key)
    if (!isEmpty(value) && textOf(value) === null) {
      report(file, value, 'error', `${key} of ${response} should be text.`)
    }
    return textOf(value)
  })
  const buttons = readButtons(response, entries, file)
  const custom = valueAt(entries, 'custom')
  const metadata = isEmpty(valueAt(entries, 'metadata'))
    ? undefined
    : jsonOf(valueAt(entries, 'metadata'), file)
  const condition = readCondition(response, valueAt(entries, 'condition'), file, draft)
  const said = languageIn(metadata) ?? language
  if (!text && !image && buttons.length === 0 && isEmpty(custom)) {
    report(
      file,
      item,
      'warning',
      `${what} has a variant that says nothing; it is left out.`,
      'Give it a text.',
    )
    return []
  }
  return [
    {
      ...(text === null || text === undefined ? {} : { text }),
      ...(buttons.length === 0 ? {} : { buttons }),
      ...(image ? { image } : {}),
      ...(isEmpty(custom) ? {} : { custom: jsonOf(custom, file) }),
      ...(channel ? { channel } : {}),
      ...(said ? { language: said } : {}),
      ...(condition.length === 0 ? {} : { condition }),
      ...(metadata === undefined ? {} : { metadata }),
      source,
    },
  ]
}

/** `metadata: {language: zh}` says it outside a language folder, too. */
function languageIn(metadata: Json | undefined): string | null {
  const isMap = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)
  const language = isMap ? (metadata as Readonly<Record<string, Json>>)['language'] : null
  return typeof language === 'string' ? language : null
}

function readButtons(response: string, entries: readonly Entry[], file: YamlFile): Button[] {
  const node = isEmpty(valueAt(entries, 'buttons'))
    ? valueAt(entries, 'quick_replies')
    : valueAt(entries, 'buttons')
  return wantItems(node, file, `The buttons of ${response}`).flatMap((item) => {
    const button = entriesOf(item, file) ?? []
    const title = textOf(valueAt(button, 'title'))
    const payload = textOf(valueAt(button, 'payload')) ?? textOf(valueAt(button, 'url'))
    if (title === null) {
      report(file, item, 'error', `A button of ${response} has no title.`)
      return []
    }
    checkKeys(
      button,
      ['title', 'payload', 'type', 'url', 'content_type'],
      file,
      `A button of ${response}`,
    )
    // Without a payload a button says its own words.
    return [{ title, payload: unescaped(payload ?? title) }]
  })
}

/** Braces that earlier versions wrote twice, as they filled payloads like texts. */
const unescaped = (payload: string): string =>
  /^\/[^{]*\{\{.*\}\}\s*$/s.test(payload)
    ? payload.replaceAll('{{', '{').replaceAll('}}', '}').trim()
    : payload

function readCondition(
  response: string,
  node: Node | null,
  file: YamlFile,
  draft: Draft,
): SlotTest[] {
  return wantItems(node, file, `The condition of ${response}`).flatMap((item): SlotTest[] => {
    const entries = wantEntries(item, file, `A condition of ${response}`)
    checkKeys(entries, ['type', 'name', 'value'], file, `A condition of ${response}`)
    const type = textOf(valueAt(entries, 'type'))
    const slot = textOf(valueAt(entries, 'name'))
    if (type !== 'slot' || slot === null) {
      report(
        file,
        item,
        'error',
        `A condition of ${response} should have type: slot, a name and a value.`,
      )
      return []
    }
    if (slot !== 'language') {
      draft.uses.push({
        kind: 'slot',
        name: slot,
        by: `the response ${response}`,
        file: file.path,
        ...placeOf(item, file),
      })
    }
    const is = jsonOf(valueAt(entries, 'value'), file)
    return [is === null ? { slot, set: false } : { slot, is }]
  })
}
