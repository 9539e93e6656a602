import type { CustomerRow } from '../../src/crm/duplicates/candidate.ts'
import { mulberry32 } from '../faults/mulberry32.ts'

export type Twins = {
  readonly customers: readonly CustomerRow[]
  /** Which pairs are one person, as `a b` with the lesser id first. */
  readonly planted: ReadonlySet<string>
}

const given =
  'Anna Tom Mia Jonas Lea Paul Emma Noah Sophie Ben Clara Luca Marie Felix Laura Max Julia Oskar Nina David Sara Simon Eva Jan Lisa Peter Maria Karl Ines Hugo Alice Oliver Grace Harry Chloe James Ruby George Olivia William Zoë François Renée José Núria'.split(
    ' ',
  )
const family =
  'Berg Keller Müller Schmidt Weber Fischer Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun Krüger Hartmann Lange Werner Krause Lehmann Köhler Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Rossi Ferrari Esposito Bianchi Martin Bernard Dubois Laurent Moreau García López'.split(
    ' ',
  )
const surnames = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗')
const signs = Array.from('伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉萍红娟文志建国晓丹')
const streets =
  'Lindenweg Hauptstraße Gartenstraße Mill Lane Baker Street Rue Voltaire Via Roma Ringstraße Kirchweg Park Road'.split(
    ' ',
  )
const cities = [
  ['Berlin', 'Germany', '10', '+4930'],
  ['Hamburg', 'Germany', '20', '+4940'],
  ['London', 'United Kingdom', 'N', '+4420'],
  ['Paris', 'France', '75', '+331'],
  ['Milan', 'Italy', '20', '+3902'],
] as const
const chineseCities = ['上海', '北京', '杭州', '深圳', '成都']

/**
 * A seeded shop in which one customer in twenty is there once more, with what goes wrong when people
 * enter themselves twice; and as many who only look so: families under one roof, with one phone or one
 * address, and strangers of the same name.
 */
export function twins(count: number, seed = 1): Twins {
  const random = mulberry32(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  const digits = (n: number) => Array.from({ length: n }, () => Math.floor(random() * 10)).join('')
  const customers: CustomerRow[] = []
  const planted = new Set<string>()
  const add = (row: Omit<CustomerRow, 'id'>): CustomerRow => {
    const one = { id: `D-${String(customers.length).padStart(7, '0')}`, ...row }
    customers.push(one)
    return one
  }
  while (customers.length < count) {
    const first = add(random() < 0.35 ? chinese() : western())
    const luck = random()
    if (luck < 0.05) {
      const second = add(again(first))
      planted.add(`${first.id} ${second.id}`)
    } else if (luck < 0.075) add(relative(first))
    else if (luck < 0.1) add({ ...(isChinese(first) ? chinese() : western()), name: first.name })
  }
  return { customers, planted }

  function western(): Omit<CustomerRow, 'id'> {
    const [name, last] = [pick(given), pick(family)]
    const [city, country, zip, dial] = pick(cities)
    return {
      name: `${name} ${last}`,
      email: `${ascii(name)}.${ascii(last)}${digits(4)}@${pick(['example.com', 'example.org', 'mail.example'])}`,
      phone: `${dial}${digits(8)}`,
      address: `${pick(streets)} ${1 + Math.floor(random() * 200)}`,
      city,
      country,
      postcode: `${zip}${digits(3)}`,
    }
  }

  function chinese(): Omit<CustomerRow, 'id'> {
    return {
      name: pick(surnames) + pick(signs) + (random() < 0.7 ? pick(signs) : ''),
      email: random() < 0.6 ? `${digits(9)}@example.cn` : '',
      phone: `+861${pick(Array.from('3578'))}${digits(9)}`,
      address: `${pick(['湖滨路', '中山路', '人民路', '解放路'])}${1 + Math.floor(random() * 300)}号`,
      city: pick(chineseCities),
      country: '中国',
      postcode: `${pick(['20', '10', '31'])}${digits(4)}`,
    }
  }

  /** The same person, entered anew: one to three things differ. */
  function again({ id: _, ...given }: CustomerRow): Omit<CustomerRow, 'id'> {
    const row: Record<Exclude<keyof CustomerRow, 'id'>, string> = { ...given }
    const changes = [
      () => (row.email = ''),
      () => row.email && (row.email = `${row.email.split('@')[0]}@elsewhere.example`),
      () => (row.email = mistyped(row.email)),
      () => (row.phone = ''),
      () => (row.phone = row.phone.replace(/^\+\d\d/, '0')),
      () => (row.phone = `+49 ${digits(9)}`),
      () => (row.name = turned(row.name)),
      () => (row.name = mistyped(row.name)),
      () => Object.assign(row, moved()),
      () => (row.address = ''),
    ]
    const number = 1 + Math.floor(random() * 3)
    for (let i = 0; i < number; i++) pick(changes)()
    return row
  }

  function moved() {
    const { address, city, country, postcode } = random() < 0.5 ? western() : chinese()
    return { address, city, country, postcode }
  }

  function relative({ id: _, ...row }: CustomerRow): Omit<CustomerRow, 'id'> {
    const isHan = /\p{Script=Han}/u.test(row.name)
    const other = isHan ? chinese() : western()
    const others = given.filter((one) => !row.name.startsWith(`${one} `))
    const name = isHan
      ? row.name[0] + pick(signs) + pick(signs)
      : `${pick(others)} ${row.name.split(' ').at(-1)}`
    // They share the roof, and the phone or the e-mail address besides.
    return random() < 0.5
      ? { ...row, name, email: other.email }
      : { ...row, name, phone: other.phone }
  }

  function mistyped(text: string): string {
    if (text.length < 3) return text
    const at = 1 + Math.floor(random() * (text.length - 2))
    return random() < 0.5
      ? text.slice(0, at) + text.slice(at + 1)
      : text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  }

  function turned(name: string): string {
    const parts = name.split(' ')
    return parts.length > 1 ? parts.toReversed().join(random() < 0.5 ? ', ' : ' ') : name
  }
}

const isChinese = ({ name }: CustomerRow) => /\p{Script=Han}/u.test(name)

const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
