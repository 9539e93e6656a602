/**
 * Parts of addresses: street, postcode and city in English; province, city, district, road and
 * number in Chinese, 浙江省杭州市西湖区文三路100号 part by part.
 */
import type { Entity } from '../../conversation.ts'

export function findAddresses(text: string, normal: string): Entity[] {
  const found: Entity[] = []
  const patterns = []
  if (hintEn.test(normal)) patterns.push(...english)
  if (hintZh.test(normal)) patterns.push(...chinese)
  for (const { entity, expression, part } of patterns) {
    expression.lastIndex = 0
    for (let match = expression.exec(normal); match; match = expression.exec(normal)) {
      const written = part === undefined ? match[0] : match[part]
      if (written === undefined) continue
      const start = match.index + match[0].indexOf(written)
      const end = start + written.length
      found.push({
        entity,
        value: valueOf(entity, text.slice(start, end)),
        start,
        end,
        from: 'system',
      })
    }
  }
  return found
}

type AddressPattern = {
  readonly entity: string
  readonly expression: RegExp
  /** The group that is the entity; the whole when absent. */
  readonly part?: number
}

function valueOf(entity: string, written: string): string {
  return entity === 'postcode' ? written.toUpperCase() : written
}

const kinds =
  'street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|square|sq|way|place|pl|terrace|crescent|boulevard|blvd|gardens|grove|hill|row|mews|parade|walk|quay|highway|parkway|pkwy'
const hintEn = new RegExp(`\\b(?:${kinds})\\b|\\d[a-z]{2}\\b|\\b\\d{5}\\b|zip|post ?code|postal`)
const word = "[a-z][a-z'’.-]{0,24}"
const ukPostcode = '[a-z]{1,2}\\d[a-z\\d]? ?\\d[a-z]{2}'

const english: readonly AddressPattern[] = [
  {
    // "221b Baker Street", "10 Downing St, Flat 2".
    entity: 'street',
    expression: new RegExp(
      `(?<![\\w#-])\\d{1,5}[a-z]?(?:-\\d{1,5})?,? (?:${word} ){1,4}(?:${kinds})\\b(?! ?(?:old|of them)\\b)(?:,? (?:apt|apartment|flat|unit|suite)\\.? ?#?\\w{1,6}\\b)?`,
      'g',
    ),
  },
  { entity: 'postcode', expression: new RegExp(`(?<![\\w-])${ukPostcode}(?![\\w-])`, 'g') },
  {
    // A state before it, or the word for it, tells five digits from a number.
    entity: 'postcode',
    expression:
      /(?:\b(?:zip(?: ?code)?|post ?code|postal code)(?: is|:)? |, ?(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy]) )([a-z]?\d{4,6}(?:-\d{4})?)(?![\w-])/g,
    part: 1,
  },
  {
    // Between a street and a postcode: "12 Mill Lane, Leeds LS1 4AB".
    entity: 'city',
    expression: new RegExp(
      `\\b(?:${kinds})\\b(?:,? (?:apt|apartment|flat|unit|suite)\\.? ?#?\\w{1,6})?, ?((?:${word} ){0,2}${word}),? (?=${ukPostcode}\\b|[a-z]{2} \\d{5}\\b|\\d{5}\\b)`,
      'g',
    ),
    part: 1,
  },
]

const han = '[\\u3400-\\u9fff]'
/** Characters that stand before an address but not in it. */
const lead =
  '(?<=^|[，。,.:：;；\\s]|地址[是为改到：]?|[到至在是往去寄为成]|[省市区县區縣州镇鎮乡鄉村旗])'
const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门'
const hintZh = /[省市区县區縣路街道巷弄号號镇鎮乡鄉村室栋楼]|邮编|郵編/

const chinese: readonly AddressPattern[] = [
  {
    entity: 'province',
    expression: new RegExp(
      `(?:${provinces})(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)|(?:${provinces})(?=${han}{2,6}市)`,
      'g',
    ),
  },
  {
    entity: 'city',
    expression: new RegExp(
      `(?:北京|天津|上海|重庆)市(?![场民内里面中])|(?<=省|自治区|${provinces}|^|[，,。:： ]|[到至往寄在是为成])(?!省|自治区|${provinces}|地址|[到至往寄在是为成])${han}{2,4}?(?:(?<!城)市(?![场民内里面中])|自治州)`,
      'g',
    ),
  },
  {
    entity: 'district',
    expression: new RegExp(
      `(?<=[市州省盟])(?!市|${han}{1,5}市)${han}{1,6}?(?:新区|区|县|區|縣|旗)(?![域别别号])`,
      'g',
    ),
  },
  {
    entity: 'district',
    expression: new RegExp(
      `(?<=^|[，,。\\s到在寄住是])${han}{2,3}(?:区|县|區|縣)(?=${han}{1,8}(?:路|街|道|巷))`,
      'g',
    ),
  },
  {
    entity: 'road',
    expression: new RegExp(
      `(?:${lead}|(?<=新区))(?:(?!${han}{0,6}[省市区县區縣])${han}){1,8}?(?:大道|大街|路|街|道|巷|弄|胡同)(?:[东西南北中一二三四五]段?)?(?=[\\d一二三四五六七八九十]|$|[，,。\\s])`,
      'g',
    ),
  },
  {
    entity: 'house_number',
    expression:
      /(?<=[路街道巷弄同段])(?:\d{1,5}|[一二三四五六七八九十百]{1,5})(?:-\d{1,4})?(?:弄\d{1,4})?[号號](?:院|楼|樓)?(?:\d{1,4}(?:栋|幢|座|号楼))?(?:\d{1,2}单元)?(?:\d{1,5}(?:室|房))?/g,
  },
  {
    entity: 'postcode',
    expression: /(?:邮编|邮政编码|郵編)(?:是|为|:|：)? ?(\d{6})(?!\d)/g,
    part: 1,
  },
]
