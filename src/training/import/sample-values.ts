/** Plain values of what other systems recognise by themselves, in two languages. */
const samples: readonly {
  readonly names: RegExp
  readonly en: readonly string[]
  readonly zh: readonly string[]
}[] = [
  {
    names: /date-?time|datetimev2|datetime/,
    en: ['tomorrow at 3 pm', 'next Monday'],
    zh: ['明天下午三点', '下周一'],
  },
  { names: /duration/, en: ['two hours', '3 days'], zh: ['两小时', '三天'] },
  { names: /time/, en: ['3 pm', 'half past nine'], zh: ['下午三点', '九点半'] },
  {
    names: /date|month|day/,
    en: ['tomorrow', '5 May', 'next Friday'],
    zh: ['明天', '五月五日', '下周五'],
  },
  {
    names: /e-?mail/,
    en: ['ada@example.com', 'sam@example.org'],
    zh: ['ada@example.com', 'li@example.cn'],
  },
  { names: /phone/, en: ['+44 20 5550 0199', '555 0100'], zh: ['13800000000', '010-55500100'] },
  { names: /currency|money|price|amount/, en: ['20 dollars', '5 euros'], zh: ['二十元', '一百块'] },
  { names: /percent/, en: ['20 percent', '5%'], zh: ['百分之二十', '5%'] },
  { names: /age/, en: ['30 years old', '18'], zh: ['30岁', '18岁'] },
  { names: /temperature/, en: ['20 degrees', '5 degrees'], zh: ['20度', '5度'] },
  { names: /ordinal/, en: ['first', 'second'], zh: ['第一', '第二'] },
  {
    names: /number|integer|cardinal|numeric|quantity/,
    en: ['2', '10', 'three'],
    zh: ['2', '10', '三'],
  },
  { names: /country/, en: ['Norway', 'Brazil', 'Kenya'], zh: ['挪威', '巴西', '肯尼亚'] },
  {
    names: /city|location|place|address|geo/,
    en: ['Berlin', 'Lisbon', 'Oslo'],
    zh: ['北京', '杭州', '成都'],
  },
  { names: /zip|postal|postcode/, en: ['10115', 'BS1 4RJ'], zh: ['100000', '310001'] },
  {
    names: /person|given-?name|last-?name|first-?name|user-?name/,
    en: ['Ada', 'Sam'],
    zh: ['小明', '李华'],
  },
  { names: /colou?r/, en: ['blue', 'red'], zh: ['蓝色', '红色'] },
  { names: /language/, en: ['English', 'Chinese'], zh: ['英语', '中文'] },
  { names: /url/, en: ['https://example.com'], zh: ['https://example.cn'] },
]

/** `AMAZON.Country` → Norway, Brazil, Kenya. Empty for names that tell nothing. */
export function sampleValues(name: string, language = 'en'): readonly string[] {
  const found = samples.find(({ names }) => names.test(name.toLowerCase()))
  return found ? (language === 'zh' ? found.zh : found.en) : []
}
