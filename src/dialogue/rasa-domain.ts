import type { Json, SlotTest, Variant } from '../conversation.ts'
import type { Bot, EntityUse, IntentUse, Slot, SlotMapping } from './bot.ts'

type Fields = Readonly<Record<string, Json>>

/** A bot as a domain of Rasa 3.1 describes it: what action servers are sent, and files hold. */
export function rasaDomain(bot: Bot): Fields {
  const { session } = bot
  return {
    version: '3.1',
    intents: Object.entries(bot.intents).map(([name, use]) => intentOf(name, use)),
    entities: Object.entries(bot.entities).map(([name, use]) => entityOf(name, use)),
    slots: each(bot.slots, slotOf),
    forms: each(bot.forms, (form) => ({
      required_slots: form.required,
      ...(form.ignoredIntents.length > 0 && { ignored_intents: form.ignoredIntents }),
    })),
    responses: each(bot.responses, (variants) => variants.map(variantOf)),
    actions: bot.actions,
    session_config: {
      session_expiration_time: session.expiresAfterMinutes,
      carry_over_slots_to_new_session: session.carriesSlots,
    },
  }
}

function each<T>(record: Readonly<Record<string, T>>, of: (value: T) => Json): Fields {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]))
}

function intentOf(name: string, { usesEntities, ignoresEntities }: IntentUse): Json {
  const use = {
    ...(usesEntities !== true && { use_entities: usesEntities }),
    ...(ignoresEntities.length > 0 && { ignore_entities: ignoresEntities }),
  }
  return Object.keys(use).length > 0 ? { [name]: use } : name
}

function entityOf(name: string, { roles, groups }: EntityUse): Json {
  const use = { ...(roles.length > 0 && { roles }), ...(groups.length > 0 && { groups }) }
  return Object.keys(use).length > 0 ? { [name]: use } : name
}

function slotOf(slot: Slot): Json {
  return {
    type: slot.type,
    // Rasa refuses to hear of the influence of a slot that may hold anything.
    ...(slot.type !== 'any' && { influence_conversation: slot.influences }),
    ...(slot.initial !== null && { initial_value: slot.initial }),
    ...(slot.values && { values: slot.values }),
    ...(slot.min !== undefined && { min_value: slot.min }),
    ...(slot.max !== undefined && { max_value: slot.max }),
    mappings: slot.mappings.map(mappingOf),
  }
}

function mappingOf(mapping: SlotMapping): Json {
  const { type, entity, role, group, intents, notIntents, value, action, conditions } = mapping
  return {
    type,
    ...(entity !== undefined && { entity }),
    ...(role !== undefined && { role }),
    ...(group !== undefined && { group }),
    ...(intents && { intent: intents }),
    ...(notIntents && { not_intent: notIntents }),
    ...(value !== undefined && { value }),
    ...(action !== undefined && { action }),
    ...(conditions && {
      conditions: conditions.map(({ loop, requested }) => ({
        active_loop: loop,
        ...(requested !== undefined && { requested_slot: requested }),
      })),
    }),
  }
}

function variantOf(variant: Variant): Json {
  const { text, buttons, image, custom, channel, condition, metadata } = variant
  return {
    ...(text !== undefined && { text }),
    ...(buttons && { buttons: buttons.map(({ title, payload }) => ({ title, payload })) }),
    ...(image !== undefined && { image }),
    ...(custom !== undefined && { custom }),
    ...(channel !== undefined && { channel }),
    ...(condition && { condition: condition.map(conditionOf) }),
    ...(metadata !== undefined && { metadata }),
  }
}

const conditionOf = (test: SlotTest): Json => ({
  type: 'slot',
  name: test.slot,
  value: 'is' in test ? test.is : null,
})
