import type { Node } from 'yaml'
import type { Draft } from './draft.ts'
import type { ConversationTest, Expectation, TestTurn } from './project.ts'
import type { YamlFile } from './read-yaml.ts'
import {
  checkKeys,
  type Entry,
  entriesOf,
  isEmpty,
  itemsOf,
  jsonOf,
  report,
  sourceOf,
  textOf,
  valueAt,
  wantEntries,
  wantItems,
} from './yaml-nodes.ts'

/**
 * Our own form, one conversation a file: a list of `- customer:` with what the bot answers under
 * `bot:` (a text, a list of texts, or null for silence).
 */
export function readGoldenConversation(root: Node, file: YamlFile, draft: Draft): void {
  const name = file.path
    .split('/')
    .at(-1)!
    .replace(/\.ya?ml$/, '')
  draft.tests.push({
    kind: 'conversation',
    name,
    source: { file: file.path, line: 1, name },
    slots: {},
    turns: readExchanges(root, file),
  } satisfies ConversationTest)
}

/** Several of them in one file: `conversations: [{conversation: name, slots: {…}, steps: […]}]`. */
export function readGoldenConversations(node: Node | null, file: YamlFile, draft: Draft): void {
  for (const item of wantItems(node, file, 'conversations')) {
    const entries = wantEntries(item, file, 'A conversation')
    checkKeys(entries, ['conversation', 'slots', 'steps'], file, 'A conversation')
    const name = textOf(valueAt(entries, 'conversation')) ?? ''
    const slots = wantEntries(valueAt(entries, 'slots'), file, `The slots of "${name}"`)
    draft.tests.push({
      kind: 'conversation',
      name,
      source: sourceOf(item, file, name),
      slots: Object.fromEntries(slots.map(({ key, value }) => [key, jsonOf(value, file)])),
      turns: readExchanges(valueAt(entries, 'steps'), file),
    })
  }
}

function readExchanges(node: Node | null, file: YamlFile): TestTurn[] {
  return wantItems(node, file, 'A conversation').flatMap((item): TestTurn[] => {
    const entries = wantEntries(item, file, 'An exchange')
    checkKeys(entries, ['customer', 'bot', 'response', 'action', 'slots'], file, 'An exchange')
    const customer = textOf(valueAt(entries, 'customer'))
    if (customer === null) {
      report(file, item, 'error', 'An exchange should begin with what the customer says.')
      return []
    }
    const source = sourceOf(item, file)
    const expect = entries.flatMap((entry) => readAnswer(entry, file))
    return [{ customer: customer.trim(), source, expect }]
  })
}

function readAnswer({ key, value }: Entry, file: YamlFile): Expectation[] {
  const source = sourceOf(value, file)
  const texts = itemsOf(value, file)?.map(textOf) ?? [textOf(value)]
  switch (key) {
    case 'bot':
      if (isEmpty(value)) return [{ expect: 'nothing-said', source }]
      return texts.flatMap((text): Expectation[] =>
        text === null ? [] : [{ expect: 'text', text: text.trim(), source }],
      )
    case 'response':
      return texts.flatMap((response): Expectation[] =>
        response === null ? [] : [{ expect: 'response', response, source }],
      )
    case 'action':
      return texts.flatMap((action): Expectation[] =>
        action === null ? [] : [{ expect: 'action', action, source }],
      )
    case 'slots':
      return (entriesOf(value, file) ?? []).map((slot) => ({
        expect: 'slot',
        slot: slot.key,
        value: jsonOf(slot.value, file),
        source,
      }))
    default:
      return []
  }
}
