import type { Dice } from './dice.ts'
import { knownCustomers } from './known.ts'
import { hanNames, latinNames, towns } from './names.ts'

export type Customer = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly language: 'en' | 'zh'
  readonly address: string
  readonly city: string
  readonly country: string
  readonly postcode: string
  readonly tier: string
}

const CUSTOMERS = 300

export function makeCustomers(dice: Dice): Customer[] {
  const taken = new Set<string>()
  return Array.from({ length: CUSTOMERS }, (_, i) => {
    const known = knownCustomers[i]
    const isHan = known ? known.language === 'zh' : dice.chance(0.4)
    const person = isHan ? hanPerson(dice) : latinPerson(dice)
    const name = known?.name ?? person.name
    let email: string = known?.email ?? `${person.mailbox}@example.${isHan ? 'cn' : 'com'}`
    for (let n = 2; taken.has(email); n++) email = email.replace(/\d*@/, `${n}@`)
    taken.add(email)
    const town = known
      ? towns[isHan ? 'han' : 'latin'].find(([city]) => city === known.city)!
      : dice.one<(typeof towns)['han' | 'latin'][number]>(towns[isHan ? 'han' : 'latin'])
    const [city, country, postcode, phone, streets] = town
    const street = dice.one(streets.split('|'))
    const house = dice.whole(1, 120)
    return {
      id: `C-${1001 + i}`,
      name,
      email,
      phone: dice.digits(phone),
      language: isHan ? 'zh' : 'en',
      address:
        known?.address ?? (isHan ? `${street}${house}号` : addressOf(street, house, country)),
      city,
      country,
      postcode: known?.postcode ?? dice.digits(postcode),
      tier: known?.tier ?? dice.one(['standard', 'standard', 'standard', 'silver', 'gold']),
    }
  })
}

const addressOf = (street: string, house: number, country: string): string =>
  ['United Kingdom', 'Ireland', 'France'].includes(country)
    ? `${house} ${street}`
    : `${street} ${house}`

function latinPerson(dice: Dice): { name: string; mailbox: string } {
  const [first, last] = [dice.one(latinNames.first), dice.one(latinNames.last)]
  return { name: `${first} ${last}`, mailbox: plain(`${first}.${last}`) }
}

function hanPerson(dice: Dice): { name: string; mailbox: string } {
  const [family, familyPinyin] = split(dice.one(hanNames.family))
  const [given, givenPinyin] = split(dice.one(hanNames.given))
  return { name: family + given, mailbox: `${givenPinyin}.${familyPinyin}` }
}

/** "Chloé.Lefèvre" → chloe.lefevre */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()

/** "王wang" → 王 · wang */
const split = (both: string): [string, string] => {
  const [, han = '', pinyin = ''] = /^(\p{Script=Han}+)(.+)$/u.exec(both) ?? []
  return [han, pinyin]
}
