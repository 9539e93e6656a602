import { z } from 'zod'
import { grammarParts } from './read-fact-tests.ts'

/**
 * What each kind of training file may hold, for editors: `parley validate --schema KIND` prints it as
 * JSON Schema. The reader itself is more patient, as it also takes what earlier versions wrote.
 */

const name = z.string()
const names = z.array(name)
const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.any()),
  z.record(name, z.any()),
])
const version = z.union([z.string(), z.number()]).describe('The version of the format: "3.1".')
const metadata = z.any().describe('Whatever belongs to it; kept, and handed on.')

const example = z.union([
  z.string(),
  z.strictObject({ text: z.string(), metadata: metadata.optional() }),
])
const examples = z
  .union([z.string(), z.array(example)])
  .describe(
    'One a line, each after "- "; entities as [Rome](city) or [Rome]{"entity": "city", "role": "to"}.',
  )

const nluItem = z.union([
  z.strictObject({
    intent: name.describe('A retrieval intent has its key behind a slash: faq/hours.'),
    examples,
    metadata: metadata.optional(),
  }),
  z.strictObject({ synonym: name, examples }),
  z.strictObject({ regex: name, examples }),
  z.strictObject({ lookup: name, examples }),
])

const slotTests = z.union([z.array(z.union([name, z.record(name, value)])), z.record(name, value)])

const entityTests = z.array(z.union([name, z.record(name, value)]))

const plainStep = z.union([
  z.strictObject({
    intent: name,
    entities: entityTests.optional(),
    user: z.string().optional(),
    metadata: metadata.optional(),
  }),
  z.strictObject({ user: z.string(), metadata: metadata.optional() }),
  z.strictObject({ action: name, metadata: metadata.optional() }),
  z.strictObject({ bot: z.string() }),
  z.strictObject({ slot_was_set: slotTests }),
  z.strictObject({ active_loop: z.union([name, z.null()]) }),
  z.strictObject({ checkpoint: name, slot_was_set: slotTests.optional() }),
])
const step = z.union([plainStep, z.strictObject({ or: z.array(plainStep) })])

const story = z.strictObject({ story: name, steps: z.array(step), metadata: metadata.optional() })

const limits = z
  .strictObject({
    min: z.number().optional(),
    max: z.number().optional(),
    over: z.number().optional(),
    below: z.number().optional(),
  })
  .describe('min and max are allowed values themselves, over and below are not.')

const condition = z.strictObject({
  active_loop: z.union([name, z.null()]).optional(),
  slot_was_set: slotTests.optional(),
  customer: z
    .strictObject({
      known: z.boolean().optional(),
      open_tickets: limits.optional(),
      value: limits.optional(),
      days_since_order: limits.optional(),
      churn_risk: limits.optional(),
    })
    .optional(),
  sentiment: limits.optional(),
  hours: z.enum(['open', 'closed']).optional(),
  queue: limits.optional(),
  grammar: z
    .strictObject({
      ...Object.fromEntries(
        grammarParts.map((part) => [part, z.union([z.string(), z.array(z.string())]).optional()]),
      ),
      noun_phrases: limits.optional(),
      verb_phrases: limits.optional(),
    })
    .optional()
    .describe('Words of the message, in whatever form, and how many phrases it has.'),
})

const rule = z.strictObject({
  rule: name,
  condition: z.array(condition).optional().describe('All of them must hold.'),
  conversation_start: z.boolean().optional().describe('Only as the first thing in a conversation.'),
  wait_for_user_input: z
    .boolean()
    .optional()
    .describe('Whether the bot listens after the last step.'),
  steps: z.array(step),
  metadata: metadata.optional(),
})

const mapping = z.strictObject({
  type: z.enum(['from_entity', 'from_intent', 'from_text', 'from_trigger_intent', 'custom']),
  entity: name.optional(),
  role: name.optional(),
  group: z.union([name, z.number()]).optional(),
  intent: z.union([name, names]).optional(),
  not_intent: z.union([name, names]).optional(),
  value: value.optional(),
  action: name.optional(),
  conditions: z
    .array(
      z.strictObject({ active_loop: z.union([name, z.null()]), requested_slot: name.optional() }),
    )
    .optional()
    .describe('One of them must hold.'),
})

const slot = z.strictObject({
  type: z
    .union([
      z.enum(['text', 'bool', 'categorical', 'float', 'list', 'any']),
      z.string().regex(/\./),
    ])
    .describe('A path to a class of Python is taken as any.'),
  influence_conversation: z.boolean().optional(),
  initial_value: value.optional(),
  mappings: z.array(mapping).optional(),
  values: z.array(value).optional().describe('Of a categorical slot.'),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
})

const button = z.looseObject({
  title: z.string(),
  payload: z
    .string()
    .optional()
    .describe('/intent{"entity": "value"}; without it the button says its title.'),
})

const variant = z.union([
  z.string(),
  z.strictObject({
    text: z.string().optional().describe('{slot} is filled in.'),
    buttons: z.array(button).optional(),
    image: z.string().optional(),
    custom: z.any().optional(),
    channel: name.optional().describe('Said only on this channel.'),
    condition: z
      .array(z.strictObject({ type: z.literal('slot'), name, value }))
      .optional()
      .describe('All of them must hold.'),
    metadata: metadata.optional(),
    id: name.optional(),
    quick_replies: z.array(button).optional(),
    button_type: name.optional(),
    attachment: z.any().optional(),
    elements: z.any().optional(),
  }),
])

const intent = z.union([
  name,
  z.record(
    name,
    z.strictObject({
      use_entities: z.union([names, z.boolean()]).optional(),
      ignore_entities: names.optional(),
    }),
  ),
])

const entity = z.union([
  name,
  z.record(
    name,
    z.strictObject({
      roles: names.optional(),
      groups: z.array(z.union([name, z.number()])).optional(),
      influence_conversation: z.boolean().optional(),
    }),
  ),
])

const domain = {
  version: version.optional(),
  intents: z.array(intent).optional(),
  entities: z.array(entity).optional(),
  slots: z.record(name, slot).optional(),
  forms: z
    .record(
      name,
      z.strictObject({ required_slots: names, ignored_intents: z.union([name, names]).optional() }),
    )
    .optional(),
  responses: z.record(name, z.array(variant)).optional(),
  actions: z.array(z.union([name, z.record(name, z.any())])).optional(),
  e2e_actions: names.optional(),
  session_config: z
    .strictObject({
      session_expiration_time: z.number().min(0).optional().describe('Minutes; 0 is never.'),
      carry_over_slots_to_new_session: z.boolean().optional(),
      start_session_after_expiry: z.boolean().optional(),
    })
    .optional(),
  business_hours: z
    .looseObject({ time_zone: name })
    .optional()
    .describe(
      '{time_zone: Europe/Berlin, mon-fri: 09:00-17:00}; a day that is not named is closed.',
    ),
  config: z.strictObject({ store_entities_as_slots: z.boolean().optional() }).optional(),
}

const part = z.union([name, z.looseObject({ name })])

const slotsOfTest = z.array(z.union([name, z.record(name, value)]))
const exchange = z.strictObject({
  customer: z.string(),
  bot: z
    .union([z.string(), z.array(z.string()), z.null()])
    .optional()
    .describe('null is silence.'),
  response: z.union([name, names]).optional(),
  action: z.union([name, names]).optional(),
  slots: z.record(name, value).optional(),
})
const testStep = z.looseObject({
  user: z.string().optional(),
  utter: name.optional(),
  bot: z.string().nullable().optional(),
  slot_was_set: slotsOfTest.optional(),
  slot_was_not_set: slotsOfTest.optional(),
  metadata: name.optional(),
  assertions: z.array(z.record(name, z.any())).optional(),
})

const tests = z.union([
  z.array(exchange),
  z.strictObject({
    version: version.optional(),
    stories: z.array(story).optional(),
    conversations: z
      .array(
        z.strictObject({
          conversation: name,
          slots: z.record(name, value).optional(),
          steps: z.array(exchange),
        }),
      )
      .optional(),
    fixtures: z.array(z.record(name, z.any())).optional(),
    metadata: z.array(z.record(name, z.any())).optional(),
    stub_custom_actions: z
      .record(
        name,
        z.strictObject({
          events: z.array(z.record(name, z.any())).optional(),
          responses: z.array(z.record(name, z.any())).optional(),
        }),
      )
      .optional()
      .describe('What actions answer instead of being run; case::action is for that case alone.'),
    test_cases: z
      .array(
        z.looseObject({
          test_case: name,
          fixtures: names.optional(),
          metadata: name.optional(),
          steps: z.array(testStep),
        }),
      )
      .optional(),
  }),
])

/** By kind of file. A file may hold several kinds of keys: `training` allows them all. */
export const schemas = {
  nlu: z.strictObject({ version: version.optional(), nlu: z.array(nluItem) }),
  stories: z.strictObject({ version: version.optional(), stories: z.array(story) }),
  rules: z.strictObject({ version: version.optional(), rules: z.array(rule) }),
  responses: z.strictObject({ version: version.optional(), responses: domain.responses.unwrap() }),
  domain: z.strictObject(domain),
  config: z.looseObject({
    version: version.optional(),
    recipe: name.optional(),
    language: name.optional(),
    pipeline: z.union([name, z.array(part), z.null()]).optional(),
    policies: z.union([z.array(part), z.null()]).optional(),
    assistant_id: name.optional(),
  }),
  endpoints: z
    .looseObject({ action_endpoint: z.looseObject({ url: z.string() }).optional() })
    .nullable(),
  tests,
  training: z.strictObject({
    ...domain,
    nlu: z.array(nluItem).optional(),
    stories: z.array(story).optional(),
    rules: z.array(rule).optional(),
  }),
} as const

/** The JSON Schema (draft 7, which editors of YAML know) of a kind of file. */
export const jsonSchema = (kind: keyof typeof schemas): object =>
  z.toJSONSchema(schemas[kind], { target: 'draft-7', io: 'input' })
