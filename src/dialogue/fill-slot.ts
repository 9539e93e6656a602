import type { Entity, Json, Understanding } from '../conversation.ts'
import type { Bot, Slot, SlotMapping } from './bot.ts'
import { heardIntent, isIntent } from './heard-intent.ts'
import { own } from './own.ts'
import { slotsOfForm } from './slots-of-form.ts'

/** What is known when a message is searched for the value of a slot. */
export type Hearing = {
  readonly text: string
  readonly understanding: Understanding
  /** The form in progress or starting, the slot it asked for, whether it starts with this message. */
  readonly loop: string | null
  readonly requested: string | null
  readonly isStarting: boolean
}

/**
 * The value that the message gives a slot: that of the first mapping that applies. Undefined when
 * none does, since null is a value too.
 */
export function fillSlot(name: string, hearing: Hearing, bot: Bot): Json | undefined {
  const slot = own(bot.slots, name)
  if (!slot) return undefined
  for (const mapping of slot.mappings) {
    // Most messages have nothing for most slots: that costs less to see than whether it would do.
    if (!isThere(mapping, hearing)) continue
    if (!applies(name, mapping, hearing, bot)) continue
    const value = valueOf(mapping, slot, hearing)
    if (value !== undefined) return asType(value, slot)
  }
  return undefined
}

function isThere(mapping: SlotMapping, { understanding }: Hearing): boolean {
  if (mapping.type === 'from_entity') {
    return understanding.entities.some((entity) => fits(entity, mapping))
  }
  return mapping.type !== 'custom'
}

function applies(name: string, mapping: SlotMapping, hearing: Hearing, bot: Bot): boolean {
  return isHeard(name, mapping, hearing, bot) && isMeant(name, mapping, hearing, bot)
}

/** Whether the mapping's conditions and intents let it hear the message. */
export function isHeard(name: string, mapping: SlotMapping, hearing: Hearing, bot: Bot): boolean {
  const { conditions } = mapping
  const isMet =
    !conditions?.length ||
    conditions.some(
      ({ loop, requested }) =>
        loop === hearing.loop && (requested === undefined || requested === hearing.requested),
    )
  return isMet && hearsIntent(name, mapping, hearing, bot)
}

function hearsIntent(name: string, mapping: SlotMapping, hearing: Hearing, bot: Bot): boolean {
  const intent = intentFor(name, mapping, hearing)
  if (mapping.notIntents?.some((named) => isIntent(named, intent))) return false
  const form = formOf(hearing, bot)
  if (
    form &&
    slotsOfForm(form, hearing.requested).includes(name) &&
    form.ignoredIntents.some((named) => isIntent(named, intent))
  ) {
    return false
  }
  return !mapping.intents?.length || mapping.intents.some((named) => isIntent(named, intent))
}

/** A hesitant "yes" is a yes when a question that takes one is open. */
function intentFor(name: string, mapping: SlotMapping, hearing: Hearing): string {
  const { intent, doubt } = hearing.understanding
  const isExpected =
    mapping.type === 'from_intent' &&
    hearing.requested === name &&
    (doubt === 'unsure' || doubt === 'ambiguous')
  return isExpected
    ? intent.name
    : heardIntent({ intent: intent.name, ...(doubt ? { doubt } : {}) })
}

/** Whether what a form needs is meant, when one entity could fill several of its slots. */
function isMeant(name: string, mapping: SlotMapping, hearing: Hearing, bot: Bot): boolean {
  const required = formOf(hearing, bot)?.required ?? []
  const isOwn = required.includes(name)
  switch (mapping.type) {
    case 'from_trigger_intent':
      return hearing.isStarting && isOwn
    case 'from_entity':
      return (
        !isOwn ||
        hearing.requested === name ||
        !required.some((other) => other !== name && takesSame(other, mapping, bot))
      )
    case 'from_text':
      // Without a condition of its own it answers a form's question, not any message.
      return (
        hearing.requested === name ||
        Boolean(mapping.conditions?.length) ||
        !Object.values(bot.forms).some((form) => form.required.includes(name))
      )
    case 'from_intent':
      return !isOwn || hearing.requested === name || Boolean(mapping.conditions?.length)
    case 'custom':
      return false
  }
}

const takesSame = (slot: string, mapping: SlotMapping, bot: Bot): boolean =>
  (own(bot.slots, slot)?.mappings ?? []).some(
    (other) =>
      other.type === 'from_entity' &&
      other.entity === mapping.entity &&
      other.role === mapping.role &&
      other.group === mapping.group,
  )

const formOf = ({ loop }: Hearing, bot: Bot) => (loop === null ? undefined : own(bot.forms, loop))

function valueOf(mapping: SlotMapping, slot: Slot, hearing: Hearing): Json | undefined {
  switch (mapping.type) {
    case 'from_entity': {
      const found = hearing.understanding.entities.filter((entity) => fits(entity, mapping))
      if (found.length === 0) return undefined
      if (mapping.value !== undefined) return mapping.value
      return slot.type === 'list' ? found.map(({ value }) => value) : found.at(-1)!.value
    }
    case 'from_intent':
    case 'from_trigger_intent':
      return mapping.value ?? null
    case 'from_text':
      // `/affirm` is a pressed button, not the customer's words.
      return /^\s*(\/\w|$)/.test(hearing.text) ? undefined : hearing.text.trim()
    case 'custom':
      return undefined
  }
}

const fits = (entity: Entity, { entity: name, role, group }: SlotMapping): boolean =>
  entity.entity === name &&
  (role === undefined || entity.role === role) &&
  (group === undefined || entity.group === group)

function asType(value: Json, slot: Slot): Json {
  if (slot.type === 'bool' && typeof value === 'string') {
    if (/^(true|yes|1)$/i.test(value)) return true
    if (/^(false|no|0)$/i.test(value)) return false
  }
  if (slot.type === 'float' && typeof value === 'string' && value.trim() !== '') {
    const number = Number(value)
    if (Number.isFinite(number)) return number
  }
  if (slot.type === 'list' && value !== null && !Array.isArray(value)) return [value]
  return value
}
