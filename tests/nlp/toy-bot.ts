/** A small bot in two languages, trained once for all tests of a file. */
import type { NluModel } from '../../src/nlp/model.ts'
import { plainHead } from '../../src/training/net-head-plain.ts'
import type { Example, NluData } from '../../src/training/project.ts'
import { trainNlu } from '../../src/training/train-nlu.ts'

const said: Readonly<Record<string, readonly string[]>> = {
  greet: [
    'hello',
    'hi there',
    'good morning',
    'hey',
    'good evening to you',
    '你好',
    '您好',
    '早上好',
  ],
  order_status: [
    'where is my order',
    'has my order been sent',
    'when will my package arrive',
    'track my parcel',
    'where is my package now',
    '我的订单到哪了',
    '包裹什么时候到',
    '我的快递在哪里',
  ],
  cancel_order: [
    'cancel my order',
    'i want to cancel the order',
    'please cancel it',
    'stop my order, i do not want it any more',
    '取消订单',
    '我要取消这个订单',
    '帮我把订单取消',
  ],
  'faq/opening_hours': [
    'when are you open',
    'what are your opening hours',
    'are you open on sunday',
    'when do you close',
    '你们几点开门',
    '营业时间是几点到几点',
    '周末开门吗',
  ],
  out_of_scope: [
    'who won the match',
    'tell me a joke',
    'what is the weather',
    '今天天气怎么样',
    '讲个笑话',
  ],
}

export const toyExamples: readonly Example[] = Object.entries(said).flatMap(([intent, texts]) =>
  texts.map((text, n) => ({
    text,
    intent,
    entities: [],
    language: /\p{Script=Han}/u.test(text) ? 'zh' : 'en',
    source: { file: 'en/nlu.yml', line: n + 3 },
  })),
)

export const toyData: NluData = {
  examples: toyExamples,
  synonyms: [{ text: 'reading light', value: 'desk lamp' }],
  regexes: [
    { name: 'order_number', pattern: 'HP[- ]?\\d{5}', source: { file: 'en/nlu.yml', line: 90 } },
  ],
  lookups: [
    {
      name: 'product',
      values: ['desk lamp', 'kettle', '台灯', 'C++ mug'],
      source: { file: 'en/nlu.yml', line: 95 },
    },
  ],
  pipeline: [{ name: 'FallbackClassifier', threshold: 0.35, ambiguity_threshold: 0.05 }],
}

let model: Promise<NluModel> | undefined

export function toyModel(): Promise<NluModel> {
  model ??= trainNlu(toyData, { seed: 1, makeHead: plainHead })
  return model
}
