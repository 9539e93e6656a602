/** The task dialogues of STAR (Mosig et al. 2020) as stories in the customers' very words. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Json } from '../../src/conversation.ts'
import type { Bot, Slot, Story, StoryStep } from '../../src/dialogue/bot.ts'

type Event = {
  readonly Agent: string
  readonly Action: string
  readonly Text?: string
  readonly ActionLabel?: string
  readonly Item?: Readonly<Record<string, Json>>
  readonly TotalItems?: number
  readonly Constraints?: readonly Readonly<Record<string, string>>[]
}

type Dialogue = {
  readonly DialogueID: number
  readonly Events: readonly Event[]
  readonly Scenario: { readonly Happy: boolean }
}

/** What the wizard wrote in words of their own has no label and is not predicted. */
export const unlabelled = ['utter_own_words', 'action_listen']

/** The published split: of the "happy" dialogues by number the first 80 % and the last 20 %. */
export function readStar(data: string): { train: Story[]; test: Story[]; slots: Bot['slots'] } {
  const path = join(data, 'dialogue/star/dialogues.jsonl.gz')
  const dialogues = gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Dialogue)
    .filter(({ Scenario }) => Scenario.Happy)
    .sort((a, b) => a.DialogueID - b.DialogueID)
  const count = Math.floor(dialogues.length * 0.8)
  const slots = slotsOf(dialogues.slice(0, count))
  const stories = dialogues.map((dialogue): Story => {
    const name = `dialogue ${dialogue.DialogueID}`
    const steps = dialogue.Events.flatMap((event) => stepsOf(event, slots))
    return { name, source: { file: 'star', line: dialogue.DialogueID }, steps }
  })
  return { train: stories.slice(0, count), test: stories.slice(count), slots }
}

function stepsOf(event: Event, slots: Bot['slots']): StoryStep[] {
  switch (`${event.Agent} ${event.Action}`) {
    case 'User utter':
      return [{ text: event.Text ?? '' }]
    case 'Wizard utter':
      return [{ action: 'utter_own_words' }]
    case 'Wizard pick_suggestion':
      return event.ActionLabel ? [{ action: event.ActionLabel }] : []
    case 'Wizard query':
      return [{ action: queryOf(event) }]
    case 'KnowledgeBase return_item': {
      const found = valuesOf(event)
      return [
        {
          slots: Object.keys(slots).map((slot) =>
            found[slot] === undefined ? { slot, set: false } : { slot, is: found[slot] },
          ),
        },
      ]
    }
    default:
      return []
  }
}

/** As the published evaluation tells queries apart. */
function queryOf({ Constraints = [] }: Event): string {
  const kinds = Constraints.flatMap(({ RequestType }) => RequestType?.slice(1, -1) ?? [])
  return kinds.includes('Check') ? 'query_check' : kinds.includes('Book') ? 'query_book' : 'query'
}

/** What the knowledge base returned: each of its fields is a slot. */
const valuesOf = ({ Item, TotalItems = 0 }: Event): Record<string, Json> => ({
  ...Item,
  // Its first words are a status; names and numbers follow.
  ...(typeof Item?.['Message'] === 'string' && { Message: firstWords(Item['Message']) }),
  result: !Item ? 'none' : TotalItems > 1 ? 'several' : 'one',
})

const firstWords = (text: string): string =>
  (text.toLowerCase().match(/[a-z]+/g) ?? []).slice(0, 6).join(' ')

/** A field of few values shows them, another only that there is something. */
const fewValues = 30

function slotsOf(dialogues: readonly Dialogue[]): Bot['slots'] {
  const values = new Map<string, Set<string>>()
  for (const event of dialogues.flatMap(({ Events }) => Events)) {
    if (event.Action !== 'return_item') continue
    for (const [field, value] of Object.entries(valuesOf(event))) {
      const known = values.get(field) ?? new Set()
      values.set(field, known.add(JSON.stringify(value)))
    }
  }
  const slots = [...values].map(([field, seen]): [string, Slot] => [
    field,
    {
      type: seen.size <= fewValues ? 'any' : 'text',
      influences: true,
      initial: null,
      mappings: [],
      source: { file: 'star', line: 1 },
    },
  ])
  return Object.fromEntries(slots)
}
