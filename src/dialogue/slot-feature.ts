import type { Json, SlotTest } from '../conversation.ts'
import type { Bot } from './bot.ts'
import { own } from './own.ts'

/**
 * What of a slot's value rules and stories can see, as Rasa has it: of text and lists only whether
 * there is something, of the other types the value itself.
 */
export function slotFeature(slot: string, value: Json | undefined, bot: Bot): string {
  if (!isSet(value)) return 'unset'
  switch (own(bot.slots, slot)?.type) {
    case 'text':
    case 'list':
      return 'set'
    case 'bool':
      return String(/^(true|yes|1)$/i.test(plain(value)))
    case 'categorical':
      return `is ${plain(value).toLowerCase()}`
    default:
      return `is ${plain(value)}`
  }
}

const plain = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** What the slot must look like for the test to hold. */
export function wantedFeature(test: SlotTest, bot: Bot): string {
  if ('set' in test) return test.set ? 'set' : 'unset'
  return slotFeature(test.slot, test.is, bot)
}

export const isSet = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0)
