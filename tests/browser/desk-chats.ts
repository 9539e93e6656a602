import type { Event, Understanding } from '../../src/conversation.ts'
import type { Database } from '../../src/crm/database.ts'
import { record, startConversation } from '../../src/crm/log.ts'

/** Chats as turns record them, for the desk's screen: proven and not, English and Chinese. */
export async function chat(
  db: Database,
  language: 'en' | 'zh',
  events: readonly Event[],
): Promise<string> {
  const { id } = await startConversation(db, { visitor: 'visitor', channel: 'widget', language })
  for (const event of events) await record(db, { conversation: id, events: [event] })
  return id
}

let said = 0
export const customer = (text: string, understanding?: Understanding): Event => ({
  kind: 'customer-said',
  clientId: `m${++said}`,
  text,
  ...(understanding && { understanding }),
})

const model = 'f3a91c07d2be44a1'

export const lampChat: readonly Event[] = [
  { kind: 'session-started' },
  customer('Hi, where is my order HP-10023? It should have been here on Friday', {
    language: 'en',
    intent: { name: 'order_status', confidence: 0.94 },
    ranking: [
      { name: 'order_status', confidence: 0.94 },
      { name: 'delivery_late', confidence: 0.041 },
      { name: 'tracking_number', confidence: 0.008 },
    ],
    entities: [{ entity: 'order_number', value: 'HP-10023', start: 22, end: 30, from: 'pattern' }],
    sentiment: -0.2,
    isUpset: false,
  }),
  {
    kind: 'decided',
    steps: [
      { slot: 'order_number', value: 'HP-10023' },
      {
        action: 'action_order_status',
        by: 'rule',
        source: { file: 'en/rules.yml', line: 41, name: 'order status' },
      },
      { action: 'action_listen', by: 'rule' },
    ],
    trace: {
      model,
      words: [
        ['where', 1.42],
        ['order', 1.18],
        ['friday', -0.31],
      ],
      nearest: [
        { file: 'en/nlu.yml', line: 212, text: 'where is my order' },
        { file: 'en/nlu.yml', line: 219, text: 'my order should be here by now' },
      ],
      reads: ['order HP-10023'],
    },
  },
  { kind: 'identified', customer: 'C-1001', how: 'checked' },
  {
    kind: 'bot-said',
    text: 'Your order HP-10023 is with DHL and should arrive on Monday. Track it at https://www.dhl.example/track?id=JD014600010023',
    response: 'utter_order_shipped',
    variant: 0,
    buttons: [
      { title: 'Change the address', payload: '/change_address' },
      { title: 'Talk to a person', payload: '/speak_to_person' },
    ],
  },
  customer('That is too late!! Let me talk to a real person please', {
    language: 'en',
    intent: { name: 'speak_to_person', confidence: 0.88 },
    ranking: [
      { name: 'speak_to_person', confidence: 0.88 },
      { name: 'complaint', confidence: 0.09 },
    ],
    entities: [],
    sentiment: -0.7,
    isUpset: true,
  }),
  {
    kind: 'decided',
    steps: [
      {
        action: 'action_hand_off',
        by: 'rule',
        source: { file: 'en/rules.yml', line: 12, name: 'a person' },
      },
    ],
    trace: { model },
  },
  {
    kind: 'bot-said',
    text: 'Of course. A colleague will be with you soon.',
    response: 'utter_hand_off',
  },
  { kind: 'handed-over', reason: 'asked' },
]

export const chineseChat: readonly Event[] = [
  { kind: 'session-started' },
  customer('我的椅子什么时候到？等了好久了', {
    language: 'zh',
    intent: { name: 'delivery_late', confidence: 0.46 },
    ranking: [
      { name: 'delivery_late', confidence: 0.46 },
      { name: 'order_status', confidence: 0.41 },
    ],
    doubt: 'ambiguous',
    entities: [],
    sentiment: -0.4,
    isUpset: false,
  }),
  {
    kind: 'decided',
    steps: [{ action: 'action_default_fallback', by: 'fallback' }],
    trace: { model },
  },
  {
    kind: 'bot-said',
    text: '不好意思，我没有听懂。请换个说法好吗？',
    response: 'utter_ask_rephrase',
  },
  { kind: 'handed-over', reason: 'not-understood' },
]

export const withBot: readonly Event[] = [
  customer('Do you have the oak lamp in stock?', {
    language: 'en',
    intent: { name: 'check_stock', confidence: 0.97 },
    ranking: [{ name: 'check_stock', confidence: 0.97 }],
    entities: [{ entity: 'product', value: 'Oak Desk Lamp', start: 16, end: 24, from: 'lookup' }],
    sentiment: 0.1,
    isUpset: false,
  }),
  { kind: 'bot-said', text: 'Yes, 12 of them.', response: 'utter_in_stock' },
]
