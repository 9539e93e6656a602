import { pinyin } from 'pinyin-pro'

/**
 * The parts of a name in small Latin letters, without accents and titles: a Chinese name by the sounds
 * of its signs, so that 王小明 and "Wang Xiaoming" come to the same letters.
 */
export function namePartsOf(name: string): readonly string[] {
  const plain = name.normalize('NFKC').trim()
  const latin = /\p{Script=Han}/u.test(plain)
    ? pinyin(plain, { toneType: 'none', type: 'array', mode: 'surname', v: true }).join(' ')
    : plain
  return latin
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ|ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && !titles.has(part))
}

const titles = new Set('mr mrs ms miss dr prof herr frau mme mlle sr sra jr sir'.split(' '))
