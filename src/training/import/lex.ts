import { addQuestions, type Question } from './add-questions.ts'
import { fillTemplate, type Gap } from './fill-template.ts'
import {
  type GivenVariant,
  type Importing,
  addEntity,
  addIntent,
  addLookup,
  addRegex,
  addResponse,
  addRule,
  addSynonym,
  remark,
} from './importing.ts'
import { type Fields, fieldsOf, listOf, textOf, textsOf } from './json-parts.ts'
import { languageIn } from './language-in.ts'
import type { SourceFile } from './source-file.ts'
import type { SourceKind } from './source-kind.ts'
import { valuesSeen } from './values-seen.ts'

const localeOf = /(?:^|\/)BotLocales\/([\w-]+)\/(Intents|SlotTypes)\//

/** Amazon Lex: version 1 in one JSON file, version 2 in a folder or an archive. */
export const lex: SourceKind = {
  name: 'lex',
  title: 'Amazon Lex',
  claims(file) {
    const fields = fieldsOf(file.json()[0])
    const { importType, fileFormat } = { ...fieldsOf(fields['metadata']), ...fields }
    return (
      importType === 'LEX' ||
      fileFormat === 'LexJson' ||
      (/(?:^|\/)BotLocales\//.test(file.path) && Object.keys(fields).length > 0) ||
      /(?:^|\/)Bot\.json$/.test(file.path)
    )
  },
  read(files, into) {
    for (const file of files) {
      const { resource } = fieldsOf(file.json()[0])
      if (resource) readFirst(fieldsOf(resource), file.path, into)
    }
    readSecond(files, into)
  },
}

function readFirst(bot: Fields, path: string, into: Importing): void {
  const language = languageIn(bot['locale']) ?? 'en'
  into.draft.language ??= language
  for (const one of listOf(bot['slotTypes'])) {
    const type = fieldsOf(one)
    readSlotType(
      textOf(type['name']),
      type['enumerationValues'],
      path,
      into,
      (value) => textOf(fieldsOf(value)['value']),
      (value) => textsOf(fieldsOf(value)['synonyms']),
    )
  }
  for (const one of listOf(bot['intents'])) {
    const intent = fieldsOf(one)
    const name = textOf(intent['name'])
    const slots = listOf(intent['slots']).map((slot) => {
      const {
        name: named,
        slotType,
        slotConstraint,
        priority,
        valueElicitationPrompt,
        sampleUtterances,
      } = fieldsOf(slot)
      if (listOf(sampleUtterances).length > 0)
        remark(
          into,
          'left-out',
          path,
          `intent ${name}, slot ${textOf(named)}: its own utterances`,
          'Answers are taken as they are.',
        )
      return {
        name: textOf(named),
        type: textOf(slotType),
        isNeeded: slotConstraint === 'Required',
        order: Number(priority ?? 0),
        asks: messagesOf(fieldsOf(valueElicitationPrompt)['messages']),
      }
    })
    const said = messagesOf(fieldsOf(intent['conclusionStatement'])['messages'])
    readIntent(
      { name, samples: textsOf(intent['sampleUtterances']), slots, said },
      language,
      path,
      into,
    )
    const leave = (item: string, why: string) =>
      remark(into, 'left-out', path, `intent ${name}: ${item}`, why)
    if (fieldsOf(intent['fulfillmentActivity'])['type'] === 'CodeHook' || intent['dialogCodeHook'])
      leave(
        'its Lambda function',
        'Nothing calls it. Write an action, or a server for action_endpoint.',
      )
    if (intent['confirmationPrompt'])
      leave('its confirmation', 'Write a slot that is asked for last.')
    if (intent['rejectionStatement'])
      leave('what is said when it is not confirmed', 'Write a rule.')
    if (intent['followUpPrompt']) leave('its follow-up', 'Write a story.')
  }
  const clarify = messagesOf(fieldsOf(bot['clarificationPrompt'])['messages'])
  if (clarify.length > 0) addResponse(into, path, 'ask_rephrase', clarify)
  if (bot['abortStatement'])
    remark(into, 'left-out', path, 'the abort statement', 'A person is asked for instead.')
}

type Slot = {
  readonly name: string
  readonly type: string
  readonly isNeeded: boolean
  readonly order: number
  readonly asks: readonly GivenVariant[]
}

type Given = {
  readonly name: string
  readonly samples: readonly string[]
  readonly slots: readonly Slot[]
  readonly said: readonly GivenVariant[]
}

function readIntent(
  { name, samples, slots, said }: Given,
  language: string,
  path: string,
  into: Importing,
): void {
  addIntent(into, path, name)
  const types = new Map(slots.map((slot) => [slot.name, slot.type]))
  const entityOf = (slot: string) =>
    into.draft.lookups.some((one) => one.name === types.get(slot)) ? types.get(slot)! : slot
  for (const sample of samples) {
    const parts = sample.split(/(\{[^}]+\})/).map((part): string | Gap => {
      const slot = /^\{(?:[^|}]*\|)?([^}]+)\}$/.exec(part)?.[1]
      if (slot === undefined) return part
      const entity = entityOf(slot)
      return { gap: entity, type: types.get(slot) ?? slot, ...(entity !== slot && { role: slot }) }
    })
    fillTemplate(into, path, name, parts, { valuesOf: valuesSeen(into, path), language })
  }
  for (const { type } of slots) {
    if (type.startsWith('AMAZON.')) tellOfBuiltIn(type, path, into)
  }
  const answer = said.length > 0 ? addResponse(into, path, name, said) : undefined
  const questions = slots
    .filter(({ isNeeded }) => isNeeded)
    .toSorted((a, b) => a.order - b.order)
    .map(({ name: slot, asks }): Question => {
      const entity = entityOf(slot)
      addEntity(into, path, entity)
      return { slot, entity, asks, isClosed: entity !== slot }
    })
  if (questions.length > 0) addQuestions(into, path, { intent: name, questions, answer })
  else if (answer)
    addRule(into, name, [{ intent: addIntent(into, path, name) }, { action: answer }])
}

function tellOfBuiltIn(type: string, path: string, into: Importing): void {
  const key = JSON.stringify(['built-in', type])
  if (into.seen.has(key)) return
  into.seen.add(key)
  remark(
    into,
    'left-out',
    path,
    `built-in type ${type}`,
    'It is only found where examples mark it; what is asked for is taken as it is said.',
  )
}

function readSlotType(
  name: string,
  values: unknown,
  path: string,
  into: Importing,
  valueOf: (one: unknown) => string,
  synonymsOf: (one: unknown) => readonly string[],
): void {
  addEntity(into, path, name)
  for (const one of listOf(values)) {
    addLookup(into, path, name, [valueOf(one), ...synonymsOf(one)])
    for (const synonym of synonymsOf(one)) addSynonym(into, valueOf(one), synonym)
  }
}

function messagesOf(messages: unknown): GivenVariant[] {
  return listOf(messages).flatMap((one) => {
    const { contentType, content } = fieldsOf(one)
    const isText = contentType === 'PlainText' || contentType === undefined
    return isText && textOf(content) !== '' ? [{ text: textOf(content) }] : []
  })
}

function readSecond(files: readonly SourceFile[], into: Importing): void {
  const parts = files.flatMap((file) => {
    const [, locale, folder] = localeOf.exec(file.path) ?? []
    return locale && folder
      ? [{ file, folder, language: languageIn(locale) ?? 'en', fields: fieldsOf(file.json()[0]) }]
      : []
  })
  for (const { file, folder, fields } of parts) {
    if (folder !== 'SlotTypes') continue
    const name = textOf(fields['name'])
    const inside = (value: unknown, key: string) => fieldsOf(fieldsOf(value)[key])
    readSlotType(
      name,
      fields['slotTypeValues'],
      file.path,
      into,
      (one) => textOf(inside(one, 'sampleValue')['value']),
      (one) =>
        listOf(fieldsOf(one)['synonyms']).map((synonym) => textOf(fieldsOf(synonym)['value'])),
    )
    const pattern = textOf(
      fieldsOf(fieldsOf(fields['valueSelectionSetting'])['regexFilter'])['pattern'],
    )
    if (pattern) addRegex(into, file.path, name, pattern)
  }
  for (const { file, folder, fields, language } of parts) {
    if (folder !== 'Intents' || !file.path.endsWith('/Intent.json')) continue
    into.draft.language ??= language
    const name = textOf(fields['name'])
    const base = file.path.replace(/Intent\.json$/, 'Slots/')
    const order = new Map(
      listOf(fields['slotPriorities']).map((one) => [
        textOf(fieldsOf(one)['slotName']),
        Number(fieldsOf(one)['priority'] ?? 0),
      ]),
    )
    const slots = parts.flatMap(({ file: other, fields: slot }): Slot[] => {
      if (!other.path.startsWith(base)) return []
      const setting = fieldsOf(slot['valueElicitationSetting'])
      const asks = groupsOf(
        fieldsOf(setting['promptSpecification'])['messageGroupsList'] ??
          fieldsOf(setting['promptSpecification'])['messageGroups'],
        language,
      )
      return [
        {
          name: textOf(slot['name']),
          type: textOf(slot['slotTypeName']),
          isNeeded: setting['slotConstraint'] === 'Required',
          order: order.get(textOf(slot['name'])) ?? 0,
          asks,
        },
      ]
    })
    const samples = listOf(fields['sampleUtterances']).map((one) =>
      textOf(fieldsOf(one)['utterance']),
    )
    const closing = fieldsOf(fieldsOf(fields['intentClosingSetting'])['closingResponse'])
    const said = groupsOf(closing['messageGroupsList'] ?? closing['messageGroups'], language)
    if (textOf(fields['parentIntentSignature']) === 'AMAZON.FallbackIntent') {
      if (said.length > 0) addResponse(into, file.path, 'default', said)
      continue
    }
    readIntent({ name, samples, slots, said }, language, file.path, into)
    for (const key of [
      'fulfillmentCodeHook',
      'dialogCodeHook',
      'intentConfirmationSetting',
      'inputContexts',
      'outputContexts',
      'kendraConfiguration',
    ]) {
      const given = fields[key]
      if (given && Object.keys(given).length > 0)
        remark(
          into,
          'left-out',
          file.path,
          `intent ${name}: ${key}`,
          'It has no counterpart. Write an action, a slot or a story.',
        )
    }
  }
}

function groupsOf(groups: unknown, language: string): GivenVariant[] {
  return listOf(groups).flatMap((group) => {
    const { message, variations } = fieldsOf(group)
    return [message, ...listOf(variations)].flatMap((one) => {
      const text = textOf(fieldsOf(fieldsOf(one)['plainTextMessage'])['value'])
      return text === '' ? [] : [{ text, language }]
    })
  })
}
